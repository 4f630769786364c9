"""Questions as values: what is found, how it is counted, what it adds up to. Every engine compiles the same value."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from typing_extensions import override

from graph.fact import Value

_MEASURED = 4096
"""Filters whose size is remembered: those of a large one stand in it many times."""


MOST_ABOVE = 3
"""Steps up that are looked at: a paragraph stands in a subpoint, this in a point, and this in an appendix.

A path of any length costs engines of SPARQL a walk over the whole graph.
"""


class Comparison(StrEnum):
    """How a value is compared with an operand. Spelled as SPARQL spells it, where it has an operator."""

    STARTS = "startsWith"
    CONTAINS = "contains"
    """Whether the operand stands anywhere in the value; the case of letters does not matter."""
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Way:
    """A step from subjects of one class to subjects of class ``to``.

    Along the links of a term or, when ``back``, from the values of a term to its subjects. ``above``: a term of one
    value along which up to ``MOST_ABOVE`` steps more lead on, from subjects of that class to others of it.
    """

    term: str
    to: str
    back: bool = False
    above: str | None = None


class _Hashed:
    """What remembers its hash: filters are keys of caches, and large ones stand inside one another."""

    __slots__ = ("_hash",)
    _hash: int

    @override
    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            names = self.__match_args__  # type: ignore[attr-defined]
            object.__setattr__(self, "_hash", hash((type(self), *(getattr(self, name) for name in names))))
            return self._hash


@dataclass(frozen=True, slots=True)
class And(_Hashed):
    """All of the filters; without any, everything."""

    filters: tuple["Filter", ...]

    __hash__ = _Hashed.__hash__


EVERYTHING = And(())


@dataclass(frozen=True, slots=True)
class Or(_Hashed):
    """Any of the filters; without any, nothing."""

    filters: tuple["Filter", ...]

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Not(_Hashed):
    """Whatever the filter leaves out."""

    filter: "Filter"

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Is:
    """One of these subjects, by IRI."""

    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class In:
    """Has one of these values. Of a langString the words count, of a link the IRI."""

    term: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """Has a value that compares with the operand. A subject without a value never does."""

    term: str
    comparison: Comparison
    operand: Value


@dataclass(frozen=True, slots=True)
class Some(_Hashed):
    """Leads to at least one subject that the filter lets through."""

    way: Way
    filter: "Filter"

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Count(_Hashed):
    """Leads to so many subjects that the filter lets through."""

    way: Way
    comparison: Comparison
    number: int
    filter: "Filter" = EVERYTHING

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Differ(_Hashed):
    """Leads to two subjects, let through by the filter, with different words of a langString term in one language."""

    way: Way
    term: str
    filter: "Filter" = EVERYTHING

    __hash__ = _Hashed.__hash__


@dataclass(frozen=True, slots=True)
class Within:
    """Has one of these codes, or one of the concepts above it has; ``term`` leads one step up."""

    term: str
    codes: tuple[str, ...]


Filter = And | Or | Not | Is | In | Compare | Some | Count | Differ | Within

NOTHING = Or(())


@lru_cache(_MEASURED)
def size(where: Filter) -> int:
    """How many conditions a filter has; one that stands in it twice counts twice."""
    match where:
        case And(filters) | Or(filters):
            return sum(map(size, filters))
        case Not(each):
            return size(each)
        case Some(_, each) | Count(_, _, _, each) | Differ(_, _, each):
            return 1 + size(each)
        case _:
            return 1


@dataclass(frozen=True, slots=True)
class Order:
    """By the value at the end of a path of terms of one value each; no value sorts as the lowest.

    ``natural`` compares numbers inside a text as numbers.
    """

    path: tuple[str, ...]
    descending: bool = False
    natural: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """By how many subjects a way leads to, as far as the filter lets them through."""

    way: Way
    descending: bool = False
    filter: Filter = EVERYTHING


@dataclass(frozen=True, slots=True)
class Query:
    """All subjects of a class that a filter lets through, in an order, and which page of them.

    Ties are broken in document order: by code, where the class has codes, then by the natural key of the IRI.
    ``after`` and ``before`` are IRIs of subjects of the class; the page lies between their places in the order,
    whether or not the filter lets them through. With ``first`` it begins at the lower end, with ``last`` it ends at
    the upper one.
    """

    type: str
    where: Filter = EVERYTHING
    order: tuple[Order | Tally, ...] = ()
    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of all that a query lets through have each value of a term; the order and the page do not matter.

    With a way the values are those of the subjects that it leads to and ``among`` lets through. A subject counts once
    for each of its values, so that counts may add up to more than there are subjects. No term of words: what counts
    is the value, not its language. ``yearly`` counts a day by its year, a whole number.
    """

    query: Query
    term: str
    way: Way | None = None
    among: Filter = EVERYTHING
    yearly: bool = False

    def having(self, value: Value) -> Query:
        """Those of them that have one of the values: as many as are counted for it."""
        has: Filter = In(self.term, (value,))
        if self.yearly:
            first, last = date(int(str(value)), 1, 1), date(int(str(value)), 12, 31)
            has = And((Compare(self.term, Comparison.AT_LEAST, first), Compare(self.term, Comparison.AT_MOST, last)))
        if self.way:
            has = Some(self.way, And((self.among, has)))
        return replace(self.query, where=And((self.query.where, has)))


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What a decimal term adds up to over all that a query lets through, apart for each value of the term ``per``.

    Both are terms of one value. The order and the page do not matter.
    """

    query: Query
    term: str
    per: str


def none(way: Way, where: Filter) -> Filter:
    """Leads to no subject that the filter lets through; true where the way leads nowhere."""
    return Not(Some(way, where))


def every(way: Way, where: Filter) -> Filter:
    """Leads to no subject that the filter leaves out; true where the way leads nowhere."""
    return Not(Some(way, Not(where)))
