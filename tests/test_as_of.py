"""asOf: the law of a day or of a version, on every entry point and for all that stands below it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from graph.build import Graph, build
from graph.days.law import Certainty, View
from graph.days.moment import Moment
from graph.stores.query import EVERYTHING, Query, Some, Way
from schema.api import Schema, execute, make_schema
from schema.context import LONGEST
from server.sparql.guard import check
from tests.asking import data_of
from tests.endpoint import SparqlEngine
from tests.published import published_seeds
from tests.test_examples import INSURED
from tests.world import SEEDS

ORDER, PRICES = "eli/kz/moh/order/2021/12/31/qr-dsm-141", "eli/kz/moh/order/2025/08/09/524"
FLAGSHIP = """where: { kind: { eq: TRANSPLANTATION }
  listings: { some: { regime: { eq: OSMS } } none: { admission: { eq: EMERGENCY } } } }"""
LISTED = "eli/kz/moh/order/2020/10/16/qr-dsm-134-2020/annex_2/by/2021-12-31-qr-dsm-141"
PRICED = "eli/kz/moh/order/2020/10/30/qr-dsm-170-2020/tariffs/by/2025-08-09-524"


@cache
def graph() -> Graph:
    return build(SEEDS)


@cache
def schema() -> Schema:
    return make_schema(graph())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """The seeds with invented days of publication."""
    lines = f"{ORDER}\t2022-01-10\tinvented", f"{PRICES}\t2025-08-15\tinvented"
    return make_schema(build(published_seeds(tmp_path_factory.mktemp("published"), *lines)))


def numbers(asked: Schema, field: str, as_of: str, more: str = "") -> tuple[int, int]:
    """How many are certain, and how many more are possible."""
    found = data_of(asked, f"{{ {field}(asOf: {{ {as_of} }} {more}) {{ totalCount undecidedCount }} }}")[field]
    return found["totalCount"], found["undecidedCount"]


def around(day: str) -> Iterator[str]:
    yield from (str(date.fromisoformat(day) + timedelta(step)) for step in (-1, 0, 1))


def test_nothing_is_certain_without_a_day_of_publication() -> None:
    assert numbers(schema(), "procedures", 'date: "2022-03-01"', FLAGSHIP) == (0, 9)
    assert [numbers(schema(), "procedures", f'date: "{day}"', FLAGSHIP) for day in around("2022-01-17")] == [
        (0, 0), (0, 9), (0, 9)
    ]  # fmt: skip
    possible = data_of(
        schema(),
        f"""{{ procedures(asOf: {{ date: "2022-03-01", certainty: POSSIBLE }}, {FLAGSHIP})
      {{ totalCount undecidedCount nodes {{ code listings {{ totalCount undecidedCount }} }} }} }}""",
    )["procedures"]
    assert (possible["totalCount"], possible["undecidedCount"]) == (9, 9)
    assert [node["code"] for node in possible["nodes"]] == INSURED
    assert {tuple(node["listings"].values()) for node in possible["nodes"]} == {(1, 1)}


def test_what_no_certain_row_says_is_not_said_for_certain() -> None:
    none = "where: { listings: { none: { regime: { eq: OSMS } } } }"
    every = "where: { listings: { every: { regime: { eq: OSMS } } } }"
    fewer = "where: { listings: { count: { lt: 1 } } }"
    for where in (none, every, fewer):
        assert numbers(schema(), "procedures", 'date: "2022-01-16"', where) == (80, 0)
        certain, undecided = numbers(schema(), "procedures", 'date: "2022-03-01"', where)
        assert undecided > 0
        assert certain + undecided == 80
    assert numbers(schema(), "procedures", 'date: "2022-03-01"', "where: { listings: { exists: true } }") == (0, 80)


def test_the_day_of_publication_decides(published: Schema) -> None:
    assert [numbers(published, "procedures", f'date: "{day}"', FLAGSHIP) for day in around("2022-01-21")] == [
        (0, 0), (9, 0), (9, 0)
    ]  # fmt: skip
    known = [numbers(published, "procedures", f'date: "2022-03-01", knownOn: "{day}"', FLAGSHIP)
             for day in around("2022-01-21")]  # fmt: skip
    assert known == [(0, 0), (9, 0), (9, 0)]


def test_prices_reach_back(published: Schema) -> None:
    assert [numbers(schema(), "tariffLines", f'date: "{day}"') for day in around("2025-08-01")] == [
        (0, 0), (0, 3), (0, 3)
    ]  # fmt: skip
    on = 'date: "2025-08-05"'
    assert numbers(schema(), "tariffLines", on) == (0, 3)
    known = [numbers(schema(), "tariffLines", f'{on}, knownOn: "{day}"') for day in around("2025-08-20")]
    assert known == [(0, 0), (0, 3), (0, 3)]
    assert numbers(published, "tariffLines", on) == (3, 0)
    assert [numbers(published, "tariffLines", f'date: "{day}"') for day in around("2025-08-01")] == [
        (0, 0), (3, 0), (3, 0)
    ]  # fmt: skip
    assert numbers(published, "tariffLines", f'{on}, knownOn: "2025-08-20"') == (0, 0)
    known = [numbers(published, "tariffLines", f'{on}, knownOn: "{day}"') for day in around("2025-08-26")]
    assert known == [(0, 0), (3, 0), (3, 0)]


DAY, EARLY = '{ date: "2025-08-05", certainty: POSSIBLE }', '{ date: "2021-01-01", certainty: POSSIBLE }'
BELOW = {
    "acts": ("(asOf: %s, first: 100) { nodes { tables { listings { totalCount } } } }", 109),
    "act": ('(asOf: %s, by: { registration: "21471" }) { tables { listings { totalCount } } }', 109),
    "tables": ("(asOf: %s, first: 100) { nodes { listings { totalCount } } }", 109),
    "effects": ("(asOf: %s) { nodes { result { listings { totalCount } tariffLines { totalCount } } } }", 112),
    "procedures": ("(asOf: %s, first: 100) { nodes { listings { totalCount } } }", 109),
    "procedure": ('(asOf: %s, code: "37.51") { listings { totalCount } }', 1),
    "services": ("(asOf: %s) { nodes { tariffLines { totalCount } } }", 3),
    "service": ('(asOf: %s, code: "D92.330.001") { tariffLines { totalCount } }', 1),
    "listings": ("(asOf: %s) { totalCount }", 109),
    "tariffLines": ("(asOf: %s) { totalCount }", 3),
    "regimes": ("(asOf: %s) { tariffLines { totalCount } }", 6),
    "resource": (
        f'(asOf: %s, iri: "{{base}}{LISTED}") {{ ... on Version {{ listings {{ totalCount }} }} }}', 109
    ),
    "node": ('(asOf: %s, id: "{id}") { ... on Procedure { listings { totalCount } } }', 1),
    "nodes": ('(asOf: %s, ids: ["{id}"]) { ... on Procedure { listings { totalCount } } }', 1),
    "compare": ('(asOf: %s, a: { named: "insured" }, b: { union: [] }) { onlyA { totalCount } }', 80),
    "absence": ('(asOf: %s, code: "37.52", from: {}) { tablesRead { nodes { listings { totalCount } } } }', 109),
}  # fmt: skip


def total(found: Any) -> int:
    if isinstance(found, dict):
        return sum(each if key == "totalCount" else total(each) for key, each in found.items())
    return sum(map(total, found)) if isinstance(found, list) else 0


@pytest.mark.parametrize("name", BELOW)
def test_it_holds_for_all_below(name: str) -> None:
    selection, expected = BELOW[name]
    node = data_of(schema(), '{ procedure(code: "37.51") { id } }')["procedure"]["id"]
    text = selection.replace("{base}", graph().base).replace("{id}", node)
    assert total(data_of(schema(), f"{{ {name}{text % DAY} }}")) == expected
    assert total(data_of(schema(), f"{{ {name}{text % EARLY} }}")) == 0
    undated = text.replace("asOf: %s, ", "").replace("(asOf: %s)", "")
    assert total(data_of(schema(), f"{{ {name}{undated} }}")) == expected


def test_fields_side_by_side_are_asked_of_laws_of_their_own() -> None:
    found = data_of(
        schema(),
        f"""query {{
      a: procedures(asOf: {EARLY}) {{ ...F }} b: procedures(asOf: {DAY}) {{ ...F }} c: procedures {{ ...F }}
      ...Q }}
      fragment Q on Query {{ d: procedures(asOf: {EARLY}) {{ ...F }} }}
      fragment F on ProcedureConnection {{ nodes {{ listings {{ totalCount undecidedCount }} }} }}""",
    )
    assert {name: total(each) > 0 for name, each in found.items()} == {"a": False, "b": True, "c": True, "d": False}
    assert {each["listings"]["undecidedCount"] for each in found["c"]["nodes"]} == {0}


def test_variables_say_it_as_well() -> None:
    query = "query($at: AsOf) { tariffLines(asOf: $at) { totalCount } }"
    found = [
        execute(schema(), query, {"at": at})["data"]["tariffLines"]["totalCount"]
        for at in (None, {"date": "2025-08-05"}, {"date": "2025-08-05", "certainty": "POSSIBLE", "knownOn": None})
    ]
    assert found == [3, 0, 3]


def test_facets_sums_and_orders_count_what_is_law() -> None:
    asked = """{ procedures(asOf: %s, orderBy: [{ listings: DESC }], first: 1) {
        facets(by: [ADMISSION, TABLE]) { values { count } missing } nodes { code listings { totalCount } } }
      listings(asOf: %s) { facets(by: [REGIME]) { values { count } missing } }
      tariffLines(asOf: %s) { aggregate { count prices { sum } groups(by: GROUP) { aggregate { count } } } } }"""
    early, day, undated = (
        data_of(
            schema(), asked % (each, each, each) if each else asked.replace("asOf: %s, ", "").replace("(asOf: %s)", "")
        )
        for each in (EARLY, DAY, "")
    )
    assert day == undated
    assert early["procedures"]["facets"] == [{"values": [], "missing": 80}] * 2
    assert early["procedures"]["nodes"] == [{"code": "00.50", "listings": {"totalCount": 0}}]
    assert early["listings"]["facets"] == [{"values": [], "missing": 0}]
    assert early["tariffLines"]["aggregate"] == {"count": 0, "prices": [], "groups": []}


def test_a_version_has_its_rows_and_no_others() -> None:
    versions = [f'version: "{graph().base}{each}"' for each in (LISTED, PRICED)]
    assert [numbers(schema(), "listings", each) for each in versions] == [(109, 0), (0, 0)]
    assert [numbers(schema(), "tariffLines", each) for each in versions] == [(0, 0), (3, 0)]
    assert [numbers(schema(), "procedures", each, FLAGSHIP) for each in versions] == [(9, 0), (0, 0)]
    assert [numbers(schema(), "tables", each)[0] for each in versions] == [3, 1]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("{}", "neither"),
        ('{ knownOn: "2022-01-01" }', "neither"),
        ("{ date: null, version: null }", "neither"),
        ('{ date: "2022-01-01", version: "a:b" }', "both"),
        ('{ version: "a:b", knownOn: "2022-01-01" }', "knownOn"),
        ('{ version: "a:b", certainty: POSSIBLE }', "certainty"),
        ('{ version: "a:b" }', "nothing that is held"),
        (f'{{ version: "{{base}}{ORDER}" }}', "Act: "),
    ],
)  # fmt: skip
def test_a_wrong_key_is_told(as_of: str, found: str) -> None:
    for field in ("tariffLines", 'act(by: { registration: "1" }', "regimes"):
        asked = as_of.replace("{base}", graph().base)
        opened = f"{field}, asOf: {asked})" if "(" in field else f"{field}(asOf: {asked})"
        (error,) = execute(schema(), f"{{ {opened} {{ __typename }} }}")["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert error["extensions"]["found"].startswith(found)
        assert error["extensions"]["field"] == "asOf"
        assert error["extensions"]["help"]


@pytest.mark.parametrize(
    "question",
    [
        'tariffLines(asOf: { date: "2022-01-01" }, versions: ALL)',
        'procedures(asOf: { date: "2022-01-01" }, where: { listings: { versions: ALL, exists: true } })',
        'procedures(asOf: { date: "2022-01-01" }, set: { where: { not: { listings: { versions: ALL } } } })',
        f'services(asOf: {{ version: "{{base}}{PRICED}" }}, where: {{ tariffLines: {{ versions: ALL }} }})',
    ],
)
def test_all_versions_are_not_asked_about_at_once(question: str) -> None:
    (error,) = execute(schema(), f"{{ {question.replace('{base}', graph().base)} {{ totalCount }} }}")["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["found"] == "ALL"
    below = 'regimes(asOf: { date: "2022-01-01" }) { listings(versions: ALL) { totalCount } }'
    assert execute(schema(), f"{{ {below} }}")["errors"][0]["extensions"]["found"] == "ALL"


def test_only_certain_absence_is_absence() -> None:
    def absent(code: str, as_of: str) -> Any:
        return data_of(
            schema(),
            f"""{{ absence(code: "{code}", from: {{}}, asOf: {{ {as_of} }})
          {{ proved rowsRead gaps {{ kind }} tablesRead {{ totalCount }} }} }}""",
        )["absence"]

    assert absent("37.51", 'date: "2022-03-01"') is None
    assert absent("37.51", 'date: "2022-03-01", certainty: POSSIBLE') is not None
    assert absent("37.51", 'date: "2022-01-16"')["gaps"] == [{"kind": "BASE_NOT_HELD"}]
    # Until № ҚР ДСМ-141 is in force the list before it stands, which is not held.
    kinds = ({"kind": each} for each in ("NOT_CERTAIN", "BASE_NOT_HELD", "ACT_NOT_HELD"))
    assert absent("37.52", 'date: "2022-03-01"') == {
        "proved": False, "rowsRead": 109, "gaps": list(kinds), "tablesRead": {"totalCount": 3}
    }  # fmt: skip
    assert absent("37.51", f'version: "{graph().base}{LISTED}"') is None
    assert absent("37.52", f'version: "{graph().base}{LISTED}"')["proved"] is True


def test_rows_and_tables_count_as_their_version_does() -> None:
    store = graph().store
    printed = sum(each.values["version"] is None for each in store.all("Table"))
    having = Some(Way("table", "Row", back=True), EVERYTHING)
    for day, law in ((date(2022, 1, 16), 0), (date(2022, 3, 1), 3)):
        view = View(schema().context.reader, Moment(day), Certainty.POSSIBLE)
        tables = store.find(Query("Table", view.all("Table", having))).items
        assert sum(each.values["version"] is not None for each in tables) == law
        assert sum(each.values["version"] is None for each in tables) == printed > 0


def test_what_subdivisions_and_acts_have_is_that_of_the_law() -> None:
    asked = """{ act(by: { registration: "21471" }, asOf: %s)
      { tables { number } subdivisions { versions { iri } } } }"""
    counts = []
    for as_of in (EARLY, DAY, "null"):
        found = data_of(schema(), asked % as_of)["act"]
        counts.append((len(found["tables"]), sum(len(each["versions"]) for each in found["subdivisions"])))
    assert counts == [(0, 0), (3, 1), (3, 1)]


def test_a_comparison_counts_what_is_certain() -> None:
    asked = """{ compare(asOf: %s, a: { named: "insured" }, b: { named: "emergency" })
      { counts { a b onlyA both } onlyA { totalCount undecidedCount } } }"""
    certain = data_of(schema(), asked % '{ date: "2022-03-01" }')["compare"]
    possible = data_of(schema(), asked % DAY)["compare"]
    undated = data_of(schema(), asked.replace("asOf: %s, ", ""))["compare"]
    assert set(certain["counts"].values()) == {0}
    assert certain["onlyA"]["undecidedCount"] == possible["counts"]["onlyA"] == undated["counts"]["onlyA"]
    assert possible["counts"] == undated["counts"]


QUESTIONS = [
    f"procedures(asOf: %s, first: 100, {FLAGSHIP})",
    "procedures(asOf: %s, first: 100, orderBy: [{ listings: DESC }], where: { namesDiffer: true })",
    "procedures(asOf: %s, first: 100, where: { listings: { every: { regime: { eq: GOBMP } } } })",
    "listings(asOf: %s, first: 100, where: { procedure: { listings: { count: { gte: 2 } } } })",
    "tariffLines(asOf: %s, first: 100, orderBy: [{ price: DESC }])",
    "tables(asOf: %s, first: 100, orderBy: [{ rows: DESC }], where: { listings: { exists: true } })",
]


@pytest.mark.parametrize("certainty", ["CERTAIN", "POSSIBLE"])
def test_the_query_that_a_connection_prints_has_its_answer(certainty: str, published: Schema) -> None:
    nonempty = 0
    for asked in (schema(), published):
        endpoint = SparqlEngine(asked.context.graph)  # type: ignore[arg-type]
        for question in QUESTIONS:
            for day in ("2022-01-20", "2022-03-01", "2025-08-05"):
                dated = question % f'{{ date: "{day}", knownOn: "2025-08-25", certainty: {certainty} }}'
                (found,) = data_of(asked, f"{{ {dated} {{ nodes {{ iri }} sparql }} }}").values()
                assert endpoint.run(found["sparql"])[:100] == [node["iri"] for node in found["nodes"]]
                nonempty += bool(found["nodes"])
    assert nonempty > 10


def test_the_endpoint_takes_the_flagship_of_a_day() -> None:
    for certainty in Certainty:
        asked = QUESTIONS[0] % f'{{ date: "2022-03-01", certainty: {certainty} }}'
        (found,) = data_of(schema(), f"{{ {asked} {{ sparql }} }}").values()
        check(found["sparql"])


def test_a_version_is_asked_about_in_sparql_too() -> None:
    endpoint = SparqlEngine(graph())
    for question in QUESTIONS:
        (found,) = data_of(
            schema(), "{ " + question % ('{ version: "' + graph().base + LISTED + '" }') + " { nodes { iri } sparql } }"
        ).values()
        assert endpoint.run(found["sparql"])[:100] == [node["iri"] for node in found["nodes"]]


def test_the_length_of_what_is_written_is_bounded() -> None:
    query = "query($where: ProcedureFilter) {{ procedures({}where: $where) {{ totalCount {} }} }}"
    rows = [{"listings": {"some": {"row": {"eq": str(row)}}, "none": {"row": {"eq": "9"}}}} for row in range(55)]
    many, dated = {"where": {"or": rows}}, 'asOf: { date: "2022-03-01" }, '
    for as_of, written in (("", ""), ("", "sparql"), (dated, "")):
        assert "errors" not in execute(schema(), query.format(as_of, written), many)
    (error,) = execute(schema(), query.format(dated, "sparql"), many)["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["actual"] > error["extensions"]["limit"] == LONGEST
    few = {"where": {"or": rows[:6]}}
    (found,) = execute(schema(), query.format(dated, "sparql"), few)["data"].values()
    assert len(found["sparql"]) < 100 * LONGEST


@pytest.mark.parametrize("part", ["listings { sparql }", "...F"])
def test_what_is_written_below_is_paid_for(part: str) -> None:
    """Of two hundred rows' procedures the question of each would be written down."""
    fragment = "fragment F on Procedure { listings { sparql } }" if part == "...F" else ""
    asked = f"{{ tables(%s first: 3) {{ nodes {{ listings(first: 100) {{ nodes {{ procedure {{ {part} }} }} }} }} }} }}"
    assert "errors" not in execute(schema(), asked % "" + fragment)
    dated = 'asOf: { date: "2022-03-01", certainty: POSSIBLE },'
    (error,) = execute(schema(), asked % dated + fragment)["errors"]
    assert (error["extensions"]["code"], error["extensions"]["what"]) == ("QUERY_TOO_COMPLEX", "conditions")


