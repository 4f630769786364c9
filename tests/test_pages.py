"""What the pages about things say to a reader."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import httpx
import pytest
import rdflib

from graph.build import Graph, build
from graph.rdf.dump import Dump
from graph.stores.entity import entities, ways
from graph.term import LANGUAGES
from graph.vocabulary import CLASSES, TERMS
from server.resource.documents import Documents
from server.resource.forms import HTML, SVG
from server.resource.quoted import make_pieces
from server.resource.structured import structured
from server.resource.words import Wish, choose_language, class_name, term_name
from tests.sample_facts import BASE as SAMPLE
from tests.sample_facts import curate, real
from tests.test_addresses import BASE, FILE, HEART, LAW, ROW, VERSION

TARIFFS = "/eli/kz/moh/order/2020/10/30/qr-dsm-170-2020/tariffs/by/2025-08-09-524"
PROTON = f"{TARIFFS}/tbl/row_1494-2"
ORDER = "/eli/kz/moh/order/2021/12/31/qr-dsm-141"
SCHEMA = rdflib.Namespace("https://schema.org/")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@cache
def graph() -> Graph:
    built = real()
    assert isinstance(built, Graph)
    return built


def documents_of(graph: Graph) -> Documents:
    return Documents(graph, Dump(graph))


@cache
def documents() -> Documents:
    return documents_of(graph())


@cache
def page(path: str, language: str = "en") -> str:
    """The page at a path of the real graph."""
    return documents().write(BASE + path[1:], HTML, Wish(language), {}).body.decode()


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", markup))).strip()


def lines(markup: str) -> list[tuple[str, str]]:
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd></div>", markup, re.DOTALL)
    return [(words(name), words(value)) for name, value in pairs]


def answer(path: str, language: str = "en") -> Mapping[str, str]:
    """What stands in the box at the top."""
    found = re.search(r'<div class="answer">(.*?)</dl>', page(path, language), re.DOTALL)
    assert found
    return dict(lines(found[1]))


def test_a_procedure_says_where_it_is_listed_and_where_not() -> None:
    said = answer(HEART)
    assert said["planned admission"] == (
        "mandatory social health insurance · row 33 · table 3 · version № ҚР ДСМ-141 (2021-12-31)"
    )
    assert said["emergency admission"].startswith("in no list that is held")
    assert f'href="{ROW}#listing"' in page(HEART)


def test_entry_into_force_is_unknown_and_why() -> None:
    for path in (HEART, ROW, VERSION, ORDER):
        assert answer(path)["entry into force, № ҚР ДСМ-141 (2021-12-31)"] == (
            "unknown It counts from the day of first official publication, which no held text prints and no source "
            "gives. It was registered on 2022-01-06, and is published no earlier; in force when 10 calendar days have "
            "passed, counted from the day after: not before 2022-01-17."
        )


def test_a_service_shows_its_price_as_printed_and_as_understood() -> None:
    for path in ("/code/tariff/D92.330.001", PROTON):
        said = answer(path)
        assert said["price"] == "1,081,701.27 KZT repaired"
        assert said["price as printed"] == "1 081 701, 27 printed"
        assert said["applies from"] == "2025-08-01 printed"
        assert said["made by"].startswith("Insertion of rows 1494-1")


def test_a_regime_lists_all_that_it_pays_for() -> None:
    text = page("/concept/regime/osms")
    assert 'id="listings">listings <span class="quiet">80<' in text
    assert 'id="tariffLines">tariff lines <span class="quiet">3<' in text
    assert 'id="leads-here">What leads here <span class="quiet">6<' in text
    assert text.count('<th scope="row"') == 80 + 3 + 6
    assert f'href="{ROW}#listing"' in text


def test_a_table_names_its_act_and_its_rows() -> None:
    text = page(f"{VERSION}/tbl_3")
    crumbs = re.search(r'class="crumbs">(.*?)</nav>', text)
    assert crumbs
    assert words(crumbs[1]) == "№ ҚР ДСМ-134/2020 (2020-10-16) appendix 2 version № ҚР ДСМ-141 (2021-12-31)"
    assert text.count('<th scope="row"') == 74


def test_what_is_not_held_and_not_whole_is_said() -> None:
    assert "known from citations alone" in page(LAW)
    assert "known from citations alone" not in page(ORDER)
    assert "This version is incomplete" in page(TARIFFS)
    assert "This version is incomplete" in page(PROTON)
    assert "This version is incomplete" not in page(VERSION)


def test_readings_that_disagree_stand_at_the_top() -> None:
    assert answer(f"{VERSION}/tbl_1/row_5")["conflicts"] == "Table 1, row 5: 35.21 or 35.2"
    assert answer("/code/mkb9/35.21")["conflicts"] == "Table 1, row 5: 35.21 or 35.2"
    assert "conflicts" not in answer(ROW)


def test_links_without_a_name_for_the_way_back_are_followed_too() -> None:
    assert f'href="{ROW}">' in page("/eli/kz/moh/order/2021/12/31/qr-dsm-141/annex/tbl_3/row_33")
    assert f'href="{ORDER}/effect/1">' in page(f"{ORDER}/pt_1")
    assert f'href="{ORDER}">' in page("/concept/body/moh")
    assert 'id="leads-here"' not in page("/code/mkb9/scheme")


def test_how_facts_are_known_is_said() -> None:
    said = dict(lines(page(PROTON)))
    assert said["name as printed"].endswith("repaired")
    assert said["currency"] == "KZT inferred"
    assert said["code as printed"] == "D92.330.001 printed"
    assert dict(lines(page("/concept/regime/osms")))["definition"].endswith("curated")


def test_a_quote_is_marked_in_its_lines() -> None:
    text = next(act.source.text for act in graph().acts if "33 37.51" in act.source.text)
    found = re.search(r"<blockquote[^>]*>([^<]*)<mark>(33 37[^<]*)</mark>([^<]*)</blockquote>", page(ROW))
    assert found
    before, quote, after = (unescape(each) for each in found.groups())
    assert quote == text[8436:8468]
    assert text[:8436].endswith(before)
    assert "тастау" in before
    assert text[8468:].startswith(after)
    assert after.strip().startswith("34 37.66")
    assert f'href="{FILE}#char=8436,8468"' in page(ROW)


def test_without_the_text_there_is_the_quote_alone() -> None:
    bare = documents_of(replace(graph(), acts=()))
    text = bare.write(BASE + ROW[1:], HTML, Wish("en"), {}).body.decode()
    assert "<blockquote><mark>33 37.51 Жүректі трансплантаттау</mark></blockquote>" in text
    assert ".txt" not in {form.suffix for form in bare.forms(BASE + FILE[1:])}


def test_the_whole_text_has_every_quote_marked() -> None:
    text = page(FILE)
    found = re.search(r'<div class="whole"[^>]*>\n?(.*?)\n? *</div>', text, re.DOTALL)
    assert found
    source = next(act.source.text for act in graph().acts if "33 37.51" in act.source.text)
    assert unescape(re.sub(r"<[^>]*>", "", found[1])).strip() == source.strip()
    assert '<a id="char=8436,8468"></a><mark>33 37.51 Жүректі трансплантаттау</mark>' in text


def test_pieces_of_a_text_with_spans_that_overlap() -> None:
    pieces = make_pieces("abcdef", ["char=1,4", "char=2,3", "char=3,5"])
    assert [(piece.text, piece.marked) for piece in pieces] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", True),
        ("e", True),
        ("f", False),
    ]
    assert [piece.anchors for piece in pieces if piece.anchors] == [("char=1,4",), ("char=2,3",), ("char=3,5",)]


# Languages


def test_the_language_of_a_page(client: httpx.Client) -> None:
    kazakh = client.get(f"{HEART}.html?lang=kk", headers={"Accept-Language": "ru"})
    russian = client.get(f"{HEART}.html", headers={"Accept-Language": "de, ru-RU;q=0.8, en;q=0.3"})
    assert '<html lang="kk">' in kazakh.text
    assert ">Жүректі трансплантаттау</h1>" in kazakh.text
    assert f'href="{ROW}?lang=kk#listing"' in kazakh.text
    assert ">Трансплантация сердца</h1>" in russian.text
    assert f'href="{ROW}#listing"' in russian.text
    assert "Accept-Language" in russian.headers["vary"]
    assert kazakh.headers["etag"] != russian.headers["etag"]
    assert f'<a href="{HEART}.html?lang=en" hreflang="en" lang="en">English</a>' in kazakh.text


def test_words_of_another_language_say_so() -> None:
    assert '<h1 class="thing" lang="kk">Жүректі трансплантаттау</h1>' in page(ROW, "ru")
    assert '<h1 class="thing">Жүректі трансплантаттау</h1>' in page(ROW, "kk")
    assert answer(HEART, "ru")["плановая госпитализация"].startswith("обязательное социальное медицинское страхование")


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        (None, None, "en"),
        (None, "kk-KZ, ru;q=0.9", "kk"),
        (None, "de, fr;q=0.9", "en"),
        (None, "en;q=0.2, ru;q=0.7", "ru"),
        (None, "ru;q=0, en", "en"),
        ("kk", "ru", "kk"),
        ("xx", "ru", "ru"),
        (None, ";;;q=,kk;q=nan", "en"),
    ],
)
def test_choose_language(asked: str | None, accepted: str | None, chosen: str) -> None:
    assert choose_language(asked, accepted) == Wish(chosen, asked == chosen)


def test_every_class_term_and_way_has_words_in_every_language() -> None:
    back = {way for name in CLASSES for way in ways(name)}
    for language in LANGUAGES:
        assert all(class_name(name, language).strip() for name in CLASSES)
        assert "" not in {term_name(way, language) for way in back}
    assert {way for way in back if term_name(way, "kk") == way} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_of_every_class_have_a_page(language: str) -> None:
    for name in CLASSES:
        for thing in graph().store.all(name)[-1:]:
            text = page("/" + thing.iri.partition("#")[0].removeprefix(BASE), language)
            assert f'<html lang="{language}">' in text
            assert text.count("<h1") == 1
            anchors = re.findall(r' id="([^"]*)"', text)
            assert len(anchors) == len(set(anchors))


# Links, sizes, markup


@pytest.mark.parametrize("path", [HEART, PROTON, ORDER, "/def/"])
def test_every_link_of_a_page_answers(client: httpx.Client, path: str) -> None:
    links = set(re.findall(r'href="(/[^"#]*)', page(path)))
    assert len(links) > 20
    answers = {link: client.head(unescape(link), headers={"Accept": "text/html, */*"}).status_code for link in links}
    assert {link for link, status in answers.items() if status not in {200, 303}} == set()


def test_links_lead_to_this_server_whatever_the_base() -> None:
    elsewhere = build(Path(__file__).parent.parent / "seeds", "http://127.0.0.1:9/graph/")
    text = documents_of(elsewhere).write(f"http://127.0.0.1:9/graph{HEART}", HTML, Wish("en"), {}).body.decode()
    assert f'href="{ROW}#listing"' in text
    assert re.findall(r'href="http://127[^"]*"', text) == []


def test_pages_are_small() -> None:
    paths = [HEART, ROW, PROTON, ORDER, LAW, FILE, f"{VERSION}/tbl_3", "/code/mkb9/scheme", "/def/", "/shape/"]
    assert {path for path in paths if len(page(path).encode()) > 120_000} == set()


def test_markup_in_a_name_stays_text() -> None:
    evil = '</script><script>alert("x")</script>'
    concept = f"{SAMPLE}code/mkb9/1"
    facts = (("type", "Procedure"), ("labels", f"en:{evil}"), ("code", "1"))
    text = structured(entities([curate(concept, *each) for each in facts])[concept])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == [{"@value": evil, "@language": "en"}]


# Pictures and data in pages


def neighbours(path: str) -> str:
    """The picture of what stands around a thing."""
    found = re.search(r'<svg [^>]*class="net".*?</svg>', page(path), re.DOTALL)
    assert found
    return found[0]


def test_a_picture_names_and_links_the_neighbours() -> None:
    text = neighbours(HEART)
    assert re.search(r"<desc>[^<]*listings: row 33\.[^<]*kind: transplantation\.", text)
    assert 2 <= text.count("<rect") <= 19
    assert text.count('class="relation"') == text.count("<rect") - 1
    alone = documents().write(BASE + HEART[1:], SVG, Wish("en"), {})
    assert "prefers-color-scheme: dark" in alone.body.decode()
    assert alone.body == documents().write(BASE + HEART[1:], SVG, Wish("en"), {}).body
    assert all(len(re.findall("<rect", neighbours(path))) <= 19 for path in (ORDER, LAW, "/concept/regime/osms"))


def embedded(path: str) -> rdflib.Graph:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(path), re.DOTALL)
    assert found
    return rdflib.Graph().parse(data=found[1], format="json-ld")


def test_a_procedure_in_the_words_of_schema_org() -> None:
    said = embedded(HEART)
    heart = rdflib.URIRef(BASE + HEART[1:])
    assert (heart, rdflib.RDF.type, SCHEMA.MedicalProcedure) in said
    assert (heart, SCHEMA.name, rdflib.Literal("Трансплантация сердца", lang="ru")) in said
    code = said.value(heart, SCHEMA.code)
    assert (code, SCHEMA.codeValue, rdflib.Literal("37.51")) in said


def test_a_price_in_the_words_of_schema_org_is_exact() -> None:
    said = embedded(PROTON)
    line = rdflib.URIRef(f"{BASE}{PROTON[1:]}#tariff")
    assert (line, rdflib.RDF.type, SCHEMA.UnitPriceSpecification) in said
    assert (line, SCHEMA.price, rdflib.Literal("1081701.27")) in said
    assert (line, SCHEMA.priceCurrency, rdflib.Literal("KZT")) in said
    assert (line, SCHEMA.validFrom, rdflib.Literal("2025-08-01", datatype=SCHEMA.Date)) in said


def test_an_act_in_the_words_of_schema_org() -> None:
    said = embedded(ORDER)
    order, law = rdflib.URIRef(BASE + ORDER[1:]), rdflib.URIRef(BASE + LAW[1:])
    assert (order, rdflib.RDF.type, SCHEMA.Legislation) in said
    assert (order, SCHEMA.legislationIdentifier, rdflib.Literal("ҚР ДСМ-141")) in said
    assert (order, SCHEMA.legislationAmends, law) in said
    assert said.value(order, SCHEMA.legislationLegalForce) is None
    assert (order, SCHEMA.workExample, rdflib.URIRef(f"{BASE}{ORDER[1:]}/made/kaz")) in said


# The vocabulary


def test_the_vocabulary_page_has_every_class_and_term() -> None:
    text = page("/def/")
    for name in (*CLASSES, *TERMS):
        assert text.count(f' id="{name}"') == 1
    part = re.search(r'<section id="procedure".*?</section>', text, re.DOTALL)
    assert part
    said = dict(lines(part[0]))
    assert said["label"] == "емшара · процедура · procedure"
    assert said["domain"] == "Listing · KindAssignment · ServiceMatch"
    assert said["way back"].startswith("listings (Listing)")
    assert 'href="/def/procedure"' in part[0]


def test_terms_and_shapes_have_addresses_of_their_own(client: httpx.Client) -> None:
    term = client.get("/def/Listing", headers={"Accept": "text/html"}, follow_redirects=True)
    assert term.status_code == 200
    assert "A row of the law that names a procedure" in term.text
    shapes = rdflib.Graph().parse(data=client.get("/shape.ttl").content, format="turtle")
    target = rdflib.URIRef("http://www.w3.org/ns/shacl#targetClass")
    assert (None, target, rdflib.URIRef(f"{BASE}def/Listing")) in shapes
    assert 'id="Listing"' in page("/shape/")
    assert client.get("/shape/Listing.ttl").status_code == 200
