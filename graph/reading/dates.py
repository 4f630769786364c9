"""Dates as acts print them."""

import re
from datetime import date

from graph.grammar import Grammar

_DIGITS = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_WORDS = re.compile(r"(\d{4}) \S+ (\d{1,2}) (\w+)")


def read_date(printed: str, grammar: Grammar) -> date:
    """A date printed in words (``2021 жылғы 31 желтоқсандағы``) or as DD.MM.YYYY.

    Raises ``ValueError`` where it is no day of the calendar, or where its month is unknown.
    """
    if digits := _DIGITS.fullmatch(printed):
        return date(int(digits[3]), int(digits[2]), int(digits[1]))
    words = _WORDS.match(printed)
    month = next((month for stem, month in grammar.months.items() if words and words[3].startswith(stem)), None)
    if words is None or month is None:
        raise ValueError(f"no date: {printed}")
    return date(int(words[1]), month, int(words[2]))


def read_numeral(printed: str, grammar: Grammar) -> int:
    """A number in digits or in words such as ``жиырма бір``; raises ``KeyError`` for an unknown word."""
    if printed.isdecimal():
        return int(printed)
    return sum(grammar.numerals[word] for word in printed.split())
