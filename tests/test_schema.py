"""The schema: what it promises, what it refuses, and how it says so."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    find_breaking_changes,
    is_introspection_type,
    is_required_argument,
    is_specified_scalar_type,
    parse,
    specified_rules,
    validate,
)

from graph.diagnostic import Diagnostic, Problem
from graph.vocabulary import CLASSES
from schema import limits
from schema.api import Schema, execute, make_schema, sdl
from schema.context import decode, encode
from schema.errors import Code
from schema.field import TYPE_NAMES
from schema.rules import invalid, needed_rules
from tests.asking import ask, code_of, cost_of, data, error, schema
from tests.world import BASE, LAW, ORDER, PRICES, TARIFFS, code_iri, listing_iri, world

FLAGSHIP = """{ procedures(where: { kind: { eq: TRANSPLANTATION }
    listings: { some: { regime: { eq: OSMS } } none: { admission: { eq: EMERGENCY } } } }) {
  totalCount nodes { code kinds label { value language fallback }
    listings { nodes { table { number } row regimes { code } admission evidence { locator quote basis } } } } } }"""


def described() -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for name, type_ in schema().graphql.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        found.append((name, type_.description))
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for key, field in type_.fields.items():
                found.append((f"{name}.{key}", field.description))
                found += [(f"{name}.{key}({arg})", value.description) for arg, value in field.args.items()]
        elif isinstance(type_, GraphQLInputObjectType):
            found += [(f"{name}.{key}", value.description) for key, value in type_.fields.items()]
        elif isinstance(type_, GraphQLEnumType):
            found += [(f"{name}.{key}", member.description) for key, member in type_.values.items()]
    return found


def test_everything_has_a_description() -> None:
    assert len(described()) > 500
    assert [place for place, text in described() if not text or not text.strip()] == []


def test_the_sdl_is_the_schema() -> None:
    written = build_schema(sdl(schema()))
    assert find_breaking_changes(schema().graphql, written) == []
    assert find_breaking_changes(written, schema().graphql) == []
    assert "input ActKey @oneOf" in sdl(schema())
    assert sdl(schema()) == sdl(make_schema(world()))


def test_enumerations_are_those_of_the_vocabulary() -> None:
    members = {
        name: list(type_.values)
        for name, type_ in schema().graphql.type_map.items()
        if isinstance(type_, GraphQLEnumType) and not is_introspection_type(type_)
    }
    assert members["RegimeCode"] == ["GOBMP", "OSMS"]
    assert members["AdmissionMode"] == ["EMERGENCY", "PLANNED"]
    assert members["ProcedureKind"] == [kind.enum for kind in world().vocab.kinds]
    assert members["Basis"] == ["PRINTED", "REPAIRED", "INFERRED", "CURATED"]
    kinds = schema().graphql.type_map["ProcedureKind"]
    assert isinstance(kinds, GraphQLEnumType)
    assert world().vocab.kinds[0].definition in str(kinds.values["TRANSPLANTATION"].description)


def test_every_class_of_the_vocabulary_has_a_type() -> None:
    types = schema().graphql.type_map
    resource = types["Resource"]
    for name in CLASSES:
        type_ = types[TYPE_NAMES.get(name, name)]
        assert isinstance(type_, GraphQLObjectType)
        assert resource in type_.interfaces


def test_the_question_the_project_exists_for() -> None:
    found = data(FLAGSHIP)["procedures"]
    assert found["totalCount"] == 2
    assert found["nodes"][0] == {
        "code": "37.51",
        "kinds": ["TRANSPLANTATION"],
        "label": {"value": "Жүректі трансплантаттау", "language": "kk", "fallback": False},
        "listings": {
            "nodes": [
                {
                    "table": {"number": "3"},
                    "row": "9",
                    "regimes": [{"code": "OSMS"}],
                    "admission": "PLANNED",
                    "evidence": [
                        {"locator": "table 3, caption", "quote": "3-кесте", "basis": "PRINTED"},
                        {"locator": "table 3, row 9", "quote": "9 …", "basis": "REPAIRED"},
                    ],
                }
            ]
        },
    }


def test_labels_follow_the_reader() -> None:
    asked = '{ procedure(code: "92.291") { kk: label { value fallback } ru: label(languages: ["ru"]) { value language'
    found = data(f"{asked} fallback }} labels {{ language }} }} }}")["procedure"]
    assert found["kk"] == {"value": "Сәулелік терапия", "fallback": False}
    assert found["ru"] == {"value": "Сәулелік терапия", "language": "kk", "fallback": True}
    heart = data('{ procedure(code: "37.51") { label(languages: ["en", "ru", "kk"]) { value } } }')["procedure"]
    assert heart["label"]["value"] == "Трансплантация сердца"


def test_an_act_says_what_is_known_of_it() -> None:
    found = data("""{ act(by: { registration: "26398" }) {
      held title language kind { code } requisites { issuer { code } acting signed number numberAsPrinted }
      registration { number date } commencement { rule days dayKind date entryIntoForce appliesFrom reason }
      cites { held registration { number date } title language requisites { acting } } amendedBy { iri }
      subdivisions { number kind { code } parent { iri } }
      effects { by { number } targetAct { iri } target { iri } operation { code } verb applied result { complete } }
    } }""")["act"]
    assert found["requisites"] == {
        "issuer": {"code": "MOH"},
        "acting": True,
        "signed": "2021-12-31",
        "number": "ҚР ДСМ-141",
        "numberAsPrinted": "№ ҚР ДСМ -141",
    }
    assert found["registration"] == {"number": "26398", "date": "2022-01-06"}
    assert (found["title"], found["language"], found["held"]) == ("Өзгеріс енгізу туралы", "kk", True)
    assert found["commencement"]["entryIntoForce"] is None
    assert found["commencement"]["date"] is None
    assert "no held text" in found["commencement"]["reason"]
    (cited,) = found["cites"]
    assert cited == {
        "held": False,
        "registration": {"number": "21471", "date": None},
        "title": "Тізбені бекіту туралы",
        "language": None,
        "requisites": {"acting": None},
    }
    assert [part["number"] for part in found["subdivisions"]] == ["1", "2"]
    (effect,) = found["effects"]
    assert effect["by"] == {"number": "1"}
    assert effect["targetAct"] == {"iri": LAW}
    assert effect["result"] == {"complete": True}


def test_tariff_lines_say_what_they_cost_and_what_is_unknown() -> None:
    line = data("""{ tariffLines(first: 1) { nodes { row price { amount currency basis } unit appliesFrom
      version { complete causedBy { commencement { entryIntoForce reason } } } service { code } } } }""")
    (node,) = line["tariffLines"]["nodes"]
    assert node["price"] == {"amount": "63112.54", "currency": "KZT", "basis": "INFERRED"}
    assert node["unit"] == "1 сеанс"
    assert node["appliesFrom"] == "2025-08-01"
    assert node["version"]["complete"] is False
    assert node["version"]["causedBy"]["commencement"]["entryIntoForce"] is None
    assert node["version"]["causedBy"]["commencement"]["reason"]


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (f'iri: "{ORDER}"', True),
        (f'iri: "{code_iri("37.51")}"', False),
        ('registration: "№ 26398"', True),
        ('registration: "1"', False),
        ('requisites: { issuer: "moh", signed: "2021-12-31", number: "№ ҚР ДСМ - 141" }', True),
        ('requisites: { issuer: "ministry of HEALTH", signed: "2021-12-31", number: "ҚР ДСМ-141" }', True),
        ('requisites: { issuer: "gov", signed: "2021-12-31", number: "ҚР ДСМ-141" }', False),
        ('requisites: { issuer: "moh", signed: "2021-12-30", number: "ҚР ДСМ-141" }', False),
    ],
)
def test_an_act_is_named_by_a_whole_key(key: str, found: bool) -> None:
    answer = data(f"{{ act(by: {{ {key} }}) {{ iri }} }}")["act"]
    assert answer == ({"iri": ORDER} if found else None)


@pytest.mark.parametrize("key", ["", 'registration: "1", iri: "http://a/"', "registration: null"])
def test_a_key_is_exactly_one(key: str) -> None:
    assert code_of(f"{{ act(by: {{ {key} }}) {{ iri }} }}") == "GRAPHQL_VALIDATION_FAILED"


def test_nodes_are_found_again_by_id() -> None:
    ids = data("{ procedures { nodes { id iri } } acts { nodes { id iri } } regimes { id iri } }")
    every = [*ids["procedures"]["nodes"], *ids["acts"]["nodes"], *ids["regimes"]]
    asked = [each["id"] for each in every]
    unknown = ["", "x", "!", encode("nowhere"), encode("code/mkb9/37.51") + "=", "é", "%00"]
    found = data("query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Resource { iri } } }", {"ids": [*asked, *unknown]})
    assert found["nodes"] == [*every, *(None for _ in unknown)]
    assert data("query($id: ID!) { node(id: $id) { id } }", {"id": asked[0]})["node"] == {"id": asked[0]}
    assert BASE not in str([decode(each) for each in asked])


def test_ids_outlive_the_base() -> None:
    elsewhere = make_schema(replace(world(), data_version="other"))
    asked = "{ procedures { nodes { id } } }"
    assert execute(elsewhere, asked)["data"] == data(asked)


def test_every_subject_is_a_resource_with_a_type() -> None:
    query = "query($iri: IRI!) { resource(iri: $iri) { __typename id iri label { value } evidence { quote } } }"
    for class_name in CLASSES:
        for entity in world().store.all(class_name):
            found = data(query, {"iri": entity.iri})["resource"]
            assert found["__typename"] == TYPE_NAMES.get(class_name, class_name)
            assert found["iri"] == entity.iri
    assert data(query, {"iri": f"{BASE}nowhere"})["resource"] is None


def test_every_field_of_every_type_answers() -> None:
    asked = list(every_field(schema()))
    assert len(asked) > 90
    for query, iri in asked:
        assert data(query, {"iri": iri})["resource"] is not None


def every_field(asked: Schema) -> Iterator[tuple[str, str]]:
    """A query for every field of a type that needs no argument, and the IRI of a subject, for every subject."""
    for name, type_ in asked.graphql.type_map.items():
        if isinstance(type_, GraphQLObjectType) and any(each.name == "Resource" for each in type_.interfaces):
            free = {
                key: field
                for key, field in type_.fields.items()
                if not any(map(is_required_argument, field.args.values()))
            }
            fields = " ".join(f"{key}{leaves(field.type)}" for key, field in free.items())
            query = f"query($iri: IRI!) {{ resource(iri: $iri) {{ ... on {name} {{ {fields} }} }} }}"
            for class_name in (each for each in CLASSES if TYPE_NAMES.get(each, each) == name):
                yield from ((query, entity.iri) for entity in asked.context.store.all(class_name))


def leaves(type_: Any) -> str:
    from graphql import get_named_type, is_leaf_type

    named = get_named_type(type_)
    if is_leaf_type(named):
        return ""
    plain = [key for key, field in named.fields.items() if is_leaf_type(get_named_type(field.type))]
    return f" {{ {' '.join(plain) or '__typename'} }}"


def test_unknown_codes_are_null() -> None:
    assert data('{ procedure(code: "11.11") { code } service(code: "A01.001.000") { code } }') == {
        "procedure": None,
        "service": None,
    }


@pytest.mark.parametrize("code", ["P001", "A02.020.000.2", "81.042", "D92.243.02б", ""])
def test_a_code_of_another_shape_is_no_service(code: str) -> None:
    found = error(f'{{ service(code: "{code}") {{ code }} }}')
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    assert "D92.243.026" in found["extensions"]["expected"]
    assert found["path"] == ["service"]


def test_meta_says_what_this_is() -> None:
    found = data("{ meta { apiVersion dataVersion base licence counts { type number } files { sha256 } sha256 } }")[
        "meta"
    ]
    assert found["dataVersion"] == world().data_version
    assert {"type": "Procedure", "number": 7} in found["counts"]
    assert [file["sha256"] for file in found["files"]] == found["sha256"]
    assert len(found["sha256"]) == 2


def test_meta_tells_what_was_wrong_with_the_texts() -> None:
    problem = Problem("KZ-SRC-004", "not UTF-8", found="byte 0xC0", action="not read")
    damaged = make_schema(replace(world(), diagnostics=(Diagnostic(problem, "act.txt", 7, 8, 2, 3),)))
    asked = "{ meta { diagnostics { code severity message file line column found expected action help } } }"
    (found,) = execute(damaged, asked)["data"]["meta"]["diagnostics"]
    assert found == {
        "code": "KZ-SRC-004",
        "severity": "error",
        "message": "not UTF-8",
        "file": "act.txt",
        "line": 2,
        "column": 3,
        "found": "byte 0xC0",
        "expected": "UTF-8",
        "action": "not read",
        "help": "convert the file to UTF-8",
    }


PAGE = """query($first: Int, $after: String, $last: Int, $before: String, $order: [ListingOrder!]) {
  listings(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    totalCount edges { cursor node { iri } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


def page(**variables: object) -> dict[str, Any]:
    found: dict[str, Any] = data(PAGE, variables)["listings"]
    return found


@pytest.mark.parametrize("order", [None, [{"row": "DESC"}], [{"code": "ASC"}, {"row": "ASC"}]])
def test_pages_are_walked_in_both_directions(order: object) -> None:
    whole = [edge["node"]["iri"] for edge in page(order=order)["edges"]]
    forward: list[str] = []
    found = page(first=4, order=order)
    while True:
        assert found["totalCount"] == len(whole) == 9
        assert found["pageInfo"]["hasPreviousPage"] == bool(forward)
        forward += [edge["node"]["iri"] for edge in found["edges"]]
        assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
        found = page(first=4, after=found["pageInfo"]["endCursor"], order=order)
    assert forward == whole
    back = page(last=4, before=found["pageInfo"]["startCursor"], order=order)
    assert [edge["node"]["iri"] for edge in back["edges"]] == whole[4:8]


def test_a_page_beyond_the_end_is_empty() -> None:
    last = page()["pageInfo"]["endCursor"]
    found = page(after=last)
    assert found == {
        "totalCount": 9,
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None},
    }


@pytest.mark.parametrize("size", [0, -1, 101, 2_000_000])
@pytest.mark.parametrize("argument", ["first", "last"])
def test_a_page_has_a_size(argument: str, size: int) -> None:
    found = error(f"{{ listings({argument}: {size}) {{ totalCount }} }}")["extensions"]
    assert found["code"] == "BAD_USER_INPUT"
    assert (found["limit"], found["actual"], found["field"]) == (100, size, argument)


def cursors() -> dict[str, str]:
    good = page()["edges"][0]["cursor"]
    parts = json.loads(decode(good) or "")

    def forged(**changes: object) -> str:
        names = ["version", "order", "key", "path"]
        return encode(json.dumps([changes.get(name, part) for name, part in zip(names, parts, strict=True)]))

    other = data("{ procedures(first: 1) { pageInfo { endCursor } } }")["procedures"]["pageInfo"]["endCursor"]
    return {
        "of another connection": other,
        "of another order": page(order=[{"row": "ASC"}])["edges"][0]["cursor"],
        "stale": forged(version="ffff"),
        "on nothing": forged(path="nowhere"),
        "of another class": forged(path=LAW.removeprefix(BASE)),
        "with another key": forged(key=["1"]),
        "of numbers": forged(path=1, version=2),
        "with a part too few": encode(json.dumps(parts[:3])),
        "an object": encode("{}"),
        "deep": encode("[" * 30_000),
        "empty": "",
        "no base64": "!!!",
        "no UTF-8": "_____w",
        "not ASCII": "é",
        "padded": good + "=",
        "a surrogate": "\ud800",
    }


def test_a_refused_cursor_is_told_why() -> None:
    stale, other = (error(PAGE, {"after": cursors()[kind]}) for kind in ("stale", "of another order"))
    assert "The data has changed" in stale["message"]
    assert (stale["extensions"]["found"], stale["extensions"]["expected"]) == ("ffff", "0123456789abcdef")
    assert "another order" in other["message"]
    assert (other["extensions"]["found"], other["extensions"]["expected"]) == ("Listing +row", "Listing")


def test_nested_connections_have_pages_and_sparql() -> None:
    found = data("""{ procedure(code: "00.50") { listings(first: 1, orderBy: [{ row: DESC }]) {
      totalCount nodes { row } pageInfo { hasNextPage endCursor } sparql } } }""")["procedure"]["listings"]
    assert found["totalCount"] == 2
    assert [node["row"] for node in found["nodes"]] == ["2"]
    assert f"?this q:procedure <{code_iri('00.50')}> ." in found["sparql"]
    again = data(
        """query($after: String) { procedure(code: "00.50") {
        listings(first: 1, after: $after, orderBy: [{ row: DESC }]) { nodes { row } } } }""",
        {"after": found["pageInfo"]["endCursor"]},
    )
    assert again["procedure"]["listings"]["nodes"] == [{"row": "1"}]


ERRORS: dict[str, tuple[str, Code]] = {
    "no document": ("", Code.PARSE),
    "a comment": ("# nothing", Code.PARSE),
    "a missing bracket": ("{ procedures { totalCount }", Code.PARSE),
    "a bad string": ('{ procedure(code: "37.51) { code } }', Code.PARSE),
    "an unknown field": ("{ procedures { totalCounts } }", Code.VALIDATION),
    "an unknown argument": ("{ procedures(wher: {}) { totalCount } }", Code.VALIDATION),
    "an unknown key": ("{ procedures(where: { kinds: {} }) { totalCount } }", Code.VALIDATION),
    "an unknown enum": ("{ procedures(where: { kind: { eq: SURGERY } }) { totalCount } }", Code.VALIDATION),
    "a missing argument": ("{ procedure { code } }", Code.VALIDATION),
    "no selection": ("{ procedures }", Code.VALIDATION),
    "an unknown fragment": ("{ ...F }", Code.VALIDATION),
    "an unused fragment": ("{ __typename } fragment F on Query { __typename }", Code.VALIDATION),
    "a circle of fragments": ("{ ...F } fragment F on Query { ...F }", Code.VALIDATION),
    "an undefined variable": ("{ procedure(code: $code) { code } }", Code.VALIDATION),
    "an unknown directive": ("{ procedures @cached { totalCount } }", Code.VALIDATION),
    "a number for a text": ("{ procedure(code: 37.51) { code } }", Code.VALIDATION),
    "two operations, none named": ("query A { __typename } query B { __typename }", Code.INPUT),
    "a schema": ("type Query { a: Int }", Code.VALIDATION),
    "no IRI": ('{ resource(iri: "<x>") { iri } }', Code.INPUT),
    "no date": ('{ acts(where: { signed: { eq: "2021-02-30" } }) { totalCount } }', Code.INPUT),
    "a float for money": ("{ tariffLines(where: { price: { eq: 63112.54 } }) { totalCount } }", Code.INPUT),
    "no language": ('{ procedure(code: "37.51") { label(languages: ["қазақша"]) { value } } }', Code.INPUT),
}


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_have_a_stable_code_and_help(kind: str) -> None:
    query, code = ERRORS[kind]
    answer = ask(query)
    assert "data" not in answer
    assert {each["extensions"]["code"] for each in answer["errors"]} == {code.value}
    assert all(each["extensions"]["help"] and each["message"] for each in answer["errors"])


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("$v: IRI!) { resource(iri: $v) { iri } }", "<x>"),
        ("$v: Date) { acts(where: { signed: { eq: $v } }) { totalCount } }", "31.12.2021"),
        ("$v: Decimal) { tariffLines(where: { price: { eq: $v } }) { totalCount } }", 63112.54),
        ("$v: Decimal) { tariffLines(where: { price: { eq: $v } }) { totalCount } }", True),
        ("$v: Decimal) { tariffLines(where: { price: { eq: $v } }) { totalCount } }", "NaN"),
        ("$v: Decimal) { tariffLines(where: { price: { eq: $v } }) { totalCount } }", "63 112,54"),
        ("$v: KindFilter) { procedures(where: { kind: $v }) { totalCount } }", {"eq": "SURGERY"}),
        ("$v: ProcedureFilter) { procedures(where: $v) { totalCount } }", {"kinds": {}}),
        ("$v: ActKey!) { act(by: $v) { iri } }", {"iri": "http://a/", "registration": "1"}),
        ("$v: Int) { acts(first: $v) { totalCount } }", 2**40),
        ("$v: String!) { procedure(code: $v) { code } }", None),
        ("$v: String!) { procedure(code: $v) { code } }", ["37.51"]),
        ("$v: String!) { procedure(code: $v) { code } }", "\ud800"),
    ],
)
def test_wrong_variables_are_bad_input(declared: str, value: object) -> None:
    found = error(f"query({declared}", {"v": value})
    assert found["extensions"]["code"] == "BAD_USER_INPUT"
    json.dumps(found, ensure_ascii=False).encode()


def test_an_unknown_field_is_told_with_what_was_meant() -> None:
    assert "Did you mean 'totalCount'" in error("{ procedures { totalCounts } }")["message"]


def test_a_failure_is_masked_and_logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_class_name: str) -> None:
        raise ZeroDivisionError("the secret")

    broken = make_schema(replace(world(), store=world().store))
    assert execute(broken, "{ regimes { code } }")["data"]
    monkeypatch.setattr(broken.context.store, "all", fail)
    with caplog.at_level(logging.ERROR):
        answer = execute(broken, "{ regimes { code } }")
    (found,) = answer["errors"]
    assert answer["data"] is None
    assert found["extensions"]["code"] == "INTERNAL"
    assert "secret" not in str(answer)
    assert found["extensions"]["id"] in caplog.text
    assert "the secret" in caplog.text


def test_what_is_not_null_and_missing_is_masked() -> None:
    from graph.stores.entity import Entity

    entity = Entity(f"{BASE}x", "Listing")
    broken = make_schema(world())
    query = '{ resource(iri: "http://x/") { ... on Listing { nameAsPrinted } } }'
    resolve = broken.graphql.query_type.fields["resource"]  # type: ignore[union-attr]
    resolve.resolve = lambda *_args, **_more: entity
    (found,) = execute(broken, query)["errors"]
    assert found["extensions"]["code"] == "INTERNAL"


def test_lists_without_pages_count_at_their_longest() -> None:
    assert measured("{ acts(first: 50) { nodes { subdivisions { act { effectsOn { iri } } } } } }") == 50 + 100 + 100
    fragment = "fragment C on ProcedureConnection { nodes { code } edges { cursor } }"
    assert measured(f"{{ a: procedures(first: 3) {{ ...C }} b: procedures(last: 50) {{ ...C }} }} {fragment}") == 2 * 53
    assert error(f"{{ nodes(ids: {json.dumps(['x'] * 101)}) {{ id }} }}")["extensions"]["code"] == "BAD_USER_INPUT"


def test_quotes_count_as_often_as_they_are_answered() -> None:
    quotes = measured("{ listings(first: 10) { nodes { evidence { act { iri } } } } }") // 10 - 1
    tables = measured("{ acts(first: 1) { nodes { tables { iri } } } }") - 1
    assert quotes > 1
    assert tables > 1
    found = measured("{ listings(first: 10) { nodes { evidence { act { tables { iri } } } } } }")
    assert found == 10 * (1 + quotes * (1 + tables))


def test_words_quotes_and_codes_count_as_all_entries_do() -> None:
    query = "{ %s(first: 10) { nodes { %s } } }"
    words, codes = (measured(query % ("procedures", each)) - 10 for each in ("labels { value }", "kinds"))
    assert min(words, codes, measured(query % ("listings", "evidence { quote }")) - 10) > 0
    assert measured(query % ("procedures", "kinds labels { value }")) == 10 + words + codes


FILTERED = """procedures(first: 100) { nodes {
  a: listings(where: $w) { totalCount }
  b: listings(where: $w) { sparql } } }"""


def test_conditions_count_for_every_list_that_they_filter() -> None:
    where = {"or": [{"row": {"in": ["1", "2", "3", "4"]}}] * 13}
    found = error(f"query($w: ListingFilter) {{ {FILTERED} }}", {"w": where})["extensions"]
    assert (found["code"], found["what"], found["limit"]) == ("QUERY_TOO_COMPLEX", "conditions", limits.CONDITIONS)
    assert found["actual"] == 1 + 2 * 100 * 13 * 4
    assert found["field"] == "procedures.nodes.listings.totalCount"
    literal = "{ or: [" + '{ row: { in: ["1", "2", "3", "4"] } }' * 13 + "] }"
    assert error(f"{{ {FILTERED.replace('$w', literal)} }}")["extensions"] == found
    assert "errors" not in ask(f"query($w: ListingFilter) {{ {FILTERED} }}", {"w": {"row": {"in": ["1", "2"]}}})


@pytest.mark.parametrize(
    "query",
    [
        "{ acts { nodes { subdivisions { act { effects { by { act { amendedBy { iri } } } } } } } } }",
        "{ listings { edges { node { evidence { act { iri } } regimes { iri } } } } }",
        f'{{ resource(iri: "{listing_iri("3", "9")}") {{ evidence {{ act {{ tables {{ iri }} }} }} }} }}',
    ],
)
def test_counting_predicts_no_less_than_is_answered(query: str) -> None:
    assert measured(query) >= answered(data(query))


def measured(query: str) -> int:
    return cost_of(query).nodes


def answered(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(answered, value.values()))
    return sum(1 + answered(each) for each in value) if isinstance(value, list) else 0


@pytest.mark.parametrize("query", [FLAGSHIP, *(query for query, code in ERRORS.values() if code is not Code.PARSE)])
def test_rules_left_out_would_not_have_objected(query: str) -> None:
    document = parse(query)
    everything = validate(schema().graphql, document, specified_rules)
    needed = validate(schema().graphql, document, needed_rules(query, document))
    assert [each.message for each in needed] == [each.message for each in everything]
    found = invalid(schema().graphql, document, needed_rules(query, document))
    assert [each.message for each in found] == [each.message for each in everything]


def test_documents_are_kept_when_they_come_again() -> None:
    fresh = make_schema(world())
    first = fresh.documents.read(FLAGSHIP)
    assert fresh.documents.read(FLAGSHIP) is not first
    assert fresh.documents.read(FLAGSHIP) is fresh.documents.read(FLAGSHIP)
    for n in range(2000):
        fresh.documents._note(f"{{ a{n} }}", first)
        fresh.documents._note(f"{{ a{n} }}", first)
    assert len(fresh.documents._kept) <= 128
    assert len(fresh.documents._seen) <= 1024


def test_repeated_evidence_of_listing_is_of_the_amending_act() -> None:
    asked = "... on Listing { act { iri } evidence { act { iri } } }"
    found = data(f'{{ resource(iri: "{listing_iri("3", "9")}") {{ {asked} }} }}')["resource"]
    assert found["act"]["iri"] == LAW
    assert {each["act"]["iri"] for each in found["evidence"]} == {ORDER}
    assert {PRICES, TARIFFS} <= {each["iri"] for each in data("{ acts { nodes { iri } } }")["acts"]["nodes"]}
