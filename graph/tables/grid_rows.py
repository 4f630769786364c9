"""Rows of a drawn table sorted: headings over rows, codes of groups, and rows proper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.layout.grid import GridRow, Slot
from graph.layout.text import EMPTY, Text, squeeze
from graph.reading.lexicon import Lexicon
from graph.source import Span
from graph.tables.columns import Head
from graph.tables.heading import PrintedCell, printed_cells, whole_text
from graph.tables.numbering import read_number
from graph.tables.printed_code import PrintedCode, read_cell

AMOUNTS = ("price", "coefficient", "coefficient-home", "coefficient-remote")
"""Roles of columns that hold amounts."""
_BLANK = Slot(EMPTY, first=True, width=1, height=1, header=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a grid that prints something."""

    slots: tuple[Slot, ...]
    cells: tuple[PrintedCell, ...]
    """The cells that print something, each once, from left to right."""
    heading: Text | None
    """The words of a row that stands above others."""
    number: str | None
    code: PrintedCode | None
    """What the cell of the code prints, of a row or of a group; None where it is empty."""
    total: bool = False
    """Whether the row sums up others."""
    merged: bool = False
    """Whether one cell stands for code and name: a remark, such as that the row was excluded."""

    @property
    def span(self) -> Span:
        """From the first printed character of the cells that begin in this row to the last."""
        own = [cell.span for cell in self.cells if cell.slot.first] or [self.cells[0].span]
        return Span(min(each.start for each in own), max(each.end for each in own))

    def text(self, place: int | None) -> Text | None:
        """What a column prints; None where there is no such column or nothing in it."""
        if place is None or not self.slots[place].text:
            return None
        return squeeze(self.slots[place].text)


def sort_rows(head: Head, lexicon: Lexicon) -> Iterator[Entry]:
    """Every row that prints something, in the order of the text."""
    tall: set[Span] = set()
    for row in (*head.above, *head.body):
        own = _without_headings(row, tall)
        cells = tuple(printed_cells(own))
        if cells:
            entry = _entry(own, cells, head, lexicon)
            if entry.heading is None:
                tall.update(cell.span for cell in cells if cell.slot.height > 1)
            yield entry


def _without_headings(row: GridRow, tall: set[Span]) -> GridRow:
    """A row without the cells that reach down into it from a heading. ``tall``: the cells over several rows of rows."""
    if all(slot.first or slot.height == 1 for slot in row.slots):
        return row
    known = tall | {squeeze(slot.text).span() for slot in row.slots if slot.first and slot.text}
    kept = (slot if not slot.text or squeeze(slot.text).span() in known else _BLANK for slot in row.slots)
    return replace(row, slots=tuple(kept))


def _entry(row: GridRow, cells: tuple[PrintedCell, ...], head: Head, lexicon: Lexicon) -> Entry:
    if whole_text(row) is not None:
        return Entry(row.slots, cells, cells[0].text, None, None)
    number, numbered = _number(row, head)
    code = _code(row, head, lexicon)
    if not numbered and head.place("number") is not None:
        if len(cells) == 1:
            return Entry(row.slots, cells, cells[0].text, None, None)
        if code is not None and code.may_head and _names_group(row, cells, head):
            words = cells[0].text + Text(" ", (cells[0].span.end,)) + cells[1].text
            return Entry(row.slots, cells, words, None, code)
    total = any(lexicon.grammar.first("total-row", cell.text.value) for cell in cells[:2])
    merged = _is_merged(row, head)
    return Entry(row.slots, cells, None, number, None if merged else code, total=total, merged=merged)


def _number(row: GridRow, head: Head) -> tuple[str | None, bool]:
    """The number of a row, and whether its cell prints anything."""
    place = head.place("number")
    if place is None or not row.slots[place].text:
        return None, False
    return read_number(squeeze(row.slots[place].text).value), True


def _code(row: GridRow, head: Head, lexicon: Lexicon) -> PrintedCode | None:
    place = head.place("code")
    if place is None or not row.slots[place].text:
        return None
    return read_cell(squeeze(row.slots[place].text).value, lexicon.codes, head.columns[place].systems)


def _is_merged(row: GridRow, head: Head) -> bool:
    """Whether one cell covers the columns of code and name."""
    code, name = head.place("code"), head.place("name")
    if code is None or name is None or not row.slots[code].text or not row.slots[name].text:
        return False
    return row.slots[code].text.strip().span() == row.slots[name].text.strip().span()


def _names_group(row: GridRow, cells: tuple[PrintedCell, ...], head: Head) -> bool:
    """Whether a row without a number has a code, a name and no amount, in a table of prices."""
    amounts = head.places(*AMOUNTS)
    code, name = head.place("code"), head.place("name")
    if not amounts or code is None or name is None or any(row.slots[at].text for at in amounts):
        return False
    return [cell.place for cell in cells] == sorted((code, name))
