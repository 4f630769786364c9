# ruff: noqa: D101 - the description that clients read is the docstring
"""Two sets side by side: what is in one alone, in the other alone, in both, and how like they are."""

from decimal import Decimal
from operator import attrgetter
from typing import Any

import strawberry

from graph.stores.query import And, Filter, Not, Or, Query
from schema.connection import connection, read_set
from schema.context import Context, Info, of
from schema.field import attribute, field
from schema.medicine import ProcedureConnection

DIGITS = 6
"""Digits of the index after the point."""

_CLASS = "Procedure"


class Compared:
    """What is behind a comparison: the filters that the two sets and the parts of both are.

    Where it is not known what is in a set, the sizes of the parts do not add up to those of the sets.
    """

    __slots__ = ("a", "b", "both", "context", "either", "only_a", "only_b")

    def __init__(self, context: Context, a: Filter, b: Filter) -> None:
        self.context = context
        self.a, self.b, self.both, self.either = a, b, And((a, b)), Or((a, b))
        self.only_a, self.only_b = And((a, Not(b))), And((b, Not(a)))

    def size(self, part: str) -> int:
        """How many are in a part."""
        where = self.context.law(_CLASS, getattr(self, part))
        return self.context.store.find(Query(_CLASS, where, first=1)).total

    @property
    def jaccard(self) -> Decimal:
        """The size of the intersection over that of the union."""
        either = self.size("either")
        index = Decimal(self.size("both")) / either if either else Decimal(1)
        return index.quantize(Decimal(1).scaleb(-DIGITS))


def compare(_root: None, info: Info, a: dict[str, Any], b: dict[str, Any]) -> Compared:
    """Two sets of procedures side by side. Raises QueryError."""
    context = of(info)
    return Compared(context, read_set(context, _CLASS, a, "a"), read_set(context, _CLASS, b, "b"))


def _part(part: str, description: str) -> Any:  # noqa: ANN401 - a declaration
    return connection(_CLASS, description, part=attrgetter(part))


def _size(part: str, description: str) -> Any:  # noqa: ANN401 - a declaration
    return field(lambda it, _info: it.size(part), description, plain=True)


@strawberry.type(
    description="How many there are in the parts of a comparison. With asOf what is certain is counted, or what is "
    "possible: where something is undecided, parts do not add up to the whole."
)
class SetCounts:
    a: int = _size("a", "In a.")
    b: int = _size("b", "In b.")
    only_a: int = _size("only_a", "In a and not in b.")
    only_b: int = _size("only_b", "In b and not in a.")
    both: int = _size("both", "In both.")
    either: int = _size("either", "In a, in b or in both.")


@strawberry.type(description="Two sets of procedures side by side.")
class SetComparison:
    only_a: ProcedureConnection = _part("only_a", "Those in a and not in b.")
    only_b: ProcedureConnection = _part("only_b", "Those in b and not in a.")
    both: ProcedureConnection = _part("both", "Those in both: the intersection.")
    either: ProcedureConnection = _part("either", "Those in a, in b or in both: the union.")
    counts: SetCounts = field(lambda it, _info: it, "How many there are in each part.")
    jaccard: Decimal = attribute(
        "jaccard",
        f"The Jaccard index: both over either, from 0 (nothing in common) to 1 (the same), rounded to {DIGITS} digits, "
        "half to even; counts has the exact ratio, with asOf too. Two empty sets are the same: 1.",
    )
