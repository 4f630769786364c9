"""Finding on the real seeds and on a large made-up store: words in any form, codes in any spelling, the ranking."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.finding.asked import Asked
from graph.finding.finder import Finder, Reason, Status
from graph.finding.lexicon import How, Lexicon
from graph.finding.passage import SEARCHED, Field
from graph.finding.spelling import Repair, Spelling
from graph.finding.word import Word, fold, letters, words
from graph.stores.entity import Entity
from tests.finding_queries import LATER, QUERIES
from tests.test_examples import graph

MISSED = {"шұғыл емдеуге жатқызу", "трансплантацию почек", "pancreas transplant"}
"""Queries of the lists whose first hit is another: a mode of admission has exactly that name; a vowel that flees; the
name of the group of the operation is nearer."""
ALL = (*QUERIES, *LATER)


@cache
def finder() -> Finder:
    return Finder(graph().store)


def name(entity: Entity) -> str:
    return entity.values.get("code") or entity.iri.rpartition("/")[2]


def found(text: str, *classes: str, unfinished: bool = True) -> list[str]:
    items = finder().results(Asked(text, classes, unfinished=unfinished)).items
    return [name(finder().index.items[item]) for item in items]


@pytest.mark.parametrize(("query", "expected"), [pair for pair in ALL if pair[0] not in MISSED])
def test_a_query_finds_first_what_it_asks_for(query: str, expected: str) -> None:
    assert found(query)[0] in expected.split()


def test_what_the_list_misses_is_known() -> None:
    assert {query for query, expected in ALL if found(query)[0] not in expected.split()} == MISSED


@pytest.mark.parametrize("query", ["жүректі трансплантаттау", "трансплантация сердца", "heart transplantation"])
def test_typing_letter_by_letter_leads_there_and_does_not_lose_it(query: str) -> None:
    held = ["37.51" in found(query[:length], "Procedure") for length in range(1, len(query) + 1)]
    assert all(held)
    assert found(query, "Procedure")[0] == "37.51"


@pytest.mark.parametrize(("begin", "first"), [("37.5", "37.5"), ("37.51", "37.51"), ("D92.2", "D92.243.026")])
def test_the_beginning_of_a_code_finds_it(begin: str, first: str) -> None:
    assert found(begin)[0] == first


def test_an_open_word_goes_on_and_a_closed_one_does_not() -> None:
    assert "37.51" in found("37.5")
    assert found("37.5 ") == ["37.5"]
    assert found("37.5", unfinished=False) == ["37.5"]


@pytest.mark.parametrize("field", ["labels", "listings"])
def test_every_name_of_a_procedure_finds_it_among_the_best(field: str) -> None:
    for procedure in graph().store.all("Procedure"):
        held = procedure.values[field]
        texts = held if field == "labels" else [text for row in held for text in row.values["nameAsPrinted"]]
        for text in texts:
            results = finder().results(Asked(text.value, ("Procedure",)))
            equal = [item for item, score in zip(results.items, results.scores, strict=True) if score == 1]
            assert procedure in [finder().index.items[item] for item in equal]


def test_every_code_resolves_to_what_has_it() -> None:
    for class_name in ("Procedure", "Service", "ProcedureGroup"):
        for entity in graph().store.all(class_name):
            status, (match,) = finder().resolve(entity.values["code"])
            assert (status, match.entity, match.reason) == (Status.EXACT, entity, Reason.CODE)
            assert finder().suggest(entity.values["code"]) == []


DAMAGED = {
    "3751": ("37.51", {Repair.PUNCTUATION}),
    "37,51": ("37.51", {Repair.PUNCTUATION}),
    "37.51.": ("37.51", {Repair.PUNCTUATION}),
    "375.1": ("37.51", {Repair.PUNCTUATION}),
    "37. 51": ("37.51", {Repair.SPACE}),
    "З7.51": ("37.51", {Repair.LOOK_ALIKE}),
    "4l.10": ("41.10", {Repair.LOOK_ALIKE}),
    "О0.50": ("00.50", {Repair.LOOK_ALIKE}),
    "41.1": ("41.10", {Repair.ZERO}),
    "1.53": ("01.53", {Repair.ZERO}),
    "153": ("01.53", {Repair.PUNCTUATION, Repair.ZERO}),
    "35.99": ("35.9900", {Repair.ZERO}),
    "С04.005.010": ("C04.005.010", {Repair.LOOK_ALIKE}),
    "c04.005.010": ("C04.005.010", {Repair.CASE}),
    "с04.005.010": ("C04.005.010", {Repair.CASE, Repair.LOOK_ALIKE}),
    "С04": ("C04.005.010", {Repair.LOOK_ALIKE, Repair.REST}),
    "D92 243 026": ("D92.243.026", {Repair.SPACE, Repair.PUNCTUATION}),
    "D92.243.26": ("D92.243.026", {Repair.ZERO}),
    "D92,243,O26": ("D92.243.026", {Repair.PUNCTUATION, Repair.LOOK_ALIKE}),
}


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_code_is_suggested_and_never_taken_for_the_code(text: str) -> None:
    code, repairs = DAMAGED[text]
    suggestion = finder().suggest(text)[0].suggestion
    assert (suggestion.code, set(suggestion.repairs)) == (code, repairs)
    assert suggestion.why.startswith(f"{code} may be meant: ")
    status, matches = finder().resolve(text)
    assert (status, matches[0].reason) == (Status.CANDIDATES, Reason.SPELLING)


@pytest.mark.parametrize("text", [text for text in DAMAGED if text not in {"41.1", "35.99", "c04.005.010", "37.51."}])
def test_a_damaged_code_finds_nothing(text: str) -> None:
    """But for beginnings of codes, small letters, and a full stop at the end of a sentence, which are no damage."""
    assert found(text) == []


@pytest.mark.parametrize("text", ["99.99", "12345", "D99.999.999", "сердце", "", "7"])
def test_what_is_near_no_code_is_no_suggestion(text: str) -> None:
    assert finder().suggest(text) == []


def test_resolution_guesses_nothing() -> None:
    expected = {
        "ҚР ДСМ-141": (Status.EXACT, Reason.NUMBER),
        "№ ҚР ДСМ - 141": (Status.EXACT, Reason.NUMBER),
        "26398": (Status.EXACT, Reason.NUMBER),
        "ТРАНСПЛАНТАЦИЯ СЕРДЦА": (Status.EXACT, Reason.NAME),
        "сердца трансплантация": (Status.CANDIDATES, Reason.WORDS),
        "жүрек": (Status.CANDIDATES, Reason.WORDS),
        "пересадка сердца": (Status.CANDIDATES, Reason.SOME_WORDS),
    }
    assert {text: (finder().resolve(text)[0], finder().resolve(text)[1][0].reason) for text in expected} == expected
    caption = graph().store.all("Table")[0].values["caption"][0].value
    status, matches = finder().resolve(caption)
    assert (status, len(matches)) == (Status.AMBIGUOUS, 2)
    assert finder().resolve("zzz") == (Status.NONE, [])


@given(st.text(max_size=30))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    asked = Asked(text)
    results = finder().results(asked)
    assert Finder(graph().store).results(asked) == results
    assert len(set(results.items)) == len(results.items)
    assert list(results.scores) == sorted(results.scores, reverse=True)
    assert all(0 < score <= 1 for score in results.scores)
    finder().resolve(text)


vocabulary = st.sampled_from(sorted({word for each in finder().index.passages for word in letters(each.value)}))


@given(st.lists(vocabulary, min_size=1, max_size=3), st.integers(1, 6))
def test_marks_lie_in_the_text_and_begin_words(chosen: list[str], length: int) -> None:
    asked = Asked(" ".join(chosen)[: -length or None] or chosen[0])
    results = finder().results(asked)
    for number in results.passages[:10]:
        text = finder().index.passages[number].value
        found = finder().marks(asked, text)
        starts = {word.start: word.end for word in words(text)}
        assert all(mark.start in starts and mark.start < mark.end <= starts[mark.start] for mark in found)
        assert found


@given(st.lists(vocabulary, min_size=1, max_size=3))
def test_a_strict_search_is_the_complete_part(chosen: list[str]) -> None:
    """A plain reading of what a hit is: each word is answered by a word of one of its texts."""
    asked = Asked(" ".join(chosen), ("Procedure",), strict=True, unfinished=False)
    lexicon = finder().index.lexicon
    alike = [
        {lexicon.words[n] for n in lexicon.alike(word, unfinished=False, strict=True)} for word in words(asked.text)
    ]
    expected = set()
    for item, entity in enumerate(finder().index.items):
        owned = [p for p, owner in zip(finder().index.passages, finder().index.owner, strict=True) if owner == item]
        held = {word for passage in owned for word in letters(passage.value)}
        if entity.type == "Procedure" and all(held & each for each in alike):
            expected.add(item)
    assert set(finder().results(asked).items) == expected


def test_languages_and_classes_narrow_the_search() -> None:
    russian = finder().results(Asked("трансплантация", languages=("ru",)))
    assert {finder().index.passages[each].language for each in russian.passages} == {"ru"}
    assert found("трансплантация", "ProcedureKind") == ["TRANSPLANTATION"]
    assert finder().results(Asked("37.51", languages=("en",))).items


def test_all_classes_that_are_searched_have_texts() -> None:
    held = {finder().index.items[item].type for item in finder().index.owner}
    assert held == set(SEARCHED)
    assert {passage.field for passage in finder().index.passages} == set(Field)


FORMS = [
    ("жүрек", "жүрегі", How.FORM),
    ("жүрек", "журек", How.FORM),
    ("бүйрек", "бүйректерінің", How.FORM),
    ("өкпе", "өкпенің", How.FORM),
    ("сердце", "сердца", How.FORM),
    ("lung", "lungs", How.FORM),
    ("кардиостимулятор", "электрокардиостимуляторды", How.INSIDE),
    ("трансплантация", "транслантация", How.SIMILAR),
    ("трансплантация", "транспорт", None),
    ("сердце", "середина", None),
    ("тері", "терапия", None),
    ("по", "почек", None),
    ("год", "города", None),
    ("35.1", "35.11", None),
]


@pytest.mark.parametrize(("one", "other", "how"), FORMS)
def test_forms_of_a_word(one: str, other: str, how: How | None) -> None:
    alike = Lexicon([other]).alike(Word(one, 0, len(one)), unfinished=False)
    assert [each.how for each in alike.values()] == ([how] if how else [])


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words(text))


@given(st.text(alphabet="0123456789DС.,OО lЗ", max_size=22))
def test_suggestions_are_codes_that_exist_with_a_reason(text: str) -> None:
    known = ["37.51", "37.5", "41.10", "00.50", "35.9900", "D92.243.026", "C04.005.010"]
    for each in Spelling(known).suggest(text):
        assert each.code in known
        assert each.code != text
        assert each.repairs
