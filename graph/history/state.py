"""The state of a part of an act at a version: the rows of the last whole version, and what was changed in them since.

Rows are not copied from version to version. Of a version whose base is not held these are the rows that are known.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from graph.consolidation.address import in_order
from graph.history.lineage import contributing
from graph.stores.entity import Entity, natural
from graph.stores.store import Store

_ENTRIES = ("listing", "tariffLine")
"""Ways from a row to what it states."""


def rows_at(_store: Store, version: Entity) -> tuple[Entity, ...]:
    """The rows of a part at a version of it, in the order of the table, new rows where they were put."""
    return tuple(_rows(version))


def entries_at(_store: Store, version: Entity) -> tuple[Entity, ...]:
    """The listings and tariff lines of a part at a version of it, in the order of their rows."""
    entries = (each for row in _rows(version) for way in _ENTRIES for each in row.values[way])
    places = {each: place for place, each in enumerate(contributing(version))}
    return tuple(each for each in entries if not _is_ended(each, places))


def _rows(version: Entity) -> Iterator[Entity]:
    versions = contributing(version)
    places = {each: place for place, each in enumerate(versions)}
    first, *later = ([row for table in _tables(each) for row in _in_table(table)] for each in versions)
    put = sorted(chain.from_iterable(later), key=lambda row: _moment(row, places))
    moved = [row for row in first if row.values["follows"] is not None]
    base = [row for row in first if row.values["follows"] is None]
    ordered = in_order(base, [(row, row.values["follows"]) for row in (*moved, *put)])
    return (row for row in ordered if not _is_ended(row, places))


def _tables(version: Entity) -> Iterable[Entity]:
    return version.values["tables"]  # type: ignore[no-any-return]


def _moment(row: Entity, places: dict[Entity, int]) -> tuple[int, tuple[object, ...]]:
    """When a row was put in: the version, then the effect by its provision."""
    effect = row.values["putBy"]
    table = row.values["table"]
    return places[table.values["version"]], (natural(effect.iri) if effect else "", natural(row.iri))


def _is_ended(subject: Entity, places: dict[Entity, int]) -> bool:
    """Whether one of the versions, or one that a version made of the same part, takes it out."""
    return any(effect.values["result"] in places for effect in subject.values["endedBy"])


def _in_table(table: Entity) -> list[Entity]:
    """The rows of a table in the order in which a text prints them; by their names where no text has all of them."""
    rows: tuple[Entity, ...] = table.values["rows"]
    starts = [{each.sha256: each.start for each in reversed(row.evidence)} for row in rows]
    shared = min(set(starts[0]).intersection(*starts[1:]), default=None) if starts else None
    if shared is None:
        return list(rows)
    return [row for _, row in sorted(zip((each[shared] for each in starts), rows, strict=True), key=_first)]


def _first(pair: tuple[int, Entity]) -> tuple[int, str]:
    return pair[0], pair[1].key
