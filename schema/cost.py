"""What a selection costs: how many objects it may answer with and ask about, how deep it goes, what it repeats."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)

from graph.stores.store import Store
from graph.vocabulary import CLASSES
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE
from schema.field import TYPE_NAMES, is_asked_again, most_entries
from schema.reading import Sets

SEARCHED = frozenset({"search", "terms", "text"})
"""Arguments whose texts are searched for, which takes time with their length."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a selection asks for. ``field`` leads to what asks for most of it.

    ``nodes`` are the entries of lists: resources and edges, and words and quotes where more than values of theirs is
    asked for. ``conditions`` are the values that arguments have, those inside a list once for each entry, those of a
    comparison once for each of its parts; a text that is searched for counts with its characters too.
    """

    nodes: int = 0
    conditions: int = 0
    depth: int = 0
    introspection: int = 0
    aliases: int = 0
    directives: int = 0
    field: str = ""


class Widths:
    """How much there is behind what a query does not spell out: lists without pages, and published sets.

    Of each list the longest in this graph counts; of sets of one name the one with most conditions.
    """

    def __init__(self, store: Store, sets: Sets) -> None:
        self._store = store
        self.sets: dict[str, int] = {}
        for (_, name), published in sets.items():
            self.sets[name] = max(published.read, self.sets.get(name, 0))
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
    sizes: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many values each variable has, under the key it is used for, counted once however often it is used."""


def measure(request: Request, selections: SelectionSetNode, parent: GraphQLNamedType, page: int) -> Cost:
    """The cost of a selection, once. ``page`` is the size of the page that the parent is, when it is a connection."""
    costs = [_one(request, each, parent, page) for each in selections.selections]
    return Cost(
        sum(each.nodes for each in costs),
        sum(each.conditions for each in costs),
        max((each.depth for each in costs), default=0),
        max((each.introspection for each in costs), default=0),
        sum(each.aliases for each in costs),
        sum(each.directives for each in costs),
        max(costs, key=lambda each: (each.nodes, each.conditions, each.depth)).field if costs else "",
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
    return replace(cost, directives=cost.directives + more) if more else cost


def _field(request: Request, node: FieldNode, parent: GraphQLNamedType, page: int) -> Cost:
    name = node.name.value
    aliases, directives = int(node.alias is not None), len(node.directives or ())
    conditions = sum(_conditions(request, each) for each in node.arguments or ())
    declared = request.schema.get_field(parent, name)  # type: ignore[arg-type]
    if name.startswith("__") or declared is None:
        return Cost(0, conditions, 1, _deep(request, node.selection_set), aliases, directives, name)
    if node.selection_set is None:
        return Cost(0, conditions, 1, 0, aliases, directives, name)
    inner_page = _page_size(request, node) if "first" in declared.args else 1
    inner = measure(request, node.selection_set, get_named_type(declared.type), inner_page)
    if is_asked_again(declared):
        conditions *= _askings(declared, inner)
    is_list = isinstance(get_nullable_type(declared.type), GraphQLList)
    times = _entries(request, node, parent, declared, page) if is_list else 1
    return Cost(
        times * (inner.nodes + (is_list and _is_counted(declared, inner))),
        times * inner.conditions + conditions,
        inner.depth + 1,
        inner.introspection,
        inner.aliases + aliases,
        inner.directives + directives,
        f"{name}.{inner.field}" if inner.field else name,
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


def _askings(declared: GraphQLField, inner: Cost) -> int:
    """How often the arguments of a comparison are looked at: each, both together, and by every connection."""
    named = get_named_type(declared.type)
    fields = named.fields.values() if isinstance(named, GraphQLObjectType) else ()
    return 2 + sum("first" in each.args for each in fields) + inner.aliases


def _is_counted(declared: GraphQLField, inner: Cost) -> bool:
    """Whether the entries of a list count.

    Words and quotes are part of what has them, unless more hangs on them; what is asked for by number is not.
    """
    named = get_named_type(declared.type)
    is_value = isinstance(named, GraphQLObjectType) and not named.interfaces and not named.name.endswith("Edge")
    return not is_value or inner.depth > 1 or most_entries(declared) is not None


def _entries(request: Request, node: FieldNode, parent: GraphQLNamedType, declared: GraphQLField, page: int) -> int:
    """The most entries that a list field may have."""
    if node.name.value in {"nodes", "edges"} and parent.name.endswith("Connection"):
        return page
    most = most_entries(declared)
    if isinstance(most, str):
        return _bound(request, node, declared, most)
    if most is not None:
        return most
    return request.widths.of(parent, node.name.value, declared)


def _bound(request: Request, node: FieldNode, declared: GraphQLField, name: str) -> int:
    """The most entries of a list that an argument bounds: its number, its entries, or its default."""
    given = _argument(node, name)
    if isinstance(get_nullable_type(declared.args[name].type), GraphQLList):
        return _listed(request, given)
    size = _whole(request, given)
    default = declared.args[name].default_value
    return max(0, size if size is not None else default if isinstance(default, int) else DEFAULT_PAGE)


def _page_size(request: Request, node: FieldNode) -> int:
    """The size of the page, as far as it may be asked for: a larger one is refused where it is resolved."""
    sizes = [_whole(request, _argument(node, name)) for name in ("first", "last")]
    asked = [size for size in sizes if size is not None]
    return max(0, min(*asked, LARGEST_PAGE)) if asked else DEFAULT_PAGE


def _argument(node: FieldNode, name: str) -> ValueNode | None:
    return next((each.value for each in node.arguments or () if each.name.value == name), None)


def _value(request: Request, node: object) -> object:
    return request.variables.get(node.name.value) if isinstance(node, VariableNode) else node


def _conditions(request: Request, argument: ArgumentNode) -> int:
    """What an argument asks to be looked at: its values, and of a text that is searched for every character."""
    values = _values(request, argument.name.value, argument.value)
    return values + _characters(request, argument.value) if argument.name.value in SEARCHED else values


def _characters(request: Request, node: object) -> int:
    total, waiting = 0, [node]
    while waiting:
        value = _value(request, waiting.pop())
        text = value.value if isinstance(value, StringValueNode) else value
        total += len(text) if isinstance(text, str) else 0
        waiting.extend(part for _, part in _parts(value))
    return total


def _values(request: Request, key: str, node: object) -> int:
    """How many values stand under a key: the leaves of its objects and lists, in the document or in a variable.

    An object or a list without any counts as one, the name of a published set as what the set was read from.
    """
    total, waiting = 0, [(key, node)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, VariableNode):
            total += _values_of(request, place, each.name.value)
        elif parts := _parts(each):
            waiting.extend(parts)
        else:
            name = each.value if isinstance(each, StringValueNode) else each
            total += request.widths.sets.get(str(name), 1) if place == "named" else 1
    return total


def _values_of(request: Request, key: str, variable: str) -> int:
    place = (key, variable)
    if place not in request.sizes:
        request.sizes[place] = _values(request, key, request.variables.get(variable))
    return request.sizes[place]


def _parts(value: object) -> Collection[tuple[str, object]]:
    """What stands in an object, with its keys, or in a list; nothing for a value that has no parts."""
    match value:
        case ObjectValueNode(fields=fields):
            return [(each.name.value, each.value) for each in fields]
        case ListValueNode(values=values):
            return [("", each) for each in values]
        case dict():
            return value.items()
        case list():
            return [("", each) for each in value]
        case _:
            return ()


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
