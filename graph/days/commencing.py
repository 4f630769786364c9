"""Whether what an act orders counts on a day: by its entry into force and by the relations that it applies to.

Four days decide: F, the entry into force; B, the earliest that F can be where it is not known; R, the first day of the
relations it applies to; U, the day up to which it has effect, which the words leave open whether it is included.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.answers.wording import act_name
from graph.days.moment import Moment
from graph.days.reason import Reason, ReasonCode, Truth, Validity
from graph.stores.entity import Entity


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a moment.

    ``force``: whether it is in force, whatever relations it applies to. ``granted``: take for granted that what is
    held has entered into force by the time one asks, where nothing says the contrary; answers then have conditions.
    """

    moment: Moment
    force: bool = False
    granted: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """What begins to count: its commencement, the act that orders it, and days of its own."""

    commencement: Entity | None
    act: Entity | None
    since: date | None = None
    until: date | None = None


def counts(start: Start, asking: Asking) -> Validity:
    """Whether it counts for the day of the relation, as one knows on the day of asking."""
    days = _days(start, asking)
    return days.denial() or days.confirmation() or days.doubt()


def start_of_version(version: Entity) -> Start:
    """What makes a version begin to count."""
    return Start(version.values["commencement"], version.values["causedBy"])


def start_of_effect(effect: Entity) -> Start:
    """What makes an effect begin to count."""
    values = effect.values
    return Start(values["commencement"], values["act"], values["since"], values["until"])


def _name(start: Start) -> str:
    return act_name(start.act) if start.act else "the act"


def _days(start: Start, asking: Asking) -> "_Days":
    commencement, act = start.commencement, start.act
    values: Mapping[str, Any] = commencement.values if commencement else defaultdict(lambda: None)
    return _Days(
        asking,
        _name(start),
        commencement,
        act.values["signed"] if act else None,
        act.values["published"] if act else None,
        values["entryIntoForce"],
        values["notBefore"],
        start.since or (None if asking.force else values["appliesFrom"]),
        min(filter(None, (start.until, values["until"])), default=None),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a commencement beside those of a question."""

    asking: Asking
    name: str
    commencement: Entity | None
    signed: date | None
    published: date | None
    entry: date | None
    bound: date | None
    applies: date | None
    until: date | None

    @property
    def on(self) -> date:
        return self.asking.moment.on

    @property
    def known_on(self) -> date | None:
        return self.asking.moment.known_on

    @property
    def _by_entry(self) -> bool:
        """Whether it counts for no day before its entry into force."""
        return self.asking.force or self.applies is None

    @property
    def _earliest(self) -> date | None:
        """The earliest that the entry into force can be."""
        return self.entry or self.bound

    def denial(self) -> Validity | None:
        """That it does not count, where that is certain."""
        day = self.known_on
        if self._earliest and day and self._earliest > day:
            return self._not_yet(day)
        if self.applies and self.on < self.applies:
            text = f"{self.name} applies to relations that arose from {self.applies} on, not to those of {self.on}."
            return self._so(Truth.NO, ReasonCode.BEFORE_APPLICATION, text)
        if self._by_entry and self._earliest and self.on < self._earliest:
            return self._not_yet(self.on)
        if self.until and self.on > self.until:
            return self._so(Truth.NO, ReasonCode.ENDED, f"{self.name} had effect until {self.until}.")
        return None

    def _not_yet(self, day: date) -> Validity:
        if self.signed and day < self.signed:
            text = f"{self.name} was not yet signed on {day}."
            return self._so(Truth.NO, ReasonCode.NOT_YET_SIGNED, text)
        when = f"on {self.entry}" if self.entry else f"no earlier than {self.bound}"
        text = f"{self.name} enters into force {when}, which is after {day}."
        return self._so(Truth.NO, ReasonCode.NOT_YET_IN_FORCE, text)

    def confirmation(self) -> Validity | None:
        """That it counts, where that is certain or is taken for granted."""
        if self.until and self.on >= self.until:
            return None
        if self.entry and self.entry <= self.on:
            text = f"{self.name} is in force since {self.entry}."
            return self._so(Truth.YES, ReasonCode.IN_FORCE, text)
        granted = self.asking.granted and self.known_on is None
        if self._by_entry or self.applies is None or not (self.entry or granted):
            return None
        applies = f"{self.name} applies to relations that arose from {self.applies} on"
        if self.entry:
            text = f"{applies}, although it enters into force only on {self.entry}."
        elif self.bound and self.bound > self.on:
            text = f"{applies}, although it was not yet in force on {self.on}."
        else:
            return self._so(Truth.YES, ReasonCode.APPLIES, f"{applies}.", self._condition())
        return self._so(Truth.YES, ReasonCode.RETROACTIVE, text, self._condition())

    def _condition(self) -> tuple[Reason, ...]:
        """That it has entered into force by the day on which one asks."""
        if self.known_on:
            return ()
        text = f"On the condition that {self.name} has entered into force by the day on which one asks."
        code = ReasonCode.NOT_YET_IN_FORCE if self.entry else self._waiting
        return (self._reason(code, text),)

    def doubt(self) -> Validity:
        """That it is not known whether it counts."""
        if self.commencement is None:
            text = f"No held text says when {self.name} enters into force."
            return Validity(Truth.UNKNOWN, (Reason(ReasonCode.NO_COMMENCEMENT, text),))
        if self.until and self.on == self.until:
            text = f"{self.name} has effect until {self.until}; the words leave open whether on that day too."
            return self._so(Truth.UNKNOWN, ReasonCode.END_NOT_CLEAR, text)
        text = f"Whether {self.name} had entered into force by {self.known_on or self.on} is not known."
        if not self._by_entry and not self.known_on:
            text = f"Whether {self.name} has entered into force by the day on which one asks is not known."
        return self._so(Truth.UNKNOWN, self._waiting, text)

    @property
    def _waiting(self) -> ReasonCode:
        """Why the day of entry into force is not known."""
        rule = self.commencement.values["rule"] if self.commencement else None
        awaits = rule is not None and rule.endswith("first-publication") and not self.published
        return ReasonCode.AWAITING_PUBLICATION if awaits else ReasonCode.DAY_NOT_KNOWN

    def _so(self, truth: Truth, code: ReasonCode, text: str, conditions: tuple[Reason, ...] = ()) -> Validity:
        # Where a condition follows, it is this that tells how the day is computed.
        reason = Reason(code, text, self.commencement) if conditions else self._reason(code, text)
        return Validity(truth, (reason,), conditions)

    def _reason(self, code: ReasonCode, text: str) -> Reason:
        """A reason, with how the day of entry into force is computed or why it is not known, if it hangs on that."""
        computed = self.commencement.values["reason"] if self.commencement and code in _BY_ENTRY else None
        return Reason(code, f"{text} {computed}" if computed else text, self.commencement)


_BY_ENTRY = frozenset(
    {
        ReasonCode.IN_FORCE,
        ReasonCode.RETROACTIVE,
        ReasonCode.NOT_YET_IN_FORCE,
        ReasonCode.AWAITING_PUBLICATION,
        ReasonCode.DAY_NOT_KNOWN,
    }
)
"""Reasons that hang on the day of entry into force."""
