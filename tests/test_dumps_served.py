"""The dumps over HTTP: an index with sizes and sums, every file, and where VoID readers look first."""

import gzip
import hashlib
import html
import re

import httpx
import pytest


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


def test_the_schema_is_a_file_too(client: httpx.Client) -> None:
    assert client.get("/dumps/schema.graphql").text == client.get("/schema.graphql").text
