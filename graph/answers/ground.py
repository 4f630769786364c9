"""What had to be read to speak about rows of the law: the ground that an answer about them stands on."""

from dataclasses import dataclass

from graph.answers.gap import Gap, May, gaps_of, is_newest
from graph.answers.inquiry import Inquiry
from graph.answers.wording import counted, enumerated, version_name
from graph.stores.entity import Entity
from graph.stores.query import Filter, Query, Some, Way


@dataclass(frozen=True, slots=True)
class Ground:
    """The tables in which such rows may stand, their versions, how many rows they have, and what is not known of them.

    ``complete`` is of the versions, not of the law: without a table nothing was read.
    """

    tables: Filter
    versions: tuple[Entity, ...]
    rows: int
    complete: bool
    gaps: tuple[Gap, ...]
    name: str
    """In words; empty where nothing was read."""


def ground_of(inquiry: Inquiry, among: Filter, may: May = is_newest) -> Ground:
    """What has to be read to speak about the rows of ``among``; ``may``: which versions stand, which effects count."""
    tables = inquiry.rows.tables(among)
    read = inquiry.store.find(Query("Version", versions_of(tables))).items
    number = inquiry.count("Row", Some(Way("table", "Table"), tables))
    total = inquiry.count("Table", tables)
    names = enumerated(map(version_name, read))
    name = f"{counted(total, 'table')} with {counted(number, 'row')} of {names}" if read else ""
    complete = bool(read) and all(each.values["complete"] is True for each in read)
    return Ground(tables, read, number, complete, gaps_of(read, may), name)


def versions_of(tables: Filter) -> Filter:
    """The versions of the tables that a filter lets through."""
    return Some(Way("version", "Table", back=True), tables)
