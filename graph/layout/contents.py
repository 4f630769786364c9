"""What the git corpus adds to a text of its own: the list of the parts of a long act, and the way back from a part."""

import re
from dataclasses import replace

from graph.layout.line import CONTENTS, Line
from graph.source import Source

_PARTS = re.compile(r"\]\([a-z]+/[A-Za-z0-9_-]+\.md\)")
_WAY_BACK = re.compile(r"\W*\[[^\]]*\]\(\.\./[a-z]+\.md\)\s*")
_TOO_LONG = "`!`"
"""Marks a part that is too long for the site; a paragraph below the list explains the mark."""


def mark_contents(source: Source, lines: list[Line]) -> list[Line]:
    """The lines with those marked that the corpus adds: a list of parts back to its heading, and the way back."""
    marked, heading = list(lines), None
    for at, line in enumerate(lines):
        if line.role in ("title", "heading"):
            heading = at
        elif line.role == "grid" and _lists_parts(source, line):
            last = at + 1
            while last < len(lines) and _TOO_LONG in lines[last].text.value:
                last += 1
            first = at if heading is None else heading
            marked[first:last] = [replace(each, role=CONTENTS) for each in lines[first:last]]
            heading = None
        elif not line.role and _WAY_BACK.fullmatch(source.quote(line.span)[:300]):
            marked[at] = replace(line, role=CONTENTS)
    return marked


def _lists_parts(source: Source, line: Line) -> bool:
    """Whether a drawn table has links to parts."""
    return source.text[line.span.start] == "|" and _PARTS.search(source.quote(line.span)) is not None
