"""Lines and blocks: what stands together, what stands apart, whatever form the text came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.layout.grid import Grid
from graph.layout.text import Text, join
from graph.source import Span

CONTENTS = "contents"
"""The role of what a publisher adds of its own: the list of the parts of a long act, and the way back from a part."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``gap`` counts the blank lines before it.

    In a text taken from a PDF the text keeps the spaces at its ends, for they say how the line goes on; in the other
    forms a line is a whole paragraph, or a line of a block that the markup keeps together.
    """

    text: Text
    span: Span
    """The line with its markup."""
    gap: int
    opens: bool = False
    """Whether the line opens a paragraph."""
    role: str = ""
    """What the markup says: ``title``, ``heading``, ``quote``, ``bold``, ``grid``, ``contents``; mostly nothing.

    ``contents`` is no part of the act: the publisher's list of the parts of a long text, or the way back from a part.
    """
    grid: Grid | None = None
    """The table that stands here; its line has the text of all cells."""

    @property
    def open_ended(self) -> bool:
        """Whether the line says that it goes on: it ends in a space."""
        return self.text.value.endswith(" ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A source as lines. ``form`` is ``printed``, ``markdown``, ``plain`` or ``page``."""

    form: str
    lines: tuple[Line, ...]

    @property
    def act(self) -> "Sheet":
        """Without what a publisher adds for finding one's way: lists of parts, and ways back."""
        return Sheet(self.form, tuple(line for line in self.lines if line.role != CONTENTS))

    @property
    def contents(self) -> tuple[Line, ...]:
        """What a publisher adds for finding one's way."""
        return tuple(line for line in self.lines if line.role == CONTENTS)

    @property
    def wrapped(self) -> bool:
        """Whether a paragraph can be cut into several lines, as a PDF conversion does."""
        return self.form == "printed"

    def ink(self, characters: int) -> bytes:
        """One byte for each of the source's code points: 1 where something is printed, 0 in blanks and markup."""
        found = bytearray(characters)
        for line in self.lines:
            for letter, at in zip(line.text.value, line.text.offsets, strict=True):
                found[at] = letter != " "
        return bytes(found)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with no blank line and no new paragraph between them."""

    lines: tuple[Line, ...]

    @property
    def gap(self) -> int:
        """Blank lines before the block."""
        return self.lines[0].gap

    @property
    def opens(self) -> bool:
        """Whether the block is a paragraph of its own."""
        return self.lines[0].opens

    @property
    def role(self) -> str:
        """What the markup says the block is."""
        return self.lines[0].role

    @property
    def grid(self) -> Grid | None:
        """The table that stands here."""
        return self.lines[0].grid

    @property
    def text(self) -> Text:
        """The lines as one."""
        return join([line.text for line in self.lines])

    @property
    def span(self) -> Span:
        """From the first printed character to the last."""
        return printed_span(self.lines)


def printed_span(lines: Sequence[Line]) -> Span:
    """From the first printed character of some lines to the last."""
    return Span(lines[0].text.strip().span().start, lines[-1].text.strip().span().end)


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Lines grouped: a blank line, a new paragraph or another role begins a new block."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or line.opens or not groups or line.role != groups[-1][-1].role:
            groups.append([])
        groups[-1].append(line)
    return tuple(Block(tuple(group)) for group in groups)


def paragraphs(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Blocks of prose: one that was cut by a blank line goes on where its last line ended in a space."""
    whole: list[Block] = []
    for block in blocks(lines):
        if whole and not block.opens and whole[-1].lines[-1].open_ended:
            whole[-1] = Block(whole[-1].lines + block.lines)
        else:
            whole.append(block)
    return tuple(whole)
