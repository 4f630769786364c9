"""Lists of what is no resource, a part at a time: each entry has a cursor, which names a resource that it has alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import strawberry

from graph.stores.entity import Entity
from schema import cursor
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE, check_size
from schema.context import Context

T = TypeVar("T")

PAGE: Mapping[str, tuple[object, str, object]] = {
    "first": (int, f"How many: 1 to {LARGEST_PAGE}.", DEFAULT_PAGE),
    "after": (str | None, "Only what comes after this cursor of an entry.", strawberry.UNSET),
}
"""Arguments that say which part."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An entry with what its cursor is made of; ``order`` tells cursors of this list from those of others."""

    context: Context
    order: str
    entry: T
    entity: Entity

    @property
    def cursor(self) -> str:
        """Its place in the list."""
        return cursor.place(self.context, self.order, [], self.entity)


def listed(
    context: Context, order: str, entries: Sequence[T], entity_of: Callable[[T], Entity], given: Mapping[str, Any]
) -> list[Placed[T]]:
    """The part of a list that the arguments ask for. Raises QueryError."""
    first = check_size("first", given["first"], "Go on with after: the cursor of the last entry.") or DEFAULT_PAGE
    start = 0
    if after := given.get("after"):
        stands_on = cursor.read_place(context, order, after)
        place = next((at for at, each in enumerate(entries) if entity_of(each) is stands_on), None)
        if place is None or stands_on is None or cursor.place(context, order, [], stands_on) != after:
            raise cursor.nowhere(after)
        start = place + 1
    return [Placed(context, order, each, entity_of(each)) for each in entries[start : start + first]]
