"""Facts about the law that an act makes: its appendices, what it changes, and the versions that come of it."""

from dataclasses import replace

from graph.act import Appendix
from graph.fact import Quote
from graph.facts.acts import state_point, state_subdivision
from graph.facts.edition import Change, Version, changes_of, edition_of
from graph.facts.effects import state_effects
from graph.facts.scribe import Scribe, Witness
from graph.facts.starts import start_of, state_noted
from graph.facts.versions import is_read, state_noted_version, state_printed, state_rows_of_law, state_version
from graph.vocab import Vocab


def state_law(scribe: Scribe, witness: Witness, vocab: Vocab) -> None:
    """Printed tables, effects and the versions they make."""
    ordered = {effect.appendix for effect in witness.act.effects if effect.appendix is not None}
    for at, appendix in enumerate(witness.act.appendices):
        _state_appendix(scribe, witness, appendix)
        if at not in ordered:
            _state_own_version(scribe, witness, appendix)
    state_effects(scribe, witness, vocab)


def _state_appendix(scribe: Scribe, witness: Witness, appendix: Appendix) -> None:
    """An appendix of this act, as printed."""
    iri = scribe.names.annex(witness.iri, appendix.number)
    name = _appendix_name(appendix.number)
    quotes = witness.quote([appendix.title_span] if appendix.title_span else [], f"title of {name}")
    state_subdivision(scribe, witness.iri, iri, "appendix", witness.iri)
    scribe.state(iri, "number", appendix.number, quotes=quotes or _header_quote(witness, appendix, name))
    scribe.state(iri, "labels", appendix.title, language=witness.act.language, quotes=quotes)
    scribe.label(iri, en=name.capitalize())
    for table in appendix.tables:
        state_printed(scribe, witness, table, iri, appendix.tables)
    for point in appendix.points:
        state_point(scribe, witness, point, iri, ())


def _header_quote(witness: Witness, appendix: Appendix, name: str) -> tuple[Quote, ...]:
    """The header, where no title is printed."""
    return witness.quote([appendix.own.span] if appendix.own else [], f"header of {name}")


def _appendix_name(number: str | None) -> str:
    return f"appendix {number}" if number else "appendix"


def _state_own_version(scribe: Scribe, witness: Witness, appendix: Appendix) -> None:
    """An appendix that changes no other act: law of this act itself, as the act or the last amendment made it.

    Where a publisher's note says that the appendix was changed and not by which act, its version is not known: the
    rows are printed rows, and no law of any version.
    """
    changes = changes_of(witness, appendix)
    edition = edition_of(scribe, witness, changes)
    if edition is None:
        return
    of, name = scribe.names.annex(witness.iri, appendix.number), _appendix_name(appendix.number)
    made = edition.iri == witness.iri
    iri = f"{of}/made" if made else scribe.names.version(of, edition.signed, edition.number)
    start = start_of(witness, name) if made else state_noted(scribe, witness, iri, changes[-1].amendment)
    version = Version(
        iri, of, witness.iri, is_read(witness, appendix.span), name, appendix.number, "appendix", edition, start
    )
    for each in changes[:-1]:
        _state_earlier_version(scribe, witness, version, each)
    state_version(scribe, witness, version, appendix.title, sum(len(table.rows) for table in appendix.tables))
    for table in appendix.tables:
        state_rows_of_law(scribe, witness, table, version, of, appendix.tables)


def _state_earlier_version(scribe: Scribe, witness: Witness, edition: Version, change: Change) -> None:
    """A version that a note tells of, and whose text is not held."""
    maker = change.maker(scribe, witness)
    if maker is None or maker.iri in {edition.maker.iri, witness.iri} or not change.whole:
        return
    iri = scribe.names.version(edition.of, maker.signed, maker.number)
    start = state_noted(scribe, witness, iri, change.amendment)
    version = replace(edition, iri=iri, complete=False, maker=maker, start=start)
    quotes = witness.quote([change.amendment.span], "publisher's note")
    state_noted_version(scribe, version, change.amendment.effect, quotes)
