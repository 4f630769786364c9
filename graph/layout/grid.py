"""A table that the text itself draws as a grid: rows of cells, spans resolved."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.layout.text import Text
from graph.source import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one column of one row. A cell that spans columns or rows stands in every slot that it covers.

    ``first`` is True in the slot in which the cell begins: its leftmost column in its topmost row.
    """

    text: Text
    first: bool
    width: int
    """Columns that the cell covers."""
    height: int
    """Rows that the cell covers."""
    header: bool
    """Whether the text marks the cell as a heading (``th``)."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: a slot for every column of the grid, and the span of the row with its markup."""

    slots: tuple[Slot, ...]
    span: Span

    @property
    def whole(self) -> Text | None:
        """The text of the one cell that covers the whole row; None where there are several."""
        first = self.slots[0]
        return first.text if first.first and first.width == len(self.slots) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table. Every row has ``width`` slots; ``faults`` are damage that the markup shows, in English."""

    rows: tuple[GridRow, ...]
    span: Span
    faults: Sequence[tuple[str, Span]] = ()
    cut: bool = False
    """Whether the text ends before the table does: what stands after its last row is not known."""

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.rows[0].slots) if self.rows else 0
