"""Feeds of changes, made from the data alone: no clock is read, and the same graph gives the same bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.answers.wording import act_name, part_name, row_name, version_name
from graph.build import Graph
from graph.history.changelog import LegalChange, changes
from graph.history.entry import names_of
from graph.history.lineage import is_whole
from graph.stores.entity import Entity
from server.diagnostic_text import count
from server.resource.address import Addresses

_NO_DAY = date(1970, 1, 1)
"""When a feed without entries was updated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A change. ``id`` is the IRI of the version that it made or, in the feed of a code, of the row that it put."""

    id: str
    page: str
    title: str
    updated: date
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Changes, the newest first. ``updated`` is the newest day that is known of any of them."""

    id: str
    page: str
    title: str
    rights: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> date:
        """The newest day that is known in the data."""
        return max((each.updated for each in self.entries), default=_NO_DAY)


@dataclass(frozen=True, slots=True)
class Feeds:
    """Makes the feeds of a graph."""

    graph: Graph
    addresses: Addresses

    def of_everything(self) -> Feed:
        """All changes."""
        base = self.graph.base
        return Feed(f"{base}changes", base, "Qamtu: changes of the law", self.graph.licence, self._entries())

    def of(self, thing: Entity) -> Feed:
        """Changes of a part of an act, of an act, of a table, or of the rows that name a code."""
        code = thing.values["code"] if thing.type in _CODED else None
        entries = self._entries(code=code) if code else self._entries(of=thing)
        page = self._page(thing.iri)
        return Feed(thing.iri, page, f"Qamtu: changes of {_name(thing)}", self.graph.licence, entries)

    def _entries(self, of: Entity | None = None, code: str | None = None) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                id=change.put[0].iri if code and change.put else change.version.iri,
                page=self._page(change.version.iri),
                title=f"{code}: {version_name(change.version)}" if code else version_name(change.version),
                updated=change.newest,
                text="\n".join(_told(change)),
            )
            for change in changes(self.graph.store, of=of, code=code)
            if change.newest is not None
        )

    def _page(self, iri: str) -> str:
        return self.graph.base + self.addresses.document(iri, ".html").removeprefix("/")


_CODED = ("Procedure", "Service")


def has_feed(thing: Entity | None) -> bool:
    """Whether anything is known to have changed a thing."""
    if thing is None:
        return False
    if thing.type == "Act":
        return any(part.values["versions"] for part in thing.values["subdivisions"])
    ways = {"Subdivision": "versions", "Table": "version", "Procedure": "listings", "Service": "tariffLines"}
    return thing.type in ways and bool(thing.values[ways[thing.type]])


def _name(thing: Entity) -> str:
    if thing.type in _CODED:
        return f"{thing.type.lower()} {thing.values['code']}"
    if thing.type == "Act":
        return act_name(thing)
    version: Entity | None = thing.values.get("version")
    part = version.values["of"] if version else thing
    return part_name(part, next(iter(part.values["act"]), None))


def _told(change: LegalChange) -> Iterator[str]:
    """What a change does and since when, in sentences."""
    yield f"{_when(change)} {change.reason}"
    put = count(len(change.put), "row") if change.is_held else "rows that are not held"
    ended = "what is not held in full" if change.ended is None else count(len(change.ended), "row")
    if is_whole(change.version) and change.version.values["previous"]:
        yield f"It is a new wording: {ended} before, {put} after."
    else:
        yield f"It puts {put} and takes out {'no row' if change.ended == () else ended}."
    if change.code:
        yield from (f"Before: {_row(row)}" for row in change.ended or ())
        yield from (f"After: {_row(row)}" for row in change.put)


def _when(change: LegalChange) -> str:
    if change.day:
        return f"It enters into force on {change.day}."
    awaited = ", and awaits a publication whose day is not known" if change.awaits_publication else ""
    bound = f"not before {change.not_before}" if change.not_before else "on a day that is not known"
    return f"It enters into force {bound}{awaited}."


def _row(row: Entity) -> str:
    price = f", {row.values['price']:,} {row.values['currency'] or ''}".rstrip() if row.type == "TariffLine" else ""
    return f"{row_name(row)}: {' / '.join(names_of(row).values())}{price}"
