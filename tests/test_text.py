"""Small readers: text with its offsets, wrapped lines, displaced words, amounts, codes."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.grammar.kk import KAZAKH
from graph.layout.line import paragraphs
from graph.layout.printed import printed_lines
from graph.layout.text import Text, close_letters, glue, is_letter_spaced, join, reading, squeeze
from graph.reading.displaced import restore
from graph.reading.marks import is_balanced
from graph.source import Span
from graph.tables.amount import AmountError, print_amount, read_amount
from graph.tables.draft import successor
from graph.tables.printed_code import read_code
from tests.seed_acts import lexicon, source_of

STEADY = settings(derandomize=True, deadline=None, max_examples=200, database=None)


def text(value: str) -> Text:
    return Text(value, range(len(value)))


def joined(*lines: str) -> str:
    source = source_of("\n".join(lines))
    return join(line.text for line in printed_lines(source)).value


# Characters


@pytest.mark.parametrize(
    ("raw", "value", "offsets"),
    [
        ("аб", "аб", [0, 1]),
        ("а\u00adб", "аб", [0, 2]),
        ("а\u00a0б", "а б", [0, 1, 2]),
        ("аб\r", "аб", [0, 1]),
        ("\fаб", "аб", [1, 2]),
        ("а\rб", "а б", [0, 1, 2]),
        ("и\u0306б", "йб", [0, 2]),
        ("\u202eаб", "аб", [1, 2]),
        ("а\U000e0041б", "аб", [0, 2]),
        ("", "", []),
    ],
)
def test_a_reading_remembers_its_offsets(raw: str, value: str, offsets: list[int]) -> None:
    found = reading(source_of(f"{raw}\n"), Span(0, len(raw)))
    assert (found.value, list(found.offsets)) == (value, offsets)


@STEADY
@given(st.text(st.sampled_from("аб і\u00a0\u00ad\u200bй\u0306\r\f"), max_size=20))
def test_every_offset_of_a_reading_stands_in_its_span(raw: str) -> None:
    found = reading(source_of(raw + "\nәәә"), Span(0, len(raw)))
    assert len(found.value) == len(found.offsets)
    assert list(found.offsets) == sorted(set(found.offsets))
    assert all(0 <= at < len(raw) for at in found.offsets)


def test_the_span_of_a_reading() -> None:
    found = text("  аб в ")
    assert found.strip().span() == Span(2, 6)
    assert found.span(2, 4) == Span(2, 4)
    assert Text("ба", (5, 2)).span() == Span(2, 6)
    with pytest.raises(ValueError, match=r"\S"):
        text("а").span(1)


def test_squeeze() -> None:
    found = squeeze(text("  а  б   в "))
    assert (found.value, list(found.offsets)) == ("а б в", [2, 3, 5, 6, 9])


# Wrapped lines


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("кеуде және бел ", "омыртқаларының"), "кеуде және бел омыртқаларының"),
        (("жіктелмейтін ірі", "тамырлардың"), "жіктелмейтін ірі тамырлардың"),
        (("кардиовертерді/", "дефибрилляторды"), "кардиовертерді/дефибрилляторды"),
        (("имплантаттау (", "CRT-D)"), "имплантаттау (CRT-D)"),
        (("(брахитерапия", ")"), "(брахитерапия)"),
        (("көмек", ", түрлері"), "көмек, түрлері"),
        (("сондай-", "ақ"), "сондай-ақ"),
        (("Магнитті-резона", "н с т ы қ  ", "томографиямен"), "Магнитті-резонанстық томографиямен"),
        (("жүйені ", "қ о л д а н у м е н  м и  ", "нейро"), "жүйені қолданумен ми нейро"),
        (("инъекциялау", ")  ж а с а й  о т ы р ы п ,  ", "ұзын"), "инъекциялау) жасай отырып, ұзын"),
        (("Ж а л п ы  ж ү й е н і ң  ", "бивентрикулярлық"), "Жалпы жүйенің бивентрикулярлық"),
        (("бір\r", "екі\r"), "бір екі"),
        (("Магнитті-резона\r", "н с т ы қ  \r", "томографиямен\r"), "Магнитті-резонанстық томографиямен"),
    ],
)
def test_wrapped_lines_become_one(lines: tuple[str, ...], whole: str) -> None:
    assert joined(*lines) == whole


@pytest.mark.parametrize(
    ("line", "spaced"),
    [
        ("қ о л д а н у", True),
        ("м и", False),
        (")  ж а с а й", True),
        ("1 2 3", False),
        ("а б в г де", False),
        ("", False),
    ],
)
def test_letter_spacing_is_seen(line: str, *, spaced: bool) -> None:
    assert is_letter_spaced(line) is spaced


def test_letters_are_closed_up_word_by_word() -> None:
    assert close_letters(text("қ о л д а н у м е н  м и  ")).value == "қолданумен  ми  "


def test_glue_puts_nothing_where_a_space_stands() -> None:
    assert glue("а ", "б", after_spaced=False) == ""
    assert glue("а", "б", after_spaced=False) == " "


def test_a_paragraph_goes_on_after_a_blank_line_where_its_last_line_says_so() -> None:
    lines = list(printed_lines(source_of("      бірінші \n\n екінші\n\nүшінші\n")))
    assert [len(block.lines) for block in paragraphs(lines)] == [2, 1]


# Displaced words


@pytest.mark.parametrize(
    ("line", "restored"),
    [
        (
            "министрінің 2020 жылғы 16 қазандағы № ҚР ДСМ-134/2020  (Нормативтік бұйрығына",
            "министрінің 2020 жылғы 16 қазандағы № ҚР ДСМ-134/2020 бұйрығына (Нормативтік",
        ),
        (
            "түрлерінің  осы бұйрыққа  сәйкес жаңа редакцияда жазылсын.тізбесі қосымшаға",
            "түрлерінің тізбесі осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.",
        ),
        ("Осы бұйрықтың тәртібін  қараңыз.4-т.", "Осы бұйрықтың тәртібін 4-т. қараңыз."),
        ("қызметтерге арналған :тарифтер", "қызметтерге арналған тарифтер:"),
        ("Бел және сегізкөз  омыртқаларының", "Бел және сегізкөз  омыртқаларының"),
        ("осы бұйрыққа қосымшаға сәйкес", "осы бұйрыққа қосымшаға сәйкес"),
    ],
)
def test_displaced_words_are_put_back(line: str, restored: str) -> None:
    found = restore(text(line), KAZAKH.link_word)
    assert found.value.strip() == restored
    assert sorted(found.value.replace(" ", "")) == sorted(line.replace(" ", ""))
    assert all(line[at] == letter for letter, at in zip(found.value, found.offsets, strict=True))


# Amounts


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("63 112,54", "63112.54"),
        ("1 081 701, 27", "1081701.27"),
        ("257.529,98", "257529.98"),
        ("1,081,701.27", "1081701.27"),
        ("1081701", "1081701"),
        ("8 390,89", "8390.89"),
        ("100,5", "100.5"),
    ],
)
def test_an_amount_is_read(printed: str, value: str) -> None:
    assert read_amount(printed).value == Decimal(value)


@pytest.mark.parametrize("printed", ["1,234", "1.234", "1 234,567", "12,345,678"])
def test_an_amount_of_two_readings_is_refused(printed: str) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount(printed)
    assert caught.value.ambiguous


@pytest.mark.parametrize("printed", ["", "12 34,5", "—", "0", "0,00", "-5", "007", "5 6", "1,2,3", "12O", "1e5", "NaN"])
def test_what_is_no_amount_is_refused(printed: str) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount(printed)
    assert not caught.value.ambiguous


@STEADY
@given(st.decimals("0.01", "999999999", places=2))
def test_an_amount_survives_printing(value: Decimal) -> None:
    assert read_amount(print_amount(value)).value == value


# Codes


@pytest.mark.parametrize(
    ("printed", "code", "system"),
    [
        ("00.50", "00.50", "mkb9"),
        ("33.5", "33.5", "mkb9"),
        ("03.7992", "03.7992", "mkb9"),
        ("D92.243.026", "D92.243.026", "tariff"),
        ("С04.005.010", "C04.005.010", "tariff"),
        ("В06.001.002", "B06.001.002", "tariff"),
        ("А02.020.000", "A02.020.000", "tariff"),
        ("З7.51", None, None),
        ("3О.12", None, None),
        ("81.04.2", None, None),
        ("81,042", None, None),
        ("", None, None),
        ("\u0661\u0662.\u0663\u0664", None, None),
    ],
)
def test_a_printed_code(printed: str, code: str | None, system: str | None) -> None:
    found = read_code(printed, lexicon().codes)
    assert (found.printed, found.code, found.system) == (printed, code, system)
    assert bool(found.homoglyphs) == (code is not None and code != printed)


@pytest.mark.parametrize(
    ("printed", "advice"), [("З7.51", "37.51"), ("81,042", "81.042"), ("8I.042", "81.042"), ("Қ1", None)]
)
def test_a_digit_is_never_guessed_only_suggested(printed: str, advice: str | None) -> None:
    assert read_code(printed, lexicon().codes).suggestion == advice


# Marks and numbers


@pytest.mark.parametrize(
    ("printed", "balanced"),
    [
        ("(а) [б] «в»", True),
        ('"а" "б"', True),
        (")а(", False),
        ("(а", False),
        ("(а]", False),
        ('"а', False),
        ("", True),
    ],
)
def test_marks_stand_in_pairs(printed: str, *, balanced: bool) -> None:
    assert is_balanced(printed) is balanced


@pytest.mark.parametrize(("number", "following"), [("8", "9"), ("1494-1", "1494-2"), ("99", "100")])
def test_the_number_after_a_number(number: str, following: str) -> None:
    assert successor(number) == following
