"""Facts about tables and rows: as an act prints them, and as they stand in the law."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.act import Row, Section, Table
from graph.diagnostic import Severity
from graph.fact import Basis, Quote
from graph.facts.scribe import Scribe, Witness
from graph.iri import Names

_NOT_WHOLE = "An error stands among its rows, or the text breaks off there."
_DROPPED = "A word of its full name is missing from the caption."
_INHERITED = "The heading above the row does not say it; the caption of its table does."
_INHERITED_ABOVE = "The heading above the row does not say it; the words above that heading do."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: its IRI, what it is part of, the act it is law of."""

    iri: str
    parent: str
    act: str
    locator: str
    """How a reader finds it, such as ``table 3``."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its IRI, its section's IRI and the quotes behind it."""

    row: Row
    iri: str
    section: Section
    section_iri: str
    scope_quotes: tuple[Quote, ...]
    """The words outside the row that regime and admission come from."""
    quotes: tuple[Quote, ...]

    @property
    def name_basis(self) -> Basis:
        """Whether the name was mended."""
        return Basis.REPAIRED if self.row.repaired else Basis.PRINTED

    @property
    def code_basis(self) -> Basis:
        """Whether the code was mended."""
        return Basis.REPAIRED if "homoglyph" in self.row.repaired else Basis.PRINTED


def table_place(names: Names, table: Table, parent: str, act: str, among: Sequence[Table] = ()) -> Place:
    """Where a table stands in an appendix, a version or a point.

    ``among``: the tables of the same parent. Those without a number are told apart by their order, which is the same
    in both languages.
    """
    locator = f"table {table.number}" if table.number else "inserted rows" if not table.columns else "table"
    before = [each for each in among if each.number is None and each.span < table.span] if table.number is None else []
    above = len(before) + (table.before if table.number is None else 0)
    iri = names.table(parent, table.number)
    return Place(f"{iri}/{above + 1}" if above else iri, parent, act, locator)


def state_table(scribe: Scribe, witness: Witness, table: Table, place: Place) -> None:
    """A table and its sections; the same for the printed table and for the table of the law."""
    language = witness.act.language
    quotes = witness.quote([table.caption_span] if table.caption_span else [], f"caption of {place.locator}")
    scribe.introduce(place.iri, "Table")
    scribe.state(place.iri, "subdivisionKind", scribe.names.concept("subdivision", "table"), basis=Basis.INFERRED)
    scribe.state(place.iri, "parent", place.parent, basis=Basis.INFERRED)
    scribe.state(place.iri, "act", place.act, basis=Basis.INFERRED)
    scribe.state(place.iri, "number", table.number, quotes=quotes)
    scribe.state(place.iri, "caption", table.caption, language=language, quotes=quotes)
    scribe.state(place.iri, "labels", table.caption, language=language, quotes=quotes)
    scribe.label(place.iri, en=place.locator.capitalize())
    for column in table.columns:
        scribe.state(place.iri, "columns", column, quotes=_columns_quote(witness, table, place))
    damaged = list(_damaged(witness, table))
    for section, iri, first in _sections(table, place):
        _state_section(scribe, witness, section, iri, first, place)
        if section in damaged:
            scribe.state(iri, "complete", value=False, basis=Basis.INFERRED, reason=_NOT_WHOLE)
        state_scope(scribe, iri, section, _scope_quotes(witness, table, section, place))


def _columns_quote(witness: Witness, table: Table, place: Place) -> tuple[Quote, ...]:
    return witness.quote([table.columns_span] if table.columns_span else [], f"columns of {place.locator}")


def _sections(table: Table, place: Place) -> Iterator[tuple[Section, str, str]]:
    """Each section with its IRI, named by the number of its first row or, failing that, its code, and that name."""
    for at, section in enumerate(table.sections):
        first = next((key for row in table.rows if row.section == at and (key := _key(row))), None)
        if first is not None:
            restart = restart_number(table, at)
            yield section, f"{place.iri}#from_{restart}_{first}" if restart else f"{place.iri}#from_{first}", first


def _key(row: Row) -> str | None:
    """What names a row: its number, else its code; None where it prints neither."""
    if row.number is not None:
        return row.number
    return f"code_{row.code}" if row.code is not None else None


def _damaged(witness: Witness, table: Table) -> Iterator[Section]:
    """The sections in which an error stands: at a row of theirs, or between it and the next."""
    rows = [(row.spans[0].start, row.section) for row in table.rows if row.spans]
    for each in witness.act.diagnostics:
        if each.severity is Severity.ERROR and each.start <= table.span.end:
            at = bisect_right(rows, (each.start, len(table.sections)))
            if at:
                yield table.sections[rows[at - 1][1]]


def restart_number(table: Table, section: int) -> int | None:
    """Number, from 1, of the section among those that restart the numbering; None where none restarts."""
    if not any(each.restarts_numbering for each in table.sections):
        return None
    return 1 + sum(each.restarts_numbering for each in table.sections[: section + 1])


