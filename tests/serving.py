"""The server as a user starts it."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
ANNOUNCED = re.compile(r"Qamtu: (http://\S+?)/ ")
"""What `qamtu serve` prints when it can be asked."""
START_UP = 120.0
"""Seconds after which a server that has not announced itself is given up."""


@contextmanager
def serve(log: Path, *options: str) -> Iterator[str]:
    """The address of `qamtu serve`; no failure in its log when it is stopped."""
    command = [sys.executable, "-m", "server.cli", "serve", *options]
    with log.open("wb") as stream, subprocess.Popen(command, stdout=stream, stderr=stream, cwd=ROOT) as process:
        try:
            yield _await_address(process, log)
        finally:
            process.terminate()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def _await_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that the server announces in its log."""
    deadline = time.monotonic() + START_UP
    while time.monotonic() < deadline and process.poll() is None:
        if announced := ANNOUNCED.search(log.read_text(encoding="utf-8")):
            return announced[1]
        time.sleep(0.02)
    message = f"the server did not start; its log:\n{log.read_text(encoding='utf-8')}"
    raise AssertionError(message)
