"""Codes as tables print them, damage included."""

import unicodedata
from dataclasses import dataclass

from graph.codes import Codes

_LETTERS = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
"""Cyrillic capitals that look like Latin ones."""
_DIGITS = str.maketrans("OОQІIlзЗбЅSB,", "000111336558.")
"""Letters that look like digits, for advice only: a digit is never guessed."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What a code cell prints: ``code`` and ``system`` are None where it is no code of a known system."""

    printed: str
    code: str | None
    system: str | None
    homoglyphs: tuple[str, ...] = ()
    suggestion: str | None = None


def read_code(printed: str, codes: Codes, systems: tuple[str, ...] = ("mkb9", "tariff")) -> PrintedCode:
    """A code cell understood. A Cyrillic letter for a Latin one is mended and named; a digit never is."""
    if system := _system_of(printed, codes, systems):
        return PrintedCode(printed, printed, system)
    folded = printed.translate(_LETTERS)
    if system := _system_of(folded, codes, systems):
        odd = tuple(_describe(letter) for letter, mended in zip(printed, folded, strict=True) if letter != mended)
        return PrintedCode(printed, folded, system, homoglyphs=odd)
    guess = folded.translate(_DIGITS).strip(".")
    return PrintedCode(printed, None, None, suggestion=guess if _system_of(guess, codes, systems) else None)


def _system_of(code: str, codes: Codes, systems: tuple[str, ...]) -> str | None:
    return next((slug for slug in systems if codes.systems[slug].valid(code)), None)


def _describe(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}"
