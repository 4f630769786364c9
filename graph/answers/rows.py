"""The rows of the law that name codes: which of them a filter asks about, and where those were looked for.

A filter of rows asks about two things. Where a row stands (its table, its version, its act) says which tables have
to be read. What a row says (who pays, on which admission, its name, its number) is looked for in each of them: that
table 1 names nothing under insurance is known only because table 1 was read.
"""

from dataclasses import dataclass

from graph.code import NATIONAL, TARIFF, Codes
from graph.stores.query import EVERYTHING, NOTHING, And, Filter, In, Not, Or, Query, Some, Way

_PLACES = frozenset({"table", "version", "act", "current"})
"""Terms that say where a row stands."""


CURRENT = In("current", (True,))
"""Rows of the newest held versions."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The class of the rows that name codes of a system, and the class of the concepts that they name."""

    system: str
    type: str
    term: str
    concept: str

    def naming(self, code: str) -> Filter:
        """Rows that name a code."""
        return Some(Way(self.term, self.concept), In("code", (code,)))

    def concepts(self, among: Filter) -> Query:
        """Concepts that rows of a filter name."""
        return Query(self.concept, Some(Way(self.term, self.type, back=True), among))

    def tables(self, among: Filter) -> Filter:
        """Tables in which rows of a filter may stand: those of its place that hold such rows at all."""
        return Some(Way("table", self.type, back=True), _possible(among))


LISTINGS = Rows(NATIONAL, "Listing", "procedure", "Procedure")
TARIFF_LINES = Rows(TARIFF, "TariffLine", "service", "Service")


def rows_of(codes: Codes, code: str) -> tuple[Rows, ...]:
    """Whose codes look like this one; none for a malformed code, several for an ambiguous one."""
    return tuple(each for each in (LISTINGS, TARIFF_LINES) if codes.systems[each.system].valid(code))


def _possible(where: Filter) -> Filter:
    """What a filter asks of the place of a row; whatever else it asks may be so."""
    match where:
        case And(filters):
            return And(tuple(asked for each in filters if (asked := _possible(each)) != EVERYTHING))
        case Or(filters):
            return Or(tuple(map(_possible, filters)))
        case Not(each):
            return Not(_certain(each))
        case _:
            return where if _is_place(where) else EVERYTHING


def _certain(where: Filter) -> Filter:
    """What a filter asks of the place of a row; whatever else it asks may be otherwise."""
    match where:
        case And(filters):
            return And(tuple(map(_certain, filters)))
        case Or(filters):
            return Or(tuple(asked for each in filters if (asked := _certain(each)) != NOTHING))
        case Not(each):
            return Not(_possible(each))
        case _:
            return where if _is_place(where) else NOTHING


def _is_place(where: Filter) -> bool:
    match where:
        case Some(way, _):
            return way.term in _PLACES and not way.back
        case In(term, _):
            return term in _PLACES
        case _:
            return False
