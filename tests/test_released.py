"""The released schema: what it names stays."""

from pathlib import Path

import pytest
from graphql import build_schema

from graph.build import build
from schema.api import make_schema, sdl
from schema.changes import RELEASED, find_changes
from server.cli import main

ROOT = Path(__file__).parent.parent
FILE = ROOT / "schema" / RELEASED
SEEDS = ROOT / "seeds"


def test_nothing_that_was_released_is_broken() -> None:
    current = sdl(make_schema(build(SEEDS)))
    assert find_changes(FILE.read_text(encoding="utf-8"), current).breaking == ()


MARK = '@deprecated(reason: "Ask for new.")'
EARLIER = f"""
type Query {{ old: Int {MARK} new(size: Int, by: Key): Int kind: Kind }}
input Key {{ code: String }}
enum Kind {{ A B }}
"""


@pytest.mark.parametrize(
    ("was", "now", "broken"),
    [
        ("kind: Kind", "", "FIELD_REMOVED: Field Query.kind was removed."),
        ("kind: Kind", "kind: [Kind]", "FIELD_CHANGED_KIND: Field Query.kind changed type from Kind to [Kind]."),
        ("size: Int, ", "", "ARG_REMOVED: Argument Query.new(size:) was removed."),
        (
            "size: Int, ",
            "size: Int!, ",
            "ARG_CHANGED_KIND: Argument Query.new(size:) has changed type from Int to Int!.",
        ),
        ("code: String", "name: String", "FIELD_REMOVED: Field Key.code was removed."),
        ("{ A B }", "{ A }", "VALUE_REMOVED_FROM_ENUM: Enum value Kind.B was removed."),
    ],
)
def test_what_breaks_is_named(was: str, now: str, broken: str) -> None:
    assert find_changes(EARLIER, EARLIER.replace(was, now)).breaking == (broken,)


def test_what_is_deprecated_may_go() -> None:
    without = EARLIER.replace(f"old: Int {MARK}", "")
    assert find_changes(EARLIER, without).breaking == ()
    assert len(find_changes(EARLIER.replace(MARK, ""), without).breaking) == 1


def test_what_is_dangerous_is_told() -> None:
    found = find_changes(EARLIER, EARLIER.replace("{ A B }", "{ A B C }"))
    assert found.breaking == ()
    assert found.dangerous == ("VALUE_ADDED_TO_ENUM: Enum value Kind.C was added.",)


def test_the_command_tells_changes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written = FILE.read_text(encoding="utf-8")
    assert build_schema(written).query_type
    assert main(["schema", "--against", str(FILE)]) == 0
    capsys.readouterr()
    earlier = tmp_path / "earlier.graphql"
    earlier.write_text(f"{written}\ntype Gone {{ a: Int }}\n", encoding="utf-8")
    assert main(["schema", "--against", str(earlier)]) == 1
    assert "breaking: TYPE_REMOVED: Gone was removed.\n" in capsys.readouterr().out
    assert main(["schema", "--against", str(tmp_path / "nothing")]) == 2
