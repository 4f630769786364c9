"""When a rule counts, a version stands and a row is law: filters over the days that the graph states.

Truth has three values. Each filter is written twice: what is known to be so, and what is not known not to be so.
What is not known stays so in whatever is made of it: nothing is guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from graph.days.law import Certainty
from graph.stores.query import (
    EVERYTHING,
    NOTHING,
    And,
    Compare,
    Comparison,
    Filter,
    In,
    Is,
    Not,
    Or,
    Query,
    Some,
    Way,
)
from graph.stores.store import Store

_KEPT = 1024
"""Filters that are kept: clients choose the days."""

_MOST_SPLIT = 2
"""Rules of which both cases are looked at, one by one: each doubles the question."""

_ENTRIES = frozenset({"Listing", "TariffLine"})
_COMMENCEMENT = Way("commencement", "Commencement")
_VERSION = Way("version", "Version")
_PARTS = Way("of", "Subdivision", above="parent")
"""From a version to what it is one of, and all that this stands in."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a relation, such as that on which a service is given, and the day on which one asks.

    Without ``known_on`` it counts what enters into force whenever it does; with it only what has by that day.
    ``true`` and ``false`` are IRIs of commencements of which it is not known whether they count, and taken to do so,
    or not to.
    """

    on: date
    known_on: date | None = None
    true: tuple[str, ...] = ()
    false: tuple[str, ...] = ()

    def law(self, class_name: str, certainty: Certainty) -> Filter:
        """Which commencements, effects, versions, tables or rows count."""
        truth = _truth(self, class_name)
        return truth.certain if certainty is Certainty.CERTAIN else truth.possible

    def cases(self, store: Store, class_names: frozenset[str]) -> tuple["Moment", ...]:
        """This moment with every unknown that rows of these classes hang on taken to be so, and not to be so.

        Two rows of one version count both or neither, which no filter of single rows can say. Only this moment where
        there is nothing unknown, or more than a few.
        """
        rows = tuple(sorted(class_names & _ENTRIES))
        query = Query("Commencement", _splitting(self, rows), first=_MOST_SPLIT + 1)
        split = tuple(each.iri for each in store.find(query).items) if rows else ()
        if not 0 < len(split) <= _MOST_SPLIT:
            return (self,)
        return tuple(self._assuming(split, case) for case in product((True, False), repeat=len(split)))

    def _assuming(self, iris: Sequence[str], case: Sequence[bool]) -> "Moment":
        pairs = tuple(zip(iris, case, strict=True))
        true, false = (tuple(iri for iri, counts in pairs if counts is each) for each in (True, False))
        return replace(self, true=true, false=false)


@lru_cache(_KEPT)
def _splitting(moment: Moment, rows: tuple[str, ...]) -> Filter:
    """Commencements of which it is not known whether they count, of versions that have such rows or replace them."""
    having = Or(tuple(Some(Way("version", each, back=True), EVERYTHING) for each in rows))
    versions = Or((having, Some(Way("replacedBy", "Version", back=True), having)))
    truth = _truth(moment, "Commencement")
    return And((truth.possible, Not(truth.certain), Some(Way("commencement", "Version", back=True), versions)))


class _Truth(NamedTuple):
    """Two filters: what is known to be so, and what is known not to be so."""

    certain: Filter
    never: Filter

    @property
    def possible(self) -> Filter:
        """What is not known not to be so."""
        return _not(self.never)


@lru_cache(_KEPT)
def _truth(moment: Moment, class_name: str) -> _Truth:
    return _TRUTHS[class_name](moment)


def _not(where: Filter) -> Filter:
    return where.filter if isinstance(where, Not) else Not(where)


def _denied(truth: _Truth) -> _Truth:
    return _Truth(truth.never, truth.certain)


def _all(*parts: _Truth) -> _Truth:
    """One that is known not to be so is enough for all not to be so."""
    certain = (one for each in parts for one in _parts(each.certain, And))
    never = (one for each in parts for one in _parts(each.never, Or))
    return _Truth(And(tuple(certain)), Or(tuple(never)))


def _parts(where: Filter, kind: type[And | Or]) -> tuple[Filter, ...]:
    return where.filters if isinstance(where, kind) else (where,)


def _any(way: Way, truth: _Truth, where: Filter = EVERYTHING) -> _Truth:
    """Whether a way leads to one of which it is true, among those that a filter lets through."""
    certain, possible = (And((*_parts(where, And), *_parts(each, And))) for each in (truth.certain, truth.possible))
    return _Truth(Some(way, certain), Not(Some(way, possible)))


def _one(way: Way, truth: _Truth) -> _Truth:
    """What is true of the one subject that a way leads to; not known where it leads nowhere."""
    return _Truth(Some(way, truth.certain), Some(way, truth.never))


def _by(term: str, day: date) -> Filter:
    return Compare(term, Comparison.AT_MOST, day)


def _after(term: str, day: date) -> Filter:
    return Compare(term, Comparison.MORE, day)


def _in_force(moment: Moment) -> _Truth:
    """Whether it enters into force, by the day on which one asks. ``notBefore`` is stated where no day of entry is."""
    asked = moment.known_on
    if asked is None:
        return _Truth(Compare("entryIntoForce", Comparison.AT_LEAST, date.min), NOTHING)
    return _Truth(_by("entryIntoForce", asked), Or((_after("entryIntoForce", asked), _after("notBefore", asked))))


def _begun(moment: Moment) -> _Truth:
    """Whether the relations to which it applies have begun: on a day of their own, else with the entry into force."""
    day = moment.on
    begun, later = _by("appliesFrom", day), _after("appliesFrom", day)
    early = Or((_after("entryIntoForce", day), _after("notBefore", day)))
    return _Truth(Or((begun, And((Not(later), _by("entryIntoForce", day))))), Or((later, And((Not(begun), early)))))


def _lasting(moment: Moment) -> _Truth:
    """Whether it has not ended. Whether the last day is still one of it, the words leave open."""
    return _Truth(Not(_by("until", moment.on)), Compare("until", Comparison.LESS, moment.on))


def _taken(moment: Moment, truth: _Truth) -> _Truth:
    """With what is taken to count, or not to."""
    certain = Or((truth.certain, Is(moment.true))) if moment.true else truth.certain
    never = Or((*_parts(truth.never, Or), Is(moment.false))) if moment.false else truth.never
    return _Truth(certain, never)


def _commencement(moment: Moment) -> _Truth:
    return _taken(moment, _all(_in_force(moment), _begun(moment), _lasting(moment)))


def _effect(moment: Moment) -> _Truth:
    """As what orders it; but it begins on a day of its own where it has one, and may end on one."""
    start, rest = _taken(moment, _begun(moment)), _all(_in_force(moment), _lasting(moment))
    begun, later = _by("since", moment.on), _after("since", moment.on)
    own = _Truth(
        Or((begun, And((Not(later), Some(_COMMENCEMENT, start.certain))))),
        Or((later, And((Not(begun), Some(_COMMENCEMENT, start.never))))),
    )
    force = _Truth(_taken(moment, rest).certain, rest.never)
    return _all(own, _one(_COMMENCEMENT, force), _lasting(moment))


def _counting(moment: Moment) -> _Truth:
    """Whether the commencement of a version counts, whether or not another takes its place."""
    return _one(_COMMENCEMENT, _truth(moment, "Commencement"))


def _version(moment: Moment) -> _Truth:
    """It counts, none that takes its place does, and neither its act nor what it stands in is repealed or suspended.

    A part that is repealed has a version in which nothing is left: it takes the place of those before it.
    """
    effect = _truth(moment, "Effect")
    of_act = And((_does("REPEAL", "SUSPENSION"), In("scope", ("act",))))
    of_part = And((_does("SUSPENSION"), In("scope", ("element",))))
    return _all(
        _counting(moment),
        _denied(_any(Way("replacedBy", "Version"), _counting(moment))),
        _denied(_any(Way("act", "Act"), _any(Way("targetAct", "Effect", back=True), effect, of_act))),
        _denied(_any(_PARTS, _any(Way("target", "Effect", back=True), effect, of_part))),
    )


def _does(*operations: str) -> Filter:
    return Some(Way("operation", "Operation"), In("code", operations))


def _entry(moment: Moment) -> _Truth:
    """A listing or a tariff line: its version stands, and no effect took the row out of it."""
    return _all(_one(_VERSION, _truth(moment, "Version")), _staying(moment))


def _staying(moment: Moment) -> _Truth:
    """No effect took it out, nor may one have that could not be executed."""
    effect = _truth(moment, "Effect")
    doubted = _Truth(Not(Some(Way("mayBeEndedBy", "Effect"), effect.possible)), NOTHING)
    return _all(_denied(_any(Way("endedBy", "Effect"), effect)), doubted)


def _table(moment: Moment) -> _Truth:
    """A table of the law with its version. What an amending act prints is no law, and stays what it printed."""
    return _denied(_any(_VERSION, _denied(_truth(moment, "Version"))))


def _row(moment: Moment) -> _Truth:
    return _all(_denied(_any(Way("table", "Table"), _denied(_table(moment)))), _staying(moment))


_TRUTHS: Mapping[str, Callable[[Moment], _Truth]] = {
    "Commencement": _commencement,
    "Effect": _effect,
    "Version": _version,
    "Table": _table,
    "Row": _row,
    "Listing": _entry,
    "TariffLine": _entry,
}
