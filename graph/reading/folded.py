"""A text as the formulae of citations read it: look-alikes restored, quoted words hidden. Places stay the same."""

import re

from graph.layout.text import Text
from graph.reading.quoted import quotations

HIDDEN = "\ue000"
"""Stands for every character between quotation marks; no text has it (Unicode, private use)."""

_DASHES = str.maketrans("‐‑‒–—−", "------")
_MARKS = str.maketrans("«»„“”", '"' * 5)
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r" ?[0-9]{1,2} ?")
_LATIN = re.compile("[A-Za-zəɵ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOK_ALIKES = str.maketrans("aceiopxyhəɵABCEHIKMOPTXY", "асеіорхуһәөАВСЕНІКМОРТХУ")


def fold(text: Text) -> Text:
    """One kind of quotation mark and of hyphen; Latin letters inside Cyrillic words read as what they look like."""
    value = text.value.translate(_DASHES).translate(_MARKS)
    return Text(_WORD.sub(_cyrillic, value) if _LATIN.search(value) else value, text.offsets)


def fold_words(words: str) -> str:
    """Words without a place, folded."""
    return fold(Text(words, range(len(words)))).value


def _cyrillic(word: re.Match[str]) -> str:
    both = _LATIN.search(word[0]) and _CYRILLIC.search(word[0])
    return word[0].translate(_LOOK_ALIKES) if both else word[0]


def mask(text: Text) -> Text:
    """The folded text with every character between outermost quotation marks hidden.

    A number of one or two digits between marks is left: it may be the day of a date, as drafts leave room for it.
    """
    value = fold(text).value
    for each in quotations(text.value):
        if _DAY.fullmatch(value[each.start + 1 : each.end - 1]):
            continue
        hidden = HIDDEN * (each.end - each.start - 2)
        value = f'{value[: each.start]}"{hidden}"{value[each.end :]}'
    return Text(value, text.offsets)
