"""Lists of what is no resource and so has no cursor: a part of one, counted off."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from schema.connection import DEFAULT_PAGE, LARGEST_PAGE, check_size
from schema.errors import Code, QueryError

T = TypeVar("T")

PART: Mapping[str, tuple[object, str, object]] = {
    "first": (int, f"How many: 1 to {LARGEST_PAGE}.", DEFAULT_PAGE),
    "skip": (int, "How many to leave out before them.", 0),
}
"""Arguments that say which part; ``first`` bounds the list."""


def part(entries: Sequence[T], given: Mapping[str, Any]) -> Sequence[T]:
    """The part of a list that the arguments ask for. Raises QueryError."""
    first, skip = given["first"], given["skip"]
    check_size("first", first, "Ask for the rest with skip.")
    if skip < 0:
        raise QueryError(
            Code.INPUT, f"skip must be at least 0, not {skip}.", "Leave it out to begin.", actual=skip, field="skip"
        )
    return entries[skip : skip + first]
