"""The grammar tests itself: every row has examples, and every example belongs to its row alone."""

import re
from collections.abc import Iterator

import pytest

from graph.grammar import Formula, Grammar, grammars
from graph.grammar.kk import KAZAKH
from graph.reading.dates import read_date, read_numeral
from tests.seed_acts import ROOT

READERS = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("changes", "facts", "reading", "tables")
    for path in sorted((ROOT / "graph" / room).glob("*.py"))
)
"""The code of the readers, which ask for some pieces by name."""


def languages() -> list[Grammar]:
    return [*grammars()]


def rows() -> Iterator[tuple[Grammar, str, Formula]]:
    return (
        (grammar, table, formula)
        for grammar in grammars()
        for table, found in grammar.formulae.items()
        for formula in found
    )


def examples() -> Iterator[object]:
    return (
        pytest.param(grammar, table, formula.name, example, id=f"{grammar.language}-{table}-{formula.name}-{at}")
        for grammar, table, formula in rows()
        for at, example in enumerate(formula.examples)
    )


@pytest.mark.parametrize(("grammar", "table", "name", "example"), [*examples()])
def test_an_example_belongs_to_its_row_alone(grammar: Grammar, table: str, name: str, example: str) -> None:
    assert [formula.name for formula, pattern in grammar.table(table) if pattern.search(example)] == [name]


def test_every_row_has_an_example_and_a_name_of_its_own() -> None:
    for grammar in grammars():
        for table, found in grammar.formulae.items():
            assert found, table
            assert all(formula.examples for formula in found), table
            assert len({formula.name for formula in found}) == len(found), table


def test_every_language_has_the_same_tables_and_rows() -> None:
    first, *others = grammars()
    for other in others:
        assert sorted(other.formulae) == sorted(first.formulae)


def test_a_row_captures_the_same_in_every_language() -> None:
    captured: dict[tuple[str, str], set[str]] = {}
    for grammar, table, formula in rows():
        groups = {name.rstrip("0123456789") for name in grammar.compile(formula.pattern).groupindex}
        assert captured.setdefault((table, formula.name), groups) == groups, (grammar.language, table, formula.name)


@pytest.mark.parametrize("grammar", languages(), ids=lambda each: each.language)
def test_every_piece_compiles_and_is_used(grammar: Grammar) -> None:
    patterns = [formula.pattern for found in grammar.formulae.values() for formula in found]
    patterns += list(grammar.pieces.values())
    for name in grammar.pieces:
        assert grammar.compile(f"{{{name}}}").pattern
        assert f"{{{name}}}" in READERS or any(f"{{{name}}}" in pattern for pattern in patterns), name


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
