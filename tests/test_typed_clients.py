"""Typed clients, generated from the schema and the worked examples, checked by their compilers, and run.

Amounts arrive as ``Decimal`` in Python and as a type of their own in TypeScript, days as ``date`` and as ISO days.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate

from graph.build import build
from schema.api import make_schema, sdl
from tests.named import write_examples
from tests.node import PACKAGES, missing, node, require

ROOT = Path(__file__).parent.parent
CLIENTS = Path(__file__).parent / "clients"
PYTHON = ROOT / ".venv" / "clients" / "bin"
NINE = ["33.5", "33.6", "37.51", "41.01", "41.04", "41.05", "41.06", "41.10", "52.80"]
ANSWER = {
    "codes": NINE,
    "amounts": ["63112.54", "1081701.27", "257529.98"],
    "days": ["2025-08-01"] * 3,
    "rows": 10,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema, the worked examples as documents, and the programs that use the clients."""
    folder = tmp_path_factory.mktemp("clients")
    (folder / "schema.graphql").write_text(sdl(make_schema(build(ROOT / "seeds"))), encoding="utf-8")
    write_examples(folder / "documents")
    for path in CLIENTS.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def run(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run(words, capture_output=True, check=False, timeout=120, cwd=cwd)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()[-4000:]
    return done.stdout.decode()


def test_python(folder: Path, server: str) -> None:
    if not (PYTHON / "ariadne-codegen").exists():
        missing("ariadne-codegen")
    run(PYTHON / "ariadne-codegen", "--config", "ariadne.toml", cwd=folder)
    run(sys.executable, "-m", "mypy", "--strict", "--python-executable", PYTHON / "python", "ask.py", cwd=folder)
    assert json.loads(run(PYTHON / "python", "ask.py", f"{server}/graphql", cwd=folder)) == ANSWER


def test_typescript(folder: Path, server: str) -> None:
    require("typescript", "@graphql-codegen/core", "@graphql-codegen/typescript-operations")
    client = node(CLIENTS / "generate.mjs", folder / "schema.graphql", folder / "documents")
    (folder / "client.ts").write_text(client, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "node_modules").symlink_to(PACKAGES)
    node(PACKAGES / "typescript" / "bin" / "tsc", "--project", folder)
    asked = f"import {{ main }} from './ask.js'; await main('{server}/graphql');"
    assert json.loads(node("--input-type=module", "--eval", asked, cwd=folder)) == ANSWER


def test_every_document_has_a_name_of_its_own(folder: Path) -> None:
    schema = build_schema((folder / "schema.graphql").read_text(encoding="utf-8"))
    documents = [parse(path.read_text(encoding="utf-8")) for path in sorted((folder / "documents").iterdir())]
    assert [validate(schema, each) for each in documents] == [[]] * len(documents)
    operations = [each for document in documents for each in document.definitions]
    names = [each.name.value for each in operations if isinstance(each, OperationDefinitionNode) and each.name]
    assert len({*names}) == len(names) >= 10
