"""Programs in JavaScript: what a test needs of them, and how they are run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "node_modules"


def require(*packages: str) -> None:
    """Skip the test where Node or an npm package is missing; fail where QAMTU_REQUIRE_BROWSER says so."""
    missing = [each for each in packages if not (PACKAGES / each / "package.json").exists()]
    if shutil.which("node") is None:
        missing.append("Node.js")
    if missing:
        refuse = pytest.fail if os.environ.get("QAMTU_REQUIRE_BROWSER") else pytest.skip
        refuse(f"not installed: {', '.join(missing)}; run make clients")


def node(*words: str | Path, cwd: Path = ROOT) -> str:
    """What a script prints. Its failure is that of the test."""
    done = subprocess.run(["node", *words], capture_output=True, check=False, timeout=120, cwd=cwd)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()[-4000:]
    return done.stdout.decode()
