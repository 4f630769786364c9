"""The worked examples: every file is asked of the real seeds, and every page agrees with its SPARQL query."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, SelectionSetNode, parse, print_ast

from graph.build import Graph, build
from graph.stores.sparql import select
from schema.api import Schema, execute, make_schema
from schema.connection import Found
from tests.endpoint import SparqlEngine
from tests.world import SEEDS

FOLDER = Path(__file__).parent.parent / "schema" / "examples"
EXAMPLES = sorted(FOLDER.glob("*.graphql"))
INSURED = ["33.5", "33.6", "37.51", "41.01", "41.04", "41.05", "41.06", "41.10", "52.80"]


@cache
def graph() -> Graph:
    return build(SEEDS)


@cache
def schema() -> Schema:
    return make_schema(graph())


@cache
def endpoint() -> SparqlEngine:
    return SparqlEngine(graph())


def variables(path: Path) -> dict[str, Any] | None:
    beside = path.with_suffix(".json")
    found: dict[str, Any] | None = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else None
    return found


def answer(name: str) -> dict[str, Any]:
    (path,) = FOLDER.glob(f"{name}*.graphql")
    response = execute(schema(), path.read_text(encoding="utf-8"), variables(path))
    assert "errors" not in response, response["errors"]
    found: dict[str, Any] = response["data"]
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_a_title_an_explanation_and_an_answer(path: Path) -> None:
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert first.endswith("?")
    assert second.startswith("# ")
    assert answer(path.stem)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_page_agrees_with_its_sparql(path: Path) -> None:
    """The connections at the root of an example, asked for whole, against the query each prints."""
    for name, query in connections(path):
        response = execute(schema(), query, variables(path))
        assert "errors" not in response, response["errors"]
        found = response["data"][name]
        assert endpoint().run(found["sparql"])[:100] == [node["iri"] for node in found["nodes"]]
        assert len(endpoint().run(found["sparql"])) == found["totalCount"]


def connections(path: Path) -> Iterator[tuple[str, str]]:
    """Each connection of an example by its response name, in a document of its own that asks for the whole."""
    document = parse(path.read_text(encoding="utf-8"))
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    for each in operation.selection_set.selections:
        root = schema().graphql.query_type
        if isinstance(each, FieldNode) and root and "after" in root.fields[each.name.value].args:
            kept = tuple(arg for arg in each.arguments or () if arg.name.value not in {"first", "after"})
            whole = parse("{ x(first: 100) { totalCount sparql nodes { iri } } }").definitions[0]
            assert isinstance(whole, OperationDefinitionNode)
            (asked,) = whole.selection_set.selections
            assert isinstance(asked, FieldNode)
            page = replace_node(each, arguments=(*kept, *(asked.arguments or ())), selection_set=asked.selection_set)
            used = print_ast(page)
            declared = tuple(v for v in operation.variable_definitions or () if f"${v.variable.name.value}" in used)
            only = replace_node(operation, selection_set=SelectionSetNode(selections=(page,)))
            yield (
                each.alias.value if each.alias else each.name.value,
                print_ast(replace_node(only, variable_definitions=declared)),
            )


def replace_node(node: Any, **changes: Any) -> Any:
    return type(node)(**{**{key: getattr(node, key) for key in node.keys}, **changes})


def test_insured_transplantations() -> None:
    found = answer("01")["procedures"]
    assert found["totalCount"] == 9
    assert [node["code"] for node in found["nodes"]] == INSURED
    for node in found["nodes"]:
        (listing,) = node["listings"]["nodes"]
        assert listing["table"] == {"number": "3"}
        assert listing["regimes"] == [{"code": "OSMS"}]
        assert listing["admission"] == "PLANNED"
        caption, row = listing["evidence"]
        assert caption["quote"].startswith("3-кесте. Жоспарлы емдеуге жатқызу")
        assert row["quote"].split()[:2] == [listing["row"], node["code"]]
        assert row["locator"] == f"table 3, row {listing['row']}"


def test_tables_compared() -> None:
    found = answer("02")
    counts = {name: connection["totalCount"] for name, connection in found.items()}
    assert counts == {
        "table1": 29,
        "table2": 6,
        "table3": 74,
        "distinct": 80,
        "tables1and3": 25,
        "tables1and2": 4,
        "tables2and3": 0,
        "onlyTable2": 2,
    }
    assert [node["code"] for node in found["onlyTable2"]["nodes"]] == ["92.291", "92.321"]
    assert [node["code"] for node in found["tables1and2"]["nodes"]] == ["92.201", "92.202", "92.203", "92.247"]


def test_tariffs() -> None:
    lines = answer("03")["tariffLines"]["nodes"]
    assert [line["price"]["amount"] for line in lines] == ["63112.54", "1081701.27", "257529.98"]
    assert [line["service"]["code"] for line in lines] == ["D92.243.026", "D92.330.001", "C04.005.010"]
    assert [line["unit"] for line in lines] == ["1 сеанс", "1 сеанс", None]
    for line in lines:
        assert line["price"]["currency"] == "KZT"
        assert line["appliesFrom"] == "2025-08-01"
        assert line["act"] == {"requisites": {"number": "ҚР ДСМ-170/2020"}, "held": False}
        version = line["version"]
        assert version["complete"] is False
        assert version["causedBy"]["requisites"] == {"number": "524", "signed": "2025-08-09"}
        assert version["causedBy"]["registration"] is None
        assert version["causedBy"]["commencement"]["entryIntoForce"] is None
        assert "publication" in version["causedBy"]["commencement"]["reason"]


def test_what_an_order_changes() -> None:
    act = answer("04")["act"]
    assert act["registration"] == {"number": "26398", "date": "2022-01-06"}
    assert act["requisites"]["acting"] is True
    (effect,) = act["effects"]
    assert effect["operation"]["code"] == "SUBSTITUTION"
    assert effect["by"]["number"] == "1"
    assert effect["targetAct"] == {"requisites": {"number": "ҚР ДСМ-134/2020", "signed": "2020-10-16"}, "held": False}
    assert effect["verb"] == "жаңа редакцияда жазылсын"
    assert effect["target"]["iri"].endswith("/qr-dsm-134-2020/annex_2")
    assert [table["rows"]["totalCount"] for table in effect["result"]["tables"]] == [29, 6, 74]
    assert any("жазылсын" in each["quote"] for each in effect["evidence"])


def test_cited_not_held() -> None:
    nodes = answer("05")["acts"]["nodes"]
    assert [node["requisites"]["number"] for node in nodes] == ["ҚР ДСМ-134/2020", "ҚР ДСМ-170/2020"]
    assert [node["registration"]["number"] for node in nodes] == ["21471", "21550"]
    assert [node["citedBy"][0]["requisites"]["number"] for node in nodes] == ["ҚР ДСМ-141", "524"]


def test_names_that_differ() -> None:
    nodes = answer("06")["procedures"]["nodes"]
    assert [node["code"] for node in nodes] == ["00.50", "03.7993", "35.23", "35.84", "81.042"]
    assert all(len({each["nameAsPrinted"] for each in node["listings"]["nodes"]}) == 2 for node in nodes)


def test_international() -> None:
    found = answer("07")["procedures"]
    codes = [node["code"] for node in found["nodes"]]
    assert {"41.10", "03.7992", "35.121", "69.921", "41.01", "00.93"} <= set(codes)
    assert found["totalCount"] == len(codes)
    assert all(node["international"]["relation"] == "conflict" for node in found["nodes"])
    assert all(node["international"]["reason"] for node in found["nodes"])


def test_resource() -> None:
    found = answer("08")["resource"]
    assert found["__typename"] == "Listing"
    assert found["procedure"]["code"] == "37.51"
    assert [each["quote"] for each in found["evidence"]][1] == "33 37.51 Жүректі трансплантаттау"


def test_services_beside() -> None:
    found = answer("21")["procedure"]
    (match,) = found["services"]
    assert (match["relation"], match["service"]["code"]) == ("sibling", "D92.243.026")
    assert match["reason"] == (
        "92.247 and D92.243.026 stand under 92.24, with other digits. "
        "These are two code systems; no held text equates their codes."
    )
    assert found["broader"]["code"] == "92.24"


def test_no_field_of_the_seeds_is_null_that_must_not_be() -> None:
    """Every type of the schema over every subject of its class."""
    from tests.test_schema import every_field

    for query, iri in every_field(schema()):
        response = execute(schema(), query, {"iri": iri})
        assert "errors" not in response, response["errors"]


def test_sparql_of_a_page_is_that_of_its_query() -> None:
    from graph.stores.query import Query

    found = Found(schema().context, Query("Procedure", first=1))
    assert found.sparql == select(Query("Procedure"), graph().base)


def test_cardiac_by_chapter() -> None:
    found = answer("17")["procedures"]
    codes = [node["code"] for node in found["nodes"]]
    assert found["totalCount"] == len(codes) == 19
    assert codes == sorted(codes)
    chapter, kind = found["facets"]
    assert [(each["value"], each["count"]) for each in chapter["values"]] == [("35-39", 19)]
    counts = {each["value"]: each["count"] for each in kind["values"]}
    assert counts == Counter(each for node in found["nodes"] for each in node["kinds"])
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert sum(counts.values()) == 23
    assert (chapter["missing"], kind["missing"]) == (0, 0)


def test_prices_added_up() -> None:
    found = answer("18")["tariffLines"]["aggregate"]
    groups = {each["value"]["value"]: each for each in found["groups"]}
    assert [(name, each["value"]["count"]) for name, each in groups.items()] == [("D", 2), ("C", 1)]
    (prices,) = found["prices"]
    assert prices == {
        "currency": "KZT",
        "count": 3,
        "min": "63112.54",
        "max": "1081701.27",
        "average": "467447.93",
        "sum": "1402343.79",
    }
    assert groups["D"]["aggregate"]["prices"][0]["sum"] == "1144813.81"
    assert groups["C"]["aggregate"]["prices"][0]["average"] == "257529.98"


def test_as_of() -> None:
    found = answer("22")
    assert found["certain"] == {"totalCount": 0, "undecidedCount": 9}
    assert found["possible"]["totalCount"] == 9
    assert [node["code"] for node in found["possible"]["nodes"]] == INSURED
    for node in found["possible"]["nodes"]:
        (listing,) = node["listings"]["nodes"]
        assert listing["legalBasis"]["entryIntoForce"] is None
        assert "not before 2022-01-17" in listing["legalBasis"]["reason"]
