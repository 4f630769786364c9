"""Which form a text has, and its lines. The form is told from the content, never from a name."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from graph.layout.front import front_matter
from graph.layout.line import Line, Sheet
from graph.layout.markdown import markdown_lines
from graph.layout.page import is_page, page_lines
from graph.layout.plain import plain_lines
from graph.layout.printed import printed_lines
from graph.source import Source

LONG = 160
"""Code points that no printed line of a page has, and a paragraph mostly has."""
ROOM = 3
"""Wrapped lines that one long line outweighs: two lines of a page that were run together are long as well."""
LEAST = 5
"""Lines from which a text without any wrapped line is plain."""
RARE = 10
"""Lines for each that seems wrapped: the header of an appendix is printed in short lines in a plain text too."""

_MARKED = re.compile(
    r"^[ ]{0,3}(?:#{1,6} \S|<a id=|</?(?:table|tr|td|th)\b|\*\*.+\*\*[ \t]*$|\|.*\|[ \t]*$)"
    r"|^[ \t]*> ?\S|^[^\w\n]{0,4}\[[^\[\]\n]{0,200}\]\(\.\./|\\[*_.)\[\]]",
    re.MULTILINE,
)
"""What only Markdown has."""

FORMS: Mapping[str, Callable[[Source], Iterator[Line]]] = MappingProxyType(
    {"printed": printed_lines, "markdown": markdown_lines, "plain": plain_lines, "page": page_lines}
)
"""The reader of each form."""


def lay_out(source: Source) -> Sheet:
    """The lines of a source, read in the form that its content shows."""
    form = form_of(source.text)
    return Sheet(form, tuple(FORMS[form](source)))


def form_of(text: str) -> str:
    """``page``, ``markdown``, ``plain`` or ``printed``.

    Text of a page that was printed is known by its wrapped lines; damage to some of them, or a mark in one of them,
    changes nothing. What shows nothing of any form is read as printed, for that form asks least of a text.
    """
    if is_page(text):
        return "page"
    lines = text.split("\n")
    wrapped = sum(map(_goes_on, lines, lines[1:]))
    marked = sum(1 for _ in _MARKED.finditer(text))
    if marked > wrapped or front_matter(text) is not None:
        return "markdown"
    return "plain" if _is_plain(lines, wrapped) else "printed"


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is wrapped: it ends in a space, as a PDF leaves it, or the next one goes on in small letters."""
    if not line.strip() or not following.strip():
        return False
    return line.endswith(" ") or (following[0].islower() and line[-1] not in ".;:")


def _is_plain(lines: Sequence[str], wrapped: int) -> bool:
    """Whether a line is a paragraph: lines are longer than those of a page, or none of several is wrapped."""
    long = sum(1 for line in lines if len(line) > LONG)
    if long:
        return long * ROOM > wrapped
    return sum(1 for line in lines if line.strip()) >= max(LEAST, wrapped * RARE)
