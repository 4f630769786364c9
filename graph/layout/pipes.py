"""Tables that Markdown draws with vertical bars."""

import re
from itertools import pairwise

from graph.layout.grid import Grid
from graph.layout.inline import read_inline
from graph.layout.spans import Cell, Row, resolve
from graph.layout.tokens import Markup
from graph.source import Span

_RULE = re.compile(r"[|\-: \t\r]+(?=\n|\Z)")
_BAR = re.compile(r"(?<!\\)\|")


def is_rule(text: str, at: int) -> bool:
    """Whether the line that begins here is the rule under the heading of a table: ``|---|:--|``."""
    match = _RULE.match(text, at)
    return match is not None and "-" in match[0] and "|" in match[0]


def read_pipes(markup: Markup, start: int) -> Grid:
    """The table that begins at a code point: heading, rule, and every line after it with a bar in it."""
    rows: list[Row] = []
    at, end, text = start, start, markup.text
    while at < len(text):
        after = text.find("\n", at)
        after = len(text) if after < 0 else after
        if "|" not in text[at:after]:
            break
        end = after
        if not is_rule(text, at):
            rows.append(_row(markup, at, after, header=not rows))
        at = after + 1
    return resolve(rows, (), Span(start, end))


def _row(markup: Markup, start: int, end: int, *, header: bool) -> Row:
    """One line as cells. A bar at either end of the line parts nothing."""
    text = markup.text
    while start < end and text[end - 1].isspace():
        end -= 1
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    edges = [start - 1, *bars, end]
    pieces = [(before + 1, after) for before, after in pairwise(edges)]
    if not text[slice(*pieces[0])].strip():
        pieces = pieces[1:]
    if bars and bars[-1] == end - 1:
        pieces = pieces[:-1]
    return Row([_cell(markup, *piece, header=header) for piece in pieces], start, end)


def _cell(markup: Markup, start: int, end: int, *, header: bool) -> Cell:
    (inside,) = read_inline(markup, [(start, end)])
    return Cell(start, 1, 1, header=header, end=end, text=inside.text)
