"""The cookbook says what the examples say, shows what the graph answers, and every way out of it leads somewhere."""

import json
import re
import subprocess
from functools import cache
from html import unescape
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.iri import DEFAULT_BASE
from schema.api import execute
from server.example_groups import GROUPS, group, grouped
from server.examples import Example, at_base, read_examples
from server.highlight import highlight
from server.shorten import CHARACTERS, LINES, shorten, show
from server.sparql.examples import read_sparql_examples
from tests.test_examples import schema

EXAMPLES = {each.name: each for each in read_examples()}
TWINS = {each.name: each for each in read_sparql_examples(DEFAULT_BASE)}


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    found = client.get("/cookbook")
    assert found.status_code == 200
    return found.text


@cache
def answer(name: str) -> Any:
    """What the graph answers, through JSON."""
    example = EXAMPLES[name]
    variables = json.loads(example.variables) if example.variables else None
    response = execute(schema(), example.query, variables)
    assert "errors" not in response
    return json.loads(json.dumps({"data": response["data"]}))


def recipe(page: str, name: str) -> str:
    found = re.search(rf'<section class="recipe" id="{name}".*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def code(markup: str, kind: str) -> str:
    """The text of the block of a kind: query, variables, answer, sparql or curl."""
    found = re.search(rf'<pre class="code {kind}"[^>]*><code>(.*?)</code></pre>', markup, re.DOTALL)
    assert found, kind
    return text(found[1])


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_recipe_shows_its_example_and_its_twin(page: str, name: str) -> None:
    example, markup = EXAMPLES[name], recipe(page, name)
    assert example.title in text(markup)
    assert example.note in text(markup)
    assert code(markup, "query") == example.body
    assert example.query.endswith(f"{example.body}\n")
    assert code(markup, "sparql") == TWINS[name].body
    assert ('class="code variables"' in markup) == bool(example.variables)
    if example.variables:
        assert json.loads(code(markup, "variables")) == json.loads(example.variables)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_recipe_shows_the_answer_of_the_graph(page: str, name: str) -> None:
    markup = recipe(page, name)
    shown = json.loads(code(markup, "answer"))
    assert shown == shorten(answer(name))
    assert (shown == answer(name)) == ("The whole answer" not in markup)


def test_a_name_is_an_anchor_once_and_stands_in_the_contents(page: str) -> None:
    anchors = re.findall(r' id="([^"]*)"', page)
    assert len(anchors) == len(set(anchors))
    contents = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)
    assert contents
    assert sorted(re.findall(r'href="#([^"]*)"', contents[0])) == sorted(EXAMPLES)
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(anchors)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_way_out_of_a_recipe_leads_somewhere(client: httpx.Client, page: str, name: str) -> None:
    links = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', recipe(page, name))}
    assert len(links) == 5
    for link in links:
        assert client.get(link, headers={"Accept": "text/html, */*"}).status_code == 200
    form, sparql = (next(link for link in links if link.startswith(f"/{start}?")) for start in ("query", "sparql/form"))
    (answered,) = re.findall(r"<pre[^>]*><code>(.*?)</code>", client.get(form).text, re.DOTALL)
    assert json.loads(unescape(answered))["data"] == answer(name)["data"]
    assert "No answer" not in client.get(sparql).text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_files_are_those_of_the_examples(client: httpx.Client, name: str) -> None:
    query, twin = client.get(f"/cookbook/{name}.graphql"), client.get(f"/cookbook/{name}.rq")
    assert query.text == EXAMPLES[name].query
    assert query.headers["content-type"] == "application/graphql; charset=utf-8"
    assert twin.text == TWINS[name].query
    assert twin.headers["content-type"] == "application/sparql-query; charset=utf-8"


def test_what_is_no_file_of_the_cookbook_is_not_found(client: httpx.Client) -> None:
    assert client.get("/cookbook/99-nothing.graphql").status_code == 404
    assert client.get("/cookbook/..%2Fapp.py").status_code in {400, 404}


