"""Feeds of changes: valid Atom and JSON Feed, made from the data alone, found from the pages."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import httpx
import jsonschema
import pytest

from graph.build import Graph, build
from server.feed import Entry, Feed, Feeds, has_feed
from server.feed_forms import write_atom, write_json
from server.resource.address import Addresses
from tests.amended import amended_graph
from tests.test_addresses import BASE, BROWSER, HEART, LAW, ROW, VERSION
from tests.world import SEEDS

SCHEMA = json.loads((Path(__file__).parent / "json_feed.schema.json").read_text(encoding="utf-8"))
LIST = f"{LAW}/annex_2"
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
NAMESPACE = "{http://www.w3.org/2005/Atom}"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")

FEEDS = [
    ("/changes.atom", "/changes.json", 2),
    (f"{LIST}.atom", f"{LIST}.feed.json", 1),
    (f"{LAW}.atom", f"{LAW}.feed.json", 1),
    (f"{VERSION}/tbl_1.atom", f"{VERSION}/tbl_1.feed.json", 1),
    (f"{HEART}.atom", f"{HEART}.feed.json", 1),
    ("/code/tariff/D92.330.001.atom", "/code/tariff/D92.330.001.feed.json", 1),
]


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return amended_graph(tmp_path_factory.mktemp("feeds"))


def feeds_of(graph: Graph) -> Feeds:
    return Feeds(graph, Addresses(graph.base, frozenset()))


def check_atom(body: bytes) -> ET.Element:
    """What RFC 4287 demands of a feed and of its entries, sections 4.1.1 and 4.1.2."""
    root = ET.fromstring(body)  # noqa: S314 - written by us
    assert root.tag == f"{NAMESPACE}feed"
    entries = root.findall(f"{NAMESPACE}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            (found,) = each.findall(f"{NAMESPACE}{name}")
            assert found.text
        assert DAY.fullmatch(each.findtext(f"{NAMESPACE}updated") or "")
        assert (each.findtext(f"{NAMESPACE}id") or "").startswith(BASE)
        assert [link.get("rel") for link in each.findall(f"{NAMESPACE}link")].count("alternate") == 1
    assert root.findtext(f"{NAMESPACE}author/{NAMESPACE}name")
    ids = [each.findtext(f"{NAMESPACE}id") for each in entries]
    assert len(ids) == len(set(ids))
    return root


@pytest.mark.parametrize(("atom", "as_json", "number"), FEEDS)
def test_a_feed_is_valid_and_both_forms_say_the_same(
    client: httpx.Client, atom: str, as_json: str, number: int
) -> None:
    found, other = client.get(atom), client.get(as_json)
    assert (found.status_code, other.status_code) == (200, 200)
    assert found.headers["content-type"] == f"{ATOM}; charset=utf-8"
    assert other.headers["content-type"] == JSON_FEED
    check_atom(found.content)
    jsonschema.validate(other.json(), SCHEMA)
    parsed, items = feedparser.parse(found.content), other.json()["items"]
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert len(parsed.entries) == len(items) == number
    assert [(each.id, each.link, each.title, each.updated, each.content[0].value) for each in parsed.entries] == [
        (each["id"], each["url"], each["title"], each["date_modified"], each["content_text"]) for each in items
    ]
    assert parsed.feed.updated == max(each["date_modified"] for each in items)
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links == {"self": BASE + atom[1:], "alternate": other.json()["home_page_url"]}
    assert other.json()["feed_url"] == BASE + as_json[1:]


def test_entries_are_found_under_their_names(client: httpx.Client) -> None:
    for item in client.get("/changes.json").json()["items"]:
        assert client.get("/" + item["id"].removeprefix(BASE), headers={"Accept": "text/html"}).status_code == 303
        assert client.get("/" + item["url"].removeprefix(BASE)).status_code == 200


def test_an_entry_says_what_is_known_of_the_day_and_of_the_rows(client: httpx.Client) -> None:
    tariffs, appendix = client.get("/changes.json").json()["items"]
    assert tariffs["date_modified"] == "2025-08-09T00:00:00Z"
    assert appendix["date_modified"] == "2022-01-06T00:00:00Z"
    assert "not before 2022-01-17, and awaits a publication whose day is not known" in appendix["content_text"]
    assert tariffs["content_text"].endswith("It puts 3 rows and takes out no row.")
    (heart,) = client.get(f"{HEART}.feed.json").json()["items"]
    assert heart["id"] == f"{BASE}{ROW[1:]}#listing"
    assert heart["content_text"].endswith(": Жүректі трансплантаттау")


def test_a_feed_is_chosen_by_its_media_type(client: httpx.Client) -> None:
    for accept, suffix in ((ATOM, ".atom"), (JSON_FEED, ".feed.json"), (BROWSER, ".html"), ("*/*", ".ttl")):
        assert client.get(LIST, headers={"Accept": accept}).headers["location"] == f"{LIST}{suffix}"


def test_a_feed_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    for path in ("/changes.atom", "/changes.json", f"{HEART}.atom"):
        first = client.get(path)
        assert first.headers["cache-control"] == "public, no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.head(path).headers["etag"] == first.headers["etag"]


def test_pages_lead_to_their_feeds(client: httpx.Client) -> None:
    assert f'<link rel="alternate" type="{ATOM}" href="{HEART}.atom">' in client.get(f"{HEART}.html").text
    assert f'<link rel="alternate" type="{JSON_FEED}" href="{LIST}.feed.json">' in client.get(f"{LIST}.html").text
    start = client.get("/").text
    for media_type, path in ((ATOM, "/changes.atom"), (JSON_FEED, "/changes.json")):
        assert re.search(f'<link rel="alternate" type="{re.escape(media_type)}"[^>]* href="{path}">', start)


def test_what_does_not_change_has_no_feed(client: httpx.Client) -> None:
    assert client.get("/concept/regime/osms.atom").status_code == 404
    assert client.get(f"{ROW}.atom").status_code == 404
    assert ".atom" not in client.get("/concept/regime/osms.html").text


def test_every_feed_of_a_graph_is_valid(amended: Graph) -> None:
    feeds = feeds_of(amended)
    things = [each for name in ("Act", "Subdivision", "Table", "Procedure", "Service")
              for each in amended.store.all(name) if has_feed(each)]  # fmt: skip
    assert len(things) > 80
    for thing in things:
        feed = feeds.of(thing)
        assert feed.entries
        check_atom(write_atom(feed, f"{thing.iri}.atom"))
        jsonschema.validate(json.loads(write_json(feed, f"{thing.iri}.feed.json")), SCHEMA)


def test_a_new_wording_says_what_stood_before(amended: Graph) -> None:
    feeds = feeds_of(amended)
    later, first = (each for each in feeds.of_everything().entries if "annex_2" in each.id)
    assert later.text.endswith("It is a new wording: 109 rows before, 108 rows after.")
    assert first.text.endswith("It puts 109 rows and takes out what is not held in full.")
    procedure = amended.store.get(f"{BASE}code/mkb9/99.791")
    assert procedure is not None
    gone = feeds.of(procedure).entries[0]
    assert "1 row before, 0 rows after.\nBefore: table 3, row 74 of Appendix 2" in gone.text


def test_the_same_graph_gives_the_same_bytes() -> None:
    one, other = (feeds_of(build(SEEDS)).of_everything() for _ in range(2))
    assert write_atom(one, "x") == write_atom(other, "x")
    assert write_json(one, "x") == write_json(other, "x")


def test_a_feed_without_entries_is_valid() -> None:
    empty = Feed(f"{BASE}changes", BASE, "Nothing & <nobody>", "CC0", ())
    assert check_atom(write_atom(empty, f"{BASE}changes.atom")).findtext(f"{NAMESPACE}title") == "Nothing & <nobody>"
    jsonschema.validate(json.loads(write_json(empty, f"{BASE}changes.json")), SCHEMA)


def test_what_no_xml_can_hold_is_replaced() -> None:
    text = "a<b>&\"']]>\x0b\x0c\ufffe"
    feed = Feed("urn:x", "https://example.org/", text, "", (Entry("urn:y", "", text, date(2020, 1, 1), text),))
    root = ET.fromstring(write_atom(feed, 'https://example.org/?a&"'))  # noqa: S314 - our own
    assert root.findtext(f"{NAMESPACE}title") == "a<b>&\"']]>\ufffd\ufffd\ufffd"
    assert json.loads(write_json(feed, ""))["title"] == text
