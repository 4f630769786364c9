"""An answer as a table: the page of one connection, a row for each of its nodes.

Columns are the leaves of what is asked of a node, in the order of the document, named by their response names with
dots between: ``price.amount``. What stands in lists inside a node shares a cell, with ``|`` between the entries: for a
row of its own ask for the connection of these. The n-th entries of two columns of one list belong together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)

from graph.export.table import SEPARATOR
from graph.fact import lexical
from schema.api import Answer, Schema
from schema.errors import Code, QueryError
from schema.limits import fragments_of, operation_of

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Column names, rows of texts, and what the connection says of the whole: ``total`` and the cursor to go on with.

    Both are None unless the document asks for them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int | None
    next: str | None


def tabulate(schema: Schema, query: str, name: str | None, answer: Answer) -> Table:
    """The table of an answer. Raises QueryError for whatever is no page of one connection."""
    if "errors" in answer:
        raise _refused("The answer has errors.", "Ask for JSON: it says what is wrong.")
    document = schema.documents.read(query)
    fragments = fragments_of(document)
    field = _only_field(_operation(document, name).selection_set, fragments)
    if not _is_connection(schema, field):
        raise _refused(f"{field.name.value} is no connection.", "Ask for one that has nodes, such as procedures.")
    connection = answer["data"][_response_name(field)]
    nodes, path = _nodes(field, fragments)
    columns = tuple(dict.fromkeys(_leaves(nodes, fragments)))
    rows = tuple(tuple(_cell(node, column) for column in columns) for node in _pages(connection, path))
    page = connection.get("pageInfo") or {}
    following = page.get("endCursor") if page.get("hasNextPage") else None
    return Table(tuple(".".join(each) for each in columns), rows, connection.get("totalCount"), following)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = operation_of(document, name)
    if operation is None:
        raise _refused("The document has several operations.", "Name one in operationName.")
    return operation


def _only_field(selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]) -> FieldNode:
    found = list(_fields(selections, fragments))
    if len(found) != 1:
        raise _refused(f"The query asks for {len(found)} fields.", "Ask for one connection in each request.")
    return found[0]


def _is_connection(schema: Schema, field: FieldNode) -> bool:
    root = schema.graphql.query_type
    declared = root.fields.get(field.name.value) if root else None
    return declared is not None and get_named_type(declared.type).name.endswith("Connection")


def _nodes(
    field: FieldNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[list[SelectionSetNode], tuple[str, str | None]]:
    """What is asked of a node, and where the nodes are: the list, and the key in its entries."""
    inside = [each for each in _fields(field.selection_set, fragments) if each.name.value in {"nodes", "edges"}]
    if len({each.name.value for each in inside}) != 1 or len({_response_name(each) for each in inside}) != 1:
        raise _refused("The query asks for nodes in none or in several ways.", "Ask for nodes { … } once.")
    place = _response_name(inside[0])
    if inside[0].name.value == "nodes":
        return [each.selection_set for each in inside if each.selection_set], (place, None)
    edges = [one for each in inside for one in _fields(each.selection_set, fragments) if one.name.value == "node"]
    if len({_response_name(each) for each in edges}) != 1:
        raise _refused("The query asks for the node of an edge in none or in several ways.", "Ask for nodes { … }.")
    return [each.selection_set for each in edges if each.selection_set], (place, _response_name(edges[0]))


def _pages(connection: Mapping[str, Any], path: tuple[str, str | None]) -> Iterator[Any]:
    place, key = path
    return (each if key is None else each[key] for each in connection[place])


def _leaves(selections: Sequence[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[Path]:
    for field in (each for one in selections for each in _fields(one, fragments)):
        name = _response_name(field)
        if field.selection_set is None:
            yield (name,)
        else:
            yield from ((name, *rest) for rest in _leaves([field.selection_set], fragments))


def _fields(
    selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    """The fields of a selection, those of fragments among them; a valid document has no circle of fragments."""
    for each in selections.selections if selections else ():
        if isinstance(each, FieldNode):
            yield each
        elif isinstance(each, FragmentSpreadNode):
            yield from _fields(fragments[each.name.value].selection_set, fragments)
        else:
            yield from _fields(each.selection_set, fragments)  # type: ignore[attr-defined]


def _response_name(field: FieldNode) -> str:
    return field.alias.value if field.alias else field.name.value


def _cell(node: object, path: Path) -> str:
    values = _values(node, path)
    if isinstance(values, str):
        return values
    if any(SEPARATOR in each for each in values):
        where = ".".join(path)
        raise _refused(f"A value of {where} holds {SEPARATOR}, which stands between values.", f"Leave out {where}.")
    return SEPARATOR.join(values)


def _values(node: object, path: Path) -> str | list[str]:
    """The text at the end of a path, or those of each list on the way."""
    if isinstance(node, list):
        return [text for each in node for text in _listed(_values(each, path))]
    if path and isinstance(node, dict):
        return _values(node.get(path[0]), path[1:])
    return _text(node)


def _listed(values: str | list[str]) -> list[str]:
    return [values] if isinstance(values, str) else values


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    return "" if value is None else lexical(value)


def _refused(problem: str, help_: str) -> QueryError:
    return QueryError(Code.TABLE, f"This has no form as a table. {problem}", help_)
