"""Two versions of one list: what a question without a date reads, and how the older one is reached."""

import pytest

from graph.build import Graph
from schema.api import Schema, make_schema
from tests.amended import amended_graph
from tests.asking import data_of
from tests.endpoint import SparqlEngine

FLAGSHIP = "kind: {eq: TRANSPLANTATION}, listings: {some: {regime: {eq: OSMS}}, none: {admission: {eq: EMERGENCY}}}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return amended_graph(tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def schema(graph: Graph) -> Schema:
    return make_schema(graph)


def total(schema: Schema, field: str) -> int:
    found: int = data_of(schema, f"{{ it: {field} {{ totalCount }} }}")["it"]["totalCount"]
    return found


def test_rows_are_those_of_the_newest_version(schema: Schema) -> None:
    assert total(schema, "listings") == 108
    assert total(schema, "listings(versions: ALL)") == 109 + 108
    assert total(schema, "tariffLines") == 3


def test_the_flagship_reads_the_newest_version_only(schema: Schema) -> None:
    found = data_of(
        schema, f"{{ procedures(where: {{{FLAGSHIP}}}) {{ totalCount nodes {{ listings {{ totalCount }} }} }} }}"
    )

    assert found["procedures"]["totalCount"] == 9
    assert {node["listings"]["totalCount"] for node in found["procedures"]["nodes"]} == {1}


@pytest.mark.parametrize(
    ("quantifier", "expected"),
    [
        ("exists: true", 79),
        ("exists: false", 1),
        ("versions: ALL, exists: true", 80),
        ("count: {gte: 3}", 0),
        ("versions: ALL, count: {gte: 3}", 29),
        ("every: {regime: {eq: GOBMP}}, exists: true", 6),
        ("versions: ALL, some: {version: {current: false}}", 80),
        ("some: {version: {current: false}}", 0),
        ("none: {}", 1),
        ("versions: ALL, none: {}", 0),
    ],
)
def test_quantifiers_ask_about_the_newest_version_unless_told(schema: Schema, quantifier: str, expected: int) -> None:
    assert total(schema, f"procedures(where: {{listings: {{{quantifier}}}}})") == expected


def test_an_old_table_still_has_its_rows(schema: Schema) -> None:
    tables = data_of(
        schema,
        '{ tables(where: {version: {current: false}, number: {eq: "3"}}) { nodes { listings { totalCount } } } }',
    )["tables"]["nodes"]

    assert [table["listings"]["totalCount"] for table in tables] == [74]


@pytest.mark.parametrize(
    "field",
    [
        f"procedures(first: 100, where: {{{FLAGSHIP}}})",
        "procedures(first: 100, where: {listings: {exists: false}})",
        "procedures(first: 100, where: {listings: {count: {eq: 2}}})",
        "procedures(first: 100, where: {namesDiffer: true})",
        "listings(first: 100)",
        "listings(first: 100, versions: ALL, where: {version: {current: false}})",
    ],
)
def test_sparql_gives_the_same_answer(graph: Graph, schema: Schema, field: str) -> None:
    found = data_of(
        schema,
        f"{{ it: {field} {{ totalCount sparql nodes {{ iri }} }} }}",
    )["it"]

    answered = SparqlEngine(graph).run(found["sparql"])
    assert answered[:100] == [node["iri"] for node in found["nodes"]]
    assert len(answered) == found["totalCount"]


def test_what_was_wrong_with_the_texts_is_told(schema: Schema) -> None:
    found = data_of(schema, "{ meta { diagnostics { code severity file line column found expected } } }")["meta"][
        "diagnostics"
    ]

    inferred = next(each for each in found if each["code"] == "KZ-TAB-007")
    assert inferred["severity"] == "note"
    assert inferred["found"] == "әлеуметтік медициналық сақтандыру жүйесінде"
    assert (inferred["line"], inferred["column"]) == (217, 33)
    assert len({each["file"] for each in found}) == 3
