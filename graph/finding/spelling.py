"""Codes in damaged spellings: which codes a text may mean. Advice only: a damaged code is never taken for the code."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from graph.tables.printed_code import DIGITS, in_latin

_MOST = 10
"""Codes that are suggested for one text."""
_LONGEST = 20
"""Characters of a text that may be a damaged code; codes have up to eleven."""
_BEGINNING = 3
"""Letters and digits of a beginning that is completed."""


class Repair(StrEnum):
    """What is done to a text to make it a code."""

    SPACE = "SPACE"
    CASE = "CASE"
    LOOK_ALIKE = "LOOK_ALIKE"
    PUNCTUATION = "PUNCTUATION"
    ZERO = "ZERO"
    REST = "REST"


_WHY = {
    Repair.SPACE: "it has no space inside",
    Repair.CASE: "its letters are capitals",
    Repair.PUNCTUATION: "its points are set otherwise",
    Repair.ZERO: "it has other zeros",
    Repair.REST: "it goes on after that",
}


class Suggestion(NamedTuple):
    """A code that a text may mean, what tells the text from it, and why in an English sentence."""

    code: str
    repairs: tuple[Repair, ...]
    why: str


class Spelling:
    """The codes that exist, by what is left of them in a damaged spelling."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = sorted({code for code in codes if any(letter.isdigit() for letter in code)})
        self._known = frozenset(self._codes)
        self._bare = sorted((_bare(code), code) for code in self._codes)
        self._short: dict[str, list[str]] = {}
        for code in self._codes:
            for key in _shortened(code):
                self._short.setdefault(key, []).append(code)

    def suggest(self, text: str) -> list[Suggestion]:
        """Codes that a text may mean in a damaged spelling, those with the least damage first; none for a code."""
        found = list(self._whole(text)) or list(self._begun(text))
        found.sort(key=lambda each: (len(each.repairs), each.code))
        least: dict[str, Suggestion] = {}
        for each in found:
            least.setdefault(each.code, each)
        return list(least.values())[:_MOST]

    def _whole(self, text: str) -> Iterator[Suggestion]:
        if not _may_be_code(text) or text in self._known:
            return
        for mended in _readings(text):
            bare = _bare(mended)
            codes = [code for each, code in self._beginning(bare) if each == bare]
            codes += [code for key in _shortened(mended) for code in self._short.get(key, ())]
            yield from (_suggestion(text, mended, code) for code in codes)

    def _begun(self, text: str) -> Iterator[Suggestion]:
        """Codes that begin with a text once its letters and spaces are mended."""
        at = bisect_left(self._codes, text)
        if not _may_be_code(text) or any(code.startswith(text) for code in self._codes[at : at + 1]):
            return
        for mended in _readings(text):
            if len(_bare(mended)) >= _BEGINNING:
                found = islice(self._beginning(_bare(mended)), _MOST)
                yield from (_suggestion(text, mended, code, begun=True) for _, code in found)

    def _beginning(self, bare: str) -> Iterator[tuple[str, str]]:
        """The codes whose letters and digits begin so, with those."""
        for at in range(bisect_left(self._bare, (bare, "")), len(self._bare)):
            if not bare or not self._bare[at][0].startswith(bare):
                return
            yield self._bare[at]


def _may_be_code(text: str) -> bool:
    return len(text) <= _LONGEST and any(letter.isdigit() for letter in text)


def _readings(text: str) -> list[str]:
    """The text with letters that look like others read as those: as letters, as digits, as a letter and digits."""
    lettered = in_latin(text.upper())
    digits = in_latin(text.translate(DIGITS).upper())
    return list(dict.fromkeys((lettered, lettered[:1] + digits[1:], digits)))


def _bare(code: str) -> str:
    return "".join(letter for letter in code if letter.isalnum())


def _shortened(code: str) -> tuple[str, ...]:
    """What a code is without the zeros that spreadsheets and people leave out, with its points and without.

    They leave them out at both ends, and before the later numbers of a code of three parts.
    """
    parts = "".join(letter if letter.isalnum() else " " for letter in code).split()
    match parts:
        case []:
            return ()
        case [_]:
            return (f" {parts[0].strip('0')}",)
        case [first, last]:
            return f"{first.lstrip('0')}.{last.rstrip('0')}", f" {(first + last).strip('0')}"
        case _:
            return (".".join(part.lstrip("0") for part in parts),)


def _suggestion(text: str, mended: str, code: str, *, begun: bool = False) -> Suggestion:
    whole = code[: _end(code, len(_bare(mended)))] if begun else code
    letters = list(zip(_bare(text), _bare(mended), strict=False))
    needed = {
        Repair.SPACE: any(letter.isspace() for letter in text),
        Repair.CASE: any(letter.islower() and right.isalpha() for letter, right in letters),
        Repair.LOOK_ALIKE: any(letter.upper() != right for letter, right in letters),
        Repair.PUNCTUATION: _points(text) != _points(whole) or _moved(mended, whole),
        Repair.ZERO: _bare(mended) != _bare(whole),
        Repair.REST: whole != code,
    }
    done = tuple(repair for repair in Repair if needed[repair])
    reasons = [_look_alikes(letters) if each is Repair.LOOK_ALIKE else _WHY[each] for each in done]
    return Suggestion(code, done, f"{code} may be meant: {', '.join(reasons)}.")


def _end(code: str, letters: int) -> int:
    """Where the first so many letters and digits of a code end."""
    places = [at for at, letter in enumerate(code) if letter.isalnum()]
    return places[letters - 1] + 1


def _points(code: str) -> str:
    """What stands between the letters and digits of a code."""
    return "".join(letter for letter in code if not letter.isalnum() and not letter.isspace())


def _moved(mended: str, code: str) -> bool:
    """Whether the points of a code are all there, at other places."""
    return _bare(mended) == _bare(code) and "".join(mended.split()).replace(",", ".") != code


def _look_alikes(letters: Iterable[tuple[str, str]]) -> str:
    odd = {letter: right for letter, right in letters if letter.upper() != right}
    named = (f"{right}, not {unicodedata.name(letter, 'another letter')}" for letter, right in odd.items())
    return f"it has {' and '.join(named)}"
