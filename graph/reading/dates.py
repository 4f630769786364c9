"""Dates and numbers as acts print them."""

import re
from datetime import date

from graph.grammar import Grammar
from graph.layout.text import Text
from graph.reading.folded import fold_words
from graph.reading.report import Report

_DIGITS = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})(?!\d)")


def read_date(printed: str, grammar: Grammar) -> date:
    """A date printed in words, with the name of its month, or as DD.MM.YYYY.

    Where the year stands first, acts print YYYY.MM.DD and YYYY.DD.MM alike: such a date is read where one of the two
    is no day of the calendar, or both are one day. Raises ``ValueError`` where two days are possible, where there is
    none, and where the month is unknown.
    """
    folded = fold_words(printed)
    if digits := _DIGITS.match(folded):
        return date(int(digits[3]), int(digits[2]), int(digits[1]))
    if turned := _YEAR_FIRST.match(folded):
        return _turned(int(turned[1]), int(turned[2]), int(turned[3]))
    words = grammar.compile("{date_parts}").match(folded)
    month = next((month for stem, month in grammar.months.items() if words and words["month"].startswith(stem)), None)
    if words is None or month is None:
        raise ValueError(f"no date: {printed}")
    return date(int(words["year"]), month, int(words["day"]))


def day_of(printed: Text, grammar: Grammar, report: Report) -> date | None:
    """A date that a text prints; None, with a diagnostic, where it is no day of the calendar."""
    try:
        return read_date(printed.value, grammar)
    except ValueError:
        report.add("KZ-REQ-002", "a date that is no day of the calendar", printed.span())
        return None


def _turned(year: int, one: int, other: int) -> date:
    """The one day that a year with month and day, in either order, can mean; raises ``ValueError`` for none or two."""
    days = {date(year, month, day) for month, day in ((one, other), (other, one)) if _is_day(year, month, day)}
    if len(days) != 1:
        raise ValueError(f"{len(days)} days are possible: {year}.{one:02}.{other:02}")
    return days.pop()


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_numeral(printed: str, grammar: Grammar) -> int | None:
    """A number in digits or in words, tens and units apart; None for an unknown word.

    Latin letters inside a Cyrillic word are read as what they look like.
    """
    if printed.isdecimal():
        return int(printed)
    known = [grammar.numerals.get(word) for word in fold_words(printed).lower().split()]
    numbers = [each for each in known if each is not None]
    return sum(numbers) if numbers and len(numbers) == len(known) else None
