"""The timeline on a page: a picture that says what the table below it says, in every language, and never too much."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build
from graph.fact import Fact
from graph.history.timeline import MOST
from graph.rdf.dump import Dump
from graph.term import LANGUAGES
from server.resource.documents import Documents
from server.resource.forms import HTML
from server.resource.lanes import Axis
from server.resource.words import Wish, word
from tests.published import published_seeds
from tests.test_addresses import HEART, LAW, ROW, VERSION
from tests.test_pages import ORDER, PROTON, graph, page
from tests.timelines import CODE, PART, Start, chain, concepts, effect, graph_of, listing, order_iri
from tests.world import BASE as WORLD

SVG = "{http://www.w3.org/2000/svg}"
SERVICE = "/code/tariff/D92.330.001"
TARIFFS = "/eli/kz/moh/order/2025/08/09/524"
STEADY = settings(derandomize=True, deadline=None, max_examples=40, database=None)
SEEDS = Path(__file__).parent.parent / "seeds"


def section(text: str) -> str | None:
    found = re.search(r'<section aria-labelledby="in-time">.*?</section>', text, re.DOTALL)
    return found[0] if found else None


def picture(text: str) -> ET.Element:
    found = re.search(r'<svg [^>]*role="img".*?\n</svg>', section(text) or "", re.DOTALL)
    assert found
    return ET.fromstring(found[0])  # noqa: S314 - our own page


def table(text: str) -> tuple[list[str], list[list[str]]]:
    """The headings and the words of each cell."""
    found = re.search(r"<table.*?</table>", section(text) or "", re.DOTALL)
    assert found
    head, *rows = ET.fromstring(found[0]).iter("tr")  # noqa: S314 - our own page
    return [said(each) for each in head], [[said(each) for each in row] for row in rows]


def said(element: ET.Element) -> str:
    """The words of an element; items of a list are words of their own, as texts of a picture are."""
    for each in element.iter():
        if each.tag in {"li", f"{SVG}text"}:
            each.tail = f" {each.tail or ''}"
    return " ".join("".join(element.itertext()).split())


def lanes(text: str) -> list[ET.Element]:
    return picture(text).findall(f"{SVG}g")


def styles(lane: ET.Element) -> list[str]:
    return [each.get("class", "") for each in lane.iter(f"{SVG}rect")]


def written(facts: Sequence[Fact], iri: str, language: str = "en") -> str:
    """The page of a thing of a graph by hand."""
    made = graph_of(graph(), facts)
    return Documents(made, Dump(made)).write(iri, HTML, Wish(language), {}).body.decode()


def check(text: str) -> None:
    """That the picture says nothing that the table does not say, in the same order."""
    columns, rows = table(text)
    known = set(" ".join(columns).replace("(", " ").split())
    drawn = lanes(text)
    assert len(drawn) == len(rows)
    for lane, row in zip(drawn, rows, strict=True):
        words = {each.rstrip(":") for each in said(lane).split()} - {"·", "…"}
        assert words <= known | {each.rstrip(":") for each in " ".join(row).split()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [LAW, f"{LAW}/annex_2", TARIFFS, HEART, SERVICE])
def test_a_picture_says_what_its_table_says(path: str, language: str) -> None:
    text = page(path, language)
    check(text)
    drawn = picture(text)
    assert drawn.get("role") == "img"
    assert {each.get("id") for each in drawn.iter()} >= set(drawn.get("aria-labelledby", "").split())
    assert said(drawn.findall(f"{SVG}title")[0]) == word("in-time", language)
    assert said(drawn.findall(f"{SVG}desc")[0])


def test_a_beginning_that_is_not_known_is_hatched_from_its_earliest_day() -> None:
    (lane,) = lanes(page(HEART))
    assert styles(lane) == ["held possible"]
    assert lane.findall(f"{SVG}line") == []
    columns, ((what, where, content, begins, ends, why, by),) = table(page(HEART))
    assert columns[:2] == ["what", "where"]
    assert (what, begins, ends) == ("row 33", "not before 2022-01-17", "no end is known")
    assert where == "№ ҚР ДСМ-134/2020 (2020-10-16), appendix 2 table 3"
    assert content == "planned admission mandatory social health insurance"
    assert why == "10 calendar days after the first official publication published: unknown"
    assert by == "№ ҚР ДСМ-141 (2021-12-31)"


def test_a_price_reaches_back() -> None:
    (lane,) = lanes(page(SERVICE, "ru"))
    (reach,) = [each for each in lane.iter(f"{SVG}line") if each.get("class") == "reach"]
    assert float(reach.get("x1", "").rstrip("%")) < float(reach.get("x2", "").rstrip("%"))
    columns, (row,) = table(page(SERVICE, "ru"))
    assert "распространяется на правоотношения с" in columns
    assert {"не ранее 2025-08-20", "окончание неизвестно", "2025-08-01"} <= set(row)
    assert any(each.startswith("1,081,701.27 KZT гарантированный объём") for each in row)


def test_a_publication_makes_the_beginning_a_day(tmp_path: Path) -> None:
    line = "eli/kz/moh/order/2021/12/31/qr-dsm-141\t2022-01-08\thttps://example.org/"
    built = build(published_seeds(tmp_path, line))
    text = Documents(built, Dump(built)).write(built.base + HEART[1:], HTML, Wish("en"), {}).body.decode()
    (lane,) = lanes(text)
    assert styles(lane) == ["held certain"]
    assert [each.get("class") for each in lane.findall(f"{SVG}line")] == ["edge"]
    _, (row,) = table(text)
    assert "2022-01-19" in row
    assert row[5].endswith("published: 2022-01-08")


@pytest.mark.parametrize("path", [ORDER + "/pt_1", ROW, VERSION, PROTON, "/concept/regime/osms", "/code/mkb9/scheme"])
def test_without_a_span_there_is_no_picture(path: str) -> None:
    assert section(page(path)) is None
    assert 'class="time"' not in page(path)


def test_where_no_day_is_known_there_is_the_table_alone() -> None:
    text = section(written([*chain([None])], PART))
    assert text
    assert "<svg" not in text
    assert "no text that is held says from which day" in text


def test_what_is_not_held_is_not_filled() -> None:
    facts = [*chain([Start(date(2020, 1, 1))], held="false", complete="false")]
    text = written(facts, PART)
    (lane,) = lanes(text)
    assert styles(lane) == ["unread certain"]
    assert "its text is not held" in table(text)[1][0]
    key = [said(ET.fromstring(each)) for each in re.findall(r"<li>.*?</li>", section(text) or "", re.DOTALL)]  # noqa: S314
    assert key[0] == word("unread", "en")


def test_a_suspension_is_dotted() -> None:
    start = f"{order_iri(0)}#commencement"
    facts = [
        *chain([Start(date(2020, 1, 1))]),
        *concepts(),
        *listing(0),
        *effect(0, "suspension", scope="act", commencement=start, until="2020-06-01", labels="en:Suspension"),
    ]
    text = written(facts, CODE)
    check(text)
    listed, suspended = lanes(text)
    assert (styles(listed), styles(suspended)) == (["held certain"], ["suspended certain", "suspended possible"])
    assert table(text)[1][1][4].startswith("between 2020-06-01 and 2020-06-02")
    assert table(text)[1][1][1] == table(text)[1][0][1] == "№ 1 (2015-01-01), appendix 1"


def test_acts_that_may_end_it_stand_in_the_table_alone() -> None:
    starts = [Start(least=date(2020 + at, 1, 1)) for at in range(6)]
    text = written([*chain(starts)], PART)
    check(text)
    ends = table(text)[1][0][2]
    assert ends.startswith("not before 2021-01-01 № 1")
    assert ends.endswith("2 more")
    assert "more" not in said(lanes(text)[0])


def test_what_a_later_wording_takes_back_is_said() -> None:
    text = written([*chain([Start(date(2020, 1, 1)), Start(date(2020, 6, 1), applies=date(2020, 5, 1))])], PART, "ru")
    check(text)
    assert "с обратной силой с 2020-05-01" in said(lanes(text)[0])
    assert "с обратной силой с 2020-05-01" in " ".join(table(text)[1][0])


def test_markup_in_names_stays_text() -> None:
    text = written([*chain([Start(date(2020, 1, 1))])], PART, "kk")
    check(text)
    assert "№ 0<&\"'" in said(lanes(text)[0])


def test_of_a_long_history_a_part_is_shown_with_the_way_to_the_rest() -> None:
    many = 3 * MOST
    text = written([*chain([Start(date(2020, 1, 1) + timedelta(days=9 * at)) for at in range(many)])], PART)
    found = section(text) or ""
    assert len(lanes(text)) == len(table(text)[1]) == MOST
    assert f"{many - MOST} more" in found
    assert f'href="/{PART.removeprefix(WORLD)}.ttl">ttl</a>' in found
    assert len(text.encode()) < 300_000


days = st.none() | st.dates()


@STEADY
@given(st.lists(st.builds(Start, days, days, days, days), min_size=1, max_size=4), st.sampled_from(LANGUAGES))
def test_every_bar_lies_in_the_picture(starts: list[Start], language: str) -> None:
    text = written([*chain(starts)], PART, language)
    if 'class="time"' not in text:
        return
    check(text)
    for lane in lanes(text):
        bars = [(float(each.get("x", "")[:-1]), float(each.get("width", "")[:-1])) for each in lane.iter(f"{SVG}rect")]
        assert bars
        assert all(start >= 0 and width > 0 and start + width <= 100 for start, width in bars)


@STEADY
@given(st.integers(1, 9998), st.integers(1, 9999))
def test_years_on_the_axis_are_few_and_in_order(first: int, more: int) -> None:
    axis = Axis(first, min(first + more, 10_000))
    places = [each.at for each in axis.ticks]
    assert len(places) <= 9
    assert places == sorted(set(places))
    assert all(3 <= each <= 96 for each in places)
