"""Attacks on /sparql: each gets an answer that says what is wrong, and the next question is answered."""

import json
import socket
import time
from collections.abc import Iterator

import anyio
import httpx
import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.sparql import limits
from server.sparql.pool import Pool
from server.sparql.wire import Allowance, Question
from tests.sparql_server import RESULT, SECONDS, canary, serving
from tests.test_examples import endpoint, graph
from tests.test_server import raw
from tests.test_sparql_guard import SERVICES

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DOUBLING = "SELECT (STRLEN(?x34) AS ?n) { BIND ('aaaaaaaaaa' AS ?x0) " + "".join(
    f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34)
)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(graph()) as client:
        # The data are loaded while the first question waits.
        assert ask(client, "ASK {}").json()["boolean"] is True
        yield client


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", content=query.encode(), headers={"Content-Type": QUERY, **headers})


def refused(response: httpx.Response, status: int, code: str) -> None:
    """A problem of a code (RFC 9457) that says how to do better, and nothing of the inside."""
    body = response.json()
    assert (response.status_code, body["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert body["detail"]
    assert body["help"]
    assert "Traceback" not in response.text


@pytest.fixture(autouse=True)
def _the_service_goes_on(client: httpx.Client) -> Iterator[None]:
    yield
    response = ask(client, "SELECT (COUNT(*) > 1000 AS ?n) { ?s a ?o }")
    assert (response.status_code, response.json()["results"]["bindings"][0]["n"]["value"]) == (200, "true")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 5000,
        "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}",
        "SELECT * { " + "[ ?p " * 500 + "1" + "]" * 500 + "}",
        "SELECT * { ?s ?p " + "( " * 500 + ")" * 500 + "}",
        "SELECT (" + "!" * 5000 + "1 AS ?x) {}",
    ],
)
def test_nesting(client: httpx.Client, query: str) -> None:
    refused(ask(client, query), 400, "QUERY_TOO_DEEP")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (COUNT, "TIME_LIMIT"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "RESULT_TOO_LARGE"),
        ("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", "RESULT_TOO_LARGE"),
        ("SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "RESULT_TOO_LARGE"),
        (DOUBLING + "}", None),
        ("SELECT (GROUP_CONCAT(?x; separator='x') AS ?y) { ?a ?b ?x . ?c ?d ?e . ?f ?g ?h }", None),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d LIMIT 1", None),
        (
            "SELECT ?x12 { BIND ('a' AS ?x0) "
            + "".join(f"BIND (REPLACE(?x{n}, 'a', 'aaaaaaaaaa') AS ?x{n + 1}) " for n in range(12))
            + "}",
            None,
        ),
        ("SELECT (1" + "+1" * 7000 + " AS ?x) {}", None),
        ("SELECT * { ?s " + "/".join(["<a:b>"] * 2500) + " ?o }", "TIME_LIMIT"),
        ("SELECT * { " + "?s ?p ?o . " * 1400 + "}", "TIME_LIMIT"),
        ("SELECT * { ?a (<a:b>|!<a:b>)* ?b . ?c (<a:b>|!<a:b>)* ?d }", None),
    ],
)
def test_bombs(client: httpx.Client, query: str, code: str | None) -> None:
    """Which limit stops a bomb first may depend on the machine; that one does is what counts."""
    started = time.monotonic()
    response = ask(client, query)
    assert time.monotonic() - started < SECONDS + 1
    found = response.json()["code"]
    assert found in ({code} if code else {"TIME_LIMIT", "MEMORY_LIMIT", "RESULT_TOO_LARGE"})
    refused(response, 422, found)


def test_a_harmless_regular_expression(client: httpx.Client) -> None:
    query = f"SELECT (REGEX('{'a' * 5000}b', '(a+)+$') AS ?x) {{}}"
    assert ask(client, query).json()["results"]["bindings"][0]["x"]["value"] == "false"


def test_limits_are_named(client: httpx.Client) -> None:
    body = ask(client, COUNT).json()
    assert (body["limit"], body["unit"]) == (SECONDS, "seconds")
    body = ask(client, "SELECT * { ?a ?b ?c . ?d ?e ?f }").json()
    assert (body["limit"], body["unit"]) == (RESULT, "bytes")
    assert "LIMIT" in body["help"]


