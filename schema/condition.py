"""How a key of a filter becomes a Filter of the graph.

Declared filters carry one function for each key (``metadata``). A function takes the value that the client gave and
the Reading, which counts what has been read and knows the code systems.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import strawberry

from graph.answers import rows
from graph.iri import normal_number
from graph.stores.query import (
    EVERYTHING,
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
    Some,
    Way,
    Within,
    none,
)
from schema.enums import ALL_VERSIONS
from schema.field import field_name
from schema.reading import Reading

Given = Any
"""What graphql-core hands over: scalars parsed, enumerations as entities, input objects as dictionaries."""

_COMPARISONS: Mapping[str, Comparison] = {
    "lt": Comparison.LESS,
    "lte": Comparison.AT_MOST,
    "gt": Comparison.MORE,
    "gte": Comparison.AT_LEAST,
    "startsWith": Comparison.STARTS,
    "contains": Comparison.CONTAINS,
}


Condition = Callable[[Given, Reading], Filter]


def condition(make: Condition, description: str, name: str | None = None) -> Any:  # noqa: ANN401 - a declaration
    """A key of a filter."""
    return strawberry.field(description=description, default=None, name=name, metadata={"condition": make})


def read_filter(declared: type, given: Mapping[str, Given] | None, reading: Reading) -> Filter:
    """All keys of a filter that are given; null is not given, no key lets everything through.

    Raises QueryError.
    """
    if given is None:
        return EVERYTHING
    makers = conditions(declared)
    with reading.deeper():
        parts = [makers[key](value, reading) for key, value in given.items() if value is not None]
    reading.count(len(parts))
    return _all(parts)


@cache
def conditions(declared: type) -> Mapping[str, Condition]:
    """The function of each key of a declared filter, by GraphQL name."""
    fields = declared.__strawberry_definition__.fields  # type: ignore[attr-defined]
    return {field_name(each): each.metadata["condition"] for each in fields}


def strings(term: str, system: str | None = None) -> Condition:
    """Compare the texts of a term; those of a code system must have the shape of its codes."""

    def read(given: Given, reading: Reading) -> Filter:
        for key in ("eq", "ne", "in", "notIn"):
            for value in _listed(given.get(key)):
                reading.code(system, value) if system else reading.text(value)
        for key in ("startsWith", "contains"):
            if given.get(key) is not None:
                reading.text(given[key])
        return _compared(term, given)

    return read


def numbers(term: str) -> Condition:
    """Compare the texts of a term as numbers of acts, however they are written: see ``normal_number``."""
    asked = strings(term)

    def read(given: Given, reading: Reading) -> Filter:
        return asked({key: _as_number(value) for key, value in given.items()}, reading)

    return read


def _as_number(value: Given) -> Given:
    if isinstance(value, list):
        return [normal_number(each) for each in value]
    return None if value is None else normal_number(value)


def closed(term: str, values: Callable[[Reading], Sequence[str]]) -> Condition:
    """Compare the texts of a term that has no other values than these."""
    asked = strings(term)

    def read(given: Given, reading: Reading) -> Filter:
        known = values(reading)
        for key in _ONE_OF:
            for value in _listed(given.get(key)):
                reading.one_of(known, value)
        return asked(given, reading)

    return read


def scalars(term: str) -> Condition:
    """Compare numbers or days of a term."""

    def read(given: Given, reading: Reading) -> Filter:
        reading.count(sum(len(_listed(value)) for value in given.values()))
        return _compared(term, given)

    return read


def concepts(term: str) -> Condition:
    """Compare the members of an enumeration that a term leads to."""

    def read(given: Given, reading: Reading) -> Filter:
        lists = {key: [each.iri for each in _listed(value)] for key, value in given.items() if value is not None}
        reading.count(sum(map(len, lists.values())))
        return _all(_ONE_OF[key](term, tuple(iris)) for key, iris in lists.items())

    return read


def truth(term: str) -> Condition:
    """Whether a term says true; what it does not say is false."""

    def read(given: Given, _reading: Reading) -> Filter:
        true = In(term, (True,))
        return true if given else Not(true)

    return read


def iris(given: Given, reading: Reading) -> Filter:
    """Which subjects, by IRI."""
    lists = {key: tuple(_listed(value)) for key, value in given.items() if value is not None}
    reading.count(sum(map(len, lists.values())))
    return _all(Is(values) if key in {"eq", "in"} else Not(Is(values)) for key, values in lists.items())


CURRENT = rows.CURRENT
"""Rows of the newest held versions: what is asked about unless older versions are asked for."""


def differing(way: Way, term: str, among: Filter) -> Condition:
    """Whether the texts of a term differ among the subjects that a way leads to."""
    found = Differ(way, term, among)
    return lambda given, _reading: found if given else Not(found)


def within(term: str, system: str) -> Condition:
    """Codes of concepts that stand above, or of the subject itself; all must have the shape of the system's."""

    def read(given: Given, reading: Reading) -> Filter:
        return Within(term, tuple(reading.code(system, code, or_group=True) for code in given))

    return read


