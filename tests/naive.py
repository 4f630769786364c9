"""A reference that answers queries by plain loops over facts: slow, and too simple to be wrong in the same way."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from graph.fact import Fact, Value
from graph.stores.query import (
    And,
    Compare,
    Comparison,
    Count,
    Differ,
    Filter,
    In,
    Is,
    Not,
    Or,
    Order,
    Query,
    Some,
    Tally,
    Way,
    Within,
)
from graph.term import Term

READ: dict[str, Any] = {"date": date.fromisoformat, "decimal": Decimal, "integer": int, "boolean": "true".__eq__}


def value_of(term: Term, lexical: str) -> Value:
    found: Value = READ.get(term.range, str)(lexical)
    return found


class NaiveEngine:
    def __init__(self, facts: Iterable[Fact]) -> None:
        once = {(fact.subject, fact.term.name, fact.value, fact.language): fact for fact in facts}
        self.facts = list(once.values())
        self.classes = {fact.subject: fact.value for fact in self.facts if fact.term.name == "type"}
        self.known: dict[tuple[str, str], list[Any]] = {}
        for fact in self.facts:
            self.known.setdefault((fact.subject, fact.term.name), []).append(value_of(fact.term, fact.value))

    def answer(self, query: Query) -> list[str]:
        members = [iri for iri, name in self.classes.items() if name == query.type]
        found = [iri for iri in members if self.holds(iri, query.where)]
        found.sort(key=lambda iri: (self.first(iri, "code"), natural(iri)))
        for order in reversed(query.order):
            found.sort(key=lambda iri, by=order: self.key(iri, by), reverse=order.descending)  # type: ignore[misc]
        return found

    def first(self, iri: str, term: str) -> tuple[Any, ...]:
        return tuple(self.values(iri, term)[:1])

    def key(self, iri: str, order: Order | Tally) -> tuple[Any, ...]:
        if isinstance(order, Tally):
            return (sum(self.holds(end, order.filter) for end in self.far(iri, order.way)),)
        places = [iri]
        for term in order.path:
            places = [value for place in places for value in self.values(place, term)]
        return tuple(natural(place) if order.natural else place for place in places)

    def values(self, iri: str, term: str) -> list[Any]:
        return self.known.get((iri, term), [])

    def far(self, iri: str, way: Way) -> set[str]:
        links = [(fact.subject, fact.value) for fact in self.facts if fact.term.name == way.term]
        ends = {a for a, b in links if b == iri} if way.back else {b for a, b in links if a == iri}
        return {end for end in ends if self.classes[end] == way.to}

    def holds(self, iri: str, where: Filter) -> bool:  # noqa: C901, PLR0911 - the whole semantics on one page
        match where:
            case And(filters):
                return all(self.holds(iri, each) for each in filters)
            case Or(filters):
                return any(self.holds(iri, each) for each in filters)
            case Not(each):
                return not self.holds(iri, each)
            case Is(iris):
                return iri in iris
            case In(term, values):
                return any(value in values for value in self.values(iri, term))
            case Compare(term, comparison, operand):
                return any(compare(value, comparison, operand) for value in self.values(iri, term))
            case Some(way, each):
                return any(self.holds(end, each) for end in self.far(iri, way))
            case Count(way, comparison, number, among):
                ends = [end for end in self.far(iri, way) if self.holds(end, among)]
                return compare(len(ends), comparison, number)
            case Differ(way, term, among):
                return self.differ({end for end in self.far(iri, way) if self.holds(end, among)}, term)
            case Within(term, codes):
                return any(self.first(each, "code")[:1] == (code,) for each in self.above(iri, term) for code in codes)

    def differ(self, ends: set[str], term: str) -> bool:
        texts = {(f.language, f.value) for f in self.facts if f.subject in ends and f.term.name == term}
        languages = [language for language, _ in texts]
        return len(languages) > len(set(languages))

    def above(self, iri: str, term: str) -> Sequence[str]:
        found = [iri]
        for each in found:
            found += [value for value in self.values(each, term) if value not in found]
        return found


def compare(value: Any, comparison: Comparison, operand: Any) -> bool:  # noqa: PLR0911
    match comparison:
        case Comparison.STARTS:
            return str(value).startswith(operand)
        case Comparison.CONTAINS:
            return operand.lower() in str(value).lower()
        case Comparison.LESS:
            return bool(value < operand)
        case Comparison.AT_MOST:
            return bool(value <= operand)
        case Comparison.MORE:
            return bool(value > operand)
        case Comparison.AT_LEAST:
            return bool(value >= operand)
        case Comparison.EQUAL:
            return bool(value == operand)


def natural(text: str) -> list[tuple[str, int]]:
    return [(words, int(digits or 0)) for words, digits in re.findall("([^0-9]*)([0-9]*)", text)]
