"""An order of a class, kept as two lists of whole numbers."""

from collections.abc import Sequence
from typing import Any

from graph.stores.entity import Entity, natural, plain
from graph.stores.query import Order


class Ranking:
    """An order of a class: ``members[place]`` is a position in document order, ``places[position]`` its place."""

    __slots__ = ("members", "places")

    def __init__(self, size: int, columns: Sequence[tuple[Sequence[Any], bool]]) -> None:
        """``columns``: a key for each member and whether the highest comes first, the most important column first."""
        self.members = list(range(size))
        for keys, descending in reversed(columns):
            # Sorting is stable in both directions: document order breaks the ties.
            self.members.sort(key=keys.__getitem__, reverse=descending)
        self.places = [0] * size
        for place, position in enumerate(self.members):
            self.places[position] = place


def sort_key(entity: Entity, order: Order) -> tuple[Any, ...]:
    """What a subject is sorted by; no value sorts as the lowest."""
    value: object = entity
    for term in order.path:
        value = value.values[term] if isinstance(value, Entity) else None
    found = plain(value)
    if not found:
        return (0,)
    return (1, natural(str(found[0]))) if order.natural else (1, found[0])
