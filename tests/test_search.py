"""Search, resolution and the search of connections over GraphQL: pages, limits, errors, cost, SPARQL."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import cursor
from schema.api import execute
from schema.context import decode, encode
from schema.cost import Request
from schema.measure import measure
from schema.words import LONGEST, MOST_WORDS
from tests.asking import ask, code_of, data, error, schema
from tests.endpoint import SparqlEngine
from tests.test_examples import endpoint
from tests.test_examples import schema as real
from tests.world import code_iri, world

SEARCH = """query($text: String!, $types: [SearchType!], $first: Int, $after: String) {
  search(text: $text, types: $types, first: $first, after: $after) {
    totalCount complete sparql facets { type count }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    suggestions { code repairs why node { iri } }
    nodes { iri }
    edges { cursor score node { __typename iri } text { value language of highlights { start end match } } } } }"""


def search(text: str, **given_: Any) -> Any:
    return data(SEARCH, {"text": text, **given_})["search"]


def test_a_hit_says_which_text_answers_and_with_which_letters() -> None:
    found = search("жүрек")
    (edge,) = found["edges"]
    assert edge["node"] == {"__typename": "Procedure", "iri": code_iri("37.51")}
    assert edge["text"] == {
        "value": "Жүректі трансплантаттау",
        "language": "kk",
        "of": "LABEL",
        "highlights": [{"start": 0, "end": 5, "match": "START"}],
    }
    assert found["facets"] == [{"type": "PROCEDURE", "count": 1}]
    assert found["complete"] is True


def test_a_printed_name_that_is_no_label_is_found() -> None:
    (edge,) = search("пересадка")["edges"]
    assert (edge["node"]["iri"], edge["text"]["of"]) == (code_iri("37.51"), "PRINTED_NAME")


@pytest.mark.parametrize("text", ["т", "терапия", "трансплант", "1", "туралы", "нет"])
def test_walking_the_pages_gives_each_hit_once(text: str) -> None:
    whole = search(text, first=100)
    walked: list[str] = []
    after = None
    while True:
        page = search(text, first=2, after=after)
        assert page["totalCount"] == whole["totalCount"] == len(whole["nodes"])
        assert page["facets"] == whole["facets"]
        assert page["pageInfo"]["hasPreviousPage"] == bool(walked)
        assert page["pageInfo"]["startCursor"] == (page["edges"][0]["cursor"] if page["edges"] else None)
        walked += [node["iri"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert walked == [node["iri"] for node in whole["nodes"]]
    assert len(set(walked)) == len(walked)
    assert sum(facet["count"] for facet in whole["facets"]) == whole["totalCount"]


def foreign_cursors() -> list[str]:
    given_cursor = search("терапия", first=1)["edges"][0]["cursor"]
    parts = json.loads(decode(given_cursor) or "")
    changed = [["f" * 16, *parts[1:]], [*parts[:2], ["0.1"], parts[3]], [*parts[:3], "code/mkb9/37.51"]]
    procedures = data("{ procedures(first: 1) { pageInfo { endCursor } } }")["procedures"]["pageInfo"]["endCursor"]
    other = search("трансплант", first=1)["edges"][0]["cursor"]
    return ["", "!", "AAAA", procedures, other, *(encode(json.dumps(each)) for each in changed)]


@pytest.mark.parametrize("number", range(8))
def test_only_cursors_of_this_search_are_taken(number: int) -> None:
    assert code_of(SEARCH, {"text": "терапия", "after": foreign_cursors()[number]}) == "INVALID_CURSOR"


@pytest.mark.parametrize(
    ("variables", "field"),
    [
        ({"text": "x" * (LONGEST + 1)}, "text"),
        ({"text": " ".join(map(str, range(MOST_WORDS + 1)))}, "text"),
        ({"text": "а\0б"}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"text": "а", "first": 0}, "first"),
        ({"text": "а", "first": 101}, "first"),
    ],
)
def test_what_cannot_be_looked_for_is_bad_input(variables: dict[str, Any], field: str) -> None:
    extensions = error(SEARCH, variables)["extensions"]
    assert (extensions["code"], extensions["field"]) == ("BAD_USER_INPUT", field)


def test_a_text_without_words_finds_nothing_and_filters_nothing() -> None:
    assert search(" № ")["totalCount"] == 0
    whole = data("{ procedures { totalCount } }")["procedures"]
    assert data('{ procedures(search: "…") { totalCount } }')["procedures"] == whole


def test_damaged_codes_are_suggested_with_their_resource() -> None:
    found = search("О0,50")
    assert found["totalCount"] == 0
    assert found["suggestions"][0] == {
        "code": "00.50",
        "repairs": ["LOOK_ALIKE", "PUNCTUATION"],
        "why": "00.50 may be meant: it has 0, not CYRILLIC CAPITAL LETTER O, its points are set otherwise.",
        "node": {"iri": code_iri("00.50")},
    }


def test_types_and_languages_narrow() -> None:
    assert {edge["node"]["__typename"] for edge in search("т", types=["SERVICE"])["edges"]} == {"Service"}
    spoken = data('{ search(text: "т", languages: ["ru"]) { edges { text { language } } } }')["search"]["edges"]
    assert {edge["text"]["language"] for edge in spoken} == {"ru"}


def test_the_sparql_of_a_search_has_the_same_answer_in_the_same_order() -> None:
    for text in ("жүрек", "трансплантация", "37.5", "нет такого слова", "тарифтер"):
        found = execute(real(), SEARCH, {"text": text, "first": 100})["data"]["search"]
        assert endpoint().run(found["sparql"]) == [node["iri"] for node in found["nodes"]]


@pytest.mark.parametrize("text", ["жүрек", "трансплантация", "37.5", "нет такого", "митралдық қақпақша", "", "гмпы"])
@pytest.mark.parametrize("name", ["procedures", "services", "acts", "tables"])
def test_a_searched_connection_agrees_with_its_sparql_and_with_search(name: str, text: str) -> None:
    query = f"query($text: String) {{ {name}(search: $text, first: 100) {{ totalCount sparql nodes {{ iri }} }} }}"
    found = execute(real(), query, {"text": text})["data"][name]
    iris = [node["iri"] for node in found["nodes"]]
    assert endpoint().run(found["sparql"]) == iris
    assert found["totalCount"] == len(iris)
    types = {"procedures": "PROCEDURE", "services": "SERVICE", "acts": "ACT", "tables": "TABLE"}
    hits = execute(real(), SEARCH, {"text": text, "types": [types[name]], "first": 100})["data"]["search"]
    similar = [mark for edge in hits["edges"] for mark in edge["text"]["highlights"] if mark["match"] == "SIMILAR"]
    if text and hits["complete"] and not similar:
        assert sorted(iris) == sorted(node["iri"] for node in hits["nodes"])


def test_where_and_search_are_and() -> None:
    query = "{{ procedures({}) {{ nodes {{ code }} }} }}"
    searched = data(query.format('search: "трансплантаттау"'))["procedures"]["nodes"]
    both = data(query.format('search: "трансплантаттау", where: {codeWithin: ["37"]}'))["procedures"]["nodes"]
    assert [node["code"] for node in searched] == ["37.51", "41.10"]
    assert [node["code"] for node in both] == ["37.51"]


def test_a_filter_has_no_misspelt_and_no_missing_words() -> None:
    assert search("трансплонтаттау")["totalCount"]
    assert data('{ procedures(search: "трансплонтаттау") { totalCount } }')["procedures"]["totalCount"] == 0
    assert search("трансплантаттау нет")["complete"] is False
    assert data('{ procedures(search: "трансплантаттау нет") { totalCount } }')["procedures"]["totalCount"] == 0


def test_words_that_match_too_much_for_a_filter_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schema.words.MOST_MATCHED", 1)
    extensions = error('{ procedures(search: "т") { totalCount } }')["extensions"]
    assert extensions["code"] == "BAD_USER_INPUT"
    assert (extensions["limit"], extensions["field"]) == (1, "search")
    monkeypatch.setattr("schema.search.MOST_MATCHED", 1)
    assert search("т")["sparql"] is None


RESOLVE = """query($terms: [String!]!, $types: [SearchType!], $first: Int! = 5) {
  resolve(terms: $terms, types: $types) { term status
    matches(first: $first) {
      reason score node { iri } text { value highlights { start end } } suggestion { why } } } }"""


def test_terms_are_resolved_in_their_order() -> None:
    terms = ["37.51", "37,51", "ПЕРЕСАДКА СЕРДЦА", "524", "zzz", "37.51"]
    found = data(RESOLVE, {"terms": terms})["resolve"]
    assert [each["term"] for each in found] == terms
    assert [each["status"] for each in found] == ["EXACT", "CANDIDATES", "EXACT", "EXACT", "NONE", "EXACT"]
    assert found[0] == found[5]


def test_types_narrow_a_resolution() -> None:
    found = data(RESOLVE, {"terms": ["37.51", "524"], "types": ["ACT"]})["resolve"]
    assert [each["status"] for each in found] == ["NONE", "EXACT"]


@pytest.mark.parametrize(
    ("variables", "field"),
    [({"terms": ["a"] * 101}, "terms"), ({"terms": ["\0"]}, "terms"), ({"terms": ["37.51"], "first": 21}, "first")],
)
def test_a_resolution_has_limits(variables: dict[str, Any], field: str) -> None:
    extensions = error(RESOLVE, variables)["extensions"]
    assert (extensions["code"], extensions["field"]) == ("BAD_USER_INPUT", field)


@given(st.text(max_size=40))
def test_any_text_is_answered_or_bad_input(text: str) -> None:
    for query, variables in ((SEARCH, {"text": text}), (RESOLVE, {"terms": [text, text]})):
        answer = ask(query, variables)
        assert all(each["extensions"]["code"] == "BAD_USER_INPUT" for each in answer.get("errors", ()))
        assert "errors" in answer or answer["data"]


@pytest.mark.parametrize("first", [1, 3, 20])
def test_the_predicted_cost_is_never_below_the_actual(first: int) -> None:
    variables = {"text": "т", "first": first, "terms": ["37.51", "т", "трансплантаттау"]}
    for query in (SEARCH, RESOLVE):
        document = schema().documents.read(query)
        (operation,) = document.definitions
        request = Request(schema().graphql, schema().widths, {}, variables)
        cost = measure(request, operation.selection_set, schema().graphql.query_type, 1)  # type: ignore[attr-defined, arg-type]
        answered = data(query, {k: v for k, v in variables.items() if f"${k}:" in query})
        assert cost.nodes >= counted(answered)


def counted(value: Any) -> int:
    """The entries of lists that are resources, edges or matches."""
    if isinstance(value, dict):
        return sum(counted(each) for each in value.values())
    if isinstance(value, list):
        mine = sum(isinstance(each, dict) and bool({"iri", "cursor", "node", "status"} & each.keys()) for each in value)
        return mine + sum(counted(each) for each in value)
    return 0


def test_the_small_world_agrees_with_sparql() -> None:
    engine = SparqlEngine(world())
    found = search("терапия", first=100)
    assert engine.run(found["sparql"]) == [node["iri"] for node in found["nodes"]]


def test_a_cursor_of_a_search_names_data_order_key_and_subject() -> None:
    edge = search("жүрек")["edges"][0]
    version, order, key, path = json.loads(decode(edge["cursor"]) or "")
    assert version == world().data_version[:16]
    assert order.startswith("search ")
    assert (key, path) == ([str(edge["score"])], "code/mkb9/37.51")
    assert cursor.place(schema().context, order, key, schema().context.store.get(code_iri("37.51"))) == edge["cursor"]  # type: ignore[arg-type]


def test_long_texts_that_are_searched_for_cost_more() -> None:
    asked = 'x{0}: search(text: "{1}") {{ totalCount }}'
    query = f"{{ {' '.join(asked.format(n, 'а' * 900) for n in range(12))} }}"
    extensions = error(query)["extensions"]
    assert (extensions["code"], extensions["what"]) == ("QUERY_TOO_COMPLEX", "conditions")
    assert code_of(RESOLVE, {"terms": ["а" * 101] * 100}) == "QUERY_TOO_COMPLEX"
    assert len(data(RESOLVE, {"terms": ["а" * 90] * 100})["resolve"]) == 100
