"""Facts about an act itself: who issued it, when, what it says, what it cites."""

from typing import TypedDict

from graph.act import Act, Point, Registration, Requisites
from graph.fact import Basis, Quote
from graph.facts.adilet import adilet_id
from graph.facts.cited import english_name, state_notes
from graph.facts.element import part_iri
from graph.facts.scribe import Scribe, Witness
from graph.facts.starts import state_commencement
from graph.iri import Names
from graph.source import Source

LANGUAGES = {
    "kk": "http://publications.europa.eu/resource/authority/language/KAZ",
    "ru": "http://publications.europa.eu/resource/authority/language/RUS",
}
"""Languages of expressions, from the EU's authority table."""
_UNOFFICIAL = "http://data.europa.eu/eli/ontology#LegalValue-unofficial"
_PLAIN_TEXT = "http://www.iana.org/assignments/media-types/text/plain"
_DESCRIBED = "The publisher's description of the act says so; its text does not print it."


def state_act(scribe: Scribe, witness: Witness) -> None:
    """Everything an act says of itself. The act must have requisites with a known issuer."""
    act, iri, requisites = witness.act, witness.iri, witness.requisites
    scribe.introduce(iri, "Act")
    scribe.state(iri, "held", value=True, basis=Basis.INFERRED)
    _state_requisites(scribe, witness, requisites)
    for other in act.requisites:
        if other.issuer is not None and other is not requisites:
            _state_other_key(scribe, witness, other)
    scribe.label(iri, en=english_name(requisites.kind, requisites.number, requisites.signed.isoformat()))
    _state_registration(scribe, witness)
    if derived := adilet_id(act):
        scribe.state(iri, "adiletId", derived.identifier, basis=Basis.INFERRED, reason=f"Derived: {derived.rule}.")
    _state_text(scribe, witness)
    _state_words(scribe, witness)
    state_notes(scribe, witness)
    state_commencement(scribe, witness)
    for point in act.points:
        state_point(scribe, witness, point, iri, ())


def act_keys(names: Names, act: Act) -> tuple[str, ...]:
    """The IRI of an act by each of its requisites with a known issuer; the first names the act."""
    known = (each for each in act.requisites if each.issuer is not None)
    return tuple(dict.fromkeys(names.act(each.issuer or "", each.kind, each.signed, each.number) for each in known))


def noted_parts(act: Act, iri: str) -> tuple[str, ...]:
    """Parts of an act that its text prints as other acts made them, as notes say: the act, where they do not say which.

    What they say of an appendix names its version, see ``graph.facts.edition``.
    """
    found: dict[str, None] = {}
    for note in act.notes:
        for element in (note.element or "").split(", ") if note.amendments else ():
            if not element.startswith("appendix") and element not in _NO_PARTS:
                found[part_iri(iri, element) or iri] = None
    return tuple(found)


_NO_PARTS = frozenset({"title", "preamble"})


class _Known(TypedDict):
    quotes: tuple[Quote, ...]
    basis: Basis
    reason: str | None


def _known(witness: Witness, stated: Requisites | Registration, locator: str) -> _Known:
    """How requisites are known. What the publisher's description says is no part of the text."""
    curated = stated.printed_in == "meta" and witness.meta is not None
    quotes = witness.quote_stated(stated, locator)
    basis, reason = (Basis.CURATED, _DESCRIBED) if curated else (Basis.PRINTED, None)
    return {"quotes": quotes, "basis": basis, "reason": reason}


def _scribe_of(scribe: Scribe, witness: Witness, stated: Requisites | Registration) -> Scribe:
    """Facts of the publisher's description come from its file."""
    curated = stated.printed_in == "meta" and witness.meta is not None
    return scribe.beside(witness.meta or "") if curated else scribe


def _state_requisites(scribe: Scribe, witness: Witness, requisites: Requisites) -> None:
    known, iri = _known(witness, requisites, "requisites"), witness.iri
    scribe = _scribe_of(scribe, witness, requisites)
    scribe.state(iri, "kind", scribe.names.concept("document", requisites.kind), **known)
    scribe.state(iri, "issuers", scribe.names.concept("body", requisites.issuer or ""), **known)
    scribe.state(iri, "acting", requisites.acting, **known)
    scribe.state(iri, "signed", requisites.signed, **known)
    scribe.state(iri, "number", requisites.number, **known)
    scribe.state(iri, "numberAsPrinted", requisites.number_printed, **known)


