"""The Relay rules of connections, edges, page info and arguments, on the published schema.

The four rules are those that @graphql-eslint calls relay-connection-types, relay-edge-types, relay-page-info and
relay-arguments, written here because the linter brings two hundred packages. Its option that a list may hold nothing
but edges is no rule of Relay and is left out: a name in three languages is a plain list.
"""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

from schema.api import sdl
from tests.asking import schema

FORWARD, BACKWARD = ("first", "after"), ("last", "before")


def named(type_: object) -> str:
    return str(type_)


def of_connection(found: GraphQLNamedType) -> Iterator[str]:
    """relay-connection-types."""
    if not isinstance(found, GraphQLObjectType):
        yield f"{found} is no object type"
        return
    edges, page = found.fields.get("edges"), found.fields.get("pageInfo")
    if edges is None or not is_list_type(get_nullable_type(edges.type)):
        yield f"{found}.edges is no list"
    elif not get_named_type(edges.type).name.endswith("Edge"):
        yield f"{found}.edges holds no edges"
    if page is None or named(page.type) != "PageInfo!":
        yield f"{found}.pageInfo is no PageInfo!"


def of_edge(found: GraphQLNamedType) -> Iterator[str]:
    """relay-edge-types."""
    if not isinstance(found, GraphQLObjectType):
        yield f"{found} is no object type"
        return
    node, cursor = found.fields.get("node"), found.fields.get("cursor")
    if node is None or is_list_type(get_nullable_type(node.type)):
        yield f"{found}.node is missing or a list"
    elif not is_node(get_named_type(node.type)):
        yield f"{found}.node is no Node"
    if cursor is None or not isinstance(get_nullable_type(cursor.type), GraphQLScalarType):
        yield f"{found}.cursor is missing or no scalar"


def is_node(type_: GraphQLNamedType) -> bool:
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return False
    return "Node" in {type_.name, *(each.name for each in type_.interfaces)}


def of_page_info(found: GraphQLNamedType | None) -> Iterator[str]:
    """relay-page-info."""
    if not isinstance(found, GraphQLObjectType):
        yield "PageInfo is no object type"
        return
    for name in ("hasNextPage", "hasPreviousPage"):
        if name not in found.fields or named(found.fields[name].type) != "Boolean!":
            yield f"PageInfo.{name} is no Boolean!"
    for name in ("startCursor", "endCursor"):
        field = found.fields.get(name)
        if field is None or not isinstance(field.type, GraphQLScalarType):
            yield f"PageInfo.{name} is no scalar that may be null"


def of_arguments(place: str, field: GraphQLField) -> Iterator[str]:
    """relay-arguments."""
    if not any(set(each) <= set(field.args) for each in (FORWARD, BACKWARD)):
        yield f"{place} has no arguments for pages"
    for name in {*FORWARD, *BACKWARD} & set(field.args):
        type_ = field.args[name].type
        size = name in {"first", "last"}
        if is_non_null_type(type_) or (named(type_) != "Int" if size else not isinstance(type_, GraphQLScalarType)):
            yield f"{place}({name}:) is of another type"


def faults(asked: GraphQLSchema) -> list[str]:
    found = list(of_page_info(asked.type_map.get("PageInfo")))
    for type_ in asked.type_map.values():
        if type_.name.endswith("Connection"):
            found += of_connection(type_)
        if type_.name.endswith("Edge"):
            found += of_edge(type_)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in type_.fields.items():
                if get_named_type(field.type).name.endswith("Connection"):
                    found += of_arguments(f"{type_}.{name}", field)
    return found


def test_the_schema_keeps_the_rules() -> None:
    published = build_schema(sdl(schema()))
    assert faults(published) == []
    assert sum(name.endswith("Connection") for name in published.type_map) >= 8


KEPT = """
type Query { things(first: Int, after: String): ThingConnection! }
interface Node { id: ID! }
type Thing implements Node { id: ID! }
type ThingConnection { edges: [ThingEdge!]! pageInfo: PageInfo! }
type ThingEdge { node: Thing! cursor: String! }
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
"""


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ("after: String", "before: String"),
        ("first: Int", "first: Int!"),
        ("first: Int", "first: Float"),
        ("edges: [ThingEdge!]!", "edges: ThingEdge!"),
        ("edges: [ThingEdge!]!", "edges: [Thing!]!"),
        ("pageInfo: PageInfo!", "pageInfo: PageInfo"),
        ("node: Thing!", "node: [Thing!]!"),
        ("node: Thing!", "node: String"),
        ("cursor: String!", "cursor: [String!]"),
        ("hasNextPage: Boolean!", "hasNextPage: Boolean"),
        ("startCursor: String", "startCursor: String!"),
    ],
)
def test_a_broken_rule_is_seen(kept: str, broken: str) -> None:
    assert faults(build_schema(KEPT)) == []
    assert len(faults(build_schema(KEPT.replace(kept, broken)))) == 1
