"""`qamtu price` and `qamtu coverage`: what is printed, where, with which exit code."""

import json
from pathlib import Path

import pytest

from server.cli import main
from tests.published import published_seeds

Output = pytest.CaptureFixture[str]
WIDEST = 100


def test_a_price_that_hangs_on_a_publication(capsys: Output) -> None:
    assert main(["price", "D92.330.001", "--on", "2025-08-05"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.split("\n")
    assert lines[:2] == ["D92.330.001 on 2025-08-05: 1081701.27 KZT", "  Протонды терапия (1 сеанс)"]
    for line in (
        "why",
        "  RETROACTIVE",
        "on condition",
        "  AWAITING_PUBLICATION",
        "tariff lines",
        "  YES: 1081701.27 KZT, RETROACTIVE",
        "    row 1494-2 of № ҚР ДСМ-170/2020 of 2020-10-30, Tariffs as made by order № 524 of 2025-08-09",
    ):
        assert line in lines
    assert "    | № 524 of 2025-08-09, point 4: «4. Осы бұйрық алғашқы" in out
    assert "not before 2025-08-20." in out
    assert max(map(len, lines)) <= WIDEST


def test_a_price_that_is_not_known(capsys: Output) -> None:
    assert main(["price", "D92.330.001", "--on", "2025-08-05", "--known-on", "2025-08-15"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("D92.330.001 on 2025-08-05, as known on 2025-08-15: not known\n")
    assert "  NO: 1081701.27 KZT, NOT_YET_IN_FORCE" in out
    assert "on condition" not in out


def test_a_code_that_no_act_prices(capsys: Output) -> None:
    assert main(["price", "B03.435.002", "--on", "2025-08-05"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("B03.435.002 on 2025-08-05: not known\n")
    assert out.endswith("no held act prices it\n")


def test_the_answer_as_json(capsys: Output) -> None:
    assert main(["price", "D92.330.001", "--on", "2025-08-05", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["status"], found["price"]) == ("YES", {"amount": "1081701.27", "currency": "KZT"})
    assert [each["code"] for each in found["conditions"]] == ["AWAITING_PUBLICATION"]
    assert main(["coverage", "37.51", "--on", "2022-03-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["status"] for each in found["verdicts"]] == ["UNKNOWN"] * 4


def test_coverage_before_and_after_a_publication_is_given(capsys: Output, tmp_path: Path) -> None:
    asked = ["coverage", "37.51", "--admission", "planned", "--on", "2022-03-01"]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert out.startswith("37.51 (mkb9) on 2022-03-01\n  Жүректі трансплантаттау\n")
    assert "  OSMS PLANNED     UNKNOWN\n" in out
    assert "  AWAITING_PUBLICATION\n" in out
    line = "eli/kz/moh/order/2021/12/31/qr-dsm-141\t2022-01-10\thttps://example.org/source"
    assert main([*asked, "--seeds", str(published_seeds(tmp_path, line))]) == 0
    out = capsys.readouterr().out
    assert "  GOBMP PLANNED    NOT_LISTED\n  OSMS PLANNED     LISTED\n" in out
    assert "    № ҚР ДСМ-141 of 2021-12-31 is in force since 2022-01-21. Published on 2022-01-10;" in out
    assert "EMERGENCY" not in out


def test_without_a_day_the_newest_lists_answer(capsys: Output) -> None:
    assert main(["coverage", "37.51", "--admission", "PLANNED"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("37.51 (mkb9) by the newest held versions, in force or not\n")
    assert "  OSMS PLANNED     LISTED\n" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["price", "37.51", "--on", "2025-08-05"], "'37.51' cannot be a code of tariff"),
        (["price", "D92.33", "--on", "2025-08-05"], "D92.243.026"),
        (["coverage", "P001", "--on", "2025-08-05"], "'P001' cannot be a code of mkb9 or tariff"),
        (["coverage", "37.51", "--admission", "x"], "AdmissionMode"),
        (["coverage", "37.51", "--known-on", "2022-01-01"], "give --on"),
        (["price", "D92.330.001", "--on", "2025-08-05", "--seeds", "/nowhere"], "there is no folder of seeds"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: list[str], told: str, capsys: Output) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("qamtu: ")
    assert told in err


@pytest.mark.parametrize("day", ["2025-02-30", "20250805", "today", "2025-W32-2", "٢٠٢٥-08-05"])
def test_what_is_no_day_is_refused(day: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["price", "D92.330.001", "--on", day])
    assert ended.value.code == 2
    assert "is no day: write it as 2025-08-01" in capsys.readouterr().err
