"""Paragraphs of an act as they stand, with displaced words put back, and lines that are quoted as a block."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.grammar import Grammar
from graph.layout.line import Block, Line, paragraphs, printed_span
from graph.layout.text import Text, join
from graph.reading.displaced import restore
from graph.source import Span

CLOSING_QUOTE = re.compile(r'["»“”] ?[.;]?')
OPENING_QUOTE = re.compile(r'["«„“]')


@dataclass(frozen=True)
class Passage:
    """A paragraph, or quoted lines: the lines as they stand, and the same with displaced words put back."""

    kind: str
    lines: tuple[Line, ...]
    restored: tuple[Text, ...]

    @cached_property
    def text(self) -> Text:
        """The whole passage as one line."""
        return join(self.restored)

    @cached_property
    def span(self) -> Span:
        """From the first printed character to the last."""
        return printed_span(self.lines)

    @property
    def role(self) -> str:
        """What the markup says the passage is."""
        return self.lines[0].role

    @property
    def moved(self) -> Iterator[Line]:
        """Lines in which displaced words were put back."""
        return (line for line, now in zip(self.lines, self.restored, strict=True) if _dedent(line.text) != now)

    @property
    def open_ended(self) -> bool:
        """Whether the last line says that the text goes on."""
        return self.lines[-1].open_ended

    @property
    def framed(self) -> bool:
        """Whether the quotation mark that opens stands in a line of its own."""
        return OPENING_QUOTE.fullmatch(self.lines[0].text.value.strip()) is not None

    @property
    def marks(self) -> tuple[Line, ...]:
        """Of quoted lines, those that print the quotation marks around them and nothing else."""
        if not self.framed:
            return ()
        last = self.lines[-1]
        closed = len(self.lines) > 1 and CLOSING_QUOTE.fullmatch(last.text.value.strip())
        return (self.lines[0], last) if closed else (self.lines[0],)

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """Some of the lines as a passage of their own."""
        return Passage(self.kind, self.lines[start:end], self.restored[start:end])


def passages(lines: Sequence[Line], grammar: Grammar, *, wrapped: bool) -> Iterator[Passage]:
    """Paragraphs in order. Lines between quotation marks that stand alone (a table of new rows) are one passage.

    A quotation that is never closed ends where the next paragraph of the act opens. Words are displaced only where
    a conversion wrapped the lines.
    """
    at = 0
    while at < len(lines):
        quoting = OPENING_QUOTE.fullmatch(lines[at].text.value.strip()) is not None
        end = _quotation_end(lines, at, grammar) if quoting else _prose_end(lines, at)
        yield from [_quotation(lines[at:end])] if quoting else _prose(lines[at:end], grammar if wrapped else None)
        at = end


def one_passage(lines: Sequence[Line]) -> Passage:
    """Some lines as one paragraph."""
    return Passage("paragraph", tuple(lines), tuple(_dedent(line.text) for line in lines))


def _quotation_end(lines: Sequence[Line], start: int, grammar: Grammar) -> int:
    for at in range(start + 1, len(lines)):
        if CLOSING_QUOTE.fullmatch(lines[at].text.value.strip()):
            return at + 1
        if opens_paragraph(lines[at], grammar):
            return at
    return len(lines)


def _prose_end(lines: Sequence[Line], start: int) -> int:
    quotes = (at for at in range(start, len(lines)) if OPENING_QUOTE.fullmatch(lines[at].text.value.strip()))
    return next(quotes, len(lines))


def opens_paragraph(line: Line, grammar: Grammar) -> bool:
    """Whether a line begins a point or a subpoint."""
    return line.opens and grammar.first("opening", line.text.value.strip()) is not None


def _quotation(lines: Sequence[Line]) -> Passage:
    return Passage("quoted", tuple(lines), tuple(_dedent(line.text) for line in lines))


def _prose(lines: Sequence[Line], grammar: Grammar | None) -> Iterator[Passage]:
    """Paragraphs; ``grammar`` is given where a conversion may have displaced words."""
    word = grammar.link_word if grammar else None
    return (_paragraph(block, word) for block in paragraphs(lines))


def _paragraph(block: Block, link_word: re.Pattern[str] | None) -> Passage:
    texts = tuple(_dedent(line.text) for line in block.lines)
    kind = "quoted" if block.grid else "paragraph"
    return Passage(kind, block.lines, tuple(restore(text, link_word) for text in texts) if link_word else texts)


def _dedent(text: Text) -> Text:
    """Without the indent of a paragraph; one space alone may be the gap of a displaced word."""
    stripped = len(text.value) - len(text.value.lstrip())
    return text[stripped:] if stripped > 1 else text
