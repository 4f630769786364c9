"""The running server, asked by a client that knows nothing of it."""

import contextlib
import gzip
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import Message

from server.accept import choose
from tests.posting import JSON, ask, code

RESPONSE = "application/graphql-response+json"
PROBLEM = "application/problem+json"
FLAGSHIP = """
query Flagship($regime: RegimeCode!) {
  procedures(where: {kind: {eq: TRANSPLANTATION},
                     listings: {some: {regime: {eq: $regime}}, none: {admission: {eq: EMERGENCY}}}}) { totalCount }
}
"""
DATA = {"procedures": {"totalCount": 9}}
VARIABLES = {"regime": "OSMS"}


# GraphQL over HTTP


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
def test_post(client: httpx.Client, accept: str) -> None:
    response = ask(client, FLAGSHIP, accept, variables=VARIABLES, operationName="Flagship")
    assert (response.status_code, response.json()["data"]) == (200, DATA)
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"


def test_get(client: httpx.Client) -> None:
    response = client.get("/graphql", params={"query": FLAGSHIP, "variables": json.dumps(VARIABLES)})
    assert (response.status_code, response.json()["data"]) == (200, DATA)
    assert response.headers["content-type"] == f"{JSON}; charset=utf-8"
    assert response.headers["vary"].startswith("Accept")


def test_get_is_revalidated(client: httpx.Client) -> None:
    parameters = {"query": "{ __typename }"}
    tag = client.get("/graphql", params=parameters).headers["etag"]
    again = client.get("/graphql", params=parameters, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/graphql", params={"query": "{ a: __typename }"}, headers={"If-None-Match": tag})
    assert (other.status_code, other.json()["data"]) == (200, {"a": "Query"})


def test_letters_are_not_escaped(client: httpx.Client) -> None:
    response = ask(client, '{ procedure(code: "37.51") { label { value } } }')
    assert "трансплантат" in response.content.decode()


def test_large_answers_are_compressed(client: httpx.Client) -> None:
    query = "{ __schema { types { name description } } }"
    with client.stream("POST", "/graphql", json={"query": query}, headers={"Accept-Encoding": "gzip"}) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed)) == ask(client, query).json()


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 400)])
@pytest.mark.parametrize(
    ("query", "expected"),
    [("{ procedures(", "GRAPHQL_PARSE_FAILED"), ("{ nothingLikeThis }", "GRAPHQL_VALIDATION_FAILED")],
)
def test_wrong_documents(client: httpx.Client, query: str, expected: str, accept: str, status: int) -> None:
    response = ask(client, query, accept)
    assert (response.status_code, code(response)) == (status, expected)
    assert response.json()["errors"][0]["locations"]
    assert response.headers["cache-control"] == "no-store"


def test_a_client_that_leaves_is_no_failure(client: httpx.Client) -> None:
    place = urlsplit(str(client.base_url))
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {JSON}\r\nContent-Length: 99\r\n\r\n"
        connection.sendall(head.encode() + b'{"query": ')
    # The fixture of the server looks for a stack trace in its log at the end.
    assert client.get("/health").status_code == 200


def test_methods_of_the_endpoint(client: httpx.Client) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        response = client.request(method, "/graphql")
        assert (response.status_code, response.headers["content-type"]) == (405, PROBLEM)
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert client.head("/graphql", params={"query": "{ __typename }"}).status_code == 200
    assert client.options("/graphql").status_code == 204


def test_pages_of_other_hosts_may_ask(client: httpx.Client) -> None:
    origin = {"Origin": "https://example.org"}
    wish = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/graphql", headers={**origin, **wish}).status_code == 200
    assert client.get("/health", headers=origin).headers["access-control-allow-origin"] == "*"


def test_an_answer_nobody_can_read(client: httpx.Client) -> None:
    response = ask(client, "{ __typename }", "image/png")
    assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")


def test_a_body_that_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    import anyio
    from starlette.requests import Request

    from server import graphql_request

    async def nothing() -> Message:
        await anyio.sleep(60)
        return {"type": "http.disconnect"}

    monkeypatch.setattr(graphql_request, "PATIENCE", 0.01)
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")]}
    with pytest.raises(graphql_request.RequestError, match="did not arrive") as refusal:
        anyio.run(graphql_request.read_post, Request(scope, nothing))
    assert refusal.value.status == 408


# Everything else


def test_start_page(client: httpx.Client) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    for link in ("/graphql", "/query", "/schema.graphql", "/dumps/", "/health"):
        assert f'href="{link}"' in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize("path", ["/", "/schema.graphql", "/dumps/", "/static/style.css"])
