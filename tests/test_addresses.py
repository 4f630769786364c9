"""Every name of the graph answers at its address, in every form, and all forms say the same."""

import csv
import io
import json
from functools import cache

import httpx
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.rdf.about import INCOMING, About, make_about
from graph.rdf.dump import Dump, make_quads
from graph.rdf.shapes import make_shapes
from server.resource.address import Addresses, BrokenAddressError, read_path
from tests.sample_facts import real
from tests.test_server import raw

BASE = real().base
HEART = "/code/mkb9/37.51"
LAW = "/eli/kz/moh/order/2020/10/16/qr-dsm-134-2020"
VERSION = f"{LAW}/annex_2/by/2021-12-31-qr-dsm-141"
ROW = f"{VERSION}/tbl_3/row_33"
FILE = "/eli/kz/moh/order/2021/12/31/qr-dsm-141/made/kaz/txt"
TURTLE, HTML, PROBLEM = "text/turtle", "text/html", "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@cache
def statements() -> About:
    return make_about(Dump(real()))


# Addresses


def test_every_name_of_the_dump_answers(client: httpx.Client) -> None:
    quads = make_quads(real())
    names = {each for quad in quads for each in quad if isinstance(each, str) and each.startswith(BASE)}
    assert len(names) > 1400
    paths = {"/" + name.removeprefix(BASE).partition("#")[0] for name in names}
    wrong = {path for path in paths if client.head(path, headers={"Accept": TURTLE}).status_code != 303}
    assert wrong == set()


def test_documents_of_every_name_answer(client: httpx.Client) -> None:
    addresses = Addresses(BASE, frozenset(statements().documents))
    places = [addresses.document(name, ".nt") for name in sorted(statements().documents)][::11]
    assert len(places) > 100
    assert {place for place in places if client.get(place).status_code != 200} == set()


def test_a_document_says_what_the_dump_says_and_all_documents_say_all() -> None:
    dump = {quad[:3] for quad in make_quads(real())}
    known = dump | {quad[:3] for quad in make_shapes(BASE)}
    said = set()
    for name in statements().documents:
        quads = {quad[:3] for quad in statements().describe(name).quads}
        assert quads <= known
        said |= quads
    assert said >= dump


def test_a_document_holds_evidence_incoming_links_and_names() -> None:
    row = BASE + ROW[1:]
    said = {
        (quad.subject, quad.predicate.rpartition("/")[2].rpartition("#")[2])
        for quad in statements().describe(row).quads
    }
    span = f"{BASE}{FILE[1:]}#char=8436,8468"
    assert {(f"{row}#listing", "procedure"), (span, "hasSelector"), (BASE + HEART[1:], "prefLabel")} <= said
    selector = f"{BASE}{FILE[1:]}/selector/8436-8468"
    assert {(f"{selector}/position", "start"), (f"{selector}/quote", "exact")} <= said
    heart = {(quad.subject, quad.predicate) for quad in statements().describe(BASE + HEART[1:]).quads}
    assert (f"{row}#listing", f"{BASE}def/procedure") in heart


def test_links_to_a_thing_are_bounded_and_the_bound_is_stated(client: httpx.Client) -> None:
    file = f"{BASE}{FILE[1:]}"
    described = statements().describe(file)
    leading = {quad for name in statements().documents[file] for quad in statements().by_object.get(name, ())}
    inside = {quad for quad in leading if quad.subject.startswith(file)}
    shown = leading & set(described.quads) - inside
    assert len(shown) == INCOMING
    assert described.left_out == len(leading - inside) - INCOMING
    assert client.get(f"{FILE}.ttl").headers["qamtu-incoming-left-out"] == str(described.left_out)
    assert "qamtu-incoming-left-out" not in client.get(f"{HEART}.ttl").headers


