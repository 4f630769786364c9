"""Sets as values: what each way of saying one means, and the laws of their algebra."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest
from graphql import GraphQLInputObjectType, coerce_input_value
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.stores.query import Query
from schema.condition import conditions, read_filter
from schema.filters import FILTERS
from schema.reading import DEEPEST, LARGEST, Reading
from schema.sets import SETS
from tests.asking import ask, code_of, data, error, schema
from tests.endpoint import SparqlEngine
from tests.naive import NaiveEngine
from tests.world import BASE, code_iri, listing_iri, world

Tree = dict[str, Any]
"""A set as a client sends one."""

CODES = ["00.50", "35.84", "37.51", "41.10", "92.201", "92.291", "99.791"]


class Kind(NamedTuple):
    """A class whose sets are asked for: the connection, filters, and ways to name members one by one."""

    field: str
    filters: list[Tree]
    singles: list[Tree]
    names: list[str]


KINDS: dict[str, Kind] = {
    "Procedure": Kind(
        "procedures",
        [
            {},
            {"not": {}},
            {"kind": {"eq": "TRANSPLANTATION"}},
            {"chapter": {"eq": "35-39"}},
            {"codeWithin": ["37", "35.8"]},
            {"namesDiffer": True},
            {"listings": {"none": {"regime": {"eq": "OSMS"}}}},
            {"listings": {"some": {"admission": {"eq": "PLANNED"}}, "count": {"gte": 2}}},
        ],
        [{"codes": []}, *({"codes": found} for found in (CODES[:1], CODES[2:5], CODES[4:], ["11.11", "37.51"]))],
        [name for of, name in schema().context.sets if of == "Procedure"],
    ),
    "Service": Kind(
        "services",
        [{}, {"group": {"eq": "D"}}, {"tariffLines": {"exists": False}}],
        [{"codes": []}, {"codes": ["D92.243.026", "B01.001.001"]}, {"codes": ["A02.020.000"]}],
        [name for of, name in schema().context.sets if of == "Service"],
    ),
    "Listing": Kind(
        "listings",
        [{}, {"regime": {"eq": "GOBMP"}}, {"row": {"in": ["1", "9"]}}, {"procedure": {"code": {"startsWith": "92"}}}],
        [{"iris": []}, {"iris": [listing_iri("3", "9"), listing_iri("1", "1"), f"{BASE}nowhere"]}],
        [name for of, name in schema().context.sets if of == "Listing"],
    ),
    "TariffLine": Kind(
        "tariffLines",
        [{}, {"price": {"lt": "257529.99"}}, {"service": {"group": {"eq": "C"}}}],
        [{"iris": []}, {"iris": [f"{BASE}nowhere"]}],
        [name for of, name in schema().context.sets if of == "TariffLine"],
    ),
}


@cache
def trees(class_name: str, depth: int = 3) -> st.SearchStrategy[Tree]:
    kind = KINDS[class_name]
    leaves = [*({"where": each} for each in kind.filters), *kind.singles, *({"named": each} for each in kind.names)]
    if depth == 0:
        return st.sampled_from(leaves)
    inner = st.deferred(lambda: trees(class_name, depth - 1))
    joined = [
        st.lists(inner, min_size=key == "difference", max_size=3).map(lambda found, key=key: {key: found})  # type: ignore[misc]
        for key in ("union", "intersection", "difference")
    ]
    return st.one_of(st.sampled_from(leaves), *joined, inner.map(lambda found: {"complement": found}))


PROCEDURES = trees("Procedure")
ANY = st.sampled_from(sorted(KINDS)).flatmap(lambda name: st.tuples(st.just(name), trees(name)))


@cache
def reference() -> NaiveEngine:
    return NaiveEngine(world().facts)


@cache
def endpoint() -> SparqlEngine:
    return SparqlEngine(world())


@cache
def universe(class_name: str) -> frozenset[str]:
    return frozenset(reference().answer(Query(class_name)))


@cache
def filtered(class_name: str, where: str) -> frozenset[str]:
    """What a filter lets through, by plain loops over facts."""
    declared = schema().graphql.type_map[FILTERS[class_name].__name__]
    assert isinstance(declared, GraphQLInputObjectType)
    reading = Reading(world().codes, world().vocab)
    found = read_filter(FILTERS[class_name], coerce_input_value(json.loads(where), declared), reading)
    return frozenset(reference().answer(Query(class_name, found)))


def members(class_name: str, tree: Tree) -> frozenset[str]:  # noqa: PLR0911 - one for each way
    """The members of a set, by Python's own sets."""
    ((key, value),) = tree.items()
    match key:
        case "where":
            return filtered(class_name, json.dumps(value))
        case "codes":
            return frozenset(each for each in universe(class_name) if each.rpartition("/")[2] in value)
        case "iris":
            return universe(class_name) & frozenset(value)
        case "named":
            return members(class_name, dict(schema().context.sets[class_name, value].named.set))
        case "complement":
            return universe(class_name) - members(class_name, value)
        case "union":
            return frozenset().union(*(members(class_name, each) for each in value))
        case "intersection":
            return universe(class_name).intersection(*(members(class_name, each) for each in value))
        case _:
            first, *others = (members(class_name, each) for each in value)
            return first.difference(*others)


