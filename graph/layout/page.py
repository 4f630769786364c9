"""A saved page of adilet.zan.kz or of a mirror: the text of the act, without what the page has around it.

The page prints the title and the requisites in a block of class ``slogan``, the text in one of the classes
``container_gamma text``; mirrors use ``article`` or nothing. Appendix heads are tables with an empty left cell.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from graph.layout.flow import Flow
from graph.layout.grid import Grid
from graph.layout.ink import gather
from graph.layout.line import Line
from graph.layout.markup import read_table
from graph.layout.tokens import Markup, Token
from graph.source import Source

_BEGINNINGS = "html head meta title link body main article section header div p h1 h2 h3 h4 h5 h6 pre center font span"
_SURROUNDINGS = "head nav header footer form aside noscript button select textarea option label"
_FIRST = frozenset(_BEGINNINGS.split())
_AROUND = frozenset(_SURROUNDINGS.split())
"""Elements that hold no text of the act."""
_FRAME = re.compile(r"</?(?:html|body|head)\b", re.IGNORECASE)
_LOOK = 5000
"""Code points at either end of a text that are searched for the frame of a page."""
_SIDES = (0, 1)
"""Left and right: a table that only places text has two columns."""
_PARAGRAPHS = 3
"""Closed paragraphs from which a text whose beginning is lost is a page all the same."""


def is_page(text: str) -> bool:
    """Whether a text is HTML: it begins with a tag that a page begins with, or has the frame of one."""
    for token in Markup(text).tokens():
        if token.kind != "text":
            if token.name in _FIRST:
                return True
            break
        if text[token.start : token.end].strip("\ufeff \t\r\n"):
            break
    if _FRAME.search(text, 0, _LOOK) or _FRAME.search(text, max(0, len(text) - _LOOK)):
        return True
    return text.count("</p>") >= _PARAGRAPHS and not text.lstrip("\ufeff \t\r\n").startswith(("#", ">", "<a "))


def page_lines(source: Source) -> Iterator[Line]:
    """Every line that prints something of the act, in order."""
    markup = Markup(source.text)
    flow = Flow(source.text)
    end = 0
    for token in _of_the_act(list(markup.tokens())):
        if token.start < end:
            continue
        if token.kind == "open" and token.name == "table":
            yield from flow.close()
            grid = read_table(markup, token, blank_ends=False)
            end = grid.span.end
            yield from _table(markup, token, grid)
        else:
            yield from flow.read(token)
    yield from flow.close()


def _of_the_act(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of the blocks that hold the act; where no block is known, all but what a page has around a text."""
    if any(map(_is_text, tokens)):
        return _inside(tokens, lambda token: _is_text(token) or _has_class(token, "slogan"))
    if any(token.name == "article" for token in tokens):
        return _inside(tokens, lambda token: token.kind == "open" and token.name in ("article", "h1"))
    return _without(tokens)


def _is_text(token: Token) -> bool:
    """Whether a block of the official page holds the text."""
    return _has_class(token, "container_gamma", "text")


def _has_class(token: Token, *names: str) -> bool:
    if token.kind != "open" or "class" not in token.attributes:
        return False
    return set(names) <= set(token.attribute("class").split())


def _inside(tokens: Sequence[Token], chosen: Callable[[Token], bool]) -> Iterator[Token]:
    """The tokens of some elements, each to where it is closed, or to the end."""
    name, depth = "", 0
    for token in tokens:
        if not name and chosen(token):
            name = token.name
        if not name:
            continue
        yield token
        depth += {"open": 1, "close": -1}.get(token.kind, 0) if token.name == name else 0
        name = name if depth else ""


def _without(tokens: Sequence[Token]) -> Iterator[Token]:
    """All tokens but those of elements that a page has around a text. One that is never closed hides nothing."""
    last = {token.name: at for at, token in enumerate(tokens) if token.kind == "close" and token.name in _AROUND}
    hidden, depth = "", 0
    for at, token in enumerate(tokens):
        if not hidden and token.kind == "open" and token.name in _AROUND and last.get(token.name, -1) > at:
            hidden, depth = token.name, 0
        if not hidden:
            yield token
        elif token.name == hidden:
            depth += 1 if token.kind == "open" else -1
            hidden = hidden if depth else ""


def _table(markup: Markup, opening: Token, grid: Grid) -> Iterator[Line]:
    """A table as one line; one that only places text, the head of an appendix or a signature, as its lines."""
    role = _placed(grid)
    if role is None:
        text = gather([slot.text for row in grid.rows for slot in row.slots if slot.first])
        if text:
            yield Line(text, grid.span, 1, opens=True, role="grid", grid=grid)
        return
    flow = Flow(markup.text, role)
    for token in markup.tokens(opening.end):
        if token.start >= grid.span.end:
            break
        yield from flow.read(token)
    yield from flow.close()


def _placed(grid: Grid) -> str | None:
    """The role of a table that only places text: ``quote`` for a head, nothing for a signature; None for others."""
    slots = [slot for row in grid.rows for slot in row.slots]
    if grid.width != len(_SIDES) or any(slot.header or slot.width > 1 or slot.height > 1 for slot in slots):
        return None
    left, right = ([bool(row.slots[side].text) for row in grid.rows] for side in _SIDES)
    if not any(left):
        return "quote"
    return "" if right[-1] and sum(right) == 1 else None