def _state_other_key(scribe: Scribe, witness: Witness, other: Requisites) -> None:
    """A joint act has the requisites of each of its issuers: one act, and a second name for it."""
    known, issuer = _known(witness, other, "requisites"), other.issuer or ""
    scribe = _scribe_of(scribe, witness, other)
    scribe.state(witness.iri, "issuers", scribe.names.concept("body", issuer), **known)
    name = scribe.names.act(issuer, other.kind, other.signed, other.number)
    if name != witness.iri:
        scribe.state(witness.iri, "sameAs", name, **known)


def _state_registration(scribe: Scribe, witness: Witness) -> None:
    if registration := witness.act.registration:
        known = _known(witness, registration, "registration")
        scribe = _scribe_of(scribe, witness, registration)
        scribe.state(witness.iri, "registration", registration.number, **known)
        scribe.state(witness.iri, "registrationDate", registration.date, **known)


def _state_text(scribe: Scribe, witness: Witness) -> None:
    """The expression in its language and the file it was read from."""
    act, language = witness.act, witness.act.language or "kk"
    expression = scribe.names.expression(witness.iri, language)
    scribe.introduce(expression, "Expression")
    scribe.state(witness.iri, "expressions", expression, basis=Basis.INFERRED)
    scribe.state(expression, "language", LANGUAGES[language], basis=Basis.INFERRED)
    if act.title and act.title_span:
        quotes = witness.quote([act.title_span], "title")
        scribe.state(expression, "title", act.title, language=language, quotes=quotes)
        scribe.state(expression, "labels", act.title, language=language, quotes=quotes)
        scribe.state(witness.iri, "labels", act.title, language=language, quotes=quotes)
    if witness.file == scribe.names.file(witness.iri, language):
        scribe.state(expression, "file", witness.file, basis=Basis.INFERRED)
    _state_file(scribe, witness.file, act.source, witness.iri, f"Text that was read ({language})")
    if act.meta is not None and witness.meta is not None:
        described = scribe.beside(witness.meta)
        _state_file(described, witness.meta, act.meta, witness.iri, "The publisher's description")


def _state_file(scribe: Scribe, file: str, source: Source, act: str, label: str) -> None:
    scribe.introduce(file, "File")
    scribe.state(file, "act", act, basis=Basis.INFERRED)
    scribe.state(file, "sha256", source.sha256, basis=Basis.INFERRED)
    scribe.state(file, "characters", len(source.text), basis=Basis.INFERRED)
    scribe.state(file, "mediaType", _PLAIN_TEXT, basis=Basis.INFERRED)
    scribe.state(file, "legalValue", _UNOFFICIAL, basis=Basis.INFERRED)
    scribe.label(file, en=label)


def _state_words(scribe: Scribe, witness: Witness) -> None:
    """Enacting word and signatories."""
    act, language = witness.act, witness.act.language
    spans = [act.enacting_span] if act.enacting_span else []
    quotes = witness.quote(spans, "enacting word")
    scribe.state(witness.iri, "enactingWord", act.enacting_word, language=language, quotes=quotes)
    for each in act.signatories:
        quotes = witness.quote([each.span], "signature")
        scribe.state(witness.iri, "signatories", f"{each.name}, {each.position}", language=language, quotes=quotes)


def state_point(scribe: Scribe, witness: Witness, point: Point, parent: str, above: tuple[str, ...]) -> None:
    """A point with what stands in it. ``above`` are the numbers of the points it stands in, below ``parent``."""
    kind = "subpoint" if above else "point"
    iri = scribe.names.point(parent, point.number) if not above else f"{parent}/spt_{point.number.rstrip(')')}"
    numbers = (*above, point.number)
    locator = " ".join(f"{name} {number}" for name, number in zip(("point", "subpoint"), numbers, strict=False))
    quotes = witness.quote([point.span], locator)
    basis = Basis.REPAIRED if point.repaired else Basis.PRINTED
    state_subdivision(scribe, witness.iri, iri, kind, parent)
    scribe.state(iri, "number", point.number, quotes=quotes)
    scribe.state(iri, "text", point.text, language=witness.act.language, quotes=quotes, basis=basis)
    scribe.label(iri, kk=f"{point.number}-тармақ{'ша' if above else ''}", en=locator.capitalize())
    for inner in point.points:
        state_point(scribe, witness, inner, iri, numbers)


def state_subdivision(scribe: Scribe, act: str, iri: str, kind: str, parent: str) -> None:
    """A part of an act: its kind and what it stands in."""
    scribe.introduce(iri, "Subdivision")
    scribe.state(iri, "subdivisionKind", scribe.names.concept("subdivision", kind), basis=Basis.INFERRED)
    scribe.state(iri, "parent", parent, basis=Basis.INFERRED)
    if parent == act:
        scribe.state(act, "subdivisions", iri, basis=Basis.INFERRED)
