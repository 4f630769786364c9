"""A real server for the tests that ask one, and a real browser for those that open its pages."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
ANNOUNCED = re.compile(r"Qamtu: (http://\S+?)/ ")
"""What `qamtu serve` prints when it can be asked."""

START_UP = 30.0
"""Seconds after which a server that has not announced itself is given up."""

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
    log = tmp_path_factory.mktemp("server") / "log"
    command = [sys.executable, "-m", "server.cli", "serve", "--port", "0"]
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream, cwd=ROOT) as process:
        try:
            yield _await_address(process, log)
        finally:
            process.terminate()
    assert "Traceback" not in log.read_text(encoding="utf-8")


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


def _await_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that the server announces in its log."""
    deadline = time.monotonic() + START_UP
    while time.monotonic() < deadline and process.poll() is None:
        if announced := ANNOUNCED.search(log.read_text(encoding="utf-8")):
            return announced[1]
        time.sleep(0.02)
    message = f"the server did not start; its log:\n{log.read_text(encoding='utf-8')}"
    raise AssertionError(message)
