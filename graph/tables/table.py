"""A table of an act: caption, columns, sections, rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.act import Row, Section, Table
from graph.layout.line import Line, printed_span
from graph.layout.text import Text, join
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Span
from graph.tables.caption import Scope, read_scope
from graph.tables.draft import Draft, successor
from graph.tables.row import read_row
from graph.tables.rows import draft_rows

_LISTED = ("number", "code", "name")
"""Columns of a table whose heading row is missing or not understood."""
_INSERTED = (*_LISTED, "price")
"""Columns of rows that are inserted, and printed without a heading."""

_LONGEST_HEADING = 12
"""Words that the heading of a column may take."""


@dataclass(frozen=True, slots=True)
class TableLines:
    """The lines of one table. Without a heading line the columns are those of inserted rows."""

    caption: tuple[Line, ...]
    heading: Line | None
    rows: list[Line]

    @property
    def span(self) -> Span:
        """From the caption to the last row."""
        heading = (self.heading,) if self.heading else ()
        return printed_span((*self.caption, *heading, *self.rows))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as printed and what it holds."""

    heading: str
    role: str


def read_table(lines: TableLines, scope: Scope | None, lexicon: Lexicon, report: Report) -> Table:
    """Read a table. ``scope`` is given for rows whose regimes are announced outside a caption."""
    caption = join([line.text for line in lines.caption])
    number, title = _number(caption, lexicon)
    _check_caption(lines.caption, number, report)
    columns = _columns(lines, lexicon, report)
    roles = tuple(column.role for column in columns) or (_LISTED if lines.caption or lines.heading else _INSERTED)
    span = lines.span
    if scope is None:
        scope = read_scope(title, lexicon, report, title.span()) if title else _no_caption(roles, report, span)
    drafts = draft_rows(lines.rows, report, priced="price" in roles)
    if not drafts:
        report.add("KZ-TAB-006", "a table without rows", span, found="no row")
    sections = list(_sections(drafts, scope, caption.span() if title else None, lexicon, report))
    rows = list(_rows(drafts, roles, lexicon, report))
    _check_codes(rows, report)
    return Table(
        number,
        caption.value or None,
        caption.span() if caption else None,
        tuple(column.heading for column in columns),
        lines.heading.text.strip().span() if lines.heading else None,
        tuple(sections),
        tuple(rows),
        span,
    )


def _number(caption: Text, lexicon: Lexicon) -> tuple[str | None, Text]:
    """The number of a table, and its caption after the number."""
    found = lexicon.grammar.first("caption", caption.value)
    return (found[1]["number"], caption.group(found[1], "title")) if found else (None, caption)


def _check_caption(lines: Sequence[Line], number: str | None, report: Report) -> None:
    if lines and number is None:
        report.add("KZ-TAB-008", "no table number in the caption", printed_span(lines), expected="such as `1-кесте. …`")
    if lines and lines[-1].open_ended:
        report.add("KZ-TXT-005", "the last line of a caption says that it goes on", printed_span(lines[-1:]))


def _no_caption(roles: Sequence[str], report: Report, span: Span) -> Scope:
    """Nothing is known of the rows. A list of prices needs no caption, a list of procedures says nothing without."""
    if "price" not in roles:
        report.add("KZ-TAB-008", "a table without a caption", Span(span.start, span.start), found="no caption")
    return Scope(None, (), inferred=(), understood=False)


def _columns(lines: TableLines, lexicon: Lexicon, report: Report) -> tuple[Column, ...]:
    """The heading row cut into known column headings, from left to right, the longest first."""
    if lines.heading is None:
        if lines.caption:
            span = printed_span(lines.caption)
            report.add("KZ-TAB-005", "a table without a heading row", span, found="no heading row")
        return ()
    words = lines.heading.text.value.split()
    columns: list[Column] = []
    while words:
        column, taken = _longest_column(words, lexicon)
        if column is None:
            report.add("KZ-TAB-005", "a column heading that is not known", lines.heading.text.strip().span())
            return ()
        columns.append(column)
        words = words[taken:]
    if len({column.role for column in columns}) < len(columns):
        report.add("KZ-TAB-005", "two columns of one kind", lines.heading.text.strip().span())
    return tuple(columns)


def _longest_column(words: Sequence[str], lexicon: Lexicon) -> tuple[Column | None, int]:
    for taken in range(min(len(words), _LONGEST_HEADING), 0, -1):
        heading = " ".join(words[:taken])
        if found := lexicon.grammar.first("column", heading):
            return Column(heading, found[0].name), taken
    return None, 0


def is_heading_row(line: Line, lexicon: Lexicon) -> bool:
    """Whether a line is the heading row of a table: its first word heads a column of numbers."""
    words = line.text.value.split()
    known = (lexicon.grammar.first("column", " ".join(words[:taken])) for taken in (1, 2) if len(words) > taken)
    return not line.opens and any(found is not None and found[0].name == "number" for found in known)


def _sections(
    drafts: Sequence[Draft], scope: Scope, caption: Span | None, lexicon: Lexicon, report: Report
) -> Iterator[Section]:
    """The section of the caption, then one for each heading between rows."""
    if not drafts or drafts[0].heading is None:
        start = printed_span(drafts[0].lines).start if drafts else 0
        yield _section(None, scope, restarts=False, span=caption or scope.span or Span(start, start))
    previous: Draft | None = None
    for draft in drafts:
        if draft.heading is not None:
            text = draft.heading.text
            own = read_scope(text, lexicon, report, draft.heading.span, inherited=scope)
            restarts = previous is not None and draft.number.value == "1"
            yield _section(text.value, own, restarts=restarts, span=draft.heading.span)
        previous = draft


def _section(heading: str | None, scope: Scope, *, restarts: bool, span: Span) -> Section:
    return Section(
        heading, scope.admission, scope.regimes, scope.inferred, scope.inherited, scope.understood, restarts, span
    )


def _rows(drafts: Sequence[Draft], roles: Sequence[str], lexicon: Lexicon, report: Report) -> Iterator[Row]:
    section = -1
    for at, draft in enumerate(drafts):
        section += at == 0 or draft.heading is not None
        _check_number(drafts[at - 1] if at else None, draft, report)
        yield read_row(draft, section, roles, lexicon, report)


def _check_number(previous: Draft | None, draft: Draft, report: Report) -> None:
    """Rows are numbered one after the other, from 1 or from an inserted number such as 1494-1."""
    number = draft.number.value
    expected = successor(previous.number.value) if previous else "1"
    if number == expected or (draft.heading is not None and number == "1") or (previous is None and "-" in number):
        return
    report.add(
        "KZ-ROW-001", f"row {number} where row {expected} is due", draft.number.span(), expected=f"row {expected}"
    )


def _check_codes(rows: Sequence[Row], report: Report) -> None:
    """A code stands once in a table, and a table uses one code system."""
    seen: dict[str, Row] = {}
    for row in rows:
        if row.code is not None and row.code in seen:
            message = f"code {row.code} stands in row {seen[row.code].number} and in row {row.number}"
            for each in (seen[row.code], row):
                report.add("KZ-ROW-008", message, each.spans[0], found=row.code)
        elif row.code is not None:
            seen[row.code] = row
    systems = {row.system for row in rows if row.system}
    for row in rows:
        if len(systems) > 1 and row.system != rows[0].system and row.code is not None:
            report.add(
                "KZ-CODE-003", f"row {row.number} has a code of another system", row.spans[0], found=row.code_printed
            )
