"""Why a code is not listed: what was read to say so, and what is near."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.answers.absence import Absence, absence
from graph.answers.ground import ground_of, versions_of
from graph.answers.inquiry import Inquiry
from graph.answers.nearest import NearKind, nearest
from graph.answers.rows import LISTINGS, TARIFF_LINES, rows_of
from graph.answers.spelling import suggestions
from graph.code import INTERNATIONAL, NATIONAL, TARIFF
from graph.stores.query import EVERYTHING, NOTHING, And, Filter, In, Not, Or, Query, Some, Way
from schema.condition import CURRENT
from tests import test_examples as seeds
from tests.asking import data, error
from tests.test_store import CODES, endpoint, filters, memory, reference
from tests.world import LISTED, world

STEADY = settings(max_examples=150, derandomize=True, deadline=None, database=None)
PLACES = {"table", "version", "act", "current"}


def why(code: str, among: Filter = EVERYTHING) -> Absence | None:
    inquiry, where = here(code), And((CURRENT, among))
    return absence(inquiry, where, ground_of(inquiry, where))


def here(code: str) -> Inquiry:
    return Inquiry(world().store, world().codes, LISTINGS, code)


def split(where: Filter) -> Iterator[Filter]:
    """The parts of a filter that are no operators."""
    match where:
        case And(filters) | Or(filters):
            for each in filters:
                yield from split(each)
        case Not(each):
            yield from split(each)
        case _:
            yield where


def might(where: Filter, row: str, told: Iterator[bool]) -> bool:
    """Whether a row is let through if what it says, but for its place, is as it is told."""
    match where:
        case And(filters):
            return all(might(each, row, told) for each in filters)
        case Or(filters):
            return any(might(each, row, told) for each in filters)
        case Not(each):
            return not might(each, row, told)
        case Some(way, _) if way.term in PLACES and not way.back:
            return reference().holds(row, where)
        case In(term, _) if term in PLACES:
            return reference().holds(row, where)
        case _:
            return next(told)


def tables_by_trying(among: Filter) -> list[str]:
    """Tables in which a row might be asked about: whatever its rows say is tried both ways."""
    unknown = sum(1 for _ in split(among))
    found = set[str]()
    for row in reference().answer(Query("Listing")):
        if any(might(among, row, iter(told)) for told in product((True, False), repeat=unknown)):
            found.update(reference().values(row, "table"))
    return [iri for iri in reference().answer(Query("Table")) if iri in found]


@STEADY
@given(filters("Listing", 2), st.sampled_from(CODES))
@example(EVERYTHING, "37.51")
@example(NOTHING, "37.51")
@example(Not(Some(Way("table", "Table"), In("number", ("1",)))), "37.51")
def test_tables_and_rows_are_those_of_plain_loops_and_of_sparql(where: Filter, code: str) -> None:
    among = And((CURRENT, where))
    rows = reference().answer(Query("Listing", among))
    naming = [row for row in rows if reference().values(row, "procedure") == [f"{world().base}code/mkb9/{code}"]]
    found = why(code, where)
    assert (found is None) == bool(naming)
    if found is None:
        return
    tables = Query("Table", found.ground.tables)
    read = reference().answer(tables)
    assert memory().answer(tables) == endpoint().answer(tables) == read
    assert {table for row in rows for table in reference().values(row, "table")} <= set(read)
    assert found.ground.rows == sum(
        reference().values(row, "table")[0] in read for row in reference().answer(Query("Row"))
    )
    assert found.rows_matching == len(rows)
    assert endpoint().answer(found.question) == []
    versions = endpoint().answer(Query("Version", versions_of(found.ground.tables)))
    assert [each.iri for each in found.ground.versions] == versions
    assert found.ground.complete == bool(read) == bool(versions)
    if sum(1 for _ in split(where)) <= 6:
        assert read == tables_by_trying(where)


def read_for(where: str) -> list[str]:
    asked = "{ rowsRead rowsMatching tablesRead { nodes { number rows { totalCount } } } }"
    found = data(f'{{ absence(code: "99.791", from: {where}) {asked} }}')["absence"]
    tables = found["tablesRead"]["nodes"]
    assert found["rowsRead"] == sum(each["rows"]["totalCount"] for each in tables)
    return [each["number"] for each in tables]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{}", ["1", "2", "3"]),
        # Whether a table has rows under insurance is known from reading it.
        ("{ regime: { eq: OSMS } }", ["1", "2", "3"]),
        ("{ regime: { eq: OSMS }, admission: { eq: EMERGENCY } }", ["1", "2", "3"]),
        ('{ procedure: { code: { startsWith: "37" } } }', ["1", "2", "3"]),
        # Where a row stands says which tables have to be read.
        ('{ table: { number: { eq: "1" } } }', ["1"]),
        ('{ table: { number: { eq: "1" } }, regime: { eq: OSMS } }', ["1"]),
        ('{ not: { table: { number: { eq: "1" } } } }', ["2", "3"]),
        ('{ or: [{ table: { number: { eq: "1" } } }, { table: { number: { eq: "3" } } }] }', ["1", "3"]),
        ('{ or: [{ table: { number: { eq: "1" } } }, { regime: { eq: OSMS } }] }', ["1", "2", "3"]),
        ('{ not: { or: [{ table: { number: { eq: "1" } } }, { regime: { eq: OSMS } }] } }', ["2", "3"]),
        ('{ not: { table: { number: { eq: "1" } }, regime: { eq: OSMS } } }', ["1", "2", "3"]),
        ('{ act: { number: { eq: "ҚР ДСМ-134/2020" } } }', ["1", "2", "3"]),
        ('{ act: { number: { eq: "524" } } }', []),
        ("{ version: { complete: false } }", []),
        ("{ version: { current: true } }", ["1", "2", "3"]),
        ("{ or: [] }", []),
    ],
)
def test_tables_read(where: str, expected: list[str]) -> None:
    assert read_for(where) == expected


def test_what_an_absence_says() -> None:
    found = data("""{ absence(code: "37.51", from: { admission: { eq: EMERGENCY } }) {
      code reason rowsRead rowsMatching complete proved gaps { kind reason prevents } sparql
      versionsRead { totalCount nodes { iri complete causedBy { requisites { number } } } }
      nearest { kind reason listing { row procedure { code } } tariffLine { row } }
    } }""")["absence"]
    assert (found["rowsRead"], found["rowsMatching"], found["complete"], found["proved"]) == (9, 3, True, True)
    (gap,) = found["gaps"]
    assert (gap["kind"], gap["prevents"]) == ("ACT_NOT_HELD", False)
    assert "№ ҚР ДСМ-134/2020 of 2020-10-16" in gap["reason"]
    assert "Read: 3 tables with 9 rows of annex_2 of" in found["reason"]
    assert "; 3 rows of these asked about." in found["reason"]
    assert "as made by № ҚР ДСМ-141 of 2021-12-31" in found["reason"]
    assert gap["reason"] in found["reason"]
    assert [each["iri"] for each in found["versionsRead"]["nodes"]] == [LISTED]
    assert endpoint().run(found["sparql"]) == []
    assert all(each["tariffLine"] is None for each in found["nearest"])


def test_where_it_is_listed_there_is_no_absence() -> None:
    assert data('{ absence(code: "37.51", from: {}) { code } }') == {"absence": None}
    assert data('{ absence(code: "37.51", from: { regime: { eq: OSMS } }) { code } }') == {"absence": None}


def test_where_it_is_listed_instead_is_told() -> None:
    found = data("""{ absence(code: "37.51", from: { admission: { eq: EMERGENCY } }) {
      reason listedElsewhere { totalCount nodes { iri row admission table { number } } sparql }
    } }""")["absence"]
    elsewhere = found["listedElsewhere"]
    rows = reference().answer(here("37.51").naming(CURRENT))
    assert [each["iri"] for each in elsewhere["nodes"]] == rows
    assert rows
    assert {each["admission"] for each in elsewhere["nodes"]} == {"PLANNED"}
    first = elsewhere["nodes"][0]
    assert f"Other rows do: table {first['table']['number']}, row {first['row']} of " in found["reason"]


def test_what_is_listed_nowhere_has_no_rows_elsewhere() -> None:
    found = data('{ absence(code: "37.52", from: {}) { reason listedElsewhere { totalCount } } }')["absence"]
    assert found["listedElsewhere"]["totalCount"] == 0
    assert "Other rows do" not in found["reason"]


def test_where_a_service_is_priced_instead_is_told() -> None:
    inquiry = Inquiry(world().store, world().codes, TARIFF_LINES, "D92.243.026")
    found = absence(inquiry, NOTHING, ground_of(inquiry, NOTHING))
    assert found is not None
    assert "Other rows do: table" in found.reason
    assert len(inquiry.store.find(found.elsewhere).items) == 1


def test_without_a_table_nothing_is_proved() -> None:
    found = why("37.51", NOTHING)
    assert found is not None
    assert (found.ground.rows, found.ground.complete, found.is_proved) == (0, False, False)
    assert [each.kind for each in found.gaps] == ["NO_TABLE"]


def test_a_code_that_no_act_names_is_absent_too() -> None:
    found = data(
        '{ absence(code: "37.52", from: {}) { reason nearest { reason kind listing { procedure { code } } } } }'
    )
    assert "No held act names the code" in found["absence"]["reason"]
    assert "Implantation of total internal biventricular heart replacement" in found["absence"]["reason"]
    near = found["absence"]["nearest"]
    assert near[0]["listing"]["procedure"]["code"] == "37.51"
    assert near[0]["reason"] == "Same category: 37.5 Group 37.5, where ICD-9-CM puts 37.52."


@pytest.mark.parametrize(
    ("code", "meant"),
    [("З7.51", ["37.51"]), ("3751", ["37.51"]), ("37,51", ["37.51"]), ("7.51", ["07.51"]), ("P001", None), ("", None)],
)
def test_a_malformed_code_is_refused_with_advice(code: str, meant: list[str] | None) -> None:
    found = error(f'{{ absence(code: "{code}", from: {{}}) {{ code }} }}')["extensions"]
    assert found["code"] == "BAD_USER_INPUT"
    assert found.get("suggestions") == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" 37.51\n", ["37.51"]),
        ("8I.042", ["81.042"]),
        ("О0.50", ["00.50"]),
        ("３７.５１", ["37.51"]),
        ("0.5", ["00.5"]),
        ("А01.001.000", ["A01.001.000"]),
        ("d92,243,026", ["D92.243.026"]),
        ("Д92.243.026", ["D92.243.026"]),
        ("б03.335.002", ["B03.335.002"]),
        ("D92.243.26", ["D92.243.026"]),
        ("A2.20.0", ["A02.020.000"]),
        ("A02.020.000.2", ["A02.020.000"]),
        ("DХХ.ХХХ.100", []),
        ("٣٧.٥١", []),
        ("37.512345", []),
        ("37", []),
    ],
)
def test_advice(written: str, meant: list[str]) -> None:
    assert list(suggestions(world().codes, written)) == meant


@STEADY
@given(
    st.text(max_size=60) | st.from_regex(r"[A-DАВС]?[0-9ОЗ]{1,3}[.,][0-9 ]{1,4}([.,][0-9]{1,3}){0,2}", fullmatch=True)
)
def test_advice_has_the_shape_of_a_code(written: str) -> None:
    systems = world().codes.systems
    for each in suggestions(world().codes, written):
        assert systems[NATIONAL].valid(each) or systems[TARIFF].valid(each)


# On the seeds.


def near(code: str, among: Filter = CURRENT, first: int = 5) -> list[tuple[str, NearKind]]:
    found = nearest(asked(code), among, first)
    return [(each.row.values["procedure"].values["code"], each.kind) for each in found]


def codes_near(code: str) -> list[str]:
    return [each for each, _ in near(code)]


def test_what_is_near_makes_sense() -> None:
    """Read and judged by hand."""
    assert codes_near("37.52") == ["37.51", "37.32", "37.35", "37.36", "37.66"]
    assert codes_near("41.99") == ["41.01", "41.04", "41.05", "41.06", "41.10"]
    assert codes_near("92.24") == ["92.247", "92.201", "92.202", "92.203", "92.291"]
    assert near("73.51") == [("37.51", NearKind.CODE)]
    assert near("47.01") == [("41.01", NearKind.CODE)]
    assert near("92.248", first=2) == [("92.247", NearKind.CODE), ("92.201", NearKind.CODE)]
    assert near("55.69", first=2) == [("55.62", NearKind.CATEGORY), ("55.5016", NearKind.CATEGORY)]


def test_a_prefix_is_no_category() -> None:
    """03.7992 stands under no group, and 41.10 under 41 and not under 41.1."""
    assert all(kind is not NearKind.CATEGORY for _, kind in near("03.7992", first=100))
    (reason,) = {each.reason for each in nearest(asked("41.1"), CURRENT, 100) if each.kind is NearKind.CATEGORY}
    assert reason == "Same category: 41 Operations on bone marrow and spleen, where ICD-9-CM puts 41.1."


def asked(code: str) -> Inquiry:
    graph = seeds.graph()
    (rows,) = rows_of(graph.codes, code)
    return Inquiry(graph.store, graph.codes, rows, code)


@cache
def known_codes() -> list[str]:
    codes = seeds.graph().codes
    international = [code for system, code in codes.concepts if system == INTERNATIONAL]
    return [*international, *(each.code for each in codes.national()), "99.999", "41.0", "92.330.001"]


REGIMES = [In("regimes", (f"https://w3id.org/qamtu/concept/regime/{each}",)) for each in ("gobmp", "osms")]
MODES = [In("admission", (f"https://w3id.org/qamtu/concept/admission/{each}",)) for each in ("emergency", "planned")]


@STEADY
@given(
    st.deferred(lambda: st.sampled_from(known_codes())),
    st.sampled_from([EVERYTHING, *REGIMES, *MODES]),
    st.integers(1, 8),
)
def test_what_is_near_is_another_code_of_the_rows_asked_about(code: str, where: Filter, first: int) -> None:
    store = seeds.graph().store
    among = And((CURRENT, where))
    found = nearest(asked(code), among, first)
    named = [each.row.values["procedure"].values["code"] for each in found]
    assert code not in named
    assert len(set(named)) == len(named) <= first
    assert {each.row for each in found} <= set(store.find(Query("Listing", among)).items)
    assert all(each.reason for each in found)
    assert found == nearest(asked(code), among, first + 1)[:first]
    order = [list(NearKind).index(each.kind) for each in found]
    assert all(one <= other for one, other in pairwise(order))


def test_tariff_lines_are_near_by_their_digits() -> None:
    found = nearest(asked("D92.243.027"), CURRENT, 5)
    assert [(each.row.values["row"], each.kind) for each in found] == [
        ("1494-1", NearKind.CODE),
        ("1494-2", NearKind.CODE),
    ]


def test_the_size_is_bounded() -> None:
    asked = '{{ absence(code: "37.52", from: {{}}) {{ nearest(first: {}) {{ kind }} }} }}'
    assert error(asked.format(0))["extensions"]["code"] == "BAD_USER_INPUT"
    assert error(asked.format(101))["extensions"]["limit"] == 100
    assert len(data(asked.format(1))["absence"]["nearest"]) == 1


def test_nothing_is_near_where_nothing_is_asked_about() -> None:
    assert nearest(here("37.51"), NOTHING, 5) == ()
