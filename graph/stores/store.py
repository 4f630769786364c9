"""What an engine has to do to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.stores.entity import Entity
from graph.stores.query import Query


@dataclass(frozen=True, slots=True)
class Page:
    """Part of an answer. ``total`` counts the whole answer, the flags look at it on either side of the page."""

    items: tuple[Entity, ...]
    total: int
    has_next: bool
    has_previous: bool


class Store(Protocol):
    """A graph that answers. Immutable: the same question has the same answer for as long as the store lives."""

    def get(self, iri: str) -> Entity | None:
        """The subject with this IRI."""

    def all(self, class_name: str) -> Sequence[Entity]:
        """Every subject of a class, in document order."""

    def find(self, query: Query) -> Page:
        """The page that a query asks for. Raises KeyError for an unknown ``after`` or ``before``."""
