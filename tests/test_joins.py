"""Parts of acts that are one under two names: the curated file, and what it does to names."""

from pathlib import Path

import pytest

from graph.iri import DEFAULT_BASE
from graph.joins import JOINS_FILE, load_joins
from graph.seedfile import SeedError
from tests.changing import ANNEX, BASE, SEEDS, TARIFFS

HEAD = "act\telement\tis\treason\n"
ACT = "eli/kz/moh/order/2020/10/30/qr-dsm-170-2020"


def test_the_tariffs_are_appendix_7() -> None:
    (join,) = load_joins(SEEDS, DEFAULT_BASE).by_name.values()

    assert (join.named, join.held) == (TARIFFS, ANNEX)
    assert "appendix 7" in join.reason


@pytest.mark.parametrize(
    ("part", "joined"),
    [
        (TARIFFS, ANNEX),
        (f"{TARIFFS}/pt_3/spt_1", f"{ANNEX}/pt_3/spt_1"),
        (ANNEX, ANNEX),
        (f"{TARIFFS}2", f"{TARIFFS}2"),
        (f"{BASE}/pt_1", f"{BASE}/pt_1"),
        ("urn:elsewhere", "urn:elsewhere"),
    ],
)
def test_what_stands_in_a_joined_part_is_joined_too(part: str, joined: str) -> None:
    assert load_joins(SEEDS, DEFAULT_BASE).part(part) == joined


def test_a_join_of_a_part_that_is_not_held_is_none() -> None:
    joins = load_joins(SEEDS, DEFAULT_BASE)

    assert joins.where_held({ANNEX}).part(TARIFFS) == ANNEX
    assert joins.where_held({f"{BASE}/annex_1"}).part(TARIFFS) == TARIFFS


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("urn:act\ttariffs\tannex_7\twhy\n", "'urn:act'"),
        (f"{ACT}\tТарифтер\tannex_7\twhy\n", "'Тарифтер'"),
        (f"{ACT}\ttariffs\tannex 7\twhy\n", "'annex 7'"),
        (f"{ACT}\ttariffs\tannex_7\t\n", "no reason"),
        (f"{ACT}\ttariffs\tannex_7\twhy\n{ACT}\ttariffs\tannex_8\twhy\n", f"{ACT} tariffs again"),
        (f"{ACT}\ttariffs\ttariffs\twhy\n", "tariffs is tariffs"),
        (f"{ACT}\ttariffs\tannex_7\twhy\n{ACT}\tannex_7\ttariffs\twhy\n", "annex_7 is tariffs"),
        (f"{ACT}\ttariffs\tannex_7\twhy\n{ACT}\tannex_7\tannex_8\twhy\n", "annex_7 is annex_8"),
    ],
)
def test_a_line_that_breaks_the_contract_is_refused(tmp_path: Path, lines: str, found: str) -> None:
    (tmp_path / JOINS_FILE).write_text(HEAD + lines, encoding="utf-8")

    with pytest.raises(SeedError) as caught:
        load_joins(tmp_path, DEFAULT_BASE)
    assert caught.value.found == found
    assert caught.value.line == HEAD.count("\n") + lines.count("\n")
