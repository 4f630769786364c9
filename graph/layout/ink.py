"""What markup leaves when it is taken away: pieces of the source, each with the place where it stands."""

import html
import re
from collections.abc import Sequence

from graph.layout.text import EMPTY, Text, clean, squeeze

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character reference of HTML; one without its semicolon stays as it is printed."""
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
"""Digits of ``sup``: 10<sup>9</sup> must never be read as 109."""
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
"""Digits of ``sub``."""

_GOES_ON = re.compile(r"(?:(?<=[^\W\d_]-)|(?<=[/(]))\n\s*")


class Ink:
    """Collects what is printed. Offsets are code points of the source."""

    __slots__ = ("_pieces",)

    def __init__(self) -> None:
        self._pieces: list[tuple[str, int]] = []

    def write(self, piece: str, start: int) -> None:
        """A piece that stands in the source from ``start`` on, character by character."""
        if piece:
            self._pieces.append((piece, start))

    def write_at(self, value: str, at: int) -> None:
        """Characters that one place of the source stands for, such as a character reference or a line break."""
        self._pieces.extend((letter, at) for letter in value)

    def write_text(self, piece: str, start: int, raised: dict[int, int] | None = None) -> None:
        """A piece with its character references resolved, and its digits raised or lowered."""
        kept = 0
        for match in ENTITY.finditer(piece) if "&" in piece else ():
            value = html.unescape(match[0])
            if value != match[0]:
                self._write_raised(piece[kept : match.start()], start + kept, raised)
                self.write_at(value.translate(raised) if raised else value, start + match.start())
                kept = match.end()
        self._write_raised(piece[kept:], start + kept, raised)

    def _write_raised(self, piece: str, start: int, raised: dict[int, int] | None) -> None:
        self.write(piece.translate(raised) if raised else piece, start)

    def text(self) -> Text:
        """All of it as one line: spaces squeezed, none at the ends."""
        pieces = self._pieces
        if not pieces:
            return EMPTY
        value = "".join(piece for piece, _ in pieces)
        offsets: Sequence[int]
        if len(pieces) == 1:
            offsets = range(pieces[0][1], pieces[0][1] + len(value))
        else:
            offsets = tuple(at for piece, start in pieces for at in range(start, start + len(piece)))
        if "\n" in value:
            value, offsets = _unwrapped(value, offsets)
        return squeeze(clean(value, offsets))


def _unwrapped(value: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Lines as one: a line feed is a space, or nothing after a hyphen, ``/`` or ``(``, as where a PDF was wrapped."""
    gone = {at for match in _GOES_ON.finditer(value) for at in range(*match.span())}
    if gone:
        kept = [at for at in range(len(value)) if at not in gone]
        value, offsets = "".join(value[at] for at in kept), tuple(offsets[at] for at in kept)
    return value.replace("\n", " "), offsets


def gather(texts: list[Text]) -> Text:
    """Texts one after the other with a space between; the space has the offset after the text before it."""
    values: list[str] = []
    offsets: list[int] = []
    for text in filter(None, texts):
        if values:
            values.append(" ")
            offsets.append(offsets[-1] + 1)
        values.append(text.value)
        offsets += text.offsets
    return Text("".join(values), tuple(offsets))
