"""Writes facts down, each with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.act import Act, Citation, Registration, Requisites
from graph.consolidation.deed import Deed
from graph.diagnostic import Diagnostic
from graph.fact import Basis, Fact, Quote, Value, lexical
from graph.facts.mention import Mention, cited_iri, mentioned
from graph.iri import Names
from graph.source import Source, Span
from graph.vocabulary import CLASSES, TERMS


@dataclass(slots=True)
class Scribe:
    """Facts of one source, in the order in which they were written."""

    names: Names
    source: str
    """IRI of the file that the facts come from: their named graph."""
    facts: list[Fact] = field(default_factory=list)
    mentions: dict[tuple[str | None, ...], Mention] = field(default_factory=dict)
    """Citations that do not say by themselves which act is meant, by what they say."""
    whole: dict[str, None] = field(default_factory=dict)
    """IRIs of the tables that were read without an error: a row that is not there is not printed."""
    problems: list[Diagnostic] = field(default_factory=list)
    """What could not be stated."""
    deeds: list[Deed] = field(default_factory=list)
    """What effects do to which version, for consolidation."""

    def beside(self, source: str) -> "Scribe":
        """A scribe of another file whose facts go to the same list."""
        return Scribe(self.names, source, self.facts, self.mentions, self.whole, self.problems, self.deeds)

    def cite(self, witness: "Witness", citation: Citation) -> str:
        """The IRI of a cited act; where the citation has no full key, an IRI that stands for it until linking."""
        known = cited_iri(self.names, citation)
        if known is not None:
            return known
        signed = citation.signed.isoformat() if citation.signed else None
        key = (citation.kind, citation.issuer, signed, citation.number, citation.registration, citation.title)
        if key not in self.mentions:
            iri = self.names.mention(witness.source.sha256, len(self.mentions) + 1)
            self.mentions[key] = mentioned(citation, iri, witness.source.quote(citation.span))
        return self.mentions[key].iri

    def state(
        self,
        subject: str,
        term: str,
        value: Value | None,
        *,
        language: str | None = None,
        quotes: tuple[Quote, ...] = (),
        basis: Basis = Basis.PRINTED,
        reason: str | None = None,
    ) -> None:
        """One fact; nothing where there is no value. Raises ``KeyError`` for a term outside the vocabulary."""
        if value is not None:
            fact = Fact(subject, TERMS[term], lexical(value), self.source, language, quotes, basis, reason)
            self.facts.append(fact)

    def introduce(self, subject: str, class_name: str) -> None:
        """Say of what class a subject is; raises ``KeyError`` for a class outside the vocabulary."""
        self.state(subject, "type", CLASSES[class_name].name, basis=Basis.INFERRED)

    def label(self, subject: str, *, basis: Basis = Basis.INFERRED, **labels: str | None) -> None:
        """Labels by language, such as ``kk="…", en="…"``."""
        for language, label in labels.items():
            self.state(subject, "labels", label, language=language, basis=basis)


@dataclass(frozen=True, slots=True)
class Witness:
    """An act as a witness: it quotes itself. ``requisites`` are the first that name an issuer."""

    act: Act
    iri: str
    file: str
    source: Source
    requisites: Requisites
    meta: str | None = None
    """IRI of the publisher's description, where there is one."""

    def quote(self, spans: Iterable[Span], locator: str) -> tuple[Quote, ...]:
        """What the act prints at these spans."""
        return tuple(Quote(self.file, each.start, each.end, self.source.quote(each), locator) for each in spans)

    def quote_stated(self, stated: Requisites | Registration, locator: str) -> tuple[Quote, ...]:
        """Where requisites or a registration stand: in the text, or in the publisher's description."""
        if stated.printed_in != "meta" or self.act.meta is None or self.meta is None:
            return self.quote([stated.span], locator)
        span, described = stated.span, f"{locator} in the publisher's description"
        return (Quote(self.meta, span.start, span.end, self.act.meta.quote(span), described),)


def first_requisites(act: Act) -> Requisites | None:
    """The requisites that name the act: the first with a known issuer; None where there are none."""
    return next((each for each in act.requisites if each.issuer is not None), None)


def witness_of(act: Act, names: Names, part: str | None = None) -> Witness | None:
    """An act as a witness; None where it has no name. ``part`` names one file of a text in several."""
    requisites = first_requisites(act)
    if requisites is None:
        return None
    iri = names.act(requisites.issuer or "", requisites.kind, requisites.signed, requisites.number)
    file = names.file(iri, act.language or "kk", part)
    return Witness(act, iri, file, act.source, requisites, names.description(iri) if act.meta else None)
