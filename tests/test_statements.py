"""Statements, neighbours and paths: against the facts, against the RDF export, against plain loops."""

from collections import defaultdict
from functools import cache
from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.rdf.quad import Literal, expand
from graph.rdf.reasons import make_reasons
from graph.rdf.triples import make_object, make_statements
from graph.stores.entity import Entity, linked, terms
from graph.stores.statement import links, most_links
from graph.vocabulary import CLASSES
from schema.api import execute
from schema.statements import LONGEST, MOST, MOST_PATHS, SHARED
from tests.asking import ask, code_of, data
from tests.asking import schema as small
from tests.test_examples import answer, graph, schema
from tests.test_sparql_examples import rows
from tests.world import LAW, ORDER, PRICES, TARIFFS, code_iri, listing_iri, world

KNOWN = "basis reason evidence { locator quote start end sha256 basis act { iri } }"
SAID = f"subject {{ iri }} predicate value datatype language resource {{ iri }} {KNOWN}"
QUERY = f"""query($iri: IRI!, $skip: Int!) {{ resource(iri: $iri) {{
  statements(first: 100, skip: $skip) {{ {SAID} }}
  incoming: statements(first: 100, skip: $skip, incoming: true) {{ {SAID} }} }} }}"""

Said = tuple[Any, ...]
"""Subject, predicate, value, datatype, language; then how it is known: basis, reason, quotes."""


def row(found: dict[str, Any]) -> Said:
    assert (found["resource"] is not None) == (found["datatype"] is None and found["value"].startswith(graph().base))
    assert all(each["basis"] == found["basis"] for each in found["evidence"])
    said = (found["subject"]["iri"], found["predicate"], found["value"], found["datatype"], found["language"])
    quotes = ((each["start"], each["end"], each["quote"], each["locator"]) for each in found["evidence"])
    return (*said, found["basis"], found["reason"], tuple(quotes))


def asked(iri: str) -> tuple[set[Said], set[Said]]:
    """All statements of a resource and all that lead to it, page by page."""
    own: list[Said] = []
    incoming: list[Said] = []
    skip = 0
    while True:
        answered = execute(schema(), QUERY, {"iri": iri, "skip": skip})
        assert "errors" not in answered, answered["errors"]
        found = answered["data"]["resource"]
        own += map(row, found["statements"])
        incoming += map(row, found["incoming"])
        skip += 100
        if max(len(found["statements"]), len(found["incoming"])) < 100:
            break
    assert len(own) == len(set(own))
    assert len(incoming) == len(set(incoming))
    return set(own), set(incoming)


@cache
def stated() -> tuple[dict[str, set[Said]], dict[str, set[Said]]]:
    """The facts by subject and by value, as the export writes them."""
    own, incoming = defaultdict(set), defaultdict(set)
    for fact in graph().facts:
        if fact.term.name == "type":
            continue
        found = make_object(fact)
        value = (
            (found.text, found.datatype, found.language or None) if isinstance(found, Literal) else (found, None, None)
        )
        quotes = tuple((each.start, each.end, each.text, each.locator) for each in fact.quotes)
        known = (fact.basis.value, fact.reason, quotes)
        said = (fact.subject, expand(fact.term.iri, graph().base), *value, *known)
        own[fact.subject].add(said)
        if fact.term.links:
            incoming[fact.value].add(said)
    return own, incoming


def test_statements_are_the_facts() -> None:
    own, incoming = stated()
    for class_name in CLASSES:
        for each in graph().store.all(class_name):
            assert asked(each.iri) == (own[each.iri], incoming[each.iri]), each.iri


def test_the_export_says_them_too() -> None:
    exported: dict[str, set[Said]] = defaultdict(set)
    for quad in make_statements(graph().facts, graph().base):
        found = quad.object
        value = (
            (found.text, found.datatype, found.language or None) if isinstance(found, Literal) else (found, None, None)
        )
        exported[quad.subject].add((quad.subject, quad.predicate, *value))
    for iri, said in stated()[0].items():
        assert {each[:5] for each in said} <= exported[iri]


def test_each_fact_has_its_own_basis_and_evidence() -> None:
    """The words of a row rest on the row, who pays on the caption too; what is derived rests on no quote."""
    found = data(
        "query($iri: IRI!) { resource(iri: $iri) { statements { term basis evidence { locator } } } }",
        {"iri": listing_iri("3", "9")},
    )["resource"]
    by_term = {each["term"]: each for each in found["statements"]}
    assert (by_term["nameAsPrinted"]["basis"], by_term["regimes"]["basis"]) == ("REPAIRED", "PRINTED")
    assert [each["locator"] for each in by_term["nameAsPrinted"]["evidence"]] == ["table 3, row 9"]
    assert [each["locator"] for each in by_term["regimes"]["evidence"]] == ["table 3, row 9", "table 3, caption"]
    assert by_term["current"]["evidence"] == []


def test_how_a_field_is_known_is_asked_by_its_term() -> None:
    query = """query($iri: IRI!, $terms: [String!], $in: Boolean!) { resource(iri: $iri) {
      statements(terms: $terms, incoming: $in) { term value } } }"""

    def told(terms: list[str] | None, iri: str = listing_iri("2", "1"), *, incoming: bool = False) -> list[Any]:
        found = data(query, {"iri": iri, "terms": terms, "in": incoming})
        statements: list[Any] = found["resource"]["statements"]
        return statements

    everything = told(None)
    assert told([]) == []
    assert told(["title"]) == []
    assert told(["regimes", "row", "row"]) == [each for each in everything if each["term"] in {"regimes", "row"}]
    assert len(told(["regimes"])) == 2
    assert {each["term"] for each in told(["amends"], LAW, incoming=True)} == {"amends"}
    wrong = ask(query, {"iri": LAW, "terms": ["amends", "typo", "type"], "in": False})["errors"][0]["extensions"]
    assert (wrong["code"], wrong["found"], wrong["field"]) == ("BAD_USER_INPUT", "type", "terms")


def test_reasons_are_those_of_the_export() -> None:
    """Every reason that the export gives beside a statement is with the statement here."""
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in make_reasons(graph().facts, graph().base):
        value = quad.object.text if isinstance(quad.object, Literal) else quad.object
        nodes[quad.subject][quad.predicate.rpartition("#")[2]] = value
    told = {(each["subject"], each["predicate"], each["object"], each["comment"]) for each in nodes.values()}
    assert told
    assert told <= {(*each[:3], each[6]) for said in stated()[0].values() for each in said}


def test_neighbours_are_whatever_is_joined() -> None:
    query = "query($iri: IRI!) { resource(iri: $iri) { neighbours(first: 100) { resource { iri } links { term } } } }"
    for class_name in CLASSES:
        for each in world().store.all(class_name):
            found = data(query, {"iri": each.iri})["resource"]["neighbours"]
            assert [one["resource"]["iri"] for one in found] == [other.iri for other in joined(each)]
            assert all(1 <= len(one["links"]) <= most_links() for one in found)


def joined(entity: Entity) -> list[Entity]:
    """By looking at everything."""
    subjects = [each for name in CLASSES for each in world().store.all(name)]
    found = {each.iri: each for each in subjects if entity in ends(each) or each in ends(entity)}
    return sorted(found.values(), key=lambda each: each.key)


@cache
def ends(start: Entity) -> frozenset[Entity]:
    return frozenset(end for term in terms(start.type) if term.links for end in linked(start.values[term.name]))


def test_what_is_around_is_what_facts_join() -> None:
    joined: dict[str, set[str]] = defaultdict(set)
    for fact in graph().facts:
        if fact.term.links:
            joined[fact.subject].add(fact.value)
            joined[fact.value].add(fact.subject)
    web = network.Web(graph().store)
    for name in CLASSES:
        for each in graph().store.all(name):
            near = [other.iri for other in web.near(each)]
            assert len(near) == len(set(near))
            assert set(near) == joined[each.iri]


PATHS = """query($from: IRI!, $to: IRI!, $longest: Int!, $first: Int!, $shared: Boolean!) {
  paths(from: $from, to: $to, maxLength: $longest, first: $first, throughShared: $shared) {
    length nodes { iri } steps { start { iri } end { iri } links { subject { iri } resource { iri } } } } }"""


def ways(start: str, end: str, longest: int, *, shared: bool, first: int = MOST_PATHS) -> list[list[str]]:
    variables = {"from": start, "to": end, "longest": longest, "first": first, "shared": shared}
    found = data(PATHS, variables)["paths"]
    for path in found:
        nodes = [each["iri"] for each in path["nodes"]]
        assert path["length"] == len(nodes) - 1
        assert [(each["start"]["iri"], each["end"]["iri"]) for each in path["steps"]] == list(pairwise(nodes))
        for step in path["steps"]:
            ends = {step["start"]["iri"], step["end"]["iri"]}
            assert step["links"]
            assert all({each["subject"]["iri"], each["resource"]["iri"]} == ends for each in step["links"])
    return [[each["iri"] for each in path["nodes"]] for path in found]


def walked(start: Entity, end: Entity, longest: int, *, shared: bool) -> list[list[str]]:
    """Every way without a circle, by walking all of them."""
    found: list[list[str]] = []

    def walk(path: list[Entity]) -> None:
        here = path[-1]
        if here is end:
            found.append([each.iri for each in path])
            return
        if len(path) > longest or (len(path) > 1 and not shared and here.type in SHARED):
            return
        for each in joined_once(here.iri):
            if each not in path:
                walk([*path, each])

    walk([start])
    return sorted(found, key=len)


@cache
def joined_once(iri: str) -> tuple[Entity, ...]:
    entity = world().store.get(iri)
    assert entity is not None
    return tuple(joined(entity))


EVERYTHING = [each.iri for name in CLASSES for each in world().store.all(name)]


@settings(deadline=None)
@given(st.sampled_from(EVERYTHING), st.sampled_from(EVERYTHING), st.integers(1, 3), st.booleans())
def test_paths_are_those_of_a_walk(start: str, end: str, longest: int, shared: bool) -> None:
    first, last = world().store.get(start), world().store.get(end)
    assert first is not None
    assert last is not None
    all_of_them = walked(first, last, longest, shared=shared)
    found = ways(start, end, longest, shared=shared)
    assert len(found) == min(len(all_of_them), MOST_PATHS)
    assert [len(each) for each in found] == [len(each) for each in all_of_them[:MOST_PATHS]]
    assert all(each in all_of_them for each in found)
    assert found == ways(start, end, longest, shared=shared)


def test_a_resource_is_as_near_to_itself_as_can_be() -> None:
    assert ways(LAW, LAW, 4, shared=False) == [[LAW]]


def test_what_everything_leads_to_is_no_way_unless_asked_for() -> None:
    start, end = code_iri("37.51"), code_iri("41.10")
    kind = next(each for each in world().store.all("ProcedureKind") if each.iri.endswith("transplantation"))
    assert [start, kind.iri, end] in ways(start, end, 2, shared=True)
    assert ways(start, end, 2, shared=False) == []
    assert ways(start, kind.iri, 1, shared=False) == [[start, kind.iri]]