def combined(declared: Callable[[], type], join: Callable[[tuple[Filter, ...]], Filter]) -> Condition:
    """``and``, ``or``: several filters."""

    def read(given: Given, reading: Reading) -> Filter:
        reading.count(len(given))
        return join(tuple(read_filter(declared(), each, reading) for each in given))

    return read


def negated(declared: Callable[[], type]) -> Condition:
    """``not``: whatever the filter leaves out."""
    return lambda given, reading: Not(read_filter(declared(), given, reading))


def related(way: Way, declared: Callable[[], type]) -> Condition:
    """The one subject that a way leads to; a filter without keys asks nothing of it, not even that it is there."""

    def read(given: Given, reading: Reading) -> Filter:
        found = read_filter(declared(), given, reading)
        return EVERYTHING if found == EVERYTHING else Some(way, found)

    return read


def through(way: Way, asked: Condition) -> Condition:
    """Ask it of what a way leads to, as if it were a value of the subject itself."""
    return lambda given, reading: _carried(way, asked(given, reading))


def _carried(way: Way, where: Filter) -> Filter:
    match where:
        case And(filters):
            return And(tuple(_carried(way, each) for each in filters))
        case Not(each):
            return Not(_carried(way, each))
        case _:
            return Some(way, where)


def quantified(way: Way, declared: Callable[[], type], scope: Filter = EVERYTHING) -> Condition:
    """The subjects that a way leads to: some, none, every, exists, count.

    Only those within ``scope`` are asked about, unless all versions are asked for.
    """

    def read(given: Given, reading: Reading) -> Filter:
        among = scope
        if given.get("versions") == ALL_VERSIONS:
            reading.all_versions()
            among = EVERYTHING
        parts: list[Filter] = []
        for key, value in given.items():
            if value is None or key == "versions":
                continue
            reading.count()
            if key in {"some", "none", "every"}:
                parts.append(_QUANTIFIERS[key](way, among, read_filter(declared(), value, reading)))
            elif key == "exists":
                parts.append(Some(way, among) if value else none(way, among))
            else:
                parts.append(_counted(way, among, value, reading))
        return _all(parts)

    return read


_QUANTIFIERS: Mapping[str, Callable[[Way, Filter, Filter], Filter]] = {
    "some": lambda way, among, where: Some(way, both(among, where)),
    "none": lambda way, among, where: none(way, both(among, where)),
    "every": lambda way, among, where: none(way, both(among, Not(where))),
}


def both(one: Filter, other: Filter) -> Filter:
    """Both of two filters; one alone where the other lets everything through."""
    return _all(each for each in (one, other) if each != EVERYTHING)


def _counted(way: Way, among: Filter, given: Given, reading: Reading) -> Filter:
    parts: list[Filter] = []
    for key, value in given.items():
        if value is None:
            continue
        reading.count(len(_listed(value)))
        if key in _COMPARISONS:
            parts.append(Count(way, _COMPARISONS[key], value, among))
        else:
            equal = Or(tuple(Count(way, Comparison.EQUAL, each, among) for each in _listed(value)))
            parts.append(equal if key in {"eq", "in"} else Not(equal))
    return _all(parts)


_ONE_OF: Mapping[str, Callable[[str, tuple[Any, ...]], Filter]] = {
    "eq": In,
    "in": In,
    "ne": lambda term, values: Not(In(term, values)),
    "notIn": lambda term, values: Not(In(term, values)),
}


def _compared(term: str, given: Mapping[str, Given]) -> Filter:
    parts: list[Filter] = []
    for key, value in given.items():
        if value is None:
            continue
        if key in _ONE_OF:
            parts.append(_ONE_OF[key](term, tuple(_listed(value))))
        else:
            parts.append(Compare(term, _COMPARISONS[key], value))
    return _all(parts)


def _all(parts: Iterable[Filter]) -> Filter:
    filters = tuple(parts)
    return filters[0] if len(filters) == 1 else And(filters)


def _listed(value: Given) -> list[Given]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
