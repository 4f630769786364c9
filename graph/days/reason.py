"""What is true of a day, and why: three values, each with what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.stores.entity import Entity, Evidence

MOST_REASONS = 8
"""Reasons of one answer. Of more that say the same thing the first are told."""


class Truth(StrEnum):
    """The three values of Kleene's logic."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


def both(truths: Iterable[Truth]) -> Truth:
    """Whether all are so: the least of them, where NO is less than UNKNOWN and this less than YES."""
    return min(truths, key=_LEAST.index, default=Truth.YES)


def either(truths: Iterable[Truth]) -> Truth:
    """Whether any is so: the greatest of them."""
    return max(truths, key=_LEAST.index, default=Truth.NO)


def opposite(truth: Truth) -> Truth:
    """Whether it is not so."""
    return _LEAST[-1 - _LEAST.index(truth)]


_LEAST = (Truth.NO, Truth.UNKNOWN, Truth.YES)


class ReasonCode(StrEnum):
    """Why something is true of a day, is not, or is not known to be."""

    IN_FORCE = "IN_FORCE"
    RETROACTIVE = "RETROACTIVE"
    APPLIES = "APPLIES"
    NOT_YET_SIGNED = "NOT_YET_SIGNED"
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE"
    BEFORE_APPLICATION = "BEFORE_APPLICATION"
    ENDED = "ENDED"
    REPLACED = "REPLACED"
    REPEALED = "REPEALED"
    SUSPENDED = "SUSPENDED"
    AWAITING_PUBLICATION = "AWAITING_PUBLICATION"
    DAY_NOT_KNOWN = "DAY_NOT_KNOWN"
    END_NOT_CLEAR = "END_NOT_CLEAR"
    NO_COMMENCEMENT = "NO_COMMENCEMENT"
    BASE_NOT_HELD = "BASE_NOT_HELD"
    NOT_READ = "NOT_READ"
    CHANGE_NOT_APPLIED = "CHANGE_NOT_APPLIED"
    SEVERAL_LINES = "SEVERAL_LINES"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in an English sentence, with the commencement whose words it rests on, if it rests on one."""

    code: ReasonCode
    text: str
    commencement: Entity | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of the law that say when it enters into force."""
        return self.commencement.evidence if self.commencement else ()


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether something is so, why, and on what conditions, which nothing that is held says to be fulfilled."""

    truth: Truth
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[Reason, ...] = ()

    @property
    def explanation(self) -> str:
        """The reasons and conditions, in words."""
        return " ".join(each.text for each in (*self.reasons, *self.conditions))


def together(parts: Sequence[Validity]) -> Validity:
    """Whether all parts are so, with the reasons of those that decide it."""
    truth = both(each.truth for each in parts)
    deciding = [each for each in parts if each.truth is truth]
    if truth is Truth.NO:
        # One of them is enough: the one that hangs on least.
        least = min(len(each.conditions) for each in deciding)
        deciding = [each for each in deciding if len(each.conditions) == least]
    return Validity(truth, gathered(deciding), few(each for part in deciding for each in part.conditions))


def gathered(parts: Iterable[Validity]) -> tuple[Reason, ...]:
    """The reasons of all parts."""
    return few(each for part in parts for each in part.reasons)


def few(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, and no more than are told."""
    return tuple(dict.fromkeys(reasons))[:MOST_REASONS]
