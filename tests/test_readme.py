"""The README claims only what the repository shows."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.rdf.dump import FORMATS
from schema.api import Schema, execute, make_schema
from server.cli import make_parser

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "schema" / "examples").glob("*.graphql"))


@cache
def schema() -> Schema:
    return make_schema(build(ROOT / "seeds"))


def answer(example: str) -> dict[str, Any]:
    path = next(path for path in EXAMPLES if path.stem.startswith(example))
    variables = path.with_suffix(".json")
    given = json.loads(variables.read_text(encoding="utf-8")) if variables.exists() else None
    found: dict[str, Any] = execute(schema(), path.read_text(encoding="utf-8"), given)["data"]
    return found


def row(example: str) -> str:
    """What the README answers to an example."""
    return next(
        line for line in README.splitlines() if line.startswith("| [") and f"schema/examples/{example}" in line
    ).split(" | ")[-1]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_listed_under_its_title(path: Path) -> None:
    title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")

    assert f"[{title}](schema/examples/{path.name})" in README


@pytest.mark.parametrize("example", ["01", "05", "06", "07"])
def test_the_number_of_answers_is_right(example: str) -> None:
    (found,) = answer(example).values()

    assert row(example).startswith(str(found["totalCount"]))


@pytest.mark.parametrize("example", ["01", "06"])
def test_the_codes_are_right(example: str) -> None:
    codes = [node["code"] for node in answer(example)["procedures"]["nodes"]]

    assert re.findall(r"\d\d\.\d+", row(example)) == codes


def test_the_tables_are_right() -> None:
    counts = {name: found["totalCount"] for name, found in answer("02").items()}
    only = [node["code"] for node in answer("02")["onlyTable2"]["nodes"]]

    names = ("table1", "table2", "table3", "distinct", "tables1and3", "tables1and2", "tables2and3", "onlyTable2")
    assert [counts[name] for name in names] == [29, 6, 74, 80, 25, 4, 0, 2]
    assert "29, 6 and 74 codes, 80 distinct; tables 1 and 3 share 25, tables 1 and 2 share 4" in row("02")
    assert all(code in row("02") for code in only)


def test_the_amounts_are_right() -> None:
    lines = answer("03")["tariffLines"]["nodes"]

    assert all(line["price"]["amount"] in row("03") for line in lines)
    assert len(lines) == 3


def test_every_command_is_listed() -> None:
    (commands,) = [each for each in make_parser()._actions if each.choices]
    listed = re.findall(r"^\| `qamtu (\w+)", README, re.MULTILINE)

    assert sorted(listed) == sorted(commands.choices or ())


def test_every_format_is_listed() -> None:
    formats = next(line for line in README.splitlines() if "qamtu dump --format" in line)

    assert all(name in formats for name in FORMATS)


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)#]+)\)", README))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()
