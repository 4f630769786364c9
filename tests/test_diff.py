"""``diff`` and ``changes`` in GraphQL, on the seeds with a later order, and on small laws."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import Graph
from graph.history.changelog import changes
from schema.api import Schema, execute, make_schema
from tests.amended import amended_graph
from tests.asking import data_of
from tests.chains import PART, Line, State, chain, version_iri

LAW = "https://w3id.org/qamtu/eli/kz/moh/order/2020/10/16/qr-dsm-134-2020"
LIST = f"{LAW}/annex_2"
FIRST, LATER = f"{LIST}/by/2021-12-31-qr-dsm-141", f"{LIST}/by/2022-05-05-qr-dsm-199"
STEADY = settings(max_examples=80, derandomize=True, deadline=None, database=None)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return amended_graph(tmp_path_factory.mktemp("diff"))


@pytest.fixture(scope="module")
def schema(graph: Graph) -> Schema:
    return make_schema(graph)


def refused(schema: Schema, query: str) -> dict[str, Any]:
    (error,) = execute(schema, query)["errors"]
    found: dict[str, Any] = error
    return found


def diff(start: str, end: str, selection: str, of: str = LIST) -> str:
    return f'{{ diff(of: "{of}", from: {{{start}}}, to: {{{end}}}) {{ {selection} }} }}'


ALL = """
before { iri } after { iri } reason complete unchanged gaps { kind } counts { kind count }
changes { kinds code certain names { language before after sameWords } before { iri evidence { quote } } after { iri }
  effect { iri act { requisites { number } } } version { iri } act { requisites { number } } madeByOneOf { iri } }
