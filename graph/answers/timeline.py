"""From when to when: an act, its parts in each version, and a code in each list that names it.

Days are half-open: a thing counts from the day on which it begins, and no longer on the day on which it ends. A day
that is not known stands between the days that bound it. What is not held is told of as not held, never left out: a
list whose rows are not held may name a code or not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from graph.stores.entity import Entity, linked
from graph.stores.query import In, Query
from graph.stores.store import Store

MOST = 60
"""Spans of one timeline; of more it says how many are left out."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A day: not before ``earliest``, not after ``latest``. None: nothing bounds it on that side."""

    earliest: date | None
    latest: date | None

    @property
    def day(self) -> date | None:
        """The day itself, where it is known."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day on which a thing no longer counts, and the acts that may bring it, the earliest first."""

    bound: Bound
    by: tuple[Entity, ...]


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
    for start in linked(act.values["commencement"]):
        yield act, act
        yield from ((act, each) for each in start.values["exceptions"])
    versions = store.find(Query("Version", In("act", (act.iri,)))).items
    yield from ((each.values["of"], each) for each in versions if each.values["of"])
    for effect in _effects(act, "SUSPENSION"):
        yield effect.values["target"] if _is_part(effect.values["target"]) else act, effect


def _of_subdivision(subdivision: Entity, _store: Store) -> _Subjects:
    yield from ((subdivision, each) for each in subdivision.values["versions"])
    yield from _suspensions(subdivision)


def _of_procedure(procedure: Entity, _store: Store) -> _Subjects:
    yield from _of_rows(procedure.values["listings"])


def _of_service(service: Entity, _store: Store) -> _Subjects:
    yield from _of_rows(service.values["tariffLines"])


def _of_rows(rows: Iterable[Entity]) -> _Subjects:
    """Rows of lists, and the versions of these lists that may have the code too."""
    placed = [(each.values["version"].values["of"], each) for each in rows if each.values["version"]]
    yield from placed
    naming = {each.values["version"] for _, each in placed}
    for subdivision in dict.fromkeys(of for of, _ in placed):
        versions = (each for each in subdivision.values["versions"] if each not in naming)
        yield from ((subdivision, each) for each in versions if _may_have_more(each))
        yield from _suspensions(subdivision)


def _may_have_more(version: Entity) -> bool:
    """Whether a version has rows that are not held, apart from those that it leaves as they were."""
    is_whole = bool(version.values["replaces"])
    return version.values["held"] is False or (is_whole and version.values["complete"] is False)


def _suspensions(subdivision: Entity) -> _Subjects:
    for act in _acts_of(subdivision):
        yield from ((subdivision, each) for each in _effects(act, "SUSPENSION") if _concerns(each, subdivision))


def _acts_of(subdivision: Entity) -> tuple[Entity, ...]:
    """The act that a subdivision is of, as its versions say it."""
    return tuple(dict.fromkeys(act for each in subdivision.values["versions"] for act in linked(each.values["act"])))


def _effects(act: Entity, operation: str) -> Iterator[Entity]:
    """Effects on an act or on an element of it, not on rows or words alone."""
    for effect in act.values["effectsOn"]:
        done = effect.values["operation"]
        if done and done.values["code"] == operation and effect.values["scope"] in {"act", "element"}:
            yield effect


def _is_part(target: Entity | None) -> bool:
    return target is not None and target.type == "Subdivision"


def _concerns(effect: Entity, part: Entity) -> bool:
    """Whether an effect is one on the whole act, on a part of it, or on what that stands in."""
    target = effect.values["target"]
    return effect.values["scope"] == "act" or (target is not None and f"{part.iri}/".startswith(f"{target.iri}/"))


def _order(subject: Entity) -> tuple[bool, date, tuple[str, ...]]:
    """Suspensions after all others, these by the day of signature of the act that made them."""
    version = _version(subject)
    made = _maker(subject)
    signed = made.values["signed"] if made else None
    keys = (*((version.key,) if version else ()), subject.key)
    return subject.type == "Effect", signed or date.min, keys