def test_nobody_waits_without_end(client: httpx.Client) -> None:
    """More slow questions than there are workers and places to wait: some are told to come again, all are answered."""

    async def flood() -> list[httpx.Response]:
        found: list[httpx.Response] = []
        many = limits.workers() + limits.WAITING + 8

        async def one(asker: httpx.AsyncClient, query: str) -> None:
            found.append(await asker.post("/sparql", data={"query": query}))

        bounds = httpx.Limits(max_connections=many)
        asker = httpx.AsyncClient(base_url=client.base_url, timeout=60, limits=bounds)
        async with asker, anyio.create_task_group() as tasks:
            for _ in range(limits.workers()):
                tasks.start_soon(one, asker, COUNT)
            await anyio.sleep(0.2)
            for _ in range(limits.WAITING + 8):
                tasks.start_soon(one, asker, "ASK {}")
        return found

    found = anyio.run(flood)
    statuses = [response.status_code for response in found]
    assert {200, 422, 503} == set(statuses)
    # On a busy machine some are served before the slow ones have begun.
    assert 1 <= statuses.count(503) <= 8
    assert statuses.count(200) + statuses.count(503) == limits.WAITING + 8
    for response in found:
        if response.status_code == 503:
            refused(response, 503, "BUSY")
            assert response.headers["retry-after"] == str(limits.RETRY)


