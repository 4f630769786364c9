# ruff: noqa: D101 - the description that clients read is the docstring
"""The filters of single values: which operators they have."""

from datetime import date
from decimal import Decimal as Exact
from typing import Any

import strawberry

from schema.enums import AdmissionMode, ProcedureKind, RegimeCode
from schema.scalars import IRI


def operator(description: str, name: str | None = None) -> Any:  # noqa: ANN401 - a declaration
    """A key that compares; what it means is up to the condition that the filter is given to."""
    return strawberry.field(description=description, default=None, name=name)


@strawberry.input(description="Compares texts. Keys together are AND; null is not given.")
class StringFilter:
    eq: str | None = operator("Equal to.")
    ne: str | None = operator("Not equal to; true where there is no value.")
    in_: list[str] | None = operator("One of; of an empty list, nothing.", "in")
    not_in: list[str] | None = operator("None of; true where there is no value.")
    starts_with: str | None = operator("Begins with, letter by letter.")
    contains: str | None = operator("Contains; upper and lower case are the same.")


@strawberry.input(description="Compares IRIs.")
class IriFilter:
    eq: IRI | None = operator("Is.")
    in_: list[IRI] | None = operator("One of; of an empty list, nothing.", "in")
    not_in: list[IRI] | None = operator("None of.")


@strawberry.input(description="Compares whole numbers. Keys together are AND; null is not given.")
class IntFilter:
    eq: int | None = operator("Equal to.")
    ne: int | None = operator("Not equal to; true where there is no value.")
    in_: list[int] | None = operator("One of; of an empty list, nothing.", "in")
    not_in: list[int] | None = operator("None of; true where there is no value.")
    lt: int | None = operator("Less than.")
    lte: int | None = operator("At most.")
    gt: int | None = operator("More than.")
    gte: int | None = operator("At least.")


@strawberry.input(description="Compares exact decimal numbers. Keys together are AND; null is not given.")
class DecimalFilter:
    eq: Exact | None = operator("Equal to.")
    ne: Exact | None = operator("Not equal to; true where there is no value.")
    in_: list[Exact] | None = operator("One of; of an empty list, nothing.", "in")
    not_in: list[Exact] | None = operator("None of; true where there is no value.")
    lt: Exact | None = operator("Less than.")
    lte: Exact | None = operator("At most.")
    gt: Exact | None = operator("More than.")
    gte: Exact | None = operator("At least.")


@strawberry.input(description="Compares days. Keys together are AND; null is not given.")
class DateFilter:
    eq: date | None = operator("On.")
    ne: date | None = operator("Not on; true where there is no day.")
    in_: list[date] | None = operator("One of; of an empty list, nothing.", "in")
    not_in: list[date] | None = operator("None of; true where there is no day.")
    lt: date | None = operator("Before.")
    lte: date | None = operator("On or before.")
    gt: date | None = operator("After.")
    gte: date | None = operator("On or after.")


@strawberry.input(description="Asks for funding regimes. A row may stand under several.")
class RegimeFilter:
    eq: RegimeCode | None = operator("Has this one, perhaps among others.")
    in_: list[RegimeCode] | None = operator("Has one of these; of an empty list, nothing.", "in")
    not_in: list[RegimeCode] | None = operator("Has none of these.")


@strawberry.input(description="Asks for a mode of admission.")
class AdmissionFilter:
    eq: AdmissionMode | None = operator("Is this one.")
    in_: list[AdmissionMode] | None = operator("Is one of these; of an empty list, nothing.", "in")
    not_in: list[AdmissionMode] | None = operator("Is none of these; true where none is printed.")


@strawberry.input(description="Asks for kinds of procedure. A procedure may have several.")
class KindFilter:
    eq: ProcedureKind | None = operator("Has this one, perhaps among others.")
    in_: list[ProcedureKind] | None = operator("Has one of these; of an empty list, nothing.", "in")
    not_in: list[ProcedureKind] | None = operator("Has none of these.")
