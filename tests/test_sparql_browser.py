"""The SPARQL editor and its plain form in headless Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.iri import DEFAULT_BASE
from server.assets import PACKAGES, find_assets
from server.sparql.examples import read_sparql_examples
from tests.test_browser import NARROW, WIDE, Open, fits, open_page

pytestmark = pytest.mark.browser

__all__ = ["open_page"]  # the fixture, for the tests of this module

RUN = ".yasqe_queryButton:visible"
ANSWER = ".yasr:visible"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_editor_runs_the_first_example(open_page: Open, size: tuple[int, int], tmp_path: Path) -> None:
    assert find_assets().yasgui, "the browser assets are not installed: make assets"
    page = open_page(size)
    page.goto("/sparql")
    page.locator(RUN).click()
    expect(page.locator(ANSWER)).to_contain_text("18 results")
    expect(page.locator(f"{ANSWER} table")).to_contain_text("37.51")
    page.screenshot(path=tmp_path / "editor.png")
    assert fits(page)


def test_every_example_is_a_tab_and_names_lead_to_this_server(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/sparql")
    names = [name for name in page.locator(".tabsList .tab").all_inner_texts() if name.strip()]
    assert len(names) == len(read_sparql_examples(DEFAULT_BASE))
    page.get_by_text("Cited not held", exact=True).click()
    page.locator(RUN).click()
    link = page.locator(f"{ANSWER} table a.iri").first
    expect(link).to_have_attribute("href", f"{DEFAULT_BASE}eli/kz/moh/order/2020/10/16/qr-dsm-134-2020")
    link.focus()
    expect(link).to_have_attribute("href", "/eli/kz/moh/order/2020/10/16/qr-dsm-134-2020")


def test_a_link_opens_its_query(open_page: Open) -> None:
    page = open_page(WIDE)
    page.goto("/sparql#query=SELECT%20(6*7%20AS%20%3Fn)%20%7B%7D")
    page.locator(RUN).click()
    expect(page.locator(f"{ANSWER} table")).to_contain_text("42")


def test_the_form_works_by_hand(open_page: Open, tmp_path: Path) -> None:
    page = open_page(NARROW)
    page.goto("/sparql/form?example=06-names-differ")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("table.results tbody tr")).to_have_count(10)
    page.screenshot(path=tmp_path / "form.png", full_page=True)
    assert fits(page)
    page.goto("/limits")
    assert fits(page)


@pytest.mark.parametrize("path", ["/limits", "/sparql/form?query=SELECT * { ?s ?p ?o } LIMIT 3"])
def test_pages_are_for_everybody(open_page: Open, path: str) -> None:
    """axe, the checker of accessibility, finds nothing."""
    axe = PACKAGES / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("axe is not installed: make clients")
    page = open_page(WIDE)
    page.goto(path)
    page.evaluate(axe.read_text(encoding="utf-8"))
    assert [each["id"] for each in page.evaluate("axe.run()")["violations"]] == []
