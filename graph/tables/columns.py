"""The columns of a table that is drawn as a grid: how far its heading reaches, and what each column holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.layout.grid import Grid, GridRow
from graph.layout.text import EMPTY, Text, squeeze
from graph.reading.lexicon import Lexicon
from graph.source import Span
from graph.tables.column import SEVERAL, SYSTEMS, Column
from graph.tables.heading import (
    heading_formula,
    heading_height,
    numbers_columns,
    part_above,
    printed_cells,
    repeats_heading,
    whole_text,
)
from graph.tables.headless import has_letters, headless_columns, mostly, systems_of

JOIN = " / "
"""What stands between the heading of a group of columns and that of one of them."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a grid: its columns, the rows that print them, and the rows that begin the table proper."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    above: tuple[GridRow, ...] = ()
    """Rows over the whole width that stand above the heading."""
    _places: dict[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was asked before: every row asks for the same columns."""

    def place(self, role: str) -> int | None:
        """The first column of a role; None where there is none."""
        return next(iter(self.places(role)), None)

    def places(self, *roles: str) -> tuple[int, ...]:
        """Every column of some roles."""
        found = self._places.get(roles)
        if found is None:
            found = tuple(at for at, column in enumerate(self.columns) if column.role in roles)
            self._places[roles] = found
        return found

    @property
    def span(self) -> Span | None:
        """From the first printed character of the heading to the last; None where there is none."""
        spans = [cell.span for row in self.rows for cell in printed_cells(row)]
        return Span(min(each.start for each in spans), max(each.end for each in spans)) if spans else None


def read_head(grid: Grid, lexicon: Lexicon, *, inserted: bool = False) -> Head:
    """Part the heading of a grid from its body and say what each column holds.

    A column whose heading is not known has the role ``other``; of a grid without a heading the cells tell, and the
    order of the columns where the rows are ``inserted`` into a table of another act.
    """
    above, rest = part_above(grid.rows)
    height = heading_height(rest, lexicon)
    body = tuple(row for row in rest[height:] if not repeats_heading(row, rest[:height]))
    if body and height and numbers_columns(body[0]):
        body = body[1:]
    columns = [_column(rest[:height], at, lexicon) for at in range(grid.width)] if height else []
    columns = list(_single(_name_by_row(columns, body))) or headless_columns(
        body, grid.width, lexicon, inserted=inserted
    )
    return Head(tuple(_settle(columns, body, lexicon)), rest[:height], body, above)


def _column(rows: Sequence[GridRow], at: int, lexicon: Lexicon) -> Column:
    """A column by its heading: the cells above it, each once."""
    heading = EMPTY
    texts = [squeeze(row.slots[at].text) for row in rows if row.slots[at].text]
    for where, text in {text.span(): text for text in texts}.items():
        between = Text(JOIN, (where.start,) * len(JOIN))
        heading = heading + between + text if heading else text
    found = heading_formula(heading, lexicon)
    span = heading.span() if heading else None
    if found is None:
        return Column(heading.value, "other", span=span, known=False)
    role = "code" if found.name in SYSTEMS else found.name
    column = Column(heading.value, role, SYSTEMS.get(found.name, ()), listed=found.name == "code-htmc", span=span)
    return _with_currency(column, heading, lexicon) if column.role == "price" else column


def _with_currency(column: Column, heading: Text, lexicon: Lexicon) -> Column:
    """The currency of a column of prices, where its heading prints one."""
    found = lexicon.grammar.first("currency", heading.value)
    if found is None:
        return column
    return replace(column, currency=found[0].name, currency_span=heading.group(found[1], "words").span())


def _single(columns: Sequence[Column]) -> Iterator[Column]:
    """Of several columns of one role that can stand once, the first keeps it."""
    seen: set[str] = set()
    for column in columns:
        yield replace(column, role="other") if column.role in seen - SEVERAL else column
        seen.add(column.role)


def _name_by_row(columns: Sequence[Column], body: Sequence[GridRow]) -> Sequence[Column]:
    """Of several columns of names, the one that names every row, and not several rows at once, is the name."""
    names = [at for at, column in enumerate(columns) if column.role == "name"]
    single = [at for at in names if all(row.slots[at].height == 1 for row in body)]
    if not names[1:] or not single:
        return columns
    others = {at for at in names if at != single[0]}
    return [replace(column, role="other") if at in others else column for at, column in enumerate(columns)]


def _settle(columns: Sequence[Column], body: Sequence[GridRow], lexicon: Lexicon) -> Iterator[Column]:
    """Columns whose cells decide: codes of no system are none, and the first words are the name where none is named."""
    named = any(column.role == "name" for column in columns)
    for at, each in enumerate(columns):
        cells = [squeeze(row.slots[at].text).value for row in body if whole_text(row) is None and row.slots[at].text]
        column = each if each.known else replace(each, systems=systems_of(cells, lexicon))
        if column.systems == SYSTEMS["code"]:
            systems = systems_of(cells, lexicon)
            yield replace(column, systems=systems, role="code" if systems else "other")
        elif column.role == "other" and not named and mostly(cells, has_letters):
            named = True
            yield replace(column, role="name")
        else:
            yield column
