"""Amounts and coefficients: every notation that acts use, and what is refused rather than guessed."""

from decimal import Decimal

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from graph.tables.amount import AmountError, print_amount, prints_none, read_amount, read_coefficient


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("63 112,54", "63112.54"),
        ("1 081 701, 27", "1081701.27"),
        ("257.529,98", "257529.98"),
        ("1,081,701.27", "1081701.27"),
        ("1.081.701,27", "1081701.27"),
        ("1081701", "1081701"),
        ("575179,43", "575179.43"),
        ("1 579 541", "1579541"),
        ("4 260,7", "4260.7"),
        ("990,00", "990.00"),
        ("12.5", "12.5"),
        ("1 405,40*", "1405.40"),
        ("1 405,40 **", "1405.40"),
        ("1 405,40¹", "1405.40"),
    ],
)
def test_an_amount_is_read(printed: str, value: str) -> None:
    amount = read_amount(printed)
    assert str(amount.value) == value
    assert amount.repaired == (", " in printed)
    assert amount.marked == (printed[-1] in "*¹")


@pytest.mark.parametrize(
    "printed",
    [
        "12 34,5", "63 11,54", "1 0817 01", "1 081 701,277 5", "0", "0,00", "-5", "−63 112,54", "063", "00,5",
        "1 000,00 2 000,00", "1 000,00 / 2 000,00", "5 теңге", "1,2,3", "1.2.3", "1 234,", ",50", "١٢٣", "", "*",
        "1 405,401", "63\u00a0112,54",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(printed: str) -> None:
    with pytest.raises(AmountError):
        read_amount(printed)


@pytest.mark.parametrize("printed", ["1,234", "1.234", "63,112", "1 234,567", "1,234,567"])
def test_what_can_be_read_in_two_ways_is_not_guessed(printed: str) -> None:
    with pytest.raises(AmountError) as refused:
        read_amount(printed)
    assert refused.value.ambiguous
    assert not refused.value.several


def test_two_amounts_are_told_from_none() -> None:
    with pytest.raises(AmountError) as refused:
        read_amount("1 000,00 2 000,00")
    assert refused.value.several
    with pytest.raises(AmountError) as refused:
        read_amount("12 34,5")
    assert not refused.value.several


@pytest.mark.parametrize("printed", ["", " ", "-", "–", "—", "*", "**", "х"])
def test_a_cell_that_prints_no_amount(printed: str) -> None:
    assert prints_none(printed)


@pytest.mark.parametrize("printed", ["0", "2", "-5", "1 405,40*", "есть"])
def test_a_cell_that_prints_something(printed: str) -> None:
    assert not prints_none(printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("2", "2"), ("0,5", "0.5"), ("22,0576", "22.0576"), ("1,0049", "1.0049"), ("3,748", "3.748"), ("1.05", "1.05"),
     ("1,1298*", "1.1298"), ("50%", "0.50"), ("12,5 %", "0.125")],
)  # fmt: skip
def test_a_coefficient_is_read(printed: str, value: str) -> None:
    assert str(read_coefficient(printed).value) == value


@pytest.mark.parametrize("printed", ["0", "0,0", "-1", "1 000", "1,5,5", "01,5", "2 3", "", "½"])
def test_what_is_no_coefficient_is_refused(printed: str) -> None:
    with pytest.raises(AmountError):
        read_coefficient(printed)


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999999.99"), places=2)


@seed(20251001)
@given(AMOUNTS)
def test_an_amount_printed_and_read_is_the_same(value: Decimal) -> None:
    printed = print_amount(value)
    assert read_amount(printed).value == value
    assert print_amount(read_amount(printed).value) == printed


@seed(20251001)
@given(AMOUNTS, st.integers(min_value=0, max_value=14))
def test_a_lost_character_never_leaves_the_amount_unchanged(value: Decimal, at: int) -> None:
    """A digit, a mark or a space is lost: another amount, or none; the same only where a zero stood for nothing."""
    printed = print_amount(value)
    damaged = printed[:at] + printed[at + 1 :]
    try:
        found = read_amount(damaged).value
    except AmountError:
        return
    assert found != value or damaged in {printed, printed.replace(" ", ""), printed[:-1]}
