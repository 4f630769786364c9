# ruff: noqa: D101 - the description that clients read is the docstring
"""Acts and what they are made of."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.stores.entity import Entity, Text
from graph.stores.query import Way
from graph.vocabulary import CLASSES
from schema.as_of import standing
from schema.connection import Connection, connection
from schema.context import Context
from schema.enums import AdmissionMode
from schema.facets import ActFacet, EffectFacet, Facet, facets
from schema.field import attribute, field, only, preferred, term, words
from schema.resource import Body, Concept, Expression, FundingRegime, LangString, Resource
from schema.scalars import LanguageTag
from schema.validity import Validity, in_force, in_force_from, in_force_until

if TYPE_CHECKING:
    from schema.medicine import Listing, ListingConnection, TariffLine, TariffLineConnection

Day = dt.date


@dataclass(frozen=True, slots=True)
class _Registered:
    number: str
    date: Day | None


def _registration(act: Entity, _info: object) -> _Registered | None:
    number = act.values["registration"]
    return _Registered(number, act.values["registrationDate"]) if number else None


def _title(act: Entity) -> Text | None:
    """The title of the held text; of an act known from citations the one it is cited by."""
    titles = [text for each in act.values["expressions"] for text in each.values["title"]]
    return preferred(titles or act.values["labels"])


def _title_words(act: Entity, _info: object) -> str | None:
    title = _title(act)
    return title.value if title else None


def _language(act: Entity, _info: object) -> str | None:
    title = _title(act) if act.values["expressions"] else None
    return title.language if title else None


def _printed_day(commencement: Entity, _info: object) -> Day | None:
    """Only the rule that names a day prints one; any other day would be computed."""
    day: Day | None = commencement.values["entryIntoForce"]
    return day if commencement.values["rule"] == "on-date" else None


def _first_issuer(act: Entity, _info: object) -> Entity | None:
    issuers: tuple[Entity, ...] = act.values["issuers"]
    return issuers[0] if issuers else None


def _most_issuers(context: Context) -> int:
    return max((len(act.values["issuers"]) for act in context.store.all("Act")), default=0)


@strawberry.type(description="Issuer, date and number: together they name an act; a number alone does not.")
class Requisites:
    issuer: Body | None = field(_first_issuer, "The body that issued it; of several the first.")
    issuers: list[Body] = term("issuers", most=_most_issuers)
    acting: bool | None = term("acting")
    signed: Day | None = term("signed")
    number: str | None = term("number")
    number_as_printed: str | None = term("numberAsPrinted")


@strawberry.type(description="The entry in the Register of State Registration of Normative Legal Acts.")
class Registration:
    number: str = attribute("number", "The number in the register.")
    date: Day | None = attribute("date", "The day of registration; null where no text prints it.")


@strawberry.type(description=CLASSES["Commencement"].comment)
class Commencement(Resource):
    rule: str | None = term("rule")
    days: int | None = term("days")
    day_kind: str | None = term("dayKind")
    date: Day | None = field(_printed_day, "The day, where the rule names one: on-date.")
    entry_into_force: Day | None = term("entryIntoForce")
    not_before: Day | None = term("notBefore")
    applies_from: Day | None = term("appliesFrom")
    until: Day | None = term("until")
    reason: str | None = term("reason", "Why the day of entry into force is what it is, or is not known.")
    exceptions: list[Annotated["Commencement", strawberry.lazy("schema.law")]] = term("exceptions")
    part: str | None = term("part")
    act: Annotated["Act", strawberry.lazy("schema.law")] | None = only("act", "The act that enters into force.")


@strawberry.type(description=CLASSES["Act"].comment)
class Act(Resource):
    kind: Concept | None = term("kind")
    requisites: Requisites = field(lambda act, _info: act, "Issuer, date and number.")
    registration: Registration | None = field(
        _registration, "The entry in the Register of State Registration; null where no text prints one."
    )
    title: str | None = field(_title_words, "The title; of an act known from citations the one it is cited by.")
    language: LanguageTag | None = field(_language, "The language of the held text.")
    held: bool = field(lambda act, _info: act.values["held"] is True, "False: known only from citations.")
    expressions: list[Expression] = term("expressions")
    enacting_word: str | None = words("enactingWord")
    signatories: list[LangString] = term("signatories")
    notes: list[LangString] = term("notes")
    published: Day | None = term("published")
    commencement: Commencement | None = term("commencement")
    in_force: Validity = in_force()
    applies_from: Day | None = term("appliesFrom")
    subdivisions: list[Annotated["Subdivision", strawberry.lazy("schema.law")]] = term("subdivisions")
    tables: list[Annotated["Table", strawberry.lazy("schema.law")]] = standing(
        "tables", "Its tables: those of its law and, of an act that changes others, those it prints."
    )
    effects: list[Annotated["Effect", strawberry.lazy("schema.law")]] = term("effects", "What it changes.")
    effects_on: list[Annotated["Effect", strawberry.lazy("schema.law")]] = term("effectsOn", "What changes it.")
    amends: list[Annotated["Act", strawberry.lazy("schema.law")]] = term("amends")
    amended_by: list[Annotated["Act", strawberry.lazy("schema.law")]] = term("amendedBy", "Acts that change it.")
    cites: list[Annotated["Act", strawberry.lazy("schema.law")]] = term("cites")
    cited_by: list[Annotated["Act", strawberry.lazy("schema.law")]] = term("citedBy", "Acts that cite it.")


@strawberry.type(description="A page of acts.")
class ActConnection(Connection[Act]):
    facets: list[Facet] = facets(ActFacet)


@strawberry.type(description=CLASSES["Subdivision"].comment)
class Subdivision(Resource):
    kind: Concept | None = term("subdivisionKind")
    number: str | None = term("number")
    act: Act | None = only("act", "The act it is a part of.")
    parent: Resource | None = term("parent")
    parts: list[Resource] = term("parts", "What stands in it.")
    text: str | None = words("text")
    versions: list[Annotated["Version", strawberry.lazy("schema.law")]] = standing(
        "versions", "It as each act made it, as far as those are held; with asOf those that are law then."
    )


@strawberry.type(description=CLASSES["Version"].comment)
class Version(Resource):
    of: Subdivision = term("of")
    act: Act | None = term("act")
    caused_by: Act | None = term("causedBy")
    complete: bool = field(lambda version, _info: version.values["complete"] is True, "Whether all of it was read.")
    rows_read: int | None = term("rowsRead")
    current: bool = field(
        lambda version, _info: version.values["current"] is True, "Whether no later whole version is held."
    )
    held: bool = field(
        lambda version, _info: version.values["held"] is not False,
        "False: known only from a publisher's note, without any of its rows.",
    )
    commencement: Commencement | None = term("commencement")
    in_force: Validity = in_force()
    in_force_from: Day | None = in_force_from()
    in_force_until: Day | None = in_force_until()
    previous: Annotated["Version", strawberry.lazy("schema.law")] | None = term("previous")
    next: Annotated["Version", strawberry.lazy("schema.law")] | None = only(
        "next", "The version after it, of those that are known."
    )
    replaced_by: list[Annotated["Version", strawberry.lazy("schema.law")]] = term("replacedBy")
    replaces: list[Annotated["Version", strawberry.lazy("schema.law")]] = term(
        "replaces", "Every earlier version whose place it takes as a whole."
    )
    text: str | None = words("text")
    made_by: list[Annotated["Effect", strawberry.lazy("schema.law")]] = term(
        "madeBy", "The changes that made it, each with the provision that orders it; none of an original text."
    )
    tables: list[Annotated["Table", strawberry.lazy("schema.law")]] = term("tables", "Its tables.")
    listings: Annotated["ListingConnection", strawberry.lazy("schema.medicine")] = connection(
        "Listing", "Its rows that name procedures.", Way("version", "Version")
    )
    tariff_lines: Annotated["TariffLineConnection", strawberry.lazy("schema.medicine")] = connection(
        "TariffLine", "Its rows that price services.", Way("version", "Version")
    )


@strawberry.type(description=CLASSES["Section"].comment)
class Section(Resource):
    heading: str | None = words("heading")
    first_row: str | None = term("firstRow")
    group_code: str | None = term("groupCode")
    complete: bool = field(
        lambda section, _info: section.values["complete"] is not False,
        "False: rows of it may be missing, for an error stands among them or the text breaks off there.",
    )
    admission: AdmissionMode | None = term("admission")
    regimes: list[FundingRegime] = term("regimes")
    table: Annotated["Table", strawberry.lazy("schema.law")] | None = only("table", "The table.")


@strawberry.type(description=CLASSES["Table"].comment)
class Table(Resource):
    number: str | None = term("number")
    caption: str | None = words("caption")
    columns: list[str] = term("columns")
    act: Act = term("act")
    version: Version | None = term("version")
    parent: Resource | None = term("parent")
    printed_in: Resource | None = term("printedIn")
    sections: list[Section] = term("sections")
    rows: Connection[Annotated["Row", strawberry.lazy("schema.law")]] = connection(
        "Row", "Its rows.", Way("table", "Table")
    )
    listings: Annotated["ListingConnection", strawberry.lazy("schema.medicine")] = connection(
        "Listing", "Its rows that name procedures.", Way("table", "Table")
    )
    tariff_lines: Annotated["TariffLineConnection", strawberry.lazy("schema.medicine")] = connection(
        "TariffLine", "Its rows that price services.", Way("table", "Table")
    )


@strawberry.type(description=CLASSES["Row"].comment)
class Row(Resource):
    number: str | None = term("number")
    act: Act | None = term("act")
    table: Table | None = term("table")
    section: Section | None = term("section")
    printed_in: Resource | None = term("printedIn")
    code_as_printed: str | None = term("codeAsPrinted")
    name_as_printed: str | None = words("nameAsPrinted")
    repairs: list[str] = term("repairs")
    put_by: Annotated["Effect", strawberry.lazy("schema.law")] | None = term("putBy")
    ended_by: list[Annotated["Effect", strawberry.lazy("schema.law")]] = term("endedBy")
    follows: Annotated["Row", strawberry.lazy("schema.law")] | None = term("follows")
    listing: Annotated["Listing", strawberry.lazy("schema.medicine")] | None = only(
        "listing", "What it says of a procedure."
    )
    tariff_line: Annotated["TariffLine", strawberry.lazy("schema.medicine")] | None = only(
        "tariffLine", "What it says of a service."
    )


@strawberry.type(description=CLASSES["Effect"].comment)
class Effect(Resource):
    operation: Concept | None = term("operation")
    scope: str | None = term("scope")
    by: Subdivision | None = term("by")
    act: Act = term("act", "The act that orders the change.")
    target_act: Act | None = term("targetAct")
    target: Resource | None = term("target")
    element: str | None = words("element")
    verb: str | None = words("verb")
    content: Resource | None = term(
        "content",
        "The new text, where the amending act prints it: a point, an appendix or a table. `Subdivision.text` is null "
        "where the words stand in its `parts`; rows stand in `result { tables { rows } }`.",
    )
    result: Version | None = term("result")
    applied: bool = field(
        lambda effect, _info: effect.values["applied"] is True,
        "Whether the whole result is held; false where the text before the change is not.",
    )
    retroactive: bool | None = term("retroactive")
    applies_from: Day | None = term("appliesFrom")
    commencement: Commencement | None = term("commencement")
    since: Day | None = term("since")
    until: Day | None = term("until")
    row_numbers: list[str] = term("rowNumbers")
    old_words: str | None = words("oldWords")
    new_words: str | None = words("newWords")
    after_words: str | None = words("afterWords")


@strawberry.type(description="A page of effects.")
class EffectConnection(Connection[Effect]):
    facets: list[Facet] = facets(EffectFacet)
