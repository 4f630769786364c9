"""Files and folders that hold texts, PDFs, and what the git corpus says of an act."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from graph.layout import pdf
from graph.layout.files import Search, first_rows, read_file
from graph.layout.front import front_matter
from graph.layout.meta import Meta, read_meta
from graph.layout.sheet import lay_out
from graph.source import Source, UnreadableSourceError

pdfmetrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
needs_font = pytest.mark.skipif(not FONT.is_file(), reason="the font DejaVu Sans is absent")

MARGIN, INDENT = 60, 95
PAGES = (
    (
        (MARGIN, "Дәрі туралы бұйрық және оның қосымшалары мен "),
        (MARGIN, "бекітілген тізбелері"),
        None,
        (MARGIN, "Министрдің 2025 жылғы 1 тамыздағы № 5 бұйрығы."),
        (INDENT, "БҰЙЫРАМЫН:"),
        (INDENT, "1. Мыналар бекітілсін, оның ішінде осы бұйрыққа сәйкес "),
        (MARGIN, "қосымшада көрсетілген тізбе."),
    ),
    ((MARGIN, "1 35.21"), (MARGIN + 200, "Қолқа қақпақшасы"), (MARGIN, "2 00.50")),
)


def printed(pages: Sequence[Sequence[tuple[int, str] | None]], *, encrypt: str | None = None) -> bytes:
    """A PDF with lines at places; None is a blank line."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, encrypt=encrypt)
    pdfmetrics.registerFont(TTFont("dejavu", str(FONT)))
    for page in pages:
        canvas.setFont("dejavu", 11)
        for number, line in enumerate(page):
            if line is not None:
                canvas.drawString(line[0], 780 - 14 * number, line[1])
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def refused(path: Path) -> str:
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    return caught.value.diagnostic.problem.code


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "named.txt"


@needs_font
def test_a_pdf_is_read_as_a_printed_text(saved: Path) -> None:
    saved.write_bytes(printed(PAGES))
    source = read_file(saved)
    assert source.text == (
        "Дәрі туралы бұйрық және оның қосымшалары мен \n"
        "бекітілген тізбелері\n"
        "\n"
        "Министрдің 2025 жылғы 1 тамыздағы № 5 бұйрығы.\n"
        "      БҰЙЫРАМЫН:\n"
        "      1. Мыналар бекітілсін, оның ішінде осы бұйрыққа сәйкес \n"
        "қосымшада көрсетілген тізбе.\n"
        "\n\n\n"
        "1 35.21\nҚолқа қақпақшасы\n2 00.50\n"
    )
    sheet = lay_out(source)
    assert (sheet.form, [line.opens for line in sheet.lines[:6]]) == (
        "printed",
        [False, False, False, True, True, False],
    )


@needs_font
def test_a_pdf_is_pinned_by_its_bytes(saved: Path) -> None:
    import hashlib

    saved.write_bytes(printed(PAGES))
    assert read_file(saved).sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()


@needs_font
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: printed([[], []]), "KZ-SRC-012"),
        (lambda: printed(PAGES, encrypt="secret"), "KZ-SRC-013"),
        (lambda: printed(PAGES)[:400], "KZ-SRC-014"),
        (lambda: b"%PDF-1.7\n" + b"\x00" * 100, "KZ-SRC-014"),
        (lambda: printed([[]] * 2001), "KZ-SRC-015"),
    ],
    ids=["no text", "encrypted", "cut", "nothing", "too long"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_its_reason(saved: Path, data: object, code: str) -> None:
    saved.write_bytes(data())  # type: ignore[operator]
    assert refused(saved) == code


@needs_font
def test_a_pdf_that_takes_too_long_is_refused(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    saved.write_bytes(printed(PAGES))
    assert refused(saved) == "KZ-SRC-015"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_", "-")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_an_act_of_the_corpus_is_a_holding_for_each_language_with_its_parts_in_the_order_of_its_list(
    tmp_path: Path,
) -> None:
    act = tmp_path / "0805-tizbe-7"
    names = ["an002-t001-r002", "an001-part003", "an001", "an010", "an002", "an001-t001-r002", "an003-1", "an000"]
    listed = ["an001", "an001-t001-r002", "an001-part003", "an002", "an002-t001-r002"]
    (act / "kaz").mkdir(parents=True)
    for name in names:
        (act / "kaz" / f"{name}.md").write_text("# а\n", encoding="utf-8")
    rows = "".join(f"| [`{name}`](kaz/{name}.md) | таблица 1, строки 494–943 |\n" for name in listed)
    (act / "kaz.md").write_text("# а\n\n## Части\n\n| Часть | Название |\n|---|---|\n" + rows, encoding="utf-8")
    (act / "rus.md").write_text("# а\n", encoding="utf-8")
    (act / "meta.yaml").write_text("act_code: '7'\n", encoding="utf-8")
    (act / "kaz" / "plan.png").write_bytes(b"")
    search = Search([tmp_path])
    kazakh, russian = search
    assert [part.path.stem for part in kazakh.parts] == ["kaz", *listed, "an000", "an003-1", "an010"]
    assert [(part.kind, part.appendix, part.table, part.number) for part in kazakh.parts[:4]] == [
        ("main", None, None, None),
        ("appendix", "1", None, None),
        ("table", "1", 1, 2),
        ("part", "1", None, 3),
    ]
    assert [part.appendix for part in kazakh.parts[-3:]] == ["0", "3-1", "10"]
    assert (kazakh.language, russian.language, russian.meta) == ("kaz", "rus", act / "meta.yaml")
    assert [path.name for path in search.skipped] == ["plan.png"]
    assert first_rows(read_file(kazakh.path))["an002-t001-r002"] == 494


def test_a_folder_is_searched_in_order_without_circles_and_what_is_passed_over_is_told(tmp_path: Path) -> None:
    for name in (
        "b/act.txt",
        "a/act.txt",
        ".git/head.md",
        "a/picture.jpg",
        "a/act.toml",
        "c/order.HTML",
        "c/.hidden.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    search = Search([tmp_path / "b" / "act.txt", tmp_path])
    assert [holding.path.relative_to(tmp_path).as_posix() for holding in search] == [
        "b/act.txt",
        "a/act.txt",
        "c/order.HTML",
    ]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in search.skipped) == [
        ".git",
        "a/act.toml",
        "a/loop",
        "a/picture.jpg",
        "c/.hidden.txt",
    ]


def test_a_part_without_its_main_file_knows_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "rus").mkdir()
    (tmp_path / "rus" / "an007-t002-r003.md").write_text("# а\n", encoding="utf-8")
    (holding,) = Search([tmp_path])
    part = holding.parts[0]
    assert (holding.language, part.kind, part.appendix, part.table, part.number) == ("rus", "table", "7", 2, 3)


