"""Two texts of one act: what they say alike is one fact, where they disagree neither wins."""

from dataclasses import replace
from functools import cache

import pytest

from graph.act import Act
from graph.build import make_testimony, together
from graph.fact import Basis, Fact
from graph.facts.home import Homes
from graph.facts.link import Linked, link_texts
from graph.iri import DEFAULT_BASE, Names
from graph.reading.parse import parse
from graph.source import decode
from tests.seed_acts import LIST, TARIFFS, lexicon, text_of

NAMES = Names()
VERSION = f"{DEFAULT_BASE}eli/kz/moh/order/2020/10/16/qr-dsm-134-2020/annex_2/by/2021-12-31-qr-dsm-141"
PRICED = f"{DEFAULT_BASE}eli/kz/moh/order/2020/10/30/qr-dsm-170-2020/tariffs/by/2025-08-09-524"
ORDER = f"{DEFAULT_BASE}eli/kz/moh/order/2021/12/31/qr-dsm-141"


def act(slug: str, language: str, *changes: tuple[str, str]) -> Act:
    """A seed as if it were printed in a language, with changes."""
    text = text_of(slug)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    read = parse(decode(text.encode(), f"{slug}/{language}.md"), lexicon())
    if language == "kk":
        return read
    # Russian puts the head of a name first: the element is another word in another place.
    steps = {each: tuple(replace(step, text="тарифы") for step in each.steps) for each in read.effects}
    effects = tuple(replace(each, element_printed="тарифы", steps=steps[each]) for each in read.effects)
    return replace(read, language=language, effects=effects)


def linked(*acts: Act) -> Linked:
    homes = Homes(DEFAULT_BASE)
    found = [each for one in acts if (each := make_testimony(one, NAMES, lexicon().vocab, homes))]
    assert len(found) == len(acts)
    return link_texts(
        found, together(NAMES), {each.text.file: one.source for each, one in zip(found, acts, strict=True)}
    )


@cache
def pair(slug: str, *changes: tuple[str, str]) -> Linked:
    return linked(act(slug, "kk"), act(slug, "ru", *changes))


def values(found: Linked, subject: str, term: str) -> list[str]:
    return [fact.value for fact in found.facts if (fact.subject, fact.term.name) == (subject, term)]


def facts_of(found: Linked, subject: str) -> dict[str, Fact]:
    return {fact.term.name: fact for fact in found.facts if fact.subject == subject}


def codes_of(found: Linked) -> list[str]:
    return [each.problem.code for each in found.diagnostics if each.problem.code.startswith("KZ-LNK")]


def test_two_languages_that_agree_are_one_act_with_the_quotes_of_both() -> None:
    found = pair(LIST)

    assert codes_of(found) == []
    assert values(found, ORDER, "expressions") == [f"{ORDER}/made/kaz", f"{ORDER}/made/rus"]
    listing = facts_of(found, f"{VERSION}/tbl_3/row_33#listing")
    assert {quote.file for quote in listing["procedure"].quotes} == {
        f"{ORDER}/made/kaz/txt",
        f"{ORDER}/made/rus/txt",
    }
    assert len(values(found, f"{VERSION}/tbl_3/row_33", "type")) == 1
    assert values(found, VERSION, "rowsRead") == ["109"]
    assert not [fact for fact in found.facts if fact.value == "Conflict"]


def test_names_in_two_languages_are_labels_of_one_row() -> None:
    found = pair(LIST, ("Жүректі трансплантаттау", "Трансплантация сердца"))

    labels = [
        (fact.language, fact.value)
        for fact in found.facts
        if fact.subject == f"{VERSION}/tbl_3/row_33" and fact.term.name == "labels"
    ]
    printed, english = {("kk", "Жүректі трансплантаттау"), ("ru", "Трансплантация сердца")}, ("en", "Table 3, row 33")
    assert sorted(labels) == sorted([*printed, english])
    assert codes_of(found) == []


