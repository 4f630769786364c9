"""Asking the small world of tests/world.py."""

from functools import cache
from typing import Any

from graphql import get_introspection_query, parse

from schema.api import Schema, execute, make_schema
from schema.cost import Cost, Request
from schema.limits import fragments_of, operation_of
from schema.measure import measure
from tests.world import world

INTROSPECTION = get_introspection_query(
    specified_by_url=True,
    directive_is_repeatable=True,
    schema_description=True,
    input_value_deprecation=True,
    one_of=True,
)
"""All that introspection tells."""


@cache
def schema() -> Schema:
    return make_schema(world())


def ask(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> dict[str, Any]:
    return execute(schema(), query, variables, name)


def data(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    return data_of(schema(), query, variables)


def data_of(asked: Schema, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """What another schema answers."""
    answer = execute(asked, query, variables)
    assert "errors" not in answer, answer["errors"]
    found: dict[str, Any] = answer["data"]
    return found


def error(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The only error of an answer."""
    answer = ask(query, variables)
    (found,) = answer["errors"]
    assert found["message"]
    assert found["extensions"]["help"]
    assert "Traceback" not in str(answer)
    result: dict[str, Any] = found
    return result


def code_of(query: str, variables: dict[str, Any] | None = None) -> str:
    code: str = error(query, variables)["extensions"]["code"]
    return code


def codes(where: str) -> list[str]:
    """The procedures that a filter lets through."""
    found = data(f"{{ procedures(where: {where}) {{ totalCount nodes {{ code }} }} }}")["procedures"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["code"] for node in found["nodes"]]


def cost_of(query: str, variables: dict[str, Any] | None = None) -> Cost:
    """What a query is predicted to ask for, whether or not that is too much."""
    document = parse(query)
    operation, root = operation_of(document, None), schema().graphql.query_type
    assert operation is not None
    assert root is not None
    request = Request(schema().graphql, schema().widths, fragments_of(document), variables or {})
    return measure(request, operation.selection_set, root, 1)
