# ruff: noqa: D101 - the description that clients read is the docstring
"""Why a code is not listed, and what is near to it."""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import Any

import strawberry

from graph.answers import absence as answers
from graph.answers.day import standing
from graph.answers.gap import Gap as Missing
from graph.answers.gap import GapKind as Gaps
from graph.answers.ground import Ground, ground_of, versions_of
from graph.answers.inquiry import Inquiry
from graph.answers.nearest import ALIKE, nearest
from graph.answers.nearest import Near as Neighbour
from graph.answers.rows import LISTINGS
from graph.code import NATIONAL
from graph.days.commencing import Asking
from graph.days.law import Certainty
from graph.days.moment import Moment
from graph.stores import sparql
from graph.stores.query import NOTHING, Filter
from schema.condition import CURRENT, both
from schema.connection import Connection, check_size, connection, read_where
from schema.context import Context, Info, of
from schema.field import attribute, field
from schema.law import Table, Version
from schema.medicine import Listing, ListingConnection, TariffLine
from schema.reading import check_code

NEAR = 5
"""Rows that are near, unless asked otherwise."""


def find_absence(_root: None, info: Info, code: str, **given: Any) -> answers.Absence | None:  # noqa: ANN401
    """Why no current row that a filter describes names a code of the national list; None where one does."""
    context = of(info)
    check_code(context.graph.codes, NATIONAL, code)
    inquiry = Inquiry(context.store, context.graph.codes, LISTINGS, code)
    asked = both(CURRENT, read_where(context, LISTINGS.type, given["from"], "from"))
    # Certain absence is that of all that may be there, and all that may be there is read.
    among = context.law(LISTINGS.type, asked, context.view.certainty.other if context.view else None)
    ground = ground_of(inquiry, context.law(LISTINGS.type, asked, Certainty.POSSIBLE))
    return answers.absence(inquiry, among, replace(ground, gaps=tuple(_gaps(context, inquiry, ground))))


def _gaps(context: Context, inquiry: Inquiry, ground: Ground) -> Iterator[Missing]:
    """What is not known of what was read and, asked of a day, of what stood on it."""
    law = context.view.law if context.view else None
    found = standing(inquiry, Asking(law)).ground.gaps if isinstance(law, Moment) else ()
    yield from found
    if ground.versions or not found:
        yield from (each for each in ground.gaps if each.kind not in {other.kind for other in found})


def _nearest(absence: answers.Absence, _info: Info, first: int) -> tuple[Neighbour, ...]:
    check_size("first", first)
    return nearest(absence.inquiry, absence.among, first)


def _sparql(absence: answers.Absence, info: Info) -> str:
    of(info).check_length(absence.question.where)
    return sparql.select(absence.question, of(info).graph.base)


def _elsewhere(absence: answers.Absence) -> Filter:
    return absence.elsewhere.where if absence.elsewhere.type == LISTINGS.type else NOTHING


def _row_of(class_name: str) -> Any:  # noqa: ANN401 - what answers a field
    return lambda near, _info: near.row if near.row.type == class_name else None


@strawberry.enum(description="What is not known of what was read.")
class GapKind(Enum):
    """graph.answers.gap.GapKind, told to clients."""

    NO_TABLE = strawberry.enum_value(
        "NO_TABLE", description="Nothing was read: no held table is among those asked about."
    )
    BASE_NOT_HELD = strawberry.enum_value(
        "BASE_NOT_HELD", description="Asked of a day: what stood on it, or the rest of it, is not held."
    )
    NOT_CERTAIN = strawberry.enum_value(
        "NOT_CERTAIN", description="Asked of a day: whether a version that was read stood on it is not known."
    )
    ROW_NOT_CERTAIN = strawberry.enum_value(
        "ROW_NOT_CERTAIN", description="Asked of a day: a row names the code, and whether it held then is not known."
    )
    NOTHING_STOOD = strawberry.enum_value(
        "NOTHING_STOOD",
        description="Asked of a day: certainly no version of a list stood on it, so that no row was there.",
    )
    INCOMPLETE = strawberry.enum_value(
        "INCOMPLETE",
        description="A version was not read whole: a part of it could not be read, or it only adds to a text that is "
        "not held.",
    )
    SEVERAL_VERSIONS = strawberry.enum_value(
        "SEVERAL_VERSIONS",
        description="A later version changes a part of an earlier one, and what they say together is not known.",
    )
    CHANGE_NOT_APPLIED = strawberry.enum_value(
        "CHANGE_NOT_APPLIED", description="A later act changes what was read, and the result of this is not held."
    )
    ROW_NOT_UNDERSTOOD = strawberry.enum_value(
        "ROW_NOT_UNDERSTOOD", description="A row prints the code, and what it says of it was not understood."
    )
    ACT_NOT_HELD = strawberry.enum_value(
        "ACT_NOT_HELD",
        description="Of the act whose law was read, only versions that amending acts print are held. These are whole "
        "all the same.",
    )