@pytest.mark.parametrize("path", ["/code/mkb9/37%2E51", "/code/%6dkb9/37.51", "/qamtu/code/mkb9/37.51"])
def test_other_spellings_of_an_address(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Accept": TURTLE})
    assert (response.status_code, response.headers["location"]) == (303, f"{HEART}.ttl")


def test_names_that_are_not_ascii_answer_in_both_spellings() -> None:
    names = frozenset(
        {"https://example.org/ой/code/x/ә.1", "https://example.org/ой/code/x/%D0%B1", "https://example.org/ой/d/"}
    )
    addresses = Addresses("https://example.org/ой/", names)
    assert addresses.find(read_path("/code/x/ә.1".encode())) == "https://example.org/ой/code/x/ә.1"
    assert addresses.find(read_path(b"/code/x/%D3%99.1")) == "https://example.org/ой/code/x/ә.1"
    assert addresses.find(read_path(b"/code/x/%d0%b1")) == "https://example.org/ой/code/x/%D0%B1"
    assert addresses.find(read_path("/ой/code/x/б".encode())) == "https://example.org/ой/code/x/%D0%B1"
    assert addresses.path("https://example.org/ой/code/x/ә.1#я") == "/code/x/%D3%99.1#%D1%8F"
    assert addresses.path("https://example.org/ой/code/x/%D0%B1") == "/code/x/%D0%B1"
    assert addresses.document("https://example.org/ой/d/", ".ttl") == "/d.ttl"
    assert addresses.path("https://elsewhere.example/") is None


@pytest.mark.parametrize(
    "path",
    [
        "/code/mkb9/..%2f..%2fpyproject.toml",
        "/code%2Fmkb9%2f37.51",
        "/code%252Fmkb9%252F37.51",
        "/code/mkb9/37.51%00",
        "/code/mkb9/37.51;x=1",
        "/code/mkb9/37.51%0d%0aSet-Cookie:%20a=b",
        "//evil.example/code/mkb9/37.51",
        "/code/mkb9//37.51",
        "/code/mkb9/37.51/",
        "/code/mkb9/%ff%fe",
        "/CODE/MKB9/37.51",
        "/code/mkb9/37.51.exe",
        "/code/mkb9/37.51.ttl.ttl",
        "/qamtu/qamtu/code/mkb9/37.51",
        "/eli/" + "x/" * 20_000,
        "/.ttl",
    ],
)
def test_addresses_of_attackers(client: httpx.Client, path: str) -> None:
    status, content_type, body = raw(client, path.encode())
    assert (status, content_type) in {(400, PROBLEM), (404, PROBLEM)}
    assert json.loads(body)["status"] == status


def test_bytes_that_are_no_address() -> None:
    with pytest.raises(BrokenAddressError, match="byte 1"):
        read_path(b"/%ff")


# Negotiation


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, ".ttl"),
        ("*/*", ".ttl"),
        (BROWSER, ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/json", ".json"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml;q=0.9, text/html;q=0.2", ".rdf"),
        ("text/csv", ".csv"),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.8", ".rdf"),
        ("text/html;q=0, */*", ".ttl"),
    ],
)
def test_the_form_that_the_client_likes(client: httpx.Client, accept: str | None, suffix: str) -> None:
    response = client.get(HEART, headers={"Accept": accept or ""})
    assert (response.status_code, response.headers["location"]) == (303, HEART + suffix)
    assert "Accept" in response.headers["vary"]
    assert f'<{HEART}.ttl>; rel="describedby"; type="text/turtle"' in response.headers["link"]


def test_a_form_that_there_is_not(client: httpx.Client) -> None:
    response = client.get(HEART, headers={"Accept": "image/png, application/problem+json;q=0.1"})
    assert (response.status_code, response.headers["content-type"]) == (406, PROBLEM)
    assert {"href": f"{HEART}.ttl", "type": "text/turtle"} in response.json()["available"]
    assert client.get("/concept/body/moh.csv").status_code == 404
    assert client.get(f"{HEART}.txt").status_code == 404


def test_the_language_of_a_link_is_kept(client: httpx.Client) -> None:
    assert client.get(f"{HEART}?lang=kk", headers={"Accept": HTML}).headers["location"] == f"{HEART}.html?lang=kk"
    assert client.get(f"{HEART}?lang=//evil", headers={"Accept": HTML}).headers["location"] == f"{HEART}.html"


def test_headers_of_a_document(client: httpx.Client) -> None:
    response = client.get(f"{HEART}.ttl")
    links = response.headers["link"]
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert f'<{HEART}.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert f'<{BASE}code/mkb9/37.51>; rel="describes"' in links
    assert f'<{BASE}code/mkb9/37.51.ttl>; rel="canonical"' in links
    assert 'rel="describedby"' in links
    assert '<http://creativecommons.org/publicdomain/zero/1.0/>; rel="license"' in links
    assert f'<{HEART}.ttl>; rel="alternate"' not in links


