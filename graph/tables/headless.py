"""The columns of a drawn table without a heading, as its cells show them."""

import re
from collections.abc import Callable, Iterator, Sequence

from graph.codes import NATIONAL, TARIFF
from graph.layout.grid import GridRow
from graph.layout.text import squeeze
from graph.reading.lexicon import Lexicon
from graph.tables.amount import AmountError, prints_none, read_amount, read_coefficient
from graph.tables.column import SEVERAL, SYSTEMS, Column
from graph.tables.heading import whole_text
from graph.tables.numbering import read_number
from graph.tables.printed_code import read_cell

_INSERTED = ("number", "code", "name", "price")
"""What the columns of inserted rows hold, from the left; coefficients may follow."""
_CODE_LIKE = re.compile(r"(?=(?:\D*\d){3})(?=[^.,]*[.,])[\w.,]+")
"""One word of digits and marks, such as a code in which a letter stands for a digit."""


def headless_columns(body: Sequence[GridRow], width: int, lexicon: Lexicon, *, inserted: bool) -> list[Column]:
    """What the columns hold. ``inserted``: the rows go into a table of another act, and stand in its order."""
    rows = [[squeeze(slot.text).value for slot in row.slots] for row in body if whole_text(row) is None]
    if inserted and (columns := _by_position(rows, width, lexicon)):
        return columns
    return [
        Column("", role, SYSTEMS["code"] if role == "code" else ()) for role in _roles_of_cells(rows, width, lexicon)
    ]


def systems_of(cells: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The one system that at least half of the codes of a column belong to; none where they are no known codes."""
    for system in SYSTEMS["code"]:
        known = [cell for cell in cells if read_cell(cell, lexicon.codes, (system,)).code is not None]
        if known and len(known) * 2 >= len(cells):
            return (system,)
    return ()


def mostly(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether something holds for more than half of some cells."""
    return sum(map(holds, cells)) * 2 > len(cells)


def has_letters(cell: str) -> bool:
    """Whether a cell prints a letter."""
    return any(map(str.isalpha, cell))


def _by_position(rows: Sequence[Sequence[str]], width: int, lexicon: Lexicon) -> list[Column]:
    """Number, code, name, price and coefficients, where a row has that shape; else nothing.

    Not by majority: of two rows one may be damaged, and its cells must be refused, not its column.
    """
    shape = _INSERTED[: min(width, len(_INSERTED))]
    if len(shape) < len(_INSERTED) - 1 or not any(_fits(row[: len(shape)], lexicon) for row in rows):
        return []
    codes = [row[1] for row in rows if row[1]]
    systems = systems_of(codes, lexicon) or ((TARIFF,) if "price" in shape else (NATIONAL,))
    columns = [Column("", role, systems if role == "code" else ()) for role in shape]
    for at in range(len(shape), width):
        cells = [row[at] for row in rows if row[at]]
        amounts = sum(map(_is_coefficient, cells))
        columns.append(Column("", "coefficient" if amounts and amounts * 2 >= len(cells) else "other"))
    return columns


def _fits(cells: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a row prints what its columns are for; one cell of them may be damaged, but looks as its kind does."""
    number, code, name, *prices = cells
    if _CODE_LIKE.fullmatch(code) is None or any(not any(map(str.isdigit, price)) for price in prices):
        return False
    known = read_cell(code, lexicon.codes, (TARIFF, NATIONAL)).code is not None
    sound = [read_number(number) is not None, known, has_letters(name), *map(_is_amount, prices)]
    return sum(sound) >= len(sound) - 1


def _is_amount(cell: str) -> bool:
    try:
        read_amount(cell)
    except AmountError:
        return False
    return True


def _is_coefficient(cell: str) -> bool:
    try:
        read_coefficient(cell)
    except AmountError:
        return prints_none(cell)
    return True


def _roles_of_cells(rows: Sequence[Sequence[str]], width: int, lexicon: Lexicon) -> Iterator[str]:
    seen: set[str] = set()
    for at in range(width):
        role = _role_of([row[at] for row in rows if row[at]], at, lexicon)
        yield "other" if role in seen - SEVERAL else role
        seen.add(role)


def _role_of(cells: Sequence[str], at: int, lexicon: Lexicon) -> str:
    if at == 0 and cells and all(re.fullmatch(r"\d{1,5}(?:[.-]\d{1,3})*[.)]?", cell) for cell in cells):
        return "number"
    if systems_of(cells, lexicon):
        return "code"
    prices = sum(re.fullmatch(r"\d[\d ]*[.,] ?\d{2}", cell) is not None for cell in cells)
    if prices and prices * 2 >= len(cells):
        return "price"
    return "name" if mostly(cells, has_letters) else "other"
