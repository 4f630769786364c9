"""A part that acts call by its title and its text by a number has one history: № 524 on a held list of tariffs."""

from datetime import date
from pathlib import Path

import pytest

from graph.build import Graph, build
from graph.days.chain import chain_of
from graph.days.law import Certainty
from graph.days.standing import standing_on
from graph.history.changelog import changes
from graph.history.difference import ChangeKind, difference
from graph.history.state import entries_at
from graph.history.timeline import timeline
from graph.stores.entity import Entity
from graph.stores.query import Query
from schema.api import execute, make_schema
from tests.changing import ANNEX, TARIFFS, base_act, row, seeds_with
from tests.published import publish

MADE, INSERTED = f"{ANNEX}/made", f"{TARIFFS}/by/2025-08-09-524"
LAST = 1496


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    rows = [row(str(number)) for number in range(1, LAST + 1)]
    seeds: Path = seeds_with(tmp_path_factory.mktemp("one"), base_act(rows))
    days = ("2020/10/30/qr-dsm-170-2020\t2020-11-05", "2025/08/09/524\t2025-08-16")
    return build(publish(seeds, *(f"eli/kz/moh/order/{each}\ttest" for each in days)))


def entity(graph: Graph, iri: str) -> Entity:
    found = graph.store.get(iri)
    assert found is not None
    return found


def test_the_law_as_the_last_version_has_it_is_the_whole_list(graph: Graph) -> None:
    law = chain_of(entity(graph, INSERTED)).law("TariffLine", Certainty.CERTAIN)
    found = {each.iri for each in graph.store.find(Query("TariffLine", law)).items}
    assert found == {each.iri for each in entries_at(graph.store, entity(graph, INSERTED))}
    assert len(found) == LAST + 3


@pytest.mark.parametrize("part", [ANNEX, TARIFFS])
def test_either_name_leads_to_all_versions(graph: Graph, part: str) -> None:
    named = entity(graph, part)
    assert [each.version.iri for each in changes(graph.store, of=named)] == [INSERTED, MADE]
    assert [each.subject.iri for each in timeline(named, graph.store).spans] == [MADE, INSERTED]
    for day, version in ((date(2020, 11, 16), MADE), (date(2025, 8, 26), MADE), (date(2025, 8, 27), INSERTED)):
        standing = standing_on(graph.store, named, day).version
        assert standing is not None
        assert standing.iri == version


def test_what_the_order_put_in_is_the_difference(graph: Graph) -> None:
    found = difference(graph.store, entity(graph, MADE), entity(graph, INSERTED))
    assert (found.complete, found.unchanged, found.counts) == (True, LAST, {ChangeKind.ADDED: 3})
    assert {each.row.values["row"] for each in found.changes} == {"1494-1", "1494-2", "1494-3"}


def test_a_comparison_may_be_asked_of_either_name(graph: Graph) -> None:
    query = '{{ diff(of: "{}", from: {{version: "{}"}}, to: {{date: "2025-09-01"}}) {{ after {{ iri }} unchanged }} }}'
    for part in (ANNEX, TARIFFS):
        found = execute(make_schema(graph), query.format(part, MADE))
        assert found["data"]["diff"] == {"after": {"iri": INSERTED}, "unchanged": LAST}
