"""Quoted words: where each quotation begins and ends, also where one mark is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MARKS = '"«»„“”'
"""Quotation marks of the texts."""

_ALWAYS_OPEN, _ALWAYS_CLOSE = "«„", "»”"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, code points ``start`` to ``end`` (end exclusive) of a text, and those within it.

    Where one mark does for two quotations, both have it: an inner one may start or end where its outer one does.
    """

    start: int
    end: int
    inner: tuple["Quotation", ...]

    def content(self) -> tuple[int, int]:
        """What stands between the marks, with a mark that an inner quotation shares."""
        first = self.start if self.inner and self.inner[0].start == self.start else self.start + 1
        return first, self.end if self.inner and self.inner[-1].end == self.end else self.end - 1


def quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a paragraph, in order.

    A title that cites another title would need two marks at one end; acts print one. A closing mark too many ends a
    quotation that begins where the one before it does; an opening mark too many begins one that ends where one inside
    it does. A mark that opens the whole paragraph and is not closed quotes several paragraphs: it is none.
    """
    opened: list[int] = []
    levels: list[list[Quotation]] = [[]]
    for at in _marks(text):
        if _opens(text, at, opened):
            opened.append(at)
            levels.append([])
        elif opened:
            inner = tuple(levels.pop())
            levels[-1].append(Quotation(opened.pop(), at + 1, inner))
        elif levels[0]:
            first = levels[0].pop()
            levels[0].append(Quotation(first.start, at + 1, (first,)))
    while opened:
        _leave_open(text, opened.pop(), levels)
    return tuple(levels[0])


def _leave_open(text: str, start: int, levels: list[list[Quotation]]) -> None:
    """An opening mark that nothing closes: it shares a closing mark, before any bracket that follows one."""
    inner = levels.pop()
    shared = _before_bracket(text, inner) if text[:start].strip() else 0
    if shared:
        levels[-1].append(Quotation(start, inner[shared - 1].end, tuple(inner[:shared])))
    levels[-1].extend(inner[shared:])


def _before_bracket(text: str, inner: list[Quotation]) -> int:
    """How many quotations stand before the first bracket that opens after one of them."""
    for at, (one, following) in enumerate(pairwise(inner), 1):
        if "(" in text[one.end : following.start]:
            return at
    return len(inner)


def _marks(text: str) -> Iterator[int]:
    return (at for at, letter in enumerate(text) if letter in MARKS)


def _opens(text: str, at: int, opened: list[int]) -> bool:
    """Whether a mark opens. Straight marks are told by what stands around them; between two spaces they alternate."""
    mark = text[at]
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE or (mark == "“" and opened and text[opened[-1]] == "„"):
        return False
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if before == " " and after == " ":
        return not opened
    return (before in " (-" or (before in MARKS and bool(opened) and opened[-1] == at - 1)) and after not in " .,;:)"