def meta_of(text: str) -> tuple[Meta, list[str]]:
    meta, problems = read_meta(Source("meta.yaml", "0", text))
    assert all(each.problem.code == "KZ-SRC-016" for each in problems)
    return meta, [each.problem.message for each in problems]


def test_values_know_where_they_stand() -> None:
    text = (
        "act_code: '7'\nrequisite: Приказ Министра от 1 августа\n  2025 года № 5\ntitle:\n  rus: 'О \"мерах\"''х'\n"
        '  kaz: "\\u049A\\xABан"\ntype_codes:\n- ПРИК\n- ПРАВ\napproved_on: 2025-08-01\nempty:\n'
    )
    meta, problems = meta_of(text)
    assert problems == []
    assert {key: value.value for key, value in meta.values.items()} == {
        "act_code": "7",
        "requisite": "Приказ Министра от 1 августа 2025 года № 5",
        "title.rus": 'О "мерах"\'х',
        "title.kaz": "Қ«ан",
        "type_codes.0": "ПРИК",
        "type_codes.1": "ПРАВ",
        "approved_on": "2025-08-01",
        "empty": "",
    }
    requisite = meta["requisite"]
    assert requisite is not None
    assert text[requisite.span().start : requisite.span().end] == "Приказ Министра от 1 августа\n  2025 года № 5"
    assert [text[at] for value in meta.values.values() for letter, at in zip(value.value, value.offsets, strict=True)
            if letter != text[at] and not letter.isspace()] == ["\\", "\\"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [\n", "what the publisher says of the act is no YAML"),
        ("[" * 5000, "what the publisher says of the act is no YAML"),
        ("a: \x07\n", "what the publisher says of the act is no YAML"),
        ("a: " + "x" * 70_000, "what the publisher says of the act is too much of it"),
        ("a: 1\na: 2\n", "the key a stands twice"),
    ],
    ids=["broken", "deep", "control", "long", "twice"],
)
def test_what_is_no_yaml_is_reported_and_gives_no_value(text: str, message: str) -> None:
    meta, problems = meta_of(text)
    assert (dict(meta.values), problems) == ({}, [message])


def test_aliases_of_aliases_end() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 50)}]" for n in range(1, 30)]
    meta, problems = meta_of("\n".join(lines) + "\n")
    assert (list(meta.values), problems) == (["a0.0"], [])


def test_front_matter_is_read_where_it_stands() -> None:
    text = "---\nact_code: '7'\ntitle: О мерах\n---\n\n# О мерах\n"
    meta, _ = read_meta(Source("rus.md", "0", text), front_matter(text))
    title = meta["title"]
    assert title is not None
    assert (title.value, text[title.span().start : title.span().end]) == ("О мерах", "О мерах")


@seed(20251103)
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(alphabet="a:b \n-'\"[]{}&*!|>#%@`\\u0\t?,қ\x07", max_size=60))
def test_no_text_raises_as_yaml(text: str) -> None:
    meta, _ = meta_of(text)
    for value in meta.values.values():
        offsets = list(value.offsets)
        assert len(offsets) == len(value.value)
        assert offsets == sorted(offsets)
        assert all(0 <= at < len(text) for at in offsets)
