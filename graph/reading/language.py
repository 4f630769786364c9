"""In which language a text is written."""

import re
from collections.abc import Sequence

from graph.grammar import Grammar

_LETTER = re.compile(r"[^\W\d_]")
_LEAST_SHARE = 0.02
"""Of the letters of a Kazakh text one in ten is one that its neighbours lack; 2 in 100 leave room for tables."""
_LEAST_ALPHABET = 0.6
"""Share of letters that must be of the alphabet of a language without letters of its own; tables hold Latin codes."""
_OLD_FONTS = re.compile("[ЌќЃѓЂђЉљЊњЏџЋћЅѕ]")
"""Letters of other Cyrillic alphabets in whose places old Kazakh fonts drew the Kazakh letters."""
_LEAST_OLD = 0.002


def language_of(text: str, grammars: Sequence[Grammar]) -> Grammar | None:
    """The grammar of the language of a text: the one whose own letters are as frequent as it needs, else None.

    A language that has no letter of its own (Russian beside Kazakh) is that of a Cyrillic text without theirs.
    """
    letters = _LETTER.findall(text.lower())
    if not letters:
        return None
    own = [each for each in grammars if each.letters and _share(letters, each.letters) > _LEAST_SHARE]
    if own:
        return own[0]
    plain = (each for each in grammars if not each.letters)
    return next((each for each in plain if _share(letters, each.alphabet) > _LEAST_ALPHABET), None)


def has_old_fonts(text: str) -> bool:
    """Whether a text seems to be in an old font encoding, in which Kazakh letters have the codes of others."""
    return len(_OLD_FONTS.findall(text)) > _LEAST_OLD * len(text)


def _share(letters: Sequence[str], known: str) -> float:
    return sum(map(frozenset(known).__contains__, letters)) / len(letters)
