"""What every resolver may use."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graphql import GraphQLResolveInfo

from graph.code import Codes
from graph.days.law import Certainty, Reader, View
from graph.diagnostic import Diagnostic
from graph.finding.finder import Finder
from graph.network import Web
from graph.sets import NamedSet
from graph.stores.entity import Entity
from graph.stores.query import NOTHING, Filter, Order, Tally, size
from graph.stores.store import Store
from graph.vocab import Vocab
from schema.errors import Code, QueryError
from schema.reading import Sets


class Graph(Protocol):
    """What the schema needs of a graph."""

    @property
    def store(self) -> Store:
        """What answers."""

    @property
    def base(self) -> str:
        """The base IRI of the build."""

    @property
    def vocab(self) -> Vocab:
        """Whose members the enumerations are."""

    @property
    def codes(self) -> Codes:
        """What codes look like."""

    @property
    def data_version(self) -> str:
        """Changes when any fact does."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What was wrong with the texts."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many subjects of each class there are."""

    @property
    def licence(self) -> str:
        """Of the compiled data."""

    @property
    def sets(self) -> Sequence[NamedSet]:
        """Published sets, in the order of their file."""


LONGEST = 3_000
"""Conditions of a question about the law of a day that is written in SPARQL, with some hundred characters each."""


@dataclass(frozen=True, slots=True)
class Context:
    """The graph behind a schema."""

    graph: Graph
    store: Store
    sets: Sets
    finder: Finder
    web: Web
    reader: Reader
    view: View | None = None
    """The law that is asked about; None for the newest versions that are held."""

    def law(self, class_name: str, where: Filter, certainty: Certainty | None = None) -> Filter:
        """A question about a class, asked of the law that is asked about."""
        return self.view.all(class_name, where, certainty) if self.view else where

    def within(self, class_name: str, where: Filter) -> Filter:
        """The same, whether or not what is asked about is law itself."""
        return self.view.where(class_name, where) if self.view else where

    def undecided(self, class_name: str, where: Filter) -> Filter:
        """What may be in the answer to a question about a class, and is not known to be."""
        return self.view.undecided(class_name, where) if self.view else NOTHING

    def orders(self, order: Sequence[Order | Tally]) -> tuple[Order | Tally, ...]:
        """An order in which only rows of that law are numbered."""
        if self.view is None:
            return tuple(order)
        return tuple(self.view.tally(each) if isinstance(each, Tally) else each for each in order)

    def check_length(self, where: Filter) -> None:
        """Raises QueryError for a question that the law that is asked about makes too long to be written down."""
        if self.view is not None and (actual := size(where)) > LONGEST:
            message = f"The SPARQL of this question has {actual} conditions: it asks of every row whether it is law."
            help_ = "Ask about rows in fewer places of the filter, or without sparql."
            raise QueryError(Code.COMPLEX, message, help_, limit=LONGEST, actual=actual, field="sparql")

    def node_id(self, entity: Entity) -> str:
        """An opaque name of an entity that does not change with the base IRI or with the data."""
        return encode(entity.iri.removeprefix(self.graph.base))

    def node(self, node_id: str) -> Entity | None:
        """The entity of that name."""
        path = decode(node_id)
        return None if path is None else self.store.get(self.graph.base + path)


Info = GraphQLResolveInfo[Context]
"""What resolvers get beside their source."""


def of(info: Info) -> Context:
    """The context of a request."""
    return info.context


def encode(text: str) -> str:
    """Base64 for URLs, without padding."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str) -> str | None:
    """What ``encode`` was given; None for what it cannot have given."""
    try:
        found = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        return None
    return found if encode(found) == text else None
