"""All words of the texts, and which of them are forms of a word that is asked for.

Kazakh hangs suffix on suffix and Russian changes endings, so that forms of one word begin alike. Two words are held
for forms of one another when they begin with the same letters for most of the shorter one and little is left over.
What that misses is found inside of longer words, and what is misspelt by the number of letters to change.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from graph.finding.word import Word, broad
from graph.likeness import most_alike, shared_beginning

_BEGIN = 4
"""Letters that forms of one word have in common at least, where both have so many."""
_SHARE = 0.65
"""The part of the shorter word that they have in common at least."""
_LEFT, _LEFT_SHORT = 9, 4
"""Letters that both together may have beside those; less for words of less than ``_BEGIN`` letters."""
_SHORTEST = 3
"""Letters of a word that has forms: shorter ones are mostly prepositions."""
_INSIDE, _ROOT = 6, 0.75
"""Letters and part of a word that may stand inside of another."""
_SPELLED, _ALIKE, _MOST_ALIKE = 5, 0.8, 20
"""Letters of a word that may be misspelt, the part of them that is right, and how many words are tried for it."""


class How(StrEnum):
    """How a word of a text was found."""

    SAME = "SAME"
    FORM = "FORM"
    START = "START"
    INSIDE = "INSIDE"
    SIMILAR = "SIMILAR"


class Alike(NamedTuple):
    """A word of the lexicon that answers a word asked for: how, how well (0 to 1), and its letters that are it."""

    how: How
    quality: float
    letters: int


class Lexicon:
    """The distinct words of all texts; a word's number is its place in the order of code points."""

    def __init__(self, found: Iterable[str]) -> None:
        self.words = sorted(set(found))
        self.numbers = {word: number for number, word in enumerate(self.words)}
        pairs = sorted((broad(word), number) for number, word in enumerate(self.words))
        self._broad = [word for word, _ in pairs]
        self._of = [number for _, number in pairs]
        self._joined = "\n" + "\n".join(self._broad)
        self._starts: list[int] = []
        at = 1
        for word in self._broad:
            self._starts.append(at)
            at += len(word) + 1

    def alike(self, asked: Word, *, unfinished: bool, strict: bool = False) -> Mapping[int, Alike]:
        """The words that answer a word, by number. One with digits is answered by itself or, unfinished, its starts.

        Where there are none, those that answer it misspelt, unless ``strict``.
        """
        found: dict[int, Alike] = {}
        if (number := self.numbers.get(asked.letters)) is not None:
            found[number] = Alike(How.SAME, 1.0, len(asked.letters))
        if unfinished:
            _add(found, self._starting(asked))
        if asked.has_digit:
            return found
        _add(found, self._forms(broad(asked.letters)))
        _add(found, self._inside(broad(asked.letters)))
        return found if found or strict else dict(self._similar(asked.letters))

    def _starting(self, asked: Word) -> Iterator[tuple[int, Alike]]:
        # Codes are compared as they are written, words by their broad letters.
        begin = asked.letters if asked.has_digit else broad(asked.letters)
        for word, number in self._range(begin):
            if not asked.has_digit or self.words[number].startswith(begin):
                yield number, Alike(How.START, 0.5 + 0.5 * len(begin) / len(word), len(begin))

    def _forms(self, asked: str) -> Iterator[tuple[int, Alike]]:
        for word, number in self._near(asked):
            letters = shared_beginning(asked, word)
            if _is_form(asked, word, letters):
                yield number, Alike(How.FORM, 0.4 + letters / (len(asked) + len(word)), letters)

    def _near(self, asked: str) -> Iterator[tuple[str, int]]:
        yield from self._range(asked[:_BEGIN])
        for length in range(_SHORTEST, min(_BEGIN, len(asked))):
            yield from (each for each in self._range(asked[:length]) if len(each[0]) == length)

    def _range(self, begin: str) -> Iterator[tuple[str, int]]:
        """The words that begin with the letters, with their numbers."""
        for at in range(bisect_left(self._broad, begin), len(self._broad)):
            if not self._broad[at].startswith(begin):
                return
            yield self._broad[at], self._of[at]

    def _inside(self, asked: str) -> Iterator[tuple[int, Alike]]:
        root = asked[: max(_INSIDE, round(_ROOT * len(asked)))]
        at = self._joined.find(root) if len(root) >= _INSIDE else -1
        while at >= 0:
            place = bisect_left(self._starts, at + 1) - 1
            word = self._broad[place]
            yield self._of[place], Alike(How.INSIDE, 0.3 + 0.3 * len(root) / len(word), len(word))
            at = self._joined.find(root, at + 1)

    def _similar(self, asked: str) -> Iterator[tuple[int, Alike]]:
        if len(asked) < _SPELLED:
            return
        near = most_alike(asked, self.words, _ALIKE, _MOST_ALIKE)
        for word, share, number in near:
            yield number, Alike(How.SIMILAR, 0.5 * share, len(word))


def _is_form(one: str, other: str, letters: int) -> bool:
    shorter = min(len(one), len(other))
    left = len(one) + len(other) - 2 * letters
    enough = shorter >= _SHORTEST and letters >= max(min(_BEGIN, shorter), _SHARE * shorter)
    return enough and left <= (_LEFT if shorter >= _BEGIN else _LEFT_SHORT)


def _add(found: dict[int, Alike], more: Iterable[tuple[int, Alike]]) -> None:
    """Add words; of two ways to find one the better counts."""
    for number, alike in more:
        if number not in found or alike.quality > found[number].quality:
            found[number] = alike