class Answered(NamedTuple):
    iris: tuple[str, ...]
    total: int
    sparql: str


def answered(class_name: str, tree: Tree) -> Answered:
    """The whole connection, of rows those of all versions."""
    field, versions = KINDS[class_name].field, "versions: ALL, " if class_name in {"Listing", "TariffLine"} else ""
    query = f"query($s: {class_name}Set) {{ {field}({versions}set: $s, first: 100) {{ totalCount sparql nodes {{ iri }} }} }}"  # noqa: E501
    found = data(query, {"s": tree})[field]
    return Answered(tuple(node["iri"] for node in found["nodes"]), found["totalCount"], found["sparql"])


def asked(tree: Tree) -> frozenset[str]:
    return frozenset(answered("Procedure", tree).iris)


SLOW = settings(max_examples=150, derandomize=True, deadline=None, database=None)


@SLOW
@given(ANY)
def test_a_set_is_what_python_says_and_what_sparql_says(drawn: tuple[str, Tree]) -> None:
    class_name, tree = drawn
    found = answered(class_name, tree)
    expected = members(class_name, tree)
    assert frozenset(found.iris) == expected
    assert found.total == len(found.iris) == len(expected)
    assert endpoint().run(found.sparql) == list(found.iris)


def union(*sets: Tree) -> Tree:
    return {"union": list(sets)}


def intersection(*sets: Tree) -> Tree:
    return {"intersection": list(sets)}


def difference(*sets: Tree) -> Tree:
    return {"difference": list(sets)}


def complement(tree: Tree) -> Tree:
    return {"complement": tree}


EVERYTHING: Tree = {"where": {}}
NOTHING: Tree = {"codes": []}

LAWS: dict[str, Callable[[Tree, Tree, Tree], tuple[Tree, Tree]]] = {
    "union commutes": lambda a, b, _: (union(a, b), union(b, a)),
    "intersection commutes": lambda a, b, _: (intersection(a, b), intersection(b, a)),
    "union associates": lambda a, b, c: (union(union(a, b), c), union(a, union(b, c))),
    "intersection associates": lambda a, b, c: (intersection(intersection(a, b), c), intersection(a, b, c)),
    "union distributes": lambda a, b, c: (union(a, intersection(b, c)), intersection(union(a, b), union(a, c))),
    "intersection distributes": lambda a, b, c: (
        intersection(a, union(b, c)),
        union(intersection(a, b), intersection(a, c)),
    ),
    "De Morgan of union": lambda a, b, _: (complement(union(a, b)), intersection(complement(a), complement(b))),
    "De Morgan of intersection": lambda a, b, _: (complement(intersection(a, b)), union(complement(a), complement(b))),
    "double complement": lambda a, *_: (complement(complement(a)), a),
    "difference": lambda a, b, _: (difference(a, b), intersection(a, complement(b))),
    "difference of several": lambda a, b, c: (difference(a, b, c), difference(a, union(b, c))),
    "difference of one": lambda a, *_: (difference(a), a),
    "difference with itself": lambda a, *_: (difference(a, a), NOTHING),
    "union absorbs": lambda a, b, _: (union(a, intersection(a, b)), a),
    "intersection absorbs": lambda a, b, _: (intersection(a, union(a, b)), a),
    "union is idempotent": lambda a, *_: (union(a, a), a),
    "intersection is idempotent": lambda a, *_: (intersection(a, a), a),
    "nothing is neutral to union": lambda a, *_: (union(a, NOTHING), a),
    "everything is neutral to intersection": lambda a, *_: (intersection(a, EVERYTHING), a),
    "everything dominates union": lambda a, *_: (union(a, EVERYTHING), EVERYTHING),
    "nothing dominates intersection": lambda a, *_: (intersection(a, NOTHING), NOTHING),
    "excluded middle": lambda a, *_: (union(a, complement(a)), EVERYTHING),
    "contradiction": lambda a, *_: (intersection(a, complement(a)), NOTHING),
    "union of none": lambda *_: (union(), NOTHING),
    "intersection of none": lambda *_: (intersection(), EVERYTHING),
    "complement of nothing": lambda *_: (complement(NOTHING), EVERYTHING),
}


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(trees("Procedure", 2), trees("Procedure", 2), trees("Procedure", 2))
def test_laws(law: str, a: Tree, b: Tree, c: Tree) -> None:
    left, right = LAWS[law](a, b, c)
    assert answered("Procedure", left)[:2] == answered("Procedure", right)[:2]


