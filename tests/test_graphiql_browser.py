"""GraphiQL in headless Chromium: the examples, the colours, the links, for everybody."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from server.examples import read_examples
from tests.test_browser import NARROW, WIDE, Open, fits, open_page
from tests.test_pages_browser import EVERY_RULE, GRAVE, axe

pytestmark = pytest.mark.browser

__all__ = ["axe", "open_page"]  # the fixtures, for the tests of this module

EXAMPLES = {each.name: each for each in read_examples()}
EXECUTE = re.compile("Execute query")
ANSWER = ".result-window"
ACTIVE = ".graphiql-tab-active .graphiql-tab-button"
EDITOR = ".graphiql-query-editor .CodeMirror"


def graphiql(page: Page, query: str = "") -> Page:
    page.goto(f"/graphql{query}")
    expect(page.locator(EDITOR)).to_be_visible()
    return page


def written(page: Page, editor: str = EDITOR) -> str:
    text: str = page.locator(editor).evaluate("each => each.CodeMirror.getValue()")
    return text


def run(page: Page) -> dict[str, Any]:
    """The answer to what the editor holds, once GraphiQL has noted the name of the operation."""
    page.wait_for_function(
        "selector => { const editor = document.querySelector(selector).CodeMirror;"
        " return editor.documentAST && editor.getValue().includes(editor.operationName || ''); }",
        arg=EDITOR,
    )
    page.get_by_role("button", name=EXECUTE).click()
    expect(page.locator(".facts summary")).to_be_visible()
    expect(page.locator(ANSWER)).to_contain_text("{")
    answer: dict[str, Any] = json.loads(written(page, f"{ANSWER} .CodeMirror"))
    return answer


def test_the_panel_lists_every_example_and_opens_it(open_page: Open) -> None:
    page = graphiql(open_page(WIDE))
    panel = page.locator(".examples")
    expect(panel.get_by_role("button")).to_have_count(len(EXAMPLES))
    example = EXAMPLES["08-resource"]
    panel.get_by_role("button", name=example.title).click()
    expect(page.locator(ACTIVE)).to_have_text("Resource")
    expect(page.locator(ACTIVE)).to_be_in_viewport()
    expect(panel.locator("[aria-current=true] + p")).to_have_text(example.note)
    assert written(page) == example.query
    expect(page.locator(".graphiql-editor-tool .CodeMirror")).to_be_visible()
    assert json.loads(written(page, ".graphiql-editor-tool .CodeMirror")) == json.loads(example.variables)
    assert run(page)["data"]["resource"]["procedure"]["code"] == "37.51"


def test_an_example_that_was_changed_opens_once_more(open_page: Open) -> None:
    page = graphiql(open_page(WIDE))
    tabs = page.locator(".graphiql-tab-button")
    expect(tabs).to_have_count(len(EXAMPLES))
    page.locator(f"{EDITOR} textarea").press("Control+End")
    page.keyboard.type("# mine")
    first = next(iter(EXAMPLES.values()))
    page.locator(".examples").get_by_role("button", name=first.title).click()
    expect(tabs).to_have_count(len(EXAMPLES) + 1)
    expect(page.locator(ACTIVE)).to_have_text("InsuredTransplantations")
    assert "# mine" not in written(page)
    assert run(page)["data"]["procedures"]["totalCount"] == 9


def test_on_a_small_screen_the_panel_makes_room(open_page: Open) -> None:
    page = graphiql(open_page(NARROW))
    expect(page.locator(".examples")).to_have_count(0)
    page.get_by_role("button", name="Show Examples").click()
    assert fits(page)
    page.locator(".examples").get_by_role("button", name=EXAMPLES["06-names-differ"].title).click()
    expect(page.locator(".examples")).to_have_count(0)
    assert run(page)["data"]["procedures"]["totalCount"] == 5
    assert fits(page)


def test_a_link_opens_an_example(open_page: Open) -> None:
    page = graphiql(open_page(WIDE), "?example=06-names-differ")
    expect(page.locator(ACTIVE)).to_have_text("NamesDiffer")
    assert run(page)["data"]["procedures"]["totalCount"] == 5


def test_a_link_fills_in_the_variables(open_page: Open) -> None:
    page = graphiql(
        open_page(WIDE), "?query=query($c:String!){procedure(code:$c){code}}&variables={%22c%22:%2237.51%22}"
    )
    assert run(page)["data"] == {"procedure": {"code": "37.51"}}


def test_the_answer_explains_its_parts_and_headers(open_page: Open) -> None:
    page = graphiql(open_page(WIDE))
    run(page)
    page.locator(".facts summary").click()
    facts = page.locator(".facts")
    expect(facts).to_contain_text("200 OK")
    expect(facts).to_contain_text("null means that the texts do not say it")
    expect(facts.locator("dt", has_text="cache-control")).to_be_visible()


def test_the_documentation_says_how_to_begin(open_page: Open) -> None:
    page = graphiql(open_page(WIDE))
    page.get_by_role("button", name="Show Documentation Explorer").click()
    docs = page.locator(".graphiql-doc-explorer-content")
    expect(docs).to_contain_text("null means that the held texts do not say it")
    docs.get_by_role("link", name="Resource", exact=True).click()
    expect(docs).to_contain_text("Whatever exists in the RDF export")
    page.get_by_role("link", name="Go back to Docs").click()
    docs.get_by_role("link", name="Query", exact=True).click()
    expect(docs.get_by_text("Which field answers which question")).to_be_in_viewport()


def test_the_explorer_writes_a_query(open_page: Open) -> None:
    page = graphiql(open_page(WIDE), "?query=query Mine {__typename}")
    page.get_by_role("button", name="Show GraphiQL Explorer").click()
    page.locator(".graphiql-explorer-node", has_text=re.compile("^meta")).locator("span").first.click()
    expect(page.locator(EDITOR)).to_contain_text("meta")


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a reader whose system prefers light or dark."""
    context = browser.new_context(color_scheme=request.param, base_url=server)
    yield context.new_page()
    context.close()


