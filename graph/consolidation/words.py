"""Words of a text that are replaced, put in or taken out: quoted words must stand there exactly once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.consolidation.address import AddressError

REPLACEMENT, INSERTION, REPEAL = "replacement", "insertion", "repeal"
_QUOTES = '«»“”„"'
_PIECE = re.compile(rf"\s+|[{_QUOTES}]|[^\s{_QUOTES}]+")
_LEFT = re.compile(r"\s*\x00(?=\s*[,;:.!?)»”])|(?<=[(«„])\x00\s*|^\s*\x00\s*|\s*\x00\s*$")
"""Where words were taken out beside a mark, or at either end: no space is left."""
_GONE = re.compile(r"\s*\x00\s*")


@dataclass(frozen=True, slots=True)
class WordOrder:
    """What an effect orders of words: ``old`` give way to ``new``; ``new`` are put after ``after``."""

    effect: str
    operation: str
    """``replacement``, ``insertion`` or ``repeal``."""
    old: str | None = None
    new: str | None = None
    after: str | None = None
    everywhere: bool = False
    """Whether the words are changed throughout the text, wherever they stand."""


def change_words(texts: Sequence[str], order: WordOrder) -> list[str]:
    """Texts, which together are one, once an effect is executed. Raises AddressError.

    The words are looked for whole, letter by letter; how lines are broken and which quotation marks are printed does
    not count.
    """
    sought = order.after if order.operation == INSERTION else order.old
    if not sought or (order.operation != REPEAL and not order.new):
        message = "the change does not say which words it is about, or where the new ones stand"
        raise AddressError("KZ-CON-004", message, "no quoted words", "the words, in quotation marks")
    pattern = _pattern(sought)
    places = sum(len(pattern.findall(each)) for each in texts)
    if places != 1 and not (order.everywhere and places):
        problem = "do not stand in the text" if not places else "stand in the text more than once"
        expected = "at least once" if order.everywhere else "exactly once"
        raise AddressError("KZ-CON-004", f"the words “{sought}” {problem}", f"{places} times", expected)
    return [_mended(pattern.sub(lambda found: _instead(found[0], order), each)) for each in texts]


def _instead(found: str, order: WordOrder) -> str:
    if order.operation == REPLACEMENT:
        return order.new or ""
    if order.operation == INSERTION:
        gap = "" if (order.new or "").startswith((",", ";", ":", ".")) else " "
        return f"{found}{gap}{order.new}"
    return "\x00"


def _mended(text: str) -> str:
    """A text without the spaces that words leave behind that were taken out."""
    return _GONE.sub(" ", _LEFT.sub("", text)) if "\x00" in text else text


def _pattern(words: str) -> re.Pattern[str]:
    pieces = (
        r"\s+" if each.isspace() else f"[{_QUOTES}]" if each in _QUOTES else re.escape(each)
        for each in _PIECE.findall(words.strip())
    )
    return re.compile(rf"(?<!\w){''.join(pieces)}(?!\w)")
