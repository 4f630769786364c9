"""What differs between two states of one subdivision, row by row, and what made it differ.

A row is not copied from version to version, so rows are compared by what they say. That a row is missing on one side is
certain only where that side is known to have all rows of its place.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.answers.wording import counted, enumerated, version_name
from graph.history.entry import code_of, content_of, differ, names_of, price_of, scope_of, unit_of
from graph.history.known import Known, Lack, LackKind, known
from graph.history.lineage import history, is_held, is_one, is_whole
from graph.history.pairing import pair
from graph.history.state import entries_at
from graph.stores.entity import Entity
from graph.stores.store import Store


class UnrelatedError(ValueError):
    """Two versions that are no states of one thing."""


class ChangeKind(StrEnum):
    """What happened to a row. Several may have at once, but for the first two."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    MOVED = "MOVED"
    RECODED = "RECODED"
    RENAMED = "RENAMED"
    REPRICED = "REPRICED"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs. ``before`` is None for one that was added, ``after`` for one that was removed."""

    kinds: tuple[ChangeKind, ...]
    before: Entity | None
    after: Entity | None
    certain: bool
    """Whether it is known that the missing side has no such row; always so where the row stands where it stood."""
    makers: tuple[Entity, ...]
    """The versions one of which made the change, the earliest first; one where it is known which."""
    effect: Entity | None
    """What did it, where that is one effect that is held."""

    @property
    def row(self) -> Entity:
        """The row as it is afterwards, else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change without a row")
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of a subdivision side by side; nothing was compared where one of them is not held."""

    before: Entity
    after: Entity
    compared: bool
    changes: tuple[Change, ...]
    """In the order of the rows afterwards; then the rows that are gone, in the order they had."""
    unchanged: int
    lacks: tuple[Lack, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing of what the comparison needs."""
        return not self.lacks

    @property
    def counts(self) -> Counter[ChangeKind]:
        """How many rows each kind of change happened to, or may have."""
        return Counter(kind for change in self.changes for kind in change.kinds)

    @property
    def certain(self) -> Counter[ChangeKind]:
        """How many rows each kind of change is known to have happened to."""
        return Counter(kind for change in self.changes if change.certain for kind in change.kinds)


def difference(store: Store, before: Entity, after: Entity) -> Difference:
    """What differs between two versions of one subdivision, in either order. Raises UnrelatedError."""
    if not is_one(before.values["of"], after.values["of"]):
        raise UnrelatedError(f"{before.iri} and {after.iri} are versions of different subdivisions.")
    sides = known(before), known(after)
    path = _path(before, after)
    between = [each for each in path[1:-1] if not is_held((each,))]
    lacks = dict.fromkeys((*sides[0].lacks, *sides[1].lacks, *_between(between)))
    if not all(each.held for each in sides):
        return Difference(before, after, compared=False, changes=(), unchanged=0, lacks=tuple(lacks))
    early, late = entries_at(store, before), entries_at(store, after)
    pairing = pair(early, late)
    walk = _Walk(store, path)
    found = [
        *(_Seen(one, other) for one, other in pairing.pairs),
        *(_Seen(None, other) for other in pairing.after),
        *(_Seen(one, None) for one in pairing.before),
    ]
    changed = sorted((each for each in found if each.kinds), key=_order(early, late))
    changes = tuple(_change(each, sides, walk, forward=path[-1] is after) for each in changed)
    lacks |= dict.fromkeys(_languages(pairing.pairs))
    unchanged = pairing.same + len(found) - len(changed)
    return Difference(before, after, compared=True, changes=changes, unchanged=unchanged, lacks=tuple(lacks))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row on both sides, or on one."""

    before: Entity | None
    after: Entity | None

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What happened to it; nothing where it says the same."""
        one, other = self.before, self.after
        if one is None or other is None:
            return (ChangeKind.ADDED if one is None else ChangeKind.REMOVED,)
        told = {
            ChangeKind.MOVED: scope_of(one) != scope_of(other),
            ChangeKind.RECODED: code_of(one) != code_of(other),
            ChangeKind.RENAMED: differ(names_of(one), names_of(other)),
            ChangeKind.REPRICED: price_of(one) != price_of(other) or differ(unit_of(one), unit_of(other)),
        }
        return tuple(kind for kind, is_so in told.items() if is_so)

    def is_certain(self, sides: tuple[Known, Known]) -> bool:
        """Whether the sides are known to lack what they have to lack."""
        if {ChangeKind.RENAMED, ChangeKind.REPRICED}.issuperset(self.kinds):
            return True
        return (self.after is None or sides[0].has_all_like(self.after)) and (
            self.before is None or sides[1].has_all_like(self.before)
        )