def _version(subject: Entity) -> Entity | None:
    """The version that a row stands in, or the subject itself."""
    found: Entity | None = subject if subject.type == "Version" else subject.values.get("version")
    return found


def _maker(subject: Entity) -> Entity | None:
    """The act that made something; an act makes itself, and the parts of it that begin otherwise."""
    if subject.type == "Commencement":
        acts = tuple(act for each in subject.values["exceptionOf"] for act in each.values["act"])
    else:
        version = _version(subject)
        acts = linked(version.values["causedBy"] if version else subject.values.get("act", subject))
    return acts[0] if acts else None


def _span(place: Entity, subject: Entity) -> Span:
    version, maker = _version(subject), _maker(subject)
    start = subject if subject.type == "Commencement" else (version or subject).values["commencement"]
    since = subject.values["since"] if subject.type == "Effect" else None
    until = subject.values["until"] if subject.type == "Effect" else None
    enders = [*_lapses(start, until, maker), *_enders(place, subject, version)]
    applies_from = since or (start.values["appliesFrom"] if start else None)
    return Span(place, subject, maker, start, _from(start, since), _first(enders), applies_from)


def _from(start: Entity | None, since: date | None) -> Bound:
    """The first day on which something is in force and applies; ``since``: the day that its provision names."""
    known = start.values["entryIntoForce"] if start else None
    least = start.values["notBefore"] if start else None
    applies = since or (start.values["appliesFrom"] if start else None)
    earliest = max((each for each in (known or least, applies) if each), default=None)
    return Bound(earliest, earliest if known else None)


_Ender = tuple[Bound, Entity | None]
"""A day on which something may end, and the act that brings it."""


def _lapses(start: Entity | None, until: date | None, maker: Entity | None) -> Iterator[_Ender]:
    """The day up to which something has effect: on that day or the next, for the words leave it open."""
    last = until or (start.values["until"] if start else None)
    if last:
        yield Bound(last, None if last == date.max else last + timedelta(1)), maker


def _enders(place: Entity, subject: Entity, version: Entity | None) -> Iterator[_Ender]:
    """What takes the place of something, takes it out, or repeals what it stands in."""
    if subject.type == "Effect":
        return
    for later in version.values["replacedBy"] if version else ():
        yield _from(later.values["commencement"], None), later.values["causedBy"]
    for effect in subject.values.get("endedBy", ()):
        yield _from(effect.values["commencement"], effect.values["since"]), effect.values["act"]
    for act in linked(version.values["act"]) if version else (place,):
        for effect in _effects(act, "REPEAL"):
            if _concerns(effect, place) and not _is_before(effect, version):
                yield _from(effect.values["commencement"], effect.values["since"]), effect.values["act"]


def _is_before(effect: Entity, version: Entity | None) -> bool:
    """Whether an effect was ordered before a version was made."""
    made = version.values["causedBy"] if version else None
    ordered, by = ((act.values["signed"] if act else None) for act in (effect.values["act"], made))
    return ordered is not None and by is not None and ordered < by


def _first(enders: list[_Ender]) -> Ending | None:
    """The first of some days, each as far as it is known."""
    if not enders:
        return None
    latest = min((bound.latest for bound, _ in enders if bound.latest), default=None)
    earliest = [bound.earliest for bound, _ in enders]
    bound = Bound(None if None in earliest else min(each for each in earliest if each), latest)
    ordered = sorted(enders, key=lambda pair: pair[0].earliest or date.min)
    may = (act for each, act in ordered if latest is None or each.earliest is None or each.earliest <= latest)
    return Ending(bound, tuple(dict.fromkeys(act for act in may if act)))


_FOUND: Mapping[str, Callable[[Entity, Store], _Subjects]] = MappingProxyType(
    {"Act": _of_act, "Procedure": _of_procedure, "Service": _of_service, "Subdivision": _of_subdivision}
)
"""Class to what the spans of its things are of."""