def test_what_does_not_change_is_revalidated(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.head(path).headers["etag"] == first.headers["etag"]


def test_health(client: httpx.Client) -> None:
    body = client.get("/health").json()
    assert body["status"] == "ok"
    assert body["dataVersion"]
    assert all(isinstance(count, int) for count in body["counts"].values())


def test_schema_is_what_the_server_runs(client: httpx.Client) -> None:
    from graphql import build_client_schema, build_schema, get_introspection_query, print_schema

    published = build_schema(client.get("/schema.graphql").text)
    running = build_client_schema(ask(client, get_introspection_query()).json()["data"])
    assert set(running.type_map) == set(published.type_map)
    assert "type Query" in print_schema(published)


def test_form_answers_without_a_script(client: httpx.Client) -> None:
    page = client.get("/query", params={"query": FLAGSHIP, "variables": json.dumps(VARIABLES)}).text
    assert "&#34;totalCount&#34;: 9" in page
    assert "BAD_REQUEST" in client.get("/query", params={"query": "{ __typename }", "variables": "{"}).text
    assert "<script>" not in client.get("/query", params={"query": "<script>"}).text


def test_without_the_assets_a_form_stands_in_for_graphiql(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import anyio

    from server import assets
    from server.app import from_environment

    monkeypatch.setattr(assets, "PACKAGES", tmp_path)

    async def open_graphiql() -> httpx.Response:
        transport = httpx.ASGITransport(app=from_environment())
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/graphql", headers={"Accept": "text/html"})

    page = anyio.run(open_graphiql)
    assert page.status_code == 200
    assert "make assets" in page.text
    assert 'action="/query#answer"' in page.text


def test_dumps(client: httpx.Client) -> None:
    from graph.rdf.dump import FORMATS

    index = client.get("/dumps/").text
    for form in FORMATS.values():
        path = f"/dumps/qamtu{form.suffix}"
        assert f'href="{path}"' in index
        response = client.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(form.media_type)
        assert len(response.content) > 1000
        again = client.get(path, headers={"If-None-Match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/graphql/",
        "/Graphql",
        "/dumps",
        "/dumps/qamtu.exe",
        "/dumps/../pyproject.toml",
        "/dumps/..%2Fpyproject.toml",
        "/static/",
        "/static/..%2f..%2fpyproject.toml",
        "/static/../app.py",
        "/static/%00",
        "/%00",
        "/%FF%FE",
        "//",
        "//evil.example/",
        "/query/..",
        "/;",
        "/schema.graphql%20",
    ],
)
def test_addresses_that_are_not_there(client: httpx.Client, path: str) -> None:
    status, content_type, body = raw(client, path.encode())
    assert (status, content_type) in {(404, PROBLEM), (400, PROBLEM)}
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize("path", [b"/\xff\xfe", b"/ \x01", b"/\x00", b"nothing", b"/graphql?query=\xff\xfe"])
def test_bytes_that_are_no_address(client: httpx.Client, path: bytes) -> None:
    assert raw(client, path)[0] in {400, 404}


def test_a_head_has_a_limit(client: httpx.Client) -> None:
    # Some 300 KB: the server reads 256 KB at once and then refuses to wait for more, perhaps while we still send.
    with contextlib.suppress(httpx.TransportError):
        assert client.get("/health", headers={"Padding": "x" * 2_000_000}).status_code == 400
    assert client.get("/health", headers={"Padding": "x" * 20_000}).status_code == 200


def raw(client: httpx.Client, path: bytes) -> tuple[int, str, bytes]:
    """Status, content type and body of a path sent as it is, where a polite client would clean it first."""
    place = urlsplit(str(client.base_url))
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head, _, body = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    headers = dict(field.lower().split(": ", 1) for field in fields)
    return int(status.split()[1]), headers.get("content-type", ""), body


def test_people_get_a_page_for_an_error(client: httpx.Client) -> None:
    response = client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Not Found</h1>" in response.text


def test_methods_elsewhere(client: httpx.Client) -> None:
    response = client.post("/health")
    assert (response.status_code, response.headers["content-type"]) == (405, PROBLEM)


def test_robots(client: httpx.Client) -> None:
    assert "Disallow: /graphql" in client.get("/robots.txt").text


# Content negotiation


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (RESPONSE, RESPONSE),
        (f"{RESPONSE}, {JSON}", RESPONSE),
        (f"{JSON}, {RESPONSE}", JSON),
        (f"{RESPONSE}; charset=utf-8, {JSON};q=0.9", RESPONSE),
        (f"{JSON};q=0.5, */*;q=0.1", JSON),
        (f"{JSON};q=0, */*", RESPONSE),
        ("APPLICATION/JSON", JSON),
        ("text/html", None),
        ("*/*;q=0", None),
        (f"{JSON};q=nonsense", None),
        (f"{JSON};q=nan", None),
        ("nonsense", None),
    ],
)
def test_choose(accept: str | None, expected: str | None) -> None:
    assert choose(accept, (JSON, RESPONSE)) == expected
