"""Where the heading of a drawn table ends, and what the words of a heading mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.grammar import Formula, grammars
from graph.layout.grid import GridRow, Slot
from graph.layout.text import Text, squeeze
from graph.reading.lexicon import Lexicon
from graph.source import Span

_TALLEST = 4
"""Rows that a heading may take."""
_LATIN = str.maketrans("ABCEHKMOPTXaceiopxy", "АВСЕНКМОРТХасеіорху")
_MIXED = re.compile(r"\b(?=\w*[а-яәғқңөұүһі])\w*[A-Za-z]\w*", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡⁰¹²³⁴-⁹]+\)?")


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell that prints something: its first column in a row, its words with single spaces, and where they stand."""

    place: int
    slot: Slot
    text: Text
    span: Span


def printed_cells(row: GridRow) -> list[PrintedCell]:
    """The cells of a row that print something, each once, from left to right; also those that began above."""
    found: dict[Span, PrintedCell] = {}
    for place, slot in enumerate(row.slots):
        if slot.text:
            text = squeeze(slot.text)
            span = text.span()
            found.setdefault(span, PrintedCell(place, slot, text, span))
    return list(found.values())


def whole_text(row: GridRow) -> Text | None:
    """The words of a row that is one cell over several columns; None for any other row."""
    return row.whole if len(row.slots) > 1 else None


def part_above(rows: Sequence[GridRow]) -> tuple[tuple[GridRow, ...], tuple[GridRow, ...]]:
    """Rows over the whole width before the first row of several cells, and the rest."""
    at = next((at for at, row in enumerate(rows) if whole_text(row) is None), len(rows))
    if at == len(rows):
        return (), tuple(rows)
    return tuple(rows[:at]), tuple(rows[at:])


def heading_height(rows: Sequence[GridRow], lexicon: Lexicon) -> int:
    """Rows that the heading takes: none where the first row is no heading.

    A cell over several rows says how many; without one, a second row belongs to it that only parts wide cells.
    """
    if not rows or not _is_heading(rows, lexicon):
        return 0
    tall = max((slot.height for slot in rows[0].slots if slot.first), default=1)
    if tall == 1 and len(rows) > 1 and _parts_wide(rows[0], rows[1]):
        return 2
    return min(tall, _TALLEST, len(rows))


def _parts_wide(above: GridRow, below: GridRow) -> bool:
    """Whether a row has words under the wide cells of the row above and nowhere else."""
    pairs = list(zip(above.slots, below.slots, strict=True))
    wide = [low for high, low in pairs if high.width > 1]
    narrow = [low for high, low in pairs if high.width == 1]
    plain = whole_text(below) is None and not any(_is_numeric(low.text.value) for low in wide)
    return plain and any(low.text for low in wide) and not any(low.text for low in narrow)


def _is_heading(rows: Sequence[GridRow], lexicon: Lexicon) -> bool:
    """Whether the first row names columns: its cells are known headings, or words over columns of numbers."""
    cells = printed_cells(rows[0])
    known = [heading_formula(cell.text, lexicon) for cell in cells]
    if any(_is_numeric(cell.text.value) for cell in cells) or len(cells) < min(2, len(rows[0].slots)):
        return False
    if known and known[0] is not None and known[0].name == "number":
        return True
    if sum(each is not None for each in known) * 2 >= len(known) > 0:
        return True
    return all(cell.slot.header for cell in cells) or _over_numbers(rows)


def _over_numbers(rows: Sequence[GridRow]) -> bool:
    """Whether every column has a word in the first row, and one column nothing but numbers below it."""
    full = len(rows) > 1 and all(slot.text and not _is_numeric(slot.text.value) for slot in rows[0].slots)
    below = [row for row in rows[1:] if whole_text(row) is None]
    columns = zip(*(row.slots for row in below), strict=True)
    return full and any(all(_is_numeric(slot.text.value) for slot in column if slot.text) for column in columns)


def _is_numeric(value: str) -> bool:
    """Whether a cell prints digits and no letters."""
    return any(letter.isdigit() for letter in value) and not any(letter.isalpha() for letter in value)


def repeats_heading(row: GridRow, head: Sequence[GridRow]) -> bool:
    """Whether a row prints the heading again, as it does on a new page."""
    printed = [squeeze(slot.text).value for slot in row.slots]
    return any(printed == [squeeze(slot.text).value for slot in each.slots] for each in head)


def numbers_columns(row: GridRow) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on."""
    printed = [squeeze(slot.text).value.rstrip(".") for slot in row.slots if slot.first]
    return len(printed) > 1 and printed == [str(at) for at in range(1, len(printed) + 1)]


def heading_formula(heading: Text, lexicon: Lexicon) -> Formula | None:
    """What a heading means, in the language of the text or, where it was left untranslated, in another."""
    value = _MIXED.sub(lambda match: match[0].translate(_LATIN), _MARKS.sub("", heading.value))
    value = " ".join(value.split()).strip(" .:;")
    languages = (lexicon.grammar, *(each for each in grammars() if each.language != lexicon.grammar.language))
    found = (each.first("grid-column", value) for each in languages if "grid-column" in each.formulae)
    return next((match[0] for match in found if match), None)
