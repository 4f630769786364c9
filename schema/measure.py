"""What a selection costs: how much it may answer with and ask about, how deep it goes, what it repeats."""

from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
)

from schema.arguments import argument, conditions, listed, whole
from schema.connection import DEFAULT_PAGE, LARGEST_PAGE
from schema.cost import LAW, NOTHING, WRITTEN, Cost, Page, Place, Request, path, together, with_directives
from schema.field import is_asked_again, most_entries
from schema.introspection import measure_introspection


def measure(request: Request, selections: SelectionSetNode, parent: GraphQLNamedType, page: int) -> Cost:
    """The cost of a selection, once. ``page`` is the size of the page that the parent is, when it is a connection."""
    return together([_one(request, each, parent, page) for each in selections.selections])


def _one(request: Request, node: Any, parent: GraphQLNamedType, page: int) -> Cost:  # noqa: ANN401 - a selection
    if isinstance(node, FieldNode):
        return _field(request, node, parent, page)
    if isinstance(node, FragmentSpreadNode):
        return _spread(request, node, page)
    return _inline(request, node, parent, page)


def _spread(request: Request, node: FragmentSpreadNode, page: int) -> Cost:
    name = node.name.value
    # A fragment on a connection costs by the page it is spread in.
    key = Place(name, page)
    if key not in request.known:
        fragment = request.fragments[name]
        of = request.schema.type_map[fragment.type_condition.name.value]
        request.known[key] = measure(request, fragment.selection_set, of, page)
    return with_directives(request.known[key], node)


def _inline(request: Request, node: InlineFragmentNode, parent: GraphQLNamedType, page: int) -> Cost:
    of = request.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
    return with_directives(measure(request, node.selection_set, of, page), node)


def _field(request: Request, node: FieldNode, parent: GraphQLNamedType, page: int) -> Cost:
    name = node.name.value
    declared = request.schema.get_field(parent, name)  # type: ignore[arg-type]
    if declared is None or name.startswith("__"):
        return _meta(request, node, declared)
    looked_at = sum(conditions(request, each) for each in node.arguments or ())
    looked_at += LAW if request.dated and name == WRITTEN else 0
    inner = _inner(request.below(node), node, declared)
    if looked_at and is_asked_again(declared):
        looked_at *= _askings(declared, inner)
    is_list = isinstance(get_nullable_type(declared.type), GraphQLList)
    times = _entries(request, node, parent, declared, page) if is_list else 1
    return Cost(
        times * (inner.nodes + is_list),
        times * inner.conditions + looked_at,
        inner.depth + 1,
        0,
        inner.introspection_depth,
        inner.aliases + (node.alias is not None),
        inner.directives + len(node.directives or ()),
        path(node, inner),
        _pages(request, node, declared, times) + inner.pages,
    )


def _pages(request: Request, node: FieldNode, declared: GraphQLField, times: int) -> tuple[Page, ...]:
    """The page that a field answers with, or the list that ``first`` bounds."""
    if "first" not in declared.args:
        return ()
    is_list = isinstance(get_nullable_type(declared.type), GraphQLList)
    return (Page(node.name.value, times if is_list else _page_size(request, node)),)


def _inner(request: Request, node: FieldNode, declared: GraphQLField) -> Cost:
    if node.selection_set is None:
        return NOTHING
    page = _page_size(request, node) if "first" in declared.args else 1
    return measure(request, node.selection_set, get_named_type(declared.type), page)


def _meta(request: Request, node: FieldNode, declared: GraphQLField | None) -> Cost:
    inner = NOTHING
    if declared is not None and node.selection_set is not None:
        every = node.name.value == "__schema"
        inner = measure_introspection(request, node.selection_set, get_named_type(declared.type), every=every)
    return Cost(
        0,
        sum(conditions(request, each) for each in node.arguments or ()),
        1,
        inner.introspection,
        inner.introspection_depth + 1,
        inner.aliases + (node.alias is not None),
        inner.directives + len(node.directives or ()),
        path(node, inner),
    )


def _askings(declared: GraphQLField, inner: Cost) -> int:
    """How often the arguments of a comparison are looked at: each, both together, and by every connection."""
    named = get_named_type(declared.type)
    fields = named.fields.values() if isinstance(named, GraphQLObjectType) else ()
    return 2 + sum("first" in each.args for each in fields) + inner.aliases


def _entries(request: Request, node: FieldNode, parent: GraphQLNamedType, declared: GraphQLField, page: int) -> int:
    """The most entries that a list field may have."""
    if node.name.value in {"nodes", "edges"} and parent.name.endswith("Connection"):
        return page
    most = most_entries(declared)
    if isinstance(most, str):
        return _bound(request, node, declared, most)
    return most if isinstance(most, int) else request.widths.of(parent, node.name.value, declared)


def _bound(request: Request, node: FieldNode, declared: GraphQLField, name: str) -> int:
    """The most entries of a list that an argument bounds: its number, its entries, or its default."""
    given = argument(node, name)
    if isinstance(get_nullable_type(declared.args[name].type), GraphQLList):
        return listed(request, given)
    size = whole(request, given)
    default = declared.args[name].default_value
    return max(0, size if size is not None else default if isinstance(default, int) else DEFAULT_PAGE)


def _page_size(request: Request, node: FieldNode) -> int:
    """The size of the page, as far as it may be asked for: a larger one is refused where it is resolved."""
    sizes = [whole(request, argument(node, name)) for name in ("first", "last")]
    asked = [size for size in sizes if size is not None]
    return max(0, min(*asked, LARGEST_PAGE)) if asked else DEFAULT_PAGE
