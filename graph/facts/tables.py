"""Facts about tables and rows: as an act prints them, and as they stand in the law."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.act import Row, Section, Table
from graph.fact import Basis, Quote
from graph.facts.scribe import Scribe, Witness
from graph.iri import Names

_DROPPED = "A word of its full name is missing from the caption."
_INHERITED = "The heading above the row does not say it; the caption of its table does."


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


def table_place(names: Names, table: Table, parent: str, act: str) -> Place:
    """Where a table stands in an appendix, a version or a point."""
    locator = f"table {table.number}" if table.number else "inserted rows" if not table.columns else "table"
    return Place(names.table(parent, table.number), parent, act, locator)


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
    for section, iri, first in _sections(table, place):
        _state_section(scribe, witness, section, iri, first, place)
        state_scope(scribe, iri, section, _scope_quotes(witness, table, section, place))


def _columns_quote(witness: Witness, table: Table, place: Place) -> tuple[Quote, ...]:
    return witness.quote([table.columns_span] if table.columns_span else [], f"columns of {place.locator}")


def _sections(table: Table, place: Place) -> Iterator[tuple[Section, str, str]]:
    """Each section with its IRI, named by the number of its first row, and that number."""
    for at, section in enumerate(table.sections):
        first = next((row.number for row in table.rows if row.section == at), None)
        if first is not None:
            restart = restart_number(table, at)
            yield section, f"{place.iri}#from_{restart}_{first}" if restart else f"{place.iri}#from_{first}", first


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
    scribe.state(iri, "firstRow", first, quotes=quotes)
    scribe.label(iri, kk=section.heading, en=f"{place.locator.capitalize()}, from row {first}")


def state_scope(scribe: Scribe, subject: str, section: Section, quotes: tuple[Quote, ...]) -> None:
    """Regimes and admission of a section, or of a row in it; nothing where the words were not understood."""
    if not section.understood:
        return
    for regime in section.regimes:
        reason = _DROPPED if regime in section.inferred else _INHERITED if "regimes" in section.inherited else None
        basis = Basis.INFERRED if reason else Basis.PRINTED
        iri = scribe.names.concept("regime", regime.lower())
        scribe.state(subject, "regimes", iri, quotes=quotes, basis=basis, reason=reason)
    if section.admission is not None:
        reason = _INHERITED if "admission" in section.inherited else None
        basis = Basis.INFERRED if reason else Basis.PRINTED
        iri = scribe.names.concept("admission", section.admission)
        scribe.state(subject, "admission", iri, quotes=quotes, basis=basis, reason=reason)


def placed_rows(names: Names, witness: Witness, table: Table, place: Place) -> Iterator[PlacedRow]:
    """The rows of a table with their IRIs and their evidence."""
    sections = {
        section: (iri, _scope_quotes(witness, table, section, place)) for section, iri, _ in _sections(table, place)
    }
    for row in table.rows:
        section = table.sections[row.section]
        iri = names.row(place.iri, row.number, restart_number(table, row.section))
        quotes = witness.quote(row.spans, f"{place.locator}, row {row.number}")
        yield PlacedRow(row, iri, section, *sections[section], quotes)


def _scope_quotes(witness: Witness, table: Table, section: Section, place: Place) -> tuple[Quote, ...]:
    """The caption or the heading above the rows; both where there are both: a heading inherits what it leaves out."""
    above = [table.caption_span] if section.heading and table.caption_span else []
    own = witness.quote([section.span], f"{_scope_name(section)} of {place.locator}")
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
    for repair in row.repaired:
        scribe.state(iri, "repairs", repair, quotes=placed.quotes, basis=Basis.REPAIRED)
    scribe.state(iri, "printedIn", printed_in, basis=Basis.INFERRED)
