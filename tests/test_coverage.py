"""Who pays for a code: every verdict against plain loops, and what is not known."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.absence import absence
from graph.answers.coverage import MOST_VERDICTS, Coverage, Status, coverage
from graph.answers.ground import ground_of
from graph.answers.inquiry import Inquiry
from graph.answers.rows import LISTINGS, rows_of
from graph.code import NATIONAL, TARIFF
from graph.fact import Fact
from graph.stores.memory import MemoryStore
from graph.stores.query import And, Filter, In
from schema.api import execute, make_schema
from schema.condition import CURRENT
from tests import test_examples as seeds
from tests.asking import ask, data, error
from tests.test_schema import answered, measured
from tests.world import BASE, LAW, LISTED, ORDER, TARIFFS, say, world

STEADY = settings(max_examples=150, derandomize=True, deadline=None, database=None)
Place = tuple[str, str, str]
"""A code, a regime and a mode of admission."""


def verdicts(found: Coverage) -> dict[tuple[str, str | None], Status]:
    return {
        (each.regime.values["code"], each.admission.values["code"] if each.admission else None): each.status
        for each in found.verdicts
    }


@cache
def listed() -> set[Place]:
    """What current rows of the seeds list, by loops over the facts."""
    values: dict[tuple[str, str], list[str]] = {}
    for fact in seeds.graph().facts:
        values.setdefault((fact.subject, fact.term.name), []).append(fact.value)

    def code(iri: str) -> str:
        return values[iri, "code"][0]

    return {
        (code(procedure), code(regime), code(mode))
        for row, term in values
        if term == "procedure" and values[row, "type"] == ["Listing"] and values[row, "current"] == ["true"]
        for procedure in values[row, "procedure"]
        for regime, mode in product(values[row, "regimes"], values[row, "admission"])
    }


def test_every_verdict_is_that_of_plain_loops() -> None:
    graph = seeds.graph()
    codes = [each.values["code"] for each in graph.store.all("Procedure")]
    assert len(codes) == 80
    for code in codes:
        inquiry = Inquiry(graph.store, graph.codes, LISTINGS, code)
        found = coverage(inquiry, CURRENT)
        assert len(found.verdicts) == 4
        for each in found.verdicts:
            assert each.admission is not None
            here = (code, each.regime.values["code"], each.admission.values["code"]) in listed()
            assert each.status is (Status.LISTED if here else Status.NOT_LISTED)
            assert bool(graph.store.find(each.question).total) == here == (each.absence is None)
            where = And((CURRENT, In("regimes", (each.regime.iri,)), In("admission", (each.admission.iri,))))
            assert (absence(inquiry, where, ground_of(inquiry, where)) is None) == here


def test_the_rows_are_those_of_sparql() -> None:
    query = """{ coverage(code: "50.52") { verdicts { status
      listings { totalCount sparql nodes { iri } } absence { sparql tablesRead { sparql nodes { iri } } } } } }"""
    for each in execute(seeds.schema(), query)["data"]["coverage"]["verdicts"]:
        rows = seeds.endpoint().run(each["listings"]["sparql"])
        assert rows == [node["iri"] for node in each["listings"]["nodes"]]
        assert bool(rows) == (each["status"] == "LISTED") == (each["absence"] is None)
        if missing := each["absence"]:
            assert seeds.endpoint().run(missing["sparql"]) == []
            tables = missing["tablesRead"]
            assert seeds.endpoint().run(tables["sparql"]) == [node["iri"] for node in tables["nodes"]]


def held(code: str, graph: Any = None, among: Filter = CURRENT) -> Coverage:
    graph = graph or seeds.graph()
    (rows,) = rows_of(graph.codes, code)
    return coverage(Inquiry(graph.store, graph.codes, rows, code), among)


def test_codes_that_no_act_names() -> None:
    """37.52 is an operation that these lists do not name; nobody knows of a 99.999."""
    assert set(verdicts(held("37.52")).values()) == {Status.NOT_LISTED}
    assert set(verdicts(held("99.999")).values()) == {Status.NO_SUCH_CODE}
    for each in held("99.999").verdicts:
        assert "misspelled" in each.reason
    assert "ICD-9-CM" in held("37.52").verdicts[0].reason
    assert held("37.52").concept is None


def test_of_a_list_that_is_not_held_nothing_is_known() -> None:
    """Three lines of the tariff list are held, which add to the rest of it."""
    assert verdicts(held("D92.243.026")) == {("GOBMP", None): Status.LISTED, ("OSMS", None): Status.LISTED}
    found = held("B03.435.002")
    assert set(verdicts(found).values()) == {Status.UNKNOWN}
    for each in found.verdicts:
        assert each.absence is not None
        assert not each.absence.ground.complete
        assert "a text that is not held" in each.reason
        assert "№ ҚР ДСМ-170/2020 of 2020-10-30" in each.reason


def test_never_more_is_said_than_what_was_read() -> None:
    for code in ("50.52", "37.52", "D92.243.026"):
        found = held(code)
        assert "about nothing else" in found.scope
        assert "may be paid for under a list that is not held" in found.scope
    for each in held("37.52").verdicts:
        assert "Other lists and acts are not held" in each.reason


def with_facts(*more: Iterable[Fact], without: tuple[str, str] | None = None) -> Any:
    """The small world with more facts, or without those of a subject and a term."""

    class Changed:
        codes = world().codes
        store = MemoryStore(
            [
                *(each for each in world().facts if (each.subject, each.term.name) != without),
                *(fact for facts in more for fact in facts),
            ]
        )

    return Changed()


def statuses(graph: Any, code: str) -> set[Status]:
    return {each.status for each in held(code, graph).verdicts}


def kinds(graph: Any, code: str) -> set[str]:
    return {
        gap.kind.value
        for each in held(code, graph).verdicts
        if each.absence
        for gap in each.absence.gaps
        if gap.prevents
    }


def later(**values: str) -> list[Fact]:
    """An effect of an act that was signed after the list was made."""
    act = f"{BASE}eli/kz/moh/order/2023/01/02/7"
    return [
        *say(act, type="Act", signed="2023-01-02", number="7", held="true"),
        *say(f"{act}/effect/1", type="Effect", act=act, targetAct=LAW, applied="false", scope="words", **values),
    ]


WORLDS: dict[str, tuple[Any, set[str]]] = {
    "as it is": (with_facts(), set()),
    "not read whole": (
        with_facts(say(LISTED, complete="false"), without=(LISTED, "complete")),
        {"INCOMPLETE"},
    ),
    "nothing said of the reading": (with_facts(without=(LISTED, "complete")), {"INCOMPLETE"}),
    "a version that adds": (
        with_facts(
            say(f"{LISTED}-more", type="Version", of=f"{LAW}/annex_2", act=LAW, complete="false", current="true")
        ),
        {"SEVERAL_VERSIONS"},
    ),
    "a change of the appendix": (with_facts(later(target=f"{LAW}/annex_2")), {"CHANGE_NOT_APPLIED"}),
    "a change of a table": (with_facts(later(target=f"{LISTED}/tbl_1"), say(f"{LISTED}/tbl_1", parent=LISTED)),
        {"CHANGE_NOT_APPLIED"}),
    "a row that was changed": (
        with_facts(
            later(target=f"{LAW}/annex_2/row_1", result=f"{LAW}/annex_2/row_1/by/7"),
            say(f"{LAW}/annex_2/row_1", type="Subdivision", parent=f"{LAW}/annex_2"),
            say(f"{LAW}/annex_2/row_1/by/7", type="Version", of=f"{LAW}/annex_2/row_1", act=LAW, complete="true"),
        ),
        {"SEVERAL_VERSIONS"},
    ),
    "a change of nobody knows what": (with_facts(later()), {"CHANGE_NOT_APPLIED"}),
    "a change of the whole act": (with_facts(later(target=LAW)), {"CHANGE_NOT_APPLIED"}),
    "a change of another part": (
        with_facts(later(target=f"{LAW}/pt_3"), say(f"{LAW}/pt_3", type="Subdivision", parent=LAW)),
        set(),
    ),
    "a change from before": (
        with_facts(
            say(f"{LAW}/old", type="Act", signed="2021-01-01", number="1", held="true"),
            say(f"{LAW}/old/effect", type="Effect", act=f"{LAW}/old", targetAct=LAW, target=LAW, applied="false"),
        ),
        set(),
    ),
    "a row without a regime": (
        with_facts(
            say(f"{LISTED}/tbl_1/row_99", type="Row", number="99", table=f"{LISTED}/tbl_1", act=LAW,
                codeAsPrinted="99.791")
        ),
        {"ROW_NOT_UNDERSTOOD"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WORLDS)
def test_absence_counts_only_where_all_was_read(case: str) -> None:
    graph, expected = WORLDS[case]
    assert kinds(graph, "99.791") == expected
    assert statuses(graph, "99.791") == {Status.UNKNOWN if expected else Status.NOT_LISTED}
    # What is listed is listed all the same, and the reason says what is not known.
    assert verdicts(held("37.51", graph))["OSMS", "PLANNED"] is Status.LISTED


def test_what_is_not_known_is_told_of_what_is_listed_too() -> None:
    graph, _ = WORLDS["a change of the appendix"]
    (found,) = (each for each in held("37.51", graph).verdicts if each.status is Status.LISTED)
    assert "by № 7 of 2023-01-02" in found.reason
    assert "When № ҚР ДСМ-141 of 2021-12-31 enters into force is not known." in found.reason


def test_a_code_that_no_act_names_is_not_called_wrong_where_not_all_was_read() -> None:
    graph, _ = WORLDS["not read whole"]
    assert statuses(graph, "99.999") == {Status.UNKNOWN}
    assert statuses(with_facts(), "99.999") == {Status.NO_SUCH_CODE}


LEGAL_BASIS = """legalBasis {
  act { iri } version { iri madeBy { iri } } causedBy { iri } effect { iri } point { iri number }
  entryIntoForce reason appliesFrom retroactive }"""


def test_what_a_row_rests_on() -> None:
    found = data(f"""{{ coverage(code: "37.51", admission: PLANNED) {{ system procedure {{ code }} service {{ code }}
      verdicts {{ regime {{ code }} admission status listings {{ nodes {{ row {LEGAL_BASIS} }} }} }} }} }}""")[
        "coverage"
    ]
    assert (found["system"], found["procedure"], found["service"]) == ("mkb9", {"code": "37.51"}, None)
    assert [(each["regime"]["code"], each["admission"], each["status"]) for each in found["verdicts"]] == [
        ("GOBMP", "PLANNED", "NOT_LISTED"),
        ("OSMS", "PLANNED", "LISTED"),
    ]
    (row,) = found["verdicts"][1]["listings"]["nodes"]
    basis = row["legalBasis"]
    assert (basis["act"]["iri"], basis["version"]["iri"], basis["causedBy"]["iri"]) == (LAW, LISTED, ORDER)
    assert basis["point"] == {"iri": f"{ORDER}/pt_1", "number": "1"}
    assert basis["effect"] == {"iri": f"{ORDER}/effect/1"}
    assert basis["version"]["madeBy"] == [basis["effect"]]
    assert basis["entryIntoForce"] is None
    assert "no held text" in basis["reason"]
    assert (basis["appliesFrom"], basis["retroactive"]) == (None, False)


def test_what_a_tariff_rests_on() -> None:
    found = data(f"""{{ coverage(code: "D92.243.026", admission: EMERGENCY) {{ system procedure {{ code }}
      service {{ code }} verdicts {{ admission status listings {{ totalCount }} absence {{ code }}
      tariffLines {{ nodes {{ row price {{ amount }} {LEGAL_BASIS} }} }} }} }} }}""")["coverage"]
    assert (found["system"], found["procedure"]) == ("tariff", None)
    assert found["service"] == {"code": "D92.243.026"}
    assert len(found["verdicts"]) == 2
    for each in found["verdicts"]:
        assert (each["admission"], each["status"], each["absence"]) == (None, "LISTED", None)
        assert each["listings"]["totalCount"] == 0
        (line,) = each["tariffLines"]["nodes"]
        assert line["price"]["amount"] == "63112.54"
        assert (line["legalBasis"]["appliesFrom"], line["legalBasis"]["retroactive"]) == ("2025-08-01", True)
        assert line["legalBasis"]["act"]["iri"] == TARIFFS


@pytest.mark.parametrize(
    ("code", "meant"),
    [("P001", None), ("З7.51", ["37.51"]), ("d92.243.026", ["D92.243.026"]), ("A02.020.000.2", ["A02.020.000"])],
)
def test_a_code_of_no_shape_is_refused(code: str, meant: list[str] | None) -> None:
    found = error(f'{{ coverage(code: "{code}") {{ code }} }}')["extensions"]
    assert found["code"] == "BAD_USER_INPUT"
    assert found.get("suggestions") == meant
    assert "37.51" in found["expected"]
    assert "D92.243.026" in found["expected"]


def test_a_code_of_two_shapes_is_refused() -> None:
    """No code is, as the lists are; were the tariff list to take codes such as 37.51, none would be chosen."""
    known = world().codes
    alike = replace(known.systems[TARIFF], pattern=known.systems[NATIONAL].pattern)
    both = replace(world(), codes=replace(known, systems={**known.systems, TARIFF: alike}))
    (found,) = execute(make_schema(both), '{ coverage(code: "37.51") { code } }')["errors"]
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    assert found["message"] == "37.51 may be a code of mkb9 and of tariff."


@STEADY
@given(st.text(max_size=50) | st.text(alphabet="0123456789.ABDАВЗО, ", max_size=12))
def test_no_text_is_an_internal_error(code: str) -> None:
    query = """query($code: String!) { coverage(code: $code) { verdicts { status reason } }
      absence(code: $code, from: {}) { reason nearest { reason } } }"""
    for answer in (ask(query, {"code": code}), execute(seeds.schema(), query, {"code": code})):
        assert {each["extensions"]["code"] for each in answer.get("errors", ())} <= {"BAD_USER_INPUT"}


def test_the_vocabulary_fits_the_bound() -> None:
    for graph in (world(), seeds.graph()):
        assert len(graph.vocab.regimes) * len(graph.vocab.admissions) <= MOST_VERDICTS


@pytest.mark.parametrize(
    "query",
    [
        """{ coverage(code: "00.50") { verdicts { regime { labels { value } } listings(first: 2) { nodes { evidence
          { act { iri } } legalBasis { version { madeBy { iri } tables { iri } } } } }
          absence { gaps { reason } nearest(first: 3) { listing { regimes { iri } } }
          tablesRead(first: 3) { nodes { sections { iri } } } versionsRead { edges { node { iri } } } } } } }""",
        """{ absence(code: "37.52", from: {}) { gaps { kind } nearest { reason listing { evidence { act { iri } } } }
          tablesRead { nodes { rows(first: 3) { nodes { iri } } } } } }""",
    ],
)
def test_predicted_cost_is_never_below_the_actual(query: str) -> None:
    assert measured(query) >= answered(data(query))
