"""Publisher's notes: which acts changed an element, as the publisher lists them. No part of the act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.act import Amendment, Note
from graph.layout.text import Text
from graph.reading.folded import fold
from graph.reading.lexicon import Lexicon
from graph.reading.note_chain import Chain
from graph.reading.report import Report
from graph.reading.step import read_elements

_EDGES = " ,;:-"
_APPENDIX = re.compile(r"appendix (?P<number>[^ ,]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """The appendix in which a note stands: its number, and whether the header of an inner appendix stands above."""

    number: str | None
    inner: bool = False


def read_note(text: Text, lexicon: Lexicon, report: Report, place: Place | None = None) -> Note:
    """A note with its element and the chain of amendments; a remark that names no act has neither.

    The issuer of an item that prints none is that of the item before it. That its head was acting is never taken over:
    the publisher repeats it where it holds. What is understood of a chain stays, before and after what is not; after
    it nothing is taken over. ``place`` is none for a note outside the appendices: in one, the number of an appendix
    may be that of an appendix within it, and is then left as it is printed.
    """
    plain = Note(text.value, text.span())
    folded = fold(text)
    found = lexicon.grammar.first("note", folded.value)
    if found is None or found[0].name != "footnote":
        return plain
    chain = Chain(text, folded, lexicon, report)
    start = chain.start(found[1].end())
    if start is None:
        return plain
    words = text[found[1].end() : start]
    element = _element(folded[found[1].end() : start], words, lexicon)
    chain.read(start)
    amendments = tuple(chain.amendments())
    if place is not None and _means_inner(element, place, amendments):
        if not place.inner:
            message = "a note on an appendix stands in another one"
            report.add("KZ-NOT-001", message, words.strip().span(), action="the element is kept as printed")
        element = _printed(words)
    return replace(plain, element=element, amendments=amendments)


def _means_inner(element: str | None, place: Place, amendments: Sequence[Amendment]) -> bool:
    """Whether the appendix that a note names may lie within the one where the note stands.

    Of a repealed appendix the note alone is left, below the appendix before it.
    """
    named = _APPENDIX.match(element or "")
    if named is None or (not place.inner and any(each.effect == "repeal" for each in amendments)):
        return False
    return place.inner or named["number"] != place.number


def _printed(text: Text) -> str:
    return text.value.strip(f"{_EDGES}–—")


def _element(folded: Text, text: Text, lexicon: Lexicon) -> str | None:
    """The element that a note is about; the printed words where the grammar does not know them."""
    words = folded.value.strip(_EDGES)
    if not words:
        return None
    found = lexicon.grammar.first("note-element", words)
    if found is None:
        return _printed(text)
    name = found[0].name
    if name == "act":
        return None
    steps = read_elements(words, lexicon.grammar, inside_out=name == "inside-out") if "-" in name else ()
    return ", ".join(steps) or name
