"""The graph of the two seed acts, and what becomes of it when a third one joins."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from graph.build import Graph, build
from graph.fact import Basis, Fact
from graph.iri import DEFAULT_BASE
from tests.amended import amended_graph

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
ORDER = f"{DEFAULT_BASE}eli/kz/moh/order/"
LIST_ORDER = f"{ORDER}2021/12/31/qr-dsm-141"
LIST = f"{ORDER}2020/10/16/qr-dsm-134-2020/annex_2"
VERSION = f"{LIST}/by/2021-12-31-qr-dsm-141"
TARIFF_ORDER = f"{ORDER}2025/08/09/524"
TARIFFS = f"{ORDER}2020/10/30/qr-dsm-170-2020/tariffs"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(SEEDS)


def values(graph: Graph, subject: str, term: str) -> set[str]:
    return {fact.value for fact in graph.facts if (fact.subject, fact.term.name) == (subject, term)}


def about(graph: Graph, subject: str, term: str) -> Fact:
    (found,) = [fact for fact in graph.facts if (fact.subject, fact.term.name) == (subject, term)]
    return found


def codes_of(graph: Graph, table: str) -> set[str]:
    """The codes that a table of the law lists."""
    listings = {fact.subject for fact in graph.facts if fact.term.name == "table" and fact.value == table}
    prefix = f"{graph.base}code/mkb9/"
    return {
        fact.value.removeprefix(prefix)
        for fact in graph.facts
        if fact.term.name == "procedure" and fact.subject in listings
    }


def test_the_tables_against_each_other(graph: Graph) -> None:
    one, two, three = (codes_of(graph, f"{VERSION}/tbl_{number}") for number in "123")

    assert (len(one), len(two), len(three), len(one | two | three)) == (29, 6, 74, 80)
    assert (len(one & three), len(one & two), len(two & three)) == (25, 4, 0)
    assert two - one - three == {"92.291", "92.321"}


def test_a_listing_is_law_of_the_amended_act_with_row_and_caption_of_the_amending_act(graph: Graph) -> None:
    listing = f"{VERSION}/tbl_3/row_33#listing"

    assert values(graph, listing, "procedure") == {f"{graph.base}code/mkb9/37.51"}
    assert values(graph, listing, "act") == {LIST.removesuffix("/annex_2")}
    assert values(graph, listing, "regimes") == {f"{graph.base}concept/regime/osms"}
    assert values(graph, listing, "admission") == {f"{graph.base}concept/admission/planned"}
    quotes = about(graph, listing, "regimes").quotes
    assert [quote.locator for quote in quotes] == ["table 3, row 33", "caption of table 3"]
    assert quotes[0].text == "33 37.51 Жүректі трансплантаттау"
    assert (quotes[0].start, quotes[0].end) == (8436, 8468)
    assert quotes[0].file == f"{LIST_ORDER}/made/kaz/txt"


def test_what_a_heading_leaves_out_is_quoted_from_the_caption(graph: Graph) -> None:
    for subject in (f"{VERSION}/tbl_1/row_26#listing", f"{VERSION}/tbl_1#from_26"):
        for term in ("regimes", "admission"):
            *_, caption, heading = about(graph, subject, term).quotes
            assert (caption.locator, heading.locator) == ("caption of table 1", "section heading of table 1")
            assert caption.text.startswith("1-кесте. ")
            assert heading.text.startswith("Консультациялық-диагностикалық")


def test_a_regime_whose_full_name_is_not_printed_is_inferred(graph: Graph) -> None:
    listing = f"{VERSION}/tbl_2/row_1#listing"
    found = {
        fact.value.rpartition("/")[2]: fact.basis
        for fact in graph.facts
        if fact.subject == listing and fact.term.name == "regimes"
    }

    assert found == {"gobmp": Basis.PRINTED, "osms": Basis.INFERRED}


@pytest.mark.parametrize(
    ("row", "service", "price", "printed", "unit"),
    [
        ("1494-1", "D92.243.026", "63112.54", "63 112,54", {"1 сеанс"}),
        ("1494-2", "D92.330.001", "1081701.27", "1 081 701, 27", {"1 сеанс"}),
        ("1494-3", "C04.005.010", "257529.98", "257 529,98", set()),
    ],
)
def test_tariff_lines(graph: Graph, row: str, service: str, price: str, printed: str, unit: set[str]) -> None:
    line = f"{TARIFFS}/by/2025-08-09-524/tbl/row_{row}#tariff"

    assert values(graph, line, "service") == {f"{graph.base}code/tariff/{service}"}
    assert values(graph, line, "price") == {price}
    assert values(graph, line, "priceAsPrinted") == {printed}
    assert values(graph, line, "unit") == unit
    assert values(graph, line, "appliesFrom") == {"2025-08-01"}
    assert {value.rpartition("/")[2] for value in values(graph, line, "regimes")} == {"gobmp", "osms"}
    assert about(graph, line, "currency").basis is Basis.INFERRED


def test_entry_into_force_is_unknown_and_says_why(graph: Graph) -> None:
    commencement = f"{TARIFF_ORDER}#commencement"

    assert values(graph, commencement, "rule") == {"after-first-publication"}
    assert values(graph, commencement, "days") == {"10"}
    assert values(graph, commencement, "entryIntoForce") == set()
    assert "no held text prints" in about(graph, commencement, "reason").value
    assert values(graph, TARIFF_ORDER, "signed") == {"2025-08-09"}


def test_what_an_act_changes_in_which_act_by_which_point_with_what_text(graph: Graph) -> None:
    effect = f"{LIST_ORDER}/effect/1"

    assert values(graph, effect, "operation") == {f"{graph.base}concept/operation/substitution"}
    assert values(graph, effect, "targetAct") == {LIST.removesuffix("/annex_2")}
    assert values(graph, effect, "target") == {LIST}
    assert values(graph, effect, "by") == {f"{LIST_ORDER}/pt_1"}
    assert values(graph, effect, "content") == {f"{LIST_ORDER}/annex"}
    assert values(graph, effect, "result") == {VERSION}
    assert values(graph, effect, "applied") == {"true"}
    assert values(graph, f"{TARIFF_ORDER}/effect/1", "applied") == {"false"}
    assert values(graph, f"{TARIFF_ORDER}/effect/1", "retroactive") == {"true"}


def test_cited_acts_are_nodes_that_are_not_held(graph: Graph) -> None:
    stated = (fact for fact in graph.facts if fact.term.name == "held" and "/by/" not in fact.subject)
    held = {fact.subject.removeprefix(ORDER): fact.value for fact in stated}

    assert held == {
        "2021/12/31/qr-dsm-141": "true",
        "2025/08/09/524": "true",
        "2020/10/16/qr-dsm-134-2020": "false",
        "2020/10/30/qr-dsm-170-2020": "false",
    }
    assert values(graph, f"{ORDER}2020/10/30/qr-dsm-170-2020", "registration") == {"21550"}
    assert values(graph, TARIFF_ORDER, "registration") == set()


def test_five_codes_have_different_names_in_different_tables(graph: Graph) -> None:
    prefix = f"{graph.base}code/mkb9/"
    names: dict[str, set[str]] = {}
    procedures = {fact.subject: fact.value for fact in graph.facts if fact.term.name == "procedure"}
    for fact in graph.facts:
        if fact.term.name == "nameAsPrinted" and fact.subject in procedures:
            names.setdefault(procedures[fact.subject].removeprefix(prefix), set()).add(fact.value)

    assert {code for code, found in names.items() if len(found) > 1} == {"00.50", "03.7993", "35.23", "35.84", "81.042"}


def test_the_conflict_of_the_two_languages_is_reported_and_settles_nothing(graph: Graph) -> None:
    conflict = f"{VERSION}/tbl_1/row_5#conflict-ru"

    assert values(graph, conflict, "reading") == {"35.21"}
    assert values(graph, conflict, "otherReading") == {"35.2"}
    row = f"{VERSION}/tbl_1/row_5"
    assert values(graph, conflict, "about") == {row, f"{row}#listing", f"{graph.base}code/mkb9/35.21"}
    assert graph.counts["Conflict"] == 1
    assert graph.store.get(f"{graph.base}code/mkb9/35.2") is None


def test_every_quote_is_found_at_its_place(graph: Graph) -> None:
    texts = {
        f"{ORDER}{key}/made/kaz/txt": act.source.text
        for key, act in zip(("2021/12/31/qr-dsm-141", "2025/08/09/524"), graph.acts, strict=True)
    }
    quotes = {quote for fact in graph.facts for quote in fact.quotes}

    assert len(quotes) > 150
    assert all(texts[quote.file][quote.start : quote.end] == quote.text for quote in quotes)


def test_a_fact_that_claims_to_be_printed_has_a_quote(graph: Graph) -> None:
    bare = [fact for fact in graph.facts if fact.basis in {Basis.PRINTED, Basis.REPAIRED} and not fact.quotes]

    assert {fact.term.name for fact in bare} <= {"enactingWord", "reading"}


def test_an_inferred_or_curated_link_of_meaning_has_its_reason(graph: Graph) -> None:
    weighed = {"kinds", "currency"}
    silent = [fact for fact in graph.facts if fact.term.name in weighed and not fact.reason]

    assert silent == []


def test_no_statement_is_made_twice(graph: Graph) -> None:
    counts = Counter((fact.subject, fact.term.name, fact.value, fact.language) for fact in graph.facts)

    assert max(counts.values()) == 1


def test_the_same_seeds_give_the_same_graph_whatever_the_hash_seed(graph: Graph) -> None:
    command = "from pathlib import Path; from graph.build import build; print(build(Path('seeds')).facts)"
    environment = {**os.environ, "PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"}
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{graph.facts}\n"


def test_another_base_changes_names_and_nothing_else(graph: Graph) -> None:
    other = build(SEEDS, "https://example.org/law/")

    mine = {(fact.subject, fact.term.name, fact.value) for fact in graph.facts}
    theirs = {
        tuple(
            part.replace("https://example.org/law/", DEFAULT_BASE)
            for part in (fact.subject, fact.term.name, fact.value)
        )
        for fact in other.facts
    }
    assert mine == theirs


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return amended_graph(tmp_path_factory.mktemp("amended"))


def test_a_second_version_never_mixes_with_the_first(amended: Graph) -> None:
    later = f"{LIST}/by/2022-05-05-qr-dsm-199"

    assert values(amended, f"{VERSION}/tbl_3/row_74#listing", "procedure") == {f"{amended.base}code/mkb9/99.791"}
    assert values(amended, f"{later}/tbl_3/row_74#listing", "procedure") == set()
    assert amended.counts["Listing"] == 109 + 108
    assert amended.counts["Version"] == 3
    assert [each for each in amended.diagnostics if each.severity != "note"] == []


def test_the_newest_held_version_is_current(amended: Graph) -> None:
    later = f"{LIST}/by/2022-05-05-qr-dsm-199"

    assert values(amended, VERSION, "current") == {"false"}
    assert values(amended, later, "current") == {"true"}
    assert values(amended, f"{VERSION}/tbl_3/row_33#listing", "current") == {"false"}
    assert values(amended, f"{later}/tbl_3/row_33#listing", "current") == {"true"}
    assert values(amended, f"{TARIFFS}/by/2025-08-09-524", "current") == {"true"}


def test_a_version_with_an_error_in_it_is_not_complete_and_says_nothing_of_what_was_not_read(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    copytree(SEEDS, seeds)
    (path,) = seeds.glob("acts/*141/act.txt")
    text = path.read_text(encoding="utf-8").replace("1-кесте. Шұғыл емдеуге", "1-кесте. Кейбір емдеуге")
    path.write_text(text, encoding="utf-8")

    damaged = build(seeds)

    assert values(damaged, VERSION, "complete") == {"false"}
    assert values(damaged, VERSION, "current") == {"true"}
    assert values(damaged, f"{VERSION}/tbl_1/row_1", "codeAsPrinted") == {"00.50"}
    assert values(damaged, f"{VERSION}/tbl_1/row_1#listing", "type") == set()
    assert damaged.counts["Listing"] == 80
    errors = {each.problem.code for each in damaged.diagnostics if each.severity == "error"}
    assert errors == {"KZ-TAB-003", "KZ-TAB-004"}


def test_what_a_heading_leaves_to_its_caption_is_inferred(graph: Graph) -> None:
    inherited, printed = (about(graph, f"{VERSION}/tbl_1/row_{row}#listing", "admission") for row in (26, 25))

    assert (inherited.value, inherited.basis) == (printed.value, Basis.INFERRED)
    assert printed.basis is Basis.PRINTED
    assert inherited.reason is not None
    assert {quote.locator for quote in inherited.quotes} >= {"caption of table 1", "section heading of table 1"}
