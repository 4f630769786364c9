"""The grammar tests itself: every row has examples, and every example belongs to its row alone."""

import re
from collections.abc import Iterator

import pytest

from graph.grammar import Formula
from graph.grammar.kk import KAZAKH
from graph.reading.dates import read_date, read_numeral

GRAMMARS = (KAZAKH,)


def rows() -> Iterator[tuple[str, Formula]]:
    return ((table, formula) for grammar in GRAMMARS for table, found in grammar.formulae.items() for formula in found)


def examples() -> Iterator[tuple[str, str, str]]:
    return ((table, formula.name, example) for table, formula in rows() for example in formula.examples)


@pytest.mark.parametrize(("table", "name", "example"), [*examples()])
def test_an_example_belongs_to_its_row_alone(table: str, name: str, example: str) -> None:
    assert [formula.name for formula, pattern in KAZAKH.table(table) if pattern.search(example)] == [name]


def test_every_row_has_an_example_and_a_name_of_its_own() -> None:
    for table, found in KAZAKH.formulae.items():
        assert found, table
        assert all(formula.examples for formula in found), table
        assert len({formula.name for formula in found}) == len(found), table


@pytest.mark.parametrize("name", [*KAZAKH.pieces])
def test_a_piece_compiles_and_is_used(name: str) -> None:
    assert KAZAKH.compile(f"{{{name}}}").pattern
    patterns = [formula.pattern for _, formula in rows()] + list(KAZAKH.pieces.values())
    read_directly = {"issuer_line", "appendix_line", "inforce_stem", "this", "provided", "ordinal"}
    assert name in read_directly or any(f"{{{name}}}" in pattern for pattern in patterns)


def test_a_pattern_is_compiled_once() -> None:
    assert KAZAKH.compile("{date}") is KAZAKH.compile("{date}")
    assert KAZAKH.table("opening") is KAZAKH.table("opening")


def test_an_unknown_piece_is_an_error() -> None:
    with pytest.raises(KeyError):
        KAZAKH.compile("{no_such_piece}")


def test_the_letters_are_those_that_the_neighbours_lack() -> None:
    assert set(KAZAKH.letters) == set(KAZAKH.alphabet) - set("абвгдеёжзийклмнопрстуфхцчшщъыьэюяі")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2021 жылғы 31 желтоқсандағы", "2021-12-31"),
        ("2022 жылғы 6 қаңтарда", "2022-01-06"),
        ("2025 жылғы 1 тамыздан", "2025-08-01"),
        ("2018 жылы 28 ақпан", "2018-02-28"),
        ("01.10.2025", "2025-10-01"),
    ],
)
def test_a_date_is_read(printed: str, day: str) -> None:
    assert read_date(printed, KAZAKH).isoformat() == day


@pytest.mark.parametrize(
    "printed", ["2021 жылғы 31 қарашадағы", "2021 жылғы 0 мамырдағы", "0000 жылғы 1 мамыр", "32.01.2020"]
)
def test_a_date_that_is_none_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_date(printed, KAZAKH)


@pytest.mark.parametrize(("printed", "number"), [("он", 10), ("жиырма бір", 21), ("алпыс", 60), ("15", 15)])
def test_a_numeral_is_read(printed: str, number: int) -> None:
    assert re.fullmatch(KAZAKH.compile("{numeral}"), printed)
    assert read_numeral(printed, KAZAKH) == number


@pytest.mark.parametrize("month", [*KAZAKH.months])
@pytest.mark.parametrize("ending", ["", "дағы", "дегі", "тағы", "да", "де", "та", "дан", "ден", "тан", "нан", "ынан"])
def test_every_month_with_every_ending(month: str, ending: str) -> None:
    match = KAZAKH.compile("{date}").fullmatch(f"2020 жылғы 7 {month}{ending}")
    assert match
    assert read_date(match[0], KAZAKH).month == KAZAKH.months[month]
