"""Characters by name, for what a person cannot tell by looking."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+")
_ODD_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Mn", "Zl", "Zp", "Zs"})
"""General categories of Unicode that print nothing, or nothing of their own."""


def named(character: str) -> str:
    """Such as ``U+0421 CYRILLIC CAPITAL LETTER ES``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def odd_characters(text: str) -> tuple[str, ...]:
    """Characters that a person misreads, each once, in the order of the text.

    These are the ones that print nothing (plain spaces and line feeds left aside), the letters of the rarer alphabet
    in a word of two, and Cyrillic capitals in a word that has digits and no other letters, as a damaged code has.
    """
    odd = {at: letter for at, letter in enumerate(text) if letter not in " \n" and _prints_nothing(letter)}
    for word in _WORD.finditer(text) if not text.isascii() else ():
        odd.update((word.start() + at, letter) for at, letter in _strangers(word[0]))
    return tuple(dict.fromkeys(letter for _, letter in sorted(odd.items())))


def _prints_nothing(letter: str) -> bool:
    return unicodedata.category(letter) in _ODD_CATEGORIES


def _strangers(word: str) -> Iterator[tuple[int, str]]:
    """Letters of a word that are not in its alphabet, with their places in it."""
    latin = [at for at, letter in enumerate(word) if unicodedata.name(letter, "").startswith("LATIN")]
    cyrillic = [at for at, letter in enumerate(word) if unicodedata.name(letter, "").startswith("CYRILLIC")]
    if latin and cyrillic:
        rarer = cyrillic if len(cyrillic) < len(latin) or any(map(str.isdigit, word)) else latin
        yield from ((at, word[at]) for at in rarer)
    elif any(map(str.isdigit, word)):
        yield from ((at, word[at]) for at in cyrillic if word[at].isupper())