def test_another_code_is_a_conflict_and_no_listing() -> None:
    found = pair(LIST, ("33 37.51 Жүректі", "33 37.52 Жүректі"))

    row = f"{VERSION}/tbl_3/row_33"
    conflict = facts_of(found, f"{row}#conflict-code")
    assert (conflict["reading"].value, conflict["otherReading"].value) == ("37.51", "37.52")
    assert conflict["reading"].quotes[0].file == f"{ORDER}/made/kaz/txt"
    assert conflict["otherReading"].quotes[0].file == f"{ORDER}/made/rus/txt"
    assert conflict["about"].value == row
    assert facts_of(found, f"{row}#listing") == {}
    assert "codeAsPrinted" not in facts_of(found, row)
    assert facts_of(found, row)["nameAsPrinted"].value == "Жүректі трансплантаттау"
    assert facts_of(found, f"{VERSION}/tbl_3/row_34#listing")["procedure"].basis is Basis.PRINTED
    law = [each for each in found.diagnostics if each.problem.code == "KZ-LNK-005" and VERSION in each.problem.message]
    assert {each.file for each in law} == {f"{LIST}/kk.md", f"{LIST}/ru.md"}
    assert all(each.problem.found == "37.51 (kk) / 37.52 (ru)" for each in law)


def test_a_row_that_one_text_lacks_is_a_conflict_and_no_listing() -> None:
    found = pair(LIST, ("\n74 99.791 Қанның гематопоэздік дің \nжасушаларын дайындау", ""))

    row = f"{VERSION}/tbl_3/row_74"
    conflict = facts_of(found, f"{row}#conflict-row")
    assert conflict["reading"].value == "99.791"
    assert "otherReading" not in conflict
    assert facts_of(found, f"{row}#listing") == {}
    assert facts_of(found, row)["codeAsPrinted"].value == "99.791"
    assert values(found, VERSION, "rowsRead") == ["109"]


def test_a_table_that_was_not_read_whole_misses_nothing() -> None:
    damaged = ("1-кесте. Шұғыл емдеуге", "1-кесте. Кейбір емдеуге")
    found = pair(LIST, damaged)

    assert [fact.subject for fact in found.facts if fact.value == "Conflict"] == []
    assert values(found, f"{VERSION}/tbl_1/row_1#listing", "type") == ["Listing"]
    assert values(found, VERSION, "complete") == ["true"]


@pytest.mark.parametrize(
    ("change", "term", "readings"),
    [
        (("63 112,54", "63 112,45"), "price", ("63112.54", "63112.45")),
        (("D92.243.026", "D92.243.027"), "code", ("D92.243.026", "D92.243.027")),
    ],
)
def test_another_amount_or_code_is_a_conflict_and_no_tariff_line(
    change: tuple[str, str], term: str, readings: tuple[str, str]
) -> None:
    found = pair(TARIFFS, change)

    row = f"{PRICED}/tbl/row_1494-1"
    (conflict,) = [
        fact.subject
        for fact in found.facts
        if fact.value == "Conflict" and fact.subject.startswith(row) and fact.term.name == "type"
    ]
    assert conflict.endswith(term)
    assert tuple(facts_of(found, conflict)[each].value for each in ("reading", "otherReading")) == readings
    assert facts_of(found, f"{row}#tariff") == {}
    assert facts_of(found, f"{PRICED}/tbl/row_1494-2#tariff") != {}


def test_another_registration_is_a_conflict_of_the_act_with_itself() -> None:
    found = pair(LIST, ("2022 жылғы 6 қаңтарда № 26398", "2022 жылғы 6 қаңтарда № 26389"))

    conflict = facts_of(found, f"{ORDER}#conflict-registration")
    assert (conflict["reading"].value, conflict["otherReading"].value) == ("26398", "26389")
    assert "registration" not in facts_of(found, ORDER)
    assert codes_of(found) == ["KZ-LNK-005"] * 2


def test_a_second_text_in_one_language_is_refused() -> None:
    other = replace(act(LIST, "kk", ("33 37.51 Жүректі", "33 37.52 Жүректі")), language="kk")
    other = replace(other, source=replace(other.source, name="other.md"))
    found = linked(act(LIST, "kk"), other)

    assert values(found, f"{VERSION}/tbl_3/row_33#listing", "procedure") == [f"{DEFAULT_BASE}code/mkb9/37.51"]
    (problem,) = [each for each in found.diagnostics if each.problem.code == "KZ-LNK-004"]
    assert problem.file == "other.md"
    assert f"{LIST}/kk.md" in problem.problem.message


def test_the_order_of_the_texts_changes_only_which_reading_stands_first() -> None:
    kazakh, russian = act(LIST, "kk"), act(LIST, "ru", ("33 37.51 Жүректі", "33 37.52 Жүректі"))
    one, other = linked(kazakh, russian), linked(russian, kazakh)

    def said(found: Linked) -> set[tuple[str, str, str, str | None]]:
        return {
            (fact.subject, fact.term.name, fact.value, fact.language)
            for fact in found.facts
            if "#conflict" not in fact.subject
        }

    assert said(one) == said(other)
