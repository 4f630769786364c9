"""Versions of parts of an act: what they are, and the rows that stand in them."""

from collections.abc import Sequence

from graph.act import Table
from graph.diagnostic import Severity
from graph.fact import Basis, Quote
from graph.facts.edition import Version
from graph.facts.entries import state_entry
from graph.facts.scribe import Scribe, Witness
from graph.facts.tables import Place, placed_rows, state_row, state_table, table_place
from graph.source import Span

_NOTED = "Known from a publisher's note alone."


def state_version(scribe: Scribe, witness: Witness, version: Version, title: str | None, rows: int) -> None:
    """A version: of what, made by which act, and how many rows of it were read.

    Of one that is not whole by itself, linking says whether it is complete.
    """
    _state_identity(scribe, version)
    if version.start is not None:
        version.start.state(scribe, version.iri)
    scribe.state(version.iri, "held", value=True, basis=Basis.INFERRED)
    scribe.state(version.iri, "complete", version.complete or None, basis=Basis.INFERRED)
    scribe.state(version.iri, "rowsRead", rows, basis=Basis.INFERRED)
    scribe.state(version.iri, "labels", title, language=witness.act.language, basis=Basis.INFERRED)


def state_noted_version(scribe: Scribe, version: Version, operation: str | None, quotes: tuple[Quote, ...]) -> None:
    """A version that is known from a publisher's note alone: of what, and made by which act."""
    _state_identity(scribe, version)
    scribe.state(version.iri, "held", value=False, basis=Basis.INFERRED, reason=_NOTED)
    if operation == "substitution":
        scribe.state(version.iri, "operation", scribe.names.concept("operation", operation), quotes=quotes)


def _state_identity(scribe: Scribe, version: Version) -> None:
    iri, kind = version.iri, scribe.names.concept("subdivision", version.kind)
    scribe.introduce(iri, "Version")
    scribe.state(iri, "of", version.of, basis=Basis.INFERRED)
    scribe.state(iri, "act", version.act, basis=Basis.INFERRED)
    scribe.state(iri, "subdivisionKind", kind, basis=Basis.INFERRED)
    scribe.state(iri, "causedBy", version.maker.iri, basis=Basis.INFERRED)
    scribe.label(iri, en=f"{version.name.capitalize()} as made by {version.maker.name}")


def state_rows_of_law(
    scribe: Scribe, witness: Witness, table: Table, version: Version, printed: str, among: Sequence[Table] = ()
) -> None:
    """The rows of a version, each derived from the row that prints it; ``among`` are the tables beside this one."""
    place = table_place(scribe.names, table, version.iri, version.act, among)
    source = table_place(scribe.names, table, printed, witness.iri, among)
    state_table(scribe, witness, table, place)
    _note_whole(scribe, witness, table, place)
    scribe.state(place.iri, "version", version.iri, basis=Basis.INFERRED)
    scribe.state(place.iri, "printedIn", source.iri, basis=Basis.INFERRED)
    pairs = zip(
        placed_rows(scribe.names, witness, table, place), placed_rows(scribe.names, witness, table, source), strict=True
    )
    for placed, origin in pairs:
        state_row(scribe, witness, placed, place, origin.iri)
        scribe.state(placed.iri, "putBy", version.put_by, basis=Basis.INFERRED)
        state_entry(scribe, witness, placed, place, version)


def state_printed(scribe: Scribe, witness: Witness, table: Table, parent: str, among: Sequence[Table] = ()) -> None:
    """A table and its rows where this act prints them; ``among`` are the tables of the same parent."""
    place = table_place(scribe.names, table, parent, witness.iri, among)
    state_table(scribe, witness, table, place)
    _note_whole(scribe, witness, table, place)
    for placed in placed_rows(scribe.names, witness, table, place):
        state_row(scribe, witness, placed, place, None)


def _note_whole(scribe: Scribe, witness: Witness, table: Table, place: Place) -> None:
    if is_read(witness, table.span):
        scribe.whole[place.iri] = None


def is_read(witness: Witness, part: Span) -> bool:
    """Whether an appendix, a table or a text was read without an error: else a part of it may be missing."""
    start, end = part.start, part.end
    errors = (each for each in witness.act.diagnostics if each.severity is Severity.ERROR)
    return not any(start <= each.start <= end for each in errors)
