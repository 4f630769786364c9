"""The picture of a timeline: bars below one another, over years. The same each time; the day of today is not in it.

Across it reckons in hundredths of the width, so that bars fill a wide window and a narrow one; down in em, so that
words keep their size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from graph.history.ending import Bound
from graph.history.timeline import Span
from server.resource.model import Caption, Lane, Stretch, Tick

FOLD = 42
"""Characters of a line: what fits a window of 400 pixels."""

FOLD_HEADING = 37
"""The same in bold."""

TICKS = 8
"""Years on the axis."""

_LEFT, _RIGHT = 3.0, 96.0
"""Where the first day and the last lie; beside them is the room for what begins before or ends after."""

_OPEN = 97.5
"""Where a bar stops that goes on; its arrow stands behind it."""

_LEAST = 0.6
"""The width of a bar that lasts no time."""

_AXIS, _LINE, _BAR, _GAP = 2.0, 1.4, 1.0, 1.1


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above a bar: its heading, where that is another than the one before, and lines of phrases."""

    heading: str
    lines: tuple[Sequence[str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first day of the first to the first day of the one after the last."""

    first: int
    after: int

    def at(self, day: date) -> float:
        """Where a day lies."""
        passed = day.year - self.first + (day.timetuple().tm_yday - 1) / 366
        return round(_LEFT + (_RIGHT - _LEFT) * passed / (self.after - self.first), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Years, evenly apart."""
        years = self.after - self.first
        step = next(each * 10**zeros for zeros in range(5) for each in (1, 2, 5) if years <= TICKS * each * 10**zeros)
        shown = range(-(-self.first // step) * step, self.after + 1, step)
        each_year = (_RIGHT - _LEFT) / years
        return tuple(Tick(round(_LEFT + each_year * (year - self.first), 2), str(year)) for year in shown)


def make_axis(spans: Iterable[Span]) -> Axis | None:
    """The years that spans touch; None where they have no day at all."""
    years = [day.year for span in spans for day in _days(span)]
    return Axis(min(years), max(years) + 1) if years else None


def make_lanes(spans: Sequence[Span], words: Sequence[Words], axis: Axis) -> tuple[tuple[Lane, ...], float]:
    """A lane for each span, and the height of them all."""
    lanes: list[Lane] = []
    top, heading = _AXIS, ""
    for span, said in zip(spans, words, strict=True):
        captions = []
        if said.heading != heading:
            heading, top = said.heading, top + (_LINE / 2 if lanes else 0)
            captions += [(each, True) for each in _fold([said.heading], FOLD_HEADING)]
        captions += [(line, False) for phrases in said.lines for line in _fold(phrases)]
        tops = [round(top + _LINE * (at + 1), 2) for at in range(len(captions))]
        top = tops[-1] + 0.45 if tops else top
        shown = tuple(Caption(text, at, is_heading) for (text, is_heading), at in zip(captions, tops, strict=True))
        lanes.append(_lane(span, axis, shown, round(top, 2)))
        top += _BAR + _GAP
    return tuple(lanes), round(top, 2)


def marks_of(lanes: Iterable[Lane]) -> Iterator[str]:
    """What a reader has to be told of the bars."""
    held = tuple(lanes)
    yield from (
        mark
        for mark, is_used in (
            ("certain", any(each.certain for lane in held if lane.style == "held" for each in lane.stretches)),
            ("possible", any(not each.certain for lane in held for each in lane.stretches)),
            ("unread", any(lane.style == "unread" for lane in held)),
            ("suspended", any(lane.style == "suspended" for lane in held)),
            ("reach", any(lane.reach for lane in held)),
            ("open", any(lane.is_open for lane in held)),
        )
        if is_used
    )


def _days(span: Span) -> Iterator[date]:
    bounds = (span.begins, *((span.ends.bound,) if span.ends else ()))
    days = (*(day for bound in bounds for day in (bound.earliest, bound.latest)), span.applies_from)
    return (day for day in days if day)


def _lane(span: Span, axis: Axis, captions: tuple[Caption, ...], top: float) -> Lane:
    begins, ends = span.begins, span.ends.bound if span.ends else Bound(None, None)
    start = axis.at(begins.earliest) if begins.earliest else 0.0
    end = max(axis.at(ends.latest), start + _LEAST) if ends.latest else _OPEN
    certain = start
    if begins.day and span.ends is None:
        certain = end
    elif begins.day and ends.earliest:
        certain = min(max(axis.at(ends.earliest), start), end)
    parts = (Stretch(start, certain, certain=True), Stretch(certain, end, certain=False))
    return Lane(
        captions,
        top,
        tuple(each for each in parts if each.start < each.end),
        start if begins.day else None,
        end if ends.day else None,
        ends.latest is None,
        (axis.at(span.applies_from), start) if span.applies_from and span.reaches_back else None,
        _style(span),
    )


def _style(span: Span) -> str:
    subject = span.subject
    if subject.type == "Effect":
        return "suspended"
    is_known = subject.type != "Version" or (subject.values["held"] is not False and subject.values["complete"])
    return "held" if is_known else "unread"


def _fold(phrases: Sequence[str], width: int = FOLD) -> Iterator[str]:
    """Phrases in lines, with a dot between those of one line; one that is too long has two of its own, and is cut."""
    line = ""
    for phrase in phrases:
        joined = f"{line} · {phrase}" if line else phrase
        if len(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = wrap(phrase, width, break_on_hyphens=False, max_lines=2, placeholder=" …") or [""]
        yield from full
    if line:
        yield line
