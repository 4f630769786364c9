"""What a store in memory looks up: sets of subjects by what they have, built when a question first needs them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from graph.fact import Value
from graph.stores.bits import union
from graph.stores.entity import Entity, Text, linked, plain
from graph.stores.query import MOST_ABOVE, Way


class Index:
    """Sets of subjects of a class as integers: bit n is the n-th subject of the class in document order."""

    def __init__(self, found: Iterable[Entity]) -> None:
        self._classes = _by_class(found)
        self.position = {each.iri: n for members in self._classes.values() for n, each in enumerate(members)}
        self.values = lru_cache(None)(self._values)
        self.sorted_values = lru_cache(None)(self._sorted_values)
        self.relation = lru_cache(None)(self._relation)
        self.counts = lru_cache(None)(self._counts)
        self.differing = lru_cache(None)(self._differing)
        self.hierarchy = lru_cache(None)(self._hierarchy)

    def all(self, class_name: str) -> Sequence[Entity]:
        """Every subject of a class, in document order."""
        return self._classes.get(class_name, ())

    def everything(self, class_name: str) -> int:
        """All subjects of a class."""
        return (1 << len(self.all(class_name))) - 1

    def _values(self, class_name: str, term: str) -> dict[Value, int]:
        """Value of a term to the set of subjects that have it."""
        index: dict[Value, int] = {}
        for n, member in enumerate(self.all(class_name)):
            for value in plain(member.values[term]):
                index[value] = index.get(value, 0) | 1 << n
        return index

    def _sorted_values(self, class_name: str, term: str) -> list[Any]:
        return sorted(self.values(class_name, term))

    def _relation(self, class_name: str, way: Way) -> list[int]:
        """For each subject at the far end, in document order, the set of subjects that the way leads from."""
        sets = [0] * len(self.all(way.to))
        for near, far in self._pairs(class_name, way):
            sets[far] |= 1 << near
        return sets

    def _pairs(self, class_name: str, way: Way) -> Iterator[tuple[int, int]]:
        start, end = (way.to, class_name) if way.back else (class_name, way.to)
        for n, member in enumerate(self.all(start)):
            for target in linked(member.values[way.term]):
                for each in _upwards(target, way.above):
                    if each.type == end:
                        pair = n, self.position[each.iri]
                        yield pair[::-1] if way.back else pair

    def _counts(self, class_name: str, way: Way, among: int) -> dict[int, int]:
        """Number of subjects of a set at the far end to the set of subjects that the way leads from to so many."""
        counts = [0] * len(self.all(class_name))
        for near, far in self._pairs(class_name, way):
            counts[near] += among >> far & 1
        index: dict[int, int] = {}
        for n, count in enumerate(counts):
            index[count] = index.get(count, 0) | 1 << n
        return index

    def _differing(self, class_name: str, way: Way, term: str, among: int) -> int:
        words: dict[int, set[Text]] = {}
        far = self.all(way.to)
        for near, position in self._pairs(class_name, way):
            if among >> position & 1:
                words.setdefault(near, set()).update(far[position].values[term])
        return union(1 << n for n, texts in words.items() if len(texts) > len({text.language for text in texts}))

    def _hierarchy(self, class_name: str, term: str) -> dict[str, int]:
        """Code of a concept to the set of subjects that are the concept or stand below it."""
        index: dict[str, int] = {}
        for n, member in enumerate(self.all(class_name)):
            for code in _codes_above(member, term):
                index[code] = index.get(code, 0) | 1 << n
        return index


def _by_class(found: Iterable[Entity]) -> dict[str, tuple[Entity, ...]]:
    classes: dict[str, list[Entity]] = {}
    for entity in found:
        classes.setdefault(entity.type, []).append(entity)
    return {name: tuple(members) for name, members in classes.items()}


def _codes_above(entity: Entity, term: str) -> set[str]:
    """The codes of a concept and of all above it; a circle is walked once."""
    seen: set[Entity] = set()
    waiting = [entity]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting.extend(linked(each.values.get(term)))
    return {str(code) for each in seen for code in plain(each.values.get("code"))}


def _upwards(entity: Entity, term: str | None) -> Iterator[Entity]:
    """An entity and, with a term, what it leads to step by step."""
    at: Entity | None = entity
    for _ in range(MOST_ABOVE + 1):
        if at is None:
            return
        yield at
        at = at.values.get(term) if term else None
