"""Pages about things in headless Chromium: they fit, they load nothing from elsewhere, and axe finds nothing grave."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.test_addresses import FILE, HEART, LAW, ROW, VERSION
from tests.test_pages import ORDER, PROTON

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
KINDS = {
    "act": ORDER,
    "act that is only cited": LAW,
    "appendix in versions": f"{LAW}/annex_2",
    "body": "/concept/body/moh",
    "cookbook": "/cookbook",
    "conflict": f"{VERSION}/tbl_1/row_5",
    "effect": f"{ORDER}/effect/1",
    "file": FILE,
    "kind": "/concept/kind/transplantation",
    "missing": "/code/mkb9/37.511",
    "procedure": HEART,
    "regime": "/concept/regime/osms",
    "row": ROW,
    "scheme": "/code/mkb9/scheme",
    "selector": f"{FILE}/selector/8436-8468/quote",
    "service": "/code/tariff/D92.330.001",
    "shapes": "/shape/",
    "start": "/",
    "subdivision": f"{ORDER}/pt_1",
    "table": f"{VERSION}/tbl_3",
    "tariff": PROTON,
    "term": "/def/Listing",
    "version": VERSION,
    "vocabulary": "/def/",
}
WIDE, NARROW = (1280, 900), (380, 800)
EVERY_RULE = "{ resultTypes: ['violations'] }"
PAINTED = (
    "{ resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable',"
    " 'valid-lang'] }"
)
"""Rules that colours, widths and languages can break; all others look at markup, which is the same in each window."""
GRAVE = {"serious", "critical"}
ALIKE = [
    [".recipe ~ .recipe ~ .recipe"],
    ["tbody tr:nth-child(n+8)"],
    [".part ~ .part ~ .part ~ .part ~ .part"],
    [".columns li:nth-child(n+8)"],
]
"""What comes after many of its like, which axe would look at for half a minute."""
CUT = """[...document.querySelectorAll("svg.time[role=img] text")].filter(each => {
  const [word, picture] = [each.getBoundingClientRect(), each.ownerSVGElement.getBoundingClientRect()]
  return word.left < picture.left - 1 || word.right > picture.right + 1 || word.bottom > picture.bottom + 1
}).map(each => each.textContent)"""
"""Words of a timeline that stand beyond its edges."""


@pytest.fixture(
    scope="module", params=[("light", WIDE, "en"), ("dark", NARROW, "kk")], ids=["light-wide", "dark-narrow"]
)
def window(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, str]]:
    """A window of a size in a colour scheme and a language; no page in it has asked another host."""
    scheme, (width, height), language = request.param
    size = ViewportSize(width=width, height=height)
    # axe is put into the page as a script, which the policy of our pages forbids.
    context = browser.new_context(viewport=size, color_scheme=scheme, locale=language, base_url=server, bypass_csp=True)
    asked: list[str] = []

    def note(each: Request) -> None:
        asked.append(each.url)

    context.on("request", note)
    yield context.new_page(), EVERY_RULE if scheme == "light" else PAINTED
    context.close()
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server).netloc}


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core; without it the tests are skipped, or fail where QAMTU_REQUIRE_BROWSER says so."""
    if not AXE.is_file():
        reason = "axe-core is not installed: make clients"
        (pytest.fail if os.environ.get("QAMTU_REQUIRE_BROWSER") else pytest.skip)(reason)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_pages_are_accessible_and_fit_the_window(window: tuple[Page, str], axe: str, path: str) -> None:
    page, rules = window
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(CUT) == []
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({{ exclude: {ALIKE} }}, {rules})")
    grave = {
        each["id"]: [node["html"][:200] for node in each["nodes"][:3]]
        for each in found["violations"]
        if each["impact"] in GRAVE
    }
    assert grave == {}


def test_from_a_procedure_to_the_words_of_the_act(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server)
    page = context.new_page()
    failures: list[str] = []
    page.on("console", lambda message: failures.append(message.text))
    page.goto(HEART)
    page.get_by_role("link", name="Қазақша").click()
    expect(page.locator("h1")).to_have_text("Жүректі трансплантаттау")
    page.locator(".answer").get_by_role("link", name="33-жол").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.locator("figcaption").get_by_role("link", name="table 3, row 33").click()
    expect(page.locator("mark", has_text="33 37.51")).to_be_in_viewport()
    context.close()
    assert failures == []
