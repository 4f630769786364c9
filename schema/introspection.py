"""What an introspection costs. It answers with lists of the schema, which are as long as they are."""

from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLList,
    GraphQLNamedType,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
)

from schema.cost import NOTHING, Cost, Place, Request, path, together, with_directives


def measure_introspection(
    request: Request, selections: SelectionSetNode, parent: GraphQLNamedType, *, every: bool
) -> Cost:
    """The cost of a selection of an introspection type: for whichever one of it, or for every one of it once.

    All types together have each field of the schema once; so the whole schema costs what it has, and only what goes
    from there to the fields of a type again costs by the longest lists.
    """
    return together([_one(request, each, parent, every=every) for each in selections.selections])


def _one(request: Request, node: Any, parent: GraphQLNamedType, *, every: bool) -> Cost:  # noqa: ANN401 - a selection
    if isinstance(node, FieldNode):
        return _field(request, node, parent, every=every)
    if isinstance(node, FragmentSpreadNode):
        place = Place(node.name.value, "every" if every else "one")
        if place not in request.known:
            fragment = request.fragments[place.fragment]
            request.known[place] = measure_introspection(request, fragment.selection_set, parent, every=every)
        return with_directives(request.known[place], node)
    return with_directives(measure_introspection(request, node.selection_set, parent, every=every), node)


def _field(request: Request, node: FieldNode, parent: GraphQLNamedType, *, every: bool) -> Cost:
    name = node.name.value
    declared = request.schema.get_field(parent, name)  # type: ignore[arg-type]
    is_list = declared is not None and isinstance(get_nullable_type(declared.type), GraphQLList)
    goes_on = every and is_list and request.widths.introspected.is_own(name)
    inner = NOTHING
    if declared is not None and node.selection_set is not None:
        inner = measure_introspection(request, node.selection_set, get_named_type(declared.type), every=goes_on)
    entries = _entries(request, parent, name, every=every) if is_list else 0
    times = 1 if goes_on else entries if is_list else _number(request, parent, every=every)
    return Cost(
        introspection=entries + times * inner.introspection,
        introspection_depth=inner.introspection_depth + 1,
        aliases=inner.aliases + (node.alias is not None),
        directives=inner.directives + len(node.directives or ()),
        field=path(node, inner),
    )


def _number(request: Request, parent: GraphQLNamedType, *, every: bool) -> int:
    return request.widths.introspected.number[parent.name] if every else 1


def _entries(request: Request, parent: GraphQLNamedType, name: str, *, every: bool) -> int:
    introspected = request.widths.introspected
    return (introspected.total if every else introspected.longest)[parent.name, name]
