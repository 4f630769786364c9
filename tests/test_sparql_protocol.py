"""The endpoint as clients meet it: SPARQL 1.1 Protocol, formats, conditional requests, description, pages, limits."""

import csv
import gzip
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from SPARQLWrapper import JSON, SPARQLWrapper
from typing_extensions import override

from graph.iri import DEFAULT_BASE
from server.sparql.formats import GRAPHS, SOLUTIONS

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
PROBLEM = "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HEART = f"{DEFAULT_BASE}code/mkb9/37.51"
CODE = f"SELECT ?code {{ <{HEART}> <http://www.w3.org/2004/02/skos/core#notation> ?code }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SD = "http://www.w3.org/ns/sparql-service-description#"


def total(response: httpx.Response) -> int:
    assert response.status_code == 200
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def refused(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert response.headers["content-type"] == PROBLEM
    assert response.headers["cache-control"] == "no-store"
    return body


# Ways to ask


def test_three_ways_to_ask(client: httpx.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": CODE}),
        client.post("/sparql", data={"query": CODE}),
        client.post("/sparql", content=CODE, headers={"Content-Type": QUERY}),
        client.post("/sparql", content=CODE, headers={"Content-Type": f'{QUERY}; charset="UTF-8"'}),
    ]
    for response in answers:
        assert response.headers["content-type"] == "application/sparql-results+json"
        assert response.json()["results"]["bindings"] == [{"code": {"type": "literal", "value": "37.51"}}]


def test_a_client_that_knows_only_the_standard(server: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=JSON)
    for method in ("GET", "POST"):
        wrapper.setMethod(method)
        wrapper.setQuery(CODE)
        found = wrapper.queryAndConvert()
        assert isinstance(found, dict)
        assert found["results"]["bindings"][0]["code"]["value"] == "37.51"


def test_another_library_walks_the_graph(server: str) -> None:
    import rdflib

    graph = rdflib.Graph(store="SPARQLStore")
    graph.open(f"{server}/sparql")
    codes = list(graph.objects(rdflib.URIRef(HEART), rdflib.SKOS.notation))
    assert codes == [rdflib.Literal("37.51")]


def test_methods(client: httpx.Client) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        response = client.request(method, "/sparql")
        assert (response.status_code, response.headers["content-type"]) == (405, PROBLEM)
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert client.options("/sparql").status_code == 204
    head = client.head("/sparql", params={"query": CODE})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == client.get("/sparql", params={"query": CODE}).headers["etag"]


def test_pages_of_other_hosts_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://example.org"}
    wish = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/sparql", headers={**origin, **wish}).status_code == 200
    answer = client.get("/sparql", params={"query": CODE}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_default_graph_is_the_union_and_others_are_chosen(client: httpx.Client) -> None:
    whole = total(client.get("/sparql", params={"query": COUNT}))
    graphs = client.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    one, other, *_ = (row["g"]["value"] for row in graphs["results"]["bindings"])
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    sizes = [total(client.get("/sparql", params={"query": COUNT, "default-graph-uri": each})) for each in (one, other)]
    assert 0 < max(sizes) < whole
    both = client.get("/sparql", params={"query": COUNT, "default-graph-uri": [one, other]})
    assert total(both) == total(client.post("/sparql", data={"query": COUNT, "default-graph-uri": [one, other]}))
    assert total(both) == sum(sizes)
    assert total(client.get("/sparql", params={"query": COUNT.replace("{", f"FROM <{one}> {{", 1)})) == sizes[0]
    assert total(client.get("/sparql", params={"query": named, "named-graph-uri": other})) == sizes[1]
    assert total(client.get("/sparql", params={"query": COUNT, "named-graph-uri": other})) == 0
    # What the request names goes before what the query names (SPARQL 1.1 Protocol, section 2.1.4).
    mixed = {"query": COUNT.replace("{", f"FROM <{one}> {{", 1), "default-graph-uri": other}
    assert total(client.get("/sparql", params=mixed)) == sizes[1]
    direct = client.post("/sparql", params={"default-graph-uri": one}, content=COUNT, headers={"Content-Type": QUERY})
    assert total(direct) == sizes[0]


# Formats


@pytest.mark.parametrize("accept", [name for each in SOLUTIONS for name in each.media_types])
def test_formats_of_solutions(client: httpx.Client, accept: str) -> None:
    response = client.get("/sparql", params={"query": CODE}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    if "json" in accept:
        assert response.json()["results"]["bindings"] == [{"code": {"type": "literal", "value": "37.51"}}]
    elif "xml" in accept:
        assert "<literal>37.51</literal>" in response.text
    elif "csv" in accept:
        assert list(csv.reader(io.StringIO(response.text))) == [["code"], ["37.51"]]
    else:
        assert response.text == '?code\n"37.51"\n'


@pytest.mark.parametrize("accept", [each.media_types[0] for each in GRAPHS])
def test_formats_of_graphs(client: httpx.Client, accept: str) -> None:
    query = f"CONSTRUCT {{ <{HEART}> ?p ?o }} {{ <{HEART}> ?p ?o }}"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    form = ox.RdfFormat.from_media_type(accept)
    assert form
    found = {(each.predicate, each.object) for each in ox.parse(response.content, form)}
    expected = client.get("/sparql", params={"query": query, "format": "nt"})
    assert found == {(each.predicate, each.object) for each in ox.parse(expected.content, ox.RdfFormat.N_TRIPLES)}
    assert len(found) > 5
    described = client.get("/sparql", params={"query": f"DESCRIBE <{HEART}>"}, headers={"Accept": accept})
    assert found == {(each.predicate, each.object) for each in ox.parse(described.content, form)}


@pytest.mark.parametrize(
    ("accept", "short", "expected"),
    [
        (None, None, "application/sparql-results+json"),
        ("*/*", None, "application/sparql-results+json"),
        ("text/csv, application/sparql-results+xml;q=0.5", None, "text/csv"),
        ("application/sparql-results+xml;q=0.5, text/turtle", None, "application/sparql-results+xml"),
        ("text/csv", "xml", "application/sparql-results+xml"),
        ("text/csv", "turtle", "text/csv"),
        ("text/csv", "nonsense", "text/csv"),
        (BROWSER, "tsv", "text/tab-separated-values"),
        (BROWSER, None, "text/html"),
    ],
)
def test_the_format_is_chosen(client: httpx.Client, accept: str | None, short: str | None, expected: str) -> None:
    parameters = {"query": CODE} | ({"format": short} if short else {})
    headers = {} if accept is None else {"Accept": accept}
    response = client.get("/sparql", params=parameters, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == expected
    assert {"Accept", "Accept-Encoding"} <= set(re.split(", *", response.headers["vary"]))


def test_booleans(client: httpx.Client) -> None:
    for accept, expected in (("text/csv", "true"), ("application/sparql-results+json", '{"head":{},"boolean":true}')):
        response = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": accept})
        assert response.text == expected


def test_an_answer_nobody_can_read(client: httpx.Client) -> None:
    nothing = client.get("/sparql", params={"query": CODE}, headers={"Accept": "image/png"})
    detail = refused(nothing, 406, "NOT_ACCEPTABLE")["detail"]
    assert "application/sparql-results+json" in detail
    assert "text/turtle" in detail
    # A client that takes only graphs asks for a table.
    detail = refused(
        client.get("/sparql", params={"query": CODE}, headers={"Accept": "text/turtle"}), 406, "NOT_ACCEPTABLE"
    )["detail"]
    assert "application/sparql-results+json" in detail
    assert "text/turtle" not in detail
    table = client.get("/sparql", params={"query": "DESCRIBE <a:a>"}, headers={"Accept": "text/csv"})
    assert "text/turtle" in refused(table, 406, "NOT_ACCEPTABLE")["detail"]


def test_large_answers_are_compressed(client: httpx.Client) -> None:
    query = "SELECT * { ?s a ?type } ORDER BY ?s ?type LIMIT 500"
    plain = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert len(packed) < len(plain.content) / 5
    assert gzip.decompress(packed) == plain.content


# Conditional requests


def test_get_is_revalidated(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": CODE})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": CODE}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert first.headers["cache-control"] == "public, no-cache"
    for changed in (
        {"query": CODE + " "},
        {"query": CODE, "format": "csv"},
        {"query": CODE, "default-graph-uri": "a:b"},
    ):
        assert client.get("/sparql", params=changed, headers={"If-None-Match": tag}).status_code == 200
    other = client.get("/sparql", params={"query": CODE}, headers={"If-None-Match": tag, "Accept": "text/csv"})
    assert other.status_code == 200


def test_what_changes_at_every_call_is_not_kept(client: httpx.Client) -> None:
    query = "SELECT (UUID() AS ?x) {}"
    one, other = (client.get("/sparql", params={"query": query}) for _ in range(2))
    assert one.json() != other.json()
    assert (one.headers["cache-control"], "etag" in one.headers) == ("no-store", False)
    posted = client.post("/sparql", data={"query": CODE})
    assert (posted.headers["cache-control"], "etag" in posted.headers) == ("no-store", False)


# Errors


def test_a_malformed_query_is_told_where(client: httpx.Client) -> None:
    body = refused(client.post("/sparql", data={"query": "SELECT *\nWHERE {"}), 400, "MALFORMED_QUERY")
    assert (body["line"], body["column"]) == (2, 8)
    assert "line 2, column 8" in body["detail"]
    assert "\\u{" not in body["detail"]
    body = refused(client.get("/sparql", params={"query": "ASK { SERVICE <http://a> {} }"}), 403, "SERVICE_REFUSED")
    assert (body["found"], body["line"], body["column"]) == ("SERVICE", 1, 7)
    unknown = refused(client.get("/sparql", params={"query": "ASK { nothing:here ?p ?o }"}), 400, "MALFORMED_QUERY")
    assert unknown["line"] == 1


def test_people_get_a_page_for_an_error(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {"}, headers={"Accept": BROWSER})
    assert (response.status_code, response.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "MALFORMED_QUERY" in response.text
    assert ">ASK {</textarea>" in response.text


# Description


@pytest.mark.parametrize("accept", [None, *(each.media_types[0] for each in GRAPHS)])
def test_the_service_describes_itself(client: httpx.Client, server: str, accept: str | None) -> None:
    response = client.get("/sparql", headers={"Accept": accept} if accept else {})
    media_type = response.headers["content-type"].partition(";")[0]
    assert media_type == (accept or "text/turtle")
    form = ox.RdfFormat.from_media_type(media_type)
    assert form
    store = ox.Store()
    store.load(response.content, form)
    service = f"<{server}/sparql> a sd:Service ; sd:endpoint <{server}/sparql>"
    assert found(
        store, f"ASK {{ {service} ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph }}"
    )
    named = store.query(f"PREFIX sd: <{SD}> SELECT ?name {{ ?s sd:defaultDataset/sd:namedGraph/sd:name ?name }}")
    graphs = client.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g {} }"}).json()["results"]["bindings"]
    assert isinstance(named, ox.QuerySolutions)
    described = {str(row["name"]) for row in named}
    assert described == {f"<{row['g']['value']}>" for row in graphs}
    formats = store.query(f"PREFIX sd: <{SD}> SELECT ?f {{ ?s sd:resultFormat ?f }}")
    assert isinstance(formats, ox.QuerySolutions)
    assert {str(row["f"]) for row in formats} == {f"<{each.iri}>" for each in (*SOLUTIONS, *GRAPHS)}


def found(store: ox.Store, query: str) -> bool:
    answer = store.query(f"PREFIX sd: <{SD}> {query}")
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


def test_a_host_that_is_none_is_not_repeated(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Host": "evil> <a:b"})
    assert "evil" not in response.text
    assert "sparql> a " in response.text or response.status_code == 400


def test_nobody_wants_the_description_as_a_picture(client: httpx.Client) -> None:
    refused(client.get("/sparql", headers={"Accept": "image/png"}), 406, "NOT_ACCEPTABLE")


# Pages


class Links(HTMLParser):
    """Where the links of a page lead, by their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.href = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.href = dict(attrs).get("href") or "" if tag == "a" else self.href

    @override
    def handle_data(self, data: str) -> None:
        if self.href:
            self.found[data.strip()] = self.href

    @override
    def handle_endtag(self, tag: str) -> None:
        self.href = "" if tag == "a" else self.href


def links(page: str) -> dict[str, str]:
    parser = Links()
    parser.feed(page)
    return parser.found


def test_the_form_answers_without_a_script(client: httpx.Client) -> None:
    page = client.get("/sparql/form", params={"query": f"SELECT (<{HEART}> AS ?thing) ('<b>'@en AS ?word) {{}}"})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert links(page.text)[HEART] == "/code/mkb9/37.51"
    assert '<span lang="en">&lt;b&gt;</span>' in page.text
    assert "1 row." in page.text
    downloads = [links(page.text)[name] for name in ("json", "xml", "csv", "tsv")]
    for address, expected in zip(downloads, SOLUTIONS, strict=True):
        response = client.get(address, headers={"Accept": BROWSER})
        assert response.headers["content-type"].partition(";")[0] == expected.media_types[0]


def test_the_form_shows_the_first_rows_and_says_so(client: httpx.Client) -> None:
    page = client.get("/sparql/form", params={"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"}).text
    assert page.count("<tr>") == 501
    assert "The first 500 rows of more." in page
    assert client.get(links(page)["ttl"], headers={"Accept": BROWSER}).headers["content-type"].startswith("text/turtle")
    assert "Yes: true" in client.get("/sparql/form", params={"query": "ASK { ?s ?p ?o }"}).text


def test_the_form_opens_examples(client: httpx.Client) -> None:
    page = client.get("/sparql/form", params={"example": "05-cited-not-held"}).text
    assert "q:held false" in page
    assert page.count("aria-current") == 1


def test_without_the_assets_a_form_stands_in_for_the_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    import anyio

    from server import assets
    from server.app import from_environment

    monkeypatch.setattr(assets, "PACKAGES", tmp_path)

    async def open_editor() -> httpx.Response:
        transport = httpx.ASGITransport(app=from_environment())
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/sparql", headers={"Accept": BROWSER})

    page = anyio.run(open_editor)
    assert page.status_code == 200
    assert "make assets" in page.text
    assert 'action="/sparql/form#answer"' in page.text


def test_limits_are_those_of_the_code(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from schema import limits as graphql
    from schema import reading
    from server import limits_page
    from server.sparql import limits

    found = client.get("/limits").json()
    assert found["sparql"]["time"] == {
        "most": limits.SECONDS,
        "unit": "seconds",
        "of": "running a query, its whole result included",
        "code": "TIME_LIMIT",
    }
    assert found["graphql"]["nodes"]["most"] == graphql.NODES
    page = client.get("/limits", headers={"Accept": BROWSER})
    assert "QUERY_TOO_COMPLEX" in page.text
    assert "57\u202f344 bytes" in page.text
    refused(client.get("/limits", headers={"Accept": "image/png"}), 406, "NOT_ACCEPTABLE")
    # Every number of the code is in the list, and follows it.
    for module in (limits, graphql, reading):
        for name in (
            name for name in vars(module) if name.isupper() and isinstance(getattr(module, name), int | float)
        ):
            if name not in {"RETRY", "LEAST_WORKERS"}:
                monkeypatch.setattr(module, name, 123_457)
                listed = [each.most for held in limits_page.list_limits().values() for each in held]
                monkeypatch.undo()
                assert 123_457 in listed, name


def test_json_of_results_is_utf8(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT ('қ' AS ?x) {}"})
    assert "қ".encode() in response.content
    assert json.loads(response.content)["results"]["bindings"][0]["x"]["value"] == "қ"
