"""What is asked for, and the letters of a text that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.finding.lexicon import Alike, How, Lexicon
from graph.finding.word import Word, typed, words


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a text, and in which classes and languages; of none, in all."""

    text: str
    classes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    unfinished: bool = True
    """Whether the last word may go on: it is being typed."""
    strict: bool = False
    """Whether only subjects count that have every word, none of them misspelt."""


def words_of(asked: Asked) -> list[tuple[Word, bool]]:
    """The different words that are asked for, and whether each may be unfinished."""
    text = typed(asked.text)
    found = words(text)
    open_end = asked.unfinished and asked.text.rstrip() == asked.text
    last = found[-1] if found and open_end and found[-1].end == len(text) else None
    return [(word, word is last) for word in {each.letters: each for each in found}.values()]


class Mark(NamedTuple):
    """Letters of a text that answer a word asked for: code points, end exclusive, from the beginning of a word."""

    start: int
    end: int
    how: How


def answers(lexicon: Lexicon, asked: Asked) -> dict[str, Alike]:
    """The words of the lexicon that answer a question, by their letters, each by the word that it answers best."""
    best: dict[str, Alike] = {}
    for word, unfinished in words_of(asked):
        for number, each in lexicon.alike(word, unfinished=unfinished, strict=asked.strict).items():
            letters = lexicon.words[number]
            if letters not in best or each.quality > best[letters].quality:
                best[letters] = each
    return best


def marks(answering: Mapping[str, Alike], text: str) -> list[Mark]:
    """Which letters of a text answer, in their order."""
    found = ((word, answering.get(word.letters)) for word in words(text))
    return [Mark(word.start, word.start + each.letters, each.how) for word, each in found if each]
