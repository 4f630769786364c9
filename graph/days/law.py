"""Which rows of the law count, and a question asked of them alone: what is certain of the answer, what is possible."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from typing_extensions import override

from graph.stores.query import (
    EVERYTHING,
    And,
    Comparison,
    Count,
    Differ,
    Filter,
    In,
    Not,
    Or,
    Query,
    Some,
    Tally,
    Way,
)
from graph.stores.store import Store

LAW = frozenset({"Listing", "TariffLine", "Row", "Table", "Version"})
"""Classes whose subjects are law at one time and not at another. Everything else is there at all times."""

_REMEMBERED = 512
"""Questions that are kept as they were read."""


_MOST_ASKED = 8
"""Places of a question that ask about rows, up to which all cases are looked at: each case is the question again."""


class Certainty(StrEnum):
    """Of an answer: what is known to be in it, or what is not known not to be in it."""

    CERTAIN = "CERTAIN"
    POSSIBLE = "POSSIBLE"

    @property
    def other(self) -> "Certainty":
        """That of what a negation denies."""
        return Certainty.POSSIBLE if self is Certainty.CERTAIN else Certainty.CERTAIN


class Law(Protocol):
    """The law on a day, or as a version has it. A value."""

    @override
    def __hash__(self) -> int:
        """Equal laws have one."""

    def law(self, class_name: str, certainty: Certainty) -> Filter:
        """Which subjects of a class of LAW count."""

    def cases(self, store: Store, class_names: frozenset[str]) -> "tuple[Law, ...]":
        """Laws of which one is the true one, where rows of these classes hang together on what is not known."""


class Reader:
    """Reads questions about a store as questions about a law."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, law: Law, class_name: str, where: Filter, certainty: Certainty) -> Filter:
        """A filter in which only what counts is asked about.

        Where rows hang together, every case is looked at by itself; in one question, unless it makes no difference.
        """
        plain = _dated(law, class_name, where, certainty)
        asked = _asked(where)
        laws = law.cases(self.store, frozenset(asked)) if len(asked) <= _MOST_ASKED else (law,)
        if len(laws) == 1:
            return plain
        cases = tuple(_dated(each, class_name, where, certainty) for each in laws)
        split = And(cases) if certainty is Certainty.CERTAIN else Or(cases)
        return plain if self._total(class_name, plain) == self._total(class_name, split) else split

    def _total(self, class_name: str, where: Filter) -> int:
        return self.store.find(Query(class_name, where, first=1)).total


@dataclass(frozen=True, slots=True)
class View:
    """A law, and how sure an answer about it has to be."""

    reader: Reader
    law: Law
    certainty: Certainty = Certainty.CERTAIN

    def all(self, class_name: str, where: Filter, certainty: Certainty | None = None) -> Filter:
        """What counts of a class and is let through by a filter in which only what counts is asked about."""
        found = self.where(class_name, where, certainty)
        return _both(self.law.law(class_name, certainty or self.certainty), found) if class_name in LAW else found

    def where(self, class_name: str, where: Filter, certainty: Certainty | None = None) -> Filter:
        """A filter in which only what counts is asked about."""
        return self.reader.read(self.law, class_name, where, certainty or self.certainty)

    def among(self, way: Way, where: Filter) -> Filter:
        """Of what a way leads to, what counts and is let through."""
        return _among(self.law, way, where, self.certainty)

    def tally(self, tally: Tally) -> Tally:
        """A number of what counts."""
        return replace(tally, filter=self.among(tally.way, tally.filter))

    def undecided(self, class_name: str, where: Filter) -> Filter:
        """What is possible and not certain."""
        certain, possible = (self.all(class_name, where, each) for each in Certainty)
        return And((possible, Not(certain)))


def _dated(law: Law, class_name: str, where: Filter, certainty: Certainty) -> Filter:  # noqa: PLR0911 - a kind of filter each
    """What is certain, or possible, of a filter. Both are the same where it asks about nothing that may not count."""
    match where:
        case And(filters):
            return And(_each(law, class_name, filters, certainty))
        case Or(filters):
            return Or(_each(law, class_name, filters, certainty))
        case Not(each):
            return Not(_dated(law, class_name, each, certainty.other))
        case In("current", (True,)):
            return law.law(class_name, certainty)
        case Some(way, each):
            return Some(way, _among(law, way, each, certainty))
        case Count():
            return _counted(law, where, certainty)
        case Differ(way, term, among):
            return Differ(way, term, _among(law, way, among, certainty))
        case _:
            return where


def _each(law: Law, class_name: str, filters: Iterable[Filter], certainty: Certainty) -> tuple[Filter, ...]:
    return tuple(_dated(law, class_name, each, certainty) for each in filters)


def _among(law: Law, way: Way, where: Filter, certainty: Certainty) -> Filter:
    """Of what a way leads to, what is let through; of rows and versions that lead here, those that count.

    The version or the table of a row is what it is, whether or not it counts.
    """
    found = _dated(law, way.to, where, certainty)
    return _both(law.law(way.to, certainty), found) if _is_asked(way) else found


def _counted(law: Law, count: Count, certainty: Certainty) -> Filter:
    """A number that lies between that of what is certain and that of what is possible.

    It is certainly so many or more when those that are certain are, so many or fewer when those that are possible are.
    """
    low, high = (replace(count, filter=_among(law, count.way, count.filter, each)) for each in Certainty)
    if low == high:
        return low
    at_least, at_most = (low, high) if certainty is Certainty.CERTAIN else (high, low)
    match count.comparison:
        case Comparison.MORE | Comparison.AT_LEAST:
            return at_least
        case Comparison.LESS | Comparison.AT_MOST:
            return at_most
        case _:
            return And(
                (replace(at_least, comparison=Comparison.AT_LEAST), replace(at_most, comparison=Comparison.AT_MOST))
            )


def _is_asked(way: Way) -> bool:
    return way.back and way.to in LAW


def _asked(where: Filter) -> list[str]:
    """The classes of LAW that a filter asks about on its way, once for each time."""
    match where:
        case And(filters) | Or(filters):
            return [each for one in filters for each in _asked(one)]
        case Not(each):
            return _asked(each)
        case Some(way, each) | Count(way, _, _, each) | Differ(way, _, each):
            return [*([way.to] if _is_asked(way) else ()), *_asked(each)]
        case _:
            return []


def _both(law: Filter, other: Filter) -> Filter:
    """What is law and let through; what a filter asks of the newest versions it says itself."""
    return law if other in {EVERYTHING, law} else And((law, other))
