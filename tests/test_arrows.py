"""The rules of the house that can be read off the imports."""

import ast
import sys
from collections import defaultdict
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "schema", "server", "tests")

MAY_IMPORT = {
    "graph": {"graph"},
    "schema": {"graph", "schema"},
    "server": {"graph", "schema", "server"},
    "tests": {"graph", "schema", "server", "tests"},
}

LIBRARIES = {
    "schema": {"strawberry", "graphql", "typing_extensions"},
    "server": {
        "graphql",
        "jinja2",
        "orjson",
        "pygments",
        "pyoxigraph",
        "rich",
        "starlette",
        "typing_extensions",
        "uvicorn",
    },
}
"""Third-party libraries of a room. In graph/ any may be used, by one module each."""


def imports_of(source: str) -> list[str]:
    """Every module that a source names in an import, anywhere in it; relative ones keep their dots."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append("." * node.level + (node.module or ""))
    return found


def top(module: str) -> str:
    return module.partition(".")[0]


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports_in(room: str) -> list[tuple[str, str]]:
    """Pairs of a file and a module that it imports."""
    pairs = [(named(path), each) for path in modules(room) for each in imports_of(path.read_text(encoding="utf-8"))]
    assert pairs or not modules(room)
    return pairs


def third_party(room: str) -> list[tuple[str, str]]:
    """Pairs of a file and a library that it imports, which is neither ours nor Python's."""
    pairs = {(file, top(module)) for file, module in imports_in(room)}
    return sorted((file, name) for file, name in pairs if name not in {*ROOMS, *sys.stdlib_module_names})


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_run_one_way(room: str) -> None:
    against = [(file, to) for file, to in imports_in(room) if top(to) in ROOMS and top(to) not in MAY_IMPORT[room]]
    assert against == []


@pytest.mark.parametrize("room", ROOMS)
def test_imports_are_absolute(room: str) -> None:
    assert [(file, to) for file, to in imports_in(room) if to.startswith(".")] == []


def test_a_library_has_one_module_in_graph() -> None:
    users = defaultdict(list)
    for file, library in third_party("graph"):
        if library != "typing_extensions":  # what later versions of Python have in typing
            users[library].append(file)
    assert {library: files for library, files in users.items() if len(files) > 1} == {}


@pytest.mark.parametrize("room", sorted(LIBRARIES))
def test_a_room_uses_its_own_libraries(room: str) -> None:
    assert [(file, library) for file, library in third_party(room) if library not in LIBRARIES[room]] == []


def test_seeds_hold_no_python() -> None:
    assert [named(path) for path in (ROOT / "seeds").rglob("*.py")] == []


def test_no_other_distribution_provides_our_modules() -> None:
    providers = packages_distributions()
    assert {room: set(providers.get(room, [])) - {"qamtu"} for room in ROOMS} == {room: set() for room in ROOMS}


def test_our_modules_come_from_this_checkout() -> None:
    import graph
    import schema
    import server

    assert {Path(str(room.__file__)).parent.parent for room in (graph, schema, server)} == {ROOT}


def test_a_wrong_arrow_is_seen() -> None:
    source = "def late():\n    from server import app\nimport graph.fact, schema\nfrom . import fact\n"
    assert sorted(imports_of(source)) == [".", "graph.fact", "schema", "server"]
