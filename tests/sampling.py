"""How much of what could be tried is tried: a sample, or all of it where ``QAMTU_EXHAUSTIVE`` is set."""

import os
from collections.abc import Sequence
from typing import TypeVar

EXHAUSTIVE = bool(os.environ.get("QAMTU_EXHAUSTIVE"))
T = TypeVar("T")


def some(things: Sequence[T], step: int, first: int = 0) -> Sequence[T]:
    """One of so many things, from one of them on; all of them where everything is tried."""
    return things if EXHAUSTIVE else things[first::step]


def times(usual: int) -> int:
    """How often something is drawn: ten times as often where everything is tried."""
    return 10 * usual if EXHAUSTIVE else usual