@pytest.mark.parametrize("name", ["01-insured-transplantations", "08-resource"])
def test_the_command_gets_the_answer(server: str, page: str, name: str) -> None:
    command = f"QAMTU={server}; {code(recipe(page, name), 'curl')}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=20, check=True)
    assert json.loads(done.stdout)["data"] == answer(name)["data"]


def test_the_page_is_kept_and_needs_no_script(client: httpx.Client) -> None:
    first = client.get("/cookbook")
    assert client.get("/cookbook", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert first.headers["cache-control"] == "public, no-cache"
    assert "script-src" not in first.headers["content-security-policy"]
    assert "<script" not in first.text
    assert len(first.content) < 1_000_000


def test_the_pages_lead_to_the_cookbook(client: httpx.Client) -> None:
    for path in ("/", "/query", "/graphql", "/limits"):
        assert 'href="/cookbook"' in client.get(path, headers={"Accept": "text/html"}).text
    start = client.get("/").text
    assert {f'href="/cookbook#{name}"' in start for name in EXAMPLES} == {True}


# Groups, bases


def test_every_example_stands_in_one_group() -> None:
    groups = grouped(EXAMPLES.values())
    assert sorted(each.name for held in groups.values() for each in held) == sorted(EXAMPLES)
    assert {group(each) for each in EXAMPLES.values()} == set(groups)


def test_no_field_stands_in_two_groups() -> None:
    fields = [field for held in GROUPS.values() for field in held]
    assert len(fields) == len(set(fields))


def test_the_examples_follow_the_base() -> None:
    for example in at_base(list(EXAMPLES.values()), "https://example.org/q/"):
        assert DEFAULT_BASE not in example.query + example.variables
    assert at_base(list(EXAMPLES.values()), DEFAULT_BASE) == tuple(EXAMPLES.values())


def test_a_body_keeps_the_comments_inside_it() -> None:
    assert Example("x", "", "", "# A?\n# b\n\n{\n  # c\n  a\n}\n", "").body == "{\n  # c\n  a\n}"


# Cut answers, coloured text

SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.text("аҚx", max_size=3)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.text("abc"), inner))


def within(cut: Any, whole: Any) -> bool:
    """Whether a cut has nothing but the whole has, and says how much it lacks."""
    if isinstance(whole, dict):
        return list(cut) == list(whole) and all(within(cut[key], value) for key, value in whole.items())
    if isinstance(whole, list) and len(cut) and cut[-1] == f"… {len(whole) - len(cut) + 1} more":
        return all(map(within, cut[:-1], whole))
    if isinstance(whole, list):
        return len(cut) == len(whole) and all(map(within, cut, whole))
    return bool(cut == whole)


@given(JSON)
def test_a_cut_has_nothing_new_and_is_made_only_where_needed(value: Any) -> None:
    cut = shorten(value)
    assert within(cut, value)
    if show(value).count("\n") < LINES:
        longest = max((len(each) for each in lists(value)), default=0)
        assert cut == value or longest > 20


def lists(value: Any) -> list[list[Any]]:
    if isinstance(value, dict):
        return [each for inner in value.values() for each in lists(inner)]
    if isinstance(value, list):
        return [value, *(each for inner in value for each in lists(inner))]
    return []


def test_a_long_text_is_cut() -> None:
    assert shorten("x" * CHARACTERS) == "x" * CHARACTERS
    assert shorten("x" * (CHARACTERS + 7)) == "x" * CHARACTERS + "… 7 characters more"


@given(st.text(), st.sampled_from(["graphql", "json", "sparql"]))
def test_colours_change_no_letter_and_markup_stays_text(source: str, language: str) -> None:
    marked = highlight(source, language)
    # Line ends become those of HTML; a byte order mark is no letter.
    bare = source.removeprefix("\ufeff")
    assert text(marked) == bare.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    assert re.findall(r"<(?!/?span\b)", marked) == []
