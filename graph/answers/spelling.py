"""What a code that no system has may have been meant to be: advice for a person, never a match."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from graph.code import NATIONAL, TARIFF, Codes
from graph.tables.printed_code import in_latin, read_code

_LONGEST = 40
_SOUND_ALIKES = str.maketrans("БД", "BD")
"""Cyrillic capitals for the letter of a tariff code that sounds so: Д92.243.026."""
_SEPARATORS = re.compile(r"[,;:_/\\ –—-]+")
_NATIONAL = re.compile(r"([0-9]{1,2})\.([0-9]{1,4})")
_UNPARTED = re.compile(r"([0-9]{2})([0-9]{1,4})")
_TARIFF = re.compile(r"([A-D])([0-9]{1,2})\.([0-9]{1,3})\.([0-9]{1,3})(?:\.[0-9]+)?")


def suggestions(codes: Codes, written: str, systems: tuple[str, ...] = (NATIONAL, TARIFF)) -> tuple[str, ...]:
    """Codes of the systems that a malformed one may stand for: look-alike letters, separators, missing zeros.

    Of a tariff code the letter may be one that sounds alike. They have the right shape; whether any act names
    them is not looked up.
    """
    letters = "".join(unicodedata.normalize("NFKC", written[:_LONGEST]).split()).upper()
    bare = in_latin(letters[:1].translate(_SOUND_ALIKES) + letters[1:])
    spelled = (bare, _SEPARATORS.sub(".", bare).strip("."))
    read = (read_code(each, codes, systems) for each in spelled)
    alike = (code for each in read for code in (each.code, each.suggestion) if code)
    filled = (code for each in spelled for code in _filled(each))
    valid = [codes.systems[each].valid for each in systems]
    return tuple(dict.fromkeys(code for code in chain(alike, filled) if any(is_valid(code) for is_valid in valid)))


def _filled(text: str) -> Iterator[str]:
    """With zeros and the point where a code has them; what follows the third group of a tariff code is local."""
    if match := _NATIONAL.fullmatch(text):
        yield f"{match[1]:>02}.{match[2]}"
    if match := _UNPARTED.fullmatch(text):
        yield f"{match[1]}.{match[2]}"
    if match := _TARIFF.fullmatch(text):
        yield f"{match[1]}{match[2]:>02}.{match[3]:>03}.{match[4]:>03}"
