"""What a selection costs: how many resources it may answer with, how deep it goes, what it repeats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)

from graph.stores.store import Store
from graph.vocabulary import CLASSES
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE
from schema.field import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class Cost:
    """What a selection asks for. ``field`` leads to what asks for most of it."""

    nodes: int = 0
    depth: int = 0
    introspection: int = 0
    aliases: int = 0
    directives: int = 0
    field: str = ""


class Widths:
    """How long the lists of resources are that have no pages: the longest of each in this graph."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, str], int] = {}

    def of(self, parent: GraphQLNamedType, name: str, declared: GraphQLField) -> int:
        """The most entries that a list field of a type has."""
        place = (parent.name, name)
        if place not in self._known:
            lengths = (self._length(each, declared) for each in self._sources(parent))
            self._known[place] = max(lengths, default=DEFAULT_PAGE)
        return self._known[place]

    def _sources(self, parent: GraphQLNamedType) -> list[object]:
        classes = [name for name in CLASSES if parent.name == TYPE_NAMES.get(name, name)]
        named = classes or ([] if isinstance(parent, GraphQLObjectType) else list(CLASSES))
        return [entity for name in named for entity in self._store.all(name)]

    @staticmethod
    def _length(source: object, declared: GraphQLField) -> int:
        return len(declared.resolve(source, None)) if declared.resolve else 1


@dataclass(frozen=True, slots=True)
class Request:
    """An operation with what its cost depends on."""

    schema: GraphQLSchema
    widths: Widths
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    known: dict[str, Cost]
    """The cost of each fragment, measured once however often it is spread."""


def measure(request: Request, selections: SelectionSetNode, parent: GraphQLNamedType, page: int) -> Cost:
    """The cost of a selection, once. ``page`` is the size of the page that the parent is, when it is a connection."""
    costs = [_one(request, each, parent, page) for each in selections.selections]
    return Cost(
        sum(each.nodes for each in costs),
        max((each.depth for each in costs), default=0),
        max((each.introspection for each in costs), default=0),
        sum(each.aliases for each in costs),
        sum(each.directives for each in costs),
        max(costs, key=lambda each: (each.nodes, each.depth)).field if costs else "",
    )


def _one(request: Request, node: Any, parent: GraphQLNamedType, page: int) -> Cost:  # noqa: ANN401 - a selection
    if isinstance(node, FieldNode):
        return _field(request, node, parent, page)
    if isinstance(node, FragmentSpreadNode):
        return _spread(request, node, page)
    return _inline(request, node, parent, page)


def _spread(request: Request, node: FragmentSpreadNode, page: int) -> Cost:
    name = node.name.value
    # A fragment on a connection costs by the page it is spread in.
    key = f"{name} {page}"
    if key not in request.known:
        fragment = request.fragments[name]
        of = request.schema.type_map[fragment.type_condition.name.value]
        request.known[key] = measure(request, fragment.selection_set, of, page)
    return _with_directives(request.known[key], node)


def _inline(request: Request, node: InlineFragmentNode, parent: GraphQLNamedType, page: int) -> Cost:
    of = request.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
    return _with_directives(measure(request, node.selection_set, of, page), node)


def _with_directives(cost: Cost, node: FragmentSpreadNode | InlineFragmentNode) -> Cost:
    more = len(node.directives or ())
    if not more:
        return cost
    return Cost(cost.nodes, cost.depth, cost.introspection, cost.aliases, cost.directives + more, cost.field)


def _field(request: Request, node: FieldNode, parent: GraphQLNamedType, page: int) -> Cost:
    name = node.name.value
    aliases, directives = int(node.alias is not None), len(node.directives or ())
    if name.startswith("__"):
        depth = _deep(request, node.selection_set)
        return Cost(0, min(depth, 1), depth, aliases, directives, name)
    declared = request.schema.get_field(parent, name)  # type: ignore[arg-type]
    if node.selection_set is None or declared is None:
        return Cost(0, 1, 0, aliases, directives, name)
    inner_page = _page_size(request, node) if "first" in declared.args else 1
    inner = measure(request, node.selection_set, get_named_type(declared.type), inner_page)
    nodes = inner.nodes
    if _many(declared):
        entries = page if name in {"nodes", "edges"} and "Connection" in parent.name else None
        many = _entries(request, node, parent, declared) if entries is None else entries
        nodes = many + many * nodes
    path = f"{name}.{inner.field}" if inner.field else name
    return Cost(
        nodes, inner.depth + 1, inner.introspection, inner.aliases + aliases, inner.directives + directives, path
    )


def _deep(request: Request, selections: SelectionSetNode | None) -> int:
    """Levels of an introspection."""
    if selections is None:
        return 1
    return 1 + max((_deep_one(request, each) for each in selections.selections), default=0)


def _deep_one(request: Request, node: Any) -> int:  # noqa: ANN401 - a selection
    if isinstance(node, FieldNode):
        return _deep(request, node.selection_set)
    if isinstance(node, FragmentSpreadNode):
        name = node.name.value
        if name not in request.known:
            depth = _deep(request, request.fragments[name].selection_set) - 1
            request.known[name] = Cost(introspection=depth)
        return request.known[name].introspection
    return _deep(request, node.selection_set) - 1


def _many(declared: GraphQLField) -> bool:
    """Whether a field is a list of resources, or the edges of a page."""
    named = get_named_type(declared.type)
    if not isinstance(get_nullable_type(declared.type), GraphQLList):
        return False
    if isinstance(named, GraphQLInterfaceType):
        return True
    return isinstance(named, GraphQLObjectType) and (bool(named.interfaces) or named.name.endswith("Edge"))


def _entries(request: Request, node: FieldNode, parent: GraphQLNamedType, declared: GraphQLField) -> int:
    if "ids" in declared.args:
        return _listed(request, _argument(node, "ids"))
    return request.widths.of(parent, node.name.value, declared)


def _page_size(request: Request, node: FieldNode) -> int:
    """The size of the page, as far as it may be asked for: a larger one is refused where it is resolved."""
    sizes = [_whole(request, _argument(node, name)) for name in ("first", "last")]
    asked = [size for size in sizes if size is not None]
    return max(0, min(*asked, LARGEST_PAGE)) if asked else DEFAULT_PAGE


def _argument(node: FieldNode, name: str) -> ValueNode | None:
    return next((each.value for each in node.arguments or () if each.name.value == name), None)


def _value(request: Request, node: object) -> object:
    return request.variables.get(node.name.value) if isinstance(node, VariableNode) else node


def _whole(request: Request, node: ValueNode | None) -> int | None:
    value = _value(request, node)
    if isinstance(value, IntValueNode):
        return int(value.value)
    return value if isinstance(value, int) else None


def _listed(request: Request, node: ValueNode | None) -> int:
    value = _value(request, node)
    if isinstance(value, ListValueNode):
        return len(value.values)
    return len(value) if isinstance(value, list) else 1