@SLOW
@given(ANY, st.data())
def test_where_and_set_are_both_true(drawn: tuple[str, Tree], choice: st.DataObject) -> None:
    class_name, tree = drawn
    field, where = KINDS[class_name].field, choice.draw(st.sampled_from(KINDS[class_name].filters))
    query = f"""query($s: {class_name}Set!, $w: {class_name}Filter!) {{
        both: {field}(set: $s, where: $w, first: 100) {{ nodes {{ iri }} }}
        inside: {field}(set: {{ intersection: [$s, {{ where: $w }}] }}, first: 100) {{ nodes {{ iri }} }}
        filtered: {field}(where: $w, first: 100) {{ nodes {{ iri }} }}
        said: {field}(set: {{ where: $w }}, first: 100) {{ nodes {{ iri }} }} }}"""
    found = data(query, {"s": tree, "w": where})
    assert found["both"] == found["inside"]
    assert found["filtered"] == found["said"]


PAGE = """query($s: ProcedureSet, $after: String, $before: String, $first: Int, $last: Int) {
  procedures(set: $s, orderBy: [{ chapter: DESC }], after: $after, before: $before, first: $first, last: $last) {
    totalCount nodes { iri } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def walked(tree: Tree, size: str, place: str, more: str, cursor: str) -> list[list[str]]:
    pages: list[list[str]] = []
    at: str | None = None
    while True:
        found = data(PAGE, {"s": tree, size: 2, place: at})["procedures"]
        pages.append([node["iri"] for node in found["nodes"]])
        if not found["pageInfo"][more]:
            return pages
        at = found["pageInfo"][cursor]


@settings(max_examples=50, derandomize=True, deadline=None, database=None)
@given(PROCEDURES)
def test_cursors_page_through_a_set(tree: Tree) -> None:
    forwards = walked(tree, "first", "after", "hasNextPage", "endCursor")
    backwards = walked(tree, "last", "before", "hasPreviousPage", "startCursor")
    whole = [iri for page in forwards for iri in page]
    assert whole == [iri for page in reversed(backwards) for iri in page]
    assert frozenset(whole) == members("Procedure", tree)
    assert len(whole) == len(set(whole))


def test_a_set_may_stand_on_an_inner_list() -> None:
    found = data("""{ procedure(code: "00.50") {
        all: listings { totalCount }
        insured: listings(set: { named: "insured" }) { nodes { table { number } } }
        others: listings(set: { complement: { named: "insured" } }) { nodes { table { number } } } } }""")["procedure"]
    assert found["all"]["totalCount"] == 2
    assert found["insured"]["nodes"] == [{"table": {"number": "3"}}]
    assert found["others"]["nodes"] == [{"table": {"number": "1"}}]


def test_the_flagship_question_in_sets() -> None:
    tree = difference(intersection({"named": "transplants"}, {"named": "insured"}), {"named": "emergency"})
    assert asked(tree) == {code_iri("37.51"), code_iri("41.10")}


@pytest.mark.parametrize(
    ("tree", "code", "found", "expected"),
    [
        ({"codes": ["P001"]}, "BAD_USER_INPUT", "P001", "two digits, a point"),
        ({"codes": ["37"]}, "BAD_USER_INPUT", "37", "two digits, a point"),
        ({"union": [{"codes": ["37.51", "З7.51"]}]}, "BAD_USER_INPUT", "З7.51 (with U+0417)", "two digits, a point"),
        ({"named": "transplant"}, "BAD_USER_INPUT", "transplant", "transplants"),
        ({"named": "priced"}, "BAD_USER_INPUT", "priced", "planned"),
        ({"named": ""}, "BAD_USER_INPUT", "", "insured, guaranteed, both-regimes"),
        ({"difference": []}, "BAD_USER_INPUT", "[]", "one set or more"),
        ({"named": "a\0"}, "INVALID_FILTER", "a\0", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tree: Tree, code: str, found: str, expected: str) -> None:
    told = error("query($s: ProcedureSet) { procedures(set: $s) { totalCount } }", {"s": tree})["extensions"]
    assert (told["code"], told["found"]) == (code, found)
    assert expected in told.get("expected", "")


def test_an_unknown_name_is_told_with_near_ones() -> None:
    assert (
        "Did you mean 'transplants'?" in error('{ procedures(set: { named: "transplant" }) { totalCount } }')["message"]
    )


@pytest.mark.parametrize(
    "tree", [{}, {"codes": [], "named": "insured"}, {"named": None}, {"kind": {}}, {"union": [{}]}]
)
def test_a_set_is_said_in_one_way(tree: Tree) -> None:
    errors = ask("query($s: ProcedureSet) { procedures(set: $s) { totalCount } }", {"s": tree})["errors"]
    assert {each["extensions"]["code"] for each in errors} == {"BAD_USER_INPUT"}


def test_an_argument_that_is_null_is_not_given() -> None:
    assert data("{ procedures(set: null) { totalCount } }")["procedures"]["totalCount"] == len(CODES)


def nested(tree: Tree, levels: int) -> Tree:
    for _ in range(levels):
        tree = complement(tree)
    return tree


ASK = "query($s: ProcedureSet) { procedures(set: $s) { totalCount } }"


def test_a_set_has_a_depth() -> None:
    assert "errors" not in ask(ASK, {"s": nested(NOTHING, DEEPEST - 1)})
    told = error(ASK, {"s": nested(NOTHING, DEEPEST)})["extensions"]
    assert (told["code"], told["limit"], told["actual"], told["field"]) == (
        "INVALID_FILTER",
        DEEPEST,
        DEEPEST + 1,
        "set",
    )


@pytest.mark.parametrize("levels", [100, 300, 900])
def test_a_set_that_is_far_too_deep_is_no_failure(levels: int) -> None:
    assert code_of(ASK, {"s": nested(NOTHING, levels)}) in {"INVALID_FILTER", "BAD_USER_INPUT"}


def test_a_named_set_is_as_deep_and_as_large_as_what_it_stands_for() -> None:
    named = schema().context.sets["Procedure", "both-regimes"]
    assert named.levels == 2 + schema().context.sets["Procedure", "insured"].levels - 1
    deepest = DEEPEST - named.levels
    assert "errors" not in ask(ASK, {"s": nested({"named": "both-regimes"}, deepest)})
    assert code_of(ASK, {"s": nested({"named": "both-regimes"}, deepest + 1)}) == "INVALID_FILTER"
    most = (LARGEST - 1) // (named.read + 3)
    assert "errors" not in ask(ASK, {"s": union(*[{"named": "both-regimes"}] * most)})
    told = error(ASK, {"s": union(*[{"named": "both-regimes"}] * (LARGEST // named.read))})["extensions"]
    assert (told["code"], told["limit"], told["field"]) == ("INVALID_FILTER", LARGEST, "set")


def test_a_set_has_a_size() -> None:
    told = error(ASK, {"s": {"codes": ["37.51"] * (LARGEST + 1)}})["extensions"]
    assert (told["code"], told["limit"], told["actual"]) == ("INVALID_FILTER", LARGEST, LARGEST + 1)
    assert code_of(ASK, {"s": union(*[union()] * LARGEST)}) == "INVALID_FILTER"


@pytest.mark.parametrize("declared", SETS.values(), ids=lambda each: each.__name__)
def test_every_way_has_a_meaning(declared: type) -> None:
    type_ = schema().graphql.type_map[declared.__name__]
    assert isinstance(type_, GraphQLInputObjectType)
    assert type_.is_one_of
    assert set(type_.fields) == set(conditions(declared))
