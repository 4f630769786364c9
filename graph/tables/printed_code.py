"""Codes as tables print them, damage included."""

import re
import unicodedata
from dataclasses import dataclass, replace

from graph.codes import TARIFF, Codes

_LETTERS = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
"""Cyrillic capitals that look like Latin ones."""
DIGITS = str.maketrans("OОQІIlзЗбЅSB,", "000111336558.")
"""Letters that look like digits, for advice only: a digit is never guessed."""
_BETWEEN = re.compile(r"\s*(?:[,;\n–—]|(?<=[\w.])-(?=\w)|\s)\s*")
_MARKS = "†*‡.;, "
"""What can follow a code of ICD-10: the marks of a cause and of a manifestation, and punctuation."""
_PARTED = re.compile(r"^([A-ZА-Я]) (?=[0-9])")
"""A letter of ICD-10 that a space parts from its digits."""


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """What a code cell prints: ``code`` and ``system`` are None where it is no code of a known system."""

    printed: str
    code: str | None
    system: str | None
    homoglyphs: tuple[str, ...] = ()
    suggestion: str | None = None
    several: tuple[str, ...] = ()
    """The codes of a cell that prints a list or a range of them."""
    group: bool = False
    """Whether the code is that of a group of codes."""

    @property
    def names_group_alone(self) -> bool:
        """Whether the code can only be that of a group: ``A`` or ``B06``, and not ``A02.000.000``."""
        return self.group and self.system is None

    @property
    def may_head(self) -> bool:
        """Whether rows can stand under the code: it is one, and not that of a single service."""
        return self.code is not None and (self.group or self.system != TARIFF)


def read_code(printed: str, codes: Codes, systems: tuple[str, ...] = ("mkb9", "tariff")) -> PrintedCode:
    """A code cell understood. A Cyrillic letter for a Latin one is mended and named; a digit never is."""
    if system := _system_of(printed, codes, systems):
        return PrintedCode(printed, printed, system)
    folded = in_latin(printed)
    if system := _system_of(folded, codes, systems):
        return PrintedCode(printed, folded, system, homoglyphs=_odd(printed, folded))
    guess = folded.translate(DIGITS).strip(".")
    return PrintedCode(printed, None, None, suggestion=guess if _system_of(guess, codes, systems) else None)


def in_latin(printed: str) -> str:
    """With Latin capitals for the Cyrillic ones that look like them."""
    return printed.translate(_LETTERS)


def read_cell(printed: str, codes: Codes, systems: tuple[str, ...]) -> PrintedCode:
    """A code cell of a drawn table, where a cell may also hold a group's code, a marked code, a list or a range.

    A list or a range is no code: its codes are kept beside each other and none is chosen.
    """
    whole = read_code(printed, codes, systems)
    if whole.code is not None:
        return replace(whole, group=whole.system == TARIFF and codes.systems[TARIFF].valid_group(whole.code))
    if group := read_group(printed, codes) if TARIFF in systems else None:
        return group
    bare = _PARTED.sub(r"\1", printed.rstrip(_MARKS))
    if bare != printed and "icd10" in systems and (marked := read_code(bare, codes, ("icd10",))).code:
        return replace(marked, printed=printed)
    pieces = [piece.rstrip(_MARKS) for piece in _BETWEEN.split(printed.strip()) if piece]
    if len(pieces) > 1 and all(read_code(piece, codes, systems).code for piece in pieces):
        return PrintedCode(printed, None, None, several=tuple(pieces))
    return whole


def read_group(printed: str, codes: Codes) -> PrintedCode | None:
    """The code of a group of the tariff list: ``A``, ``B06.``, ``D01.000.000``, or with crosses for its digits."""
    for code in (printed, in_latin(printed)):
        bare = code.removesuffix(".")
        if codes.systems[TARIFF].valid_group(bare):
            return PrintedCode(printed, bare, None, _odd(printed[: len(bare)], bare), group=True)
    return None


def _odd(printed: str, folded: str) -> tuple[str, ...]:
    return tuple(_describe(letter) for letter, mended in zip(printed, folded, strict=True) if letter != mended)


def _system_of(code: str, codes: Codes, systems: tuple[str, ...]) -> str | None:
    return next((slug for slug in systems if codes.systems[slug].valid(code)), None)


def _describe(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}"
