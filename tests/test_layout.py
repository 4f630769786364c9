"""The forms in which texts come, as lines: what is printed, where it stands, and that nothing printed is lost."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from graph.layout.grid import Grid
from graph.layout.line import Line, Sheet
from graph.layout.sheet import FORMS, form_of, lay_out
from graph.layout.spans import WIDEST
from graph.source import Source
from tests.seed_acts import LIST, TARIFFS, text_of

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
"""Real texts, no part of the project."""

ORDER = """# Дәрі туралы \\* бұйрық

«Кодекс» 7-бабына&nbsp;сәйкес **БҰЙЫРАМЫН**:

> *Ескерту. Кіріспе жаңа редакцияда.*

<a id="p1"></a>

1\\. Мыналар:

   1) тізбе <sup>1</sup>бекітілсін;

   2) 10<sup>9</sup> м<sub>2</sub>.

**Министр**

**А. Аты**

> *Министрдің*{0}
> *2025 жылғы 1 тамыздағы*{0}
> *№ 5 бұйрығына*

> *Комитеттің*
> *№ 7 бұйрығымен бекітілген*

## Тізбе

<table>
<tr>
<th rowspan="2">№</th>
<th colspan="2">Екеуі</th>
</tr>
<tr>
<td>код</td>
<td>атауы &lt;а&gt;<br>екінші</td>
</tr>
<tr>
<td colspan="3">Бөлім</td>
</tr>
<tr>
<td>1</td>
<td>35.21</td>
<td>
Қолқа
қақпақшасы
</td>
</tr>
</table>

Соңы
""".replace("{0}", "  ")


def source_of(text: str) -> Source:
    return Source("text", "0" * 64, text)


def sheet_of(text: str) -> Sheet:
    return lay_out(source_of(text))


def roles(sheet: Sheet) -> list[tuple[str, str]]:
    return [(line.role, line.text.value) for line in sheet.lines]


def grid_of(text: str) -> Grid:
    (grid,) = [line.grid for line in sheet_of(text).lines if line.grid is not None]
    return grid


def values(grid: Grid) -> list[list[str]]:
    return [[slot.text.value for slot in row.slots] for row in grid.rows]


def faults(grid: Grid) -> list[str]:
    return [message for message, _ in grid.faults]


def test_markdown_is_read_as_a_reader_sees_it() -> None:
    sheet = sheet_of(ORDER)
    assert sheet.form == "markdown"
    assert roles(sheet)[:11] == [
        ("title", "Дәрі туралы * бұйрық"),
        ("", "«Кодекс» 7-бабына сәйкес БҰЙЫРАМЫН:"),
        ("quote", "Ескерту. Кіріспе жаңа редакцияда."),
        ("", "1. Мыналар:"),
        ("", "1) тізбе ¹бекітілсін;"),
        ("", "2) 10⁹ м₂."),
        ("bold", "Министр"),
        ("bold", "А. Аты"),
        ("quote", "Министрдің"),
        ("quote", "2025 жылғы 1 тамыздағы"),
        ("quote", "№ 5 бұйрығына"),
    ]
    assert roles(sheet)[-1] == ("", "Соңы")


def test_two_quotes_are_two_blocks_and_their_lines_stay_apart() -> None:
    quoted = [line for line in sheet_of(ORDER).lines if line.role == "quote"]
    assert [(line.gap, line.opens) for line in quoted[1:]] == [
        (1, False),
        (0, False),
        (0, False),
        (1, False),
        (0, False),
    ]


def test_a_table_is_a_grid_of_equal_rows() -> None:
    grid = grid_of(ORDER)
    assert values(grid) == [
        ["№", "Екеуі", "Екеуі"],
        ["№", "код", "атауы <а> екінші"],
        ["Бөлім", "Бөлім", "Бөлім"],
        ["1", "35.21", "Қолқа қақпақшасы"],
    ]
    assert [[slot.first for slot in row.slots] for row in grid.rows[:2]] == [[True, True, False], [False, True, True]]
    assert (grid.rows[0].slots[0].height, grid.rows[0].slots[1].width) == (2, 2)
    assert [slot.header for slot in grid.rows[1].slots] == [True, False, False]
    assert [row.whole is not None for row in grid.rows] == [False, False, True, False]
    assert grid.faults == ()


def test_the_line_of_a_table_has_the_text_of_its_cells_and_its_span_the_table() -> None:
    (line,) = [line for line in sheet_of(ORDER).lines if line.grid]
    assert line.text.value == "№ Екеуі код атауы <а> екінші Бөлім 1 35.21 Қолқа қақпақшасы"
    quote = source_of(ORDER).quote(line.span)
    assert (quote[:7], quote[-8:]) == ("<table>", "</table>")


def test_rows_quote_their_markup() -> None:
    rows = grid_of(ORDER).rows
    assert source_of(ORDER).quote(rows[2].span) == '<tr>\n<td colspan="3">Бөлім</td>\n</tr>'


@pytest.mark.parametrize(
    ("table", "expected", "fault"),
    [
        ("<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", [["1", "2"], ["3", ""]], "a row of 1 columns"),
        ("<tr><td>1</td></tr><td>2</td></table>", [["1"], ["2"]], "a cell outside every row"),
        ("<tr><td>1</td>2</tr></table>", [["1", "2"]], "text outside every cell"),
        ("<tr><td rowspan=9>1</td><td>2</td></tr></table>", [["1", "2"]], "a cell that spans 9 rows where 1 are left"),
        (
            "<tr><td colspan=999999999>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
            [["1", "1"], ["2", "3"]],
            "spans",
        ),
        ("<tr><td>1<table><tr><td>2</td></tr></table>3</td></tr></table>", [["1 2 3"]], "a table inside a table"),
        (
            "<tr><td>1</td><td rowspan=2>2</td></tr><tr><td colspan=2>3</td></tr></table>",
            [["1", "2"], ["3", "2"]],
            "a cell that spans 2 columns",
        ),
        (
            "<tr><td>1</td><td>2</td><td rowspan=2>3</td></tr><tr><td>4</td></tr></table>",
            [["1", "2", "3"], ["4", "", "3"]],
            "a row with an empty place",
        ),
    ],
)
def test_damaged_tables_keep_their_text_and_are_named(table: str, expected: list[list[str]], fault: str) -> None:
    grid = grid_of(f"# а\n\n<table>{table}\n")
    assert values(grid) == expected
    assert any(fault in each for each in faults(grid)), faults(grid)


def test_what_stands_right_of_the_widest_table_is_kept_in_its_last_column() -> None:
    cells = "".join(f"<td>{number}</td>" for number in range(WIDEST + 3))
    grid = grid_of(f"# а\n\n<table><tr>{cells}</tr></table>\n")
    assert grid.width == WIDEST
    assert values(grid)[0][-1] == f"{WIDEST - 1} {WIDEST} {WIDEST + 1} {WIDEST + 2}"
    assert faults(grid) == [f"more than {WIDEST} columns"]


def test_a_table_that_lost_its_end_ends_at_a_blank_line() -> None:
    lines = sheet_of(
        "# а\n\n<table>\n<tr>\n<td>1</td>\n</tr>\n\nмәтін\n\n<table>\n<tr>\n<td>2</td>\n</tr>\n</table>\n"
    ).lines
    assert [(line.role, line.text.value) for line in lines] == [
        ("title", "а"),
        ("grid", "1"),
        ("", "мәтін"),
        ("grid", "2"),
    ]
    assert [faults(line.grid) for line in lines if line.grid] == [["the table is not closed"], []]


def test_a_table_that_the_text_ends_in_is_cut() -> None:
    grid = grid_of("# а\n\n<table><tr><td>1<td>2<tr><td>3<td>4\n")
    assert (values(grid), faults(grid), grid.cut) == ([["1", "2"], ["3", "4"]], [], True)
    assert not grid_of("# а\n\n<table><tr><td>1</td></tr></table>\n").cut


def test_rows_that_lost_the_tag_of_their_table_are_a_table() -> None:
    grid = grid_of("<tr>\n<td>1</td>\n<td>35.21</td>\n</tr>\n</table>\n")
    assert (values(grid), faults(grid)) == ([["1", "35.21"]], ["a row outside every table"])


def test_front_matter_prints_nothing_and_stays_where_it_stands() -> None:
    text = "---\nact_code: '7'\ntitle:\n  rus: О мерах\n---\n\n# О мерах\n"
    (line,) = sheet_of(text).lines
    assert (line.role, line.span.start) == ("title", text.index("# О"))


def test_a_rule_that_closes_no_front_matter_hides_nothing() -> None:
    assert roles(sheet_of("---\nОсы бұйрық\n\n## Тізбе\n"))[-2:] == [("", "Осы бұйрық"), ("heading", "Тізбе")]


def test_what_the_corpus_adds_is_marked() -> None:
    text = (
        "# Тізбе\n\n1. Бекітілсін.\n\n\n## Части документа\n\nРазбит.\n\n| Часть | Название |\n|---|---|\n"
        "| [`an001`](kaz/an001.md) | Тізбе |\n| [`an001-t001-r002`](kaz/an001-t001-r002.md) | таблица 1, строки 3–5 |\n"
    )
    assert [line.role for line in sheet_of(text).lines] == ["title", "", "contents", "contents", "contents"]
    back = sheet_of("↑ [Толық мәтіні](../kaz.md)\n\n<table>\n<tr><td>3</td></tr>\n</table>\n")
    assert [line.role for line in back.lines] == ["contents", "grid"]


def test_a_drawn_table_is_a_grid() -> None:
    grid = grid_of("# а\n\n| № | атауы \\| аты |\n|---|:-:|\n| 1 | **Қан** |\n| 2 |\n")
    assert values(grid) == [["№", "атауы | аты"], ["1", "Қан"], ["2", ""]]
    assert [slot.header for slot in grid.rows[0].slots] == [True, True]
    assert faults(grid) == ["a row of 1 columns in a table of 2"]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Бағасы** және саны* бар", "Бағасы** және саны* бар"),
        ("**Қалың** сөз", "Қалың сөз"),
        ("*Ескерту. (2* және 3)*", "Ескерту. (2* және 3)"),
        ("5 < 6 және <Ескерту> бар", "5 < 6 және <Ескерту> бар"),
        ("а <!-- жоқ --> б", "а б"),
        ("ашық <!-- қалды", "ашық <!-- қалды"),
        ("АТ&amp;Т &copy;&#1178; &жоқ; &amp", "АТ&Т ©Қ &жоқ; &amp"),
        ("[бұйрық](https://adilet.zan.kz/kaz/docs/V1) [1] (2)", "бұйрық [1] (2)"),
        ("Қ\u00adан\u00a0тобы", "Қан тобы"),
        ("\\*\\*\\* \\_\\_ \\x", "*** __ \\x"),
    ],
)
def test_inline_markup(written: str, printed: str) -> None:
    text = f"# а\n\n{written}\n"
    line = sheet_of(text).lines[1]
    assert line.text.value == printed
    plain = [(letter, text[at]) for letter, at in zip(line.text.value, line.text.offsets, strict=True)]
    assert all(letter == there or there in "&\u00a0" for letter, there in plain)


PLAIN = (
    "Дәрі туралы",
    "Министрдің 2025 жылғы 1 тамыздағы № 5 бұйрығы. Әділет министрлігінде 2025 жылғы 3 тамызда № 36470 болып тіркелді",
    "БҰЙЫРАМЫН:",
    "1. " + "Қазақстан Республикасының заңнамасында белгіленген тәртіппен дәрілердің тізбесі бекітілсін, " * 3,
    "1) осы бұйрықты мемлекеттік тіркеуді;",
    "2) орналастыруды қамтамасыз етсін.",
)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n      ", "\n\n\u00a0\u00a0\u00a0", "\r\n"])
def test_plain_text_survives_with_and_without_blank_lines(between: str) -> None:
    sheet = sheet_of(between.join(PLAIN) + "\n")
    assert sheet.form == "plain"
    assert [line.text.value for line in sheet.lines] == [each.strip() for each in PLAIN]
    assert all(line.opens for line in sheet.lines)


PAGE = """<!DOCTYPE html>
<html><head><title>Сайт</title><script>var a = "<p>жоқ</p>";</script><style>p{}</style></head>
<body><nav><p>Мәзір</p></nav>
<div class="container_alpha slogan"><h1>Дәрі туралы</h1><p>Министрдің бұйрығы № 5</p></div>
<div class="container_gamma text text_upd"><div class="gs_12">
<p id="z1">&nbsp;&nbsp; <b>БҰЙЫРАМЫН</b>: <!-- жоқ --></p>
<p id="z2">1. Бекітілсін
<p id="z3"><b>Министр</b></p>
<table><tr><td><p>&nbsp;</p></td>
<td><p>Министрдің<br>2025 жылғы 1 тамыздағы<br/>№ 5 бұйрығына<br>қосымша</p></td></tr></table>
<h3>Тізбе</h3>
<table border="1"><tr><td>№</td><td>Аты</td></tr><tr><td>1</td><td>Қан &amp; т.б.</td></tr></table>
</div></div>
<footer><p>© 2025</p></footer></body></html>
"""


def test_a_page_is_read_without_what_stands_around_the_act() -> None:
    sheet = sheet_of(PAGE)
    assert sheet.form == "page"
    assert roles(sheet) == [
        ("title", "Дәрі туралы"),
        ("", "Министрдің бұйрығы № 5"),
        ("", "БҰЙЫРАМЫН:"),
        ("", "1. Бекітілсін"),
        ("bold", "Министр"),
        ("quote", "Министрдің"),
        ("quote", "2025 жылғы 1 тамыздағы"),
        ("quote", "№ 5 бұйрығына"),
        ("quote", "қосымша"),
        ("heading", "Тізбе"),
        ("grid", "№ Аты 1 Қан & т.б."),
    ]
    assert [(line.gap, line.opens) for line in sheet.lines[5:9]] == [(1, False), (0, False), (0, False), (0, False)]


def test_a_page_without_known_blocks_is_read_whole() -> None:
    body = "<nav><p>Мәзір</p></nav><h1>Дәрі</h1><p>1. Бір</p><pre>     екі\nүш\n\n     төрт</pre>"
    sheet = sheet_of(f"<html><body>{body}</body></html>")
    assert [(line.role, line.text.value, line.opens) for line in sheet.lines] == [
        ("title", "Дәрі", True),
        ("", "1. Бір", True),
        ("", "екі", True),
        ("", "үш", False),
        ("", "төрт", True),
    ]


def test_a_signature_in_a_table_is_no_table() -> None:
    text = "<p>1. Бір.</p><table><tr><td>Денсаулық</td><td></td></tr><tr><td>министрі</td><td>А. Аты</td></tr></table>"
    assert roles(sheet_of(text)) == [("", "1. Бір."), ("", "Денсаулық"), ("", "министрі"), ("", "А. Аты")]


DAMAGE: dict[str, Callable[[str], str]] = {
    "none": lambda text: text,
    "cut short": lambda text: text[: len(text) // 3],
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "no spaces at line ends": lambda text: text.replace(" \n", "\n"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "a heading": lambda text: "# " + text,
    "lines run together": lambda text: text.replace("\n", " ", 3),
    "marks": lambda text: "> " + text.replace("\n", "\n<td>\n", 2),
}


@pytest.mark.parametrize("slug", [LIST, TARIFFS])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_text_from_a_pdf_stays_one_whatever_is_damaged(slug: str, damage: str) -> None:
    assert form_of(DAMAGE[damage](text_of(slug))) == "printed"


# What no line holds is markup and nothing else.

_MARKUP = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>]*>|<[!?][^<>]*>|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z0-9]+);|\]\([^()\s<>]*\)",
    re.DOTALL,
)


def unread(source: Source, lines: tuple[Line, ...]) -> Iterator[str]:
    """Letters and digits that no line holds and no markup explains."""
    text = source.text
    held = {at for line in lines for at in line.text.offsets}
    hidden = {at for match in _MARKUP.finditer(text) for at in range(*match.span())}
    front = re.match(r"\ufeff?---[ \t]*\r?\n.*?\n---", text, re.DOTALL)
    for at, letter in enumerate(text):
        if letter.isalnum() and at not in held and at not in hidden and not (front and at < front.end()):
            yield f"{at}: {text[max(at - 20, 0) : at + 20]!r}"


def check(text: str, *forms: str) -> None:
    """Spans in order without overlap, offsets inside them and rising, every line printing something."""
    source = source_of(text)
    for form in forms or [form_of(text)]:
        lines = tuple(FORMS[form](source))
        end = 0
        for line in lines:
            assert end <= line.span.start < line.span.end <= len(text), (form, line)
            end = line.span.end
            offsets = list(line.text.offsets)
            assert len(offsets) == len(line.text.value)
            assert line.text
            assert offsets == sorted(offsets), (form, line)
            assert line.span.start <= offsets[0], (form, line)
            assert offsets[-1] < line.span.end, (form, line)
            if line.grid is not None:
                check_grid(line.grid, text)
        if form == "markdown":
            assert list(unread(source, lines)) == []


def check_grid(grid: Grid, text: str) -> None:
    assert grid.rows
    for row in grid.rows:
        assert len(row.slots) == grid.width <= WIDEST
        assert grid.span.start <= row.span.start <= row.span.end <= grid.span.end
        for slot in row.slots:
            assert all(0 <= at < len(text) for at in slot.text.offsets)
    for _, span in grid.faults:
        assert grid.span.start <= span.start <= span.end <= grid.span.end


SOUP = [
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", '<td colspan="3">', "<td rowspan=2>", "<th>", "<p>",
    "</p>", "<br>", "<b>", "</b>", "<sup>", "</sup>", '<a id="p1"></a>', "<div class='container_gamma text'>", "</div>",
    "<nav>", "</nav>", "<script>", "</script>", "<!--", "-->", "<h1>", "</h1>", "<pre>", "</pre>", "<html>",
    "<article>", "<", ">", "&nbsp;", "&lt;", "&#1178;", "&", "#", "# ", "## ", "> ", "*", "**", "\\", "\\*", "|",
    "|---|", "[", "](", ")",
    "---", "1) ", "2. ", "\n", "\n", "\n\n", " ", "  \n", "\r\n", "\t", "\u00a0", "\u00ad", "\ufeff", "е\u0308",
    "сөз", "35.21", "Бұйрық", "x",
]  # fmt: skip


@seed(20251101)
@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(SOUP), max_size=60).map("".join))
def test_no_soup_raises_or_loses_text(text: str) -> None:
    sheet_of(text)
    check(text, *FORMS)


@seed(20251102)
@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.data())
def test_mutations_of_an_order_lose_no_text(data: st.DataObject) -> None:
    text = ORDER
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(st.sampled_from(["", *SOUP])) + text[end:]
    check(text, *FORMS)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is absent")
def test_every_text_of_the_corpus_is_held_whole() -> None:
    paths = sorted([*CORPUS.glob("[0-9]*.md"), *CORPUS.glob("[0-9]*.txt")])
    assert len(paths) > 10
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert form_of(text) == {".md": "markdown", ".txt": "plain"}[path.suffix], path.name
        check(text)
        for at in range(7, len(text), len(text) // 7):
            check(text[:at] + text[at + 9 :])
            check(text[at:])
            check(text[:at])


@pytest.mark.parametrize(
    "piece",
    ["<table>", "<table>\n\nx<!--", '<a x="', "<a b=c ", "[", "*a ", "<sup>", "<td colspan=1000>", "<script", "&#"],
)
def test_hostile_texts_are_read_in_time_linear_in_their_length(piece: str) -> None:
    """Twenty times what is usual for 100 KB; a quadratic reader needs minutes."""
    text = "# а\n\n" + piece * (100_000 // len(piece))
    begun = time.process_time()
    sheet_of(text)
    assert time.process_time() - begun < 5