@pytest.mark.parametrize("suffix", [".ttl", ".html", ".jsonld", ".csv", ".svg"])
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, suffix: str) -> None:
    first = client.get(HEART + suffix)
    again = client.get(HEART + suffix, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first.headers["etag"] != client.get(f"{HEART}.nt").headers["etag"]
    head = client.head(HEART + suffix)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


def test_only_get_and_head(client: httpx.Client) -> None:
    assert client.post(HEART).status_code == 405


# Forms


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("path", [HEART, ROW, "/concept/regime/osms", "/def", "/shape", FILE, "/def/Listing"])
def test_all_forms_say_the_same(client: httpx.Client, path: str) -> None:
    turtle = rdflib.Graph().parse(data=client.get(f"{path}.ttl").content, format="turtle")
    assert len(turtle) > 10
    for suffix, name in ((".nt", "nt"), (".rdf", "xml"), (".jsonld", "json-ld"), (".json", "json-ld")):
        assert isomorphic(turtle, rdflib.Graph().parse(data=client.get(path + suffix).content, format=name))
    for suffix, name in ((".ttl", "TURTLE"), (".nt", "N_TRIPLES"), (".rdf", "RDF_XML"), (".jsonld", "JSON_LD")):
        form = getattr(pyoxigraph.RdfFormat, name)
        assert len(set(pyoxigraph.parse(client.get(path + suffix).content, format=form))) == len(turtle)


def test_a_spreadsheet_of_a_table(client: httpx.Client) -> None:
    response = client.get(f"{VERSION}/tbl_3.csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert response.headers["content-type"].startswith("text/csv")
    assert len(rows) == 74
    heart = next(row for row in rows if row["row"] == "33")
    assert (heart["code"], heart["regimes"], heart["admission"]) == ("37.51", "OSMS", "PLANNED")
    assert {row["code"] for row in rows} >= {"41.10", "33.5"}


def test_a_spreadsheet_of_tariffs_is_exact(client: httpx.Client) -> None:
    [line] = csv.DictReader(io.StringIO(client.get("/code/tariff/D92.330.001.csv").text))
    assert (line["price"], line["currency"], line["appliesFrom"]) == ("1081701.27", "KZT", "2025-08-01")
    regimes = {
        len(list(csv.DictReader(io.StringIO(client.get(f"/concept/regime/{name}.csv").text))))
        for name in ("osms", "gobmp")
    }
    assert regimes == {83, 38}


def test_a_spreadsheet_of_a_scheme(client: httpx.Client) -> None:
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(client.get("/code/mkb9/scheme.csv").text))}
    assert rows["37.51"]["ru"] == "Трансплантация сердца"
    assert rows["37.51"]["iri"] == BASE + HEART[1:]


def test_the_text_as_it_was_read(client: httpx.Client) -> None:
    response = client.get(FILE, headers={"Accept": "text/plain"}, follow_redirects=True)
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.content.decode()[8436:8468] == "33 37.51 Жүректі трансплантаттау"


# What is not there


def test_a_name_that_is_not_there_suggests_others(client: httpx.Client) -> None:
    problem = client.get("/code/mkb9/37.511").json()
    assert (problem["status"], problem["near"][0]["href"]) == (404, HEART)
    page = client.get("/code/mkb9/37.511", headers={"Accept": BROWSER})
    assert page.status_code == 404
    assert f'href="{HEART}"' in page.text


def test_the_same_row_in_another_version_is_suggested_first(client: httpx.Client) -> None:
    problem = client.get(f"{LAW}/annex_2/by/2024-01-01-1/tbl_3/row_33").json()
    assert problem["near"][0]["href"] == ROW


def test_what_only_citations_know_is_said(client: httpx.Client) -> None:
    assert client.get(LAW).status_code == 303
    problem = client.get(f"{LAW}/pt_7").json()
    assert problem["status"] == 404
    assert "its text is not held" in problem["detail"]
    assert LAW in {each["href"] for each in problem["near"]}


def test_sitemap(client: httpx.Client) -> None:
    response = client.get("/sitemap.xml")
    assert response.headers["content-type"] == "application/xml"
    assert f"<loc>{BASE}code/mkb9/37.51.html</loc>" in response.text
    assert "/selector/" not in response.text


def test_problem_details_are_json(client: httpx.Client) -> None:
    assert json.loads(client.get("/nothing/at/all").content)["near"] == []
