"""Facts about the law that an act makes: effects, versions, and the rows that stand in them.

A listing or a tariff line is a row of the act that is changed, under the version that this act makes. Its evidence is
the row and the caption that this act prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.act import Appendix, Effect, Table
from graph.codes import NATIONAL, TARIFF
from graph.diagnostic import Severity
from graph.fact import Basis
from graph.facts.acts import cited_iri, english_name, state_subdivision
from graph.facts.scribe import Scribe, Witness
from graph.facts.tables import Place, PlacedRow, placed_rows, state_row, state_scope, state_table, table_place
from graph.iri import slug
from graph.vocab import Vocab, printed

_CURRENCY = "KZT"
_CURRENCY_REASON = "Tariffs of the amended act are in tenge; an act that adds rows to it prints none."


@dataclass(frozen=True, slots=True)
class Share:
    """What one effect contributes to a version: several effects of an act can make one."""

    version: "Version"
    title: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a subdivision that an act makes. ``complete`` where the act prints all of it."""

    iri: str
    of: str
    act: str
    complete: bool
    name: str
    number: str | None


def state_law(scribe: Scribe, witness: Witness, vocab: Vocab) -> None:
    """Printed tables, effects and the versions they make."""
    ordered = {effect.appendix for effect in witness.act.effects if effect.appendix is not None}
    for at, appendix in enumerate(witness.act.appendices):
        _state_appendix(scribe, witness, appendix)
        if at not in ordered:
            _state_own_version(scribe, witness, appendix)
    made: dict[str, list[Share]] = {}
    for number, effect in enumerate(witness.act.effects, 1):
        if each := _state_effect(scribe, witness, effect, f"{witness.iri}/effect/{number}", vocab):
            made.setdefault(each.version.iri, []).append(each)
    for parts in made.values():
        _state_made(scribe, witness, parts)


def _state_appendix(scribe: Scribe, witness: Witness, appendix: Appendix) -> None:
    """An appendix of this act, as printed."""
    iri = scribe.names.annex(witness.iri, appendix.number)
    name = _appendix_name(appendix.number)
    quotes = witness.quote([appendix.title_span] if appendix.title_span else [], f"title of {name}")
    state_subdivision(scribe, witness.iri, iri, "appendix", witness.iri)
    scribe.state(iri, "number", appendix.number, quotes=quotes)
    scribe.state(iri, "labels", appendix.title, language=witness.act.language, quotes=quotes)
    scribe.label(iri, en=name.capitalize())
    for table in appendix.tables:
        _state_printed(scribe, witness, table, iri)


def _appendix_name(number: str | None) -> str:
    return f"appendix {number}" if number else "appendix"


def _state_printed(scribe: Scribe, witness: Witness, table: Table, parent: str) -> None:
    """A table and its rows where this act prints them."""
    place = table_place(scribe.names, table, parent, witness.iri)
    state_table(scribe, witness, table, place)
    for placed in placed_rows(scribe.names, witness, table, place):
        state_row(scribe, witness, placed, place, None)


def _state_own_version(scribe: Scribe, witness: Witness, appendix: Appendix) -> None:
    """The original version of an appendix that changes no other act: law of this act itself."""
    of = scribe.names.annex(witness.iri, appendix.number)
    name = _appendix_name(appendix.number)
    complete = _is_read(witness, appendix)
    version = Version(f"{of}/made", of, witness.iri, complete=complete, name=name, number=appendix.number)
    _state_version(scribe, witness, version, appendix.title, sum(len(table.rows) for table in appendix.tables))
    for table in appendix.tables:
        _state_rows_of_law(scribe, witness, table, version, of)


def _state_effect(scribe: Scribe, witness: Witness, effect: Effect, iri: str, vocab: Vocab) -> Share | None:
    target = cited_iri(scribe.names, effect.target)
    if target is None:
        return None
    version = _version(scribe, witness, effect, target, element_slug(effect.element_printed, vocab))
    quotes = witness.quote([effect.span], effect.point)
    printed = _printed_iri(scribe, witness, effect)
    scribe.introduce(iri, "Effect")
    scribe.state(witness.iri, "amends", target, quotes=quotes)
    scribe.state(iri, "act", witness.iri, basis=Basis.INFERRED)
    scribe.state(iri, "operation", scribe.names.concept("operation", effect.operation), quotes=quotes)
    scribe.state(iri, "scope", effect.scope, quotes=quotes)
    scribe.state(iri, "by", _point_iri(scribe, witness, effect.point), quotes=quotes)
    scribe.state(iri, "targetAct", target, quotes=quotes)
    scribe.state(iri, "target", version.of, quotes=quotes)
    scribe.state(iri, "element", effect.element_printed or None, language=witness.act.language, quotes=quotes)
    scribe.state(iri, "verb", effect.verb, language=witness.act.language, quotes=quotes)
    scribe.state(iri, "content", printed, quotes=quotes)
    scribe.state(iri, "result", version.iri, basis=Basis.INFERRED)
    scribe.state(iri, "applied", version.complete, basis=Basis.INFERRED)
    scribe.label(iri, en=f"{effect.operation.capitalize()} of {effect.target.element} of № {effect.target.number}")
    from_day = _state_applies_from(scribe, witness, iri)
    retroactive = from_day is not None and from_day < witness.act.requisites[0].signed
    scribe.state(iri, "retroactive", retroactive, basis=Basis.INFERRED)
    return _state_result(scribe, witness, effect, version)


