"""Markdown as the public git corpus of the law writes it: one line a paragraph, block quotes, tables in HTML.

What a reader sees is read; anchors, emphasis, escapes and the front matter of older snapshots print nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.layout.contents import mark_contents
from graph.layout.front import front_matter
from graph.layout.grid import Grid
from graph.layout.ink import gather
from graph.layout.inline import read_inline
from graph.layout.line import Line
from graph.layout.markup import read_table
from graph.layout.pipes import is_rule, read_pipes
from graph.layout.text import Text, clean, squeeze
from graph.layout.tokens import Markup
from graph.source import Source, Span

_SPACE = " \t\r\ufeff"
_BLANK = re.compile(r"[ \t\r\ufeff]*(?:\n|\Z)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]#+$")
_QUOTE = re.compile(r"[ \t]*>(?:[ \t]*>)*[ \t]?")
_OPENING = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_TABLE = re.compile(r"[ \t]*<(?:table|tr|td|th|tbody|thead)\b[^<>]*>", re.IGNORECASE)
_RULE = re.compile(r"[ \t]*---[ \t\r]*(?:\n|\Z)")
_FENCE = re.compile(r"[ ]{0,3}```[^`\n]*(?:\n|\Z)")
_FENCED = re.compile(r"^[ ]{0,3}```[ \t\r]*$", re.MULTILINE)
_OPENINGS = (("heading", _HEADING), ("quote", _QUOTE), ("rule", _RULE))
_NUMBERED = re.compile(r"[ \t]*[0-9]+(?:[-.][0-9]+)*\\?[.)]")


def markdown_lines(source: Source) -> Iterator[Line]:
    """Every line that prints something, in order."""
    return iter(mark_contents(source, list(_Reader(source).lines())))


class _Reader:
    """Goes down the text. ``at`` is the code point where the next block begins, ``gap`` the blank lines before it."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.markup = Markup(source.text)
        self.line = (0, -1)
        self.fence = -1
        front = front_matter(source.text)
        self.at = self._end(front.end) + 1 if front else len(source.text) - len(source.text.lstrip("\ufeff"))
        self.gap = 0

    def lines(self) -> Iterator[Line]:
        """All lines."""
        while self.at < len(self.text):
            if _BLANK.match(self.text, self.at):
                self.gap += 1
                self.at = self._end(self.at) + 1
                continue
            for each in self._block():
                yield replace(each, gap=self.gap)
                self.gap = 0

    def _end(self, at: int) -> int:
        """Where the line that holds a code point ends; kept, for one line can hold many blocks."""
        if not self.line[0] <= at <= self.line[1]:
            end = self.text.find("\n", at)
            self.line = (at, len(self.text) if end < 0 else end)
        return self.line[1]

    def _block(self) -> Iterator[Line]:
        """The lines of the block that begins here; moves on behind it."""
        kind = self._kind(self.at)
        if kind == "rule":
            self.at = self._end(self.at) + 1
            return iter(())
        readers = {
            "heading": self._heading,
            "quote": self._quote,
            "table": self._table,
            "pipes": self._pipes,
            "fence": self._fence,
        }
        return readers.get(kind, self._paragraph)()

    def _kind(self, at: int) -> str:
        """What begins at a code point; nothing for a paragraph."""
        if _TABLE.match(self.text, at):
            return "table"
        if at and self.text[at - 1] != "\n":
            return ""
        for kind, opening in _OPENINGS:
            if opening.match(self.text, at):
                return kind
        if _FENCE.match(self.text, at) and self._fence_end(self._end(at)):
            return "fence"
        after = self._end(at) + 1
        drawn = self.text.find("|", at, after) >= 0 and is_rule(self.text, after)
        return "pipes" if drawn else ""

    def _heading(self) -> Iterator[Line]:
        """A heading of one line; ``# `` is the title."""
        start, end = self.at, self._end(self.at)
        self.at = end + 1
        match = _HEADING.match(self.text, start, end)
        inner = self._trimmed(match.end() if match else start, end)
        closing = _CLOSING.search(self.text, inner[0], inner[1])
        (each,) = read_inline(self.markup, [self._trimmed(inner[0], closing.start()) if closing else inner])
        if each.text:
            role = "title" if match and len(match[1]) == 1 else "heading"
            yield Line(each.text, Span(start, end), 0, opens=True, role=role)

    def _quote(self) -> Iterator[Line]:
        """A block quote: its lines one by one. A line without ``>`` goes on with it, as CommonMark has it."""
        held: list[tuple[int, int, int]] = []
        while self.at < len(self.text) and not _BLANK.match(self.text, self.at):
            start, end = self.at, self._end(self.at)
            match = _QUOTE.match(self.text, start, end)
            if match is None and self._kind(start):
                break
            self.at = end + 1
            inner = match.end() if match else start
            if match and _BLANK.match(self.text, inner):
                yield from self._written(held, "quote")
                held = []
                self.gap += 1
            else:
                held.append((start, inner, end))
        yield from self._written(held, "quote")

    def _paragraph(self) -> Iterator[Line]:
        """A paragraph; lines that it was wrapped into stay apart."""
        held: list[tuple[int, int, int]] = []
        while self.at < len(self.text) and not _BLANK.match(self.text, self.at):
            start, end = self.at, self._end(self.at)
            if held and self._kind(start):
                break
            table = _OPENING.search(self.text, start + 1, end)
            self.at = table.start() if table else end + 1
            held.append((start, start, min(self.at, end)))
            if table:
                break
        return self._written(held, "")

    def _fence_end(self, after: int) -> int:
        """Where the fence begins that closes one before it; 0 where there is none, and the first is text."""
        if self.fence < after:
            found = _FENCED.search(self.text, after)
            self.fence = found.start() if found else len(self.text) + 1
        return self.fence if self.fence <= len(self.text) else 0

    def _fence(self) -> Iterator[Line]:
        """A form between fences: its lines as they stand, with no markup in them."""
        stop = self._fence_end(self._end(self.at))
        self.at = self._end(self.at) + 1
        opens = True
        while self.at < stop:
            span = Span(self.at, min(self._end(self.at), stop))
            self.at = self._end(self.at) + 1
            text = squeeze(clean(self.text[span.start : span.end], range(span.start, span.end)))
            if text:
                yield Line(text, span, 0, opens=opens)
            else:
                self.gap += 1
            opens = not text
        self.at = self._end(stop) + 1

    def _written(self, segments: list[tuple[int, int, int]], role: str) -> Iterator[Line]:
        """The lines of a paragraph or quote; of those of a paragraph the first and each numbered one open a new one."""
        first = True
        inside = read_inline(self.markup, [self._cut(inner, end) for _, inner, end in segments])
        for each, (start, _, end) in zip(inside, segments, strict=True):
            if each.text:
                opens = not role and (first or _NUMBERED.match(self.text, start, end) is not None)
                yield Line(each.text, Span(start, end), 0, opens=opens, role=role or ("bold" if each.bold else ""))
                first = False

    def _cut(self, start: int, end: int) -> tuple[int, int]:
        """A line without the spaces around it and without a backslash that only breaks it."""
        start, end = self._trimmed(start, end)
        broken = end > start + 1 and self.text[end - 1] == "\\" and self.text[end - 2] != "\\"
        return start, end - broken

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A piece of the text without the spaces around it."""
        piece = self.text[start:end].rstrip(_SPACE)
        return start + len(piece) - len(piece.lstrip(_SPACE)), start + len(piece)

    def _table(self) -> Iterator[Line]:
        """A table in HTML as one line."""
        opening, _ = self.markup.at(self.text.index("<", self.at))
        if opening is None:
            return self._paragraph()
        grid = read_table(self.markup, opening, blank_ends=True)
        self.at = grid.span.end
        return self._drawn(grid)

    def _pipes(self) -> Iterator[Line]:
        """A table drawn with ``|`` as one line."""
        grid = read_pipes(self.markup, self.at)
        self.at = grid.span.end
        return self._drawn(grid)

    def _drawn(self, grid: Grid) -> Iterator[Line]:
        if _BLANK.match(self.text, self.at):
            self.at = self._end(self.at) + 1
        if text := printed(grid):
            yield Line(text, grid.span, 0, opens=True, role="grid", grid=grid)


def printed(grid: Grid) -> Text:
    """The text of all cells."""
    return gather([slot.text for row in grid.rows for slot in row.slots if slot.first])
