"""Drawn tables: what their headings, sections and rows are read as, in both languages, and the facts they make."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest

from graph.act import Row, Section, Table
from graph.layout.text import Text
from graph.reading.report import Report
from graph.source import Span, decode
from graph.tables.caption import NOTHING, read_regimes
from graph.tables.columns import read_head
from graph.tables.grid_table import read_grid
from graph.tables.numbering import followers, read_number
from graph.tables.printed_code import read_cell
from tests.drawn import Cell, codes_in, drawn, facts_of, grid_of, read_drawn, speaking, values, with_row
from tests.seed_acts import lexicon
from tests.writing.soundness import read_soundly

SERVICES = {
    "ru": "Тарифы на медицинские услуги в рамках гарантированного объема бесплатной медицинской помощи и (или)"
    " в системе обязательного социального медицинского страхования",
    "kk": "Тегін медициналық көмектің кепілдік берілген көлемі шеңберінде және (немесе) міндетті әлеуметтік медициналық"
    " сақтандыру жүйесінде көрсетілетін медициналық қызметтерге тарифтер",
}
HEADS: dict[str, list[list[Cell]]] = {
    "ru": [
        [('rowspan="2"', "№ п/п"), ('rowspan="2"', "Полный код уcлуги"), ('rowspan="2"', "Наименование услуги"),
         ('rowspan="2"', "Стоимость**"), ('colspan="2"', "Поправочный коэффициент")],
        ["услуги на дому", "дистанционный формат"],
    ],
    "kk": [
        [('rowspan="2"', "№"), ('rowspan="2"', "Қызметтің толық коды"), ('rowspan="2"', "Қызметтің атауы"),
         ('rowspan="2"', "Бағасы**"), ('colspan="2"', "Түзету коэффициенті")],
        ["үйде көрсетілетін қызмет", "қашықтықтан көрсету"],
    ],
}  # fmt: skip
LINES: list[Sequence[Cell]] = [
    ["", "A", "БӨЛІМ", "", "", ""],
    ["1", "A01.001.000", "Қабылдау: бірінші", "2 469,62", "2", ""],
    ["2", "A01.002.000", "Қабылдау: екінші", "1 081 701, 27", "", ""],
    ["", "A02.000.000", "Топ", "", "", ""],
    ["3", "A02.001.000", "Кеңес (1 сеанс)", "3 836,44", "2", "0,5"],
]
LIST_HEAD = {
    "ru": ["№", "Код ВТМП", "Наименование ВТМП"],
    "kk": ["р/с №", "Жоғары технологиялық медициналық көмек коды", "Жоғары технологиялық медициналық көмек атауы"],
}
WIDE = 'colspan="3"'
SECTIONS = {
    "ru": [
        "Виды высокотехнологичной медицинской помощи в рамках {free} при экстренной госпитализации",
        "Виды высокотехнологичной медицинской помощи в рамках {free} и системе {insured} при плановой госпитализации",
        "Виды ВТМП, оказываемые в системе ОСМС при плановой госпитализации",
    ],
    "kk": [
        "Шұғыл емдеуге жатқызу кезінде {free} шеңберінде көрсетілетін {care} түрлері",
        "Жоспарлы емдеуге жатқызу кезіндегі {free} шеңберінде және {insured} көрсетілетін {care} түрлері",
        "Жоспарлы емдеуге жатқызу кезіндегі {insured} көрсетілетін {care}тің түрлері",
    ],
}
WORDS = {
    "ru": {
        "free": "гарантированного объема бесплатной медицинской помощи",
        "insured": "обязательного социального медицинского страхования",
    },
    "kk": {
        "free": "тегін медициналық көмектің кепілдік берілген көлемі",
        "insured": "міндетті әлеуметтік медициналық сақтандыру жүйесінде",
        "care": "жоғары технологиялық медициналық көмек",
    },
}
SECTIONS = {language: [each.format(**WORDS[language]) for each in found] for language, found in SECTIONS.items()}
BOTH = pytest.mark.parametrize("language", ["kk", "ru"])


def listing(language: str) -> list[Sequence[Cell]]:
    """A list of procedures under three headings, its rows numbered from 1 under each."""
    first, second, third = SECTIONS[language]
    return [
        LIST_HEAD[language],
        [(WIDE, first)], ["1", "00.50", "Имплант"], ["2", "35.84", "Қалпына келтіру"],
        [(WIDE, second)], ["1", "54.970.059", "Химия"], ["2", "92.330.001", "Протон (1 сеанс)"],
        [(WIDE, third)], ["1", "00.50", "Имплант"],
    ]  # fmt: skip


def prices(row: Row) -> list[tuple[str, str | None]]:
    return [(price.role, str(price.amount) if price.amount is not None else None) for price in row.prices]


# The tariff list


@BOTH
def test_a_tariff_list_is_read_whole(language: str) -> None:
    table, report = read_drawn(drawn(*HEADS[language], *LINES), language, SERVICES[language])
    assert codes_in(report) == []
    assert [(row.number, row.code, row.section) for row in table.rows] == [
        ("1", "A01.001.000", 0), ("2", "A01.002.000", 0), ("3", "A02.001.000", 1),
    ]  # fmt: skip
    assert prices(table.rows[0]) == [("price", "2469.62"), ("coefficient-home", "2")]
    assert prices(table.rows[1]) == [("price", "1081701.27")]
    assert prices(table.rows[2]) == [("price", "3836.44"), ("coefficient-home", "2"), ("coefficient-remote", "0.5")]
    assert table.rows[1].repaired == ("amount-spacing",)
    assert table.rows[2].unit == "1 сеанс"
    assert [(each.heading, each.code) for each in table.sections] == [
        ("A БӨЛІМ", "A"),
        ("A02.000.000 Топ", "A02.000.000"),
    ]
    for section in table.sections:
        assert (section.regimes, section.admission, section.understood) == (("GOBMP", "OSMS"), None, True)
        assert section.inherited
        assert not section.restarts_numbering


@BOTH
def test_a_heading_in_two_rows_is_flattened(language: str) -> None:
    table, _ = read_drawn(drawn(*HEADS[language], *LINES), language)
    (_, _, _, price, group), (home, remote) = HEADS[language]
    assert table.columns[3:] == (price[1], f"{group[1]} / {home}", f"{group[1]} / {remote}")
    assert len(table.columns) == 6


def test_numbered_rows_of_groups_need_no_price() -> None:
    rows = [
        ["1", "A", "Қабылдау", "", "", ""],
        ["2", "A01.000.000", "Деңгей", "", "", ""],
        ["3", "A01.001.000", "Дәрігер", "1 405,40", "2", ""],
        ["4", "", "Кеңестер", "", "", ""],
        ["5", "B01.000.001", "Топша", "", "", ""],
        ["6", "А02.001.000", "Кеңес", "1 913,40", "2", ""],
    ]
    table, report = read_drawn(drawn(*HEADS["kk"], *rows), "kk")
    assert codes_in(report) == ["KZ-CODE-002"]
    assert [row.code for row in table.rows] == [None, "A01.000.000", "A01.001.000", None, "B01.000.001", "A02.001.000"]
    assert [row.code_printed for row in table.rows] == [
        "A",
        "A01.000.000",
        "A01.001.000",
        None,
        "B01.000.001",
        "А02.001.000",
    ]
    assert [len(row.prices) for row in table.rows] == [0, 0, 2, 0, 0, 2]
    assert table.rows[5].repaired == ("homoglyph",)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["2", "A01.002.000", "Қабылдау", "", "", ""], ["KZ-AMT-003"]),
        (["2", "A01.002.000", "Қабылдау", "—", "", ""], []),
        (["2", "A01.002.000", "Қабылдау", "12 34,5", "", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.000", "Қабылдау", "1,234", "", ""], ["KZ-AMT-002"]),
        (["2", "A01.002.000", "Қабылдау", "0,00", "", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.000", "Қабылдау", "100<br>200", "", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.000", "Қабылдау", "1 000,00 2 000,00", "", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.000", "Қабылдау", "бесплатно", "", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.000", "Қабылдау", "10,00", "-1", ""], ["KZ-AMT-001"]),
        (["2", "A01.002.00", "Қабылдау", "10,00", "", ""], ["KZ-CODE-001"]),
        (["2", "A02.020.000.2", "Қабылдау", "10,00", "", ""], ["KZ-CODE-001"]),
        (["2", "", "Қабылдау", "10,00", "", ""], ["KZ-CODE-001"]),
        (["2", "A", "Қабылдау", "10,00", "", ""], ["KZ-CODE-001"]),
        (["2", "A01.001.000", "Қабылдау", "10,00", "", ""], ["KZ-ROW-008", "KZ-ROW-008"]),
        (["2", "A01.002.000", "", "10,00", "", ""], ["KZ-ROW-002"]),
        (["2", "A01.002.000", "Қабылдау (", "10,00", "", ""], ["KZ-ROW-003"]),
        (["2", "A01.002.000", "Қабылдау,", "10,00", "", ""], ["KZ-ROW-006"]),
        (["4", "A01.002.000", "Қабылдау", "10,00", "", ""], ["KZ-ROW-001", "KZ-ROW-001"]),
        (["1", "A01.002.000", "Қабылдау", "10,00", "", ""], ["KZ-ROW-001", "KZ-ROW-001"]),
        (["б/н", "A01.002.000", "Қабылдау", "10,00", "", ""], ["KZ-ROW-001", "KZ-ROW-001"]),
        (["2", ('colspan="5"', "Исключена")], []),
    ],
)
def test_damage_to_a_row_is_told_at_its_place(row: list[Cell], found: list[str]) -> None:
    table, report = read_drawn(with_row([*HEADS["ru"], *LINES], 4, row), "ru")
    assert codes_in(report) == found
    assert len(table.rows) == 3
    rows = [each for each in report.sorted() if each.problem.code != "KZ-ROW-001" and row[1] == each.problem.found]
    assert all(report.source.text[each.start : each.end] == row[1] for each in rows)


def test_an_amount_that_is_refused_keeps_its_printed_form() -> None:
    table, _ = read_drawn(with_row([*HEADS["ru"], *LINES], 4, ["2", "A01.002.000", "Прием", "1,234", "", ""]), "ru")
    price = table.rows[1].prices[0]
    assert (price.amount, price.amount_printed) == (None, "1,234")


def test_nothing_of_a_row_is_lost() -> None:
    html = drawn(*HEADS["ru"], *LINES)
    table, report = read_drawn(html)
    for row in table.rows:
        assert row.quote == "\n".join(report.source.quote(span) for span in row.spans)
        assert [cell.span for cell in row.cells] == list(row.spans)
        assert all(report.source.quote(cell.span) == cell.text for cell in row.cells)
        assert all(before.span.end <= after.span.start for before, after in pairwise(row.cells))
    assert [(cell.column, cell.text) for cell in table.rows[2].cells] == list(enumerate(LINES[4]))
    assert [(cell.column, cell.text) for cell in table.rows[0].cells][-1] == (4, "2")


# The list of high-technology care


@BOTH
def test_section_rows_carry_regime_and_admission(language: str) -> None:
    table, report = read_drawn(drawn(*listing(language)), language)
    assert codes_in(report) == []
    assert [(each.admission, each.regimes, each.restarts_numbering) for each in table.sections] == [
        ("emergency", ("GOBMP",), False), ("planned", ("GOBMP", "OSMS"), True), ("planned", ("OSMS",), True),
    ]  # fmt: skip
    assert [each.heading for each in table.sections] == SECTIONS[language]
    assert [(row.section, row.number, row.code) for row in table.rows] == [
        (0, "1", "00.50"), (0, "2", "35.84"), (1, "1", "54.970.059"), (1, "2", "92.330.001"), (2, "1", "00.50"),
    ]  # fmt: skip
    assert {row.system for row in table.rows} == {"mkb9"}


@BOTH
@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ({"kk": "тегін ", "ru": "бесплатной "}, {"KZ-TAB-002"}),
        ({"kk": "Шұғыл", "ru": "экстренной "}, {"KZ-TAB-003"}),
    ],
)
def test_a_section_that_lost_a_word_lists_nothing(language: str, word: dict[str, str], codes: set[str]) -> None:
    rows = listing(language)
    rows[1] = [(WIDE, SECTIONS[language][0].replace(word[language], ""))]
    table, report = read_drawn(drawn(*rows), language)
    assert codes <= set(codes_in(report))
    assert not (table.sections[0].understood and table.sections[0].regimes and table.sections[0].admission)
    assert table.sections[1].regimes == ("GOBMP", "OSMS")
    facts = facts_of(table, report, language)
    assert sorted(fact.subject.rsplit("/tbl/", 1)[1] for fact in facts if fact.value == "Listing") == [
        "sec_2/row_1#listing", "sec_2/row_2#listing", "sec_3/row_1#listing",
    ]  # fmt: skip


@BOTH
def test_a_section_that_lost_all_its_words_does_not_inherit(language: str) -> None:
    rows = listing(language)
    rows[4] = [(WIDE, SECTIONS[language][1].split()[-1])]
    table, report = read_drawn(drawn(*rows), language)
    assert "KZ-TAB-002" in codes_in(report)
    assert table.sections[1].regimes == () or not table.sections[1].understood


@BOTH
def test_an_unknown_word_between_regimes_is_an_error(language: str) -> None:
    rows = listing(language)
    wrong = {"kk": ("кезінде тегін", "кезінде ақылы емес тегін"), "ru": ("в рамках", "кроме рамок")}[language]
    rows[1] = [(WIDE, SECTIONS[language][0].replace(*wrong))]
    table, report = read_drawn(drawn(*rows), language)
    assert "KZ-TAB-004" in codes_in(report)
    assert not table.sections[0].understood


def test_a_heading_inside_a_section_inherits_it() -> None:
    rows = listing("ru")
    rows.insert(3, [(WIDE, "Сердце и сосуды")])
    table, report = read_drawn(drawn(*rows), "ru")
    assert codes_in(report) == []
    assert table.sections[1].heading == "Сердце и сосуды"
    assert (table.sections[1].regimes, table.sections[1].admission) == (("GOBMP",), "emergency")
    assert table.sections[1].inherited == ("regimes", "admission")
    assert not table.sections[1].restarts_numbering
    assert table.sections[1].origin == table.sections[0].span


@BOTH
def test_a_heading_and_one_below_it_restart_the_numbering_once(language: str) -> None:
    rows = listing(language)
    rows.insert(5, [(WIDE, "Онкология")])
    table, report = read_drawn(drawn(*rows), language)
    assert codes_in(report) == []
    assert [each.restarts_numbering for each in table.sections] == [False, False, True, True]
    assert [each.regimes for each in table.sections] == [("GOBMP",), ("GOBMP", "OSMS"), ("GOBMP", "OSMS"), ("OSMS",)]
    listed = [fact.subject for fact in facts_of(table, report, language) if fact.value == "Listing"]
    assert listed[-1].endswith("/made/tbl/sec_3/row_1#listing")


# Headings and columns


@pytest.mark.parametrize(
    ("language", "heading", "role"),
    [
        ("ru", "№ п/п", "number"), ("kk", "Р/н №", "number"), ("ru", "Код МКБ- 9/10", "code"),
        ("kk", "АХЖ-9/ 10 коды", "code"),
        ("ru", "№ КЗГ", "code"), ("ru", "АТХ Код", "code"), ("kk", "АХЖ-9/10 бойынша атауы", "name"),
        ("kk", "Облыстардың атау", "name"), ("ru", "Цена за услугу, без учета НДС, тенге*", "price"),
        ("kk", "Қызмет бағасы, ҚҚС* есебінсіз теңге", "price"), ("ru", "Стоимость, тыс. тенге", "other"),
        ("ru", "Код региона", "other"), ("kk", "Өңірдің коды", "other"), ("kk", "СК балалар", "coefficient"),
        ("ru", "Единица измерения", "unit"), ("kk", "№ п/п", "number"), ("ru", "Дата", "other"),
        ("ru", "Наименoвание", "name"), ("ru", "Стоимость¹", "price"),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_holds(language: str, heading: str, role: str) -> None:
    source = decode(drawn(["Дата", heading, "Срок"], ["5", "6", "7"], ["8", "9", "10"]).encode(), "act.md")
    column = read_head(grid_of(source), speaking(language)).columns[1]
    assert (column.role, column.heading) == (role, heading)
    printed = role == "price" and ("тенге" in heading or "теңге" in heading)
    assert column.currency == ("KZT" if printed else None)
    assert (column.currency_span is not None) == printed


def test_a_heading_that_is_not_known_costs_only_a_note() -> None:
    table, report = read_drawn(drawn(["Область", "Ставка", "Срок"], ["Север", "15", "1 год"], ["Юг", "20", "2 года"]))
    assert codes_in(report) == ["KZ-TAB-009"] * 3
    assert {each.severity.value for each in report.sorted()} == {"note"}
    assert table.columns == ("Область", "Ставка", "Срок")
    assert [(row.number, row.name, len(row.cells)) for row in table.rows] == [(None, "Север", 3), (None, "Юг", 3)]


def test_a_row_of_column_numbers_is_no_row() -> None:
    table, report = read_drawn(drawn(["№", "Наименование", "Тариф, тенге"], ["1", "2", "3"], ["1", "Первая", "10,00"]))
    assert codes_in(report) == []
    assert [(row.number, row.name) for row in table.rows] == [("1", "Первая")]


def test_a_heading_that_is_printed_again_is_no_row() -> None:
    head = ["№", "Наименование", "Тариф, тенге"]
    table, report = read_drawn(drawn(head, ["1", "Первая", "10,00"], head, ["2", "Вторая", "11,00 тенге"]))
    assert codes_in(report) == []
    assert [row.number for row in table.rows] == ["1", "2"]
    assert [row.prices[0].currency for row in table.rows] == ["KZT", "KZT"]
    spans = [row.prices[0].currency_span for row in table.rows]
    assert [report.source.quote(span) for span in spans if span] == ["тенге", "тенге"]
    assert spans[0] != spans[1]


def test_a_grid_without_a_heading_shows_by_its_cells_what_it_holds() -> None:
    rows = [
        ["1494-1", "C04.005.010", "Снимок (1 сеанс)", "63 112,54"],
        ["1494-2", "D92.243.026", "Терапия", "257 529,98"],
    ]
    table, report = read_drawn(drawn(*rows))
    assert codes_in(report) == ["KZ-TAB-009"]
    assert table.columns == ()
    assert [(row.number, row.code, row.unit) for row in table.rows] == [
        ("1494-1", "C04.005.010", "1 сеанс"), ("1494-2", "D92.243.026", None),
    ]  # fmt: skip
    assert [row.prices[0].amount for row in table.rows] == [Decimal("63112.54"), Decimal("257529.98")]


def test_twelve_columns_with_prices_under_groups() -> None:
    head: list[Sequence[Cell]] = [
        [('rowspan="2"', "№ п/п"), ('rowspan="2"', "Наименование по МКБ-9/10"), ('rowspan="2"', "Код МКБ- 9/10"),
         ('rowspan="2"', "№ КЗГ"), ('colspan="4"', "Стационарные условия"),
         ('colspan="4"', "Стационарозамещающие условия")],
        ["КЗ дет", "Тариф дет, тенге", "КЗ взр", "Тариф взр, тенге"] * 2,
        [('colspan="12"', "Перечень КЗГ")],
    ]  # fmt: skip
    amounts = ["3,9114", "640 733,59", "3,9114", "640733,59", "1,9557", "320 366,80", "1,9557", "320366,80"]
    rows = [
        ["1", "Инфекции", "", "1", *amounts], ["2", "Холера", "A00.0", "1", *amounts],
        ["3", "Менингит (G01*)", "A39.0†", "1", *amounts], ["4", "Протез", "35.33", "7", *amounts],
        ["5", "Опухоли", "C00-C97", "7", *amounts], ["6", "Другие", "В06.", "7", *amounts],
    ]  # fmt: skip
    table, report = read_drawn(drawn(*head, *rows))
    assert codes_in(report) == ["KZ-CODE-004", "KZ-CODE-002"]
    assert [(row.code, row.system, row.code_printed) for row in table.rows] == [
        (None, None, None), ("A00.0", "icd10", "A00.0"), ("A39.0", "icd10", "A39.0†"), ("35.33", "mkb9", "35.33"),
        (None, None, "C00-C97"), ("B06", "icd10", "В06."),
    ]  # fmt: skip
    assert [(price.role, price.column) for price in table.rows[1].prices] == [
        (role, column) for column, role in enumerate(["coefficient", "price"] * 4, 4)
    ]
    assert table.rows[1].prices[0].amount == Decimal("3.9114")
    assert table.rows[1].prices[3].amount == Decimal("640733.59")
    assert table.columns[11] == "Стационарозамещающие условия / Тариф взр, тенге"
    assert [each.heading for each in table.sections] == ["Перечень КЗГ"]
    assert len(table.rows[1].cells) == 12


def test_a_cell_over_several_rows_counts_for_each() -> None:
    head = ["№", "Наименование области", "Наименование района", "Коэффициент"]
    rows: list[Sequence[Cell]] = [
        ["1", ('rowspan="2"', "Север"), "Абай", ('rowspan="2"', "1,0049")],
        ["2", "Арка"],
        ["3", "Юг", "Сырдарья", "1,1"],
    ]
    table, report = read_drawn(drawn(head, *rows))
    assert [row.prices[0].amount for row in table.rows] == [Decimal("1.0049"), Decimal("1.0049"), Decimal("1.1")]
    assert [row.name for row in table.rows] == ["Абай", "Арка", "Сырдарья"]
    assert table.rows[1].quote == "2\nСевер\nАрка\n1,0049"
    assert table.rows[1].spans[1] == table.rows[0].spans[1]
    assert codes_in(report) == []


def test_words_for_an_amount_are_a_note() -> None:
    table, report = read_drawn(
        drawn(["№", "Наименование", "Тариф, тенге"], ["1", "Первая", "по договору"], ["2", "Вторая", "*"])
    )
    assert codes_in(report) == ["KZ-AMT-004"]
    assert [row.prices for row in table.rows] == [(), ()]
    assert table.rows[0].cells[2].text == "по договору"


def test_a_sum_is_no_price() -> None:
    table, report = read_drawn(
        drawn(["№", "Наименование", "Тариф, тенге"], ["1", "Первая", "10,00"], ["", "Итого:", "10,00"])
    )
    assert [(row.number, row.name, len(row.prices)) for row in table.rows] == [("1", "Первая", 1), (None, "Итого:", 0)]
    assert codes_in(report) == []


def test_faults_of_the_markup_are_told() -> None:
    _, report = read_drawn(drawn(["№", "Наименование"], ["1", "Оспа"]).replace("</table>", "<p>И.</p>"))
    assert codes_in(report) == ["KZ-TAB-011"]


def test_a_table_that_breaks_off_is_told_at_its_last_row() -> None:
    text = drawn(["№", "Наименование"], ["1", "Оспа"], ["2", "Корь"]).replace("</table>", "")
    table, report = read_drawn(text)
    assert codes_in(report) == ["KZ-TAB-013"]
    assert [row.number for row in table.rows] == ["1", "2"]
    (found,) = report.sorted()
    assert found.severity.value == "error"
    assert text.index("Оспа") < found.start <= text.index("Корь")


def test_a_grid_without_rows_is_told() -> None:
    table, report = read_drawn(drawn(["№", "Наименование"]))
    assert codes_in(report) == ["KZ-TAB-006"]
    assert table.rows == ()


def test_a_title_that_names_a_regime_among_other_words_says_nothing_of_it() -> None:
    html = drawn(["№", "Наименование", "Тариф, тенге"], ["1", "Первая", "10,00"])
    table, report = read_drawn(html, title="Платные услуги вне гарантированного объема бесплатной медицинской помощи")
    assert codes_in(report) == ["KZ-TAB-010"]
    assert table.sections[0].regimes == ()
    assert not table.sections[0].understood


# Heading rows that are missing, and inserted rows


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["1", "A01.001.000", "Прием", "10,00"], ["2", "A01.002.000", "Осмотр", "9,00"]], "KZ-TAB-005"),
        ([["1", "Прием", "10,00"], ["2", "Осмотр", "9,00"]], "KZ-TAB-005"),
        ([["1", "Прием", "час"], ["2", "Осмотр", "час"]], "KZ-TAB-012"),
    ],
)
def test_a_heading_row_that_is_lost_is_told(rows: list[Sequence[Cell]], code: str) -> None:
    """An error where codes or prices show, a warning elsewhere; a note where the table was cut out of its text."""
    table, report = read_drawn(drawn(*rows), title="Тарифы")
    assert codes_in(report) == [code]
    assert report.sorted()[0].line == report.source.place(table.rows[0].spans[0].start)[0]
    for above in ("", '<a id="t1"></a>\n\n', "↑ [Вся редакция](../rus.md)\n\n"):
        report = Report(decode((above + drawn(*rows)).encode(), "part.md"))
        read_grid(grid_of(report.source), None, Text("", ()), speaking("ru"), report)
        assert codes_in(report) == ["KZ-TAB-009"]


def test_a_frame_needs_no_heading_row() -> None:
    """Words in a frame, and headings alone, are no rows of a table."""
    _, report = read_drawn(drawn(["Памятка"], ["Осмотр раз в год"]), title="Памятка")
    assert codes_in(report) == []


@pytest.mark.parametrize(
    "text",
    [
        'Тарифынамедицинскиеуслугиамкара\n<td><td><td rowspan=2">A<tr><td>1<td>',
        drawn(["№", "Наименование", "Срок"], ["1", "2", ('rowspan="3"', "3")], ["1", "Бинт"], ["2", "Вата"]),
        drawn(["№", ('rowspan="9"', "Наименование"), "Срок"], *[[str(at), "год"] for at in range(1, 9)]),
        drawn(["№", "Наименование"], [('colspan="2" rowspan="3"', "Раздел")], ["1", "Бинт"], ["2", "Вата"]),
    ],
)
def test_a_cell_of_a_heading_is_part_of_no_row(text: str) -> None:
    """Cells that reach down from the heading, the numbers of the columns or a section stay where they begin."""
    act = read_soundly(text.encode())
    for table in (*act.tables, *(table for each in act.appendices for table in each.tables)):
        headings = [table.columns_span, *(each.span for each in table.sections if each.heading is not None)]
        for row in table.rows:
            assert row.spans == tuple(sorted(row.spans))
            assert not any(span.start < head.end for span in row.spans for head in headings[:1] if head)
            assert not any(span.start >= head.start and span.end <= head.end for span in row.spans
                           for head in headings if head)  # fmt: skip


def test_a_heading_cell_that_reaches_into_the_rows_is_told() -> None:
    rows: list[Sequence[Cell]] = [["№", ('rowspan="9"', "Наименование"), "Срок"]]
    table, report = read_drawn(drawn(*rows, *[[str(at), "год"] for at in range(1, 9)]), title="Перечень")
    assert "KZ-TAB-011" in codes_in(report)
    assert {row.name for row in table.rows} == {""}


INSERTED: list[list[Cell]] = [
    ["15-1", "A01.001.000", "Снимок (1 сеанс)", "53 112,54"],
    ["15-2", "D92.243.026", "Терапия", "257 529,98"],
]


def read_inserted(rows: Sequence[Sequence[Cell]]) -> tuple[Table, Report]:
    """Rows that go into a table of another act."""
    source = decode(drawn(*rows).encode(), "act.md")
    report = Report(source)
    return read_grid(grid_of(source), None, None, speaking("ru"), report, NOTHING), report


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(
    ("column", "printed", "code"),
    [
        (0, "15-l", "KZ-ROW-001"),
        (1, "A01.OO1.000", "KZ-CODE-001"),
        (2, "—", "KZ-ROW-002"),
        (3, "5З 112,54", "KZ-AMT-001"),
        (3, "53112,54 шт", "KZ-AMT-001"),
        (3, "53 112.54.1", "KZ-AMT-001"),
    ],
)
def test_a_damaged_cell_of_an_inserted_row_costs_that_cell_alone(
    count: int, column: int, printed: str, code: str
) -> None:
    rows = [[*INSERTED[0]], *INSERTED[1:count]]
    rows[0][column] = printed
    table, report = read_inserted(rows)
    assert codes_in(report) == [code]
    assert report.sorted()[0].line in range(3, 8)
    sound = [(row.number, row.code, row.name, [price.amount for price in row.prices]) for row in table.rows[1:]]
    assert sound == [("15-2", "D92.243.026", "Терапия", [Decimal("257529.98")])][: count - 1]
    first = table.rows[0]
    assert (first.code is None) == (column == 1)
    assert [price.amount for price in first.prices] == [None if column == 3 else Decimal("53112.54")]


def test_inserted_rows_may_have_coefficients() -> None:
    table, report = read_inserted([[*INSERTED[0], "2", "0,5"], [*INSERTED[1], "", "O,5"]])
    assert codes_in(report) == ["KZ-AMT-001"]
    assert [prices(row) for row in table.rows] == [
        [("price", "53112.54"), ("coefficient", "2"), ("coefficient", "0.5")],
        [("price", "257529.98"), ("coefficient", None)],
    ]


def test_inserted_procedures_are_read_by_position() -> None:
    table, report = read_inserted([["7-1", "3З.33", "Прием"], ["7-2", "35.84", "Осмотр"]])
    assert codes_in(report) == ["KZ-CODE-001"]
    assert [(row.code, row.name) for row in table.rows] == [(None, "Прием"), ("35.84", "Осмотр")]


def test_inserted_rows_of_another_shape_show_by_their_cells_what_they_hold() -> None:
    table, report = read_inserted([["7-1", "Бинт", "штука", "10,00"], ["7-2", "Вата", "килограмм", "12,50"]])
    assert codes_in(report) == []
    assert [(row.name, row.code, prices(row)) for row in table.rows] == [
        ("Бинт", None, [("price", "10.00")]), ("Вата", None, [("price", "12.50")]),
    ]  # fmt: skip


# Numbers and codes


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1", "2", "3"], []), (["2", "3", "4"], ["2"]), (["2", "1", "3"], ["2", "1", "3"]),
        (["2", "2", "3"], ["2", "2"]),
        (["2", "3"], ["2"]), (["2"], ["2"]), (["1", "3"], ["3"]), (["1.1", "1.2"], []), (["2.1", "2.2"], []),
        (["5", "17", "23"], []), (["", "", "3"], []), (["I", "II"], []),
    ],
)  # fmt: skip
def test_a_numbered_table_begins_with_row_1(numbers: list[str], told: list[str]) -> None:
    """A selection of rows is not numbered, nor is a table that numbers few."""
    html = drawn(["№", "Наименование", "Срок"], *([number, "Бинт", "год"] for number in numbers))
    _, report = read_drawn(html, title="Перечень")
    found = [each for each in report.sorted() if each.problem.code == "KZ-ROW-001"]
    assert [report.source.text[each.start : each.end] for each in found] == told
    slice_of = Report(decode(html.encode(), "part.md"))
    read_grid(grid_of(slice_of.source), None, Text("", ()), speaking("ru"), slice_of)
    assert len([each for each in slice_of.diagnostics if each.problem.code == "KZ-ROW-001"]) == max(
        len(told) - (numbers[0] == "2" and "." not in numbers[0]), 0
    )


@BOTH
def test_a_list_of_procedures_begins_with_row_1(language: str) -> None:
    rows = listing(language)
    for lost in (2, 8):
        _, report = read_drawn(drawn(*rows[:lost], *rows[lost + 1 :]), language, "Тізбе")
        assert "KZ-ROW-001" in codes_in(report) or lost == 8


@BOTH
def test_a_heading_that_is_printed_twice_is_told(language: str) -> None:
    rows = listing(language)
    table, report = read_drawn(drawn(*rows[:4], rows[4], *rows[4:]), language, "Тізбе")
    assert codes_in(report) == ["KZ-TXT-003"]
    assert [row.section for row in table.rows] == [0, 0, 2, 2, 3]


def test_a_code_of_one_service_heads_no_rows() -> None:
    rows = [*HEADS["ru"], *LINES]
    rows[5] = ["", "A02.000.100", "Группа", "", "", ""]
    _, report = read_drawn(drawn(*rows), "ru", SERVICES["ru"])
    assert codes_in(report) == ["KZ-AMT-003", "KZ-ROW-001"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1", "1"), ("1.", "1"), ("12)", "12"), ("1.1", "1.1"), ("1.1.", "1.1"), ("1494-1", "1494-1"), ("IV", "IV"),
     ("15а", "15а"), ("", None), ("№", None), ("1 2", None), ("A", None), ("итого", None)],
)  # fmt: skip
def test_the_number_of_a_row(printed: str, number: str | None) -> None:
    assert read_number(printed) == number


@pytest.mark.parametrize(
    ("number", "follow"),
    [
        ("3", ("4", "3-1", "3.1")),
        ("3.1", ("3.2", "4", "3.1-1", "3.1.1")),
        ("1494-1", ("1494-2", "1495", "1494-1-1", "1494-1.1")),
    ],
)
def test_which_number_may_follow(number: str, follow: tuple[str, ...]) -> None:
    assert followers(number) == follow


@pytest.mark.parametrize(
    ("printed", "systems", "code", "several", "group"),
    [
        ("D92.243.026", ("tariff",), "D92.243.026", (), False),
        ("DХХ.ХХХ.100", ("tariff",), "DXX.XXX.100", (), True),
        ("В06.", ("tariff",), "B06", (), True),
        ("A02.000.000", ("tariff",), "A02.000.000", (), True),
        ("B01.000.001", ("tariff",), "B01.000.001", (), True),
        ("A02.000.100", ("tariff",), "A02.000.100", (), False),
        ("A02.100.000", ("tariff",), "A02.100.000", (), False),
        ("DXX.XXX.101", ("tariff",), None, (), False),
        ("А 22", ("icd10",), "A22", (), False),
        ("C00-C97", ("icd10",), None, ("C00", "C97"), False),
        ("I20, I21", ("icd10",), None, ("I20", "I21"), False),
        ("С04", ("icd10",), "C04", (), False),
        ("P001", ("kzg",), "P001", (), False),
        ("A10BA02", ("atc",), "A10BA02", (), False),
        ("92.330.001", ("mkb9",), "92.330.001", (), False),
        ("37", ("mkb9",), None, (), False),
        ("81. 042", ("mkb9",), None, (), False),
        ("A02.020.000.2", ("tariff",), None, (), False),
    ],
)
def test_a_code_cell(
    printed: str, systems: tuple[str, ...], code: str | None, several: tuple[str, ...], *, group: bool
) -> None:
    read = read_cell(printed, lexicon().codes, systems)
    assert (read.code, read.several, read.group) == (code, several, group)
    assert read.printed == printed


# Facts


@BOTH
def test_a_listing_is_a_fact_as_in_the_seeds(language: str) -> None:
    table, report = read_drawn(drawn(*listing(language)), language)
    facts = facts_of(table, report, language)
    assert values(facts, "/made/tbl/sec_2/row_2#listing") == {
        "type": ["Listing"], "procedure": ["92.330.001"], "section": ["tbl#from_2_1"], "act": ["77"],
        "version": ["made"],
        "table": ["tbl"], "inRow": ["row_2"], "row": ["2"], "nameAsPrinted": ["Протон (1 сеанс)"],
        "regimes": ["gobmp", "osms"], "admission": ["planned"],
    }  # fmt: skip
    named = [fact.subject for fact in facts if fact.value == "Listing"]
    assert len(named) == len(set(named)) == 5
    quotes = [
        fact.quotes for fact in facts if fact.subject.endswith("sec_2/row_2#listing") and fact.term.name == "regimes"
    ]
    assert [quote.text for quote in quotes[0]][-1] == SECTIONS[language][1]


@BOTH
def test_a_tariff_line_is_a_fact_with_its_coefficients(language: str) -> None:
    table, report = read_drawn(drawn(*HEADS[language], *LINES), language, SERVICES[language])
    facts = facts_of(table, report, language)
    line = values(facts, "/made/tbl/row_3#tariff")
    keys = ("service", "price", "priceAsPrinted", "coefficientHome", "coefficientRemote")
    assert {key: line[key] for key in keys} == {
        "service": ["A02.001.000"], "price": ["3836.44"], "priceAsPrinted": ["3 836,44"], "coefficientHome": ["2"],
        "coefficientRemote": ["0.5"],
    }  # fmt: skip
    assert (line["currency"], line["unit"], line["regimes"]) == (["KZT"], ["1 сеанс"], ["gobmp", "osms"])
    assert "admission" not in line
    regimes = [
        fact for fact in facts if fact.subject.endswith("/made/tbl/row_3#tariff") and fact.term.name == "regimes"
    ]
    assert [quote.text for quote in regimes[0].quotes][-2:] == [
        SERVICES[language],
        report.source.quote(table.sections[1].span),
    ]
    assert regimes[0].reason is not None
    assert values(facts, "/made/tbl#from_3")["groupCode"] == ["A02.000.000"]
    assert len({fact.subject for fact in facts if fact.value == "TariffLine"}) == 3


def test_a_currency_that_the_heading_prints_is_quoted() -> None:
    head = ["№", "Полный код услуги", "Наименование", "Тариф, тенге"]
    table, report = read_drawn(drawn(head, ["1", "A01.001.000", "Прием", "10,00"]))
    currency = [fact for fact in facts_of(table, report) if fact.term.name == "currency"]
    assert [(fact.value, fact.basis.value, fact.quotes[0].text) for fact in currency] == [("KZT", "PRINTED", "тенге")]


def test_rows_without_numbers_are_named_by_their_codes() -> None:
    head = ["Полный код услуги", "Наименование", "Тариф, тенге"]
    table, report = read_drawn(
        drawn(head, ["A01.001.000", "Прием", "10,00"], ["", "Примечание", ""], ["A01.002.000", "Осмотр", "9,00"])
    )
    facts = facts_of(table, report)
    rows = sorted({fact.subject.rsplit("/", 1)[-1] for fact in facts if fact.value == "Row"})
    assert rows == ["code_A01.001.000", "code_A01.002.000"]
    assert "row" not in values(facts, "/made/tbl/code_A01.002.000#tariff")
    assert values(facts, "/made/tbl/code_A01.002.000#tariff")["price"] == ["9.00"]


def test_rows_that_one_cell_numbers_have_names_of_their_own() -> None:
    head = ["№", "Полный код услуги", "Наименование", "Тариф, тенге"]
    rows: list[Sequence[Cell]] = [
        [('rowspan="2"', "1"), "A01.001.000", "Прием", "10,00"],
        ["A01.002.000", "Осмотр", "9,00"],
    ]
    table, report = read_drawn(drawn(head, *rows))
    assert codes_in(report) == []
    lines = sorted(
        {fact.subject.rsplit("/tbl/", 1)[1] for fact in facts_of(table, report) if fact.value == "TariffLine"}
    )
    assert lines == ["row_1#tariff", "row_1/code_A01.002.000#tariff"]


# Damage


@pytest.mark.parametrize("table", ["tariffs", "list"])
@BOTH
def test_a_lost_letter_is_told_or_changes_one_row_alone(language: str, table: str) -> None:
    """Every character inside a cell is left out, one at a time."""
    rows, title = ([*HEADS[language], *LINES], SERVICES[language]) if table == "tariffs" else (listing(language), "")
    html = drawn(*rows)
    whole, _ = read_drawn(html, language, title)
    cells = [match.span(1) for match in re.finditer(r"<td[^>]*>([^<]+)</td>", html)]
    for at in (at for start, end in cells for at in range(start, end)):
        damaged, report = read_drawn(html[:at] + html[at + 1 :], language, title)
        if any(each.severity.value != "note" for each in report.sorted()):
            continue
        assert len(damaged.rows) == len(whole.rows), html[at - 10 : at + 10]
        changed = [a.number for a, b in zip(damaged.rows, whole.rows, strict=True) if facts(a) != facts(b)]
        assert len(changed) <= 1, html[at - 10 : at + 10]
        assert [scope_of(each) for each in damaged.sections] == [scope_of(each) for each in whole.sections]


def facts(row: Row) -> object:
    return row.number, row.code, row.system, row.name, row.unit, [(each.role, each.amount) for each in row.prices]


def scope_of(section: Section) -> object:
    return section.regimes, section.admission, section.understood, section.restarts_numbering


def test_a_table_of_one_column_has_rows() -> None:
    table, report = read_drawn(drawn(["Наименование"], ["Оспа"], ["Чума"]))
    assert [row.name for row in table.rows] == ["Оспа", "Чума"]
    assert codes_in(report) == []


@pytest.mark.parametrize(
    ("words", "found", "regimes"),
    [
        ("перечне акционерных обществ", [], ()),
        ("тарифах на медицинские услуги, предоставляемые в рамках ГОБМП и в системе ОСМС", [], ("GOBMP", "OSMS")),
        ("тарифах на медицинские услуги, предоставляемые в рамках бюджета", ["KZ-TAB-002"], ()),
    ],
)
def test_what_rows_are_added_to_need_not_be_paid_under_a_regime(
    words: str, found: list[str], regimes: tuple[str, ...]
) -> None:
    report = Report(decode(words.encode(), "act.md"))
    scope = read_regimes(Text(words, range(len(words))), speaking("ru"), report, Span(0, len(words)))
    assert (codes_in(report), scope.regimes) == (found, regimes)
