"""The names that rows print for codes, gathered from row to row: what concepts are made from, in bounded memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.codes import NATIONAL, TARIFF
from graph.fact import Basis, Fact, Quote
from graph.iri import Names

MOST_QUOTES = 64
"""Quotes that are kept for one name of one code: a code of every list would have as many as there are lists."""
SYSTEMS: Mapping[str, str] = MappingProxyType({"procedure": NATIONAL, "service": TARIFF})
"""The term by which a row names a concept, with the code system of the concept."""


@dataclass(slots=True)
class PrintedName:
    """A name of a code in one language, as rows print it."""

    name: str
    language: str | None
    rows: int = 0
    printed: bool = True
    """Whether every row prints it undamaged."""
    quotes: tuple[Quote, ...] = ()

    def add(self, other: "PrintedName") -> None:
        """Count the rows of another part of the corpus, which comes later."""
        self.rows += other.rows
        self.printed = self.printed and other.printed
        if len(self.quotes) < MOST_QUOTES:
            self.quotes = tuple(dict.fromkeys((*self.quotes, *other.quotes)))[:MOST_QUOTES]


@dataclass(slots=True)
class Named:
    """A code with the names that rows print for it."""

    code: str
    iri: str
    names: dict[tuple[str, str | None], PrintedName] = field(default_factory=dict)

    @property
    def ranked(self) -> list[PrintedName]:
        """The names, the one printed in most rows first; among equals the one printed first."""
        return sorted(self.names.values(), key=lambda each: -each.rows)


@dataclass(slots=True)
class Gathered:
    """The concepts that rows name, by the term that names them and their code."""

    found: dict[str, dict[str, Named]] = field(default_factory=lambda: {term: {} for term in SYSTEMS})

    def add(self, facts: Sequence[Fact], names: Names) -> None:
        """Gather from the facts of a home: rows do not lie in two."""
        for term, system in SYSTEMS.items():
            prefix = names.code(system, "")
            codes = {fact.subject: fact.value for fact in facts if _names(fact, term, prefix)}
            for iri in codes.values():
                self._named(term, iri, prefix)
            for fact in facts if codes else ():
                if fact.term.name == "nameAsPrinted" and fact.subject in codes:
                    self._count(self._named(term, codes[fact.subject], prefix), fact)

    def join(self, other: "Gathered") -> None:
        """Add what another part of the corpus has, which comes later."""
        for term, found in other.found.items():
            for code, named in found.items():
                mine = self.found[term].setdefault(code, Named(code, named.iri))
                for key, name in named.names.items():
                    mine.names.setdefault(key, PrintedName(name.name, name.language)).add(name)

    def concepts(self, term: str) -> list[Named]:
        """The concepts that rows name by a term, by code."""
        return [named for _, named in sorted(self.found[term].items())]

    def has(self, iri: str) -> bool:
        """Whether any row names a concept."""
        code = iri.rpartition("/")[2]
        return any(code in found and found[code].iri == iri for found in self.found.values())

    def _named(self, term: str, iri: str, prefix: str) -> Named:
        code = iri.removeprefix(prefix)
        return self.found[term].setdefault(code, Named(code, iri))

    def _count(self, named: Named, fact: Fact) -> None:
        key = (fact.value, fact.language)
        one = PrintedName(fact.value, fact.language, 1, fact.basis is Basis.PRINTED, fact.quotes[:MOST_QUOTES])
        named.names.setdefault(key, PrintedName(fact.value, fact.language)).add(one)


def _names(fact: Fact, term: str, prefix: str) -> bool:
    """Whether a fact names a concept of a system; what is proposed or assigned names none."""
    return fact.term.name == term and fact.value.startswith(prefix)


def gather(facts: Iterable[Fact], names: Names) -> Gathered:
    """What the facts of a whole graph name."""
    gathered = Gathered()
    gathered.add(facts if isinstance(facts, Sequence) else list(facts), names)
    return gathered
