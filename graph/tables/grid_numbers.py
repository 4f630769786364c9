"""Whether the rows of a drawn table are numbered, and one after the other."""

from collections.abc import Sequence
from itertools import pairwise

from graph.reading.report import Report
from graph.tables.columns import Head
from graph.tables.grid_check import Standing
from graph.tables.grid_row import cell_span, is_held, where
from graph.tables.grid_rows import Entry
from graph.tables.numbering import begins, first_digits, followers, is_arabic


def check_numbers(head: Head, entries: Sequence[Entry], standing: Standing, report: Report) -> None:
    """Rows that are numbered are numbered one after the other, or from 1 again below a heading.

    The first is row 1, unless the table stands in a point or may go on with one that begins elsewhere. Inserted rows
    have the numbers that their point announces; here it matters only that they have some.
    """
    if standing is Standing.INSERTED:
        for entry in entries:
            _check_missing(head, entry, report)
    elif _is_numbered(head, entries):
        _check_order(head, entries, standing, report)


def _check_order(head: Head, entries: Sequence[Entry], standing: Standing, report: Report) -> None:
    whole = bool(head.rows) and standing is Standing.APPENDIX
    previous: Entry | None = None
    for above, entry in pairwise([None, *entries]):
        if entry is None or entry.heading is not None:
            continue
        if previous is None and whole:
            _check_first(head, entry, report)
        _check_missing(head, entry, report)
        _check_number(head, previous, entry, report, headed=above is not None and above.heading is not None)
        previous = entry if entry.number is not None else previous


def _is_numbered(head: Head, entries: Sequence[Entry]) -> bool:
    """Whether at least half of the rows print numbers, and these are no selection: 1 is there, or few are missing."""
    rows = [entry for entry in entries if entry.heading is None and not entry.total]
    numbers = [entry.number for entry in rows if entry.number is not None]
    if head.place("number") is None or not numbers or len(numbers) * 2 < len(rows):
        return False
    known = sorted(first_digits(number) for number in numbers if is_arabic(number))
    gaps = sum(after - before > 1 for before, after in pairwise(known))
    return 1 in known or gaps * 2 < len(rows)


def _check_first(head: Head, entry: Entry, report: Report) -> None:
    number = entry.number
    if number is not None and is_arabic(number) and not begins(number):
        message = f"{where(entry)} where row 1 is due"
        report.add("KZ-ROW-001", message, cell_span(entry, head.place("number")), expected="row 1")


def _check_missing(head: Head, entry: Entry, report: Report) -> None:
    """A row prints a number, or nothing in its place; a row whose code makes a fact always prints one."""
    place = head.place("number")
    if place is None or entry.heading is not None or entry.number is not None or entry.total:
        return
    text = entry.text(place)
    if text is not None or is_held(head):
        found = text.value if text else "no number"
        report.add("KZ-ROW-001", f"{found} where the number of a row is due", cell_span(entry, place), found=found)


def _check_number(head: Head, previous: Entry | None, entry: Entry, report: Report, *, headed: bool) -> None:
    place = head.place("number")
    if entry.number is None or not is_arabic(entry.number) or previous is None or previous.number is None:
        return
    due = followers(previous.number)
    if entry.number in due or (headed and entry.number == "1"):
        return
    if cell_span(previous, place) != cell_span(entry, place):
        message = f"{where(entry)} where row {due[0]} is due"
        report.add("KZ-ROW-001", message, cell_span(entry, place), expected=f"row {due[0]}")
