"""What happened to an act: the versions of its parts that one other act made, and the effects by which it did."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.consolidation.deed import Deed
from graph.facts.history import tail_of
from graph.facts.testimony import Made
from graph.stores.entity import natural


@dataclass(frozen=True, slots=True)
class Event:
    """The versions that an act made, and its effects in the order of its provisions."""

    versions: tuple[Made, ...]
    deeds: tuple[Deed, ...]


def events_of(versions: Iterable[Made], deeds: Mapping[str, Sequence[Deed]]) -> Iterator[Event]:
    """Events by the day on which the acts that made the versions were signed; ``deeds`` are by version."""
    found: dict[tuple[str, str, str], list[Made]] = {}
    for each in versions:
        found.setdefault((each.signed, tail_of(each.version), each.by), []).append(each)
    for _, made in sorted(found.items()):
        ordered = [deed for each in made for deed in deeds.get(each.version, ())]
        by_place = tuple(sorted(ordered, key=lambda deed: natural(deed.effect)))
        yield Event(tuple(sorted(made, key=lambda each: each.version)), by_place)
