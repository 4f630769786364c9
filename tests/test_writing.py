"""Synthetic acts: what is written is read again, fact by fact, in both languages and every form."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.act_json import as_json
from graph.diagnostic import Severity
from graph.iri import Names
from graph.reading.parse import parse
from graph.source import decode
from tests.damage import check_invariants
from tests.seed_acts import lexicon
from tests.writing.corpus import Order, write_corpus
from tests.writing.draw import draw
from tests.writing.facts import citations_of, differences, facts_of
from tests.writing.forms import FORMS, write
from tests.writing.plan import Plan
from tests.writing.wording import LANGUAGES

SEEDS = range(60)
NO_WITNESS = {"KZ-REQ-009"}
"""Reported of every text that leaves out its own requisites, as those of the git corpus do."""


@cache
def plan_of(seed: int) -> Plan:
    return draw(seed)


def fits(plan: Plan, form: str) -> bool:
    """Whether a form can print an act: text of a PDF has lists alone, plain text no tables."""
    return {"printed": plan.printable, "plain": not plan.drawn}.get(form, True)


def cases() -> Iterator[tuple[int, str, str]]:
    return (
        (seed, language, form)
        for seed in SEEDS
        for language in LANGUAGES
        for form in FORMS
        if fits(plan_of(seed), form)
    )


@cache
def reading(seed: int, language: str, form: str) -> Any:
    act = parse(decode(write(plan_of(seed), language, form).encode(), f"{seed}"), lexicon())
    check_invariants(act)
    return as_json(act, Names())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read(language: str, form: str) -> None:
    """Every fact of the plan, and nothing above a note."""
    wrong = {}
    for seed, *other in cases():
        if other == [language, form]:
            found = reading(seed, language, form)
            wrong[seed] = [*differences(facts_of(plan_of(seed), language, form), found), *_warnings(found, form)]
    wrong = {seed: each for seed, each in wrong.items() if each}
    assert not wrong, "\n".join(f"seed {seed}: {line}" for seed, each in wrong.items() for line in each[:3])


def _warnings(found: Any, form: str) -> Iterator[str]:
    for each in found["diagnostics"]:
        if each["severity"] != Severity.NOTE and not (form == "markdown" and each["code"] in NO_WITNESS):
            yield f"line {each['line']}: {each['code']} {each['message']}: {each['found']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_that_is_changed_is_cited(language: str) -> None:
    for seed in SEEDS:
        cited = {
            (each["issuer"], each["date"], each["number"], each["registration"])
            for each in reading(seed, language, "page")["citations"]
        }
        assert citations_of(plan_of(seed)) <= cited, seed


@pytest.mark.parametrize("form", FORMS)
def test_both_languages_say_the_same(form: str) -> None:
    """The same name of the act, the same codes and amounts, the same effects, whatever the language."""
    for seed in SEEDS:
        if fits(plan_of(seed), form):
            kazakh, russian = (_without_words(reading(seed, language, form)) for language in LANGUAGES)
            assert kazakh == russian, seed


def _without_words(found: Any) -> object:
    rows = [row for appendix in found["appendices"] for table in appendix["tables"] for row in table["rows"]]
    return (
        found["iri"],
        [(row["number"], row["code"], [(each["role"], each["amount"]) for each in row["prices"]]) for row in rows],
        [(each["operation"], each["scope"], each["by"], each["target"]["element"]) for each in found["effects"]],
        {key: found["commencement"][key] for key in ("rule", "days", "date", "applies_from")},
    )


def test_one_seed_gives_one_text() -> None:
    for seed in SEEDS[:10]:
        assert write(draw(seed), "kk", "page") == write(draw(seed), "kk", "page")
    assert len({write(plan_of(seed), "ru", "markdown") for seed in SEEDS}) == len(SEEDS)


def test_the_plans_have_every_kind_of_fact() -> None:
    """Else the round trip would prove less than it says."""
    found = [facts_of(plan_of(seed), "ru", "page") for seed in SEEDS]
    effects = {(each["operation"], each["scope"]) for facts in found for each in facts["effects"]}
    assert effects == {
        ("substitution", "element"),
        ("insertion", "element"),
        ("insertion", "rows"),
        ("replacement", "words"),
        ("repeal", "element"),
        ("repeal", "act"),
        ("suspension", "act"),
    }
    assert {facts["commencement"]["rule"] for facts in found} == {
        "after-first-publication",
        "from-first-publication",
        "from-day-after-first-publication",
        "on-date",
        "on-signature",
    }
    assert any(facts["commencement"]["applies_from"] for facts in found)
    assert any(each.get("amendments") for facts in found for each in facts["notes"])
    tables = [table for facts in found for each in facts["appendices"] for table in each["tables"]]
    assert {len(table["sections"]) for table in tables} >= {1, 2}
    assert any(section["code"] for table in tables for section in table["sections"])


def test_a_wrong_reading_is_seen() -> None:
    """The comparison can fail: a fact changed by hand is named by its path."""
    seed = next(seed for seed in SEEDS if plan_of(seed).kind == "approve")
    found = reading(seed, "kk", "page")
    expected = facts_of(plan_of(seed), "kk", "page")
    expected["requisites"][0]["number"] = "0"
    assert next(differences(expected, found)).startswith(".requisites[0].number: expected '0'")


def test_a_corpus_has_chains_of_changes(tmp_path: Path) -> None:
    folders = list(write_corpus(Order(acts=40, rows=4, seed=7), tmp_path / "one"))
    again = list(write_corpus(Order(acts=40, rows=4, seed=7), tmp_path / "two"))
    assert [(each / "kaz.md").read_bytes() for each in folders] == [(each / "kaz.md").read_bytes() for each in again]
    assert len(folders) == 40
    assert all(
        sorted(each.name for each in folder.iterdir()) == ["kaz.md", "meta.yaml", "rus.md"] for folder in folders
    )
    targets = [re.findall(r"> \*№ (.+) бұйрығына\*", (each / "kaz.md").read_text()) for each in folders]
    reworded = [each[1] for each in targets if len(each) == 2]
    assert len(reworded) > len(set(reworded)) > 1
