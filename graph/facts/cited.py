"""Facts about acts that a text cites, in its own words and in the notes of its publisher."""

from collections.abc import Iterable

from graph.act import Amendment, Citation
from graph.fact import Basis
from graph.facts.mention import cited_iri
from graph.facts.scribe import Scribe, Witness

_INHERITED = "The item of the note names no body; that of the item before it is meant."


def english_name(kind: str, number: str, signed: str) -> str:
    """The name of an act in English, such as ``Order № ҚР ДСМ-141 of 2021-12-31``."""
    return f"{kind.capitalize()} № {number} of {signed}"


def state_notes(scribe: Scribe, witness: Witness) -> None:
    """The publisher's notes, and the acts that by them made the text what it is."""
    for note in witness.act.notes:
        quotes = witness.quote([note.span], "publisher's note")
        scribe.state(witness.iri, "notes", note.text, language=witness.act.language, quotes=quotes)
        for each in note.amendments:
            _state_amendment(scribe, witness, each)


def _state_amendment(scribe: Scribe, witness: Witness, amendment: Amendment) -> None:
    """The act that a note names changes this one."""
    quotes = witness.quote([amendment.span], "publisher's note")
    iri = scribe.cite(witness, amendment.act)
    if iri == witness.iri:
        return
    basis, reason = (Basis.INFERRED, _INHERITED) if amendment.inherited else (Basis.PRINTED, None)
    scribe.state(iri, "amends", witness.iri, quotes=quotes, basis=basis, reason=reason)
    _state_cited(scribe, iri, amendment.act, witness)


def state_citations(scribe: Scribe, witness: Witness, citations: Iterable[Citation]) -> None:
    """What an act cites, and what it thereby says of acts that may not be held."""
    for citation in citations:
        iri = scribe.cite(witness, citation)
        if iri == witness.iri:
            continue
        quotes = witness.quote([citation.span], "citation")
        scribe.state(witness.iri, "cites", iri, quotes=quotes)
        _state_cited(scribe, iri, citation, witness)


def _state_cited(scribe: Scribe, iri: str, citation: Citation, witness: Witness) -> None:
    quotes = witness.quote([citation.span], "citation")
    body = scribe.names.concept("body", citation.issuer) if citation.issuer else None
    scribe.introduce(iri, "Act")
    scribe.state(iri, "kind", scribe.names.concept("document", citation.kind), quotes=quotes)
    scribe.state(iri, "issuers", body, quotes=quotes)
    _state_other_keys(scribe, iri, citation, witness)
    scribe.state(iri, "acting", citation.acting, quotes=quotes)
    scribe.state(iri, "signed", citation.signed, quotes=quotes)
    scribe.state(iri, "number", citation.number, quotes=quotes)
    scribe.state(iri, "registration", citation.registration, quotes=quotes)
    scribe.state(iri, "labels", citation.title, language=witness.act.language, quotes=quotes)
    if citation.number and citation.signed:
        scribe.label(iri, en=english_name(citation.kind, citation.number, citation.signed.isoformat()))


def _state_other_keys(scribe: Scribe, iri: str, citation: Citation, witness: Witness) -> None:
    """The other issuers of a joint act, and its second names."""
    for other in citation.also:
        quotes = witness.quote([other.span], "citation")
        body = scribe.names.concept("body", other.issuer) if other.issuer else None
        scribe.state(iri, "issuers", body, quotes=quotes)
        scribe.state(iri, "sameAs", cited_iri(scribe.names, other), quotes=quotes)
