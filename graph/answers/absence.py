"""Why a code is not among some rows of the law: what was read to say so, and what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers.gap import Gap, GapKind, gaps_of
from graph.answers.rows import LISTINGS, Rows, versions
from graph.answers.wording import act_name, counted, enumerated, version_name
from graph.code import INTERNATIONAL, Codes
from graph.stores.entity import Entity
from graph.stores.query import EVERYTHING, And, Filter, In, Query, Some, Way, none
from graph.stores.store import Store

_NO_MORE = "Other lists and acts are not held, nor is it known whether an act that is not held changed what was read."
_MOST_ROWS = 3
"""Rows that are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Absence:
    """That no row of ``among`` names a code.

    ``tables`` and ``versions`` are what had to be read to say so, ``rows_read`` the rows of these tables and
    ``rows_matching`` those of ``among``. ``complete`` is of the versions, not of the law: without a table nothing was
    read.
    """

    code: str
    rows: Rows
    among: Filter
    tables: Filter
    versions: Filter
    rows_read: int
    rows_matching: int
    complete: bool
    gaps: tuple[Gap, ...]
    reason: str

    @property
    def question(self) -> Query:
        """The rows that would be the contrary: there are none."""
        return Query(self.rows.type, And((self.among, self.rows.naming(self.code))))

    @property
    def is_proved(self) -> bool:
        """Whether nothing keeps absence from the versions read from being proved."""
        return not any(each.prevents for each in self.gaps)


def absence(store: Store, codes: Codes, rows: Rows, code: str, among: Filter) -> Absence | None:
    """Why no row of ``among`` names a code; None where one does."""
    if store.find(Query(rows.type, And((among, rows.naming(code))), first=1)).total:
        return None
    tables = rows.tables(among)
    read = store.find(Query("Version", versions(tables))).items
    number = store.find(Query("Row", Some(Way("table", "Table"), tables), first=1)).total
    asked = store.find(Query(rows.type, among, first=1)).total
    gaps = (*gaps_of(read), *_not_understood(store, rows, code, versions(tables)))
    complete = bool(read) and all(each.values["complete"] is True for each in read)
    told = (*_unnamed(store, codes, rows, code), *(each.reason for each in gaps), _NO_MORE)
    reason = " ".join((f"No row that is asked about names {code}.", *_read(store, tables, read, number, asked), *told))
    return Absence(code, rows, among, tables, versions(tables), number, asked, complete, gaps, reason)


def _read(store: Store, tables: Filter, read: Sequence[Entity], rows: int, asked: int) -> tuple[str, ...]:
    if not read:
        return ()
    total = store.find(Query("Table", tables, first=1)).total
    names = enumerated(map(version_name, read))
    return (
        f"Read: {counted(total, 'table')} with {counted(rows, 'row')}, {asked or 'none'} of them asked about: {names}.",
    )


def _unnamed(store: Store, codes: Codes, rows: Rows, code: str) -> tuple[str, ...]:
    """What is known of a code that no row of any version names."""
    if store.find(Query(rows.type, rows.naming(code), first=1)).total:
        return ()
    other = codes.concept(INTERNATIONAL, code) if rows is LISTINGS else None
    title = f"; in ICD-9-CM it is a {other.level}, “{other.labels['en']}”" if other else ""
    return (f"No held act names the code{title}.",)


def _not_understood(store: Store, rows: Rows, code: str, read: Filter) -> tuple[Gap, ...]:
    """Rows of the versions read that print the code, and of which no listing or tariff line was made."""
    inside = Some(Way("table", "Table"), Some(Way("version", "Version"), read))
    silent = none(Way("inRow", rows.type, back=True), EVERYTHING)
    found = store.find(Query("Row", And((In("codeAsPrinted", (code,)), inside, silent)), first=_MOST_ROWS)).items
    if not found:
        return ()
    names = enumerated(f"row {each.values['number'] or '?'} of {act_name(each.values['act'])}" for each in found)
    return (Gap(GapKind.ROW_NOT_UNDERSTOOD, f"The code is printed, and what the row says of it is not: {names}."),)
