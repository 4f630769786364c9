"""The engine in memory: filters are operations on whole sets; only the subjects of the page are ever touched."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import cached_property, lru_cache, reduce
from itertools import islice
from operator import and_, eq, ge, gt, le, lt
from types import MappingProxyType
from typing import Any

from graph.fact import Fact, Value
from graph.stores.bits import between, cut, numbers, union
from graph.stores.entity import Entity, entities
from graph.stores.index import Index
from graph.stores.query import (
    Aggregate,
    And,
    Compare,
    Comparison,
    Count,
    Differ,
    Facet,
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
from graph.stores.ranking import Ranking, sort_key
from graph.stores.store import Counts, Page, Summary
from graph.vocabulary import TERMS

_REMEMBERED = 512
"""Results kept, the least recently used forgotten first."""

_PARTS = 2048
"""Sub-results kept likewise: a question about the law of a day has some hundreds."""

_ORDERS = 64
"""Rankings that are kept: clients choose them."""

_EXACT = Context(prec=10_000)
"""Adds without rounding: no sum here comes near to so many digits."""

_PLACES: Mapping[str, int] = MappingProxyType({name: place for place, name in enumerate(TERMS)})

_COMPARE: Mapping[Comparison, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        Comparison.EQUAL: eq,
        Comparison.LESS: lt,
        Comparison.AT_MOST: le,
        Comparison.MORE: gt,
        Comparison.AT_LEAST: ge,
    }
)


class MemoryStore:
    """A Store over entities in memory."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = facts if isinstance(facts, tuple) else tuple(facts)
        self._entities = entities(self._facts)
        self._index = Index(self._entities.values())
        self._set = lru_cache(_PARTS)(self._evaluate)
        self._arranged = lru_cache(_REMEMBERED)(self._arrange)
        self._reached = lru_cache(_REMEMBERED)(self._reach)
        self._ranking = lru_cache(_ORDERS)(self._rank)
        self._told = lru_cache(_REMEMBERED)(self._tell)

    def get(self, iri: str) -> Entity | None:
        """The subject with this IRI."""
        return self._entities.get(iri)

    def all(self, class_name: str) -> Sequence[Entity]:
        """Every subject of a class, in document order."""
        return self._index.all(class_name)

    def facts(self, iri: str) -> Sequence[Fact]:
        """What is stated of the subject with this IRI, each once, in the order of the vocabulary."""
        return self._told(iri)

    def _tell(self, iri: str) -> Sequence[Fact]:
        once: dict[tuple[str, str, str | None], Fact] = {}
        for fact in self._stated.get(iri, ()):
            once.setdefault((fact.term.name, fact.value, fact.language), fact)
        return sorted(once.values(), key=lambda fact: _PLACES[fact.term.name])

    @cached_property
    def _stated(self) -> Mapping[str, Sequence[Fact]]:
        """The facts by subject; only statements ask for them."""
        found: dict[str, list[Fact]] = {}
        for fact in self._facts:
            found.setdefault(fact.subject, []).append(fact)
        return found

    def find(self, query: Query) -> Page:
        """The page that a query asks for. Raises KeyError for an unknown ``after`` or ``before``."""
        found = self._arranged(query.type, query.where, query.order)
        ranks = self._ranking(query.type, query.order)
        low, high = self._window(query, ranks)
        places = cut(between(found, low, high), query.first, query.last)
        members = self.all(query.type)
        items = tuple(members[ranks.members[place] if ranks else place] for place in places)
        low, high = (places[0], places[-1] + 1) if places else (low, low)
        return Page(items, found.bit_count(), bool(found >> high), bool(between(found, 0, low)))

    def count(self, facet: Facet) -> Counts:
        """How many have each value."""
        query = facet.query
        found = self._set(query.type, query.where)
        sets = self._reached(query.type, facet.term, facet.way, facet.among)
        if facet.yearly:
            sets = _by_year(sets)
        counts = ((value, (found & each).bit_count()) for value, each in sets.items())
        values = sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0]))
        return Counts(tuple(values), (found & ~union(sets.values())).bit_count())

    def summarize(self, aggregate: Aggregate) -> tuple[Summary, ...]:
        """What each group that has numbers adds up to, by group; those without one first."""
        query = aggregate.query
        found = self._set(query.type, query.where)
        sets = self._index.values(query.type, aggregate.per)
        parts: list[tuple[Value | None, int]] = [(None, found & ~union(sets.values()))]
        parts += [(group, found & each) for group, each in sorted(sets.items())]
        summaries = (self._summary(aggregate, group, part) for group, part in parts)
        return tuple(each for each in summaries if each)

    def _summary(self, aggregate: Aggregate, group: Value | None, part: int) -> Summary | None:
        members = self.all(aggregate.query.type)
        amounts = (members[n].values[aggregate.term] for n in numbers(part))
        found: list[Decimal] = [each for each in amounts if each is not None]
        if not found:
            return None
        return Summary(group, len(found), min(found), max(found), reduce(_EXACT.add, found, Decimal(0)))

    def _reach(self, class_name: str, term: str, way: Way | None, among: Filter) -> Mapping[Value, int]:
        """Value of a term, of the subjects themselves or of those that a way leads to, to the set of subjects."""
        if way is None:
            return self._index.values(class_name, term)
        sets, relation = self._index.values(way.to, term), self._index.relation(class_name, way)
        kept = self._set(way.to, among)
        return {value: union(relation[position] for position in numbers(far & kept)) for value, far in sets.items()}

    def _window(self, query: Query, ranks: Ranking | None) -> tuple[int, int]:
        low = 0 if query.after is None else self._place(query, query.after, ranks) + 1
        high = len(self.all(query.type)) if query.before is None else self._place(query, query.before, ranks)
        return low, max(low, high)

    def _place(self, query: Query, iri: str, ranks: Ranking | None) -> int:
        if self._entities[iri].type != query.type:
            raise KeyError(iri)
        position = self._index.position[iri]
        return ranks.places[position] if ranks else position

    def _rank(self, class_name: str, order: tuple[Order | Tally, ...]) -> Ranking | None:
        columns = [(self._keys(class_name, each), each.descending) for each in order]
        return Ranking(len(self.all(class_name)), columns) if order else None

    def _keys(self, class_name: str, order: Order | Tally) -> Sequence[Any]:
        """What each subject of a class is sorted by."""
        members = self.all(class_name)
        if isinstance(order, Order):
            return [sort_key(member, order) for member in members]
        keys = [0] * len(members)
        for count, found in self._index.counts(class_name, order.way, self._set(order.way.to, order.filter)).items():
            for position in numbers(found):
                keys[position] = count
        return keys

    def _arrange(self, class_name: str, where: Filter, order: tuple[Order | Tally, ...]) -> int:
        """A set with its bits in the places that an order gives them."""
        found = self._set(class_name, where)
        ranks = self._ranking(class_name, order)
        return union(1 << ranks.places[position] for position in numbers(found)) if ranks else found

    def _evaluate(self, class_name: str, where: Filter) -> int:
        match where:
            case And(filters):
                everything = self._index.everything(class_name)
                return reduce(and_, (self._set(class_name, each) for each in filters), everything)
            case Or(filters):
                return union(self._set(class_name, each) for each in filters)
            case Not(each):
                return self._index.everything(class_name) & ~self._set(class_name, each)
            case Some(way, each):
                relation = self._index.relation(class_name, way)
                return union(relation[position] for position in numbers(self._set(way.to, each)))
            case _:
                return self._look_up(class_name, where)

    def _look_up(self, class_name: str, where: Is | In | Compare | Count | Differ | Within) -> int:
        """The set of a filter that an index answers."""
        index = self._index
        match where:
            case Is(iris):
                found = (self._entities.get(iri) for iri in iris)
                return union(1 << index.position[each.iri] for each in found if each and each.type == class_name)
            case In(term, values):
                return union(index.values(class_name, term).get(value, 0) for value in values)
            case Compare(term, comparison, operand):
                sets = index.values(class_name, term)
                return union(sets[value] for value in self._compared(class_name, term, comparison, operand))
            case Count(way, comparison, number, among):
                compare = _COMPARE[comparison]
                counts = index.counts(class_name, way, self._set(way.to, among))
                return union(each for count, each in counts.items() if compare(count, number))
            case Differ(way, term, among):
                return index.differing(class_name, way, term, self._set(way.to, among))
            case Within(term, codes):
                return union(index.hierarchy(class_name, term).get(code, 0) for code in codes)

    def _compared(self, class_name: str, term: str, comparison: Comparison, operand: Value) -> Iterator[Value]:
        """The distinct values that compare with the operand."""
        values = self._index.sorted_values(class_name, term)
        if comparison is Comparison.CONTAINS:
            part = str(operand).lower()
            return (value for value in values if part in value.lower())
        if comparison is Comparison.STARTS:
            return _starting(values, str(operand))
        compare = _COMPARE[comparison]
        return (value for value in values if compare(value, operand))


def _by_year(sets: Mapping[Any, int]) -> Mapping[Value, int]:
    """Days to the sets of their subjects, put together by year."""
    years: dict[Value, int] = {}
    for day, found in sets.items():
        years[day.year] = years.get(day.year, 0) | found
    return years


def _starting(values: Sequence[Any], start: str) -> Iterator[Value]:
    for value in islice(values, bisect_left(values, start), None):
        if not value.startswith(start):
            return
        yield value
