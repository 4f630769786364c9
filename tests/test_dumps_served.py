"""The dumps over HTTP: an index with sizes and sums, every file, and where VoID readers look first."""

import asyncio
import gzip
import hashlib
import html
import json
import re
import time

import httpx
import pytest

from graph.export.files import FILES, File
from graph.iri import DEFAULT_BASE
from server import dumps
from server.app import make_app
from server.site import make_site
from tests.sample_facts import real


@pytest.fixture(scope="module")
def index(client: httpx.Client) -> str:
    return client.get("/dumps/", timeout=60).text


@pytest.fixture(scope="module")
def listed(client: httpx.Client, index: str) -> dict[str, tuple[int, str, str]]:
    """Size, SHA-256 and media type of every file of the manifest."""
    assert index
    files = client.get("/dumps/manifest.json").json()["files"]
    return {each["file"]: (each["bytes"], each["sha256"], each["mediaType"]) for each in files}


def test_the_index_lists_every_file_with_size_and_sum(index: str, listed: dict[str, tuple[int, str, str]]) -> None:
    for name, (size, checksum, _) in listed.items():
        assert f'href="/dumps/{name}"' in index
        assert checksum in index
        assert f"{size:,}".replace(",", "\u202f") in html.unescape(index)
    assert 'href="/dumps/manifest.json"' in index
    assert "dtype=str" in index


def test_every_file_is_served_as_the_manifest_says(
    client: httpx.Client, listed: dict[str, tuple[int, str, str]]
) -> None:
    assert len(listed) > 50
    for name, (size, checksum, media_type) in listed.items():
        response = client.get(f"/dumps/{name}")
        assert response.status_code == 200, name
        assert (len(response.content), hashlib.sha256(response.content).hexdigest()) == (size, checksum), name
        expected = "application/gzip" if name.endswith(".gz") else media_type
        assert response.headers["content-type"].partition(";")[0] == expected
        assert response.headers["link"] == '<http://creativecommons.org/publicdomain/zero/1.0/>; rel="license"'
        assert re.search(r'filename="[\w.-]+"$', response.headers["content-disposition"])


def test_the_manifest_keeps_its_order_whatever_was_asked_for_first(listed: dict[str, tuple[int, str, str]]) -> None:
    names = [name for name in listed if not name.endswith(".gz")]
    assert names[: len(FILES)] == [file.name for file in FILES]
    assert names[len(FILES) :] == ["schema.graphql", "README.txt", "catalog.ttl", "catalog.jsonld"]


def test_who_asks_at_once_has_a_file_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(_: object) -> bytes:
        made.append("once")
        time.sleep(0.05)
        return b"some bytes"

    monkeypatch.setattr(dumps, "FILES", (File("slow.bin", "application/octet-stream", "a test", make),))
    app = make_app(make_site(real()))  # type: ignore[arg-type]

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            return await asyncio.gather(*(client.get("/dumps/slow.bin") for _ in range(5)))

    assert [response.content for response in asyncio.run(ask())] == [b"some bytes"] * 5
    assert made == ["once"]


def test_gzip_files_stay_gzip_files(client: httpx.Client) -> None:
    packed = client.get("/dumps/qamtu.nt.gz").content
    assert gzip.decompress(packed) == client.get("/dumps/qamtu.nt").content


def test_a_file_is_revalidated(client: httpx.Client) -> None:
    first = client.get("/dumps/csv/listings.csv")
    again = client.get("/dumps/csv/listings.csv", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["csv/", "csv", "csv/nothing.csv", "csv/../manifest.json", "csv%2F..%2F..%2Fpyproject.toml", "qamtu.xlsx.gz"],
)
def test_what_is_no_file_is_not_there(client: httpx.Client, path: str) -> None:
    response = client.get(f"/dumps/{path}")
    if path == "csv/../manifest.json":  # a client resolves it before it asks
        assert response.status_code == 200
    else:
        assert response.status_code == 404
        assert "manifest.json" in response.json()["detail"]


def test_void_is_found_where_readers_look(client: httpx.Client) -> None:
    response = client.get("/.well-known/void")
    assert (response.status_code, response.headers["location"]) == (303, "/dumps/catalog.ttl")
    assert client.get(response.headers["location"]).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("accept", "name"),
    [("text/turtle", "catalog.ttl"), ("application/ld+json;q=0.9, text/html;q=0.5", "catalog.jsonld")],
)
def test_the_index_is_the_catalogue_for_programs(client: httpx.Client, accept: str, name: str) -> None:
    assert client.get("/dumps/", headers={"Accept": accept}).content == client.get(f"/dumps/{name}").content
    assert client.get("/dumps/").headers["content-type"].startswith("text/html")
    assert client.get("/dumps/", headers={"Accept": "image/png"}).headers["content-type"].startswith("text/html")


def test_a_fhir_resource_is_at_its_canonical_url(client: httpx.Client) -> None:
    for line in client.get("/dumps/fhir/resources.ndjson").text.splitlines():
        resource = json.loads(line)
        path = resource["url"].removeprefix(DEFAULT_BASE)
        response = client.get(f"/{path}")
        assert (response.json(), response.headers["content-type"]) == (resource, "application/fhir+json")
    missing = client.get("/fhir/CodeSystem/icd-9-cm")
    assert (missing.status_code, missing.json()["status"]) == (404, 404)


def test_the_schema_is_a_file_too(client: httpx.Client) -> None:
    assert client.get("/dumps/schema.graphql").text == client.get("/schema.graphql").text
