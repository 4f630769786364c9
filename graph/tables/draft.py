"""A row of a table while its lines are gathered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.layout.line import Block, Line
from graph.layout.text import Text
from graph.reading.marks import is_balanced
from graph.source import Source, Span

PAGE_BREAK = 3
"""Blank lines from which a gap is a page break."""
LONGEST_NAME = 60
"""Lines after which a name is taken to have ended, whatever bracket is open."""


@dataclass(slots=True)
class Draft:
    """A row while it is being gathered. ``name`` holds its lines, ``lines`` everything that it prints."""

    number: Text
    code: Text
    lines: list[Line] = field(default_factory=list)
    name: list[Line] = field(default_factory=list)
    amounts: list[Line] = field(default_factory=list)
    heading: Block | None = None
    """The heading directly above, where there is one."""
    page_break: bool = False
    """Whether a page break cuts the name."""
    closed: bool = False
    """Whether text that is no part of the row stands below it."""

    @property
    def open_ended(self) -> bool:
        """Whether the name goes on: none yet, a bracket open, or a space at its end."""
        if self.closed or len(self.name) > LONGEST_NAME:
            return False
        text = " ".join(line.text.value for line in self.name)
        return not has_letters(text) or self.name[-1].open_ended or not is_balanced(text)


def has_letters(text: str) -> bool:
    """Whether a text can be a name."""
    return any(letter.isalpha() for letter in text)


def successor(number: str) -> str:
    """The number of the row that follows: 8 after 7, 1494-2 after 1494-1."""
    base, dash, suffix = number.partition("-")
    return f"{base}-{int(suffix) + 1}" if dash else str(int(base) + 1)


def pieces_of(lines: Sequence[Line], source: Source) -> list[Span]:
    """The spans of some lines: parted where a page break cuts them, or where other text stands between."""
    spans: list[Span] = []
    for line in lines:
        span = line.text.strip().span()
        if spans and line.gap < PAGE_BREAK and not source.text[spans[-1].end : span.start].strip():
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans
