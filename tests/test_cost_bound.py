"""A prediction is never below the answer: its nodes are no fewer than the entries of all lists that are answered."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_required_argument,
)
from hypothesis import given, settings

from graph.finding.passage import SEARCHED
from graph.finding.spelling import Repair
from schema import limits
from schema.api import Answer, Schema, execute, sdl
from schema.errors import Code
from schema.field import most_entries
from schema.finding_enums import CodeRepair, SearchType
from tests import asking
from tests.drawn_requests import ROOTS, SCHEMA, Drawn, requests
from tests.test_drawn_documents import STEADY
from tests.test_drawn_documents import schema as seeds
from tests.test_schema import answered

GRAPHS = {"world": asking.schema, "seeds": seeds}


@pytest.fixture(params=GRAPHS)
def schema(request: pytest.FixtureRequest) -> Schema:
    return GRAPHS[request.param]()


def check(answer: Answer) -> str:
    """What became of a request; its prediction holds, or it is refused with what it would have cost."""
    assert Code.INTERNAL not in {error["extensions"]["code"] for error in answer.get("errors", ())}
    if "data" not in answer:
        (error, *_) = answer["errors"]
        if error["extensions"]["code"] == Code.COMPLEX:
            assert {"limit", "actual", "field"} <= error["extensions"].keys()
            assert error["extensions"]["actual"] > error["extensions"]["limit"]
        return str(error["extensions"]["code"])
    found = answer["data"] or {}
    introspected = {key: value for key, value in found.items() if key.startswith("__")}
    predicted = answer["extensions"]["cost"]
    assert predicted["nodes"] >= answered(found) - answered(introspected)
    assert predicted["introspection"] >= answered(introspected)
    return "introspected" if introspected else "answered"


def outcomes(roots: Mapping[str, str], *graphs: Schema) -> Counter[str]:
    """What became of requests, and how they were dressed."""
    found: Counter[str] = Counter()

    @settings(STEADY, max_examples=150)
    @given(requests(build_schema(sdl(graphs[0])), roots))
    def ask(request: Drawn) -> None:
        found.update(check(execute(each, request.query, request.variables)) for each in graphs)
        found["floats"] += any(isinstance(each, float) for each in request.variables.values())
        found["fragments"] += "fragment F0" in request.query

    ask()
    return found


def test_no_request_is_answered_with_more_than_was_predicted() -> None:
    found = outcomes(ROOTS, asking.schema(), seeds())
    assert found["answered"] > 150, found
    assert min(found["floats"], found["fragments"]) > 30, found
    assert not found[Code.PARSE]
    assert not found[Code.VALIDATION]


@pytest.mark.parametrize("limit", [limits.INTROSPECTION, 10**9])
def test_no_introspection_is_answered_with_more_than_was_predicted(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = limit == limits.INTROSPECTION
    monkeypatch.setattr(limits, "INTROSPECTION", limit)
    found = outcomes(SCHEMA, asking.schema())
    assert found["introspected"] > 50, found
    assert (found[Code.COMPLEX] > 0) == strict, found


def everything(type_: GraphQLNamedType, depth: int) -> str:
    """A selection of all that may be asked for without arguments, so many levels deep."""
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    asked = ["__typename"]
    for name, declared in type_.fields.items():
        below = get_named_type(declared.type)
        is_open = isinstance(below, GraphQLObjectType | GraphQLInterfaceType)
        if not any(map(is_required_argument, declared.args.values())) and (depth or not is_open):
            page = "(first: 3)" if "first" in declared.args else ""
            asked.append(f"{name}{page} {everything(below, depth - 1)}")
    return f"{{ {' '.join(asked)} }}"


@pytest.mark.parametrize("name", ROOTS)
def test_all_lists_of_all_resources_are_bounded(name: str, schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("NODES", "CONDITIONS", "TOKENS", "CHARACTERS"):
        monkeypatch.setattr(limits, limit, 10**9)
    monkeypatch.setattr(limits, "SECONDS", 60.0)
    root = schema.graphql.query_type
    assert root is not None
    declared = root.fields[name]
    arguments = ROOTS[name] or ("(first: 100)" if "first" in declared.args else "")
    answer = execute(schema, f"{{ {name}{arguments} {everything(get_named_type(declared.type), 3)} }}")
    assert "errors" not in answer, answer["errors"][:1]
    assert check(answer) == "answered"
    assert answered(answer["data"]) or name in {"compare", "procedure"}


def lists(graph: Schema) -> Iterator[tuple[GraphQLNamedType, str, GraphQLField]]:
    for type_ in graph.graphql.type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not is_introspection_type(type_):
            for name, declared in type_.fields.items():
                if isinstance(get_nullable_type(declared.type), GraphQLList):
                    yield type_, name, declared


def test_every_list_has_a_page_or_a_bound(schema: Schema) -> None:
    found = Counter[str]()
    for type_, name, declared in lists(schema):
        most = most_entries(declared)
        if name in {"nodes", "edges"} and type_.name.endswith("Connection"):
            found["page"] += 1
        elif isinstance(most, str):
            assert most in declared.args
            found["argument"] += 1
        else:
            width = most if isinstance(most, int) else schema.widths.of(type_, name, declared)
            assert width >= 0
            found["width"] += 1
    assert min(found.values()) > 2
    assert len(found) == 3


def test_a_list_that_nothing_bounds_is_a_mistake_in_its_declaration() -> None:
    page = asking.schema().graphql.type_map["PageInfo"]
    assert isinstance(page, GraphQLObjectType)
    with pytest.raises(TypeError, match=r"PageInfo\.endCursor has nothing that bounds it"):
        asking.schema().widths.of(page, "endCursor", page.fields["endCursor"])


def test_every_list_of_introspection_has_its_length() -> None:
    introspected = asking.schema().widths.introspected
    for type_ in asking.schema().graphql.type_map.values():
        if isinstance(type_, GraphQLObjectType) and is_introspection_type(type_):
            assert introspected.number[type_.name]
            for name, declared in type_.fields.items():
                if isinstance(get_nullable_type(declared.type), GraphQLList):
                    assert introspected.total[type_.name, name] >= introspected.longest[type_.name, name] > 0


def test_the_whole_schema_is_predicted_exactly() -> None:
    answer = asking.ask(asking.INTROSPECTION)
    assert answer["extensions"]["cost"]["introspection"] == answered(answer["data"])
    assert answer["extensions"]["cost"]["introspection"] < limits.INTROSPECTION / 2


def fan(number: int) -> str:
    return " ".join(f"a{each}: fields {{ name type {{ name kind }} }}" for each in range(number))


@pytest.mark.parametrize(
    ("query", "what"),
    [
        (f"{{ __schema {{ types {{ {fan(25)} }} }} }}", "introspection"),
        (f"{{ __schema {{ types {{ ...F }} }} }} fragment F on __Type {{ {fan(25)} }}", "introspection"),
        ("{ __schema { types { fields { type { name fields { name } } } } } }", "introspection"),
        (f"{{ __schema {{ types {{ {fan(31)} }} }} }}", "aliases"),
        (f"{{ __schema {{ types {{ {'name @include(if: true) ' * 51} }} }} }}", "directives"),
    ],
)
def test_a_multiplied_introspection_is_refused(query: str, what: str) -> None:
    found = asking.error(query)["extensions"]
    assert (found["code"], found["what"]) == (Code.COMPLEX, what)
    assert found["actual"] > found["limit"]
    assert found["field"].startswith("__schema.types.")


@pytest.mark.parametrize("declared", ["$n: Int", "$n: Int = 1"])
def test_a_whole_number_of_json_is_read_as_graphql_reads_it(declared: str, schema: Schema) -> None:
    query = f"query({declared}) {{ listings(first: $n) {{ nodes {{ iri }} }} }}"
    whole, decimal = (execute(schema, query, {"n": each}) for each in (100, 100.0))
    assert decimal == whole
    assert whole["extensions"]["cost"]["nodes"] == 100
    matches = 'query($n: Int!) { resolve(terms: ["т"]) { matches(first: $n) { score } } }'
    assert execute(schema, matches, {"n": 7.0})["extensions"]["cost"]["nodes"] == 1 + 7


def test_suggested_repairs_and_facets_are_of_enumerations() -> None:
    assert len(CodeRepair) == len(Repair)
    assert len(SearchType) == len(SEARCHED)


def test_whether_a_type_takes_one_key_is_told_of_every_type() -> None:
    found = asking.data("{ __schema { types { name isOneOf fields { type { kind isOneOf } } } } }")["__schema"]["types"]
    one_of = {each["name"]: each["isOneOf"] for each in found}
    assert (one_of["ActKey"], one_of["ListingFilter"], one_of["Listing"]) == (True, False, None)
    assert {field["type"]["isOneOf"] for each in found for field in each["fields"] or ()} == {None}
