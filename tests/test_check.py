"""`qamtu check` and `qamtu explain`: verdicts, exit codes, what is printed in each form, and the held texts."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from graph.check import Verdict, check, check_all
from graph.corpus.holding import Leaf, leaves_in
from graph.diagnostic import RULES
from graph.held import Held, load_held
from server.cli import main
from tests.seed_acts import LIST, SEEDS, TARIFFS, lexicon, path_of, text_of

Output = pytest.CaptureFixture[str]

DOUBTFUL = ("C04.005.010", "\u042104.005.010")
"""Mended, with a warning."""
REFUSED = ("63 112,54", "63 11,54")
"""No amount: an error."""


@pytest.fixture(scope="module")
def held() -> Held:
    return load_held(SEEDS, lexicon())


def write(path: Path, *changes: tuple[str, str], slug: str = TARIFFS) -> Path:
    text = text_of(slug)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(text.encode())
    return path


def run(*arguments: str | Path) -> int:
    return main(["check", *map(str, arguments)])


def as_object(capsys: Output, *arguments: str | Path) -> Any:
    run(*arguments, "--format", "json")
    return json.loads(capsys.readouterr().out)


def leaf(path: Path) -> Leaf:
    (found,) = leaves_in([path])
    return found


def codes(path: Path, held: Held) -> list[str]:
    """Codes above a note."""
    return [each.problem.code for each in check(leaf(path), held).diagnostics if each.severity.value != "note"]


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_a_held_text_is_clean(slug: str, capsys: Output) -> None:
    assert run(path_of(slug)) == 0
    assert capsys.readouterr().out.endswith("1 file: 1 clean; 3 notes\n")


@pytest.mark.parametrize(("change", "status"), [(DOUBTFUL, 1), (REFUSED, 2)])
def test_the_exit_code_is_that_of_the_worst(change: tuple[str, str], status: int, tmp_path: Path) -> None:
    path = write(tmp_path / "act.txt", change)
    assert run(path) == status
    assert run(path_of(LIST), path, path_of(TARIFFS)) == status


def test_a_file_that_is_not_read_is_rejected_and_stops_nothing(tmp_path: Path, capsys: Output) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes("бұйрық".encode("utf-16"))
    assert run(wrong, tmp_path / "missing.txt", path_of(LIST)) == 2
    out = capsys.readouterr().out
    assert f"error[KZ-SRC-004]: not UTF-8 from byte 0\n --> {wrong}\n" in out
    assert f"error[KZ-SRC-001]: there is no such file\n --> {tmp_path}/missing.txt\n" in out
    assert out.endswith("3 files: 1 clean, 2 rejected; 2 errors, 3 notes\n")


def test_a_folder_gives_its_texts_in_order_and_each_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    paths = [tmp_path / "a.md", tmp_path / "b" / "a.txt", tmp_path / "c.txt"]
    for path in (*paths, tmp_path / "act.toml"):
        path.write_text("мәтін\n", encoding="utf-8")
    leaves = tuple(leaves_in([paths[2], tmp_path, tmp_path / "b"]))
    checked = list(check_all(leaves, SEEDS, workers=1))
    assert [each.file for each in checked] == [str(paths[2]), str(paths[0]), str(paths[1])]
    assert [*check_all(leaves, SEEDS, workers=2)] == checked


def test_a_folder_without_texts_is_rejected(tmp_path: Path, capsys: Output) -> None:
    assert run(tmp_path) == 2
    assert f"there is no text below {tmp_path}" in capsys.readouterr().err


def test_the_text_form_shows_everything_of_a_diagnostic(tmp_path: Path, capsys: Output) -> None:
    path = write(tmp_path / "act.txt", REFUSED)
    run(path)
    assert (
        "error[KZ-AMT-001]: the amount of row 1494-1 is no amount\n"
        f"  --> {path}:32:1\n"
        "   |\n"
        "32 | 63 11,54\n"
        "   | ^^^^^^^^\n"
        "   = found: 63 11,54\n"
        "   = expected: an amount such as 63 112,54\n"
        "   = done: D92.243.026 has no price\n"
        "   = help: compare with the official text at this place\n"
        "   = affected: the price of the row is not published\n"
        "   = explain: qamtu explain KZ-AMT-001\n"
    ) in capsys.readouterr().out


def test_odd_characters_are_named_where_the_find_does_not(tmp_path: Path, capsys: Output) -> None:
    run(write(tmp_path / "act.txt", ("63 112,54", "63\u00a0112,5\u0417")))
    out = capsys.readouterr().out
    assert "= characters: U+00A0 NO-BREAK SPACE, U+0417 CYRILLIC CAPITAL LETTER ZE\n" in out
    assert "= characters: U+00A0 NO-BREAK SPACE\n" not in out


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_headlines_in_another_language_keep_the_message(language: str, tmp_path: Path, capsys: Output) -> None:
    run(write(tmp_path / "act.txt", REFUSED), "--language", language)
    out = capsys.readouterr().out
    assert f"error[KZ-AMT-001]: {RULES['KZ-AMT-001'].headline[language]}\n" in out
    assert "   = message: the amount of row 1494-1 is no amount\n" in out


def test_groups_show_every_place_and_the_rule_once(tmp_path: Path, capsys: Output) -> None:
    paths = [write(tmp_path / name, REFUSED, DOUBTFUL) for name in ("a.txt", "b.txt")]
    assert run(tmp_path, "--group") == 2
    out = capsys.readouterr().out
    assert "error[KZ-AMT-001]: this is no amount (2 in 2 files)\n" in out
    for path in paths:
        assert f"  --> {path}:32:1: the amount of row 1494-1 is no amount\n" in out
    assert out.count("= explain: qamtu explain KZ-AMT-001\n") == 1
    assert out.index("error[KZ-AMT-001]") < out.index("warning[KZ-CODE-002]") < out.index("note[KZ-TXT-001]")
    assert out.endswith("2 files: 2 rejected; 2 errors, 6 warnings, 6 notes\n")


def test_json_counts_and_places(tmp_path: Path, capsys: Output) -> None:
    path = write(tmp_path / "act.txt", REFUSED, DOUBTFUL)
    value = as_object(capsys, path, path_of(LIST), tmp_path / "missing.txt")
    assert value["counts"]["files"] == {"all": 3, "clean": 1, "repaired": 0, "rejected": 2}
    assert value["counts"]["severities"] == {"error": 2, "warning": 3, "note": 6}
    assert value["counts"]["codes"]["KZ-TXT-001"] == 5
    assert [each["verdict"] for each in value["files"]] == ["rejected", "clean", "rejected"]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert value["files"][0] == {
        "file": str(path),
        "sha256": digest,
        "language": "kk",
        "characters": len(path.read_text(encoding="utf-8")),
        "verdict": "rejected",
    }
    assert (value["files"][2]["sha256"], value["files"][2]["language"]) == (None, None)
    (found,) = [each for each in value["diagnostics"] if each["code"] == "KZ-CODE-002"]
    place = [found[key] for key in ("file", "sha256", "line", "column", "end_line", "end_column")]
    assert place == [str(path), digest, 41, 8, 41, 19]
    assert found["characters"] == ["U+0421 CYRILLIC CAPITAL LETTER ES"]
    assert found["headline"] == RULES["KZ-CODE-002"].headline
    assert found["affected"] == RULES["KZ-CODE-002"].affected
    text = path.read_text(encoding="utf-8")
    assert text[slice(*found["span"])] == DOUBTFUL[1]


def test_another_digit_is_seen_against_the_held_text_alone(tmp_path: Path, held: Held) -> None:
    path = write(tmp_path / "act.txt", ("63 112,54", "63 112,55"), ("1 081 701, 27", "1 081 711, 27"))
    assert codes(path, held) == ["KZ-HLD-001", "KZ-HLD-001"]
    first, second = [each for each in check(leaf(path), held).diagnostics if each.problem.code == "KZ-HLD-001"]
    assert (first.line, first.column, first.problem.found, first.problem.expected) == (32, 9, "5", "4")
    assert (second.problem.found, second.problem.expected, second.end - second.start) == ("1", "0", 1)
    assert f"{TARIFFS}/act.txt, there at 32:9" in first.problem.message
    assert check(leaf(path), held).verdict is Verdict.REPAIRED
    assert main(["read", str(path)]) == 0


def test_a_word_that_is_gone_is_seen_against_the_held_text(tmp_path: Path, held: Held) -> None:
    path = write(tmp_path / "act.txt", ("Протонды \nтерапия", "Терапия"))
    (found,) = [each for each in check(leaf(path), held).diagnostics if each.problem.code == "KZ-HLD-001"]
    assert (found.problem.found, found.problem.expected) == ("Т", "Протонды \nт")


def test_marks_of_an_editor_are_no_other_content(tmp_path: Path, held: Held) -> None:
    text = text_of(TARIFFS)
    path = tmp_path / "act.txt"
    path.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert codes(path, held) == []
    path.write_bytes(text.replace("63 112,54", "63 112,55").replace("\n", "\r\n").encode())
    assert codes(path, held) == ["KZ-HLD-001"]


def test_another_act_is_compared_with_nothing(tmp_path: Path, held: Held) -> None:
    path = write(tmp_path / "act.txt", ("524 бұйрығы", "525 бұйрығы"), ("63 112,54", "63 112,55"))
    assert "KZ-HLD-001" not in codes(path, held)


def test_seeds_that_cannot_be_used_are_no_crash(tmp_path: Path, capsys: Output) -> None:
    assert run(path_of(LIST), "--seeds", tmp_path) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_a_code_is_explained(capsys: Output) -> None:
    assert main(["explain", "kz-code-002"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("warning[KZ-CODE-002]: a code has letters of another alphabet\n\n")
    assert RULES["KZ-CODE-002"].explain in " ".join(out.split())
    assert f"  = affected: {RULES['KZ-CODE-002'].affected}\n" in out


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_all_codes_are_listed(language: str, capsys: Output) -> None:
    assert main(["explain", "--language", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*RULES]
    assert f"KZ-AMT-001   error    {RULES['KZ-AMT-001'].headline[language]}" in lines


def test_an_unknown_code_suggests_the_nearest(capsys: Output) -> None:
    assert main(["explain", "KZ-AMMT-001"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Did you mean KZ-AMT-001?" in err
