# ruff: noqa: D101 - the description that clients read is the docstring
"""Two sets side by side: what is in one alone, in the other alone, in both, and how like they are."""

from decimal import Decimal
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
    """What is behind a comparison: the filters that the two sets are, and their sizes."""

    __slots__ = ("a", "b", "both", "size_a", "size_b", "size_both")

    def __init__(self, context: Context, a: Filter, b: Filter) -> None:
        self.a, self.b, self.both = a, b, And((a, b))
        self.size_a, self.size_b, self.size_both = (
            context.store.find(Query(_CLASS, each, first=1)).total for each in (a, b, self.both)
        )

    @property
    def size_either(self) -> int:
        """How many are in one of them or in both."""
        return self.size_a + self.size_b - self.size_both

    @property
    def jaccard(self) -> Decimal:
        """The size of the intersection over that of the union."""
        index = Decimal(self.size_both) / self.size_either if self.size_either else Decimal(1)
        return index.quantize(Decimal(1).scaleb(-DIGITS))


def compare(_root: None, info: Info, a: dict[str, Any], b: dict[str, Any]) -> Compared:
    """Two sets of procedures side by side. Raises QueryError."""
    context = of(info)
    return Compared(context, read_set(context, _CLASS, a, "a"), read_set(context, _CLASS, b, "b"))


def _part(description: str, make: Any) -> Any:  # noqa: ANN401 - a declaration
    return connection(_CLASS, description, part=make)


@strawberry.type(description="How many there are in the parts of a comparison.")
class SetCounts:
    a: int = attribute("size_a", "In a.")
    b: int = attribute("size_b", "In b.")
    only_a: int = field(lambda it, _info: it.size_a - it.size_both, "In a and not in b.", plain=True)
    only_b: int = field(lambda it, _info: it.size_b - it.size_both, "In b and not in a.", plain=True)
    both: int = attribute("size_both", "In both.")
    either: int = attribute("size_either", "In a, in b or in both.")


@strawberry.type(description="Two sets of procedures side by side.")
class SetComparison:
    only_a: ProcedureConnection = _part("Those in a and not in b.", lambda it: And((it.a, Not(it.b))))
    only_b: ProcedureConnection = _part("Those in b and not in a.", lambda it: And((it.b, Not(it.a))))
    both: ProcedureConnection = _part("Those in both: the intersection.", lambda it: it.both)
    either: ProcedureConnection = _part("Those in a, in b or in both: the union.", lambda it: Or((it.a, it.b)))
    counts: SetCounts = field(lambda it, _info: it, "How many there are in each part.")
    jaccard: Decimal = attribute(
        "jaccard",
        f"The Jaccard index: both over either, from 0 (nothing in common) to 1 (the same), rounded to {DIGITS} digits, "
        "half to even; counts has the exact ratio. Two empty sets are the same: 1.",
    )
