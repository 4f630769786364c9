"""Asking the small world of tests/world.py."""

from functools import cache
from typing import Any

from schema.api import Schema, execute, make_schema
from tests.world import world


@cache
def schema() -> Schema:
    return make_schema(world())


def ask(query: str, variables: dict[str, Any] | None = None, name: str | None = None) -> dict[str, Any]:
    return execute(schema(), query, variables, name)


def data(query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    answer = ask(query, variables)
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
