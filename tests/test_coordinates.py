"""Schema coordinates in the documentation: whatever names a place of the schema names one that is there."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, resolve_schema_coordinate

from graph.build import build
from schema.api import make_schema, sdl
from tests.test_schema import described

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "seeds/FORMAT.md")),
    *sorted((ROOT / "schema" / "examples").glob("*.graphql")),
    *sorted((ROOT / "server" / "sparql" / "examples").glob("*.rq")),
]
COORDINATE = re.compile(r"`([A-Z]\w*[a-z]\w*\.[A-Za-z_]\w*(?:\(\w+:\))?)`", re.ASCII)
"""Type.field, Type.field(argument:), Input.key and Enum.MEMBER between backticks, as the specification writes them."""


@cache
def schema() -> GraphQLSchema:
    return build_schema(sdl(make_schema(build(ROOT / "seeds"))))


def unresolved(text: str) -> list[str]:
    return [each for each in COORDINATE.findall(text) if not resolves(each)]


def resolves(coordinate: str) -> bool:
    """Whether the schema has it; graphql-core raises for one in a place that is not there."""
    try:
        return resolve_schema_coordinate(schema(), coordinate) is not None
    except TypeError:
        return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_coordinates_of_pages_resolve(page: Path) -> None:
    assert unresolved(page.read_text(encoding="utf-8")) == []


def test_coordinates_of_descriptions_resolve() -> None:
    assert [(place, unresolved(text or "")) for place, text in described() if unresolved(text or "")] == []


def found_in_descriptions() -> Iterator[str]:
    for _place, text in described():
        yield from COORDINATE.findall(text or "")


def test_descriptions_have_coordinates() -> None:
    assert {"PageInfo.endCursor", "PageInfo.startCursor"} <= set(found_in_descriptions())


def test_a_place_that_is_not_there_is_seen() -> None:
    right = "`Query.procedures`, `Query.procedures(where:)`, `ProcedureFilter.codeWithin` and `RegimeCode.OSMS`"
    assert unresolved(right) == []
    assert len(COORDINATE.findall(right)) == 4
    wrong = "`Query.nothing` `Query.procedures(nothing:)` `Query.nothing(a:)` `RegimeCode.NONE` `Nothing.here`"
    assert unresolved(wrong) == COORDINATE.findall(wrong)
    assert COORDINATE.findall("`pageInfo.endCursor` `FORMAT.md` `build.py` Query.nothing") == []