def test_where_much_is_unknown_the_answer_is_not_exact_and_not_wrong() -> None:
    """A question that asks about rows in many places is not split into cases: it finds more possible, none certain."""
    some, none = "some: { regime: { eq: OSMS } }", "none: { admission: { eq: EMERGENCY } }"
    one = f"{{ kind: {{ eq: TRANSPLANTATION }}, listings: {{ {some} {none} }} }}"
    split = numbers(schema(), "procedures", 'date: "2022-03-01"', f"where: {{ or: [{one * 4}] }}")
    plain = numbers(schema(), "procedures", 'date: "2022-03-01"', f"where: {{ or: [{one * 5}] }}")
    assert (split, plain) == ((0, 9), (0, 13))


def test_what_is_not_held_of_a_day_is_told_beside_what_is_certain() -> None:
    version = graph().base + PRICED
    found = data_of(
        schema(),
        '{ procedures(asOf: {date: "2021-06-01"}, where: {listings: {none: {regime: {eq: OSMS}}}}) '
        "{ totalCount gaps { kind prevents reason } } listings { gaps { kind } } "
        f'tariffLines(asOf: {{version: "{version}"}}) {{ gaps {{ kind }} }} }}',
    )
    (gap,) = found["procedures"]["gaps"]
    assert (gap["kind"], gap["prevents"]) == ("BASE_NOT_HELD", True)
    assert "Appendix 2 of № ҚР ДСМ-134/2020" in gap["reason"]
    assert found["listings"]["gaps"] == found["tariffLines"]["gaps"] == []


