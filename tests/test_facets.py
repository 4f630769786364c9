"""Facets and aggregates: the whole answer counted, by three engines, and as clients see it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.build import Graph
from graph.fact import Fact, Value
from graph.stores import sparql
from graph.stores.memory import MemoryStore
from graph.stores.query import NOTHING, Aggregate, Facet, Filter, Query
from graph.stores.store import Counts, Summary
from graph.vocabulary import TERMS
from schema import facets
from schema.condition import CURRENT
from schema.facets import Property
from tests.asking import ask, code_of, data, error
from tests.endpoint import SparqlEngine
from tests.naive import NaiveEngine, value_of
from tests.test_examples import graph as seeds
from tests.test_schema import answered, measured
from tests.test_store import LISTINGS, TO_PROCEDURE, WAYS, endpoint, filters, reference
from tests.world import BASE, say, world

PROPERTIES: dict[str, dict[str, Property]] = {
    name: {each.name: each.value for each in getattr(facets, f"{name}Facet")}
    for name in ("Procedure", "Listing", "TariffLine", "Act", "Service", "Effect")
}


def solutions(engine: SparqlEngine, text: str) -> list[Any]:
    return list(engine.store.query(text, use_default_graph_as_union=True))  # type: ignore[arg-type]


def value(term: str, node: object) -> Value | None:
    assert node is None or isinstance(node, (ox.NamedNode, ox.Literal))
    return value_of(TERMS[term], node.value) if node else None


def counted_in_sparql(engine: SparqlEngine, asked: Facet) -> Counts:
    found = solutions(engine, sparql.facet(asked, engine.base))
    rows = [(counted_value(asked, row["value"]), int(row["count"].value)) for row in found]
    missing = [count for value, count in rows if value is None]
    return Counts(tuple((value, count) for value, count in rows if value is not None), sum(missing))


def counted_value(asked: Facet, node: object) -> Value | None:
    if not asked.yearly or node is None:
        return value(asked.term, node)
    assert isinstance(node, ox.Literal)
    return int(node.value)


def counted_naively(engine: NaiveEngine, asked: Facet) -> Counts:
    subjects = engine.answer(asked.query)
    counts: Counter[Any] = Counter()
    missing = 0
    for subject in subjects:
        ends = engine.far(subject, asked.way) if asked.way else {subject}
        kept = [end for end in ends if engine.holds(end, asked.among)]
        values = {value for end in kept for value in engine.values(end, asked.term)}
        values = {value.year for value in values} if asked.yearly else values
        counts.update(values)
        missing += not values
    return Counts(tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))), missing)


def summarized_in_sparql(engine: SparqlEngine, asked: Aggregate) -> tuple[tuple[Any, ...], ...]:
    numbers = ("min", "max", "sum", "average")
    return tuple(
        (value(asked.per, row[asked.per]), int(row["count"].value), *(Decimal(row[name].value) for name in numbers))
        for row in solutions(engine, sparql.aggregate(asked, engine.base))
    )


def as_row(summary: Summary) -> tuple[Any, ...]:
    return (summary.group, summary.count, summary.minimum, summary.maximum, summary.sum, summary.average)


def questions(class_name: str) -> st.SearchStrategy[Facet]:
    """What the schema asks of a class, and what it might: each term of the class and of what its ways lead to."""
    asked = [Property("", *each[1:]) for each in PROPERTIES.get(class_name, {}).values()]
    terms = {"Procedure": ["code", "chapter", "kinds", "broader"], "Listing": ["row", "regimes", "table", "current"]}
    terms |= {"Table": ["number", "act"], "Act": ["signed", "number", "cites", "held"], "TariffLine": ["price"]}
    asked += [Property("", term) for term in terms[class_name]]
    asked += [Property("", term, way) for way in WAYS[class_name] for term in terms[way.to]]
    ways = st.builds(lambda way, among: (way, among), st.sampled_from(WAYS[class_name]), filters("Listing", 1)).filter(
        lambda pair: pair[0].to == "Listing"
    )
    among = ways.map(lambda pair: Property("", "regimes", *pair)) if LISTINGS in WAYS[class_name] else st.nothing()
    return st.builds(
        lambda where, each: Facet(Query(class_name, where), *each[1:]),
        filters(class_name, 2),
        st.one_of(st.sampled_from(asked), among),
    )


FACETS = st.sampled_from(["Procedure", "Listing", "Table", "Act", "TariffLine"]).flatmap(questions)


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(FACETS)
@example(Facet(Query("Procedure", NOTHING), "kinds"))
@example(Facet(Query("Procedure", NOTHING), "regimes", LISTINGS, CURRENT))
@example(Facet(Query("Procedure"), "regimes", LISTINGS, NOTHING))
@example(Facet(Query("Listing"), "kinds", TO_PROCEDURE))
def test_engines_count_the_same(asked: Facet) -> None:
    expected = counted_naively(reference(), asked)
    assert world().store.count(asked) == expected
    assert counted_in_sparql(endpoint(), asked) == expected
    for each, count in expected.values:
        assert world().store.find(asked.having(each)).total == count
        assert len(reference().answer(asked.having(each))) == count


@cache
def seeds_engines() -> tuple[Graph, SparqlEngine]:
    return seeds(), SparqlEngine(seeds())


@pytest.mark.parametrize(("class_name", "name"), [(c, name) for c, each in PROPERTIES.items() for name in each])
def test_engines_count_the_seeds_the_same(class_name: str, name: str) -> None:
    graph, exported = seeds_engines()
    asked = Facet(Query(class_name), *PROPERTIES[class_name][name][1:])
    found = graph.store.count(asked)
    assert found == counted_in_sparql(exported, asked)
    assert found == counted_naively(NaiveEngine(graph.facts), asked)
    assert found.values


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(filters("TariffLine", 2))
def test_engines_add_up_the_same(where: Filter) -> None:
    asked = Aggregate(Query("TariffLine", where), "price", "currency")
    found = world().store.summarize(asked)
    assert tuple(map(as_row, found)) == summarized_in_sparql(endpoint(), asked)
    prices = [reference().values(iri, "price")[0] for iri in reference().answer(asked.query)]
    if not prices:
        assert found == ()
        return
    (all_,) = found
    assert (all_.group, all_.count, all_.minimum, all_.maximum) == ("KZT", len(prices), min(prices), max(prices))
    assert all_.sum == sum(prices)
    assert abs(all_.average * all_.count - all_.sum) <= Decimal("0.005") * all_.count


PRICES = st.lists(
    st.tuples(
        st.decimals("-99999.999", "99999999.99", places=3, allow_nan=False),
        st.sampled_from(["KZT", "USD", None]),
    ),
    max_size=6,
)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(PRICES)
@example([(Decimal("0.01"), "KZT"), (Decimal("0.00"), "KZT")])
@example([(Decimal("-0.01"), "KZT"), (Decimal("0.00"), "KZT")])
@example([(Decimal("10.00"), None), (Decimal("0.01"), None), (Decimal(5), "USD")])
def test_currencies_are_never_mixed(lines: list[tuple[Decimal, str | None]]) -> None:
    facts = tuple(priced(lines))
    asked = Aggregate(Query("TariffLine"), "price", "currency")
    found = MemoryStore(facts).summarize(asked)
    expected = []
    for currency in sorted({each for _, each in lines}, key=lambda each: each or ""):
        prices = [price for price, each in lines if each == currency]
        # In whole thousandths; the average is that of the whole sum, in hundredths, half towards the greater.
        hundredths = (2 * int(sum(prices) * 1000) + 10 * len(prices)) // (20 * len(prices))
        average = Decimal(hundredths).scaleb(-2)
        expected.append((currency, len(prices), min(prices), max(prices), sum(prices), average))
    assert [as_row(each) for each in found] == expected
    assert all(each.average.as_tuple().exponent == -2 for each in found)
    built = replace(world(), facts=facts, store=MemoryStore(facts))
    assert list(summarized_in_sparql(SparqlEngine(built), asked)) == expected


def priced(lines: list[tuple[Decimal, str | None]]) -> Iterator[Fact]:
    for n, (price, currency) in enumerate(lines):
        yield from say(f"{BASE}line/{n}", type="TariffLine", price=f"{price:f}", currency=currency)
    yield from say(f"{BASE}line/none", type="TariffLine", currency="KZT")


def test_sums_are_exact_however_long() -> None:
    lines = [(Decimal("1e40"), "KZT"), (Decimal("1e-9"), "KZT"), (Decimal("-1e40"), "KZT")]
    facts = tuple(priced([(each, currency) for each, currency in lines]))
    (found,) = MemoryStore(facts).summarize(Aggregate(Query("TariffLine"), "price", "currency"))
    assert found.sum == Decimal("1e-9")
    assert found.average == 0


COUNTED = """{ procedures(first: 1) { totalCount facets(by: [KIND, CHAPTER, REGIME, ADMISSION]) {
  by totalCount missing values { value label(languages: ["en"]) { value } iri count } } } }"""


def test_facets_count_the_whole_answer_and_not_the_page() -> None:
    found = data(COUNTED)["procedures"]
    kind, chapter, regime, admission = found["facets"]
    assert found["totalCount"] == 7
    assert [(each["value"], each["count"]) for each in kind["values"]] == [
        ("TRANSPLANTATION", 2),
        ("IMPLANTATION", 1),
        ("REPLACEMENT", 1),
    ]
    assert kind["missing"] == 4
    assert chapter == {
        "by": "CHAPTER",
        "totalCount": 3,
        "missing": 3,
        "values": [
            {"value": "35-39", "label": {"value": "Operations on the cardiovascular system"}, "iri": None, "count": 2},
            {
                "value": "00",
                "label": {"value": "Procedures and interventions, not elsewhere classified"},
                "iri": None,
                "count": 1,
            },
            {
                "value": "40-41",
                "label": {"value": "Operations on the hemic and lymphatic system"},
                "iri": None,
                "count": 1,
            },
        ],
    }
    assert [(each["value"], each["count"]) for each in regime["values"]] == [("OSMS", 6), ("GOBMP", 4)]
    assert regime["values"][0]["iri"] == f"{BASE}concept/regime/osms"
    assert regime["values"][0]["label"]["value"]
    assert [(each["value"], each["count"]) for each in admission["values"]] == [("PLANNED", 6), ("EMERGENCY", 3)]
    assert (regime["missing"], admission["missing"]) == (1, 1)


@pytest.mark.parametrize("class_name", PROPERTIES)
def test_a_value_is_what_the_filter_takes(class_name: str) -> None:
    """Each facet value, given back as a filter, finds as many as it counts."""
    listed = "listings: { some: { %s } }" if class_name == "Procedure" else "%s"
    written = {
        "KIND": "kind: { eq: %s }" if class_name == "Procedure" else 'kind: { eq: "%s" }',
        "CHAPTER": 'chapter: { eq: "%s" }',
        "REGIME": listed % "regime: { eq: %s }",
        "ADMISSION": listed % "admission: { eq: %s }",
        "TABLE": 'table: { iri: { eq: "%s" } }',
        "ACT": 'act: { iri: { eq: "%s" } }',
        "GROUP": 'group: { eq: "%s" }' if class_name == "Service" else 'service: { group: { eq: "%s" } }',
        "ISSUER": 'issuer: { eq: "%s" }',
        "HELD": "held: %s",
        "OPERATION": 'operation: { eq: "%s" }',
        "SCOPE": 'scope: { eq: "%s" }',
        "TARGET_ACT": 'targetAct: { iri: { eq: "%s" } }',
        "YEAR": 'signed: { gte: "%s-01-01", lte: "%s-12-31" }',
        "APPLIES_FROM": 'appliesFrom: { eq: "%s" }',
    }
    if class_name == "Listing":
        written["KIND"], written["CHAPTER"] = "procedure: { kind: { eq: %s } }", 'procedure: { chapter: { eq: "%s" } }'
    if class_name == "Procedure":
        written["TABLE"], written["ACT"] = listed % written["TABLE"], listed % written["ACT"]
    root = class_name[0].lower() + class_name[1:] + "s"
    asked = f"{{ {root} {{ facets(by: [{', '.join(PROPERTIES[class_name])}]) {{ by values {{ value count }} }} }} }}"
    for facet in data(asked)[root]["facets"]:
        assert facet["values"]
        for each in facet["values"]:
            where = written[facet["by"]].replace("%s", each["value"])
            found = data(f"{{ {root}(where: {{ {where} }}) {{ totalCount }} }}")[root]["totalCount"]
            assert found == each["count"]


def test_facets_follow_filter_way_and_versions() -> None:
    found = data("""{
      procedures(where: { kind: { eq: TRANSPLANTATION } }, last: 1) {
        facets(by: REGIME) { values { value count } missing }
        nodes { listings { facets(by: [TABLE]) { totalCount values { count label { value } } } } } }
      regimes { code listings { facets(by: ADMISSION) { values { value count } } } }
    }""")
    assert found["procedures"]["facets"] == [{"values": [{"value": "OSMS", "count": 2}], "missing": 0}]
    (node,) = found["procedures"]["nodes"]
    assert node["listings"]["facets"][0]["totalCount"] == 1
    by_regime = {each["code"]: each["listings"]["facets"][0]["values"] for each in found["regimes"]}
    assert by_regime == {
        "OSMS": [{"value": "PLANNED", "count": 6}],
        "GOBMP": [{"value": "EMERGENCY", "count": 3}, {"value": "PLANNED", "count": 2}],
    }


def test_first_cuts_the_values_and_not_the_counts() -> None:
    facet = data("{ procedures { facets(by: KIND) { values(first: 1) { value } totalCount missing } } }")
    (found,) = facet["procedures"]["facets"]
    assert found == {"values": [{"value": "TRANSPLANTATION"}], "totalCount": 3, "missing": 4}
    for size in (0, -1, 101):
        wrong = error(f"{{ procedures {{ facets(by: KIND) {{ values(first: {size}) {{ value }} }} }} }}")
        assert (wrong["extensions"]["code"], wrong["extensions"]["limit"]) == ("BAD_USER_INPUT", 100)


def test_a_property_is_counted_once_and_only_where_it_exists() -> None:
    found = data("{ procedures { facets(by: [KIND, REGIME, KIND]) { by } } }")["procedures"]["facets"]
    assert [each["by"] for each in found] == ["KIND", "REGIME"]
    assert data("{ procedures { facets(by: []) { by } } }")["procedures"]["facets"] == []
    assert code_of("{ procedures { facets(by: [GROUP]) { by } } }") == "GRAPHQL_VALIDATION_FAILED"
    assert code_of("{ tables { facets(by: [ACT]) { by } } }") == "GRAPHQL_VALIDATION_FAILED"
    assert code_of("{ procedures { facets { by } } }") == "GRAPHQL_VALIDATION_FAILED"
    variable = ask("query($by: [ProcedureFacet!]!) { procedures { facets(by: $by) { by } } }", {"by": ["CHAPTER"]})
    assert variable["data"]["procedures"]["facets"] == [{"by": "CHAPTER"}]


def test_prices_add_up_over_the_whole_answer() -> None:
    asked = "aggregate { count prices { currency count min max sum average } }"
    found = data(f"""{{ tariffLines(first: 1) {{ {asked} }}
      none: tariffLines(where: {{ price: {{ lt: 1 }} }}) {{ {asked} }}
      services(where: {{ code: {{ eq: "D92.243.026" }} }}) {{ nodes {{ tariffLines {{ {asked} }} }} }} }}""")
    assert found["tariffLines"]["aggregate"] == {
        "count": 3,
        "prices": [
            {
                "currency": "KZT",
                "count": 3,
                "min": "63112.54",
                "max": "1081701.27",
                "sum": "1402343.79",
                "average": "467447.93",
            }
        ],
    }
    assert found["none"]["aggregate"] == {"count": 0, "prices": []}
    (service,) = found["services"]["nodes"]
    assert service["tariffLines"]["aggregate"]["prices"][0]["average"] == "63112.54"


def test_a_resource_leads_on() -> None:
    """A value that is a resource is one to go on from; what is none has no IRI."""
    asked = "value iri label { value } resource { __typename iri ... on Table { number listings { totalCount } } }"
    found = data(f"{{ listings {{ facets(by: [TABLE, CHAPTER]) {{ values {{ {asked} count }} }} }} }}")["listings"]
    tables, chapters = (each["values"] for each in found["facets"])
    for each in tables:
        assert each["resource"]["iri"] == each["iri"] == each["value"]
        assert each["resource"]["listings"]["totalCount"] == each["count"]
    assert {each["resource"]["number"] for each in tables} == {"1", "2", "3"}
    assert all(each["resource"] is None and each["iri"] is None for each in chapters)
    assert all(each["label"]["value"].startswith(("Operations", "Procedures")) for each in chapters)


def test_a_group_of_the_tariff_list_has_its_title() -> None:
    asked = '{ services { facets(by: [GROUP]) { values { value label(languages: ["ru"]) { value language } } } } }'
    (facet,) = data(asked)["services"]["facets"]
    groups = {each.letter: each.titles["ru"] for each in world().codes.systems["tariff"].groups}
    found = {each["value"]: each["label"] for each in facet["values"]}
    assert "D" in found
    assert found == {letter: {"value": groups[letter], "language": "ru"} for letter in found}


PRICES_OF = "count sparql prices { currency count min max sum average }"


def test_prices_add_up_for_each_value() -> None:
    found = data(f"""{{ tariffLines(first: 1) {{ facets(by: GROUP) {{ values {{ value count }} }}
      aggregate {{ groups(by: GROUP) {{ value {{ value count }} aggregate {{ {PRICES_OF} }} }} }} }} }}""")[
        "tariffLines"
    ]
    groups = found["aggregate"]["groups"]
    assert [each["value"] for each in groups] == found["facets"][0]["values"]
    assert [each["value"] for each in groups] == [{"value": "D", "count": 2}, {"value": "C", "count": 1}]
    assert [each["aggregate"]["prices"][0]["sum"] for each in groups] == ["1144813.81", "257529.98"]
    for each in groups:
        where = f'{{ service: {{ group: {{ eq: "{each["value"]["value"]}" }} }} }}'
        alone = data(f"{{ tariffLines(where: {where}) {{ aggregate {{ {PRICES_OF} }} }} }}")["tariffLines"]["aggregate"]
        assert {**alone, "sparql": ""} == {**each["aggregate"], "sparql": ""}
        (row,) = ask_sparql(each["aggregate"]["sparql"])
        assert row["sum"].value == each["aggregate"]["prices"][0]["sum"]


def test_groups_are_parted_again_and_cut() -> None:
    asked = """{ tariffLines { aggregate { groups(by: APPLIES_FROM) { value { value } aggregate {
      count groups(by: GROUP, first: 1) { value { value } aggregate { count } } } } } } }"""
    (found,) = data(asked)["tariffLines"]["aggregate"]["groups"]
    assert found == {
        "value": {"value": "2025-08-01"},
        "aggregate": {"count": 3, "groups": [{"value": {"value": "D"}, "aggregate": {"count": 2}}]},
    }
    wrong = error("{ tariffLines { aggregate { groups(by: GROUP, first: 0) { value { value } } } } }")
    assert wrong["extensions"]["code"] == "BAD_USER_INPUT"
    assert code_of("{ tariffLines { aggregate { groups(by: CHAPTER) { value { value } } } } }").startswith("GRAPHQL_")


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(filters("TariffLine", 2), st.sampled_from(sorted(PROPERTIES["TariffLine"])))
def test_groups_add_up_as_their_lines_do(where: Filter, name: str) -> None:
    asked = Facet(Query("TariffLine", where), *PROPERTIES["TariffLine"][name][1:])
    for each, count in world().store.count(asked).values:
        summed = Aggregate(asked.having(each), "price", "currency")
        (found,) = world().store.summarize(summed)
        assert found.count == count
        assert found.sum == sum(reference().values(iri, "price")[0] for iri in reference().answer(summed.query))
        assert (as_row(found),) == summarized_in_sparql(endpoint(), summed)


def test_what_is_printed_as_sparql_counts_the_same() -> None:
    found = data("""{ procedures { facets(by: [REGIME]) { values { iri count } missing sparql } }
      tariffLines { aggregate { sparql prices { sum } } } }""")
    (facet,) = found["procedures"]["facets"]
    rows = [(row["value"] and row["value"].value, int(row["count"].value)) for row in ask_sparql(facet["sparql"])]
    counts = [(each["iri"], each["count"]) for each in facet["values"]]
    assert sorted(rows, key=repr) == sorted([*counts, (None, facet["missing"])], key=repr)
    aggregate = found["tariffLines"]["aggregate"]
    (row,) = ask_sparql(aggregate["sparql"])
    assert row["sum"].value == aggregate["prices"][0]["sum"]


def ask_sparql(text: str) -> list[Any]:
    return solutions(endpoint(), text)


@pytest.mark.parametrize(
    "query",
    [
        COUNTED,
        "{ procedures { facets(by: [KIND, REGIME]) { values(first: 3) { value } } } }",
        "{ procedures { facets(by: KIND) { values { labels: label { value } } } } }",
        "{ listings(first: 3) { nodes { procedure { listings { facets(by: [TABLE, ACT]) { values { iri } } } } } } }",
        "{ tariffLines { facets(by: [REGIME, ACT, GROUP]) { by } aggregate { prices { currency } } } }",
        """{ tariffLines { aggregate { groups(by: GROUP, first: 2) { value { resource { labels { value } } }
          aggregate { prices { sum } groups(by: ACT, first: 1) { aggregate { prices(first: 1) { sum } } } } } } } }""",
    ],
)
def test_counting_predicts_no_less_than_is_answered(query: str) -> None:
    assert measured(query) >= answered(data(query))


def test_facets_count_before_they_are_asked_for() -> None:
    assert measured("{ procedures { facets(by: [KIND, REGIME]) { values(first: 3) { value } } } }") == 2 * (1 + 3)
    assert measured("{ procedures { facets(by: KIND) { values { value } } } }") == 1 + 20
    fan = "procedures(first: 100) { nodes { listings { facets(by: [TABLE, ACT]) { values(first: 100) { value } } } } }"
    found = error(f"{{ {fan} }}")["extensions"]
    assert (found["code"], found["actual"]) == ("QUERY_TOO_COMPLEX", 100 * (1 + 2 * (1 + 100)))
    assert code_of(f"{{ procedures {{ facets(by: [{'KIND ' * 10_001}]) {{ by }} }} }}") == "QUERY_TOO_COMPLEX"
