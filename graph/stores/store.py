"""What an engine has to do to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Protocol

from graph.fact import Fact, Value
from graph.stores.entity import Entity
from graph.stores.query import Aggregate, Facet, Query

DIGITS = 2
"""Decimal places of an average: those of an amount of money."""


@dataclass(frozen=True, slots=True)
class Page:
    """Part of an answer. ``total`` counts the whole answer, the flags look at it on either side of the page."""

    items: tuple[Entity, ...]
    total: int
    has_next: bool
    has_previous: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The answer to a Facet: value and count, the highest count first, then by value; links are IRIs, years numbers.

    ``missing`` have no value.
    """

    values: tuple[tuple[Value, int], ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the numbers of one group add up to, exact. ``group`` is None where the subjects have no value to part by."""

    group: Value | None
    count: int
    minimum: Decimal
    maximum: Decimal
    sum: Decimal

    @property
    def average(self) -> Decimal:
        """The sum divided by the count, rounded once, to DIGITS decimal places, half up (towards the greater)."""
        whole = floor(Fraction(self.sum) * 10**DIGITS / self.count + Fraction(1, 2))
        return Decimal(f"{whole}e-{DIGITS}")


class Store(Protocol):
    """A graph that answers. Immutable: the same question has the same answer for as long as the store lives."""

    def get(self, iri: str) -> Entity | None:
        """The subject with this IRI."""

    def all(self, class_name: str) -> Sequence[Entity]:
        """Every subject of a class, in document order."""

    def facts(self, iri: str) -> Sequence[Fact]:
        """What is stated of the subject with this IRI, each once, in the order of the vocabulary."""

    def find(self, query: Query) -> Page:
        """The page that a query asks for. Raises KeyError for an unknown ``after`` or ``before``."""

    def count(self, facet: Facet) -> Counts:
        """How many have each value."""

    def summarize(self, aggregate: Aggregate) -> tuple[Summary, ...]:
        """What each group that has numbers adds up to, by group; those without one first."""
