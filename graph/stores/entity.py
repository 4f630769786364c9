"""What stores hand out: subjects of the graph with their values, linked to one another."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from graph.fact import Basis, Fact, Quote, Value, values_of
from graph.term import Term
from graph.vocabulary import CLASSES, TERMS

_CAUTION = (Basis.PRINTED, Basis.REPAIRED, Basis.INFERRED, Basis.CURATED)
_DIGITS = re.compile("([0-9]+)")
_SURPLUS = re.compile("[0-9]*([0-9]{12})")


class BrokenFactError(ValueError):
    """A fact that fits no graph; the message names its subject, its term and its value."""

    def __init__(self, fact: Fact, problem: str) -> None:
        super().__init__(f"{fact.subject} {fact.term.name} {fact.value!r}: {problem}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language (BCP 47)."""

    value: str
    language: str


class Entity:
    """A subject of the graph. It never changes once the store that made it is ready.

    ``values`` has a key for every term and every way back of its class: a value or None for a term of one value,
    else a tuple. Words are always a tuple: a term of one value may have it in each language. Links are entities,
    literals have the Python type of their datatype, ways back are tuples in document order. ``bases`` says of a term
    how its facts are known where that is not PRINTED.
    """

    __slots__ = ("bases", "evidence", "iri", "key", "type", "values")

    def __init__(self, iri: str, class_name: str) -> None:
        self.iri = iri
        self.type = class_name
        self.key = natural(iri)
        self.values: dict[str, Any] = dict(_template(class_name))
        self.bases: dict[str, Basis] = {}
        self.evidence: tuple[Evidence, ...] = ()

    def basis(self, term: str) -> Basis:
        """How the values of a term are known: the most cautious basis of its facts."""
        return self.bases.get(term, Basis.PRINTED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote with the act that prints it. Offsets are code points of the file, end exclusive."""

    act: Entity
    locator: str
    quote: str
    start: int
    end: int
    sha256: str
    basis: Basis


def natural(text: str) -> str:
    """A key by which numbers inside a text sort as numbers: ``row_9`` before ``row_33``, ``1494-2`` before ``-10``.

    Every run of digits is padded to twelve, which SPARQL can say with two REPLACE.
    """
    return _SURPLUS.sub(r"\1", _DIGITS.sub(r"00000000000\1", text))


def entities(facts: Iterable[Fact]) -> dict[str, Entity]:
    """Every subject by its IRI, links and ways back resolved, in document order within a class.

    Raises BrokenFactError for a class or a datatype that is wrong, a link that leads nowhere and a second value of
    a term that has one.
    """
    kept = facts if isinstance(facts, list | tuple) else list(facts)
    subjects = {fact.subject: _typed(fact) for fact in kept if fact.term.name == "type"}
    found = {each.iri: each for each in sorted(subjects.values(), key=_document_order(kept))}
    for fact in kept:
        if fact.term.name != "type":
            _state(found, fact)
    _lead_back(found.values())
    for entity, quotes in _quotes(found, kept).items():
        entity.evidence = tuple(quotes)
    return found


def linked(value: object) -> tuple[Entity, ...]:
    """The entities that a value of ``Entity.values`` leads to."""
    if isinstance(value, Entity):
        return (value,)
    return value if isinstance(value, tuple) else ()


def plain(value: object) -> tuple[Value, ...]:
    """The values of a term as filters compare them: words without their language, links by their IRI."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(each for one in value for each in plain(one))
    if isinstance(value, Text):
        return (value.value,)
    return (value.iri,) if isinstance(value, Entity) else (value,)  # type: ignore[return-value]


@cache
def ways(class_name: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The ways back of a class: name to the (term, class of its subjects) pairs that it reads backwards."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for term in TERMS.values():
        if term.links and term.range in {class_name, "Resource"}:
            for owner in _owners(term):
                if way := term.inverse(owner):
                    found[way] = (*found.get(way, ()), (term.name, owner))
    return found


@cache
def terms(class_name: str) -> tuple[Term, ...]:
    """The terms that a subject of the class may have."""
    return tuple(term for term in TERMS.values() if class_name in _owners(term))


def _owners(term: Term) -> tuple[str, ...]:
    return tuple(CLASSES) if "Resource" in term.domain else term.domain


@cache
def _template(class_name: str) -> Mapping[str, Any]:
    own = {term.name: () if _several(term) else None for term in terms(class_name)}
    return {**dict.fromkeys(ways(class_name), ()), **own}


def _several(term: Term) -> bool:
    return term.many or term.range == "langString"


def _typed(fact: Fact) -> Entity:
    if fact.value not in CLASSES:
        raise BrokenFactError(fact, "no class of the vocabulary")
    return Entity(fact.subject, fact.value)


def _document_order(facts: Iterable[Fact]) -> Any:  # noqa: ANN401 - a key function of two kinds
    codes = values_of(facts, "code")
    return lambda entity: (codes.get(entity.iri, ""), entity.key)


def _state(found: Mapping[str, Entity], fact: Fact) -> None:
    entity = found.get(fact.subject)
    if entity is None:
        raise BrokenFactError(fact, "the subject has no class")
    name = fact.term.name
    if name not in entity.values:
        raise BrokenFactError(fact, f"no term of {entity.type}")
    entity.values[name] = _joined(entity.values[name], _value(found, fact), fact)
    if fact.basis is not Basis.PRINTED:
        entity.bases[name] = _cautious(fact.basis, entity.basis(name))


def _joined(before: Any, value: object, fact: Fact) -> object:  # noqa: ANN401 - as Entity.values has it
    """The values of a term with one more."""
    several = _several(fact.term)
    if several and value in before:
        return before
    if not fact.term.many:
        held = before if several else (before,)
        rivals = [each for each in held if each not in {None, value} and _language(each) == fact.language]
        if rivals:
            raise BrokenFactError(fact, f"a second value beside {plain(rivals[0])[0]!r}")
    return (*before, value) if several else value


def _language(value: object) -> str | None:
    return value.language if isinstance(value, Text) else None


def _value(found: Mapping[str, Entity], fact: Fact) -> object:
    if fact.term.links:
        if fact.value not in found:
            raise BrokenFactError(fact, "leads to no subject of the graph")
        return found[fact.value]
    try:
        return _LITERALS[fact.term.range](fact)
    except (ValueError, ArithmeticError, KeyError) as error:
        raise BrokenFactError(fact, f"no {fact.term.range}") from error


def _text(fact: Fact) -> Text:
    if fact.language is None:
        raise ValueError("no language")
    return Text(fact.value, fact.language)


_LITERALS: Mapping[str, Any] = {
    "string": lambda fact: fact.value,
    "iri": lambda fact: fact.value,
    "langString": _text,
    "date": lambda fact: date.fromisoformat(fact.value),
    "decimal": lambda fact: Decimal(fact.value),
    "integer": lambda fact: int(fact.value),
    "boolean": lambda fact: {"true": True, "false": False}[fact.value],
}


def _lead_back(found: Iterable[Entity]) -> None:
    """Fill the ways back. The entities come in document order, so the ways back do too."""
    backwards: dict[tuple[Entity, str], list[Entity]] = {}
    for entity in found:
        for term, way in _links(entity.type):
            for target in linked(entity.values[term]):
                backwards.setdefault((target, way), []).append(entity)
    for (target, way), sources in backwards.items():
        target.values[way] = tuple(sources)


@cache
def _links(class_name: str) -> tuple[tuple[str, str], ...]:
    pairs = ((term.name, term.inverse(class_name)) for term in terms(class_name) if term.links)
    return tuple((name, way) for name, way in pairs if way)


def _quotes(found: Mapping[str, Entity], facts: Iterable[Fact]) -> dict[Entity, list[Evidence]]:
    bases: dict[tuple[str, Quote], Basis] = {}
    for fact in facts:
        for quote in fact.quotes:
            place = (fact.subject, quote)
            bases[place] = _cautious(fact.basis, bases.get(place, Basis.PRINTED))
    quotes: dict[Entity, list[Evidence]] = {}
    for (subject, quote), basis in sorted(bases.items(), key=lambda pair: pair[0]):
        quotes.setdefault(found[subject], []).append(witness(found[quote.file], quote, basis))
    return quotes


def witness(file: Entity, quote: Quote, basis: Basis) -> Evidence:
    """A quote of a file as evidence: with the act that prints it."""
    act = file.values["act"] or file.values["expression"][0].values["act"][0]
    return Evidence(act, quote.locator, quote.text, quote.start, quote.end, file.values["sha256"], basis)


def _cautious(one: Basis, other: Basis) -> Basis:
    return max(one, other, key=_CAUTION.index)
