"""Which part of an act an effect changes: invented acts, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from graph.act import Effect, ElementStep
from graph.build import make_testimony, together
from graph.facts.home import Homes
from graph.facts.link import Linked, link_texts
from graph.iri import DEFAULT_BASE, Names
from graph.reading.parse import parse
from graph.source import decode
from tests.seed_acts import lexicon
from tests.test_effects import APPROVED, CITED, FIRST, HEAD
from tests.test_identity import NAMES, SPAN, act, citation, codes_of, requisites, values

SEVEN = f"{DEFAULT_BASE}eli/kz/moh/order/2020/05/05/7"
NINE = f"{DEFAULT_BASE}eli/kz/moh/order/2021/01/01/9"
NAMED = ElementStep("named", (), "Правилах учета")
POINT = ElementStep("point", ("2",), "пункт 2")
REWORD = {
    "ru": "пункт 2 изложить в следующей редакции:\n\n«2. Учет ведется ежедневно.»;",
    "kk": "2-тармақ мынадай редакцияда жазылсын:\n\n«2. Есеп күн сайын жүргізіледі.»;",
}


def read(language: str, *paragraphs: str) -> Linked:
    """The facts of order № 9, whose first point changes order № 7 by some paragraphs."""
    return linked((language, paragraphs))


def linked(*texts: tuple[str, tuple[str, ...]]) -> Linked:
    testimonies, sources = [], {}
    for language, paragraphs in texts:
        words = "\n\n".join((HEAD[language], FIRST[language].format(CITED[language]), *paragraphs))
        one = parse(decode(words.encode(), f"{language}.md"), lexicon())
        stated = requisites("9", signed=date(2021, 1, 1), span=SPAN)
        named = replace(one, requisites=(stated,))
        found = make_testimony(named, NAMES, lexicon().vocab, Homes(DEFAULT_BASE))
        assert found is not None
        testimonies.append(found)
        sources[found.text.file] = one.source
    return link_texts(testimonies, together(Names()), sources)


def stated(*steps: ElementStep, scope: str = "element", element: str | None = "…") -> Linked:
    """The facts of an effect on the part of order № 7 that steps lead to."""
    effect = Effect(
        "substitution", scope, "изложить", "point 1", citation("7", signed=date(2020, 5, 5)), element, "words", None,
        None, SPAN, steps=steps,
    )  # fmt: skip
    return linked_effects(effect)


def linked_effects(*effects: Effect) -> Linked:
    one = act("a", requisites("9", signed=date(2021, 1, 1)), language="ru", effects=effects)
    found = make_testimony(one, NAMES, lexicon().vocab, Homes(DEFAULT_BASE))
    assert found is not None
    return link_texts([found], together(NAMES), {found.text.file: one.source})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_point_of_approved_rules_is_no_point_of_the_order(language: str) -> None:
    found = read(language, APPROVED[language], REWORD[language])

    effect = f"{NINE}/effect/1"
    assert values(found, effect, "target") == [f"{SEVEN}/rules/pt_2"]
    assert values(found, effect, "targetAct") == [SEVEN]
    assert values(found, effect, "result") == [f"{SEVEN}/rules/pt_2/by/2021-01-01-9"]
    assert values(found, effect, "applied") == ["true"]
    assert values(found, f"{SEVEN}/rules/pt_2", "parent") == [f"{SEVEN}/rules"]
    assert values(found, f"{SEVEN}/rules", "parent") == [SEVEN]
    assert values(found, f"{SEVEN}/rules", "number") == []
    assert "Rules" in values(found, f"{SEVEN}/rules", "labels")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_point_without_a_container_is_of_the_order(language: str) -> None:
    found = read(language, REWORD[language])

    assert values(found, f"{NINE}/effect/1", "target") == [f"{SEVEN}/pt_2"]


def test_two_languages_name_one_target() -> None:
    found = linked(*((each, (APPROVED[each], REWORD[each])) for each in ("kk", "ru")))

    assert values(found, f"{NINE}/effect/1", "target") == [f"{SEVEN}/rules/pt_2"]
    assert not [fact for fact in found.facts if fact.value == "Conflict"]


def test_two_languages_that_name_two_targets_name_none() -> None:
    found = linked(("kk", (APPROVED["kk"], REWORD["kk"])), ("ru", (REWORD["ru"],)))

    effect = f"{NINE}/effect/1"
    assert [values(found, effect, term) for term in ("target", "result", "applied")] == [[], [], []]
    assert values(found, effect, "targetAct") == [SEVEN]
    assert [each for each in codes_of(found) if each.startswith("KZ-LNK")] == ["KZ-LNK-005"] * 2


def test_the_appendix_to_the_said_act_is_its_appendix() -> None:
    found = read("ru", "в приложении к указанному приказу:", REWORD["ru"])

    assert values(found, f"{NINE}/effect/1", "target") == [f"{SEVEN}/annex/pt_2"]


@pytest.mark.parametrize(
    ("steps", "target"),
    [
        ((NAMED, POINT), "rules/pt_2"),
        ((ElementStep("appendix", ("3",), "приложении 3"), POINT), "annex_3/pt_2"),
        ((NAMED, ElementStep("appendix", ("1",), "приложение 1")), "rules/annex_1"),
        ((ElementStep("named", (), "Положении о комитете"), POINT), "regulation/pt_2"),
        ((ElementStep("named", (), "Типовом положении о комитете"), POINT), "regulation/pt_2"),
        ((ElementStep("named", (), "туманностях комитета"), POINT), None),
        ((ElementStep("appendix", ("3",), "приложении 3"), NAMED, POINT), None),
        ((NAMED, ElementStep("point", ("2", "3"), "пункты 2 и 3")), None),
        ((NAMED, ElementStep("title", (), "заголовок")), None),
        ((NAMED, ElementStep("section", (), "разделе «Общее»"), POINT), None),
    ],
)
def test_what_is_not_certain_has_no_name(steps: tuple[ElementStep, ...], target: str | None) -> None:
    found = stated(*steps)

    effect = f"{NINE}/effect/1"
    assert values(found, effect, "target") == ([f"{SEVEN}/{target}"] if target else [])
    assert values(found, effect, "targetAct") == [SEVEN]
    assert values(found, effect, "element") == ["words"]
    assert ("KZ-LNK-010" in codes_of(found)) is (target is None)
    assert len([each for each in found.facts if each.value == "Version"]) == (target is not None)


def test_rows_and_words_change_what_holds_them() -> None:
    column = ElementStep("column", ("2",), "графе 2")
    found = stated(ElementStep("appendix", (), "приложении"), column, scope="rows")
    assert values(found, f"{NINE}/effect/1", "target") == [f"{SEVEN}/annex"]
    assert values(found, f"{NINE}/effect/1", "applied") == ["false"]

    everywhere = stated(scope="words", element=None)
    assert values(everywhere, f"{NINE}/effect/1", "target") == [SEVEN]
    assert values(everywhere, f"{NINE}/effect/1", "result") == []


def test_two_lists_of_one_act_have_no_names() -> None:
    lists = ("Перечне услуг", "Перечень препаратов", "Перечне")
    effects = [
        Effect("substitution", "element", "изложить", f"point {at}", citation("7"), words, words, None, None, SPAN,
               steps=(ElementStep("named", (), words),))
        for at, words in enumerate(lists, 1)
    ]  # fmt: skip
    found = linked_effects(*effects)
    assert [values(found, f"{NINE}/effect/{at}", "target") for at in (1, 2, 3)] == [[], [], []]

    alike = linked_effects(effects[0], effects[2])
    assert len(values(alike, f"{NINE}/effect/1", "target") + values(alike, f"{NINE}/effect/3", "target")) == 2


def test_only_new_text_that_was_read_whole_is_applied() -> None:
    found = read("ru", "пункт 2 изложить в следующей редакции:\n\n«2. Учет ведется")

    assert values(found, f"{NINE}/effect/1", "target") == [f"{SEVEN}/pt_2"]
    assert values(found, f"{NINE}/effect/1", "applied") == ["false"]
