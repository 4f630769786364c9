"""Sets of small whole numbers as integers: bit n is set when n is in the set."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from operator import or_


def union(sets: Iterable[int]) -> int:
    """All numbers that are in any of the sets."""
    return reduce(or_, sets, 0)


def numbers(found: int) -> Iterator[int]:
    """The numbers of a set, the lowest first: one pass over its digits, however long it is."""
    digits = bin(found)[:1:-1]
    number = digits.find("1")
    while number >= 0:
        yield number
        number = digits.find("1", number + 1)


def between(found: int, low: int, high: int) -> int:
    """The numbers of a set from ``low`` on and below ``high``."""
    return (found & ((1 << high) - 1)) >> low << low


def cut(found: int, first: int | None, last: int | None) -> list[int]:
    """The lowest ``first`` numbers of a set and of those the highest ``last``; all without either."""
    if last is None:
        return list(islice(numbers(found), first))
    if first is None:
        return list(islice(_falling(found), last))[::-1]
    return list(islice(numbers(found), first))[-last:] if last else []


def _falling(found: int) -> Iterator[int]:
    while found:
        number = found.bit_length() - 1
        yield number
        found ^= 1 << number