def _state_made(scribe: Scribe, witness: Witness, parts: Sequence[Share]) -> None:
    """A version with all that the act contributes to it."""
    version = replace(parts[0].version, complete=all(each.version.complete for each in parts))
    _state_version(scribe, witness, version, parts[0].title, sum(each.rows for each in parts))


def _state_applies_from(scribe: Scribe, witness: Witness, iri: str) -> date | None:
    """The first day of the relations that the act applies to, where it names one."""
    commencement = witness.act.commencement
    if commencement is None:
        return None
    quotes = witness.quote([commencement.span], f"point {commencement.point}")
    scribe.state(iri, "appliesFrom", commencement.applies_from, quotes=quotes)
    return commencement.applies_from


def element_slug(printed_name: str, vocab: Vocab) -> str:
    """The last part of the IRI of an element that is named by its title: its head noun, which Kazakh puts last.

    An unknown noun is transliterated.
    """
    found = printed(vocab.elements, printed_name)
    if found and found[-1].end == len(printed_name):
        return found[-1].entry.slug
    return slug(printed_name.rsplit(maxsplit=1)[-1]) if printed_name.split() else "element"


def _version(scribe: Scribe, witness: Witness, effect: Effect, target: str, element: str) -> Version:
    """The version that an effect makes, under the subdivision that it names by number or, failing that, by title."""
    requisites = witness.act.requisites[0]
    appendix = witness.act.appendices[effect.appendix] if effect.appendix is not None else None
    number = appendix.becomes.number if appendix and appendix.becomes else None
    of = scribe.names.annex(target, number) if number else f"{target}/{element}"
    name = _appendix_name(number) if number else element
    iri = scribe.names.version(of, requisites.signed, requisites.number)
    complete = effect.operation == "substitution" and appendix is not None and _is_read(witness, appendix)
    return Version(iri, of, target, complete=complete, name=name, number=number)


def _is_read(witness: Witness, appendix: Appendix) -> bool:
    """Whether an appendix was read without an error: else a row may be missing from the graph."""
    start, end = appendix.span.start, appendix.span.end
    errors = (each for each in witness.act.diagnostics if each.severity is Severity.ERROR)
    return not any(start <= each.start <= end for each in errors)


def _printed_iri(scribe: Scribe, witness: Witness, effect: Effect) -> str | None:
    """Where this act prints the new text."""
    if effect.appendix is not None:
        return scribe.names.annex(witness.iri, witness.act.appendices[effect.appendix].number)
    if effect.table is not None:
        return scribe.names.table(_point_iri(scribe, witness, effect.point), effect.table.number)
    return None


def _point_iri(scribe: Scribe, witness: Witness, point: str) -> str:
    """``point 1 subpoint 2`` as an IRI."""
    return scribe.names.point(witness.iri, *point.split()[1::2])


def _state_result(scribe: Scribe, witness: Witness, effect: Effect, version: Version) -> Share:
    """The subdivision that is changed and the rows of its new version."""
    quotes = witness.quote([effect.span], effect.point)
    kind = "appendix" if version.number else "element"
    title = effect.element_printed or None
    state_subdivision(scribe, version.act, version.of, kind, version.act)
    scribe.state(version.of, "number", version.number, quotes=quotes)
    scribe.state(version.of, "labels", title, language=witness.act.language, quotes=quotes)
    scribe.label(version.of, en=version.name.capitalize())
    if effect.table is not None:
        _state_printed(scribe, witness, effect.table, _point_iri(scribe, witness, effect.point))
    appendix = witness.act.appendices[effect.appendix] if effect.appendix is not None else None
    tables = appendix.tables if appendix else (effect.table,) if effect.table else ()
    printed = scribe.names.annex(witness.iri, appendix.number) if appendix else None
    for table in tables:
        _state_rows_of_law(scribe, witness, table, version, printed or _point_iri(scribe, witness, effect.point))
    return Share(version, title, sum(len(table.rows) for table in tables))


