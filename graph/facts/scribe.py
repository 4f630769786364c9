"""Writes facts down, each with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from graph.act import Act
from graph.fact import Basis, Fact, Quote
from graph.iri import Names
from graph.source import Source, Span
from graph.vocabulary import CLASSES, TERMS

Value = str | bool | int | date | Decimal


@dataclass(slots=True)
class Scribe:
    """Facts of one source, in the order in which they were written."""

    names: Names
    source: str
    """IRI of the file that the facts come from: their named graph."""
    facts: list[Fact] = field(default_factory=list)

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


def lexical(value: Value) -> str:
    """A value as its datatype writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Witness:
    """An act as a witness: it quotes itself."""

    act: Act
    iri: str
    file: str
    source: Source

    def quote(self, spans: Iterable[Span], locator: str) -> tuple[Quote, ...]:
        """What the act prints at these spans."""
        return tuple(Quote(self.file, each.start, each.end, self.source.quote(each), locator) for each in spans)
