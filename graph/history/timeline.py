"""From when to when: an act, its parts in each version, and a code in each list that names it.

Days are half-open: a thing counts from the day on which it begins, and no longer on the day on which it ends. A day
that is not known stands between the days that bound it. What is not held is told of as not held, never left out: a
list whose rows are not held may name a code or not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from graph.history.ending import (
    Bound,
    Ending,
    applies_from,
    beginning,
    concerns,
    effects_on,
    enders_of,
    first_of,
    lapse,
    version_of,
)
from graph.history.lineage import line_of
from graph.stores.entity import Entity, linked
from graph.stores.query import In, Query
from graph.stores.store import Store

MOST = 60
"""Spans of one timeline; of more it says how many are left out."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when a thing counts, as far as that is known.

    ``subject`` is an Act, a Commencement (of a part of the act that begins otherwise), a Version, a Listing, a
    TariffLine, or the Effect that suspends. A Version beside listings or tariff lines is one that may have the code,
    since not all of its rows are held.
    """

    place: Entity
    """The act or the subdivision that it is of."""
    subject: Entity
    by: Entity | None
    """The act that made it."""
    start: Entity | None
    """The commencement that says when it begins; None where no held text does."""
    begins: Bound
    """The first day on which it is in force and applies to relations."""
    ends: Ending | None
    """None where nothing that is held ends it."""
    applies_from: date | None

    @property
    def reaches_back(self) -> bool:
        """Whether it applies to relations from before it is in force."""
        begins = self.begins.earliest
        return begins is not None and self.applies_from is not None and self.applies_from < begins


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans by what they are of, then by the act that made them, the earliest first."""

    spans: tuple[Span, ...]
    left_out: int = 0


def timeline(entity: Entity, store: Store, most: int = MOST) -> Timeline:
    """The spans of an act, a subdivision, a procedure or a service; none of things of other classes."""
    find = _FOUND.get(entity.type)
    subjects = dict.fromkeys(find(entity, store)) if find else {}
    # The act itself stands before its parts.
    ordered = sorted(subjects, key=lambda pair: (pair[0].key, _order(pair[1])))
    return Timeline(tuple(_span(*each) for each in ordered[:most]), max(len(ordered) - most, 0))


_Subjects = Iterator[tuple[Entity, Entity]]
"""What a span is of, and its subject."""


def _of_act(act: Entity, store: Store) -> _Subjects:
    """The act, parts of it that begin otherwise, its versions, and what suspends it or a part of it."""
    if act.values["commencement"] or any(enders_of(act, act)):
        yield act, act
    for start in linked(act.values["commencement"]):
        yield from ((act, each) for each in start.values["exceptions"])
    versions = store.find(Query("Version", In("act", (act.iri,)))).items
    yield from ((each.values["of"], each) for each in versions if each.values["of"])
    for effect in effects_on(act, "SUSPENSION"):
        yield effect.values["target"] if _is_part(effect.values["target"]) else act, effect


def _of_subdivision(subdivision: Entity, store: Store) -> _Subjects:
    yield from ((subdivision, each) for each in line_of(store, subdivision))
    yield from _suspensions(subdivision)


def _of_procedure(procedure: Entity, _store: Store) -> _Subjects:
    yield from _of_rows(procedure.values["listings"])


def _of_service(service: Entity, _store: Store) -> _Subjects:
    yield from _of_rows(service.values["tariffLines"])


def _of_rows(rows: Iterable[Entity]) -> _Subjects:
    """Rows of lists, and the versions of these lists that may have the code too."""
    placed = [
        (of, each) for each in rows for version in linked(each.values["version"]) for of in linked(version.values["of"])
    ]
    yield from placed
    naming = {each.values["version"] for _, each in placed}
    for subdivision in dict.fromkeys(of for of, _ in placed):
        versions = (each for each in subdivision.values["versions"] if each not in naming)
        yield from ((subdivision, each) for each in versions if _may_have_more(each))
        yield from _suspensions(subdivision)


def _may_have_more(version: Entity) -> bool:
    """Whether a version may have rows that are not held. One that only changes rows leaves the others as they were."""
    is_base = bool(version.values["replaces"]) or version.values["previous"] is None
    return version.values["held"] is False or (is_base and version.values["complete"] is False)


def _suspensions(subdivision: Entity) -> _Subjects:
    for act in _acts_of(subdivision):
        yield from ((subdivision, each) for each in effects_on(act, "SUSPENSION") if concerns(each, subdivision))


def _acts_of(subdivision: Entity) -> tuple[Entity, ...]:
    """The act that a subdivision is of, as its versions say it."""
    return tuple(dict.fromkeys(act for each in subdivision.values["versions"] for act in linked(each.values["act"])))


def _is_part(target: Entity | None) -> bool:
    return target is not None and target.type == "Subdivision"


def _order(subject: Entity) -> tuple[bool, date, tuple[str, ...]]:
    """Suspensions after all others, these by the day of signature of the act that made them."""
    version = version_of(subject)
    made = _maker(subject)
    signed = made.values["signed"] if made else None
    keys = (*((version.key,) if version else ()), subject.key)
    return subject.type == "Effect", signed or date.min, keys


def _maker(subject: Entity) -> Entity | None:
    """The act that made something; an act makes itself, and the parts of it that begin otherwise."""
    if subject.type == "Commencement":
        acts = tuple(act for each in subject.values["exceptionOf"] for act in each.values["act"])
    else:
        version = version_of(subject)
        acts = linked(version.values["causedBy"] if version else subject.values.get("act", subject))
    return acts[0] if acts else None


def _span(place: Entity, subject: Entity) -> Span:
    version, maker = version_of(subject), _maker(subject)
    start = subject if subject.type == "Commencement" else (version or subject).values["commencement"]
    since = subject.values["since"] if subject.type == "Effect" else None
    until = subject.values["until"] if subject.type == "Effect" else None
    ends = first_of((*lapse(start, until, maker), *enders_of(place, subject)))
    return Span(place, subject, maker, start, beginning(start, since), ends, applies_from(start, since))


_FOUND: Mapping[str, Callable[[Entity, Store], _Subjects]] = MappingProxyType(
    {"Act": _of_act, "Procedure": _of_procedure, "Service": _of_service, "Subdivision": _of_subdivision}
)
"""Class to what the spans of its things are of."""
