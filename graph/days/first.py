"""The first of several days of which some are not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class First:
    """The day from which something counts; without it the earliest that it can be, None for any day."""

    day: date | None
    bound: date | None = None


def earliest(firsts: Iterable[First]) -> date | None:
    """The earliest of some days; None where one that is not known may come before."""
    held = tuple(firsts)
    known = min((each.day for each in held if each.day), default=None)
    doubtful = any(each.day is None and (each.bound is None or known is None or each.bound < known) for each in held)
    return None if doubtful else known
