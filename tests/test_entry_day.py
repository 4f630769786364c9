"""The day of entry into force, computed from a publication, and the bound where there is none."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import Graph, build
from graph.calendar import CALENDAR, WORKING, day_after
from graph.fact import Basis, Fact
from graph.facts.entry_day import AFTER, FROM, NEXT, state_entry_days
from graph.facts.scribe import Scribe
from graph.iri import Names
from graph.publications import Publication, load_publications
from graph.seedfile import SeedError
from tests.published import published_seeds
from tests.world import SEEDS, say

BASE = "https://w3id.org/qamtu/"
ORDER = f"{BASE}eli/kz/moh/order/2021/12/31/qr-dsm-141"
PRICES = f"{BASE}eli/kz/moh/order/2025/08/09/524"
SIGNED, REGISTERED = date(2021, 12, 31), date(2022, 1, 6)


def stated(publication: date | None, **rule: str) -> tuple[dict[str, Fact], list[str]]:
    scribe = Scribe(Names(BASE), f"{BASE}seed/acts")
    told = say(ORDER, type_="Act", signed=str(SIGNED), registrationDate=str(REGISTERED))
    start = say(f"{ORDER}#commencement", type_="Commencement", **rule)
    published = Publication(publication, "a newspaper") if publication else None
    problems = state_entry_days(scribe, ORDER, (*told, *start), published)
    return {fact.term.name: fact for fact in scribe.facts}, [each.problem.code for each in problems]


@pytest.mark.parametrize(
    ("rule", "days", "kind", "published", "in_force"),
    [
        (AFTER, "10", CALENDAR, "2022-01-10", "2022-01-21"),
        (AFTER, "60", CALENDAR, "2022-01-10", "2022-03-12"),
        (FROM, "10", CALENDAR, "2022-01-10", "2022-01-20"),
        (FROM, None, None, "2022-01-10", "2022-01-10"),
        (NEXT, None, None, "2022-01-10", "2022-01-11"),
        # 8 and 21 to 23 March are holidays, 7 March was a day off instead of Saturday the 5th.
        (AFTER, "10", WORKING, "2022-03-04", "2022-03-25"),
        (AFTER, "1", WORKING, "2022-01-06", "2022-01-11"),
    ],
)
def test_a_publication_gives_a_day(
    rule: str, days: str | None, kind: str | None, published: str, in_force: str
) -> None:
    given_ = {key: value for key, value in (("rule", rule), ("days", days), ("dayKind", kind)) if value}
    facts, problems = stated(date.fromisoformat(published), **given_)
    assert facts["entryIntoForce"].value == in_force
    assert facts["published"].value == published
    assert facts["published"].basis is Basis.CURATED
    assert facts["published"].reason == "a newspaper"
    assert "notBefore" not in facts
    assert published in (facts["reason"].value or "")
    assert problems == []


def test_without_a_publication_there_is_a_bound_and_a_reason() -> None:
    facts, _ = stated(None, rule=AFTER, days="10", dayKind=CALENDAR)
    assert facts["notBefore"].value == "2022-01-17"
    assert "registered on 2022-01-06" in facts["reason"].value
    assert "entryIntoForce" not in facts


def test_words_that_do_not_say_which_days_give_no_day() -> None:
    facts, _ = stated(date(2022, 1, 10), rule=AFTER, days="10")
    assert {"entryIntoForce", "notBefore"} & facts.keys() == set()
    assert facts["reason"].value == "The words do not say how to count the days."


def test_no_act_is_published_before_it_is_registered() -> None:
    facts, problems = stated(REGISTERED - timedelta(1), rule=FROM)
    assert problems == ["KZ-PUB-001"]
    assert "published" not in facts
    assert facts["notBefore"].value == str(REGISTERED)
    assert stated(REGISTERED, rule=FROM)[1] == []


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.sampled_from((CALENDAR, WORKING)))
def test_more_days_never_end_earlier(first: date, days: int, kind: str) -> None:
    assert day_after(first, 0, kind) == first
    assert day_after(first, days, kind) <= day_after(first, days + 1, kind)
    assert day_after(first, days, CALENDAR) <= day_after(first, days, kind)


def value(graph: Graph, subject: str, term: str) -> str | None:
    return next((fact.value for fact in graph.facts if (fact.subject, fact.term.name) == (subject, term)), None)


def test_the_seeds_have_bounds_and_with_a_publication_days(tmp_path: Path) -> None:
    unpublished = build(SEEDS)
    assert value(unpublished, f"{ORDER}#commencement", "notBefore") == "2022-01-17"
    assert value(unpublished, f"{PRICES}#commencement", "notBefore") == "2025-08-20"
    line = f"{ORDER.removeprefix(BASE)}\t2022-01-10\tЕгемен Қазақстан"
    graph = build(published_seeds(tmp_path, line))
    assert value(graph, f"{ORDER}#commencement", "entryIntoForce") == "2022-01-21"
    assert value(graph, ORDER, "published") == "2022-01-10"
    assert value(graph, f"{PRICES}#commencement", "entryIntoForce") is None
    assert graph.data_version != unpublished.data_version


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("order/1\t2022-01-10\ta", "order/1"),
        ("eli/kz/moh/order/2021/12/31/1\t10.01.2022\ta", "10.01.2022"),
        ("eli/kz/moh/order/2021/12/31/1\t20220110\ta", "20220110"),
        ("eli/kz/moh/order/2021/12/31/1\t9999-12-31\ta", "9999-12-31"),
        ("eli/kz/moh/order/2021/12/31/1\t2022-01-10\t", "no source"),
        ("eli/kz/moh/order/2021/12/31/1\t2022-01-10\ta\neli/kz/moh/order/2021/12/31/1\t2022-01-11\ta", "again"),
    ],
)
def test_a_line_that_breaks_the_contract_is_refused(tmp_path: Path, line: str, found: str) -> None:
    with pytest.raises(SeedError, match=found) as refused:
        load_publications(published_seeds(tmp_path, line), BASE)
    assert refused.value.file.name == "publications.tsv"
