"""Text that remembers where each of its characters stands in the source."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.source import Source, Span

SPACES = r"\t\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Characters read as a plain space, as a class of a regular expression."""
INVISIBLE = (
    r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""Characters that print nothing and are left out of the reading."""
REORDERING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Bidirectional controls: left out of the reading, and always an error."""
LINE_MARKS = "\r\f"
"""What page and line breaks of other systems leave at the ends of a line: no space there, but text."""

_SPACE = re.compile(f"[{SPACES}]")
_LEFT_OUT = re.compile(f"[{INVISIBLE}{REORDERING}]")
_NO_SPACE_AFTER = ("/", "(", "-")
_NO_SPACE_BEFORE = (")", ".", ",", ";", ":")
_LETTER_SPACED = re.compile(r" *[^\s\d](?: +[^\s\d])* *")
_SPACED_WORD = re.compile(r"(?<!\S)\w \w \w(?!\S)")


@dataclass(frozen=True, slots=True)
class Text:
    """A reading of the source: ``offsets[i]`` is the code point in the source that ``value[i]`` was read from.

    A space made by joining two lines has the offset of the line break.
    """

    value: str
    offsets: Sequence[int]

    def __getitem__(self, cut: slice) -> "Text":
        """A slice with its offsets."""
        return Text(self.value[cut], self.offsets[cut])

    def __add__(self, other: "Text") -> "Text":
        """Both readings, one after the other."""
        return Text(self.value + other.value, (*self.offsets, *other.offsets))

    def __bool__(self) -> bool:
        """Whether anything is printed."""
        return bool(self.value.strip())

    def strip(self) -> "Text":
        """Without spaces at the ends; itself where there are none."""
        value = self.value
        stripped = value.strip()
        if len(stripped) == len(value):
            return self
        return self[len(value) - len(value.lstrip()) : len(value.rstrip())]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The smallest span that holds ``value[start:end]`` in the source; raises ``ValueError`` where it is empty."""
        offsets = self.offsets[start:end]
        if isinstance(offsets, range) and offsets:
            return Span(offsets[0], offsets[-1] + 1)
        return Span(min(offsets), max(offsets) + 1)

    def group(self, match: re.Match[str], name: str | int) -> "Text":
        """What a named group of a match in ``value`` holds."""
        return self[match.start(name) : match.end(name)]


EMPTY = Text("", ())


def reading(source: Source, span: Span) -> Text:
    """A line of the source: odd spaces made plain, invisible characters left out, a letter with its mark made one."""
    raw = source.quote(span)
    start = span.start + len(raw) - len(raw.lstrip(LINE_MARKS))
    printed = raw.strip(LINE_MARKS)
    return clean(printed, range(start, start + len(printed)))


def clean(raw: str, offsets: Sequence[int]) -> Text:
    """Characters with their offsets, read as ``reading`` reads a line."""
    printed = _SPACE.sub(" ", raw)
    if not _LEFT_OUT.search(printed) and unicodedata.is_normalized("NFC", printed):
        return Text(printed, offsets)
    pairs = zip(printed, offsets, strict=True)
    kept = list(_composed((letter, at) for letter, at in pairs if not _LEFT_OUT.match(letter)))
    return Text("".join(letter for letter, _ in kept), tuple(at for _, at in kept))


def _composed(letters: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Letters with their offsets; a letter and the mark after it are one where Unicode has one for them (NFC)."""
    held: tuple[str, int] | None = None
    for letter, at in letters:
        both = unicodedata.normalize("NFC", held[0] + letter) if held else ""
        if held and len(both) == 1:
            held = (both, held[1])
            continue
        if held:
            yield held
        held = (letter, at)
    if held:
        yield held


def squeeze(text: Text) -> Text:
    """Runs of spaces made one, none at the ends."""
    value = text.value
    if "  " not in value:
        return text.strip()
    kept = [at for at, letter in enumerate(value) if letter != " " or (at and value[at - 1] != " ")]
    return Text("".join(value[at] for at in kept), tuple(text.offsets[at] for at in kept)).strip()


def is_letter_spaced(line: str) -> bool:
    """Whether a line is printed l i k e  t h i s: one letter at a time, two or more spaces between words."""
    return _LETTER_SPACED.fullmatch(line) is not None and _SPACED_WORD.search(line) is not None


def close_letters(line: Text) -> Text:
    """A letter-spaced line with its words closed up; the spaces at its ends stay."""
    value = line.value
    kept = [at for at in range(len(value)) if not _between_letters(value, at)]
    return Text("".join(value[at] for at in kept), tuple(line.offsets[at] for at in kept))


def _between_letters(value: str, at: int) -> bool:
    """Whether this is the single space between two letters."""
    inside = 0 < at < len(value) - 1
    return inside and value[at] == " " and value[at - 1] != " " and value[at + 1] != " "


def glue(before: str, after: str, *, after_spaced: bool) -> str:
    """What must be put between two lines that a PDF wrapped (rules 1 to 4 of the PDF texts).

    A space that ends the line parts words by itself. Without one, nothing stands after ``/``, ``(`` or a hyphen, before
    closing punctuation, and before a letter-spaced line, which goes on in the middle of a word; else a space.
    """
    closed = before.endswith((" ", *_NO_SPACE_AFTER)) or after.startswith(_NO_SPACE_BEFORE) or after_spaced
    return "" if closed else " "


def join(lines: Iterable[Text]) -> Text:
    """Wrapped lines as one line."""
    values: list[str] = []
    offsets: list[int] = []
    for line in filter(None, lines):
        spaced = is_letter_spaced(line.value)
        closed = close_letters(line) if spaced else line
        if values:
            between = glue(values[-1], closed.value.lstrip(), after_spaced=spaced)
            values.append(between)
            offsets += (offsets[-1] + 1,) * len(between)
        values.append(closed.value)
        offsets += closed.offsets
    return squeeze(Text("".join(values), tuple(offsets)))


def has_letter_spacing(lines: Iterable[Text]) -> bool:
    """Whether any of the lines is letter-spaced."""
    return any(is_letter_spaced(line.value) for line in lines)
