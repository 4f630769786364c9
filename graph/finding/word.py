"""Words of a text, and the letters by which they are compared."""

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"\w*\d\w*(?:\.\w+)+|[^\W_]+")
"""A run of letters and digits; what has a digit keeps the points inside it: 37.51, D92.243.026."""
_BROAD = str.maketrans("әғгқңөұүһіб", "акккноуухип")
"""Letters of the Kazakh alphabet to those that a Russian keyboard has for them, and consonants that a suffix voices
to their voiceless fellows: бүйрек and бүйрегі, кітап and кітабы differ only in them."""


class Word(NamedTuple):
    """A word of a text: its letters as they are compared, and where it stands, in code points, end exclusive."""

    letters: str
    start: int
    end: int

    @property
    def has_digit(self) -> bool:
        """Whether it may be a code or a number, which are compared letter by letter."""
        return any(letter.isdigit() for letter in self.letters)


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    folded = fold(text)
    return [Word(match[0], *match.span()) for match in _WORD.finditer(folded)]


def letters(text: str) -> list[str]:
    """The words of a text by their letters alone."""
    return _WORD.findall(fold(text))


def fold(text: str) -> str:
    """Small letters, ё as е; as many code points as the text has."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)
    return small.replace("ё", "е")


def broad(letters: str) -> str:
    """The letters of a folded word without what keyboards and suffixes change; as many as the word has."""
    return letters.translate(_BROAD)


def typed(text: str) -> str:
    """A text as it is looked for: composed letters, no space around it."""
    return unicodedata.normalize("NFC", text).strip()
