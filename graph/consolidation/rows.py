"""The rows of a table under changes. A row is never copied: a change puts rows in and ends rows, and that is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.consolidation.address import AddressError, by_number, in_order, number_before

INSERTION, SUBSTITUTION, REPEAL = "insertion", "substitution", "repeal"


@dataclass(frozen=True, slots=True)
class Row:
    """A row where it stands: the table, the number as printed (None where it prints none), and what it says."""

    name: str
    """IRI of the row."""
    table: str
    """The number of the table; empty where it has none."""
    number: str | None
    says: tuple[tuple[str, str], ...] = ()
    """Terms with values: the code, the price, the name in each language."""


@dataclass(frozen=True, slots=True)
class RowOrder:
    """What an effect orders of rows: which numbers, and the rows that it puts in."""

    effect: str
    operation: str
    """``insertion``, ``substitution`` or ``repeal``."""
    numbers: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    table: str | None = None
    """The number of the table, where it is said."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an effect did: rows put in, each with the row that it stands after or replaces, and rows ended."""

    effect: str
    put: tuple[tuple[Row, Row], ...] = ()
    ended: tuple[Row, ...] = ()


@dataclass(slots=True)
class Rows:
    """The state of a table: the rows that it began with, and what effects did since. Changes of it are all or nothing.

    An effect costs as much as the rows that it names, however large the table is.
    """

    base: Sequence[Row]
    changes: dict[str, RowChange] = field(default_factory=dict)
    """By the name of the effect, in the order in which they were executed."""
    _standing: dict[str, dict[str, Row]] = field(default_factory=dict)
    """Rows that are not ended, by number and name."""

    def __post_init__(self) -> None:
        for row in self.base:
            self._stand(row)

    def __iter__(self) -> Iterator[Row]:
        """The rows that stand, in the order of the table."""
        ended = {row.name for change in self.changes.values() for row in change.ended}
        put = [pair for change in self.changes.values() for pair in change.put]
        return (row for row in in_order(self.base, put) if row.name not in ended)

    def execute(self, order: RowOrder) -> RowChange:
        """Do what an effect orders; a second time is the same as once. Raises AddressError."""
        if order.effect not in self.changes:
            change = self._change(order)
            for row in change.ended:
                del self._standing[row.number or ""][row.name]
            for row, _ in change.put:
                self._stand(row)
            self.changes[order.effect] = change
        return self.changes[order.effect]

    def _stand(self, row: Row) -> None:
        if row.number is not None:
            self._standing.setdefault(row.number, {})[row.name] = row

    def _change(self, order: RowOrder) -> RowChange:
        if not order.numbers:
            raise AddressError("KZ-CON-001", "a change names no row by number", "no number", "the number of each row")
        rows = _by_number(order) if order.operation != REPEAL else {}
        if order.operation == INSERTION:
            return RowChange(order.effect, tuple(self._insert(rows, order.table)))
        ended = tuple(self._only(number, order.table) for number in order.numbers)
        put = tuple((rows[each.number or ""], each) for each in ended) if order.operation == SUBSTITUTION else ()
        return RowChange(order.effect, put, ended)

    def _insert(self, rows: Mapping[str, Row], table: str | None) -> Iterator[tuple[Row, Row]]:
        for number in sorted(rows, key=by_number):
            if there := self._named(number, table):
                message = f"row {number} is to be put in and stands there already"
                raise AddressError("KZ-CON-002", message, _count(there), f"no row {number}")
            before = number_before(number)
            if before is None:
                message = f"the number {number} does not say after which row the row stands"
                raise AddressError("KZ-CON-001", message, number, "a number such as 1494-1, which stands after 1494")
            yield rows[number], rows[before] if before in rows else self._only(before, table, f"after which {number}")

    def _only(self, number: str, table: str | None, what: str = "") -> Row:
        found = self._named(number, table)
        if len(found) != 1:
            place = f" in table {table}" if table else ""
            problem = "is not there" if not found else "stands there more than once"
            message = (
                f"row {number}{place}, {what} is to stand, {problem}" if what else f"row {number}{place} {problem}"
            )
            raise AddressError("KZ-CON-001", message, _count(found), f"one row {number}{place}")
        return found[0]

    def _named(self, number: str, table: str | None) -> list[Row]:
        return [row for row in self._standing.get(number, {}).values() if table in {None, row.table}]


def _by_number(order: RowOrder) -> dict[str, Row]:
    """The new rows by number: just those that the effect announces."""
    rows = {row.number: row for row in order.rows if row.number is not None}
    if {*rows} != {*order.numbers} or len(rows) != len(order.rows):
        found = ", ".join(row.number or "a row without a number" for row in order.rows) or "no row"
        message = "the rows that the change announces are not those that are held of it"
        raise AddressError("KZ-CON-003", message, found, ", ".join(order.numbers))
    return rows


def _count(rows: Sequence[Row]) -> str:
    return f"{len(rows)} rows: {', '.join(row.name for row in rows)}" if rows else "no such row"
