"""Two sets side by side, and what that costs."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from tests.asking import code_of, cost_of, data, error, schema
from tests.test_schema import answered, measured
from tests.test_sets import PROCEDURES, Tree, endpoint, members

COMPARE = """query($a: ProcedureSet!, $b: ProcedureSet!) { compare(a: $a, b: $b) {
  onlyA(first: 100) { ...Part } onlyB(first: 100) { ...Part }
  both(first: 100) { ...Part } either(first: 100) { ...Part }
  counts { a b onlyA onlyB both either } jaccard } }
fragment Part on ProcedureConnection { totalCount sparql nodes { iri } }"""


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(PROCEDURES, PROCEDURES)
def test_a_comparison_is_what_python_says_and_what_sparql_says(left: Tree, right: Tree) -> None:
    a, b = members("Procedure", left), members("Procedure", right)
    found = data(COMPARE, {"a": left, "b": right})["compare"]
    parts = {"onlyA": a - b, "onlyB": b - a, "both": a & b, "either": a | b}
    assert found["counts"] == {"a": len(a), "b": len(b), **{name: len(part) for name, part in parts.items()}}
    for name, part in parts.items():
        iris = [node["iri"] for node in found[name]["nodes"]]
        assert frozenset(iris) == part
        assert found[name]["totalCount"] == len(iris) == len(part)
        assert endpoint().run(found[name]["sparql"]) == iris
    exact = Fraction(len(a & b), len(a | b)) if a | b else Fraction(1)
    assert abs(Fraction(Decimal(found["jaccard"])) - exact) <= Fraction(1, 2 * 10**6)
    assert len(found["jaccard"].partition(".")[2]) == 6


def jaccard(a: Tree, b: Tree) -> str:
    query = "query($a: ProcedureSet!, $b: ProcedureSet!) { compare(a: $a, b: $b) { jaccard } }"
    found: str = data(query, {"a": a, "b": b})["compare"]["jaccard"]
    return found


def test_the_index_at_its_ends() -> None:
    nothing: Tree = {"codes": []}
    everything: Tree = {"where": {}}
    assert jaccard(nothing, nothing) == "1.000000"
    assert jaccard(everything, everything) == "1.000000"
    assert jaccard(nothing, everything) == "0.000000"
    assert jaccard({"codes": ["37.51"]}, {"codes": ["37.51", "41.10", "00.50"]}) == "0.333333"
    assert jaccard({"codes": ["37.51", "41.10"]}, {"codes": ["37.51", "41.10", "00.50"]}) == "0.666667"


def test_a_part_is_a_connection() -> None:
    query = """query($after: String) { compare(a: { named: "insured" }, b: { named: "transplants" }) {
      onlyA(first: 2, after: $after, orderBy: [{ code: DESC }], where: { listings: { count: { gte: 2 } } }
            set: { complement: { codes: ["00.50"] } }) { nodes { code } pageInfo { hasNextPage endCursor } } } }"""
    found = data(query)["compare"]["onlyA"]
    assert [node["code"] for node in found["nodes"]] == ["92.201", "35.84"]
    assert found["pageInfo"]["hasNextPage"] is False
    first = data(query.replace("first: 2", "first: 1"))["compare"]["onlyA"]["pageInfo"]
    assert first["hasNextPage"] is True
    rest = data(query, {"after": first["endCursor"]})["compare"]["onlyA"]["nodes"]
    assert [node["code"] for node in rest] == ["35.84"]


@pytest.mark.parametrize(("side", "other"), [("a", "b"), ("b", "a")])
def test_an_error_names_its_side(side: str, other: str) -> None:
    query = f'{{ compare({side}: {{ difference: [] }}, {other}: {{ named: "insured" }}) {{ jaccard }} }}'
    assert error(query)["extensions"]["field"] == side
    assert code_of('{ compare(a: { named: "insured" }) { jaccard } }') == "GRAPHQL_VALIDATION_FAILED"


def conditions(query: str, variables: dict[str, Any] | None = None) -> int:
    return cost_of(query, variables).conditions


def test_a_comparison_costs_its_sets_in_every_part() -> None:
    query = '{ compare(a: { codes: ["37.51"] }, b: { codes: ["41.10", "00.50"] }) { %s } }'
    assert conditions(query % "jaccard") == 3 * (2 + 4)
    assert conditions(query % "onlyA { totalCount }") == 3 * (2 + 4)
    assert conditions(query % "x: onlyA { totalCount } y: onlyA { totalCount }") == 3 * (2 + 4 + 2)
    assert conditions(query % "onlyA(first: 5) { totalCount }") == 3 * (2 + 4) + 1


@pytest.mark.parametrize(
    "query",
    [
        "{ procedures(set: %s) { totalCount } }",
        "{ procedures(set: { complement: { union: [%s, { codes: [] }] } }) { totalCount } }",
        "{ compare(a: %s, b: { where: {} }) { jaccard } }",
    ],
)
def test_a_named_set_costs_no_less_than_it_written_out(query: str) -> None:
    for of, name in schema().context.sets:
        if of == "Procedure":
            named = conditions(query % f'{{ named: "{name}" }}')
            assert named >= conditions(query % written(name)) > 0
            variable = query.replace("{", "query($name: String!) {", 1) % "{ named: $name }"
            assert conditions(variable, {"name": name}) == named


def written(name: str) -> str:
    """A set written out, sets that it names too."""
    (found,) = (
        each["set"] for each in data("{ namedSets { name type set } }")["namedSets"]
        if (each["name"], each["type"]) == (name, "Procedure")
    )  # fmt: skip
    for of, other in schema().context.sets:
        if of == "Procedure" and f'{{ named: "{other}" }}' in found:
            found = found.replace(f'{{ named: "{other}" }}', written(other))
    return str(found)


def test_one_variable_may_be_a_name_and_something_else() -> None:
    query = "query($x: String!) { procedure(code: $x) { iri } procedures(set: { named: $x }) { totalCount } }"
    read = schema().context.sets["Procedure", "both-regimes"].read
    assert conditions(query, {"x": "both-regimes"}) == 1 + read


def test_an_empty_list_or_object_is_looked_at_too() -> None:
    assert (
        conditions("{ procedures(set: { union: [{ union: [] }, { codes: [] }, { where: {} }] }) { totalCount } }") == 3
    )


@pytest.mark.parametrize(
    "query",
    [
        """{ compare(a: { named: "insured" }, b: { where: {} }) {
             onlyA { nodes { listings { nodes { iri } } } }
             both(first: 2) { edges { node { iri } } nodes { listings { nodes { row } } } }
             either(last: 50) { nodes { kindAssignments { iri } } } } }""",
        "{ namedSets { name labels { value } } }",
        "{ namedSets { label { value } } }",
    ],
)
def test_counting_predicts_no_less_than_is_answered(query: str) -> None:
    found = data(query)
    for each in found.get("namedSets", ()):
        each.pop("labels", None)  # words belong to what has them
    assert measured(query) >= answered(found)
