"""`qamtu read` as a person and as a program meet it: what is printed, where, with which exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.cli import main
from server.diagnostic_text import counts, describe, printable
from tests.seed_acts import LIST, ROOT, TARIFFS, path_of, read, text_of

Output = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "act.txt"


def run(*arguments: str | Path) -> int:
    return main(["read", *map(str, arguments)])


def command(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-m", "server.cli", "read", *map(str, arguments)]
    return subprocess.run(line, cwd=ROOT, check=False, **options)


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_a_held_act_is_read_with_notes_alone(slug: str, capsys: Output) -> None:
    assert run(path_of(slug)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.endswith("3 notes\n")


def test_the_report_shows_the_act(capsys: Output) -> None:
    run(path_of(LIST))
    report = capsys.readouterr().out
    for line in (
        "order № ҚР ДСМ-141 of 2021-12-31",
        "  printed         № ҚР ДСМ -141",
        "  issuer          moh, an acting head signed",
        "  name            https://w3id.org/qamtu/eli/kz/moh/order/2021/12/31/qr-dsm-141",
        "  registration    № 26398 of 2022-01-06",
        "  Table 3: 74 rows",
        "    GOBMP and OSMS, planned, OSMS inferred: 6 rows",
        "    ── Консультациялық-диагностикалық көмек шеңберінде қатерлі ісік аурулары бойынша технологиялар тізімі",
        "      … 22 more, to 25",
    ):
        assert line in report.split("\n")
    assert max(len(line) for line in report.split("\n")) <= 120


def test_the_report_shows_prices_and_what_is_not_known(capsys: Output) -> None:
    run(path_of(TARIFFS))
    report = capsys.readouterr().out
    assert "1494-1  D92.243.026  Адаптивті сәулелік терапия (1 сеанс)  = 63112.54\n" in report
    assert "  registration    none is printed\n" in report
    assert "applies to relations arisen from 2025-08-01" in " ".join(report.split())


def test_json_is_the_whole_object(capsys: Output) -> None:
    assert run(path_of(LIST), "--json") == 0
    golden = ROOT / "tests" / "golden" / f"{LIST}.json"
    assert capsys.readouterr().out == golden.read_text(encoding="utf-8")


def test_a_warning_gives_code_1_and_is_shown_as_compilers_do(path: Path, capsys: Output) -> None:
    path.write_text(text_of(TARIFFS).replace("C04.005.010", "С04.005.010"), encoding="utf-8")
    assert run(path) == 1
    report = capsys.readouterr().out
    assert (
        "warning[KZ-CODE-002]: the code of row 1494-3 has letters of another alphabet\n"
        "  --> act.txt:41:8\n"
        "   |\n"
        "41 | 1494-3 С04.005.010\n"
        "   |        ^^^^^^^^^^^\n"
        "   = found: С04.005.010 with U+0421 CYRILLIC CAPITAL LETTER ES\n"
        "   = expected: C04.005.010\n"
        "   = done: read as C04.005.010\n"
        "   = help: the code was mended; check it\n"
    ) in report
    assert report.endswith("1 warning, 3 notes\n")


def test_an_error_gives_code_1(path: Path, capsys: Output) -> None:
    path.write_text(text_of(TARIFFS).replace("63 112,54", "63,112"), encoding="utf-8")
    assert run(path, "--json") == 1
    (row, *_) = json.loads(capsys.readouterr().out)["appendices"][0]["tables"][0]["rows"]
    assert (row["prices"][0]["amount"], row["prices"][0]["amount_printed"]) == (None, "63,112")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "KZ-SRC-001"),
        ("бұйрық".encode("cp1251", errors="replace"), "KZ-SRC-004"),
        ("бұйрық".encode("utf-16"), "KZ-SRC-004"),
        (b"act\x00", "KZ-SRC-005"),
    ],
)
def test_a_file_that_can_not_be_decoded_gives_code_2(path: Path, data: bytes | None, code: str, capsys: Output) -> None:
    if data is not None:
        path.write_bytes(data)
    assert run(path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"error[{code}]: " in err
    assert "= expected: " in err
    assert err.endswith("1 error\n")


def test_a_folder_without_texts_gives_code_2(tmp_path: Path, capsys: Output) -> None:
    assert run(tmp_path) == 2
    assert f"there is no text below {tmp_path}" in capsys.readouterr().err


def test_a_folder_is_read_text_by_text(tmp_path: Path, capsys: Output) -> None:
    for name, slug in (("a.txt", LIST), ("b.txt", TARIFFS)):
        (tmp_path / name).write_text(text_of(slug), encoding="utf-8")
    assert run(tmp_path, "--json") == 0
    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["source"]["file"] for each in read] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert [each["requisites"][0]["number"] for each in read] == ["ҚР ДСМ-141", "524"]


def test_the_description_of_the_publisher_names_an_act_of_a_folder_alone(tmp_path: Path, capsys: Output) -> None:
    text = "# Кейбір мәселелер туралы\n\nБҰЙЫРАМЫН:\n\n1. Осы бұйрық қол қойылған күнінен бастап күшіне енеді.\n"
    (tmp_path / "kaz.md").write_text(text, encoding="utf-8")
    words = "Приказ Министра здравоохранения Республики Казахстан от 16 сентября 2025 года № 620"
    (tmp_path / "meta.yaml").write_text(f"requisite: {words}\n", encoding="utf-8")
    run(tmp_path / "kaz.md", "--json")
    assert json.loads(capsys.readouterr().out)["requisites"] == []
    run(tmp_path, "--json")
    (requisites,) = json.loads(capsys.readouterr().out)["requisites"]
    assert (requisites["number"], requisites["printed_in"]) == ("620", "meta")


@pytest.mark.parametrize(("edition", "codes"), [("2024-12-26", []), ("2024-12-25", ["KZ-EDN-001"]), ("soon", [])])
def test_no_edition_holds_an_amendment_signed_after_its_day(
    tmp_path: Path, capsys: Output, edition: str, codes: list[str]
) -> None:
    note = "> *Ескерту. 1-тармақ жаңа редакцияда - ҚР Денсаулық сақтау министрінің 26.12.2024 № 943 бұйрығымен.*"
    text = f"# Кейбір мәселелер туралы\n\nБҰЙЫРАМЫН:\n\n1. Бірінші.\n\n{note}\n"
    (tmp_path / "kaz.md").write_text(text, encoding="utf-8")
    words = "Приказ Министра здравоохранения Республики Казахстан от 16 сентября 2020 года № 620"
    described = f"requisite: {words}\nversion_date:\n  kaz: {edition}\n"
    (tmp_path / "meta.yaml").write_text(described, encoding="utf-8")
    run(tmp_path, "--json")
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [each["code"] for each in found if each["code"] == "KZ-EDN-001"] == codes


@pytest.mark.parametrize(
    ("text", "code"), [("", "KZ-SRC-003"), (" \n", "KZ-SRC-003"), ("Order of the Minister of Health\n", "KZ-SRC-008")]
)
def test_a_text_that_is_not_read_gives_code_2_and_its_object(path: Path, text: str, code: str, capsys: Output) -> None:
    path.write_text(text, encoding="utf-8")
    assert run(path, "--json") == 2
    value = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in value["diagnostics"]] == [code]
    assert value["source"]["characters"] == len(text)
    assert value["source"]["language"] is None


def test_a_text_that_is_not_read_shows_its_reason_to_people(path: Path, capsys: Output) -> None:
    path.write_text("Order of the Minister of Health\n", encoding="utf-8")
    assert run(path) == 2
    out, err = capsys.readouterr()
    assert out.startswith("error[KZ-SRC-008]: the text is in no language that can be read\n --> act.txt:1:1\n")
    assert err == ""


def test_a_command_line_without_a_file_is_refused(capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["read"])
    assert caught.value.code == 2
    assert "PATH" in capsys.readouterr().err


def test_what_commands_a_terminal_is_never_printed(path: Path, capsys: Output) -> None:
    path.write_text(text_of(LIST).replace("Аннулопластика", "Анн\x1b[31mулопластика\u202e", 1), encoding="utf-8")
    assert run(path) == 1
    report = capsys.readouterr().out
    assert not {"\x1b", "\u202e"} & set(report)
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in report
    assert "U+001B" in report


def test_a_long_line_is_shown_around_the_place() -> None:
    act = read(text_of(LIST).replace("Аннулопластика", f"{'қолқа ' * 100}Aннулопластика{' қолқа' * 100}", 1))
    (found,) = [each for each in act.diagnostics if each.problem.code == "KZ-CHR-003"]
    lines = [*describe(found, act.source)]
    line, carets = lines[3:5]
    assert len(line) < 120
    start, end = carets.index("^"), carets.rindex("^") + 1
    assert line[start:end] == "Aннулопластика"


def test_marks_stand_for_what_does_not_show() -> None:
    assert printable("а\u200bб\x1b\tв\n") == "а\ufffdб\ufffd\ufffdв\n"


def test_counts() -> None:
    assert counts(()) == "nothing to report"
    assert counts(read(text_of(LIST)).diagnostics) == "3 notes"


def test_a_reader_who_leaves_early_breaks_nothing() -> None:
    line = [sys.executable, "-m", "server.cli", "read", str(path_of(LIST)), "--json"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(timeout=60)
    assert errors == b""


def test_the_output_is_utf_8_whatever_the_locale() -> None:
    found = command(path_of(TARIFFS), "--json", capture_output=True, env={"LC_ALL": "POSIX", "PYTHONUTF8": "0"})
    assert found.returncode == 0
    assert json.loads(found.stdout.decode())["kind"] == "order"
    assert found.stderr == b""


def test_no_stack_trace_for_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    found = command(tmp_path / "\udcff.txt", "--json", capture_output=True)
    assert found.returncode == 2
    assert b"Traceback" not in found.stderr
    assert json.loads(found.stdout)["diagnostics"][0]["code"] == "KZ-SRC-001"


def test_a_closed_output_is_no_crash(tmp_path: Path) -> None:
    """A shell may close the output before the command begins; the exit code is still an answer."""
    command = f'exec "{sys.executable}" -m server.cli read "{tmp_path / "missing.txt"}" >&-'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
