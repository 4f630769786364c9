"""Files as they come: what can be decoded becomes a source, what can not is refused with a reason."""

import hashlib
import os
from pathlib import Path

import pytest

import graph.source
from graph.source import Source, Span, UnreadableSourceError, decode, read_source
from tests.seed_acts import LIST, TARIFFS, path_of, read, reading_facts, text_of


def refused(path: Path) -> tuple[str, str, str | None]:
    """Code, message and advice of the refusal."""
    with pytest.raises(UnreadableSourceError) as caught:
        read_source(path)
    problem = caught.value.diagnostic.problem
    return problem.code, problem.message, problem.help


def test_lines_and_columns_count_from_one() -> None:
    source = Source("a.txt", "0", "бір\nекі\n\nүш")
    assert [source.place(at) for at in (0, 3, 4, 8, 9, 11)] == [(1, 1), (1, 4), (2, 1), (3, 1), (4, 1), (4, 3)]
    assert [source.line(number) for number in (1, 2, 3, 4)] == ["бір", "екі", "", "үш"]
    assert source.quote(Span(4, 7)) == "екі"


def test_lines_end_at_a_line_feed_alone() -> None:
    source = Source("a.txt", "0", "а\rб\fв\u2028г\nд")
    assert source.place(6) == (1, 7)
    assert source.place(8) == (2, 1)


def test_the_hash_is_that_of_the_bytes() -> None:
    source = read_source(path_of(LIST))
    assert source.sha256 == hashlib.sha256(path_of(LIST).read_bytes()).hexdigest()
    assert len(source.text) == 11627


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt")[:2] == ("KZ-SRC-001", "there is no such file")


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "KZ-SRC-002"


def test_a_file_name_that_is_too_long(tmp_path: Path) -> None:
    assert refused(tmp_path / ("a" * 300))[0] == "KZ-SRC-001"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("мәтін", encoding="utf-8")
    path.chmod(0)
    assert refused(path)[:2] == ("KZ-SRC-001", "the file cannot be opened")


def test_a_file_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.source, "LARGEST_FILE", 1000)
    assert refused(Path("/dev/zero"))[0] == "KZ-SRC-006"


@pytest.mark.parametrize(
    ("encoding", "guess"),
    [
        ("cp1251", "WINDOWS-1251"),
        ("koi8-r", "KOI8-R"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
    ],
)
def test_another_encoding_is_named_and_not_accepted(tmp_path: Path, encoding: str, guess: str) -> None:
    path = tmp_path / "act.txt"
    path.write_bytes(text_of(TARIFFS).encode(encoding, errors="replace"))
    code, _, advice = refused(path)
    assert code in {"KZ-SRC-004", "KZ-SRC-005"}
    assert advice is not None
    assert guess in advice


def test_utf_16_of_ascii_is_seen_by_its_nul_characters() -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        decode("order".encode("utf-16-le"), "act.txt")
    assert caught.value.diagnostic.problem.code == "KZ-SRC-005"


def test_broken_utf_8_names_the_byte() -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        decode("бұйрық".encode() + b"\xff" + "тар".encode(), "act.txt")
    problem = caught.value.diagnostic.problem
    assert (problem.code, problem.message, problem.found) == (
        "KZ-SRC-004",
        "not UTF-8 from byte 12",
        "FF D1 82 D0 B0 D1 80",
    )


def test_a_nul_character() -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        decode("бұй\x00рық".encode(), "act.txt")
    diagnostic = caught.value.diagnostic
    assert (diagnostic.problem.code, diagnostic.problem.message[:37]) == (
        "KZ-SRC-005",
        "a NUL character at code point 3: this",
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\r\n\t\f\n", "\u200b\u00a0\n"])
def test_a_blank_file_is_read_and_holds_nothing(text: str) -> None:
    act = read(text)
    assert [each.problem.code for each in act.diagnostics] == ["KZ-SRC-003"]
    assert act.language is None
    assert act.source.quote(act.root.span) == text


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_a_byte_order_mark_is_noted_and_changes_nothing(slug: str) -> None:
    act = read("\ufeff" + text_of(slug))
    assert reading_facts(act) == reading_facts(read(text_of(slug)))
    assert act.diagnostics[0].problem.code == "KZ-SRC-009"
    assert {each.severity.value for each in act.diagnostics} == {"note"}


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_line_ends_of_windows_are_noted_once_and_change_nothing(slug: str) -> None:
    act = read(text_of(slug).replace("\n", "\r\n"))
    assert reading_facts(act) == reading_facts(read(text_of(slug)))
    assert [each.problem.code for each in act.diagnostics].count("KZ-SRC-010") == 1
    assert {each.severity.value for each in act.diagnostics} == {"note"}


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
def test_form_feeds_at_page_breaks_change_nothing(slug: str) -> None:
    act = read(text_of(slug).replace("\n\n\n\n", "\n\n\n\n\f"))
    assert reading_facts(act) == reading_facts(read(text_of(slug)))
    assert "KZ-CHR-001" in [each.problem.code for each in act.diagnostics]


def test_a_very_long_line_is_read() -> None:
    act = read(text_of(LIST).replace("Аннулопластика", "Қолқаның өкпесі" * 50_000))
    assert len(act.appendices[0].tables[2].rows) == 74
    assert "".join(act.source.quote(part.span) for part in act.root.leaves()) == act.source.text


@pytest.mark.parametrize(
    "text",
    [
        "On amendments to the order of the Minister\n",
        "Qazaqstan Respýblıkasy Densaýlyq saqtaý mınıstriniń buıryǵy\n",
    ],
)
def test_a_text_in_another_language_is_not_half_read(text: str) -> None:
    act = read(text)
    assert [each.problem.code for each in act.diagnostics] == ["KZ-SRC-008"]
    assert (act.language, act.title, act.points) == (None, None, ())


def test_a_text_in_an_old_font_encoding_is_not_half_read() -> None:
    act = read("Ќазаќстан Республикасы Денсаулыќ саќтау министрініњ б±йрыєы\n")
    assert [each.problem.code for each in act.diagnostics] == ["KZ-SRC-011"]
    assert (act.language, act.title, act.points) == (None, None, ())


def test_a_text_in_russian_is_read_as_russian() -> None:
    act = read("О внесении изменений в приказ Министра здравоохранения № ҚР ДСМ-170/2020\n\nПРИКАЗЫВАЮ:\n")
    assert (act.language, act.enacting_word) == ("ru", "ПРИКАЗЫВАЮ")
