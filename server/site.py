"""What the pages and endpoints share: a loaded graph, the schema over it, and a way to ask."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Protocol

from graph.build import Graph
from graph.export.export import Export
from schema.api import execute, make_schema
from schema.tabular import Table, tabulate
from server.graphql_request import Question
from server.representation import weak_tag


class Execute(Protocol):
    """Runs GraphQL requests."""

    def __call__(self, query: str, variables: dict[str, Any] | None, operation_name: str | None) -> dict[str, Any]:
        """A response as the GraphQL specification describes it in section 7, ready for JSON."""
        ...


class Tabulate(Protocol):
    """Makes a table of an answer."""

    def __call__(self, query: str, name: str | None, answer: dict[str, Any]) -> Table:
        """The table of the one connection that a query asks for. Raises QueryError."""
        ...


@dataclass(frozen=True)
class Site:
    """A graph that is being served. Nothing in it changes until the process ends."""

    graph: Graph
    sdl: str
    execute: Execute
    tabulate: Tabulate

    def ask(self, question: Question) -> dict[str, Any]:
        """The GraphQL response to a question."""
        return self.execute(question.query, question.variables, question.operation_name)

    @cached_property
    def export(self) -> Export:
        """The graph on its way into files; what is served as RDF comes from here too."""
        return Export(self.graph)

    @cached_property
    def release(self) -> bytes:
        """Changes with the data and with the schema: part of the entity tag of every computed answer."""
        return weak_tag(self.graph.data_version.encode(), self.sdl.encode()).encode()


def make_site(graph: Graph) -> Site:
    """A graph with the schema over it."""
    schema = make_schema(graph)
    return Site(graph, schema.as_str(), partial(execute, schema), partial(tabulate, schema))
