"""What the graph says of a subject and of two subjects to one another, fact by fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

from graph.fact import Fact
from graph.stores.entity import Entity, Evidence, terms, witness
from graph.stores.store import Store
from graph.vocabulary import CLASSES


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with its subject and, where its value is one, the subject that it leads to."""

    fact: Fact
    subject: Entity
    resource: Entity | None


def statements_of(store: Store, entity: Entity) -> Iterator[Statement]:
    """All that is said of a subject, in the order of the vocabulary. Its class is none of it."""
    for fact in store.facts(entity.iri):
        if fact.term.name != "type":
            yield Statement(fact, entity, store.get(fact.value) if fact.term.links else None)


def statements_about(store: Store, entity: Entity, near: Iterable[Entity]) -> Iterator[Statement]:
    """What others say whose value is this subject; ``near`` are those that may."""
    for each in near:
        yield from links(store, each, entity)


def links(store: Store, start: Entity, end: Entity) -> Iterator[Statement]:
    """The statements of one subject whose value is the other."""
    for fact in store.facts(start.iri):
        if fact.value == end.iri and fact.term.links:
            yield Statement(fact, start, end)


def evidence_of(store: Store, fact: Fact) -> Iterator[Evidence]:
    """The quotes that a fact rests on, in their order."""
    files = ((store.get(quote.file), quote) for quote in fact.quotes)
    return (witness(file, quote, fact.basis) for file, quote in files if file)


def most_quotes(store: Store) -> int:
    """The most quotes that any fact of the store rests on."""
    subjects = (each for name in CLASSES for each in store.all(name))
    return max((len(fact.quotes) for each in subjects for fact in store.facts(each.iri)), default=0)


@cache
def most_links() -> int:
    """The most statements that may join two subjects, one way and the other, going by the vocabulary."""
    return max(_terms(one, other) + _terms(other, one) for one, other in combinations_with_replacement(CLASSES, 2))


def _terms(start: str, end: str) -> int:
    return sum(term.links and term.range in {end, "Resource"} for term in terms(start))
