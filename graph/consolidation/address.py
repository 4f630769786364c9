"""Addresses of changes, and what is wrong where one is not found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from graph.diagnostic import Problem

Thing = TypeVar("Thing")

_NUMBER = re.compile(r"(?:(?P<stem>\d+(?:-\d+)*)-)?(?P<last>\d+)")


class AddressError(ValueError):
    """A change whose place is not there, or there more than once. What it would have changed stays as it was."""

    def __init__(self, code: str, message: str, found: str, expected: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message, found=found, expected=expected)


def number_before(number: str) -> str | None:
    """The number of the row after which a row stands: ``1494`` for ``1494-1``, ``1494-1`` for ``1494-2``, 7 for 8.

    None for a number that says nothing of its place: the first of all, and what is no number.
    """
    found = _NUMBER.fullmatch(number)
    if found is None:
        return None
    stem, last = found["stem"], int(found["last"])
    if last == 0 or (stem is None and last == 1):
        return None
    if stem is None:
        return str(last - 1)
    return stem if last == 1 else f"{stem}-{last - 1}"


def by_number(number: str) -> tuple[int, ...]:
    """A key by which ``1494-2`` stands before ``1494-10``; what is no number stands first."""
    return tuple(map(int, number.split("-"))) if _NUMBER.fullmatch(number) else ()


def in_order(base: Iterable[Thing], put: Sequence[tuple[Thing, Thing | None]]) -> Iterator[Thing]:
    """Things in their order once others are put among them, the earliest first, each with what it stands after.

    One stands directly after that, before those put there earlier; without such a thing it stands at the end.
    """
    first = list(base)
    known = {*first, *(each for each, _ in put)}
    after: dict[Thing, list[Thing]] = {}
    for each, follows in put:
        if follows is None or follows not in known:
            first.append(each)
        else:
            after.setdefault(follows, []).append(each)
    waiting = first[::-1]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += after.pop(each, ())
