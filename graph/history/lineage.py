"""The versions of a subdivision one after the other, and which of them a state is made of.

One that takes the place of all before it begins anew; others add rows to what stands and take rows out of it.
"""

from collections.abc import Iterator, Sequence

from graph.facts.history import tail_of
from graph.stores.entity import Entity
from graph.stores.store import Store


def contributing(version: Entity) -> tuple[Entity, ...]:
    """The versions whose rows stand at a version: the last whole one and the partial ones after it, up to it."""
    found: list[Entity] = []
    for each in _backwards(version):
        found.insert(0, each)
        if _begins_anew(each):
            break
    return tuple(found)


def place(version: Entity) -> tuple[str, str, bool, str]:
    """What versions are ordered by, as graph.facts.history orders them."""
    act: Entity | None = version.values["causedBy"]
    signed = act.values["signed"] if act else None
    return signed.isoformat() if signed else "", tail_of(version.iri), bool(version.values["replaces"]), version.iri


def _begins_anew(version: Entity) -> bool:
    """Whether nothing before a version stands with it: it is whole, or what its part stands in was made anew since."""
    previous: Entity | None = version.values["previous"]
    return previous is None or any(place(later) <= place(version) for later in previous.values["replacedBy"])


def history(version: Entity) -> tuple[Entity, ...]:
    """A version with all before it, the earliest first."""
    return tuple(reversed(list(_backwards(version))))


def is_one(subdivision: Entity, other: Entity) -> bool:
    """Whether two subdivisions are one: the same, or one under two names."""
    return subdivision is other or other.iri in subdivision.values["sameAs"]


def names_of(store: Store, subdivision: Entity) -> tuple[Entity, ...]:
    """A subdivision, and the same under other names: of all of them there is one history."""
    others = (store.get(iri) for iri in subdivision.values["sameAs"])
    return (subdivision, *(each for each in others if each is not None))


def line_of(store: Store, subdivision: Entity) -> tuple[Entity, ...]:
    """The versions of a subdivision one after the other, the earliest first."""
    versions: Sequence[Entity] = [each for part in names_of(store, subdivision) for each in part.values["versions"]]
    followers = {each.values["previous"]: each for each in versions if each.values["previous"] is not None}
    found: list[Entity] = []
    for first in (each for each in versions if each.values["previous"] is None):
        at: Entity | None = first
        while at is not None:
            found.append(at)
            at = followers.get(at)
    return tuple(found)


def is_whole(version: Entity) -> bool:
    """Whether a version takes the place of all before it; the first one has none before it."""
    previous: Entity | None = version.values["previous"]
    return previous is None or version in previous.values["replacedBy"]


def is_held(versions: Sequence[Entity]) -> bool:
    """Whether the rows of versions are held: they are not of those known from a publisher's note alone."""
    return all(each.values["held"] is not False for each in versions)


def _backwards(version: Entity) -> Iterator[Entity]:
    """A version, the one before it, and so on."""
    at: Entity | None = version
    while at is not None:
        yield at
        at = at.values["previous"]
