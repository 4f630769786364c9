"""Documents that the server knows: asked for by name or by hash, at an address of their own."""

import hashlib
import json
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from server.command_error import CommandError
from server.trusted import identify, read_trusted
from tests.serving import serve

EXAMPLES = Path(__file__).parent.parent / "schema" / "examples"
FIRST = "01-insured-transplantations"


def text(name: str = FIRST) -> str:
    return (EXAMPLES / f"{name}.graphql").read_text(encoding="utf-8")


def test_the_hash_is_that_of_the_specification() -> None:
    assert identify("query") == f"sha256:{hashlib.sha256(b'query').hexdigest()}"


def test_every_example_is_listed_and_answers(client: httpx.Client) -> None:
    listed = client.get("/documents").json()
    assert [each["name"] for each in listed] == [path.stem for path in sorted(EXAMPLES.glob("*.graphql"))]
    for each in listed:
        beside = EXAMPLES / f"{each['name']}.json"
        parameters = {"variables": beside.read_text(encoding="utf-8")} if beside.is_file() else {}
        response = client.get(each["href"], params=parameters)
        assert response.status_code == 200
        assert "errors" not in response.json()
        assert each["id"] == identify(each["query"])


def test_by_name_by_hash_and_by_text_the_answer_is_one(client: httpx.Client) -> None:
    whole = client.post("/graphql", json={"query": text()}).json()
    identifiers = (FIRST, identify(text()))
    for each in identifiers:
        assert client.post("/graphql", json={"documentId": each}).json() == whole
        assert client.get("/graphql", params={"documentId": each}).json() == whole
        assert client.get(f"/graphql/{quote(each)}").json() == whole
    assert whole["data"]["procedures"]["totalCount"] == 9


def test_a_stable_address_may_be_kept(client: httpx.Client) -> None:
    response = client.get(f"/graphql/{FIRST}")
    assert response.headers["cache-control"] == "public, max-age=3600, stale-while-revalidate=86400"
    tag = response.headers["etag"]
    again = client.get(f"/graphql/{FIRST}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.head(f"/graphql/{FIRST}").headers["etag"] == tag
    table = client.get(f"/graphql/{FIRST}", headers={"Accept": "text/csv"})
    assert table.text.startswith('"code",')
    assert table.headers["etag"] != tag


def test_variables_are_given_and_checked(client: httpx.Client) -> None:
    name = "/graphql/02-tables-compared"
    other = client.get(name, params={"variables": json.dumps({"law": "1"})}).json()
    assert other["data"]["table1"]["totalCount"] == 0
    wrong = client.get(name, params={"variables": json.dumps({"law": 1})})
    assert wrong.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert wrong.headers["cache-control"] == "no-store"
    assert client.get(name, params={"variables": "{"}).status_code == 400


@pytest.mark.parametrize("identifier", ["nothing", "sha256:00", "x", identify("{ __typename }"), "..", 7, ["a"]])
def test_an_unknown_document_is_not_found(client: httpx.Client, identifier: object) -> None:
    response = client.post("/graphql", json={"documentId": identifier})
    assert response.status_code == 404
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "DOCUMENT_NOT_FOUND"
    assert "/documents" in error["message"]


def test_a_document_is_named_once(client: httpx.Client) -> None:
    both = {"query": "{ __typename }", "documentId": FIRST}
    assert client.post("/graphql", json=both).status_code == 400
    assert client.get("/graphql", params=both).status_code == 400
    assert client.get(f"/graphql/{FIRST}", params={"query": "{ __typename }"}).status_code == 400
    assert client.get("/graphql/nothing").status_code == 404


def test_a_folder_of_an_operator_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    document = "# How many?\nquery Count($held: Boolean) { acts(where: { held: $held }) { totalCount } }\n"
    (folder / "count.graphql").write_text(document, encoding="utf-8")
    with serve(tmp_path / "log", "--port", "0", "--documents", str(folder)) as address:
        found = httpx.get(f"{address}/graphql/count", params={"variables": '{"held": true}'}).json()
        assert found["data"] == {"acts": {"totalCount": 2}}
        assert httpx.get(f"{address}/documents").json()[-1]["title"] == "How many?"


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no folder"):
        read_trusted(tmp_path / "nowhere")
    (tmp_path / "a.graphql").write_bytes(b"\xff")
    with pytest.raises(CommandError, match="cannot be read"):
        read_trusted(tmp_path)
    assert read_trusted(None) == ()
