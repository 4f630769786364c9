"""A real server for the tests that ask one, and a real browser for those that open its pages."""

import os
import shutil
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.serving import serve

CHROMIUM = (
    # Started as root in a container; nothing but the pages under test may open a connection.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `qamtu serve` on a free port; no failure in its log when it is stopped."""
    with serve(tmp_path_factory.mktemp("server") / "log", "--port", "0") as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of that server, which follows no redirect."""
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


# Of one module: while Playwright runs, its event loop occupies the thread, and no other test could start one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the tests are skipped, or fail where QAMTU_REQUIRE_BROWSER says so."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        if os.environ.get("QAMTU_REQUIRE_BROWSER"):
            pytest.fail("QAMTU_REQUIRE_BROWSER is set and there is no Chromium: install the package chromium")
        pytest.skip("there is no Chromium: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM))
        yield browser
        browser.close()