class _Walk:
    """The versions from one state to a later one, to find out at which of them a row changed."""

    def __init__(self, store: Store, path: Sequence[Entity]) -> None:
        self.path = path
        inner = [each for each in path[1:-1] if is_held((each,)) and not known(each).lacks]
        self._points = list(dict.fromkeys((path[0], *inner, path[-1])))
        counted = self._points[1:] if inner else ()
        self._contents = [Counter[Hashable](), *(Counter(map(content_of, entries_at(store, each))) for each in counted)]

    def makers(self, early: Entity | None, late: Entity | None) -> tuple[Entity, ...]:
        """The versions one of which made the earlier row the later one."""
        if exact := self._named(early, late):
            return (exact,)
        row = late or early
        at, content = len(self._points) - 1, content_of(row) if row else None
        while at > 1 and self._contents[at - 1][content] == self._contents[-1][content]:
            at -= 1
        places = [self.path.index(each) for each in self._points[at - 1 : at + 1]]
        return tuple(self.path[places[0] + 1 : places[-1] + 1])

    def _named(self, early: Entity | None, late: Entity | None) -> Entity | None:
        """The version that a held effect on this one row made, or the one that added the row to what stood."""
        results = [effect.values["result"] for effect in early.values["endedBy"]] if early else []
        added = late.values["version"] if late and not is_whole(late.values["version"]) else None
        return next((each for each in (*results, added) if each in self.path[1:]), None)


def _path(before: Entity, after: Entity) -> tuple[Entity, ...]:
    """All versions from the earlier of two to the later, both included."""
    for early, late in ((before, after), (after, before)):
        line = history(late)
        if early in line:
            return line[line.index(early) :]
    raise UnrelatedError(f"{before.iri} and {after.iri} do not follow one another, as far as is known.")


def _change(seen: _Seen, sides: tuple[Known, Known], walk: _Walk, *, forward: bool) -> Change:
    early, late = (seen.before, seen.after) if forward else (seen.after, seen.before)
    makers = walk.makers(early, late)
    effect = _effect(makers[0], early, late) if len(makers) == 1 else None
    return Change(seen.kinds, seen.before, seen.after, seen.is_certain(sides), makers, effect)


def _effect(maker: Entity, early: Entity | None, late: Entity | None) -> Entity | None:
    """The effect by which a version was made that did something to a row; None where none or several are held."""
    put = (late.values["putBy"],) if late and late.values["putBy"] else ()
    own = [each for each in (*put, *(early.values["endedBy"] if early else ())) if each.values["result"] is maker]
    found = list(dict.fromkeys(own or maker.values["madeBy"]))
    return found[0] if len(found) == 1 else None


def _order(early: Sequence[Entity], late: Sequence[Entity]) -> Callable[[_Seen], int]:
    """The place of a row afterwards; those that are gone come behind."""
    places = {row: at for at, row in enumerate((*late, *early))}
    return lambda seen: max(places[row] for row in (seen.after or seen.before,) if row)


def _between(versions: Sequence[Entity]) -> Iterator[Lack]:
    if versions:
        names = enumerated(map(version_name, versions))
        yield Lack(
            LackKind.BETWEEN,
            f"Between the two stood {counted(len(versions), 'version')} whose text is not held: {names}. Which "
            "act made a change is not known, nor what changed and changed back.",
        )


def _languages(pairs: Sequence[tuple[Entity, Entity]]) -> Iterator[Lack]:
    number = sum(not names_of(one).keys() & names_of(other).keys() for one, other in pairs)
    if number:
        yield Lack(
            LackKind.LANGUAGES, f"The names of {counted(number, 'row')} are held in different languages: not compared."
        )
