"""Scalars: how values of the graph are written in answers and read in questions."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.errors import Code, QueryError, shown

IRI = NewType("IRI", str)
LanguageTag = NewType("LanguageTag", str)

_DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]{1,2000}")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)


def _wrong(kind: str, value: object, example: str) -> QueryError:
    found = shown(str(value))
    return QueryError(Code.INPUT, f"{found!r} is no {kind}.", f"Write it as {example}.", expected=kind, found=found)


def _decimal(value: object) -> Decimal:
    """Exact: a string or a whole number. A fraction given as a number was rounded before it got here."""
    if isinstance(value, bool) or not isinstance(value, str | int) or not _DECIMAL.fullmatch(str(value)):
        raise _wrong("Decimal", value, 'a string with a point: "63112.54"')
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise _wrong("Decimal", value, 'a string with a point: "63112.54"') from error


def _date(value: object) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError as error:
        raise _wrong("Date", value, '"2025-08-01"') from error
    raise _wrong("Date", value, '"2025-08-01"')


def _matching(kind: str, pattern: re.Pattern[str], example: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise _wrong(kind, value, example)

    return parse


SCALARS: dict[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date", description='A day, ISO 8601: "2025-08-01".', serialize=date.isoformat, parse_value=_date
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='An exact decimal number as a string: "63112.54". Never a floating-point number.',
        serialize=str,
        parse_value=_decimal,
    ),
    IRI: strawberry.scalar(
        name="IRI",
        description="The identifier of a resource, the same as in the RDF export.",
        serialize=str,
        parse_value=_matching("IRI", _IRI, "an absolute IRI"),
    ),
    LanguageTag: strawberry.scalar(
        name="LanguageTag",
        description="A language, BCP 47: kk (Kazakh), ru (Russian), en (English).",
        serialize=str,
        parse_value=_matching("LanguageTag", _TAG, '"kk", "ru" or "en"'),
    ),
}
"""Python types that annotations of the schema use, with the scalar that each becomes."""
