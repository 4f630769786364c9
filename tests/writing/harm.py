"""Damage as it happens to texts, placed at random: lines and rows lost or doubled, letters and digits exchanged."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tests.damage import Damage, Original, replaced

LOOK_ALIKES = dict(zip("аеорсухіАВЕКМНОРСТХ", "aeopcyxiABEKMHOPCTX", strict=True))
"""Cyrillic letters and the Latin letters that look like them."""
DIGITS = dict(zip("0368", "ОЗбВ", strict=True))
"""Digits and the Cyrillic letters that look like them."""
INVISIBLE = "\u00a0\u00ad\u200b\u200d\u2060\ufeff\u202e\u2009"

_LINE = re.compile(r"[^\n]*\S[^\n]*\n")
_ROW = re.compile(r"<tr\b[^<>]*>(?:(?!</?tr\b|</table).)*</tr>\s*", re.DOTALL)
_CODE = re.compile(r"(?<![\w.])[A-D]?\d{2}\.\d{2,4}(?:\.\d{3})?(?![\w.])")
_AMOUNT = re.compile(r"(?<![\w.])\d{1,3}(?: \d{3})*,\d{2}(?!\w)")
_WORD = re.compile(r"(?<![<&/])\b[^\W\d_]{3,}\b ?")

Harm = Callable[[Original, random.Random], Damage | None]


def _one(original: Original, source: random.Random, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """One of the places of a pattern outside markup; None where there is none."""
    found = [match for match in pattern.finditer(original.text) if not _in_tag(original.text, match)]
    return source.choice(found) if found else None


def _in_tag(text: str, match: re.Match[str]) -> bool:
    """Whether a place is inside a tag, which prints nothing."""
    if match[0].lstrip().startswith("<"):
        return False
    return text.rfind("<", 0, match.start()) > text.rfind(">", 0, match.start())


def _dropped(pattern: re.Pattern[str]) -> Harm:
    def harm(original: Original, source: random.Random) -> Damage | None:
        found = _one(original, source, pattern)
        return replaced(original, *found.span(), "") if found else None

    return harm


def _doubled(pattern: re.Pattern[str]) -> Harm:
    def harm(original: Original, source: random.Random) -> Damage | None:
        found = _one(original, source, pattern)
        return replaced(original, found.end(), found.end(), found[0]) if found else None

    return harm


def _swapped(pattern: re.Pattern[str]) -> Harm:
    def harm(original: Original, source: random.Random) -> Damage | None:
        first = _one(original, source, pattern)
        second = pattern.match(original.text, first.end()) if first else None
        if not first or not second or first[0] == second[0]:
            return None
        return replaced(original, first.start(), second.end(), second[0] + first[0])

    return harm


def _exchanged(pattern: re.Pattern[str], letters: Mapping[str, str]) -> Harm:
    """One letter of a place becomes another."""

    def harm(original: Original, source: random.Random) -> Damage | None:
        found = _one(original, source, pattern)
        places = [at for at in range(*found.span()) if original.text[at] in letters] if found else []
        if not places:
            return None
        at = source.choice(places)
        return replaced(original, at, at + 1, letters[original.text[at]])

    return harm


def _cut(original: Original, source: random.Random) -> Damage | None:
    """The end of the text is lost."""
    at = source.randrange(len(original.text) // 3, len(original.text))
    return replaced(original, at, len(original.text), "")


def _invisible(original: Original, source: random.Random) -> Damage | None:
    """A character that does not show is put into a word."""
    found = _one(original, source, _WORD)
    if not found:
        return None
    at = source.randrange(found.start() + 1, found.end())
    return replaced(original, at, at, source.choice(INVISIBLE))


_NEXT = {digit: str((int(digit) + 1) % 10) for digit in "0123456789"}

HARMS: Mapping[str, Harm] = MappingProxyType(
    {
        "line dropped": _dropped(_LINE),
        "line doubled": _doubled(_LINE),
        "lines swapped": _swapped(_LINE),
        "row dropped": _dropped(_ROW),
        "row doubled": _doubled(_ROW),
        "rows swapped": _swapped(_ROW),
        "end cut off": _cut,
        "word dropped": _dropped(_WORD),
        "invisible character": _invisible,
        "Latin letter in a word": _exchanged(_WORD, LOOK_ALIKES),
        "Cyrillic letter in a code": _exchanged(_CODE, DIGITS),
        "Cyrillic letter in an amount": _exchanged(_AMOUNT, DIGITS),
        "another digit in a code": _exchanged(_CODE, _NEXT),
        "another digit in an amount": _exchanged(_AMOUNT, _NEXT),
        "another digit": _exchanged(re.compile(r"\d+"), _NEXT),
    }
)
"""Every kind of damage. One gives None where the text has no place for it."""

SHOWN = frozenset(
    {
        "row doubled",
        "invisible character",
        "Latin letter in a word",
        "Cyrillic letter in a code",
        "Cyrillic letter in an amount",
    }
)
"""Kinds that every text shows: none of them may change a fact in silence."""


def harms(original: Original, source: random.Random, kind: str, times: int) -> Iterator[Damage]:
    """A text with one kind of damage, at so many places drawn from a source."""
    for _ in range(times):
        damage = HARMS[kind](original, source)
        if damage is not None:
            yield damage