def test_results_that_nobody_reads_do_not_fill_the_memory(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT ?a ?b ?c { ?a ?b ?c }"
    size = len(ask(client, query, **{"Accept-Encoding": "identity"}).content)
    assert size > 3_000_000
    monkeypatch.setattr(limits, "UNREAD", size * 2 + 1)
    idle = [ask_much(client, query) for _ in range(2)]
    time.sleep(0.3)
    refused(ask(client, query, **{"Accept-Encoding": "identity"}), 503, "BUSY")
    assert ask(client, "SELECT * { ?s ?p ?o } LIMIT 5").status_code == 200
    for connection in idle:
        connection.close()
    time.sleep(0.1)
    for _ in range(3):
        assert len(ask(client, query, **{"Accept-Encoding": "identity"}).content) == size


def ask_much(client: httpx.Client, query: str) -> socket.socket:
    """A client that asks and does not read."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect((client.base_url.host, client.base_url.port or 80))
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: {len(query)}\r\n\r\n"
    connection.sendall(f"{head}{query}".encode())
    return connection


def test_no_other_server_is_asked(client: httpx.Client) -> None:
    with canary() as (address, asked):
        for query in SERVICES:
            response = ask(client, query.replace("<U>", f"<{address}>"))
            assert response.status_code in {400, 403}
            assert response.json()["code"] in {"SERVICE_REFUSED", "QUERY_AMBIGUOUS"}
        # None of these fetches anything: they choose among the graphs that are there.
        for query in (
            f"DESCRIBE <{address}>",
            f"ASK FROM <{address}> {{ ?s ?p ?o }}",
            f"ASK FROM NAMED <{address}> {{ GRAPH ?g {{}} }}",
        ):
            assert ask(client, query).status_code == 200
        parameters = {"query": "ASK {}", "default-graph-uri": address, "named-graph-uri": address}
        assert client.get("/sparql", params=parameters).status_code == 200
        refused(ask(client, f"LOAD <{address}>"), 403, "UPDATE_REFUSED")
    assert asked == []


def test_a_worker_that_is_asked_past_the_guard_reaches_nobody() -> None:
    async def call(address: str) -> None:
        allowance = Allowance(seconds=2, memory=1 << 28, result=1 << 20, rows=10)
        quads = b'<a:a> <a:b> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n<a:c> <a:d> "c" .\n'
        async with Pool(lambda stream: stream.writelines([quads]), allowance) as pool:
            for query in SERVICES:
                await pool.ask(Question(query.replace("<U>", f"<{address}>")))

    with canary() as (address, asked):
        assert httpx.get(address).status_code == 404
        asked.clear()
        anyio.run(call, address)
    assert asked == []


STARTS = ("SELECT * {", "SELECT DISTINCT ?x {", "ASK {", "SELECT (COUNT(?x) AS ?n) {", "SELECT ?x")
PIECES = (
    "?s a <http://www.w3.org/2004/02/skos/core#Concept> .",
    "?s <http://www.w3.org/2004/02/skos/core#notation> ?x .",
    "VALUES ?x { 1 'a' \"}\" UNDEF }",
    "BIND (CONCAT(?x, '{') AS ?y)",
    "FILTER (!!(?x = '41.10' || ?x < 2))",
    "OPTIONAL { ?s ?p 'SERVICE' }",
    "FILTER NOT EXISTS { ?s a <a:b> }",
    "# } SERVICE\n",
    "{ SELECT ?x { } }",
    "{ } UNION",
    "}",
    "é",
)
ENDS = ("}", "} ORDER BY ?x", "} LIMIT 7", "} GROUP BY ?x", "")
QUERIES = st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES), max_size=5), st.sampled_from(ENDS))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES.map(lambda parts: " ".join((parts[0], *parts[1], parts[2]))))
def test_an_answer_is_that_of_the_engine_or_a_problem(client: httpx.Client, query: str) -> None:
    response = ask(client, query)
    if response.status_code == 200 and "LIMIT" not in query:
        assert rows(response.content) == rows(bare(query))
    elif response.status_code == 200:
        assert len(rows(response.content)) == len(rows(bare(query)))
    else:
        refused(response, 400, "MALFORMED_QUERY")
        with pytest.raises(SyntaxError):
            bare(query)


def bare(query: str) -> bytes:
    """What Oxigraph answers when nothing stands before it."""
    found = endpoint().store.query(query, use_default_graph_as_union=True)
    assert not isinstance(found, ox.QueryTriples)
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def rows(body: bytes) -> list[str]:
    found = json.loads(body)
    return [str(found["boolean"])] if "boolean" in found else sorted(map(repr, found["results"]["bindings"]))


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        ("", b"ASK {}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("text/plain", b"ASK {}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("application/json", b'{"query": "ASK {}"}', 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (f"{QUERY}; charset=cp1251", b"ASK {}", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (QUERY, b"", 400, "BAD_REQUEST"),
        (QUERY, b"ASK { '\xff' }", 400, "BAD_REQUEST"),
        (QUERY, b"\xef\xbb\xbfASK {}\xc3", 400, "BAD_REQUEST"),
        (QUERY, b"ASK {\0}", 400, "BAD_REQUEST"),
        (QUERY, b"ASK {", 400, "MALFORMED_QUERY"),
        (QUERY, b"ASK { ?s ?p ?o } ASK {}", 400, "MALFORMED_QUERY"),
        (QUERY, b"#" * (limits.LONGEST + 1), 413, "QUERY_TOO_LONG"),
        (QUERY, b"#" * (1 << 20), 413, "PAYLOAD_TOO_LARGE"),
        (FORM, b"", 400, "BAD_REQUEST"),
        (FORM, b"query=", 400, "BAD_REQUEST"),
        (FORM, b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400, "BAD_REQUEST"),
        (FORM, b"query=%ff", 400, "BAD_REQUEST"),
        (FORM, b"query=\xff", 400, "BAD_REQUEST"),
        (FORM, b"&a=1" * 1000, 400, "BAD_REQUEST"),
        (FORM, b"update=CLEAR+ALL", 403, "UPDATE_REFUSED"),
        (FORM, b"query=ASK+%7B%7D&default-graph-uri=nothing", 400, "BAD_REQUEST"),
        (FORM, b"query=ASK+%7B%7D&named-graph-uri=a:%3E%20", 400, "BAD_REQUEST"),
        (UPDATE, b"CLEAR ALL", 403, "UPDATE_REFUSED"),
        (QUERY, b"INSERT DATA { <a:a> <a:b> 1 }", 403, "UPDATE_REFUSED"),
    ],
)
def test_malformed_requests(client: httpx.Client, content_type: str, body: bytes, status: int, code: str) -> None:
    refused(client.post("/sparql", content=body, headers={"Content-Type": content_type}), status, code)


def test_compressed_bodies_are_refused(client: httpx.Client) -> None:
    refused(ask(client, "ASK {}", **{"Content-Encoding": "gzip"}), 415, "UNSUPPORTED_MEDIA_TYPE")


def test_the_limit_holds_without_a_length(client: httpx.Client) -> None:
    response = client.post("/sparql", content=iter([b"#" * 1024] * 1024), headers={"Content-Type": QUERY})
    refused(response, 413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    ("query_string", "status", "code"),
    [
        ("query=", 400, "BAD_REQUEST"),
        ("query=%FF", 400, "BAD_REQUEST"),
        ("query=ASK%7B%00%7D", 400, "BAD_REQUEST"),
        ("query=ASK%7B%7D&query=ASK%7B%7D", 400, "BAD_REQUEST"),
        ("update=CLEAR%20ALL", 403, "UPDATE_REFUSED"),
        ("query=" + "x" * (limits.LONGEST + 1), 414, "QUERY_TOO_LONG"),
    ],
)
def test_malformed_query_strings(client: httpx.Client, query_string: str, status: int, code: str) -> None:
    refused(client.get(f"/sparql?{query_string}"), status, code)


def test_an_address_has_a_limit(client: httpx.Client) -> None:
    status, content_type, body = raw(client, b"/sparql?query=" + b"%23" * 21000)
    assert (status, content_type, json.loads(body)["code"]) == (414, "application/problem+json", "URI_TOO_LONG")
