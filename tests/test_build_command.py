"""`qamtu build` and `qamtu wanted` as their user sees them."""

import json
from pathlib import Path

import pytest

from server.cli import main
from tests.seed_acts import LIST, TARIFFS, text_of


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A folder with the text of one act."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "act.txt").write_text(text_of(TARIFFS), encoding="utf-8")
    return folder


def built(*arguments: str | Path) -> int:
    return main(["build", "--no-cache", *map(str, arguments)])


def test_counts_and_diagnostics_of_a_clean_text(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built(clean) == 0

    printed = capsys.readouterr()
    assert "\n         3  TariffLine\n" in printed.out
    assert "note[KZ-TXT-001]: displaced words were put back (3 in 1 file)" in printed.out
    assert "1 file (1 read, 0 from the cache)" in printed.out
    assert printed.err == ""


def test_the_worst_diagnostic_gives_the_code(clean: Path, tmp_path: Path) -> None:
    (clean / "broken.txt").write_bytes(b"\xff")
    assert built(clean, "--into", tmp_path / "graph") == 2

    codes = [
        json.loads(line)["problem"]["code"]
        for line in (tmp_path / "graph" / "diagnostics.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert codes.count("KZ-SRC-004") == 1


def test_many_places_of_one_code_are_counted_and_the_first_are_shown(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(9):
        (clean / f"broken{number}.txt").write_bytes(b"\xff")
    built(clean)

    printed = capsys.readouterr().out
    assert "(9 in 9 files)" in printed
    assert "... and 4 more" in printed
    assert printed.count("broken") == 5


def test_what_was_built_is_served_as_seeds_are(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built(clean, "--into", tmp_path / "graph")
    query = tmp_path / "query.graphql"
    query.write_text("{ tariffLines { nodes { price { amount } } } }", encoding="utf-8")
    capsys.readouterr()

    assert main(["query", str(query), "--seeds", str(tmp_path / "graph")]) == 0
    nodes = json.loads(capsys.readouterr().out)["data"]["tariffLines"]["nodes"]
    assert [node["price"]["amount"] for node in nodes] == ["63112.54", "1081701.27", "257529.98"]


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["empty"]])
def test_paths_without_texts(tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()

    assert built(*(tmp_path / each for each in arguments)) == 2
    printed = capsys.readouterr()
    assert arguments[0] in printed.out + printed.err


def test_a_folder_of_other_things_is_refused(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built(clean, "--into", clean) == 2
    assert "something else" in capsys.readouterr().err
    assert [path.name for path in clean.iterdir()] == ["act.txt"]


def test_wanted_acts_as_a_table_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for slug in (LIST, TARIFFS):
        (tmp_path / f"{slug}.txt").write_text(text_of(slug), encoding="utf-8")

    assert main(["wanted", "--no-cache", str(tmp_path)]) == 0
    head, first, _ = capsys.readouterr().out.splitlines()
    assert head.split() == ["effects", "versions", "rows", "citing", "citations", "adilet", "id", "act"]
    assert first.split()[:3] == ["1", "1", "109"]
    assert main(["wanted", "--no-cache", "--json", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["adilet"] for each in found] == ["V2000021471", "V2000021550"]
    assert found[0]["title"].startswith("Жоғары технологиялық")
