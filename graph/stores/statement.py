"""What the graph says of a subject and of two subjects to one another, term by term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.fact import Basis, Value
from graph.stores.entity import Entity, Text, linked, plain, terms
from graph.term import Term


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


def lexical_value(statement: Statement) -> Value:
    """The value as filters compare it: the words, the IRI, the number."""
    return plain(statement.value)[0]
