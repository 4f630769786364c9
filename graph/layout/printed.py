"""Text taken from a PDF by a converter: every printed line is a line, blank lines and indents are the only layout."""

from collections.abc import Iterator

from graph.layout.line import Line
from graph.layout.text import reading
from graph.source import Source, Span

INDENT = 4
"""Spaces from which a line opens a paragraph."""


def printed_lines(source: Source) -> Iterator[Line]:
    """Every line that prints something, in order."""
    gap = 0
    starts = source.line_starts
    for start, following in zip(starts, (*starts[1:], len(source.text) + 1), strict=True):
        span = Span(start, following - 1)
        text = reading(source, span)
        if text:
            yield Line(text, span, gap, opens=text.value.startswith(" " * INDENT))
        gap = 0 if text else gap + 1
