"""Tables written in HTML, as grids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.layout.grid import Grid
from graph.layout.ink import LOWERED, RAISED, Ink
from graph.layout.spans import Cell, Row, resolve
from graph.layout.tokens import INLINE, Markup, Token
from graph.source import Span

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_DIGITS = re.compile(r"\s*([0-9]{1,9})")
_CELLS = frozenset({"td", "th", "caption"})
_INSIDE = frozenset({"tbody", "thead", "tfoot", "colgroup", "col"})


@dataclass(slots=True)
class _Table:
    """A table while it is read."""

    text: str
    start: int
    end: int
    blank_ends: bool
    rows: list[Row] = field(default_factory=list)
    faults: list[tuple[str, Span]] = field(default_factory=list)
    row: Row | None = None
    cell: Cell | None = None
    ink: Ink = field(default_factory=Ink)
    depth: int = 0
    cut: bool = False
    raised: list[dict[int, int]] = field(default_factory=list)

    def read(self, stream: Iterator[Token]) -> None:
        """Read tokens to the end of the table; ``end`` is then where it ends."""
        for token in stream:
            if token.name == "table" and token.kind == "close" and not self.depth:
                self.end = token.end
                return
            if not (self._print(token) if token.kind == "text" else self._tag(token)):
                self._fault("the table is not closed", self.start, self.end)
                return
            self.end = token.end
        self.cut = True

    def finish(self) -> Grid:
        """The grid, its spans resolved."""
        self._close_row(self.end)
        return replace(resolve(self.rows, self.faults, Span(self.start, self.end)), cut=self.cut)

    def _fault(self, message: str, start: int, end: int) -> None:
        self.faults.append((message, Span(start, end)))

    def _print(self, token: Token) -> bool:
        """Text of a cell; False where the text shows that the table has ended before it."""
        piece = self.text[token.start : token.end]
        if piece.isspace():
            self.ink.write(piece, token.start)
            return True
        if self.blank_ends and (blank := _BLANK_LINE.search(piece)) and piece[blank.end() :].strip():
            if piece[: blank.start()].strip():
                self._print(Token("text", "", token.start, token.start + blank.start()))
            self.end = token.start + blank.start()
            return False
        if self.cell is None:
            self._fault("text outside every cell", token.start, token.end)
            self._open_cell(Token("open", "td", token.start, token.start))
        self.ink.write_text(piece, token.start, self.raised[-1] if self.raised else None)
        return True

    def _tag(self, token: Token) -> bool:
        """A tag; False where it shows that the table has ended before it."""
        name, opens = token.name, token.kind == "open"
        if name == "table" or self.depth:
            if self.row is None:
                return False
            self._nested(token)
        elif name in _CELLS:
            self._close_cell(token.start)
            if opens:
                self._open_cell(token)
        elif name == "tr":
            self._close_row(token.end if not opens else token.start)
            if opens:
                self.row = Row([], token.start, token.end)
        elif name not in _INSIDE:
            return self._format(token)
        return True

    def _nested(self, token: Token) -> None:
        """A table inside a cell: its text stays in the cell."""
        if token.name == "table":
            if token.kind == "open" and not self.depth:
                self._fault("a table inside a table", token.start, token.end)
                if self.cell is None:
                    self._open_cell(Token("open", "td", token.start, token.start))
            self.depth += 1 if token.kind == "open" else -1
        self._format(token)

    def _format(self, token: Token) -> bool:
        """Markup inside a cell: ``sup`` and ``sub`` raise and lower, blocks part words."""
        if token.name in ("sup", "sub"):
            if token.kind == "open":
                self.raised.append(RAISED if token.name == "sup" else LOWERED)
            elif self.raised:
                self.raised.pop()
        elif token.name not in INLINE:
            if self.cell is None and self.row is None:
                return False
            self.ink.write_at(" ", token.start)
        return True

    def _open_cell(self, token: Token) -> None:
        if self.row is None:
            if token.name != "caption" and token.end > token.start:
                self._fault("a cell outside every row", token.start, token.end)
            self.row = Row([], token.start, token.end)
        width = None if token.name == "caption" else _span(token, "colspan")
        self.cell = Cell(token.start, width, _span(token, "rowspan"), header=token.name != "td")
        self.ink = Ink()

    def _close_cell(self, at: int) -> None:
        if self.cell is not None and self.row is not None:
            self.cell.text, self.cell.end = self.ink.text(), at
            self.row.cells.append(self.cell)
        self.cell, self.ink, self.raised = None, Ink(), []

    def _close_row(self, end: int) -> None:
        self._close_cell(end)
        if self.row is not None:
            self.row.end = end
            if self.row.cells:
                self.rows.append(self.row)
        self.row = None


def read_table(markup: Markup, opening: Token, *, blank_ends: bool) -> Grid:
    """The grid that begins with a ``<table>``, or with a row that has lost it; its span ends where the table does.

    ``blank_ends``: whether a blank line with text after it ends the table, as it does in Markdown.
    """
    table = _Table(markup.text, opening.start, opening.end, blank_ends)
    if opening.name != "table":
        table.faults.append(("a row outside every table", Span(opening.start, opening.end)))
    table.read(markup.tokens(opening.end if opening.name == "table" else opening.start))
    return table.finish()


def _span(token: Token, name: str) -> int:
    """Columns or rows that a cell covers; 0 rows are all that follow."""
    match = _DIGITS.match(token.attribute(name)) if name in token.attributes.lower() else None
    return int(match[1]) if match else 1
