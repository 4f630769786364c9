"""Facts about an act itself: who issued it, when, what it says, what it cites."""

from collections.abc import Iterable

from graph.act import Act, Citation, Commencement, Point
from graph.fact import Basis
from graph.facts.scribe import Scribe, Witness
from graph.iri import Names

LANGUAGES = {
    "kk": "http://publications.europa.eu/resource/authority/language/KAZ",
    "ru": "http://publications.europa.eu/resource/authority/language/RUS",
}
"""Languages of expressions, from the EU's authority table."""
_UNOFFICIAL = "http://data.europa.eu/eli/ontology#LegalValue-unofficial"
_PLAIN_TEXT = "http://www.iana.org/assignments/media-types/text/plain"
_AWAITS = {
    "after-first-publication": "It counts from the day of first official publication, which no held text prints.",
    "from-first-publication": "It is the day of first official publication, which no held text prints.",
    "from-day-after-first-publication": "It is the day after first official publication, which no held text prints.",
    "on-signature": "It is the day of signature.",
    "on-date": "The text prints it.",
}


def state_act(scribe: Scribe, witness: Witness) -> None:
    """Everything an act says of itself. The act must have requisites with a known issuer."""
    act, iri = witness.act, witness.iri
    requisites = act.requisites[0]
    quotes = witness.quote([requisites.span], "requisites")
    scribe.introduce(iri, "Act")
    scribe.state(iri, "held", value=True, basis=Basis.INFERRED)
    scribe.state(iri, "kind", scribe.names.concept("document", requisites.kind), quotes=quotes)
    scribe.state(iri, "issuers", scribe.names.concept("body", requisites.issuer or ""), quotes=quotes)
    scribe.state(iri, "acting", requisites.acting, quotes=quotes)
    scribe.state(iri, "signed", requisites.signed, quotes=quotes)
    scribe.state(iri, "number", requisites.number, quotes=quotes)
    scribe.state(iri, "numberAsPrinted", requisites.number_printed, quotes=quotes)
    scribe.label(iri, en=english_name(requisites.kind, requisites.number, requisites.signed.isoformat()))
    _state_registration(scribe, witness)
    _state_text(scribe, witness)
    _state_words(scribe, witness)
    if act.commencement is not None:
        _state_commencement(scribe, witness, act.commencement)
    for point in act.points:
        _state_point(scribe, witness, point, iri, ())


def act_iri(names: Names, act: Act) -> str:
    """The IRI of an act that prints its requisites; raises ``IndexError`` for one that does not."""
    requisites = act.requisites[0]
    return names.act(requisites.issuer or "", requisites.kind, requisites.signed, requisites.number)


def english_name(kind: str, number: str, signed: str) -> str:
    """The name of an act in English, such as ``Order № ҚР ДСМ-141 of 2021-12-31``."""
    return f"{kind.capitalize()} № {number} of {signed}"


def _state_registration(scribe: Scribe, witness: Witness) -> None:
    if registration := witness.act.registration:
        quotes = witness.quote([registration.span], "registration")
        scribe.state(witness.iri, "registration", registration.number, quotes=quotes)
        scribe.state(witness.iri, "registrationDate", registration.date, quotes=quotes)


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
    scribe.introduce(witness.file, "File")
    scribe.state(expression, "file", witness.file, basis=Basis.INFERRED)
    scribe.state(witness.file, "sha256", act.source.sha256, basis=Basis.INFERRED)
    scribe.state(witness.file, "characters", len(act.source.text), basis=Basis.INFERRED)
    scribe.state(witness.file, "mediaType", _PLAIN_TEXT, basis=Basis.INFERRED)
    scribe.state(witness.file, "legalValue", _UNOFFICIAL, basis=Basis.INFERRED)
    scribe.label(witness.file, en=f"Text that was read ({language})")


def _state_words(scribe: Scribe, witness: Witness) -> None:
    """Notes, enacting word and signatories."""
    act, language = witness.act, witness.act.language
    for note in act.notes:
        quotes = witness.quote([note.span], "publisher's note")
        scribe.state(witness.iri, "notes", note.text, language=language, quotes=quotes)
    scribe.state(witness.iri, "enactingWord", act.enacting_word, language=language)
    for each in act.signatories:
        quotes = witness.quote([each.span], "signature")
        scribe.state(witness.iri, "signatories", f"{each.name}, {each.position}", language=language, quotes=quotes)


