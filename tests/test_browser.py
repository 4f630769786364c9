"""The pages in headless Chromium, as a person meets them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from server.assets import find_assets
from server.examples import read_examples

pytestmark = pytest.mark.browser

WIDE = (1400, 900)
NARROW = (400, 800)

Open = Callable[[tuple[int, int]], Page]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Open]:
    """Opens a window of a size; when the test is over, no page has asked another host or failed."""
    asked: list[str] = []
    failures: list[str] = []
    contexts = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def note_console(message: ConsoleMessage) -> None:
        # Chromium reports the status 404 of a page that was asked for on purpose.
        if message.type == "error" and not message.location["url"].endswith("/nothing"):
            failures.append(message.text)

    def open_window(size: tuple[int, int]) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, base_url=server)
        contexts.append(context)
        context.on("request", note)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", note_console)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert failures == []
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {urlsplit(server).netloc}


def fits(page: Page) -> bool:
    """Whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["/", "/query", "/cookbook", "/dumps/", "/nothing"])
def test_pages_fit_the_window(open_page: Open, path: str, size: tuple[int, int], tmp_path: Path) -> None:
    page = open_page(size)
    page.goto(path)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    expect(page.locator("h1")).to_be_visible()
    assert fits(page)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_graphiql_runs_the_first_example(open_page: Open, size: tuple[int, int], tmp_path: Path) -> None:
    assert find_assets().graphiql, "the browser assets are not installed: make assets"
    page = open_page(size)
    page.goto("/graphql")
    page.get_by_role("button", name=re.compile("Execute query")).click()
    answer = page.locator(".result-window")
    expect(answer).to_contain_text(re.compile(r'"totalCount":\s*9\b'))
    page.screenshot(path=tmp_path / "graphiql.png")
    assert fits(page)


def test_graphiql_shows_every_example_by_name(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/graphql")
    tabs = page.locator(".graphiql-tab-button")
    expect(tabs).to_have_count(len(read_examples()))
    assert "<untitled>" not in tabs.all_inner_texts()


def test_graphiql_knows_the_schema(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/graphql")
    page.get_by_role("button", name="Show Documentation Explorer").click()
    expect(page.locator(".graphiql-doc-explorer-content")).to_contain_text("Query")


def test_a_link_opens_its_query(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/graphql?query=query%20Linked%20%7B__typename%7D")
    page.get_by_role("button", name=re.compile("Execute query")).click()
    expect(page.locator(".result-window")).to_contain_text('"__typename": "Query"')


def test_form_works_by_hand(open_page: Open, tmp_path: Path) -> None:
    page = open_page(NARROW)
    page.goto("/query")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("pre")).to_contain_text('"totalCount": 9')
    page.screenshot(path=tmp_path / "form.png", full_page=True)
    assert fits(page)


def test_every_link_of_the_start_page_leads_somewhere(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/")
    links = {link.get_attribute("href") or "" for link in page.get_by_role("link").all()}
    own = sorted(link for link in links if link.startswith("/"))
    assert {link: page.request.get(link, headers={"Accept": "text/html, */*"}).status for link in own} == dict.fromkeys(
        own, 200
    )
