"""Programs in JavaScript: what a test needs of them, and how they are run."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "node_modules"


def missing(what: str) -> NoReturn:
    """Skip the test for want of a client; fail where QAMTU_REQUIRE_BROWSER says so."""
    refuse = pytest.fail if os.environ.get("QAMTU_REQUIRE_BROWSER") else pytest.skip
    refuse(f"not installed: {what}; run make clients")


def require(*packages: str) -> None:
    """Go on only where Node and the npm packages are there."""
    if shutil.which("node") is None:
        missing("Node.js")
    for each in packages:
        if not (PACKAGES / each / "package.json").exists():
            missing(each)


def node(*words: str | Path, cwd: Path = ROOT) -> str:
    """What a script prints. Its failure is that of the test."""
    done = subprocess.run(["node", *words], capture_output=True, check=False, timeout=120, cwd=cwd)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()[-4000:]
    return done.stdout.decode()
