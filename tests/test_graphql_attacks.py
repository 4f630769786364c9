"""Every attack that we know of on a GraphQL service: refused before anything is looked up, or answered within bounds.

First what a document and its variables may do, asked of the schema; then what a request may do, asked of the running
server; then the published advisories of the libraries that this stands on.
"""

import gc
import gzip
import json
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLSyntaxError,
    build_client_schema,
    parse,
    print_schema,
    validate,
)

from schema import limits
from schema.api import sdl
from schema.connection import LARGEST_PAGE
from schema.context import encode
from schema.document import InvalidDocumentError, read_document
from schema.errors import Code
from server.graphql_request import DEEPEST, LARGEST, LONGEST
from tests.asking import INTROSPECTION, ask, code_of, data, error, schema
from tests.posting import JSON, code, send
from tests.test_schema import PAGE, cursors
from tests.world import LAW

SOON = 2.0
"""Seconds of work after which a refusal came too late, on the slowest machine; most take a hundredth of it."""


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is looked up, and the answer comes soon."""

    def fail(*_asked: object) -> None:
        raise AssertionError

    for name in ("find", "get"):
        monkeypatch.setattr(schema().context.store, name, fail)
    start = time.process_time()
    yield
    assert time.process_time() - start < SOON


def doubling(levels: int) -> str:
    """Fragments that each spread the next one twice."""
    fragments = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    return f"{{ ...F0 }} {fragments} fragment F{levels} on Query {{ a: __typename }}"


def nest(levels: int) -> str:
    """`levels` fields deep, the leaf included."""
    inner = "iri"
    for _ in range((levels - 2) // 2):
        inner = f"act {{ subdivisions {{ {inner} }} }}"
    return f'{{ resource(iri: "{LAW}") {{ ... on Subdivision {{ {inner} }} }} }}'


def filtered(times: int) -> str:
    """A document that asks with the filter $w so many times."""
    fields = " ".join(f"a{n}: procedures(where: $w) {{ totalCount }}" for n in range(times))
    return f"query($w: ProcedureFilter) {{ {fields} }}"


def nested_filters(levels: int) -> dict[str, Any]:
    return {"not": nested_filters(levels - 1)} if levels else {}


def numbered(text: str, times: int) -> str:
    """A text so many times, each with its number for an N."""
    return " ".join(text.replace("N", str(n)) for n in range(times))


ROWS = "listings(first: 100) { nodes { row } }"
FAN = f"procedures(first: 100) {{ nodes {{ listings(first: 100) {{ nodes {{ procedure {{ {ROWS} }} }} }} }} }}"
TYPES = "{ __schema { types { fields { type {"
WIDE = {"or": [{"code": {"contains": "1"}}] * 500}

REFUSED: dict[str, tuple[str, dict[str, Any], Code]] = {
    # Nesting.
    "a deep selection": ("{ a" * 500 + " }" * 500, {}, Code.COMPLEX),
    "a deep selection of known fields": (nest(12), {}, Code.COMPLEX),
    "a deep list": ("{ procedures(where: " + "[" * 900 + "]" * 900 + ") { totalCount } }", {}, Code.COMPLEX),
    "a deep object": ("{ procedures(where: " + "{ not: " * 200 + "{}" + "}" * 200 + ") { nodes } }", {}, Code.COMPLEX),
    # Fan-out by the size of pages.
    "three lists of a hundred": (f"{{ {FAN} }}", {}, Code.COMPLEX),
    "the same in a fragment": (f"{{ ...F }} fragment F on Query {{ {FAN} }}", {}, Code.COMPLEX),
    "the same in an inline fragment": (f"{{ ... on Query {{ {FAN} }} }}", {}, Code.COMPLEX),
    "the same by a default": ("query($n: Int = 100) { " + FAN.replace("100", "$n") + " }", {}, Code.COMPLEX),
    "the same by a variable": ("query($n: Int) { " + FAN.replace("100", "$n") + " }", {"n": 100}, Code.COMPLEX),
    "the same in fragments of connections": (
        f"""{{ procedures(last: 100) {{ edges {{ node {{ ...P }} }} }} }}
        fragment P on Procedure {{ listings(first: 100) {{ ...C }} }}
        fragment C on ListingConnection {{ edges {{ node {{ procedure {{ {ROWS} }} }} }} }}""",
        {},
        Code.COMPLEX,
    ),
    "pages below quotes": (
        f"{{ listings(first: 100) {{ nodes {{ evidence {{ act {{ tables {{ {ROWS} }} }} }} }} }} }}",
        {},
        Code.COMPLEX,
    ),
    # Aliases and repetition.
    "thirty-one aliases": (f"{{ {numbered('aN: __typename', 31)} }}", {}, Code.COMPLEX),
    "ten thousand aliases": (f"{{ {numbered('aN: __typename', 10_000)} }}", {}, Code.COMPLEX),
    "a field two thousand times": ("{ procedures { nodes { " + "code " * 1_900 + "} } }", {}, Code.COMPLEX),
    "a field until the tokens end": ("{ " + "__typename " * limits.TOKENS + "}", {}, Code.COMPLEX),
    "overlapping inline fragments": (
        "{ procedures { nodes { " + "... on Procedure { code } " * 3_000 + "} } }",
        {},
        Code.COMPLEX,
    ),
    # Fragments.
    "fragments that double": (doubling(20), {}, Code.COMPLEX),
    "fragments that double beyond any number": (doubling(140), {}, Code.COMPLEX),
    "a circle of fragments": (
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        {},
        Code.VALIDATION,
    ),
    "a fragment in itself": ("{ ...A } fragment A on Query { ...A }", {}, Code.VALIDATION),
    # Length.
    "a huge literal": ('{ procedure(code: "' + "x" * limits.CHARACTERS + '") { code } }', {}, Code.COMPLEX),
    "a block of text": ('{ procedure(code: """' + "x\n" * limits.CHARACTERS + '""") { code } }', {}, Code.COMPLEX),
    "a long comment": ("{ __typename } #" + "x" * limits.CHARACTERS, {}, Code.COMPLEX),
    # Numbers and letters.
    "5,000 digits for a size": ("{ procedures(first: " + "9" * 5_000 + ") { totalCount } }", {}, Code.VALIDATION),
    "5,000 digits for a text": ("{ procedure(code: " + "9" * 5_000 + ") { code } }", {}, Code.VALIDATION),
    "5,000 digits for money": (
        "{ tariffLines(where: { price: { eq: " + "9" * 5_000 + " } }) { totalCount } }",
        {},
        Code.INPUT,
    ),
    "5,000 digits by default": (
        "query($n: Int = " + "9" * 5_000 + ") { procedures(first: $n) { totalCount } }",
        {},
        Code.VALIDATION,
    ),
    "an exponent": ("{ tariffLines(where: { price: { eq: 1e999999999 } }) { totalCount } }", {}, Code.INPUT),
    "a whole number of 33 bits": ("{ procedures(first: 4294967296) { totalCount } }", {}, Code.VALIDATION),
    "a lone surrogate, escaped": (r'{ procedure(code: "\ud800") { code } }', {}, Code.PARSE),
    "a lone surrogate, as it is": ('{ procedure(code: "\ud800") { code } }', {}, Code.PARSE),
    "a NUL": ("{ procedures \0 { totalCount } }", {}, Code.PARSE),
    # Directives.
    "fifty-one directives": ("{ regimes { " + "code @include(if: true) " * 51 + "} }", {}, Code.COMPLEX),
    "one directive many times": ("{ __typename " + "@include(if: true) " * 60 + "}", {}, Code.VALIDATION),
    "unknown directives": ("{ __typename " + "@a " * 900 + "}", {}, Code.VALIDATION),
    # Introspection.
    "a circle in the introspection": (
        f"{TYPES} fields {{ type {{ fields {{ name }} }} }} }} }} }} }} }}",
        {},
        Code.VALIDATION,
    ),
    "a deep introspection": (f"{TYPES} {'ofType {' * 12} name {'}' * 12} }} }} }} }} }}", {}, Code.COMPLEX),
    # Filters.
    "five hundred conditions a hundred times": (filtered(100), {"w": WIDE}, Code.COMPLEX),
    "five hundred conditions thirty times": (filtered(30), {"w": WIDE}, Code.COMPLEX),
    # There is nothing to change and nothing to wait for.
    "a mutation": ("mutation { procedures { totalCount } }", {}, Code.VALIDATION),
    "a subscription": ("subscription { procedures { totalCount } }", {}, Code.VALIDATION),
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("kind", REFUSED)
def test_refused_before_anything_is_looked_up(kind: str) -> None:
    query, variables, expected = REFUSED[kind]
    answer = ask(query, variables)
    assert "data" not in answer
    assert {each["extensions"]["code"] for each in answer["errors"]} == {expected}
    assert len(json.dumps(answer, ensure_ascii=False).encode()) < 64 * 1024


BAD_VALUES: dict[str, tuple[str, object]] = {
    "a page of two million": ("$v: Int) { procedures(first: $v) { totalCount } }", 2_000_000),
    "a page of 40 bits": ("$v: Int) { procedures(first: $v) { totalCount } }", 2**40),
    "a page of infinity": ("$v: Int) { procedures(first: $v) { totalCount } }", float("inf")),
    "money that is no number": ("$v: Decimal) { tariffLines(where: { price: { eq: $v } }) { totalCount } }", "NaN"),
    "deep filters": (
        "$v: ProcedureFilter) { procedures(where: $v) { totalCount } }",
        nested_filters(60),
    ),
    "wide filters": ("$v: ProcedureFilter) { procedures(where: $v) { totalCount } }", {"or": [{}] * 501}),
    "wide lists": ("$v: [String!]) { procedures(where: { codeWithin: $v }) { totalCount } }", ["37"] * 6_000),
    "an expression of 1,800 letters": (
        "$v: String) { procedures(where: { label: { contains: $v } }) { totalCount } }",
        "(a+)+$" * 300,
    ),
    "a NUL": ("$v: String) { procedures(where: { label: { contains: $v } }) { totalCount } }", "\0"),
    "a lone surrogate": ("$v: String) { procedures(where: { label: { contains: $v } }) { totalCount } }", "\ud800"),
    "an IRI of 9,000 letters": ("$v: IRI!) { resource(iri: $v) { iri } }", "http://a/" + "x" * 9_000),
    "an IRI with a line break": ("$v: IRI!) { resource(iri: $v) { iri } }", "http://a/\r\nSet-Cookie: a"),
    "ids without end": ("$v: [ID!]!) { nodes(ids: $v) { id } }", ["x"] * 101),
    "a code of 60,000 letters": ("$v: String!) { procedure(code: $v) { code } }", "1" * 60_000),
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("kind", BAD_VALUES)
def test_values_that_are_refused(kind: str) -> None:
    declared, value = BAD_VALUES[kind]
    found = error(f"query({declared}", {"v": value})
    assert found["extensions"]["code"] in {Code.INPUT, Code.FILTER, Code.COMPLEX}
    assert len(json.dumps(found, ensure_ascii=False).encode()) < 8 * 1024


@pytest.mark.parametrize("kind", cursors())
@pytest.mark.parametrize("argument", ["after", "before"])
def test_only_cursors_of_this_connection_are_taken(kind: str, argument: str) -> None:
    found = error(PAGE, {argument: cursors()[kind]})
    assert found["extensions"]["code"] == "INVALID_CURSOR"
    json.dumps(found, ensure_ascii=False).encode()


ANSWERED: dict[str, tuple[str, dict[str, Any]]] = {
    "a selection of ten levels": (nest(10), {}),
    "a field three hundred times": ("{ procedures { nodes { " + "code " * 300 + "} } }", {}),
    "overlapping inline fragments": ("{ procedures { nodes { " + "... on Procedure { code } " * 300 + "} } }", {}),
    "nested inline fragments": ("{ procedures { nodes { " + "... { ... { code } } " * 250 + "} } }", {}),
    "an order of 380 keys": ("{ procedures(orderBy: [" + "{ code: ASC }" * 380 + "]) { nodes { code } } }", {}),
    "160 conditions twenty times": (filtered(20), {"w": {"or": [{"label": {"contains": "қ" * 400}}] * 160}}),
    "texts like expressions": (
        "query($v: String) { procedures(where: { label: { contains: $v } }) { totalCount sparql } }",
        {"v": "(a+)+$" * 80},
    ),
    "texts like SPARQL": (
        "query($v: String) { procedures(where: { label: { contains: $v } }) { totalCount sparql } }",
        {"v": '") } } ; DROP ALL # \\" \n'},
    ),
    "forged ids": (
        "query($v: [ID!]!) { nodes(ids: $v) { id } }",
        {"v": ["", "!", "é", "%00", "=" * 9_000, "A" * 60_000, encode("../seeds"), encode("code/mkb9/37.51") + "="]},
    ),
    "an IRI of 2,000 letters": ("query($v: IRI!) { resource(iri: $v) { iri } }", {"v": "http://a/" + "x" * 1_990}),
    "an IRI of a file": ("query($v: IRI!) { resource(iri: $v) { iri } }", {"v": "file:///etc/passwd"}),
    "languages without end": (
        "query($v: [LanguageTag!]!) { procedures { nodes { label(languages: $v) { value } } } }",
        {"v": ["de"] * 99},
    ),
}


@pytest.mark.parametrize("kind", ANSWERED)
def test_answered_within_bounds(kind: str) -> None:
    query, variables = ANSWERED[kind]
    start = time.process_time()
    answer = ask(query, variables)
    assert time.process_time() - start < SOON
    assert "errors" not in answer
    assert len(json.dumps(answer)) < 256 * 1024


def test_the_fan_of_pages_is_told_with_its_size() -> None:
    found = error(f"{{ {FAN} }}")["extensions"]
    assert (found["limit"], found["actual"]) == (limits.NODES, 100 + 100**2 + 100**3)
    assert found["field"] == "procedures.nodes.listings.nodes.procedure.listings.nodes.row"
    assert found["help"].startswith("Lower first of procedures (100) and of listings (100) and of listings (100): ")


def test_variables_size_the_pages() -> None:
    query = "query($n: Int) { " + FAN.replace("100", "$n") + " }"
    assert "errors" not in ask(query, {"n": 2})
    assert "errors" not in ask(query.replace("$n: Int", "$n: Int = 5"))
    assert code_of(query, {"n": LARGEST_PAGE + 1}) == "QUERY_TOO_COMPLEX"


def test_depth_counts_through_fragments() -> None:
    fragments = " ".join(f"fragment F{n} on Act {{ cites {{ ...F{n + 1} }} }}" for n in range(9))
    query = f"{{ acts {{ nodes {{ ...F0 }} }} }} {fragments} fragment F9 on Act {{ held }}"
    assert error(query)["extensions"]["actual"] == 12
    assert error(nest(12))["extensions"]["actual"] == 12


def test_fragments_that_double_are_counted_and_not_walked() -> None:
    assert error(doubling(20))["extensions"]["actual"] == 2**20
    assert error(doubling(140))["extensions"]["actual"] == 2**53 - 1


def test_there_is_nothing_to_change() -> None:
    assert schema().graphql.mutation_type is None
    assert schema().graphql.subscription_type is None


def test_what_is_published_is_what_is_there() -> None:
    """Introspection and suggestions stay on: there is nothing to hide, and the SDL says the same."""
    introspected: Any = data(INTROSPECTION)
    assert print_schema(build_client_schema(introspected)) + "\n" == sdl(schema())
    assert "Did you mean 'totalCount'" in error("{ procedures { totalCounts } }")["message"]


# Requests


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nothing",
        b'"a string"',
        b"{}",
        b'{"query": null}',
        b'{"query": 7}',
        b'{"query": ""}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 7}',
        b'{"query": "{ __typename }", "extensions": 7}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": 1e999}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"a": "\\u0000"}}',
        b'{"query": "{ __typename }", "variables": {"\\u0000": 1}}',
        b'{"query": "{ \\u0000 __typename }"}',
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
        b'{"query": "\xff"}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}}",
        b"[" * 30000 + b"]" * 30000,
    ],
)
def test_malformed_bodies(client: httpx.Client, body: bytes) -> None:
    response = send(client, body)
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_the_byte_that_is_no_utf8_is_named(client: httpx.Client) -> None:
    message = send(client, '{"query": "ұ'.encode() + b'\xff"}').json()["errors"][0]["message"]
    assert message == "The request body is not valid JSON in UTF-8: byte 13 is wrong."


@pytest.mark.parametrize("body", [b"[]", b'[{"query": "{ __typename }"}]'])
def test_batching_is_refused(client: httpx.Client, body: bytes) -> None:
    response = send(client, body)
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")
    assert "Batching is not supported" in response.json()["errors"][0]["message"]


def test_the_limit_of_a_body(client: httpx.Client) -> None:
    start, end = b'{"query": "{ __typename }"', b"}"
    fitting = start + b" " * (LARGEST - len(start) - len(end)) + end
    assert send(client, fitting).json()["data"] == {"__typename": "Query"}
    response = send(client, fitting + b" ")
    assert (response.status_code, code(response)) == (413, "PAYLOAD_TOO_LARGE")


def test_the_limit_holds_without_a_length(client: httpx.Client) -> None:
    chunks = iter([b" " * 1024] * 1024)
    response = client.post("/graphql", content=chunks, headers={"Content-Type": JSON})
    assert (response.status_code, code(response)) == (413, "PAYLOAD_TOO_LARGE")


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=cp1251"],
)
def test_media_types_of_bodies(client: httpx.Client, content_type: str) -> None:
    response = send(client, b'{"query": "{ __typename }"}', content_type)
    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_compressed_bodies_are_refused(client: httpx.Client) -> None:
    response = send(client, gzip.compress(b'{"query": "{ __typename }"}'), **{"Content-Encoding": "gzip"})
    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=",
        "query=%FF",
        "query=%7B__typename%7D%00",
        "query={__typename}&query={__typename}",
        "query={__typename}&variables=7",
        "query={__typename}&variables={",
        "&".join(f"a{number}=1" for number in range(30)),
    ],
)
def test_malformed_query_strings(client: httpx.Client, query_string: str) -> None:
    response = client.get(f"/graphql?{query_string}")
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_large_numbers_of_an_error_are_json(client: httpx.Client) -> None:
    response = send(client, json.dumps({"query": doubling(140)}).encode())
    assert (response.status_code, code(response)) == (200, "QUERY_TOO_COMPLEX")


def test_a_query_string_has_a_size(client: httpx.Client) -> None:
    connection = HTTPConnection(client.base_url.host, client.base_url.port or 80, timeout=10)
    connection.request("GET", "/graphql?query=" + "x" * LONGEST)
    response = connection.getresponse()
    (found,) = json.loads(response.read())["errors"]
    assert (response.status, found["extensions"]["code"]) == (414, "URI_TOO_LONG")
    connection.close()


# Advisories


def test_cve_2026_75507_overlapping_fields_take_bounded_work() -> None:
    """The comparison of fields that overlap grows with their square; graphql-core gives up after 250,000."""
    document = parse("{ procedures { nodes { " + "code " * 20_000 + "} } }")
    start = time.process_time()
    assert "Validation aborted." in [each.message for each in validate(schema().graphql, document)]
    assert time.process_time() - start < SOON


def test_cve_2026_75508_comments_are_counted() -> None:
    """Comments are no tokens, so that a limit of tokens alone lets any number of them through."""
    assert code_of("{ __typename } " + "#\n" * (limits.COMMENTS + 1)) == "QUERY_TOO_COMPLEX"
    assert "errors" not in ask("{ __typename } " + "#\n" * limits.COMMENTS)
    with pytest.raises(GraphQLSyntaxError, match="Parsing aborted"):
        parse("{ a } " + "#\n" * 600, max_lexical_tokens=1_000, max_comments=500)


ABORTED = (
    "{ procedures { nodes { " + "code " * 800 + "} } }",
    "{ __typename " + "@a " * 400 + "}",
    "{ " + "unknown " * 400 + "}",
)


def test_ghsa_mpqx_q82w_9x46_aborted_validations_leave_nothing() -> None:
    def objects_after(times: int) -> int:
        for _ in range(times):
            for text in ABORTED:
                with pytest.raises(InvalidDocumentError):
                    read_document(schema().graphql, text)
        gc.collect()
        return len(gc.get_objects())

    before = objects_after(1)
    assert objects_after(6) - before < 100


def test_cve_2026_47707_aliases_are_counted_through_fragments() -> None:
    spread = "{ x: regimes { ...F } y: regimes { ...F } z: regimes { ...F } }"
    found = error(f"{spread} fragment F on Node {{ {numbered('aN: __typename', 11)} }}")["extensions"]
    assert (found["code"], found["limit"], found["actual"]) == ("QUERY_TOO_COMPLEX", limits.ALIASES, 36)
