"""The worked examples in SPARQL: each says the same as the GraphQL example of its name, all of it."""

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.iri import DEFAULT_BASE
from graph.stores.entity import natural
from server.sparql.examples import FOLDER, read_sparql_examples
from server.sparql.guard import check
from tests.test_examples import EXAMPLES, INSURED, answer, endpoint, graph

SPARQL = sorted(FOLDER.glob("*.rq"))
Row = dict[str, str]


@cache
def queries() -> dict[str, str]:
    return {each.name: each.query for each in read_sparql_examples(graph().base)}


def run(number: str) -> Any:
    (text,) = (query for name, query in queries().items() if name.startswith(number))
    return endpoint().store.query(text, use_default_graph_as_union=True)


def rows(number: str) -> list[Row]:
    """The solutions, values alone; what is unbound is left out."""
    return solutions(run(number))


def solutions(result: Any) -> list[Row]:
    found = json.loads(result.serialize(format=ox.QueryResultsFormat.JSON))["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def tuples(found: list[Row], *names: str) -> list[tuple[str | None, ...]]:
    return sorted({tuple(row.get(name) for name in names) for row in found}, key=repr)


def same(found: list[Row], expected: list[dict[str, Any]]) -> None:
    """The same rows in any order, each once; None in an expected row is unbound."""
    wanted = [{name: value for name, value in row.items() if value is not None} for row in expected]
    assert sorted(found, key=repr_of) == sorted(wanted, key=repr_of)


def repr_of(row: Row) -> str:
    return repr(sorted(row.items()))


def said(value: bool) -> str:
    return str(value).lower()


def test_every_example_has_its_twin() -> None:
    assert [path.stem for path in SPARQL] == [path.stem for path in EXAMPLES]


@pytest.mark.parametrize("path", SPARQL, ids=lambda path: path.stem)
def test_an_example_has_the_title_of_its_twin_and_passes_the_guard(path: Path) -> None:
    twin = next(each for each in EXAMPLES if each.stem == path.stem)
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first == twin.read_text(encoding="utf-8").splitlines()[0]
    assert second.startswith("# ")
    assert not check(path.read_text(encoding="utf-8")).is_volatile


def test_the_examples_follow_the_base() -> None:
    for example in read_sparql_examples("https://example.org/q/"):
        assert DEFAULT_BASE not in example.query
    assert "<https://example.org/q/def/>" in read_sparql_examples("https://example.org/q/")[0].query


def test_insured_transplantations() -> None:
    found = rows("01")
    assert sorted({row["code"] for row in found}) == INSURED
    assert len(found) == 18
    same(
        found,
        [
            {
                "code": node["code"],
                "label": node["label"]["value"],
                "table": listing["table"]["number"],
                "row": listing["row"],
                "payer": regime["code"],
                "admitted": listing["admission"],
                "place": piece["locator"],
                "quote": piece["quote"],
            }
            for node in answer("01")["procedures"]["nodes"]
            for listing in node["listings"]["nodes"]
            for regime, piece in product(listing["regimes"], listing["evidence"])
        ],
    )


def test_tables_compared() -> None:
    expected = answer("02")
    parts = {tuple(row[f"in{n}"] == "true" for n in (1, 2, 3)): row for row in rows("02")}

    def total(*tables: int) -> int:
        return sum(int(row["procedures"]) for which, row in parts.items() if all(which[n - 1] for n in tables))

    def listed(*tables: int) -> list[str]:
        """Codes of procedures in all of these tables."""
        held = [row["which"] for which, row in parts.items() if all(which[n - 1] for n in tables)]
        return sorted(line.partition(" ")[0] for which in held for line in which.split("\n"))

    assert {name: connection["totalCount"] for name, connection in expected.items()} == {
        "table1": total(1),
        "table2": total(2),
        "table3": total(3),
        "distinct": total(),
        "tables1and3": total(1, 3),
        "tables1and2": total(1, 2),
        "tables2and3": total(2, 3),
        "onlyTable2": int(parts[False, True, False]["procedures"]),
    }
    assert listed(1, 2) == [node["code"] for node in expected["tables1and2"]["nodes"]]
    assert sorted(parts[False, True, False]["which"].split("\n")) == [
        f"{node['code']} {node['label']['value']}" for node in expected["onlyTable2"]["nodes"]
    ]


def test_tariffs() -> None:
    """All but how the currency is known, which is said of facts and not in RDF."""
    expected = []
    for line in answer("03")["tariffLines"]["nodes"]:
        order = line["version"]["causedBy"]
        start = order["commencement"]
        expected += [
            {
                "row": line["row"],
                "code": line["service"]["code"],
                "label": line["service"]["label"]["value"],
                "price": line["price"]["amount"],
                "currency": line["price"]["currency"],
                "priceAsPrinted": line["priceAsPrinted"],
                "unit": line["unit"],
                "appliesFrom": line["appliesFrom"],
                "payer": regime["code"],
                "law": line["act"]["requisites"]["number"],
                "lawHeld": said(line["act"]["held"]),
                "complete": said(line["version"]["complete"]),
                "order": order["requisites"]["number"],
                "signed": order["requisites"]["signed"],
                "registered": order["registration"],
                "rule": start["rule"],
                "days": str(start["days"]),
                "dayKind": start["dayKind"],
                "inForce": start["entryIntoForce"],
                "reason": start["reason"],
                "orderAppliesFrom": start["appliesFrom"],
                "place": piece["locator"],
                "quote": piece["quote"],
            }
            for regime, piece in product(line["regimes"], line["evidence"])
        ]
    same(rows("03"), expected)


def test_what_an_order_changes() -> None:
    act = answer("04")["act"]
    (effect,) = act["effects"]
    result = effect["result"]
    whole = {
        "title": act["title"],
        "issuer": act["requisites"]["issuer"]["label"]["value"],
        "acting": said(act["requisites"]["acting"]),
        "signed": act["requisites"]["signed"],
        "number": act["requisites"]["number"],
        "numberAsPrinted": act["requisites"]["numberAsPrinted"],
        "registered": act["registration"]["number"],
        "registeredOn": act["registration"]["date"],
        "operation": effect["operation"]["code"],
        "operationLabel": effect["operation"]["label"]["value"],
        "scope": effect["scope"],
        "byKind": effect["by"]["kind"]["code"],
        "byNumber": effect["by"]["number"],
        "byText": effect["by"]["text"],
        "targetNumber": effect["targetAct"]["requisites"]["number"],
        "targetSigned": effect["targetAct"]["requisites"]["signed"],
        "targetHeld": said(effect["targetAct"]["held"]),
        "target": effect["target"]["iri"],
        "targetLabel": effect["target"]["label"]["value"],
        "element": effect["element"],
        "verb": effect["verb"],
        "applied": said(effect["applied"]),
        "retroactive": said(effect["retroactive"]),
        "content": effect["content"]["iri"],
        "complete": said(result["complete"]),
        "rowsRead": str(result["rowsRead"]),
    }
    same(
        rows("04"),
        [
            {
                **whole,
                "table": table["number"],
                "caption": table["caption"],
                "heading": section["heading"],
                "admitted": section["admission"],
                "payer": regime["code"],
                "rows": str(table["rows"]["totalCount"]),
                "place": piece["locator"],
                "quote": piece["quote"],
            }
            for table in result["tables"]
            for section in table["sections"]
            for regime, piece in product(section["regimes"], effect["evidence"])
        ],
    )


def test_cited_not_held() -> None:
    same(
        rows("05"),
        [
            {
                "act": node["iri"],
                "issuer": node["requisites"]["issuer"]["label"]["value"],
                "signed": node["requisites"]["signed"],
                "number": node["requisites"]["number"],
                "registered": node["registration"]["number"],
                "registeredOn": node["registration"]["date"],
                "title": node["title"],
                "citedBy": citing["requisites"]["number"],
                "amendedBy": amending["requisites"]["number"],
            }
            for node in answer("05")["acts"]["nodes"]
            for citing, amending in product(node["citedBy"], node["amendedBy"])
        ],
    )


def test_names_that_differ() -> None:
    same(
        rows("06"),
        [
            {
                "code": node["code"],
                "table": listing["table"]["number"],
                "row": listing["row"],
                "name": listing["nameAsPrinted"],
            }
            for node in answer("06")["procedures"]["nodes"]
            for listing in node["listings"]["nodes"]
        ],
    )


def test_international() -> None:
    nodes = answer("07")["procedures"]["nodes"]
    found = rows("07")
    assert tuples(found, "code", "label", "relation", "international", "title") == sorted(
        {
            (
                node["code"],
                node["label"]["value"],
                match["relation"],
                match["object"] and match["object"]["code"],
                match["title"],
            )
            for node in nodes
            for match in node["internationalMatches"]
        },
        key=repr,
    )
    warning = [row for row in found if row["relation"] == "conflict"]
    same(
        [{name: value for name, value in row.items() if name != "label"} for row in warning],
        [
            {
                "code": node["code"],
                "relation": match["relation"],
                "international": match["object"] and match["object"]["code"],
                "title": match["title"],
                "reason": match["reason"],
                "justification": match["justification"],
                "confidence": match["confidence"],
            }
            for node in nodes
            for match in (node["international"],)
        ],
    )


def test_resource() -> None:
    expected = answer("08")["resource"]
    held = ox.Store()
    held.extend(ox.Quad(each.subject, each.predicate, each.object) for each in run("08"))
    prefixes = {
        "q": f"{graph().base}def/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }

    def ask(pattern: str) -> list[Row]:
        text = f"SELECT * {{ BIND (<{expected['iri']}> AS ?this) {pattern} }}"
        found = solutions(held.query(text, prefixes=prefixes))
        return [{name: value for name, value in row.items() if name != "this"} for row in found]

    assert ask(f"?this a q:{expected['__typename']}") == [{}]
    same(ask("?this skos:prefLabel ?value"), [{"value": each["value"]} for each in expected["labels"]])
    span = "?span rdfs:label ?locator ; oa:hasSource/q:sha256 ?sha256 ; oa:hasSelector ?position, ?text ."
    ends = "?position oa:start ?start ; oa:end ?end . ?text oa:exact ?quote"
    pieces = ask(f"?this prov:wasQuotedFrom ?span . {span} {ends}")
    assert {each["basis"] for each in expected["evidence"]} == {"PRINTED"}
    same(
        [{name: each[name] for name in ("locator", "quote", "start", "end", "sha256")} for each in pieces],
        [
            {name: str(each[name]) for name in ("locator", "quote", "start", "end", "sha256")}
            for each in expected["evidence"]
        ],
    )
    row = "?this q:rowNumber ?row ; q:nameAsPrinted ?name ; q:admission/skos:notation ?admission"
    assert ask(row) == [{"row": expected["row"], "name": expected["nameAsPrinted"], "admission": expected["admission"]}]
    same(ask("?this q:regime/skos:notation ?code"), [{"code": each["code"]} for each in expected["regimes"]])
    procedure = expected["procedure"]
    same(
        ask("?this q:procedure ?p . ?p skos:notation ?code ; q:kind/skos:notation ?kind"),
        [
            {"p": f"{graph().base}code/mkb9/{procedure['code']}", "code": procedure["code"], "kind": kind}
            for kind in procedure["kinds"]
        ],
    )
    assignments = ask(
        "?this q:procedure/^q:procedure ?a . ?a a q:KindAssignment ; q:assignedKind/skos:notation ?kind ; "
        "q:basis ?basis ; q:reason ?reason"
    )
    same([{k: v for k, v in each.items() if k != "a"} for each in assignments], procedure["kindAssignments"])
    table = expected["table"]
    assert ask("?this q:inTable [ eli:number ?number ; q:caption ?caption ]") == [table]
    version = (
        "?this q:inVersion [ q:complete ?complete ; q:causedBy [ eli:number ?number ; eli:date_document ?signed ] ]"
    )
    assert ask(version) == [
        {"complete": said(expected["version"]["complete"]), **expected["version"]["causedBy"]["requisites"]}
    ]


def test_pages() -> None:
    expected = answer("09")["listings"]
    assert rows("09") == [
        {
            "row": edge["node"]["row"],
            "table": edge["node"]["table"]["number"],
            "code": edge["node"]["procedure"]["code"],
            "total": str(expected["totalCount"]),
        }
        for edge in expected["edges"]
    ]


def test_pages_are_in_order_to_the_end() -> None:
    (text,) = (query for name, query in queries().items() if name.startswith("09"))
    whole = text.replace("LIMIT 5\n", "")
    codes = [row["code"] for row in solutions(endpoint().store.query(whole, use_default_graph_as_union=True))]
    assert codes == sorted(codes, key=natural)
    assert len(codes) == answer("09")["listings"]["totalCount"]


def test_meta() -> None:
    """All that is said of the data; the version of the GraphQL API and its pages are none of it."""
    expected = answer("10")["meta"]
    found = rows("10")
    same(
        found,
        [
            {"version": expected["dataVersion"], "licence": expected["licence"]},
            *(
                {"type": each["type"], "number": str(each["number"])}
                for each in expected["counts"]
                if each["type"] != "facts"
            ),
            *(
                {"file": each["iri"], "sha256": each["sha256"], "characters": str(each["characters"])}
                for each in expected["files"]
            ),
        ],
    )


def test_services_beside() -> None:
    found = answer("21")["procedure"]
    same(
        rows("21"),
        [
            {
                "code": found["code"],
                "label": found["label"]["value"],
                "heading": found["broader"]["code"],
                "headingLabel": found["broader"]["label"]["value"],
                "relation": match["relation"],
                "basis": match["basis"],
                "reason": match["reason"],
                "service": match["service"]["code"],
                "serviceLabel": match["service"]["label"]["value"],
                "row": line["row"],
                "unit": line["unit"],
                "price": line["price"]["amount"],
                "currency": line["price"]["currency"],
            }
            for match in found["services"]
            for line in match["service"]["tariffLines"]["nodes"]
        ],
    )


def test_cardiac_by_chapter() -> None:
    """A row is a value of a facet, with the operations that the page shows to have it."""
    found = answer("17")["procedures"]
    lines = {f"{node['code']} {node['label']['value']}": node for node in found["nodes"]}
    rows_ = [{**row, "which": "\n".join(sorted(row["which"].split("\n")))} for row in rows("17")]
    assert [(row["by"], row["value"], row["count"]) for row in rows_] == [
        (facet["by"], each["value"], str(each["count"])) for facet in found["facets"] for each in facet["values"]
    ]

    def which(by: str, value: str) -> str:
        held = {line: node["kinds"] if by == "KIND" else [node["chapter"]] for line, node in lines.items()}
        return "\n".join(sorted(line for line, values in held.items() if value in values))

    same(
        rows_,
        [
            {
                "by": facet["by"],
                "value": each["value"],
                # The export has no titles of chapters.
                "name": each["label"]["value"] if facet["by"] == "KIND" else None,
                "count": str(each["count"]),
                "which": which(facet["by"], each["value"]),
            }
            for facet in found["facets"]
            for each in facet["values"]
        ],
    )


def test_prices_added_up() -> None:
    found = answer("18")["tariffLines"]["aggregate"]
    parts = {None: found, **{each["value"]["value"]: each["aggregate"] for each in found["groups"]}}
    same(
        rows("18"),
        [
            {"group": group, **{name: str(value) for name, value in prices.items()}}
            for group, part in parts.items()
            for prices in part["prices"]
        ],
    )
    groups = {each["value"]["value"]: str(each["value"]["count"]) for each in found["groups"]}
    assert groups == {row["group"]: row["count"] for row in rows("18") if "group" in row}


def test_as_of() -> None:
    found = answer("22")
    same(
        rows("22"),
        [
            {
                "code": node["code"],
                "label": node["label"]["value"],
                "row": listing["row"],
                "act": listing["legalBasis"]["causedBy"]["requisites"]["number"],
                "certain": said(listing["legalBasis"]["entryIntoForce"] is not None),
                "reason": listing["legalBasis"]["reason"],
            }
            for node in found["possible"]["nodes"]
            for listing in node["listings"]["nodes"]
        ],
    )
    assert found["certain"]["totalCount"] == sum(row["certain"] == "true" for row in rows("22"))
    assert found["certain"]["undecidedCount"] == len({row["code"] for row in rows("22") if row["certain"] == "false"})
