"""Tables as one workbook, for people: a sheet for each table, behind one that says what this is.

Text is text: a code keeps its zeros, and what begins like a formula is never one. A number is a number only where the
fifteen digits of a spreadsheet hold it exactly.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from graph.export.csvs import NOTE, joined
from graph.export.export import Export
from graph.export.table import SEPARATOR, Cell, Column, Table
from graph.export.tables import TABLES
from graph.rdf.description import LICENCE, TITLE

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A day for the properties of the file, which must have one; it says nothing."""

_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
_LONGEST = 32_767
"""Characters that a cell holds."""
_DIGITS = 15
"""Digits that a number of a spreadsheet holds exactly."""
_NARROW, _WIDEST = 14, 60
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a formula may begin with."""


def write_xlsx(export: Export) -> bytes:
    """The workbook. The same rows give the same bytes. Raises ExportError."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": _TITLE, "comments": NOTE, "created": _NO_CLOCK})
    styles = _Styles(book)
    sheets = [(name, table, rows) for table in TABLES.values() for name, rows in _parts(table, export)]
    _write_front(book.add_worksheet("about"), styles, export, sheets)
    for name, table, rows in sheets:
        _write_sheet(book.add_worksheet(name), styles, table, rows)
    book.close()
    return stream.getvalue()


_TITLE = f"Qamtu: {TITLE[0].lower()}{TITLE[1:]}"

_Rows = Sequence[tuple[Cell, ...]]


class _Styles:
    """How cells look, and how they are kept: ``text`` is text whatever it holds, ``quoted`` also when edited."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        top = {"valign": "top"}
        self.text = book.add_format({**top, "num_format": "@"})
        self.quoted = book.add_format({**top, "num_format": "@", "quote_prefix": True})
        self.wrapped = book.add_format({**top, "num_format": "@", "text_wrap": True})
        self.date = book.add_format({**top, "num_format": "yyyy-mm-dd"})
        self.amount = book.add_format({**top, "num_format": "#,##0.00####"})
        self.plain = book.add_format(top)
        self.header = book.add_format({**top, "num_format": "@", "bold": True, "bottom": 1, "text_wrap": True})


def _parts(table: Table, export: Export) -> Iterator[tuple[str, _Rows]]:
    """The rows of a table in as many sheets as they need, with the names of the sheets."""
    rows = list(table.rows(export))
    for number, start in enumerate(range(0, max(len(rows), 1), _ROWS), 1):
        yield (table.name if number == 1 else f"{table.name}_{number}"), rows[start : start + _ROWS]


def _write_front(sheet: Any, styles: _Styles, export: Export, sheets: Sequence[tuple[str, Table, _Rows]]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """What this is, for whoever opens the file without having been told."""
    facts = (
        _TITLE,
        "UNOFFICIAL. " + NOTE,
        "Бейресми: актілердің өзі ғана заңды күшке ие. Неофициально: юридическую силу имеют только сами акты.",
        f"Data version: {export.graph.data_version}",
        f"Licence: CC0 1.0, {LICENCE}",
        f"Base of the IRIs: {export.base}",
        f"Values of one cell stand with {SEPARATOR} between. A cell that ends in … was longer than a sheet allows.",
    )
    sheet.set_column(0, 0, 100)
    sheet.set_column(1, 1, 10)
    for place, fact in enumerate(facts):
        sheet.write_string(place, 0, fact, styles.wrapped)
    for place, (name, table, rows) in enumerate(sheets, len(facts) + 1):
        sheet.write_string(place, 0, f"{name}: {' / '.join(table.titles.values())}", styles.text)
        sheet.write_number(place, 1, len(rows))


def _write_sheet(sheet: Any, styles: _Styles, table: Table, rows: _Rows) -> None:  # noqa: ANN401
    """A header with the names of the columns, frozen, with filters; a line for each row."""
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, styles.header)
        sheet.set_column(place, place, _width(column, [row[place] for row in rows[:200]]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _write_cell(sheet, styles, line, place, cell)


def _write_cell(sheet: Any, styles: _Styles, line: int, place: int, cell: Cell) -> None:  # noqa: ANN401
    match cell:
        case None | ():
            pass
        case bool():
            sheet.write_boolean(line, place, cell, styles.plain)
        case date():
            sheet.write_datetime(line, place, cell, styles.date)
        case int() if abs(cell) < 10**_DIGITS:
            sheet.write_number(line, place, cell, styles.plain)
        case Decimal() if len(cell.as_tuple().digits) <= _DIGITS:
            sheet.write_number(line, place, cell, styles.amount)
        case _:
            text = joined(cell)
            sheet.write_string(line, place, _cut(text), styles.quoted if text.startswith(_RISKY) else styles.text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Wide enough for the name and for most cells, in characters; an IRI shows its beginning."""
    if column.datatype == "iri":
        return _NARROW
    return min(max(len(column.name), *(len(joined(cell)) for cell in cells), 8) + 2, _WIDEST)