def test_a_day_of_which_all_is_held_has_no_gap(published: Schema) -> None:
    found = data_of(published, '{ listings(asOf: {date: "2022-03-01"}) { totalCount gaps { reason } } }')["listings"]
    assert found["totalCount"] == 109
    assert "Appendix 2" not in found["gaps"][0]["reason"]
    assert "Tariffs of № ҚР ДСМ-170/2020" in found["gaps"][0]["reason"]


def test_every_entry_point_takes_a_day() -> None:
    root = schema().graphql.query_type
    assert root is not None
    without = {name for name, field in root.fields.items() if not {"asOf", "on", "from", "since"} & field.args.keys()}
    assert without == {"meta", "namedSets"}


def test_what_is_found_by_words_terms_and_ways_stands_under_the_day() -> None:
    heart, order = f"{graph().base}code/mkb9/37.51", graph().base + ORDER
    rows = "{ ... on Procedure { listings { totalCount undecidedCount } } }"
    found = data_of(
        schema(),
        f'{{ search(text: "37.51", first: 1, asOf: {{date: "2022-03-01"}}) {{ edges {{ node {rows} }} }} '
        f'resolve(terms: ["37.51"], asOf: {{date: "2022-03-01"}}) {{ matches {{ node {rows} }} }} '
        f'paths(from: "{heart}", to: "{order}", first: 1, asOf: {{date: "2022-03-01"}}) {{ nodes {rows} }} }}',
    )
    nodes = (
        found["search"]["edges"][0]["node"],
        found["resolve"][0]["matches"][0]["node"],
        found["paths"][0]["nodes"][0],
    )
    assert [node["listings"] for node in nodes] == [{"totalCount": 0, "undecidedCount": 1}] * 3
