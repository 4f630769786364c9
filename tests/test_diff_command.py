"""`qamtu diff`: the seeds' list of 2021 against the edition of 2025, and what the command says of mistakes.

The golden file was checked against both texts line by line: 24 + 7 + 2 rows are read of the edition, whose third
section is cut behind its second row. After a wanted change it is written anew by the command in ``compare``.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from server.cli import main
from tests.seed_acts import LIST, text_of

ROOT = Path(__file__).parent.parent
EDITION = ROOT.parent / "shared" / "corpus" / "03_kaz_table_dsm134_app2_2025.md"
GOLDEN = ROOT / "tests" / "golden" / "appendix-2-2021-to-2025.txt"
LAW = "eli/kz/moh/order/2020/10/16/qr-dsm-134-2020/annex_2"
TARIFFS = "eli/kz/moh/order/2020/10/30/qr-dsm-170-2020/tariffs"

held = pytest.mark.skipif(not EDITION.exists(), reason="the folder ../shared/corpus is absent")

ROW = re.compile(r"<td>([0-9]+)</td>\s*<td>([0-9.]+)</td>\s*<td>([^<]*)</td>")


def compare(*more: str, start: str = "2021-12-31-qr-dsm-141", end: str = "2025-10-01") -> int:
    return main(["diff", LAW, "--from", start, "--to", end, "--no-cache", *more])


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda: capsys.readouterr().out


@cache
def edition() -> list[tuple[int, str, str]]:
    """The rows of the edition as its markup has them: section, code, name. Numbers begin anew with a section."""
    found: list[tuple[int, str, str]] = []
    section = 0
    for number, code, name in ROW.findall(EDITION.read_text(encoding="utf-8")):
        section += number == "1"
        found.append((section, code, " ".join(name.split())))
    return found


@held
def test_the_list_of_2021_against_that_of_2025(printed: Any) -> None:
    assert compare(str(EDITION)) == 0
    assert printed() == GOLDEN.read_text(encoding="utf-8")


@held
def test_what_is_said_of_the_edition_is_what_it_prints(printed: Any) -> None:
    assert compare(str(EDITION), "--json") == 0
    found = json.loads(printed())
    rows = edition()
    assert [sum(section == each for section, _, _ in rows) for each in (1, 2, 3)] == [24, 7, 2]
    sections = {("EMERGENCY", "GOBMP"): 1, ("PLANNED", "GOBMP OSMS"): 2, ("PLANNED", "OSMS"): 3}
    for change in found["changes"]:
        for side in (change["before"], change["after"]):
            assert side is None or side["evidence"]
        late = change["after"]
        if late:
            place = sections[late["admission"], " ".join(late["regimes"])]
            assert (place, late["code"], late["names"]["kk"]) in rows
        else:
            early = change["before"]
            place = sections[early["admission"], " ".join(early["regimes"])]
            assert (place, early["code"]) not in {(section, code) for section, code, _ in rows}
            assert change["certain"] == (place != 3)
    assert found["complete"] is False
    assert [each["kind"] for each in found["gaps"]] == ["SECTION_CUT", "BETWEEN"]
    assert found["unchanged"] + sum(each["after"] is not None for each in found["changes"]) == len(rows)
    certainly_gone = {
        (each["before"]["row"], each["code"]) for each in found["changes"] if not each["after"] and each["certain"]
    }
    assert certainly_gone == {
        ("2", "39.65"), ("26", "92.201"), ("27", "92.202"), ("28", "92.247"), ("29", "92.203"), ("5", "92.247"),
    }  # fmt: skip


@held
def test_what_may_be_missing_is_not_counted_as_gone(printed: Any) -> None:
    compare(str(EDITION), "--json")
    found = json.loads(printed())
    assert (found["counts"]["REMOVED"], found["certain"]["REMOVED"]) == (78, 6)
    assert found["counts"]["ADDED"] == found["certain"]["ADDED"] == 2


@held
def test_evidence_is_what_the_files_print(printed: Any) -> None:
    compare(str(EDITION), "--json")
    texts = {"/qr-dsm-141": text_of(LIST), "/qr-dsm-134-2020": EDITION.read_text(encoding="utf-8")}
    quotes = [
        quote
        for change in json.loads(printed())["changes"]
        for side in (change["before"], change["after"])
        for quote in (side["evidence"] if side else ())
    ]
    assert len(quotes) > 200
    for quote in quotes:
        (text,) = (text for end, text in texts.items() if quote["act"].endswith(end))
        assert text[quote["start"] : quote["end"]] == quote["quote"]


@held
def test_a_version_that_is_known_from_a_note_is_not_compared(printed: Any) -> None:
    assert compare(str(EDITION), end="2023-12-28-175") == 1
    text = printed()
    assert "is known from a publisher's note alone" in text
    assert text.endswith("Nothing was compared.\n")
    assert compare(str(EDITION), "--json", end="2023-12-28-175") == 1
    assert json.loads(printed())["counts"] is None


@held
def test_a_folder_that_was_built_is_opened(tmp_path: Path, printed: Any) -> None:
    texts = [str(ROOT / "seeds" / "acts"), str(EDITION)]
    main(["build", *texts, "--into", str(tmp_path / "graph"), "--no-cache"])
    printed()
    assert compare(str(tmp_path / "graph")) == 0
    assert printed() == GOLDEN.read_text(encoding="utf-8")


def test_a_version_does_not_differ_from_itself(printed: Any) -> None:
    assert compare(end="by/2021-12-31-qr-dsm-141") == 0
    assert printed().endswith("\n0 rows changed, 109 rows the same in both.\n")
    assert main(["diff", TARIFFS, "--from", "2025-08-09-524", "--to", "2025-08-09-524"]) == 0
    assert "only adds to a text that is not held" in printed()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((LAW + "3", "a", "b"), "there is no subdivision"),
        ((LAW, "2020-01-01-1", "2021-12-31-qr-dsm-141"), "there is no version 2020-01-01-1"),
        ((LAW, "2022-02-01", "2021-12-31-qr-dsm-141"), "is in force on 2022-02-01 is not known"),
        ((LAW, "2021-02-01", "2021-12-31-qr-dsm-141"), "No version of Appendix 2 that is known was in force"),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, str, str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    of, start, end = arguments
    assert main(["diff", of, "--from", start, "--to", end]) == 2
    assert told in capsys.readouterr().err


def test_options_that_are_not_known_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        compare("--nothing")
    assert "unrecognized arguments: --nothing" in capsys.readouterr().err
