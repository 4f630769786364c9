"""The markup inside a Markdown paragraph: emphasis, escapes, links, tags and character references, all taken away."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.layout.ink import ENTITY, LOWERED, RAISED, Ink
from graph.layout.text import Text
from graph.layout.tokens import INLINE, Markup

_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|!?\[|\]\([^()\s<>]*\)|<|&")
"""Where the reading of plain characters stops: escape, emphasis, link, tag, character reference."""
STRONG = 2
"""Asterisks from which emphasis is bold."""


@dataclass(slots=True)
class _Stars:
    """A run of asterisks. ``pair`` is the length where it is markup, 0 where it is printed."""

    at: int
    length: int
    opens: bool
    closes: bool
    paired: bool = False
    strong: int = 0
    """1 where bold begins here, -1 where it ends."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A line of a paragraph without its markup."""

    text: Text
    bold: bool
    """Whether all that is printed is bold."""


def read_inline(markup: Markup, segments: Sequence[tuple[int, int]]) -> list[Inline]:
    """The lines of one paragraph, given as the code points where each begins and ends."""
    marks = [list(_marks(markup, start, end)) for start, end in segments]
    stars = [[mark for mark in line if isinstance(mark, _Stars)] for line in marks]
    for runs, segment in zip(stars, segments, strict=True):
        _enclose(runs, segment)
    _pair([run for runs in stars for run in runs if not run.paired])
    depth, lines = 0, []
    for (start, end), line in zip(segments, marks, strict=True):
        text, bold, depth = _write(markup.text, start, end, line, depth)
        lines.append(Inline(text, bold))
    return lines


@dataclass(frozen=True, slots=True)
class _Cut:
    """Markup from ``start`` to ``end``; ``value`` is printed in its place, at ``at``."""

    start: int
    end: int
    value: str = ""
    raised: int = 0
    """2 and -2 where ``sup`` begins and ends, 1 and -1 for ``sub``."""


def _marks(markup: Markup, start: int, end: int) -> Iterable["_Stars | _Cut"]:
    """The markup of a line, in order."""
    text, at, brackets, closing = markup.text, start, 0, start
    while match := _MARK.search(text, at, end):
        at, sign = match.end(), match[0]
        if sign[0] == "\\":
            yield _Cut(match.start(), match.start() + 1)
        elif sign[0] == "*":
            yield _stars(text, match.start(), match.end(), start, end)
        elif sign.endswith("["):
            brackets += 1
            if closing < at:
                closing = text.find("]", at, end) % (end + 1)
            if text.startswith("](", closing):
                yield _Cut(match.start(), at)
        elif sign[0] == "]" and brackets:
            yield _Cut(match.start(), match.end())
        elif sign == "<":
            yield from (cut := _tag(markup, match.start(), end))
            at = cut[0].end if cut else at
        elif sign == "&" and (entity := ENTITY.match(text, match.start(), end)):
            at = entity.end()


def _tag(markup: Markup, at: int, end: int) -> list[_Cut]:
    """A tag or comment that begins here and ends in the line."""
    token, after = markup.at(at)
    if not after or after > end:
        return []
    if token is None or token.name in INLINE:
        name, sign = (token.name, 1 if token.kind == "open" else -1) if token else ("", 0)
        return [_Cut(at, after, raised=sign * {"sup": 2, "sub": 1}.get(name, 0))]
    return [_Cut(at, after, " ")]


def _stars(text: str, start: int, after: int, line: int, end: int) -> _Stars:
    """A run of asterisks, which opens and closes emphasis as CommonMark 0.31, section 6.2, says."""
    before = text[start - 1] if start > line else " "
    behind = text[after] if after < end else " "
    loose_before, loose_behind = not before.isalnum(), not behind.isalnum()
    opens = not behind.isspace() and (not loose_behind or loose_before)
    closes = not before.isspace() and (not loose_before or loose_behind)
    return _Stars(start, after - start, opens, closes)


def _enclose(runs: Sequence[_Stars], segment: tuple[int, int]) -> None:
    """Pair the runs at both ends of a line that is emphasised as a whole where one inside it is a footnote mark."""
    alike = [run for run in runs if run.length == runs[0].length]
    odd = len(alike) % 2 == 1 and len(alike) > 1 and alike[-1] is runs[-1]
    if odd and (runs[0].at, runs[-1].at + runs[-1].length) == segment:
        _join(runs[0], runs[-1])


def _join(opening: _Stars, closing: _Stars) -> None:
    opening.paired = closing.paired = True
    opening.strong, closing.strong = (1, -1) if closing.length >= STRONG else (0, 0)


def _pair(stars: Sequence[_Stars]) -> None:
    """Pair each run that closes with the nearest run before it that opens and is as long."""
    waiting: list[_Stars] = []
    held: dict[int, int] = {}
    for run in stars:
        if run.closes and held.get(run.length):
            while waiting[-1].length != run.length:
                held[waiting.pop().length] -= 1
            held[run.length] -= 1
            _join(waiting.pop(), run)
        elif run.opens:
            waiting.append(run)
            held[run.length] = held.get(run.length, 0) + 1


def _write(text: str, at: int, end: int, marks: Sequence["_Stars | _Cut"], depth: int) -> tuple[Text, bool, int]:
    """A line without its markup, whether all of it is bold, and how deep in bold it ends."""
    ink, bold, raised = Ink(), True, [0]
    for mark in (*marks, _Cut(end, end)):
        start, after = (mark.at, mark.at + mark.length) if isinstance(mark, _Stars) else (mark.start, mark.end)
        piece = text[at:start]
        bold = bold and (depth > 0 or not piece.strip())
        ink.write_text(piece, at, _RAISING[raised[-1]])
        at = after
        if isinstance(mark, _Cut):
            ink.write_at(mark.value, mark.start)
            _shift(raised, mark.raised)
        elif mark.paired:
            depth += mark.strong
        else:
            ink.write(text[start:after], start)
            bold = bold and depth > 0
    return ink.text(), bold, depth


_RAISING = {0: None, 1: LOWERED, 2: RAISED}


def _shift(raised: list[int], change: int) -> None:
    """Note that a ``sup`` or ``sub`` begins or ends."""
    if change > 0:
        raised.append(change)
    elif change < 0 and len(raised) > 1:
        raised.pop()
