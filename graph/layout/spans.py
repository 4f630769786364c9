"""Cells that span rows and columns, spread over a grid of equal rows (HTML, section 4.9.12, forming a table)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from graph.layout.grid import Grid, GridRow, Slot
from graph.layout.ink import gather
from graph.layout.text import EMPTY, Text
from graph.source import Span

WIDEST = 64
"""Columns of a grid. The widest table of an order has some thirty; what stands further right is kept in the last."""
MOST_FAULTS = 100
"""Faults that are told one by one."""

_PADDING = Slot(EMPTY, first=True, width=1, height=1, header=False)


@dataclass(slots=True)
class Cell:
    """A cell as the markup has it. ``width`` None is the whole row, ``height`` 0 all rows that follow."""

    start: int
    width: int | None
    height: int
    header: bool
    end: int = 0
    text: Text = EMPTY


@dataclass(slots=True)
class Row:
    """A row as the markup has it."""

    cells: list[Cell]
    start: int
    end: int


@dataclass(slots=True)
class _Spread:
    """Rows while they are spread: what hangs down from the rows above, column by column."""

    count: int
    faults: list[tuple[str, Span]]
    width: int = 0
    hanging: dict[int, tuple[int, Slot]] = field(default_factory=dict)

    def row(self, number: int, row: Row) -> list[Slot]:
        """The slots of a row, without the padding at its end."""
        slots: list[Slot | None] = [None] * WIDEST
        for hung in tuple(self.hanging):
            slots[hung] = self._hung(hung)
        column, beyond = 0, []
        for cell in row.cells:
            while column < WIDEST and slots[column] is not None:
                column += 1
            if column >= WIDEST:
                beyond.append(cell.text)
                continue
            width = self._place(slots, column, cell, self.count - number)
            column += width
        if beyond:
            self.faults.append((f"more than {WIDEST} columns", Span(row.start, row.end)))
            slots[-1] = _with_text(slots[-1] or _PADDING, beyond)
        while slots and slots[-1] is None:
            slots.pop()
        self.width = max(self.width, len(slots))
        if None in slots:
            self.faults.append(("a row with an empty place", Span(row.start, row.end)))
        return [slot or _PADDING for slot in slots]

    def _hung(self, column: int) -> Slot:
        """The cell that hangs down into a column of this row."""
        rows, slot = self.hanging.pop(column)
        if rows > 1:
            self.hanging[column] = (rows - 1, slot)
        return slot

    def _place(self, slots: list[Slot | None], column: int, cell: Cell, rows: int) -> int:
        """Put a cell into the row and hang it down; the columns that it took."""
        width = max(cell.width or 1, 1)
        if width > 1:
            width = min(width, next((at for at in range(column, WIDEST) if slots[at] is not None), WIDEST) - column)
        height = min(cell.height, rows) or rows
        if cell.width is not None and width < cell.width:
            self._cut(f"a cell that spans {cell.width} columns", cell)
        if height < cell.height:
            self._cut(f"a cell that spans {cell.height} rows where {rows} are left", cell)
        for at in range(column, column + width):
            first = at == column
            slots[at] = Slot(cell.text, first, width, height, cell.header)
            if height > 1:
                self.hanging[at] = (
                    height - 1,
                    Slot(cell.text, first=False, width=width, height=height, header=cell.header),
                )
        return width

    def _cut(self, message: str, cell: Cell) -> None:
        self.faults.append((message, Span(cell.start, cell.end)))


def resolve(rows: Sequence[Row], faults: Sequence[tuple[str, Span]], span: Span) -> Grid:
    """The grid of some rows: each with a slot for every column, short ones padded."""
    told = list(faults)
    _tame(rows, told)
    spread = _Spread(len(rows), told)
    slots = [spread.row(number, row) for number, row in enumerate(rows)]
    padded = tuple(_padded(each, row, spread.width, told) for each, row in zip(slots, rows, strict=True))
    return Grid(padded, span, tuple(_few(sorted(told, key=itemgetter(1)), span)))


def _tame(rows: Sequence[Row], faults: list[tuple[str, Span]]) -> None:
    """Cut column spans that no table has to the width that the other cells give it."""
    wild = [cell for row in rows for cell in row.cells if (cell.width or 1) > WIDEST]
    if not wild:
        return
    tame = (sum(cell.width or 1 for cell in row.cells if (cell.width or 1) <= WIDEST) for row in rows)
    wide = min(max(tame, default=1), WIDEST)
    for cell in wild:
        faults.append((f"a cell that spans {cell.width} columns", Span(cell.start, cell.end)))
        cell.width = max(wide, 1)


def _padded(slots: list[Slot], row: Row, width: int, faults: list[tuple[str, Span]]) -> GridRow:
    missing = width - len(slots)
    span = Span(row.start, row.end)
    if missing and len(row.cells) == 1 and row.cells[0].width is None:
        whole = Slot(row.cells[0].text, first=True, width=width, height=1, header=True)
        return GridRow((whole, *(Slot(whole.text, first=False, width=width, height=1, header=True),) * missing), span)
    if missing:
        faults.append((f"a row of {len(slots)} columns in a table of {width}", span))
    return GridRow((*slots, *(_PADDING,) * missing), span)


def _with_text(slot: Slot, more: list[Text]) -> Slot:
    return Slot(gather([slot.text, *more]), slot.first, slot.width, slot.height, slot.header)


def _few(faults: list[tuple[str, Span]], span: Span) -> Iterator[tuple[str, Span]]:
    yield from faults[:MOST_FAULTS]
    if len(faults) > MOST_FAULTS:
        yield f"{len(faults) - MOST_FAULTS} more faults", span
