"""What a request asks for, in numbers, and what they are made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, GraphQLSchema, InlineFragmentNode

from schema.widths import Widths


class Page(NamedTuple):
    """A field that ``first`` sizes, and the size that it is given or has without."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a selection asks for. ``field`` leads to what asks for most of it; ``pages`` are those on the way there.

    ``nodes`` are the entries of all lists of the answer, whatever they are: resources, edges, words, quotes, codes.
    ``introspection`` are those of the lists below ``__schema`` and ``__type``. An answer has no more than both say.
    ``conditions`` are the values that arguments have, those inside a list once for each entry, those of a comparison
    once for each of its parts; a text that is searched for counts with its characters too.
    """

    nodes: int = 0
    conditions: int = 0
    depth: int = 0
    introspection: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    directives: int = 0
    field: str = ""
    pages: tuple[Page, ...] = ()


NOTHING = Cost()

DATED = "asOf"
"""The argument that makes a question one about the law of a day or of a version."""

WRITTEN, LAW = "sparql", 64
"""The fields that write a question down, and how many conditions more it has, at least, when it is one of the law."""


class Place(NamedTuple):
    """A fragment and what its cost depends on where it is spread: a size of a page, or words."""

    fragment: str
    around: int | str


@dataclass(frozen=True, slots=True)
class Request:
    """An operation with what its cost depends on."""

    schema: GraphQLSchema
    widths: Widths
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    known: dict[Place, Cost] = field(default_factory=dict)
    """The cost of each fragment, measured once however often it is spread."""
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many values each variable has, under the key it is used for, counted once however often it is used."""
    dated: bool = False
    """Whether it stands below a field that is asked about the law of a day or of a version."""

    def below(self, node: FieldNode) -> "Request":
        """The request as it is below a field."""
        if self.dated or all(each.name.value != DATED for each in node.arguments or ()):
            return self
        return replace(self, known={}, dated=True)


def together(costs: Collection[Cost]) -> Cost:
    """The cost of several selections side by side."""
    greatest = max(costs, key=_size, default=NOTHING)
    return Cost(
        sum(each.nodes for each in costs),
        sum(each.conditions for each in costs),
        max((each.depth for each in costs), default=0),
        sum(each.introspection for each in costs),
        max((each.introspection_depth for each in costs), default=0),
        sum(each.aliases for each in costs),
        sum(each.directives for each in costs),
        greatest.field,
        greatest.pages,
    )


def _size(cost: Cost) -> tuple[int, int, int]:
    return cost.nodes + cost.introspection, cost.conditions, cost.depth


def with_directives(cost: Cost, node: FragmentSpreadNode | InlineFragmentNode) -> Cost:
    """The cost of a fragment with that of the directives where it is spread."""
    more = len(node.directives or ())
    return replace(cost, directives=cost.directives + more) if more else cost


def path(node: FieldNode, inner: Cost) -> str:
    """The way to what asks for most below a field."""
    return f"{node.name.value}.{inner.field}" if inner.field else node.name.value
