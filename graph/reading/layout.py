"""Lines into blocks: what stands together, what stands apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.reading.text import Text, join, reading
from graph.source import Source, Span

INDENT = 4
"""Spaces from which a line opens a paragraph in texts taken from a PDF."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``gap`` counts the blank lines before it; its text keeps the spaces at its ends."""

    text: Text
    span: Span
    gap: int

    @property
    def indented(self) -> bool:
        """Whether the line opens a paragraph."""
        return self.text.value.startswith(" " * INDENT)

    @property
    def open_ended(self) -> bool:
        """Whether the line says that it goes on: it ends in a space."""
        return self.text.value.endswith(" ")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with no blank line and no new paragraph between them."""

    lines: tuple[Line, ...]

    @property
    def gap(self) -> int:
        """Blank lines before the block."""
        return self.lines[0].gap

    @property
    def indented(self) -> bool:
        """Whether the block is a paragraph of its own."""
        return self.lines[0].indented

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


def printed_lines(source: Source) -> Iterator[Line]:
    """Every line that prints something, in order."""
    gap = 0
    starts = source.line_starts
    for start, following in zip(starts, (*starts[1:], len(source.text) + 1), strict=True):
        span = Span(start, following - 1)
        text = reading(source, span)
        if text:
            yield Line(text, span, gap)
        gap = 0 if text else gap + 1


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Lines grouped: a blank line or an indent begins a new block."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or line.indented or not groups:
            groups.append([])
        groups[-1].append(line)
    return tuple(Block(tuple(group)) for group in groups)


def paragraphs(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Blocks of prose: one that was cut by a blank line goes on where its last line ended in a space."""
    whole: list[Block] = []
    for block in blocks(lines):
        if whole and not block.indented and whole[-1].lines[-1].open_ended:
            whole[-1] = Block(whole[-1].lines + block.lines)
        else:
            whole.append(block)
    return tuple(whole)
