"""A query of one connection as CSV: a row for each node, and a reason where that cannot be."""

import csv
import io

import httpx
import pytest

CSV = {"Accept": "text/csv"}
HEADS = "text/csv; charset=utf-8; header=present"


def ask(client: httpx.Client, query: str, **more: object) -> httpx.Response:
    return client.post("/graphql", json={"query": query, **more}, headers=CSV)


def rows(client: httpx.Client, query: str, **more: object) -> list[list[str]]:
    response = ask(client, query, **more)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == HEADS
    assert response.text.endswith("\r\n")
    return list(csv.reader(io.StringIO(response.text, newline="")))


def test_prices_are_a_table(client: httpx.Client) -> None:
    found = rows(client, "{ tariffLines { nodes { row service { code } price { amount currency } appliesFrom } } }")
    header, *lines = found
    assert header == ["row", "service.code", "price.amount", "price.currency", "appliesFrom"]
    assert sorted(lines) == [
        ["1494-1", "D92.243.026", "63112.54", "KZT", "2025-08-01"],
        ["1494-2", "D92.330.001", "1081701.27", "KZT", "2025-08-01"],
        ["1494-3", "C04.005.010", "257529.98", "KZT", "2025-08-01"],
    ]


def test_lists_share_a_cell_in_step(client: httpx.Client) -> None:
    asked = "code kinds listings { nodes { row table { number } } }"
    query = f'{{ procedures(where: {{ code: {{ eq: "92.201" }} }}) {{ nodes {{ {asked} }} }} }}'
    header, row = rows(client, query)
    assert header == ["code", "kinds", "listings.nodes.row", "listings.nodes.table.number"]
    assert row[0] == "92.201"
    assert row[2].count("|") == row[3].count("|") == 1
    assert sorted(row[3].split("|")) == ["1", "2"]


def test_columns_are_those_of_the_document(client: httpx.Client) -> None:
    query = """query Q { found: procedures(first: 2) { edges { node { ...Names ... on Procedure { code } c: code } } } }
    fragment Names on Procedure { broader { broader { code } } label { value } }"""
    header, *found = rows(client, query)
    assert header == ["broader.broader.code", "label.value", "code", "c"]
    assert len(found) == 2
    assert all(row[2] == row[3] for row in found)


def test_nothing_found_is_a_header(client: httpx.Client) -> None:
    assert rows(client, "{ procedures(where: { code: { in: [] } }) { nodes { code kinds } } }") == [["code", "kinds"]]


def test_line_breaks_and_quotation_marks_arrive(client: httpx.Client) -> None:
    query = "{ acts(where: { held: true }) { nodes { title evidence { quote } } } }"
    shown = client.post("/graphql", json={"query": query}).json()["data"]["acts"]["nodes"]
    for row, node in zip(rows(client, query)[1:], shown, strict=True):
        assert row == [node["title"], "|".join(each["quote"] for each in node["evidence"])]


def test_the_head_says_how_to_go_on(client: httpx.Client) -> None:
    query = """query($after: String) { procedures(first: 30, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { code } } }"""
    found: list[str] = []
    after = None
    while True:
        response = ask(client, query, variables={"after": after})
        assert response.headers["qamtu-total-count"] == "80"
        found += [row[0] for row in csv.reader(io.StringIO(response.text))][1:]
        after = response.headers.get("qamtu-end-cursor")
        if after is None:
            break
    assert len(found) == len(set(found)) == 80


def test_get_answers_too_and_is_revalidated(client: httpx.Client) -> None:
    parameters = {"query": "{ regimes { code } procedures { totalCount } }"}
    assert client.get("/graphql", params=parameters, headers=CSV).status_code == 406
    parameters = {"query": "{ procedures(first: 1) { nodes { code } } }"}
    response = client.get("/graphql", params=parameters, headers=CSV)
    assert response.text == '"code"\r\n"00.50"\r\n'
    again = client.get("/graphql", params=parameters, headers={**CSV, "If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/graphql", params=parameters).headers["etag"] != response.headers["etag"]
    assert "Accept" in response.headers["vary"]


REFUSED = {
    "several fields": "{ a: procedures { nodes { code } } b: acts { nodes { iri } } }",
    "no connection": "{ meta { dataVersion } }",
    "no nodes": "{ procedures { totalCount } }",
    "nodes in two ways": "{ procedures { nodes { code } edges { node { code } } } }",
    "nodes under two names": "{ procedures { nodes { code } more: nodes { code } } }",
    "edges without nodes": "{ procedures { edges { cursor } } }",
    "a syntax error": "{ procedures {",
    "an unknown field": "{ procedures { nodes { nothing } } }",
    "an error of a field": '{ procedures(where: { code: { eq: "x" } }) { nodes { code } } }',
    "a type": "{ __typename }",
    "introspection": "{ __schema { types { name } } }",
    "several operations": "query A { procedures { nodes { code } } } query B { acts { nodes { iri } } }",
}


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_with_a_reason(client: httpx.Client, query: str) -> None:
    response = ask(client, query)
    assert response.status_code == 406
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    first, *others = response.json()["errors"]
    assert first["message"].startswith("This has no form as a table.")
    assert first["extensions"]["code"] == "NOT_ACCEPTABLE"
    assert first["extensions"]["help"]
    assert all(each["extensions"]["code"] for each in others)


def test_json_is_what_whoever_does_not_mind_gets(client: httpx.Client) -> None:
    for accept in ("*/*", "text/csv;q=0.5, application/json", "text/html;q=0.1, */*"):
        response = client.post("/graphql", json={"query": "{ __typename }"}, headers={"Accept": accept})
        assert response.headers["content-type"].startswith("application/json")