"""


def test_a_row_that_a_later_order_leaves_out(schema: Schema) -> None:
    found = data_of(schema, diff(f'version: "{FIRST}"', f'version: "{LATER}"', ALL))["diff"]
    assert (found["complete"], found["reason"], found["gaps"], found["unchanged"]) == (True, None, [], 108)
    assert {each["kind"]: each["count"] for each in found["counts"]} == {
        "ADDED": 0, "REMOVED": 1, "MOVED": 0, "RECODED": 0, "RENAMED": 0, "REPRICED": 0,
    }  # fmt: skip
    (change,) = found["changes"]
    assert (change["kinds"], change["code"], change["certain"], change["after"]) == (["REMOVED"], "99.791", True, None)
    assert change["before"]["iri"] == f"{FIRST}/tbl_3/row_74#listing"
    assert change["before"]["evidence"][-1]["quote"].startswith("74 99.791 Қанның")
    assert change["names"] == [
        {
            "language": "kk",
            "before": "Қанның гематопоэздік дің жасушаларын дайындау",
            "after": None,
            "sameWords": False,
        }
    ]
    assert change["version"] == {"iri": LATER}
    assert change["effect"]["act"] == change["act"] == {"requisites": {"number": "ҚР ДСМ-199"}}


def test_kinds_and_parts_of_the_list(schema: Schema) -> None:
    both = f'version: "{FIRST}"', f'version: "{LATER}"'
    for arguments, number in (("kinds: [REMOVED, MOVED]", 1), ("kinds: [ADDED]", 0), ("kinds: []", 1), ("skip: 1", 0)):
        assert len(data_of(schema, diff(*both, f"changes({arguments}) {{ code }}"))["diff"]["changes"]) == number
    for arguments in ("first: 0", "first: 101", "skip: -1"):
        error = refused(schema, diff(*both, f"changes({arguments}) {{ code }}"))
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_day_on_which_nothing_is_certain_compares_nothing_and_says_why(schema: Schema) -> None:
    found = data_of(schema, diff('date: "2022-03-01"', f'version: "{LATER}"', ALL))["diff"]
    assert (found["before"], found["counts"], found["unchanged"], found["changes"]) == (None, None, None, [])
    assert (found["complete"], found["after"]) == (False, {"iri": LATER})
    assert "as made by № ҚР ДСМ-141 of 2021-12-31 is in force on 2022-03-01 is not known" in found["reason"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (diff(f'version: "{FIRST}"', f'version: "{LATER}"', "reason", of=LAW), "of"),
        (diff(f'version: "{FIRST}"', f'version: "{LIST}"', "reason"), "to"),
        (
            diff(
                f'version: "{LAW.replace("2020/10/16/qr-dsm-134", "2020/10/30/qr-dsm-170")}/tariffs/by/2025-08-09-524"',
                f'version: "{FIRST}"',
                "reason",
            ),
            "from",
        ),
        ('{ changes(since: "2021-01-01", of: "https://example.org/x") { day } }', "of"),
        ('{ changes(since: "2021-01-01", code: "heart") { day } }', None),
        ('{ changes(since: "2021-01-01", first: 101) { day } }', "first"),
        ('{ changes(since: "2021-01-01", skip: -1) { day } }', "skip"),
        ('{ changes(since: "2021-01-01") { put(first: 0) { iri } } }', "first"),
    ],
)
def test_mistakes_are_told(schema: Schema, query: str, field: str | None) -> None:
    error = refused(schema, query)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["help"]
    assert error["extensions"].get("field") == field or field is None


def test_a_point_is_a_version_or_a_day_and_not_both(schema: Schema) -> None:
    both = f'version: "{FIRST}", date: "2022-01-01"'
    assert refused(schema, diff(both, f'version: "{LATER}"', "reason"))["extensions"]["code"]


def test_changes_of_the_seeds_and_of_a_later_order(schema: Schema) -> None:
    query = '{{ changes(since: "2021-12-01"{}) {{ version {{ iri }} previous {{ iri }} rowsPut rowsEnded }} }}'
    found = data_of(schema, query.format(f', of: "{LIST}"'))["changes"]
    assert found == [
        {"version": {"iri": LATER}, "previous": {"iri": FIRST}, "rowsPut": 108, "rowsEnded": 109},
        {"version": {"iri": FIRST}, "previous": None, "rowsPut": 109, "rowsEnded": None},
    ]
    assert data_of(schema, query.format(f', of: "{LAW}"'))["changes"] == found
    assert data_of(schema, query.format(f', of: "{FIRST}/tbl_1"'))["changes"] == found
    assert data_of(schema, query.format(f', of: "{FIRST}"'))["changes"] == found
    of_code = data_of(schema, query.format(', code: "99.791"'))["changes"]
    assert [(each["rowsPut"], each["rowsEnded"]) for each in of_code] == [(0, 1), (1, None)]
    assert data_of(schema, query.format(', code: "11.11"'))["changes"] == []
    assert len(data_of(schema, query.format(", first: 2"))["changes"]) == 2
    assert len(data_of(schema, query.format(", skip: 2"))["changes"]) == 1


def test_the_ended_rows_of_a_code_are_told_with_their_evidence(schema: Schema) -> None:
    query = '{ changes(since: "2021-12-01", code: "99.791") { ended { iri evidence { quote } } } }'
    (row,) = data_of(schema, query)["changes"][0]["ended"]
    assert row["iri"] == f"{FIRST}/tbl_3/row_74#listing"
    assert row["evidence"]


DAYS = st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2022, 12, 31)))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=5), st.dates(date(2021, 12, 1), date(2023, 1, 31)))
@STEADY
def test_changes_since_a_day_are_those_that_come_or_may_come(
    days: list[tuple[date | None, date | None]], since: date
) -> None:
    states = [State([Line("37.51")], day=day, bound=None if day else bound) for day, bound in days]
    store = chain(states)
    found = changes(store, since)
    expected = {version_iri(at) for at, (day, _) in enumerate(days) if day is None or day >= since}
    assert {each.version.iri for each in found} == expected
    assert all((each.day is None) == each.awaits_publication for each in found)
    order = [each.day or each.not_before or each.newest for each in found]
    assert order == sorted(order, key=lambda day: day or date.min, reverse=True)


def test_rows_that_a_partial_version_takes_out() -> None:
    store = chain([State([Line("1.1"), Line("2.2")]), State([Line("3.3")], whole=False, ended=[(0, 1)])])
    second, first = changes(store, of=store.get(PART))
    assert (len(second.put), [each.iri for each in second.ended or ()]) == (
        1,
        [f"{version_iri(0)}/tbl/row_2#listing"],
    )
    assert first.ended is None
    assert [each.version.iri for each in changes(store, code="2.2")] == [version_iri(1), version_iri(0)]
    assert [each.version.iri for each in changes(store, code="3.3")] == [version_iri(1)]