def _state_section(scribe: Scribe, witness: Witness, section: Section, iri: str, first: str, place: Place) -> None:
    quotes = witness.quote([section.span], f"{_scope_name(section)} of {place.locator}")
    scribe.introduce(iri, "Section")
    scribe.state(place.iri, "sections", iri, basis=Basis.INFERRED)
    scribe.state(iri, "heading", section.heading, language=witness.act.language, quotes=quotes)
    scribe.state(iri, "firstRow", None if first.startswith("code_") else first, quotes=quotes)
    scribe.state(iri, "groupCode", section.code, quotes=quotes)
    scribe.label(iri, kk=section.heading, en=f"{place.locator.capitalize()}, from row {first.removeprefix('code_')}")


def state_scope(scribe: Scribe, subject: str, section: Section, quotes: tuple[Quote, ...]) -> None:
    """Regimes and admission of a section, or of a row in it; nothing where the words were not understood."""
    if not section.understood:
        return
    inherited = _INHERITED_ABOVE if section.origin else _INHERITED
    for regime in section.regimes:
        reason = _DROPPED if regime in section.inferred else inherited if "regimes" in section.inherited else None
        basis = Basis.INFERRED if reason else Basis.PRINTED
        iri = scribe.names.concept("regime", regime.lower())
        scribe.state(subject, "regimes", iri, quotes=quotes, basis=basis, reason=reason)
    if section.admission is not None:
        reason = inherited if "admission" in section.inherited else None
        basis = Basis.INFERRED if reason else Basis.PRINTED
        iri = scribe.names.concept("admission", section.admission)
        scribe.state(subject, "admission", iri, quotes=quotes, basis=basis, reason=reason)


def placed_rows(names: Names, witness: Witness, table: Table, place: Place) -> Iterator[PlacedRow]:
    """The rows of a table with their IRIs and their evidence; a row that nothing names has no IRI and is left out.

    A row is named by its number or, failing that, by its code. Where one cell numbers several rows, those below the
    first are named by number and code.
    """
    sections = {
        section: (iri, _scope_quotes(witness, table, section, place)) for section, iri, _ in _sections(table, place)
    }
    for at, row in enumerate(table.rows):
        section = table.sections[row.section]
        name = _row_name(row, table.rows[at - 1] if at else None)
        if name is not None:
            restart = restart_number(table, row.section)
            iri = names.row(place.iri, name, restart) if row.number is not None else f"{place.iri}/{name}"
            quotes = witness.quote(row.spans, row_locator(row, place))
            yield PlacedRow(row, iri, section, *sections[section], quotes)


def row_locator(row: Row, place: Place) -> str:
    """How a reader finds a row, such as ``table 3, row 33``."""
    return f"{place.locator}, row {row.number or row.code}"


def _row_name(row: Row, above: Row | None) -> str | None:
    """The last part of the IRI of a row."""
    shared = above is not None and row.number is not None and row.number == above.number
    if shared and above is not None and row.cells and above.cells and row.cells[0].span == above.cells[0].span:
        return f"{row.number}/code_{row.code}" if row.code not in {None, above.code} else None
    return _key(row)


def _scope_quotes(witness: Witness, table: Table, section: Section, place: Place) -> tuple[Quote, ...]:
    """The caption or the heading above the rows; both where there are both: a heading inherits what it leaves out."""
    own = witness.quote([section.span], f"{_scope_name(section)} of {place.locator}")
    if section.origin is not None and section.origin != table.caption_span:
        return (*witness.quote([section.origin], f"words above {place.locator}"), *own)
    above = [table.caption_span] if section.heading and table.caption_span else []
    return (*witness.quote(above, f"caption of {place.locator}"), *own)


def _scope_name(section: Section) -> str:
    return "section heading" if section.heading else "caption"


def state_row(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, printed_in: str | None) -> None:
    """A row; ``printed_in`` is the row of the amending act that prints a row of the law."""
    row, language, iri = placed.row, witness.act.language, placed.iri
    scribe.introduce(iri, "Row")
    scribe.state(iri, "subdivisionKind", scribe.names.concept("subdivision", "row"), basis=Basis.INFERRED)
    scribe.state(iri, "parent", place.iri, basis=Basis.INFERRED)
    scribe.state(iri, "table", place.iri, basis=Basis.INFERRED)
    scribe.state(iri, "section", placed.section_iri, basis=Basis.INFERRED)
    scribe.state(iri, "act", place.act, basis=Basis.INFERRED)
    scribe.state(iri, "number", row.number, quotes=placed.quotes)
    scribe.state(iri, "codeAsPrinted", row.code_printed, quotes=placed.quotes)
    if row.name:
        scribe.state(iri, "nameAsPrinted", row.name, language=language, quotes=placed.quotes, basis=placed.name_basis)
        scribe.state(iri, "labels", row.name, language=language, quotes=placed.quotes, basis=placed.name_basis)
    locator = row_locator(row, place)
    scribe.label(iri, en=locator[0].upper() + locator[1:])
    for repair in row.repaired:
        scribe.state(iri, "repairs", repair, quotes=placed.quotes, basis=Basis.REPAIRED)
    scribe.state(iri, "printedIn", printed_in, basis=Basis.INFERRED)
