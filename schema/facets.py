# ruff: noqa: D101 - the description that clients read is the docstring
"""Facets: how many of a whole answer have each value of a property. The properties of each class are an enumeration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from types import GenericAlias
from typing import Any, NamedTuple, TypeVar

import strawberry

from graph.code import TARIFF, Codes
from graph.fact import Value, lexical
from graph.stores import sparql
from graph.stores.entity import Entity, Text
from graph.stores.query import EVERYTHING, Filter, Query, Way
from graph.stores.query import Facet as Question
from graph.stores.store import Counts
from graph.vocabulary import TERMS
from schema.condition import CURRENT
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE, check_size
from schema.context import Context
from schema.field import LANGUAGES, Arguments, attribute, field
from schema.resource import LangString, Resource, chosen
from schema.scalars import IRI, LanguageTag

T = TypeVar("T")


class Property(NamedTuple):
    """What subjects are counted by: a term of theirs or of what a way leads to, as far as ``among`` lets through.

    Of days that are counted ``yearly`` the year counts.
    """

    name: str
    term: str
    way: Way | None = None
    among: Filter = EVERYTHING
    yearly: bool = False


def _by(description: str, *property_: Any) -> Any:  # noqa: ANN401 - a declaration
    return strawberry.enum_value(Property(*property_), description=description)


_LISTINGS = Way("procedure", "Listing", back=True), CURRENT
_PROCEDURE = Way("procedure", "Procedure")


@strawberry.enum(description="What procedures may be counted by.")
class ProcedureFacet(Enum):
    KIND = _by("What is done; a procedure may be of several kinds.", "KIND", "kinds")
    CHAPTER = _by("The chapter by two-digit range: 35-39.", "CHAPTER", "chapter")
    REGIME = _by("Who pays, as its current listings say; there may be several.", "REGIME", "regimes", *_LISTINGS)
    ADMISSION = _by("Emergency or planned, as its current listings say.", "ADMISSION", "admission", *_LISTINGS)
    TABLE = _by("The tables that its current listings stand in.", "TABLE", "table", *_LISTINGS)
    ACT = _by("The acts whose law its current listings are.", "ACT", "act", *_LISTINGS)


@strawberry.enum(description="What listings may be counted by.")
class ListingFacet(Enum):
    REGIME = _by("Who pays; a row may have several.", "REGIME", "regimes")
    ADMISSION = _by("Emergency or planned.", "ADMISSION", "admission")
    TABLE = _by("The table that the row stands in.", "TABLE", "table")
    ACT = _by("The amended act: whose law the row is.", "ACT", "act")
    CHAPTER = _by("The chapter of the procedure: 35-39.", "CHAPTER", "chapter", _PROCEDURE)
    KIND = _by("What is done; a procedure may be of several kinds.", "KIND", "kinds", _PROCEDURE)


@strawberry.enum(description="What tariff lines may be counted by.")
class TariffLineFacet(Enum):
    REGIME = _by("Who pays; a row may have several.", "REGIME", "regimes")
    ACT = _by("The amended act: whose law the row is.", "ACT", "act")
    GROUP = _by("The letter of the service in the tariff list.", "GROUP", "group", Way("service", "Service"))
    TABLE = _by("The table that the row stands in.", "TABLE", "table")
    APPLIES_FROM = _by("The first day of the legal relations it applies to.", "APPLIES_FROM", "appliesFrom")


@strawberry.enum(description="What acts may be counted by.")
class ActFacet(Enum):
    KIND = _by("Order, resolution, law, …", "KIND", "kind")
    ISSUER = _by("The bodies that issued it; there may be several.", "ISSUER", "issuers")
    HELD = _by("Whether its text is held: true or false.", "HELD", "held")
    YEAR = _by("The year of signature: 2021.", "YEAR", "signed", None, EVERYTHING, True)


@strawberry.enum(description="What services may be counted by.")
class ServiceFacet(Enum):
    GROUP = _by("The letter of the tariff list: A, B, C or D.", "GROUP", "group")


@strawberry.enum(description="What effects may be counted by.")
class EffectFacet(Enum):
    OPERATION = _by("What is done: insertion, substitution, …", "OPERATION", "operation")
    SCOPE = _by("How much is changed: act, element, rows or words.", "SCOPE", "scope")
    ACT = _by("The act that orders the change.", "ACT", "act")
    TARGET_ACT = _by("The act that is changed.", "TARGET_ACT", "targetAct")


@dataclass(frozen=True, slots=True)
class Counted:
    """A value with its count; ``entity`` is the resource that it is, if it is one, ``labels`` what it is called."""

    plain: Value
    entity: Entity | None
    labels: Sequence[Text]
    count: int

    @property
    def value(self) -> str:
        """As a filter takes it."""
        if self.entity:
            return self.entity.values.get("code") or self.entity.iri
        return lexical(self.plain)


class Faceted:
    """What is behind a facet: counted when the first of its fields is asked for."""

    def __init__(self, context: Context, query: Query, property_: Property) -> None:
        self.by = property_.name
        self.question = Question(query, *property_[1:])
        if property_.way and context.view:
            self.question = replace(self.question, among=context.view.among(property_.way, property_.among))
        self._context = context

    @cached_property
    def counts(self) -> Counts:
        """How many have each value."""
        return self._context.store.count(self.question)

    @property
    def sparql(self) -> str:
        """The same in SPARQL."""
        self._context.check_length(self.question.query.where)
        return sparql.facet(self.question, self._context.graph.base)

    def first(self, size: int | None) -> list[Counted]:
        """The most frequent values."""
        return [self._counted(value, count) for value, count in head(self.counts.values, size)]

    def _counted(self, value: Value, count: int) -> Counted:
        term, context = self.question.term, self._context
        entity = context.store.get(str(value)) if TERMS[term].links else None
        labels = entity.values["labels"] if entity else _titles(context.graph.codes, term).get(str(value), ())
        return Counted(value, entity, labels, count)


def _titles(codes: Codes, term: str) -> Mapping[str, Sequence[Text]]:
    """What the values of a term are called that are no resources: chapters, and groups of the tariff list."""
    if term == "chapter":
        return {each.slug: (Text(each.title, "en"),) for each in codes.chapters}
    groups = codes.systems[TARIFF].groups if term == "group" else ()
    return {each.letter: [Text(title, language) for language, title in each.titles.items()] for each in groups}


FIRST: Arguments = {
    "first": (int | None, f"How many, 1 to {LARGEST_PAGE}; {DEFAULT_PAGE} unless given.", strawberry.UNSET)
}


def head(items: Sequence[T], first: int | None) -> Sequence[T]:
    """The beginning of a list that has no further pages. Raises QueryError."""
    check_size("first", first, f"Ask for at most {LARGEST_PAGE}, and narrow the question with where.")
    return items[: DEFAULT_PAGE if first is None else first]


def _label(counted: Counted, _info: object, languages: list[str]) -> object:
    return chosen(counted.labels, languages)


@strawberry.type(description="A value of a property, and how many have it.")
class FacetValue:
    value: str = attribute("value", "The value as a filter takes it: of a resource its code, or its IRI without one.")
    label: LangString | None = field(
        _label,
        "The name, in the first of the languages that it has a name in: of a resource; of a chapter (in English) or of "
        "a group of the tariff list, which are none; null for any other value.",
        {"languages": (list[LanguageTag], "Languages, the preferred first.", list(LANGUAGES))},
    )
    iri: IRI | None = field(
        lambda counted, _info: counted.entity and counted.entity.iri, "Its IRI, where it is a resource.", plain=True
    )
    resource: Resource | None = attribute("entity", "The resource that it is, if it is one.")
    count: int = attribute("count", "How many of the whole answer have it.")


@strawberry.type(
    description="How many of the whole answer, not of the page, have each value of a property. Where one may have "
    "several values it counts once for each, and the counts add up to more than there are."
)
class Facet:
    by: str = attribute("by", "The property, as it was asked for.")
    values: list[FacetValue] = field(
        lambda facet, _info, first=None: facet.first(first),
        "The values that occur, the most frequent first, then by value; resources by IRI.",
        FIRST,
        most="first",
    )
    total_count: int = field(
        lambda facet, _info: len(facet.counts.values), "How many different values occur, asked for or not.", plain=True
    )
    missing: int = field(
        lambda facet, _info: facet.counts.missing, "How many of the whole answer have no value.", plain=True
    )
    sparql: str = attribute(
        "sparql", "The same as a SPARQL query; its row without ?value is how many have none, where any has."
    )


def facets(properties: type[Enum]) -> Any:  # noqa: ANN401 - a declaration
    """The field of a connection that counts by these properties."""
    return field(
        lambda found, _info, by: [Faceted(found.context, found.query, each) for each in dict.fromkeys(by)],
        "How many of the whole answer have each value of a property: counts, and never the nodes themselves. To list "
        "those of one value, give the value back as a filter.",
        {"by": (GenericAlias(list, (properties,)), "Which properties, each once.", strawberry.UNSET)},
        most="by",
    )
