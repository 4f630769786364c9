"""What all files of a dump are made from: one graph, and what several files need of it, made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from graph.export.statistics import Statistics, count
from graph.fact import Quote
from graph.rdf.dump import Built, Dump
from graph.stores.entity import Entity, Evidence
from graph.stores.store import Store


class ExportError(ValueError):
    """A value of the graph that a file format cannot carry; the message names the value and its subject."""


class Source(Built, Protocol):
    """A build: what a dump is made from, with a store that has read its facts."""

    @property
    def store(self) -> Store:
        """The same facts, ready to answer."""


@dataclass(frozen=True)
class Export:
    """A graph that is being written to files. Nothing in it has a clock: the same facts give the same bytes."""

    graph: Source

    @property
    def base(self) -> str:
        """The base IRI, with a slash at its end."""
        return self.graph.base

    @property
    def dumps(self) -> str:
        """The IRI that the names of the files are relative to."""
        return f"{self.graph.base}dumps/"

    @cached_property
    def dump(self) -> Dump:
        """The graph in RDF."""
        return Dump(self.graph)

    def all(self, *class_names: str) -> Iterator[Entity]:
        """The subjects of some classes, class by class, in document order."""
        for name in class_names:
            yield from self.graph.store.all(name)

    @cached_property
    def newest(self) -> date | None:
        """The newest day of signature among the acts whose text is held: the data know no later day."""
        days = [act.values["signed"] for act in self.all("Act") if act.values["held"] and act.values["signed"]]
        return max(days, default=None)

    @cached_property
    def statistics(self) -> Statistics:
        """How much a dump holds."""
        return count(self.dump)

    @cached_property
    def files(self) -> Mapping[tuple[str, str], str]:
        """The IRI of each text file, by the IRI of its act and its SHA-256."""
        return {(_act_of(file), file.values["sha256"]): file.iri for file in self.all("File")}

    @cached_property
    def _quotes(self) -> Mapping[tuple[str, str], Quote]:
        """What the first value of a term was quoted from, by subject and term.

        Of the pieces of a row that the page broke apart the longest: it is the one with number and code.
        """
        found: dict[tuple[str, str], Quote] = {}
        for fact in self.graph.facts:
            if fact.quotes:
                found.setdefault((fact.subject, fact.term.name), max(fact.quotes, key=lambda quote: len(quote.text)))
        return found

    def evidence_of(self, entity: Entity, term: str) -> Evidence | None:
        """The words that a term of a subject was read from; None where no text prints it."""
        quote = self._quotes.get((entity.iri, term))
        if quote is None:
            return None
        place = (quote.start, quote.end, quote.text)
        return next((each for each in entity.evidence if (each.start, each.end, each.quote) == place), None)


def _act_of(file: Entity) -> str:
    act = file.values["act"] or file.values["expression"][0].values["act"][0]
    return str(act.iri)
