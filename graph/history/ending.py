"""When what counts begins, and what ends it: the first of later versions, repeals, and a last day of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from graph.answers.gap import is_later, names_upwards
from graph.stores.entity import Entity, linked


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
    """The first day on which a thing no longer counts, and the acts that may bring it, the earliest first.

    ``reaches_back``: the first day of the relations that one of them, once in force, takes from it before that day.
    """

    bound: Bound
    by: tuple[Entity, ...]
    reaches_back: date | None


@dataclass(frozen=True, slots=True)
class Ender:
    """What may end a thing: when, by which act, and to which relations it applies."""

    bound: Bound
    by: Entity | None
    applies_from: date | None

    @property
    def reach(self) -> date | None:
        """The first day of the relations that it applies to, where it is not yet in force on that day."""
        earliest, applies = self.bound.earliest, self.applies_from
        return applies if earliest and applies and applies < earliest else None


def applies_from(start: Entity | None, since: date | None = None) -> date | None:
    """The first day of the relations that something applies to; ``since``: the day that its provision names."""
    return since or (start.values["appliesFrom"] if start else None)


def beginning(start: Entity | None, since: date | None = None) -> Bound:
    """The first day on which something is in force and applies, by its commencement."""
    known = start.values["entryIntoForce"] if start else None
    least = start.values["notBefore"] if start else None
    days = (known or least, applies_from(start, since))
    earliest = max((each for each in days if each), default=None)
    return Bound(earliest, earliest if known else None)


def lapse(start: Entity | None, until: date | None, maker: Entity | None) -> Iterator[Ender]:
    """The day up to which something has effect: it ends on that day or the next, for the words leave it open."""
    last = until or (start.values["until"] if start else None)
    if last:
        yield Ender(Bound(last, None if last == date.max else last + timedelta(1)), maker, None)


def enders_of(place: Entity, subject: Entity) -> Iterator[Ender]:
    """What takes the place of something, takes it out, or repeals what it stands in. Nothing ends a suspension."""
    if subject.type == "Effect":
        return
    version = version_of(subject)
    for later in version.values["replacedBy"] if version else ():
        start = later.values["commencement"]
        yield Ender(beginning(start), later.values["causedBy"], applies_from(start))
    yield from map(_ender, subject.values.get("endedBy", ()))
    for each in map(_ender, subject.values.get("mayBeEndedBy", ())):
        yield replace(each, bound=Bound(each.bound.earliest, None))
    for act in linked(version.values["act"]) if version else (place,):
        for effect in effects_on(act, "REPEAL"):
            if concerns(effect, place) and (version is None or _is_newer(effect, version)):
                yield _ender(effect)


def first_of(enders: Iterable[Ender]) -> Ending | None:
    """The first of some days, each as far as it is known; None where there is none."""
    found = sorted(enders, key=lambda each: each.bound.earliest or date.min)
    if not found:
        return None
    latest = min((each.bound.latest for each in found if each.bound.latest), default=None)
    may = [each for each in found if latest is None or (each.bound.earliest or latest) <= latest]
    reaches = (each.reach for each in may)
    return Ending(
        Bound(found[0].bound.earliest, latest),
        tuple(dict.fromkeys(each.by for each in may if each.by)),
        min((each for each in reaches if each), default=None),
    )


def version_of(subject: Entity) -> Entity | None:
    """The version that a row stands in, or the subject itself."""
    found: Entity | None = subject if subject.type == "Version" else subject.values.get("version")
    return found


def effects_on(act: Entity, operation: str) -> Iterator[Entity]:
    """Effects on an act or on an element of it, not on rows or words alone."""
    for effect in act.values["effectsOn"]:
        done = effect.values["operation"]
        if done and done.values["code"] == operation and effect.values["scope"] in {"act", "element"}:
            yield effect


def concerns(effect: Entity, part: Entity) -> bool:
    """Whether an effect is one on the whole act, on a part of it, or on what that stands in, under either name."""
    target: Entity | None = effect.values["target"]
    inside = target is not None and target.iri in names_upwards(part)
    return effect.values["scope"] == "act" or inside


def _ender(effect: Entity) -> Ender:
    start, since = effect.values["commencement"], effect.values["since"]
    return Ender(beginning(start, since), effect.values["act"], applies_from(start, since))


def _is_newer(effect: Entity, version: Entity) -> bool:
    """Whether an effect ends a version: on a part only one that an act ordered which is newer than the version is."""
    return effect.values["scope"] == "act" or is_later(effect.values["act"], version.values["causedBy"])
