"""How much one request may ask for, checked before anything is executed."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from schema.cost import Cost, Page, Request
from schema.errors import Code, QueryError, told
from schema.measure import measure
from schema.widths import Widths

CHARACTERS = 20_000
TOKENS = 2_000
COMMENTS = 500
DEPTH = 10
INTROSPECTION_DEPTH = 15
"""What the introspection query of GraphiQL needs."""
ALIASES = 30
DIRECTIVES = 50
NODES = 10_000
"""Entries of the lists of an answer, those of introspection aside."""
INTROSPECTION = 5_000
"""Entries of the lists of an introspection. GraphiQL and generators ask for all of the schema once: less than half."""
CONDITIONS = 10_000
SECONDS = 3.0
"""Of execution, counted from its first field. Parsing and validation are bounded by the size of a document."""

_SAID = {
    "depth": "is {} levels deep",
    "aliases": "has {} aliases",
    "directives": "has {} directives",
    "nodes": "asks for up to {} nodes",
    "introspection": "asks for up to {} entries of lists of the schema",
    "conditions": "asks for up to {} conditions to be looked at",
}
_HELP = {
    "depth": "Begin nearer to what you want, or ask in several requests.",
    "aliases": "Ask in several requests.",
    "directives": "Ask in several requests.",
    "nodes": "Ask for smaller pages (first), or for the inner lists in a request of their own.",
    "introspection": "Ask for the types once, and for the fields of one type in a request of their own.",
    "conditions": "Ask with shorter filters, or for the filtered inner lists in a request of their own.",
}


def check(
    schema: GraphQLSchema, widths: Widths, document: DocumentNode, name: str | None, variables: Mapping[str, Any]
) -> Cost:
    """What a valid document asks for. Raises QueryError when that is too much."""
    operation = operation_of(document, name)
    if operation is None or schema.query_type is None:
        return Cost()
    given = {**_defaults(operation), **variables}
    request = Request(schema, widths, fragments_of(document), given)
    cost = measure(request, operation.selection_set, schema.query_type, 1)
    _refuse("depth", cost.depth, DEPTH, cost)
    _refuse("depth", cost.introspection_depth, INTROSPECTION_DEPTH, cost)
    _refuse("aliases", cost.aliases, ALIASES, cost)
    _refuse("directives", cost.directives, DIRECTIVES, cost)
    _refuse("nodes", cost.nodes, NODES, cost)
    _refuse("introspection", cost.introspection, INTROSPECTION, cost)
    _refuse("conditions", cost.conditions, CONDITIONS, cost)
    return cost


def _refuse(what: str, actual: int, limit: int, cost: Cost) -> None:
    if actual > limit:
        actual = told(actual)
        message = f"The query {_SAID[what].format(actual)}; the limit is {limit}."
        help_ = _smaller(cost.pages) if what == "nodes" else ""
        raise QueryError(
            Code.COMPLEX, message, help_ + _HELP[what], what=what, limit=limit, actual=actual, field=cost.field
        )


def _smaller(pages: Sequence[Page]) -> str:
    """Which pages to make smaller: those on the way to what asks for most, whose sizes multiply."""
    if not pages:
        return ""
    named = " and of ".join(f"{each.name} ({each.size})" for each in pages)
    return f"Lower first of {named}: the sizes of pages inside one another multiply. "


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments of a document by name."""
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """The operation of a name, or the only one; None where there is no such."""
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    named = [each for each in found if name is None or (each.name and each.name.value == name)]
    return named[0] if len(named) == 1 else None


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    found = operation.variable_definitions or ()
    return {each.variable.name.value: each.default_value for each in found if each.default_value is not None}