def test_there_may_be_no_way() -> None:
    assert ways(code_iri("99.791"), PRICES, LONGEST, shared=False) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f'{{ paths(from: "{LAW}", to: "http://nowhere.example/") {{ length }} }}', "BAD_USER_INPUT"),
        (f'{{ paths(from: "{LAW}", to: "{ORDER}", maxLength: 7) {{ length }} }}', "BAD_USER_INPUT"),
        (f'{{ paths(from: "{LAW}", to: "{ORDER}", first: 0) {{ length }} }}', "BAD_USER_INPUT"),
        (f'{{ resource(iri: "{LAW}") {{ statements(first: {MOST + 1}) {{ term }} }} }}', "BAD_USER_INPUT"),
        (f'{{ resource(iri: "{LAW}") {{ statements(skip: -1) {{ term }} }} }}', "BAD_USER_INPUT"),
        (f'{{ resource(iri: "{LAW}") {{ neighbours(first: 0) {{ resource {{ iri }} }} }} }}', "BAD_USER_INPUT"),
    ],
)
def test_what_cannot_be_asked_is_told(query: str, code: str) -> None:
    assert code_of(query) == code


@pytest.mark.parametrize("bound", ["FARTHEST", "WIDEST"])
def test_too_much_between_two_is_told(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    monkeypatch.setattr(network, bound, 3)
    (error,) = ask(f'{{ paths(from: "{ORDER}", to: "{TARIFFS}", throughShared: true) {{ length }} }}')["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["limit"] == 3
    assert error["extensions"]["actual"] > 3


@pytest.mark.parametrize(("layers", "width", "edges"), [(5, 3900, 20), (3, 60_000, 3), (5, 300, 60)])
def test_the_work_is_bounded_whatever_the_web(
    monkeypatch: pytest.MonkeyPatch, layers: int, width: int, edges: int
) -> None:
    """Two ends with layers between them, each subject joined with some of the next layer."""
    joined: defaultdict[str, list[str]] = defaultdict(list)
    names = [[f"{layer}/{n}" for n in range(width)] for layer in range(layers)]
    start, end = world().store.all("Act")[:2]
    pairs = [(start.iri, each) for each in names[0]] + [(each, end.iri) for each in names[-1]]
    for here, there in pairwise(names):
        pairs += [(each, there[(n * 7 + k * 13) % width]) for n, each in enumerate(here) for k in range(edges)]
    for one, other in pairs:
        joined[one].append(other)
        joined[other].append(one)
    web = network.Web(world().store)
    monkeypatch.setattr(web, "_around", joined.__getitem__)
    began = process_time()
    with pytest.raises(network.TooWideError):
        web.paths(start, end, layers + 1, 20, ())
    assert process_time() - began < 2


def test_links_are_bounded_by_the_vocabulary() -> None:
    subjects = [each for name in CLASSES for each in graph().store.all(name)]
    counted: dict[frozenset[str], int] = defaultdict(int)
    for each in subjects:
        for other in {
            target.iri: target for term in terms(each.type) if term.links for target in linked(each.values[term.name])
        }.values():
            counted[frozenset((each.iri, other.iri))] += len(list(links(graph().store, each, other)))
    assert 1 < max(counted.values()) <= most_links()


def test_the_example_of_paths_and_its_twin() -> None:
    found = answer("19")["paths"]
    assert [path["length"] for path in found] == [3, 3, 3]
    between = {tuple(node["iri"] for node in path["nodes"][1:-1]) for path in found}
    assert between == {(each["first"], each["second"]) for each in rows("19")}


def test_the_example_of_statements_and_its_twin() -> None:
    found = answer("20")["resource"]
    iri = str(listing_iri("3", "33")).rpartition("/")[2].removesuffix("#listing")
    said = {(each["predicate"], each["value"]) for each in found["statements"]}
    told = rows("20")
    assert said == {(each["predicate"], each["value"]) for each in told if each["subject"].endswith(iri)}
    leading = {(each["subject"]["iri"], each["predicate"]) for each in found["incoming"]}
    assert leading == {(each["subject"], each["predicate"]) for each in told if not each["subject"].endswith(iri)}
    assert small().context.web is not schema().context.web