def background(page: Page) -> list[int]:
    colours = page.evaluate(
        "['body', '.graphiql-container'].map(each => getComputedStyle(document.querySelector(each)).backgroundColor)"
    )
    return [int(re.findall(r"\d+", colour)[0]) for colour in colours]


def test_the_colours_follow_the_system_and_the_reader_who_says_otherwise(
    themed: Page, request: pytest.FixtureRequest
) -> None:
    is_dark = "dark" in request.node.name
    page = graphiql(themed)
    assert {each < 128 for each in background(page)} == {is_dark}
    page.get_by_role("button", name="Open settings dialog").click()
    page.get_by_role("button", name="Light" if is_dark else "Dark").click()
    assert {each < 128 for each in background(page)} == {not is_dark}
    graphiql(page, "?query={__typename}")
    assert {each < 128 for each in background(page)} == {not is_dark}


def test_a_reader_who_closes_the_panel_finds_it_closed(themed: Page) -> None:
    page = graphiql(themed)
    page.get_by_role("button", name="Hide Examples").click()
    graphiql(page)
    expect(page.locator(".examples")).to_have_count(0)


def test_a_query_is_copied_as_a_link_and_as_a_command(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, permissions=["clipboard-read", "clipboard-write"])
    page = graphiql(context.new_page(), "?query={a:__typename %23 it's%0A}")
    copied = "navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy as a link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    link = urlsplit(page.evaluate(copied))
    assert (link.path, parse_qs(link.query)) == ("/graphql", {"query": ["{a:__typename # it's\n}"]})
    page.get_by_role("button", name="Copy as a curl command").click()
    expect(page.get_by_role("status")).to_have_text("curl command copied")
    assert (
        page.evaluate(copied) == f"curl -sG '{server}/graphql' --data-urlencode 'query={{a:__typename # it'\\''s\n}}'"
    )
    graphiql(page, "?example=06-names-differ")
    page.get_by_role("button", name="Copy as a link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate(copied) == f"{server}/graphql?example=06-names-differ"
    context.close()


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)], ids=["light-wide", "dark-narrow"])
def test_graphiql_is_for_everybody(browser: Browser, server: str, axe: str, scheme: Any, size: tuple[int, int]) -> None:
    """The checker axe finds nothing grave in any of the panels."""
    viewport: Any = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, base_url=server, bypass_csp=True)
    page = graphiql(context.new_page())
    run(page)
    page.evaluate(axe)
    for panel in ("Examples", "Documentation Explorer", "GraphiQL Explorer"):
        show = page.get_by_role("button", name=f"Show {panel}")
        if show.count():
            show.click()
        expect(page.locator(".graphiql-plugin")).to_be_visible()
        found = page.evaluate(f"axe.run({EVERY_RULE})")
        grave = [
            (each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"] if each["impact"] in GRAVE
        ]
        assert grave == [], panel
    context.close()