@strawberry.type(description="Something that is not known.")
class Gap:
    kind: GapKind = attribute("kind", "What is missing.")
    reason: str = attribute("reason", "In words, naming the acts and versions.")
    prevents: bool = attribute("prevents", "Whether absence from the versions read is not proved because of it.")


@strawberry.enum(description="In what a row is near to a code.")
class NearKind(Enum):
    """graph.answers.nearest.NearKind, told to clients."""

    CATEGORY = strawberry.enum_value(
        "CATEGORY",
        description="It stands under the same category of the curated hierarchy. A code that no act names is placed "
        "where ICD-9-CM has it.",
    )
    CODE = strawberry.enum_value(
        "CODE", description="Its code looks alike: it may have been meant, and says nothing of the same meaning."
    )
    NAME = strawberry.enum_value("NAME", description="Its name is similar in one of the languages.")


@strawberry.type(description="A row that is near to a code which is not listed: the first one of its code.")
class Near:
    listing: Listing | None = field(_row_of("Listing"), "The row; null for a row that prices a service.")
    tariff_line: TariffLine | None = field(_row_of("TariffLine"), "The row; null for a row that names a procedure.")
    kind: NearKind = attribute("kind", "In what it is near.")
    reason: str = attribute("reason", "Why it is near: the category, what differs between the codes, both names.")


@strawberry.type(
    description="That no row which is asked about names a code, and what was read to say so. It speaks of the newest "
    "held versions of the lists that are held, and of no other list: what is not listed here may be paid for elsewhere."
)
class Absence:
    code: str = field(lambda absence, _info: absence.inquiry.code, "The code.", plain=True)
    reason: str = attribute("reason", "What was read and what is not known, in words.")
    tables_read: Connection[Table] = connection(
        "Table",
        "The tables in which such a row may stand: they were looked through. Where a row stands (table, version, act) "
        "narrows them; what it says (regime, admission, name) is looked for in every one of them.",
        part=lambda absence: absence.ground.tables,
        settled=True,
    )
    versions_read: Connection[Version] = connection(
        "Version",
        "The versions that these tables belong to.",
        part=lambda absence: versions_of(absence.ground.tables),
        settled=True,
    )
    rows_read: int = field(lambda absence, _info: absence.ground.rows, "How many rows these tables have.", plain=True)
    rows_matching: int = attribute("rows_matching", "How many of them the question describes, whatever they name.")
    complete: bool = field(
        lambda absence, _info: absence.ground.complete,
        "Whether all versions read were read whole; of these versions, not of the law. False where nothing was read.",
        plain=True,
    )
    gaps: list[Gap] = field(
        lambda absence, _info: absence.gaps, "What is not known, at most one entry of each kind.", most=len(Gaps)
    )
    proved: bool = attribute("is_proved", "Whether no gap keeps absence from the versions read from being proved.")
    listed_elsewhere: ListingConnection = connection(
        "Listing",
        "The rows of the newest held versions that name the code all the same: another regime, admission or table than "
        "was asked about. Of a tariff code none: its service has its rows.",
        part=_elsewhere,
    )
    nearest: list[Near] = field(
        _nearest,
        "The rows that are nearest among those asked about: of the same category; then with a similar code, one "
        "character away or with the same digits before the point; then with a similar name, of which the likeness is "
        f"at least {ALIKE} of 100. Fewer where no more are near, none where no row is asked about.",
        {"first": (int, "How many at most: 1 to 100.", NEAR)},
        most="first",
    )
    sparql: str = field(_sparql, "The rows that would be the contrary, as a SPARQL query: it finds none.")
