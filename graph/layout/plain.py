"""Text as adilet.zan.kz prints it: one line a paragraph, with or without blank lines between, indented or not.

The lines of the block at the head of an appendix are paragraphs too: they stay apart, with no blank line between them.
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.layout.line import Line
from graph.layout.printed import printed_lines
from graph.source import Source


def plain_lines(source: Source) -> Iterator[Line]:
    """Every line that prints something, in order, each opening a paragraph; the spaces at its ends are left out."""
    for line in printed_lines(source):
        yield replace(line, text=line.text.strip(), opens=True)