def _state_commencement(scribe: Scribe, witness: Witness, read: Commencement) -> None:
    """The rule of entry into force. The day itself is stated only where the text fixes it."""
    iri = f"{witness.iri}#commencement"
    signed = witness.act.requisites[0].signed
    quotes = witness.quote([read.span], f"point {read.point}")
    scribe.introduce(iri, "Commencement")
    scribe.label(iri, en=f"Commencement of № {witness.act.requisites[0].number}")
    scribe.state(witness.iri, "commencement", iri, quotes=quotes)
    scribe.state(iri, "rule", read.rule, quotes=quotes)
    scribe.state(iri, "days", read.days, quotes=quotes)
    scribe.state(iri, "dayKind", read.day_kind, quotes=quotes)
    day = signed if read.rule == "on-signature" else read.date
    scribe.state(iri, "entryIntoForce", day, quotes=quotes)
    scribe.state(iri, "appliesFrom", read.applies_from, quotes=quotes)
    scribe.state(witness.iri, "appliesFrom", read.applies_from, quotes=quotes)
    reason = _AWAITS[read.rule] if read.rule else "The words of the point are not understood."
    scribe.state(iri, "reason", reason, basis=Basis.INFERRED)


def _state_point(scribe: Scribe, witness: Witness, point: Point, parent: str, above: tuple[str, ...]) -> None:
    numbers = (*above, point.number)
    iri = scribe.names.point(witness.iri, *numbers)
    kind = "subpoint" if above else "point"
    locator = " ".join(f"{name} {number}" for name, number in zip(("point", "subpoint"), numbers, strict=False))
    quotes = witness.quote([point.span], locator)
    basis = Basis.REPAIRED if point.repaired else Basis.PRINTED
    state_subdivision(scribe, witness.iri, iri, kind, parent)
    scribe.state(iri, "number", point.number, quotes=quotes)
    scribe.state(iri, "text", point.text, language=witness.act.language, quotes=quotes, basis=basis)
    scribe.label(iri, kk=f"{point.number}-тармақ{'ша' if above else ''}", en=locator.capitalize())
    for inner in point.points:
        _state_point(scribe, witness, inner, iri, numbers)


def state_subdivision(scribe: Scribe, act: str, iri: str, kind: str, parent: str) -> None:
    """A part of an act: its kind and what it stands in."""
    scribe.introduce(iri, "Subdivision")
    scribe.state(iri, "subdivisionKind", scribe.names.concept("subdivision", kind), basis=Basis.INFERRED)
    scribe.state(iri, "parent", parent, basis=Basis.INFERRED)
    if parent == act:
        scribe.state(act, "subdivisions", iri, basis=Basis.INFERRED)


def cited_iri(names: Names, citation: Citation) -> str | None:
    """The IRI of a cited act; None where its issuer is not known."""
    if citation.issuer is None:
        return None
    return names.act(citation.issuer, citation.kind, citation.signed, citation.number)


def state_citations(scribe: Scribe, witness: Witness, citations: Iterable[Citation]) -> None:
    """What an act cites, and what it thereby says of acts that may not be held."""
    for citation in citations:
        iri = cited_iri(scribe.names, citation)
        if iri is None or iri == witness.iri:
            continue
        quotes = witness.quote([citation.span], "citation")
        scribe.state(witness.iri, "cites", iri, quotes=quotes)
        _state_cited(scribe, iri, citation, witness)


def _state_cited(scribe: Scribe, iri: str, citation: Citation, witness: Witness) -> None:
    quotes = witness.quote([citation.span], "citation")
    scribe.introduce(iri, "Act")
    scribe.state(iri, "kind", scribe.names.concept("document", citation.kind), quotes=quotes)
    scribe.state(iri, "issuers", scribe.names.concept("body", citation.issuer or ""), quotes=quotes)
    scribe.state(iri, "acting", citation.acting, quotes=quotes)
    scribe.state(iri, "signed", citation.signed, quotes=quotes)
    scribe.state(iri, "number", citation.number, quotes=quotes)
    scribe.state(iri, "registration", citation.registration, quotes=quotes)
    scribe.state(iri, "labels", citation.title, language=witness.act.language, quotes=quotes)
    scribe.label(iri, en=english_name(citation.kind, citation.number, citation.signed.isoformat()))
