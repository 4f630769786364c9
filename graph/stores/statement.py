"""What the graph says of a subject and of two subjects to one another, term by term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

from graph.fact import Basis, Value
from graph.stores.entity import Entity, Text, linked, terms
from graph.term import Term
from graph.vocabulary import CLASSES


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject, a term and one of its values: a subject, words in a language, or a value of the term's datatype."""

    subject: Entity
    term: Term
    value: Entity | Text | Value

    @property
    def basis(self) -> Basis:
        """How it is known."""
        return self.subject.basis(self.term.name)


def statements_of(entity: Entity) -> Iterator[Statement]:
    """All that is said of a subject, in the order of the vocabulary. Its class is none of it."""
    for term in terms(entity.type):
        value = entity.values.get(term.name)
        for each in value if isinstance(value, tuple) else () if value is None else (value,):
            yield Statement(entity, term, each)


def statements_about(entity: Entity, near: Iterable[Entity]) -> Iterator[Statement]:
    """What others say whose value is this subject; ``near`` are those that may."""
    for each in near:
        yield from links(each, entity)


def links(start: Entity, end: Entity) -> Iterator[Statement]:
    """The statements of one subject whose value is the other."""
    for term in terms(start.type):
        if term.links and any(each is end for each in linked(start.values[term.name])):
            yield Statement(start, term, end)


@cache
def most_links() -> int:
    """The most statements that may join two subjects, one way and the other, going by the vocabulary."""
    return max(_terms(one, other) + _terms(other, one) for one, other in combinations_with_replacement(CLASSES, 2))


def _terms(start: str, end: str) -> int:
    return sum(term.links and term.range in {end, "Resource"} for term in terms(start))