def _state_version(scribe: Scribe, witness: Witness, version: Version, title: str | None, rows: int) -> None:
    requisites = witness.act.requisites[0]
    by = english_name(requisites.kind, requisites.number, requisites.signed.isoformat())
    kind = "appendix" if version.number else "element"
    scribe.introduce(version.iri, "Version")
    scribe.state(version.iri, "of", version.of, basis=Basis.INFERRED)
    scribe.state(version.iri, "act", version.act, basis=Basis.INFERRED)
    scribe.state(version.iri, "subdivisionKind", scribe.names.concept("subdivision", kind), basis=Basis.INFERRED)
    scribe.state(version.iri, "causedBy", witness.iri, basis=Basis.INFERRED)
    scribe.state(version.iri, "complete", version.complete, basis=Basis.INFERRED)
    scribe.state(version.iri, "rowsRead", rows, basis=Basis.INFERRED)
    scribe.label(version.iri, kk=title, en=f"{version.name.capitalize()} as made by {by[0].lower()}{by[1:]}")


def _state_rows_of_law(scribe: Scribe, witness: Witness, table: Table, version: Version, printed: str) -> None:
    """The rows of a version, each derived from the row that prints it."""
    place = table_place(scribe.names, table, version.iri, version.act)
    source = table_place(scribe.names, table, printed, witness.iri)
    state_table(scribe, witness, table, place)
    scribe.state(place.iri, "version", version.iri, basis=Basis.INFERRED)
    scribe.state(place.iri, "printedIn", source.iri, basis=Basis.INFERRED)
    pairs = zip(
        placed_rows(scribe.names, witness, table, place), placed_rows(scribe.names, witness, table, source), strict=True
    )
    for placed, origin in pairs:
        state_row(scribe, witness, placed, place, origin.iri)
        _state_entry(scribe, witness, placed, place, version)


def _state_entry(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    """What a row of the law says: that a procedure is listed, or what a service costs; nothing where it is damaged."""
    row, section = placed.row, placed.section
    if not row.name:
        return
    if row.system == NATIONAL and section.understood and section.regimes and section.admission:
        _state_listing(scribe, witness, placed, place, version)
    elif row.system == TARIFF and row.prices and row.prices[0].amount is not None:
        _state_tariff_line(scribe, witness, placed, place, version)


def _state_common(
    scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version, iri: str
) -> None:
    """What a listing and a tariff line share."""
    name = placed.row.name
    scribe.state(iri, "act", version.act, basis=Basis.INFERRED)
    scribe.state(iri, "version", version.iri, basis=Basis.INFERRED)
    scribe.state(iri, "table", place.iri, basis=Basis.INFERRED)
    scribe.state(iri, "inRow", placed.iri, basis=Basis.INFERRED)
    scribe.state(iri, "row", placed.row.number, quotes=placed.quotes)
    scribe.state(
        iri, "nameAsPrinted", name, language=witness.act.language, quotes=placed.quotes, basis=placed.name_basis
    )
    scribe.state(iri, "labels", name, language=witness.act.language, quotes=placed.quotes, basis=placed.name_basis)
    state_scope(scribe, iri, placed.section, (*placed.quotes, *placed.scope_quotes))
    _state_applies_from(scribe, witness, iri)


def _state_listing(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    iri = f"{placed.iri}#listing"
    procedure = scribe.names.code(NATIONAL, placed.row.code or "")
    scribe.introduce(iri, "Listing")
    scribe.state(iri, "procedure", procedure, quotes=placed.quotes, basis=placed.code_basis)
    scribe.state(iri, "section", placed.section_iri, basis=Basis.INFERRED)
    _state_common(scribe, witness, placed, place, version, iri)


def _state_tariff_line(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    iri = f"{placed.iri}#tariff"
    row, quotes = placed.row, placed.quotes
    scribe.introduce(iri, "TariffLine")
    scribe.state(iri, "service", scribe.names.code(TARIFF, row.code or ""), quotes=quotes, basis=placed.code_basis)
    price = row.prices[0]
    basis = Basis.REPAIRED if "amount-spacing" in row.repaired else Basis.PRINTED
    scribe.state(iri, "price", price.amount, quotes=quotes, basis=basis)
    scribe.state(iri, "priceAsPrinted", price.amount_printed, quotes=quotes)
    scribe.state(iri, "currency", _CURRENCY, basis=Basis.INFERRED, reason=_CURRENCY_REASON)
    scribe.state(iri, "unit", row.unit, language=witness.act.language, quotes=quotes)
    _state_common(scribe, witness, placed, place, version, iri)
