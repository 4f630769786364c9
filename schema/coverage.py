# ruff: noqa: D101 - the description that clients read is the docstring
"""Who pays for a code."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from graph.answers import coverage as answers
from graph.answers.inquiry import Inquiry
from graph.answers.rows import LISTINGS, TARIFF_LINES, Rows, rows_of
from graph.code import Codes
from graph.days.reason import MOST_REASONS
from graph.stores.entity import Entity
from graph.stores.query import NOTHING, Filter
from schema.absence import Absence
from schema.condition import CURRENT
from schema.connection import connection
from schema.context import Info, of
from schema.enums import AdmissionMode
from schema.errors import Code, QueryError
from schema.field import attribute, field
from schema.medicine import ListingConnection, Procedure, Service, TariffLineConnection
from schema.reading import wrong_code
from schema.resource import FundingRegime
from schema.validity import Reason, moment_of


def find_coverage(_root: None, info: Info, code: str, **given: Any) -> answers.Coverage:  # noqa: ANN401
    """Who pays for a code, on a day or in the newest held versions. Raises QueryError for a code of no one shape."""
    context = of(info)
    codes = context.graph.codes
    found = rows_of(codes, code)
    if len(found) != 1:
        raise _no_one_code(codes, code, found)
    inquiry, admission = Inquiry(context.store, codes, found[0], code), given.get("admission")
    moment = moment_of(given.get("on"), given.get("knownOn"))
    if moment is None:
        return answers.coverage(inquiry, CURRENT, admission)
    return answers.coverage_on(inquiry, moment, admission)


def _no_one_code(codes: Codes, code: str, found: tuple[Rows, ...]) -> QueryError:
    """The error for a code that is malformed, or whose shape says not which list it is of."""
    systems = tuple(each.system for each in found or (LISTINGS, TARIFF_LINES))
    if not found:
        expected = "; or ".join(f"{each}: {codes.systems[each].template['en']}" for each in systems)
        return wrong_code(codes, systems, code, expected)
    message = f"{code} may be a code of {' and of '.join(systems)}."
    return QueryError(Code.INPUT, message, "Ask for its listings, or for its tariff lines.", found=code)


def _concept(class_name: str) -> Callable[[answers.Coverage, object], Entity | None]:
    return lambda source, _info: source.concept if source.inquiry.rows.concept == class_name else None


def _listing(class_name: str) -> Callable[[answers.Verdict], Filter]:
    return lambda verdict: verdict.question.where if verdict.question.type == class_name else NOTHING


@strawberry.enum(description="What is known of a code under one regime, on one mode of admission.")
class CoverageStatus(Enum):
    """graph.answers.coverage.Status, told to clients."""

    LISTED = strawberry.enum_value(
        "LISTED",
        description="A row of a newest held version lists it; whether that is in force its legal basis says. Asked of "
        "a day: a row lists it that holds on that day for certain.",
    )
    NOT_LISTED = strawberry.enum_value(
        "NOT_LISTED",
        description="No row does, and all that had to be read was read whole. It says nothing of lists that are not "
        "held: the care may be paid for under one of them.",
    )
    UNKNOWN = strawberry.enum_value(
        "UNKNOWN",
        description="No row does, and that proves nothing: the act or a version is not held, the reading is "
        "incomplete, several versions stand beside each other, or what stood on the day is not known. The gaps of "
        "absence say which.",
    )
    NO_SUCH_CODE = strawberry.enum_value(
        "NO_SUCH_CODE",
        description="As NOT_LISTED, and moreover no held act names the code in any version, nor does ICD-9-CM volume 3 "
        "have it: perhaps it is misspelled. No national list is held whole.",
    )


@strawberry.type(
    description="Whether the held lists say that a regime pays for a code on a mode of admission, with what says so."
)
class Verdict:
    regime: FundingRegime = attribute("regime", "Who would pay.")
    admission: AdmissionMode | None = attribute(
        "admission", "The mode of admission; null for a tariff: none is printed."
    )
    status: CoverageStatus = attribute("status", "What is known.")
    reason: str = attribute("reason", "Why, in words: the rows that list it, or what was read; and what is not known.")
    listings: ListingConnection = connection(
        "Listing",
        "The rows that list it, each with evidence and legal basis; of a tariff code none.",
        part=_listing("Listing"),
    )
    tariff_lines: TariffLineConnection = connection(
        "TariffLine",
        "The rows that price it, each with evidence and legal basis; of a procedure none.",
        part=_listing("TariffLine"),
    )
    absence: Absence | None = attribute("absence", "Why no row does; null where one does.")
    reasons: list[Reason] = attribute(
        "reasons",
        f"Of a day that is asked about: why what was read stood on it, did not, or is not known to. At most "
        f"{MOST_REASONS}; none without a day.",
        most=MOST_REASONS,
    )


@strawberry.type(
    description="Who pays for a code, under every regime: computed from the newest held versions of the lists that are "
    "held, or from those that stood on a day. These lists are special ones: absence from them does not mean that the "
    "care is not paid for at all."
)
class Coverage:
    code: str = field(lambda source, _info: source.inquiry.code, "The code.", plain=True)
    system: str = field(
        lambda source, _info: source.inquiry.rows.system,
        "Which code system it is of, told by its shape: mkb9 (the national list of procedures) or tariff.",
        plain=True,
    )
    procedure: Procedure | None = field(
        _concept("Procedure"), "The procedure; null for a tariff code, and where no held act names it."
    )
    service: Service | None = field(
        _concept("Service"), "The service; null for a code of a procedure, and where no held act prices it."
    )
    on: date | None = field(
        lambda source, _info: source.moment.on if source.moment else None,
        "The day that is asked about; null: the newest held versions are, whether in force or not.",
        plain=True,
    )
    known_on: date | None = field(
        lambda source, _info: source.moment.known_on if source.moment else None,
        "The day on which one asks, where it was given.",
        plain=True,
    )
    scope: str = attribute("scope", "What was read, and what this says nothing about.")
    verdicts: list[Verdict] = field(
        lambda source, _info: source.verdicts,
        "One for each regime and, for a procedure, for each mode of admission that is asked about.",
        most=answers.MOST_VERDICTS,
    )
