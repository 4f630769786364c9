"""What may be wrong with a drawn table as a whole: its heading row, headings, sections, codes that stand twice."""

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from graph.act import Row, Section
from graph.codes import NATIONAL, TARIFF
from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Span
from graph.tables.columns import Head
from graph.tables.grid_rows import AMOUNTS, Entry
from graph.tables.grid_scope import any_speaks
from graph.tables.heading import printed_cells


class Standing(Enum):
    """Where a table stands, and so what it must print by itself."""

    APPENDIX = "a table of an appendix: it has a heading row, and begins with row 1"
    POINT = "a table in a point"
    INSERTED = "new rows for a table of another act"
    SLICE = "a table with nothing above it, cut out of a longer text"


def check_heading_row(head: Head, entries: Sequence[Entry], standing: Standing, report: Report) -> None:
    """A table of an appendix has a heading row: without it columns, unit and currency are a guess by the cells."""
    rows = [entry for entry in entries if entry.heading is None]
    if head.rows or not rows or len(head.columns) == 1 or standing in {Standing.INSERTED, Standing.POINT}:
        return
    tells = head.place("code") is not None or bool(head.places(*AMOUNTS))
    key = "KZ-TAB-009" if standing is Standing.SLICE else "KZ-TAB-005" if tells else "KZ-TAB-012"
    action = "read by what the cells show"
    report.add(key, "a table without a heading row", entries[0].span, found="no heading row", action=action)


def check_reach(head: Head, report: Report) -> None:
    """A cell of the heading that covers rows below the heading: it counts for none of them."""
    for at, row in enumerate(head.rows):
        for cell in printed_cells(row):
            if cell.slot.first and at + cell.slot.height > len(head.rows):
                message = "a cell of the heading reaches into the rows"
                report.add("KZ-TAB-011", message, cell.span, action="read as heading alone")


def check_doubled(entries: Sequence[Entry], report: Report) -> None:
    """A heading directly below the same heading: the section of the first is empty."""
    for above, entry in pairwise(entries):
        if entry.heading is not None and above.heading is not None and entry.heading.value == above.heading.value:
            report.add("KZ-TXT-003", "a heading between rows is printed twice", entry.span)


def check_headings(head: Head, entries: Sequence[Entry], above: Text, lexicon: Lexicon, report: Report) -> None:
    """A heading that is not known costs facts in a list of procedures or services, and nothing in other tables."""
    held = _holds_facts(head, entries, above, lexicon)
    for place, column in enumerate(head.columns):
        printed = any(entry.heading is None and entry.text(place) for entry in entries)
        if column.known or not head.rows or not (column.span or (held and printed)):
            continue
        key = "KZ-TAB-005" if held and printed else "KZ-TAB-009"
        span = column.span or head.span or above.span()
        report.add(key, "a column heading that is not known", span, found=column.heading or "no heading")


def _holds_facts(head: Head, entries: Sequence[Entry], above: Text, lexicon: Lexicon) -> bool:
    """Whether headings or cells show that the rows are procedures of the list, or services."""
    coded = [column for column in head.columns if column.role == "code" or not column.known]
    systems = {system for column in coded for system in column.systems}
    if TARIFF in systems or any(column.listed for column in head.columns):
        return True
    return NATIONAL in systems and any_speaks(entries, above, lexicon)


def check_sections(sections: Sequence[Section], rows: Sequence[Row], report: Report) -> None:
    """Procedures are listed under a regime and an admission mode; told once for a section."""
    for at in dict.fromkeys(row.section for row in rows):
        section = sections[at]
        if section.understood and not section.regimes:
            report.add("KZ-TAB-002", "no words above the rows name a known regime", section.span)
        if section.understood and section.admission is None:
            report.add("KZ-TAB-003", "no words above the rows name an admission mode", section.span)


def check_codes(rows: Sequence[Row], head: Head, report: Report, *, listed: bool) -> None:
    """A procedure stands once under one heading, a service once in a table."""
    seen: dict[tuple[str, int], Row] = {}
    for row in rows:
        if row.code is None or row.system not in ({NATIONAL, TARIFF} if listed else {TARIFF}):
            continue
        first = seen.setdefault((row.code, row.section if listed else 0), row)
        if first is not row:
            message = f"code {row.code} stands in row {first.number} and in row {row.number}"
            for each in (first, row):
                report.add("KZ-ROW-008", message, _code_span(each, head), found=row.code)


def _code_span(row: Row, head: Head) -> Span:
    """Where a row prints its code."""
    place = head.place("code")
    return next((cell.span for cell in row.cells if cell.column == place), row.spans[0])
