# ruff: noqa: D101 - the description that clients read is the docstring
"""The orders that connections may be asked for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import strawberry

from graph.stores.query import EVERYTHING, Filter, Order, Tally, Way
from schema.condition import CURRENT
from schema.enums import Direction
from schema.field import field_name


def _by(description: str, *path: str, natural: bool = False) -> Any:  # noqa: ANN401 - a declaration
    return _key(description, Order(path, natural=natural))


def _by_number(description: str, term: str, class_name: str, among: Filter = EVERYTHING) -> Any:  # noqa: ANN401
    """By how many subjects of a class a term leads from."""
    return _key(description, Tally(Way(term, class_name, back=True), filter=among))


def _key(description: str, order: Order | Tally) -> Any:  # noqa: ANN401 - a declaration
    return strawberry.field(description=description, default=strawberry.UNSET, metadata={"order": order})


@strawberry.input(one_of=True, description="An order of acts: exactly one key.")
class ActOrder:
    signed: Direction | None = _by("By the day of signature.", "signed")
    number: Direction | None = _by("By number, numbers inside it compared as numbers.", "number", natural=True)
    registration: Direction | None = _by(
        "By number in the Register of State Registration, compared as a number.", "registration", natural=True
    )
    registered: Direction | None = _by("By the day of registration.", "registrationDate")
    cited_by: Direction | None = _by_number("By how many acts cite it.", "cites", "Act")
    amended_by: Direction | None = _by_number("By how many acts change it.", "amends", "Act")


@strawberry.input(one_of=True, description="An order of effects: exactly one key.")
class EffectOrder:
    signed: Direction | None = _by("By the day on which the act that orders it was signed.", "act", "signed")
    target_signed: Direction | None = _by(
        "By the day on which the act that is changed was signed.", "targetAct", "signed"
    )
    applies_from: Direction | None = _by("By the day it applies from.", "appliesFrom")


@strawberry.input(one_of=True, description="An order of tables: exactly one key.")
class TableOrder:
    number: Direction | None = _by("By number, compared as a number.", "number", natural=True)
    signed: Direction | None = _by("By the day on which the act it is law of was signed.", "act", "signed")
    rows: Direction | None = _by_number("By how many rows it has.", "table", "Row")


@strawberry.input(one_of=True, description="An order of listings: exactly one key.")
class ListingOrder:
    row: Direction | None = _by("By row number, compared as a number.", "row", natural=True)
    code: Direction | None = _by("By the code of the procedure.", "procedure", "code")
    chapter: Direction | None = _by("By the chapter of the procedure.", "procedure", "chapter")
    table: Direction | None = _by("By the number of the table, compared as a number.", "table", "number", natural=True)
    admission: Direction | None = _by("By the code of the admission mode.", "admission", "code")
    applies_from: Direction | None = _by("By the day it applies from.", "appliesFrom")


@strawberry.input(one_of=True, description="An order of procedures: exactly one key.")
class ProcedureOrder:
    code: Direction | None = _by("By code.", "code")
    chapter: Direction | None = _by("By chapter.", "chapter")
    listings: Direction | None = _by_number("By how many current rows name it.", "procedure", "Listing", CURRENT)


@strawberry.input(one_of=True, description="An order of services: exactly one key.")
class ServiceOrder:
    code: Direction | None = _by("By code.", "code")
    group: Direction | None = _by("By the letter of the tariff list.", "group")
    tariff_lines: Direction | None = _by_number("By how many current rows price it.", "service", "TariffLine", CURRENT)


@strawberry.input(one_of=True, description="An order of tariff lines: exactly one key.")
class TariffLineOrder:
    row: Direction | None = _by("By row number, compared as a number.", "row", natural=True)
    code: Direction | None = _by("By the code of the service.", "service", "code")
    group: Direction | None = _by("By the letter of the service in the tariff list.", "service", "group")
    price: Direction | None = _by("By amount.", "price")
    applies_from: Direction | None = _by("By the day it applies from.", "appliesFrom")


ORDERS: Mapping[str, type] = {
    "Act": ActOrder,
    "Effect": EffectOrder,
    "Listing": ListingOrder,
    "Procedure": ProcedureOrder,
    "Service": ServiceOrder,
    "Table": TableOrder,
    "TariffLine": TariffLineOrder,
}
"""The order of each class that can be ordered."""


def read_order(declared: type, given: list[dict[str, str]] | None) -> tuple[Order | Tally, ...]:
    """The order that a client asks for, the first key the most important."""
    fields = declared.__strawberry_definition__.fields  # type: ignore[attr-defined]
    known: dict[str, Order | Tally] = {field_name(each): each.metadata["order"] for each in fields}
    pairs = (pair for each in given or () for pair in each.items())
    return tuple(replace(known[key], descending=direction == "DESC") for key, direction in pairs)
