# ruff: noqa: D101 - the description that clients read is the docstring
"""What all resources have, and the values and concepts that types share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.stores.entity import Entity, Text
from graph.stores.query import Way
from graph.vocabulary import CLASSES, TERMS
from schema.condition import CURRENT
from schema.connection import connection
from schema.context import Info, of
from schema.enums import Basis, RegimeCode
from schema.field import LANGUAGES, attribute, field, only, preferred, spoken, term, words
from schema.scalars import IRI, LanguageTag
from schema.statements import MOST, Neighbour, Statement, neighbours, statements

if TYPE_CHECKING:
    from schema.law import Act
    from schema.medicine import ListingConnection, TariffLineConnection


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was chosen for a reader."""

    value: str
    language: str
    fallback: bool


def choose_label(entity: Entity, _info: object, languages: list[str]) -> Text | Label | None:
    """What an entity is called in the first of the languages that it has a name in."""
    return chosen(entity.values["labels"], languages)


def chosen(labels: Sequence[Text], languages: Sequence[str]) -> Text | Label | None:
    """The label in the first of the languages that has one, else any, marked as a fallback."""
    for language in languages:
        for label in labels:
            if label.language == language:
                return label
    return Label(labels[0].value, labels[0].language, fallback=True) if labels else None


def _is_fallback(source: Text | Label, _info: object) -> bool:
    return isinstance(source, Label) and source.fallback


def _node_id(entity: Entity, info: Info) -> str:
    return of(info).node_id(entity)


@strawberry.type(description="Words with their language.")
class LangString:
    value: str = attribute("value", "The words.")
    language: LanguageTag = attribute("language", "Their language.")
    fallback: bool = field(_is_fallback, "True when none of the requested languages exists.", plain=True)


@strawberry.type(description="A piece of a source, quoted letter by letter, with the place where it stands.")
class Evidence:
    act: Annotated["Act", strawberry.lazy("schema.law")] = attribute("act", "The act whose text prints it.")
    locator: str = attribute("locator", "Where a reader finds it: table 3, row 33.")
    quote: str = attribute(
        "quote",
        "The words, letter by letter as the file has them, line breaks and damage included; words that the publisher "
        "made a link may stand in another place there. For people to read, ask for the words themselves, such as "
        "`Subdivision.text` of `Effect.by`.",
    )
    start: int = attribute("start", "Its first code point in the file, counted from 0.")
    end: int = attribute("end", "The code point after its last.")
    sha256: str = attribute("sha256", "SHA-256 of the file's bytes, so that the offsets mean something.")
    basis: Basis = attribute("basis", "How what it is evidence of is known from it.")


@strawberry.interface(description="Whatever has an id.")
class Node:
    id: strawberry.ID = field(_node_id, "Opaque and stable: it outlives changes of the data and of the base IRI.")


@strawberry.interface(description="Whatever exists in the RDF export.")
class Resource(Node):
    iri: IRI = attribute("iri", "The identifier, the same as in the RDF export.")
    label: LangString | None = field(
        choose_label,
        "The name, in the first of the languages that it has a name in.",
        {"languages": (list[LanguageTag], "Languages, the preferred first.", list(LANGUAGES))},
    )
    labels: list[LangString] = term("labels", "The name in every language it is known in.")
    evidence: list[Evidence] = attribute(
        "evidence", "The pieces of the sources that what is said here rests on; none for what is curated."
    )
    conflicts: list[Annotated["Conflict", strawberry.lazy("schema.resource")]] = term(
        "conflicts", "Readings that disagree about this; neither wins."
    )
    statements: list[Statement] = field(
        statements,
        "What the graph says of it, fact by fact: also what no other field has, and how each is known. How its regimes "
        'are known: `terms: ["regimes"]`.',
        {
            "first": (int, f"How many: 1 to {MOST}.", 50),
            "skip": (int, "How many to leave out before them.", 0),
            "incoming": (bool, "Instead, what others say whose value it is.", False),
            "terms": (list[str] | None, "Only these terms, by name; without it all.", strawberry.UNSET),
        },
        most="first",
    )
    neighbours: list[Neighbour] = field(
        neighbours,
        "Whatever it leads to or what leads to it, in the order of IRIs, with the facts that join them.",
        {
            "first": (int, f"How many: 1 to {MOST}.", 20),
            "skip": (int, "How many to leave out before them.", 0),
        },
        most="first",
    )


@strawberry.type(description=CLASSES["Conflict"].comment)
class Conflict(Resource):
    about: list[Resource] = term("about")
    reading: str | None = term("reading")
    other_reading: str | None = term("otherReading")
    reason: str | None = term("reason")


@strawberry.type(description="A curated concept: a kind of act, of subdivision or of procedure, an operation, …")
class Concept(Resource):
    code: str | None = field(lambda entity, _info: entity.values.get("code"), "Its code in its scheme.")
    definition: str | None = field(lambda entity, _info: spoken(entity.values.get("definition", ())), "What it means.")
    scope_note: str | None = field(
        lambda entity, _info: spoken(entity.values.get("scopeNote", ())), "What belongs to it and what does not."
    )
    scheme: Annotated["Concept", strawberry.lazy("schema.resource")] | None = field(
        lambda entity, _info: entity.values.get("scheme"), "The scheme that it stands in."
    )


@strawberry.type(description=CLASSES["FundingRegime"].comment)
class FundingRegime(Resource):
    code: RegimeCode = field(lambda entity, _info: entity, "Which regime.", plain=True)
    definition: str | None = words("definition")
    scope_note: str | None = words("scopeNote")
    listings: Annotated["ListingConnection", strawberry.lazy("schema.medicine")] = connection(
        "Listing",
        "The rows of the law that name procedures under this regime.",
        Way("regimes", "FundingRegime"),
        CURRENT,
    )
    tariff_lines: Annotated["TariffLineConnection", strawberry.lazy("schema.medicine")] = connection(
        "TariffLine",
        "The rows of the law that price services under this regime.",
        Way("regimes", "FundingRegime"),
        CURRENT,
    )


@strawberry.type(description=CLASSES["Body"].comment)
class Body(Resource):
    code: str | None = term("code")


@strawberry.type(description=CLASSES["Dataset"].comment)
class Dataset(Resource):
    sha256: str | None = term("sha256")


@strawberry.type(description=CLASSES["File"].comment)
class File(Resource):
    sha256: str = term("sha256")
    characters: int | None = term("characters")
    media_type: IRI | None = term("mediaType")
    legal_value: IRI | None = term("legalValue")
    expression: Annotated["Expression", strawberry.lazy("schema.resource")] | None = only(
        "expression", "The act in the language of this file."
    )


@strawberry.type(description=CLASSES["Expression"].comment)
class Expression(Resource):
    language: IRI | None = term("language")
    title: LangString | None = field(
        lambda expression, _info: preferred(expression.values["title"]), TERMS["title"].comment
    )
    file: File | None = term("file")
    act: Annotated["Act", strawberry.lazy("schema.law")] | None = only("act", "The act.")
