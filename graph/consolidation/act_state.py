"""The state of one act between two changes: the rows of its appendices and the text of its points, as far as known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from graph.consolidation.deed import Deed
from graph.consolidation.parts import Parts
from graph.consolidation.rows import Rows
from graph.consolidation.told import ToldEffect, ToldRows
from graph.fact import Fact
from graph.facts.testimony import Made


class Library(Protocol):
    """Where the course of an act finds what homes tell."""

    def rows(self, version: str) -> ToldRows:
        """The rows of a version."""

    def effect(self, deed: Deed) -> ToldEffect:
        """What an effect orders."""

    def points(self, act: str) -> Iterable[Fact]:
        """The text of the points of an act itself; without words where it is not that of the act."""

    def points_of(self, part: str, printed: str, told: ToldRows) -> Iterable[Fact]:
        """The text of the points of an appendix where the texts of a version print it, under the name of the part."""


@dataclass(slots=True)
class Table:
    """The rows of an appendix; ``complete`` while all is known that was changed in them."""

    rows: Rows
    complete: bool
    gap: bool = False
    """Whether a change is not held, or was not executed."""

    def lose(self) -> None:
        """Something was changed, and it is not known how."""
        self.complete, self.gap = False, True


@dataclass(slots=True)
class State:
    """What an act consists of at one time."""

    act: str
    library: Library
    held: bool
    """Whether a text of the act itself is held."""
    wanted: frozenset[str]
    """Appendices whose state is asked for, since something in them is changed."""
    points: bool
    """Whether words of points are changed, or points are put in, so that their text is asked for."""
    tables: dict[str, Table] = field(default_factory=dict)
    """By the IRI of the appendix."""
    parts: dict[str, Parts] = field(default_factory=dict)
    """The text of points by language."""
    entries: dict[str, list[str]] = field(default_factory=dict)
    """Listings and tariff lines, by the name of the row."""

    def __post_init__(self) -> None:
        if self.points:
            self._lay(self.library.points(self.act))

    def appendix(self, part: str) -> str:
        """The outermost part that a part stands in."""
        return "/".join((self.act, part.removeprefix(f"{self.act}/").partition("/")[0]))

    def knows(self, part: str) -> bool:
        """Whether the words of a part are known, in any language."""
        return any(parts.text(part) is not None for parts in self.parts.values())

    def begin(self, part: str, version: Made, *, printed: str | None = None, edition: bool = False) -> None:
        """An appendix begins anew, with the rows and points of a version; of an edition with what it prints itself."""
        for parts in self.parts.values():
            parts.repeal(part)
        if part not in self.wanted:
            return
        told = self.library.rows(version.version)
        rows = [row for row in told.rows if not edition or row.name in told.own]
        self.entries.update(told.entries)
        self.tables[part] = Table(Rows(rows), told.complete)
        if self.points:
            self._lay(self.library.points_of(part, printed or version.of, told))

    def lose(self, part: str, *, whole: bool = False) -> None:
        """Something in a part is changed, or all of it, and it is not known how."""
        if whole:
            self.tables.pop(part, None)
        if table := self.tables.get(self.appendix(part)):
            table.lose()
        for parts in self.parts.values():
            parts.substitute(part, None)

    def _lay(self, texts: Iterable[Fact]) -> None:
        for fact in texts:
            parts = self.parts.setdefault(fact.language or "", Parts(self.act))
            parts.substitute(fact.subject, fact.value or None)
