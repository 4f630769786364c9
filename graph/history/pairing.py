"""Which row after a change is which row before it.

Pairs are found in passes, the surest first; what a pass pairs, later ones do not see. Within a pass rows of one key are
paired in the order of the table. Every pass treats both sides alike, so that the pairs do not depend on which side is
called the earlier one.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from graph.history.entry import admission_of, code_of, content_of, names_of, regimes_of, scope_of, words_of
from graph.stores.entity import Entity
from graph.term import LANGUAGES

Key = Callable[[Entity], Hashable | None]
"""What rows of a pair have in common; None for a row that a pass leaves out."""


@dataclass(slots=True)
class Pairing:
    """Pairs in the order in which they were found, and what is left on either side, in order."""

    before: list[Entity]
    after: list[Entity]
    same: int = 0
    """How many rows of either side say the same as one of the other."""
    pairs: list[tuple[Entity, Entity]] = field(default_factory=list)

    def match(self, key: Key, *, lone: bool = False) -> None:
        """One pass. ``lone``: only where the key names one row on each side."""
        early, late = _by_key(self.before, key), _by_key(self.after, key)
        found = [
            pair
            for each, rows in early.items()
            if each in late and (not lone or len(rows) == len(late[each]) == 1)
            for pair in zip(rows, late[each], strict=False)
        ]
        self.pairs += found
        self.before = _without(self.before, (one for one, _ in found))
        self.after = _without(self.after, (other for _, other in found))


def pair(before: Sequence[Entity], after: Sequence[Entity]) -> Pairing:
    """Pair the rows of two states.

    A row that says the same, which is only counted; the same code in the same place of the list; the same code
    elsewhere, rather on the same admission, rather under the same payers; the same name in the same place under another
    code, where it is the only one there.
    """
    pairing = Pairing(list(before), list(after))
    pairing.match(content_of)
    pairing.same, pairing.pairs = len(pairing.pairs), []
    for key in _SAME_CODE:
        pairing.match(key)
    for language in LANGUAGES:
        pairing.match(partial(_name, language), lone=True)
    return pairing


_SAME_CODE: tuple[Key, ...] = (
    lambda row: (code_of(row), scope_of(row)),
    lambda row: (code_of(row), row.type, admission_of(row)),
    lambda row: (code_of(row), row.type, regimes_of(row)),
    lambda row: (code_of(row), row.type),
)


def _name(language: str, row: Entity) -> Hashable | None:
    name = names_of(row).get(language)
    return (scope_of(row), words_of(name)) if name else None


def _by_key(rows: Iterable[Entity], key: Key) -> dict[Hashable, list[Entity]]:
    found: dict[Hashable, list[Entity]] = {}
    for row in rows:
        name = key(row)
        if name is not None:
            found.setdefault(name, []).append(row)
    return found


def _without(rows: Iterable[Entity], gone: Iterator[Entity]) -> list[Entity]:
    left_out = set(gone)
    return [row for row in rows if row not in left_out]
