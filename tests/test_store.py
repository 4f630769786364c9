"""One contract for every engine: the same query has the same answer, in the same order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from time import perf_counter
from typing import Any, Protocol

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.build import Graph, build
from graph.fact import Basis, Fact
from graph.stores.entity import BrokenFactError, Text, entities, linked, natural, plain, terms, ways
from graph.stores.memory import MemoryStore
from graph.stores.query import (
    EVERYTHING,
    NOTHING,
    And,
    Compare,
    Comparison,
    Count,
    Differ,
    Filter,
    In,
    Is,
    Not,
    Or,
    Order,
    Query,
    Some,
    Way,
    Within,
    every,
    none,
)
from graph.stores.store import Store
from graph.vocabulary import CLASSES, TERMS
from tests.endpoint import SparqlEngine
from tests.naive import NaiveEngine
from tests.world import BASE, LAW, ORDER, SEEDS, TABLES, code_iri, listing_iri, say, world


class Engine(Protocol):
    def answer(self, query: Query) -> list[str]: ...


class MemoryEngine:
    def __init__(self, store: Store) -> None:
        self.store = store

    def answer(self, query: Query) -> list[str]:
        page = self.store.find(replace(query, first=10_000))
        assert page.total == len(page.items)
        return [each.iri for each in page.items]


@cache
def reference() -> NaiveEngine:
    return NaiveEngine(world().facts)


@cache
def memory() -> Engine:
    return MemoryEngine(world().store)


@cache
def endpoint() -> SparqlEngine:
    return SparqlEngine(world())


ENGINES: dict[str, Callable[[], Engine]] = {"memory": memory, "sparql": endpoint, "naive": reference}

LISTINGS = Way("procedure", "Listing", back=True)
TO_PROCEDURE = Way("procedure", "Procedure")
OSMS = f"{BASE}concept/regime/osms"
GOBMP = f"{BASE}concept/regime/gobmp"
EMERGENCY = f"{BASE}concept/admission/emergency"
TRANSPLANTATION = f"{BASE}concept/kind/transplantation"
EMERGENCIES: Filter = In("admission", (EMERGENCY,))
AMONG: dict[str, tuple[Filter, ...]] = {"Listing": (EVERYTHING, EMERGENCIES)}

CODES = ["00.50", "35.84", "37.51", "41.10", "92.201", "92.291", "99.791"]

CASES: dict[str, tuple[Query, list[str]]] = {
    "everything": (Query("Procedure"), CODES),
    "nothing": (Query("Procedure", NOTHING), []),
    "the question the project exists for": (
        Query(
            "Procedure",
            And(
                (
                    In("kinds", (TRANSPLANTATION,)),
                    Some(LISTINGS, In("regimes", (OSMS,))),
                    none(LISTINGS, In("admission", (EMERGENCY,))),
                )
            ),
        ),
        ["37.51", "41.10"],
    ),
    "one row with both": (
        Query("Procedure", Some(LISTINGS, And((In("regimes", (OSMS,)), In("regimes", (GOBMP,)))))),
        ["92.201", "92.291"],
    ),
    "two rows, one with each": (
        Query("Procedure", And((Some(LISTINGS, In("regimes", (OSMS,))), Some(LISTINGS, In("regimes", (GOBMP,)))))),
        ["00.50", "35.84", "92.201", "92.291"],
    ),
    "every, true on none": (
        Query("Procedure", every(LISTINGS, In("regimes", (OSMS,)))),
        ["37.51", "41.10", "92.291", "99.791"],
    ),
    "printed with different names": (Query("Procedure", Differ(LISTINGS, "nameAsPrinted")), ["00.50"]),
    "within a group of groups": (Query("Procedure", Within("broader", ("37",))), ["37.51"]),
    "within is no prefix": (Query("Procedure", Within("broader", ("41", "41.1"))), []),
    "within holds itself": (Query("Procedure", Within("broader", ("41.10",))), ["41.10"]),
    "in any language": (Query("Procedure", Compare("labels", Comparison.CONTAINS, "СЕРДЦА")), ["37.51"]),
    "starts, letter by letter": (Query("Procedure", Compare("code", Comparison.STARTS, "92.2")), ["92.201", "92.291"]),
    "counted": (Query("Procedure", Count(LISTINGS, Comparison.AT_LEAST, 2)), ["00.50", "35.84", "92.201"]),
    "counted to none": (Query("Procedure", Count(LISTINGS, Comparison.EQUAL, 0)), ["99.791"]),
    "no value, no comparison": (
        Query("Procedure", Not(Compare("chapter", Comparison.LESS, "41"))),
        ["92.201", "92.291", "99.791"],
    ),
    "by amount": (
        Query(
            "TariffLine", Compare("price", Comparison.MORE, Decimal("63112.54")), (Order(("price",), descending=True),)
        ),
        ["1494-2", "1494-10"],
    ),
    "by day": (
        Query("Act", Compare("signed", Comparison.AT_MOST, date(2020, 10, 30)), (Order(("signed",), descending=True),)),
        ["2020-10-30", "2020-10-16"],
    ),
    "rows as numbers": (
        Query("Listing", In("table", (f"{LAW}/annex_2/by/2021-12-31-qr-dsm-141/tbl_3",))),
        ["2", "9", "10", "33"],
    ),
    "by a term of another, ties in document order": (
        Query("Listing", EVERYTHING, (Order(("procedure", "code"), descending=True),)),
        ["2", "10", "1", "10", "9", "2", "33", "1", "2"],
    ),
    "no value sorts lowest": (
        Query("Procedure", EVERYTHING, (Order(("chapter",)),)),
        ["92.201", "92.291", "99.791", "00.50", "35.84", "37.51", "41.10"],
    ),
}


def shown(iri: str) -> str:
    """What a person would call a subject of the cases."""
    values = world().store.get(iri)
    assert values is not None
    name = {"Procedure": "code", "TariffLine": "row", "Listing": "row", "Act": "signed"}[values.type]
    return str(values.values[name])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_answers(engine: str, case: str) -> None:
    query, expected = CASES[case]
    assert [shown(iri) for iri in ENGINES[engine]().answer(query)] == expected


# What hypothesis builds filters of: for each class its terms with values that occur and some that do not, its ways.
VALUES: dict[str, dict[str, list[Any]]] = {
    "Procedure": {
        "code": ["37.51", "00.50", "none"],
        "kinds": [TRANSPLANTATION, f"{BASE}concept/kind/replacement"],
        "chapter": ["35-39", "00", ""],
        "labels": ["Терапия", "Трансплантация сердца", "Толық"],
    },
    "Listing": {
        "regimes": [OSMS, GOBMP],
        "admission": [EMERGENCY],
        "row": ["1", "10", "9"],
        "nameAsPrinted": ["Терапия", "Толық түзету", 'a "quote" \\ and \n a line'],
    },
    "Table": {"number": ["1", "3"], "caption": ["2-кесте"]},
    "Act": {"held": [True, False], "signed": [date(2020, 10, 30), date(2021, 12, 31)], "number": ["524"]},
    "TariffLine": {"price": [Decimal("63112.54"), Decimal(100000)], "appliesFrom": [date(2025, 8, 1)]},
}
WAYS: dict[str, list[Way]] = {
    "Procedure": [LISTINGS],
    "Listing": [TO_PROCEDURE, Way("table", "Table"), Way("act", "Act")],
    "Table": [Way("table", "Listing", back=True), Way("act", "Act"), Way("table", "TariffLine", back=True)],
    "Act": [Way("cites", "Act"), Way("cites", "Act", back=True), Way("act", "Listing", back=True)],
    "TariffLine": [Way("table", "Table"), Way("act", "Act")],
}
WORDS = [Comparison.STARTS, Comparison.CONTAINS]
RANGES = [Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST, Comparison.EQUAL]
SUBJECTS = [code_iri("37.51"), listing_iri("3", "9"), LAW, ORDER, f"{BASE}nowhere"]


def leaves(class_name: str) -> st.SearchStrategy[Filter]:
    terms = VALUES[class_name]
    picked = st.sampled_from(sorted(terms))
    has = picked.flatmap(
        lambda term: st.lists(st.sampled_from(terms[term]), max_size=2).map(lambda found: In(term, tuple(found)))
    )
    tests = [
        Compare(term, comparison, value)
        for term, values in terms.items()
        for value in values
        for comparison in (WORDS if TERMS[term].range in {"string", "langString"} else RANGES)
        if not TERMS[term].links and not isinstance(value, bool)
    ]
    counts = [
        Count(way, comparison, n, among)
        for way in WAYS[class_name]
        for comparison in RANGES
        for n in (0, 1, 2)
        for among in AMONG.get(way.to, (EVERYTHING,))
    ]
    others: list[Filter] = [EVERYTHING, NOTHING, Is(()), Is((SUBJECTS[0], SUBJECTS[2])), Is(tuple(SUBJECTS)), *counts]
    if class_name == "Procedure":
        others += [Differ(LISTINGS, "nameAsPrinted"), Differ(LISTINGS, "nameAsPrinted", EMERGENCIES)]
        others += [Within("broader", ("37", "35.8")), Within("broader", ())]
    return st.one_of(has, st.sampled_from([*tests, *others]))


@cache
def filters(class_name: str, depth: int = 3) -> st.SearchStrategy[Filter]:
    if depth == 0:
        return leaves(class_name)
    inner = st.deferred(lambda: filters(class_name, depth - 1))
    several = st.lists(inner, max_size=3).map(tuple)
    steps = [
        st.deferred(lambda way=way: filters(way.to, depth - 1)).map(lambda found, way=way: Some(way, found))  # type: ignore[misc]
        for way in WAYS[class_name]
    ]
    return st.one_of(leaves(class_name), several.map(And), several.map(Or), inner.map(Not), *steps)


QUERIES = st.sampled_from(sorted(VALUES)).flatmap(lambda name: filters(name).map(lambda where: Query(name, where)))


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(QUERIES)
@example(Query("Procedure", Not(Is(()))))
@example(Query("Procedure", Not(Within("broader", ()))))
@example(Query("Procedure", Not(In("code", ()))))
def test_engines_agree(query: Query) -> None:
    expected = reference().answer(query)
    assert memory().answer(query) == expected
    assert endpoint().answer(query) == expected
    assert endpoint().total(query) == len(expected)


ORDERS = st.lists(
    st.sampled_from([("code",), ("chapter",), ("broader", "code")]).flatmap(
        lambda path: st.booleans().map(lambda descending: Order(path, descending))
    ),
    max_size=2,
).map(tuple)


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(filters("Procedure", 1), ORDERS, st.integers(1, 4), st.sampled_from(CODES), st.sampled_from(CODES))
def test_pages_are_cut_from_the_whole_answer(
    where: Filter, order: tuple[Order, ...], size: int, start: str, stop: str
) -> None:
    everyone = reference().answer(Query("Procedure", EVERYTHING, order))
    found = reference().answer(Query("Procedure", where, order))
    low, high = everyone.index(code_iri(start)), everyone.index(code_iri(stop))
    between = [iri for iri in found if low < everyone.index(iri) < high]
    store = world().store
    query = Query("Procedure", where, order, after=code_iri(start), before=code_iri(stop))
    for page, expected in (
        (store.find(replace(query, first=size)), between[:size]),
        (store.find(replace(query, last=size)), between[-size:]),
        (store.find(replace(query, first=3, last=size)), between[:3][-size:]),
    ):
        assert [each.iri for each in page.items] == expected
        assert page.total == len(found)
        if expected:
            assert page.has_previous == (found[0] != expected[0])
            assert page.has_next == (found[-1] != expected[-1])


def test_walking_pages_gives_everything_once() -> None:
    store, seen, after = world().store, list[str](), None
    while True:
        page = store.find(Query("Listing", order=(Order(("procedure", "code")),), first=2, after=after))
        seen += [each.iri for each in page.items]
        if not page.has_next:
            break
        after = seen[-1]
    assert len(seen) == len(set(seen)) == sum(len(rows) for _, _, rows in TABLES.values())


@pytest.mark.parametrize("after", [f"{BASE}nowhere", LAW])
def test_a_page_after_nothing_is_refused(after: str) -> None:
    with pytest.raises(KeyError):
        world().store.find(Query("Procedure", after=after))


def test_entities_hold_values_links_and_ways_back() -> None:
    heart = world().store.get(code_iri("37.51"))
    assert heart is not None
    (listing,) = heart.values["listings"]
    assert listing.values["procedure"] is heart
    assert listing.values["table"].values["listings"][1] is listing
    assert heart.values["labels"] == (Text("Жүректі трансплантаттау", "kk"), Text("Трансплантация сердца", "ru"))
    assert heart.values["broader"].values["narrower"] == (heart,)
    assert [each.values["number"] for each in world().store.get(LAW).values["amendedBy"]] == ["ҚР ДСМ-141"]  # type: ignore[union-attr]


def test_every_entity_has_a_key_for_every_term_and_way_of_its_class() -> None:
    act = world().store.get(LAW)
    assert act is not None
    assert act.values["notes"] == ()
    assert act.values["acting"] is None
    assert act.values["enactingWord"] == ()
    assert act.values["conflicts"] == ()
    assert "price" not in act.values


def test_a_term_of_one_value_may_have_it_in_each_language() -> None:
    heart = world().store.get(listing_iri("3", "9"))
    assert heart is not None
    assert [text.language for text in heart.values["nameAsPrinted"]] == ["kk", "ru"]


def test_no_way_back_has_the_name_of_a_term_of_the_same_class() -> None:
    for name in CLASSES:
        assert not {term.name for term in terms(name)} & set(ways(name))


def test_evidence_is_each_quote_once_in_the_order_of_the_text() -> None:
    listing = world().store.get(listing_iri("3", "9"))
    assert listing is not None
    assert [(each.locator, each.act.iri) for each in listing.evidence] == [
        ("table 3, caption", ORDER),
        ("table 3, row 9", ORDER),
    ]
    assert [each.basis for each in listing.evidence] == [Basis.PRINTED, Basis.REPAIRED]


def test_a_basis_is_that_of_the_most_cautious_fact() -> None:
    line = world().store.all("TariffLine")[0]
    assert line.basis("currency") is Basis.INFERRED
    assert line.basis("price") is Basis.PRINTED


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (list(say(LAW, number="1")), "the subject has no class"),
        (list(say(LAW, type="Order")), "no class of the vocabulary"),
        (list(say(LAW, type="Act", signed="2021-02-30")), "no date"),
        (list(say(LAW, type="Act", held="yes")), "no boolean"),
        (list(say(LAW, type="Act", price="1")), "no term of Act"),
        (list(say(LAW, type="Act", cites=ORDER)), "leads to no subject"),
        (list(say(LAW, type="Act", number=("1", "2"))), "a second value beside '1'"),
        ([*say(LAW, type="Act"), Fact(LAW, TERMS["labels"], "name", BASE)], "no langString"),
        (list(say(LAW, type="Act", enactingWord=("kk:a", "ru:b", "kk:c"))), "a second value beside 'a'"),
    ],
)
def test_broken_facts_are_refused_with_their_place(facts: list[Fact], problem: str) -> None:
    with pytest.raises(BrokenFactError, match=problem) as refused:
        entities(facts)
    assert LAW in str(refused.value)


def test_natural_order_pads_numbers() -> None:
    rows = ["row_33", "row_9", "row_1494-10", "row_1494-2", "row_1494-1"]
    assert sorted(rows, key=natural) == ["row_9", "row_33", "row_1494-1", "row_1494-2", "row_1494-10"]


@pytest.fixture(scope="module")
def seeds() -> Graph:
    return build(SEEDS)


def test_engines_agree_on_the_seeds(seeds: Graph) -> None:
    """Every term, every link and every way back of every class, with values that occur."""
    exported, plain_loops = SparqlEngine(seeds), NaiveEngine(seeds.facts)
    in_memory = MemoryEngine(seeds.store)
    for query in questions(seeds):
        expected = plain_loops.answer(query)
        assert in_memory.answer(query) == expected
        assert exported.answer(query) == expected


def questions(graph: Graph) -> Iterator[Query]:
    for class_name in CLASSES:
        members = graph.store.all(class_name)
        yield Query(class_name)
        for term in terms(class_name):
            found = [value for member in members for value in plain(member.values[term.name])]
            if term.name != "type" and found:
                few = tuple(dict.fromkeys(found))
                yield Query(class_name, In(term.name, few[:1]), (Order((term.name,), descending=True),)[term.many :])
                yield Query(class_name, Not(In(term.name, few[-2:])))
            if term.links and found:
                there = next(target for member in members for target in linked(member.values[term.name]))
                yield Query(class_name, Not(Some(Way(term.name, there.type), Is((there.iri,)))))
                yield Query(there.type, Count(Way(term.name, class_name, back=True), Comparison.AT_LEAST, 2))


def test_a_store_is_ready_fast(seeds: Graph) -> None:
    start = perf_counter()
    MemoryStore(seeds.facts)
    assert perf_counter() - start < 0.5
