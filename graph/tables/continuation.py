"""What one file of a long text goes on with, where the text is cut inside an appendix or inside a table.

Nothing of it stands in the file itself: columns and regimes that were read elsewhere have no place here, and whatever
rests on them is inferred.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.act import Act, Amendment, Appendix, Section, Table
from graph.codes import NATIONAL
from graph.grammar import grammars
from graph.layout.grid import Grid
from graph.layout.sheet import lay_out
from graph.reading.lexicon import Lexicon
from graph.source import Span
from graph.tables.caption import NOTHING, Scope
from graph.tables.column import Column
from graph.tables.columns import Head, read_head
from graph.tables.grid_rows import AMOUNTS

_CURRENCY = "KZT"
_BOTH = ("regimes", "admission")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A table as the files before this one have read it; ``number`` is the one it prints."""

    number: str | None
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]

    @property
    def scope(self) -> Scope:
        """What holds for rows that follow the last one."""
        if not self.sections:
            return NOTHING
        last = self.sections[-1]
        inherited = _BOTH if last.regimes or last.admission else ()
        return Scope(last.admission, last.regimes, last.inferred, last.understood, None, inherited)

    @property
    def listed(self) -> bool:
        """Whether its rows are procedures that must stand under a regime and an admission mode."""
        coded = any(each.role == "code" and each.systems == (NATIONAL,) for each in self.columns)
        told = any(each.regimes or each.admission for each in self.sections)
        return coded and told and not any(each.role in AMOUNTS for each in self.columns)

    def opened(self, place: Span) -> list[Section]:
        """Its sections, the last one open for the rows of this file, which begin at a place."""
        if not self.sections:
            return []
        last = replace(
            self.sections[-1], heading=None, code=None, inherited=self.scope.inherited, origin=None, span=place
        )
        return [*self.sections[:-1], last]


@dataclass(frozen=True, slots=True)
class Continuation:
    """The appendix that a file goes on with, and the table, where it begins inside one.

    ``language`` is that of the text: rows of names and amounts may not show it. ``before`` counts the tables without a
    number that stand before in the appendix. ``amended`` is what notes in the files before say of the appendix.
    """

    appendix: str | None
    language: str | None
    table: Earlier | None = None
    before: int = 0
    amended: tuple[Amendment, ...] = ()


def continued_head(own: Head, grid: Grid, earlier: Earlier | None) -> Head:
    """The heading of a slice: its own where it repeats that of the table, else that of the table.

    A slice of another width is no slice of the table.
    """
    if earlier is None or len(earlier.columns) != grid.width:
        return own
    if own.rows and [each.heading for each in own.columns] == [each.heading for each in earlier.columns]:
        return replace(own, columns=tuple(map(_with_role, own.columns, earlier.columns)))
    return Head(tuple(map(_unplaced, earlier.columns)), (), grid.rows)


def _with_role(own: Column, column: Column) -> Column:
    """Where cells decide what a column holds, those of the whole table do."""
    return replace(own, role=column.role, systems=column.systems)


def _unplaced(column: Column) -> Column:
    """A column whose heading stands elsewhere. A currency that no heading here prints is no fact of these rows."""
    foreign = column.currency not in {None, _CURRENCY}
    role = "other" if foreign else column.role
    return replace(column, role=role, currency=None, currency_span=None, span=None)


def continue_table(act: Act, table: Table, before: Earlier | None, lexicon: Lexicon) -> Earlier | None:
    """What a file that follows goes on with; ``before`` is what the file with this table went on with itself."""
    grammar = next((each for each in grammars() if each.language == act.language), None)
    grid = next((grid for grid in _grids(act) if table.span.start <= grid.span.start < table.span.end), None)
    if grid is None or grammar is None:
        return None
    head = continued_head(read_head(grid, lexicon.speaking(grammar)), grid, before)
    return Earlier(table.number, head.columns, table.sections)


def _grids(act: Act) -> Sequence[Grid]:
    return [line.grid for line in lay_out(act.source).lines if line.grid is not None]


def amendments_of(act: Act, appendix: Appendix | None, number: str | None) -> tuple[Amendment, ...]:
    """What the notes of a file say of an appendix, as another file can keep it: without a place."""
    name = f"appendix {number}" if number else "appendix"
    span = appendix.span if appendix else Span(-1, -1)
    found = appendix.amended if appendix else ()
    for note in act.notes:
        inside = span.start <= note.span.start < span.end and note.element is not None
        if inside or note.element == name or (note.element or "").startswith(f"{name} "):
            found += tuple(map(_without_place, note.amendments))
    return found


def _without_place(amendment: Amendment) -> Amendment:
    nowhere = Span(0, 0)
    return replace(amendment, span=nowhere, act=replace(amendment.act, span=nowhere))
