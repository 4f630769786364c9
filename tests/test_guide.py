"""What a newcomer reads first names what there is."""

import re
from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType
from graphql import resolve_schema_coordinate as resolve

from schema.guide import GUIDE
from schema.limits import NODES
from tests.asking import ask, cost_of, schema

TEMPLATES = Path(__file__).parent.parent / "server" / "templates"


def texts() -> Iterator[str]:
    """Every description of the schema."""
    graphql = schema().graphql
    yield graphql.description or ""
    for type_ in graphql.type_map.values():
        if type_.name.startswith("__"):
            continue
        yield type_.description or ""
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field in type_.fields.values():
                yield field.description or ""
                yield from (each.description or "" for each in field.args.values())
        elif isinstance(type_, GraphQLInputObjectType):
            yield from (each.description or "" for each in type_.fields.values())
        elif isinstance(type_, GraphQLEnumType):
            yield from (each.description or "" for each in type_.values.values())


def test_every_schema_coordinate_resolves() -> None:
    found = {each for text in texts() for each in re.findall(r"`([A-Z]\w*(?:\.\w+)?)`", text)}
    assert {"Query", "Commencement", "Procedure.services"} <= found
    assert {each for each in found if not resolve(schema().graphql, each)} == set()


def test_the_guide_names_fields_of_the_schema() -> None:
    query = schema().graphql.query_type
    assert query
    named = re.findall(r"^- `([\w.]+)`: .", query.description or "", re.MULTILINE)
    assert named[0] in {"coverage", "procedures"}
    assert all(resolve(schema().graphql, name if "." in name else f"Query.{name}") for name in named)
    assert len(named) >= 10


def test_the_guide_has_no_row_of_a_field_that_is_not_there() -> None:
    assert [coordinate for coordinate, _ in GUIDE if not resolve(schema().graphql, coordinate)] == []


def test_the_description_of_the_schema_is_told_to_clients() -> None:
    assert schema().as_str().startswith('"""\nWhat medical care Kazakhstan pays for')


def test_who_reads_the_schema_alone_finds_the_table_and_the_limit() -> None:
    graphql = schema().graphql
    description = graphql.description or ""
    assert graphql.query_type
    assert description.endswith(graphql.query_type.description or "nothing")
    assert f"{NODES} entries of lists" in description


def test_the_count_that_the_guide_gives_is_right() -> None:
    description = schema().graphql.description or ""
    for size, count in ((100, 100 + 100 * 100), (20, 100 + 100 * 20)):
        query = f"{{ procedures(first: 100) {{ nodes {{ listings(first: {size}) {{ nodes {{ row }} }} }} }} }}"
        assert cost_of(query).nodes == count
        assert ("errors" in ask(query)) == (count > NODES)
    assert "100 + 100 × 100" in description
    assert "2100" in description
