"""Words that a PDF conversion moved: what was a hyperlink is printed at the end of its line.

The gap it left shows: two spaces inside the line, one space before a line, or one before punctuation.
"""

import re
from collections.abc import Sequence

from graph.layout.text import Text

_GAP = re.compile(r"^(?= \S)|(?<=\S )(?= \S)|(?<=\S )(?=[:.,;)])")
_GLUED = re.compile(r"(?<=[.:;,])(?=[^\W_])")
_LONGEST_PHRASE = 3


def restore(line: Text, link_word: re.Pattern[str]) -> Text:
    """The line with displaced words put back into their gaps; the line itself where nothing is displaced.

    The words are certain where they are glued to the punctuation that ended the line; elsewhere the last words of
    the line are moved only if each is one that publishers link (``link_word``).
    """
    ended = line[: len(line.value.rstrip())]
    gaps = [match.start() for match in _GAP.finditer(ended.value)]
    tail = _tail(ended.value, len(gaps), link_word) if gaps else None
    if tail is None or tail <= gaps[-1]:
        return line
    return _put_back(ended[:tail], gaps, _phrases(ended[tail:], len(gaps)))


def _tail(value: str, gaps: int, link_word: re.Pattern[str]) -> int | None:
    """Where the displaced words begin."""
    for match in _GLUED.finditer(value):
        words = value[match.start() :].split()
        if len(words) == gaps or (gaps == 1 and len(words) <= _LONGEST_PHRASE):
            return match.start()
    words = value.split()[-gaps:]
    if all(link_word.fullmatch(word) for word in words):
        return len(value) - len(" ".join(words))
    return None


def _phrases(tail: Text, gaps: int) -> Sequence[Text]:
    """One phrase for each gap."""
    if gaps == 1:
        return [tail.strip()]
    return [tail[match.start() : match.end()] for match in re.finditer(r"\S+", tail.value)]


def _put_back(kept: Text, gaps: Sequence[int], phrases: Sequence[Text]) -> Text:
    """The phrases in their gaps. What follows them keeps its space, or its punctuation."""
    whole, at = Text("", ()), 0
    for gap, phrase in zip(gaps, phrases, strict=True):
        whole += kept[at:gap] + phrase
        at = gap
    return whole + kept[at:]
