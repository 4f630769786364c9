"""What is paid for a service on a day, computed from every tariff line of its code.

The price is known where exactly one line holds and no other may. Without a day of asking the answer is what the acts
that are held say once they are in force, on the condition that they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.answers.day import standing
from graph.answers.gap import Gap
from graph.answers.inquiry import Inquiry
from graph.answers.wording import counted, enumerated, row_name
from graph.days.commencing import Asking
from graph.days.moment import Moment
from graph.days.reason import Reason, ReasonCode, Truth, Validity, few, gathered
from graph.days.validity import validity_of_entry
from graph.stores.entity import Entity
from graph.stores.query import EVERYTHING

_HELD = "Of acts that are not held nothing is known here: one may have priced or changed it."


class PriceStatus(StrEnum):
    """Whether it is known what was paid."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"
    NO_SUCH_CODE = "NO_SUCH_CODE"


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A tariff line, and whether it holds."""

    line: Entity
    validity: Validity


@dataclass(frozen=True, slots=True)
class PriceOnDay:
    """The price of a code; ``line`` is the one that holds, ``lines`` are all of the code in every version."""

    inquiry: Inquiry
    moment: Moment
    status: PriceStatus
    line: Entity | None
    lines: tuple[PricedLine, ...]
    summary: str
    reasons: tuple[Reason, ...]
    conditions: tuple[Reason, ...] = ()

    @property
    def concept(self) -> Entity | None:
        """The service; None where no held act prices it."""
        return self.inquiry.concept

    @property
    def explanation(self) -> str:
        """In words: what is known, why, and on what condition."""
        return " ".join((self.summary, *(each.text for each in (*self.reasons, *self.conditions)), _HELD))


def price(inquiry: Inquiry, moment: Moment) -> PriceOnDay:
    """What is paid for the service of a code on a day."""
    asking = Asking(moment, granted=True)
    found = inquiry.store.find(inquiry.naming(EVERYTHING)).items
    lines = tuple(PricedLine(each, validity_of_entry(each, asking)) for each in found)
    possible = [each for each in lines if each.validity.truth is not Truth.NO]
    if not possible:
        return _none(inquiry, asking, lines)
    names = enumerated(row_name(each.line) for each in possible)
    if len(possible) > 1:
        summary = f"What {inquiry.code} costs on {moment.on} is not known: {counted(len(possible), 'line')} may hold."
        several = Reason(ReasonCode.SEVERAL_LINES, f"Lines that hold or may: {names}.")
        reasons = few((several, *gathered(each.validity for each in possible)))
        return PriceOnDay(inquiry, moment, PriceStatus.UNKNOWN, None, lines, summary, reasons)
    (only,) = possible
    held = only.validity
    if held.truth is Truth.UNKNOWN:
        summary = f"What {inquiry.code} costs on {moment.on} is not known: whether {names} holds is not."
        return PriceOnDay(inquiry, moment, PriceStatus.UNKNOWN, None, lines, summary, held.reasons)
    values = only.line.values
    summary = f"{inquiry.code} costs {values['price']} {values['currency'] or ''}".rstrip()
    summary = f"{summary} on {moment.on}: {names}."
    return PriceOnDay(inquiry, moment, PriceStatus.YES, only.line, lines, summary, held.reasons, held.conditions)


def _none(inquiry: Inquiry, asking: Asking, lines: Sequence[PricedLine]) -> PriceOnDay:
    """Where no line that is held holds: whether another may have."""
    day, code = asking.moment.on, inquiry.code
    stood = standing(inquiry, asking)
    missing = [each for each in stood.ground.gaps if each.prevents]
    known = "No line that is held holds" if lines else f"No held act prices {code}, so that no line holds"
    if missing:
        summary = f"What {code} costs on {day} is not known. {known} on that day."
        status = PriceStatus.UNKNOWN
    else:
        summary = f"{code} has no price on {day} in what is held, which was read whole. {known} on that day."
        status = PriceStatus.NO if lines else PriceStatus.NO_SUCH_CODE
    why = _missing(missing) if missing else stood.reasons
    reasons = few((*why, *gathered(each.validity for each in lines)))
    return PriceOnDay(inquiry, asking.moment, status, None, tuple(lines), summary, reasons)


def _missing(gaps: Sequence[Gap]) -> Iterator[Reason]:
    """What is not known of the day; of what does not hang on a day, that it was not read whole."""
    for each in gaps:
        yield from each.reasons or (Reason(ReasonCode.NOT_READ, each.reason),)
