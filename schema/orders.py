# ruff: noqa: D101 - the description that clients read is the docstring
"""The orders that connections may be asked for."""

from collections.abc import Mapping
from typing import Any

import strawberry

from graph.stores.query import Order
from schema.enums import Direction
from schema.field import field_name


def _by(description: str, *path: str, natural: bool = False) -> Any:  # noqa: ANN401 - a declaration
    return strawberry.field(description=description, default=strawberry.UNSET, metadata={"order": (path, natural)})


@strawberry.input(one_of=True, description="An order of acts: exactly one key.")
class ActOrder:
    signed: Direction | None = _by("By the day of signature.", "signed")
    number: Direction | None = _by("By number, numbers inside it compared as numbers.", "number", natural=True)
    registration: Direction | None = _by(
        "By number in the Register of State Registration, compared as a number.", "registration", natural=True
    )
    registered: Direction | None = _by("By the day of registration.", "registrationDate")


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


@strawberry.input(one_of=True, description="An order of services: exactly one key.")
class ServiceOrder:
    code: Direction | None = _by("By code.", "code")
    group: Direction | None = _by("By the letter of the tariff list.", "group")


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


def read_order(declared: type, given: list[dict[str, str]] | None) -> tuple[Order, ...]:
    """The order that a client asks for, the first key the most important."""
    fields = declared.__strawberry_definition__.fields  # type: ignore[attr-defined]
    known = {field_name(each): each.metadata["order"] for each in fields}
    orders = []
    for each in given or ():
        ((key, direction),) = each.items()
        path, natural = known[key]
        orders.append(Order(path, direction == "DESC", natural))
    return tuple(orders)
