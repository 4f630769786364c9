"""A table that is drawn as a grid: its sections and its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.act import Row, Section, Table
from graph.layout.grid import Grid
from graph.layout.text import EMPTY, Text, squeeze
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Source, Span
from graph.tables.caption import Scope
from graph.tables.columns import Head, read_head
from graph.tables.continuation import Earlier, continued_head
from graph.tables.grid_check import (
    Standing,
    check_codes,
    check_doubled,
    check_heading_row,
    check_headings,
    check_reach,
    check_sections,
)
from graph.tables.grid_numbers import check_numbers
from graph.tables.grid_row import read_grid_row
from graph.tables.grid_rows import AMOUNTS, Entry, sort_rows
from graph.tables.grid_scope import Scopes, is_list

_MARKUP = re.compile(r"<[^<>]*>|\[[^\[\]]*\]\([^()]*\)")
"""What prints nothing, or leads to another part of the text."""


def read_grid(
    grid: Grid,
    caption: Text | None,
    title: Text | None,
    lexicon: Lexicon,
    report: Report,
    scope: Scope | None = None,
    earlier: Earlier | None = None,
) -> Table:
    """Read a drawn table.

    ``caption`` is the line above it, ``title`` that of the appendix where it has no caption of its own (blank where
    the appendix has none; a table in a point has neither). ``scope`` is given for rows that are inserted into a table
    of another act, whose regimes are announced there. ``earlier`` is the table, where this is a slice of it that begins
    a file.
    """
    for message, span in grid.faults:
        report.add("KZ-TAB-011", message, span)
    if grid.cut:
        report.add("KZ-TAB-013", "the text ends inside the table", grid.rows[-1].span if grid.rows else grid.span)
    line = squeeze(caption) if caption else EMPTY
    number, words = _number(line, lexicon)
    above = words or (squeeze(title) if title and not caption else EMPTY)
    standing = _standing(grid, caption, title, scope, report.source)
    head = read_head(grid, lexicon, inserted=standing is Standing.INSERTED)
    earlier = earlier if earlier and len(earlier.columns) == grid.width else None
    head = continued_head(head, grid, earlier)
    entries = list(sort_rows(head, lexicon))
    if earlier is None:
        check_heading_row(head, entries, standing, report)
    check_reach(head, report)
    check_headings(head, entries, above, lexicon, report)
    listed = earlier.listed if earlier else is_list(head, entries, above, lexicon)
    scopes = Scopes(lexicon, report, listed, bool(head.places(*AMOUNTS)))
    scopes.begin(above, earlier.scope if earlier else scope)
    place = scopes.base.span or (above.span() if above else head.span) or Span(grid.span.start, grid.span.start)
    body = _Body(head, scopes, place, standing, earlier.opened(place) if earlier else [], goes_on=earlier is not None)
    body.read(entries)
    if not body.rows:
        report.add("KZ-TAB-006", "a table without rows", grid.span, found="no row")
    return Table(
        earlier.number if earlier and not number else number,
        line.value or None,
        line.span() if line else None,
        tuple(column.heading for column in head.columns) if head.rows or earlier else (),
        head.span,
        tuple(body.sections),
        tuple(body.rows),
        Span(min(line.span().start, grid.span.start), grid.span.end) if line else grid.span,
    )


def _standing(grid: Grid, caption: Text | None, title: Text | None, scope: Scope | None, source: Source) -> Standing:
    """Where a table stands."""
    if scope is not None:
        return Standing.INSERTED
    if not any(map(str.isalnum, _MARKUP.sub("", source.text[: grid.span.start]))):
        return Standing.SLICE
    return Standing.POINT if caption is None and title is None else Standing.APPENDIX


def _number(caption: Text, lexicon: Lexicon) -> tuple[str | None, Text]:
    """The number of a table, and its caption after the number."""
    found = lexicon.grammar.first("caption", caption.value) if caption else None
    return (found[1]["number"], caption.group(found[1], "title")) if found else (None, caption)


@dataclass(slots=True)
class _Body:
    """Sections and rows while they are read."""

    head: Head
    scopes: Scopes
    place: Span
    """Where the words stand that speak for rows without a heading."""
    standing: Standing
    sections: list[Section] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    goes_on: bool = False
    """Whether rows of the table stand in an earlier file."""

    def read(self, entries: Sequence[Entry]) -> None:
        """Read the rows of the table, in order, and check them together."""
        report = self.scopes.report
        for at, entry in enumerate(entries):
            if entry.heading is not None:
                self._open(entry, entry.heading, entries[at + 1 :], follows=at > 0 and entries[at - 1].heading is None)
                continue
            if not self.sections:
                self._add(None, self.scopes.base, self.place)
            self.rows.append(read_grid_row(entry, len(self.sections) - 1, self.head, self.scopes.lexicon, report))
        check_numbers(self.head, entries, self.standing, report)
        check_doubled(entries, report)
        check_codes(self.rows, self.head, report, listed=self.scopes.listed)
        if self.scopes.listed:
            check_sections(self.sections, self.rows, report)

    def _open(self, entry: Entry, heading: Text, rest: Sequence[Entry], *, follows: bool) -> None:
        """A heading inside the table: a new section. ``follows``: a row stands directly above it."""
        code = entry.code.code if entry.code else None
        if entry.code and entry.code.homoglyphs:
            found = f"{entry.code.printed} with {', '.join(entry.code.homoglyphs)}"
            message = "the code of a group has letters of another alphabet"
            report, action = self.scopes.report, f"read as {code}"
            report.add("KZ-CODE-002", message, entry.span, found=found, expected=code, action=action)
        follower = next((each.number for each in rest if each.heading is None), None)
        again = (bool(self.rows) or self.goes_on) and follower == "1"
        origin = self.scopes.origin
        scope = self.scopes.of_heading(heading, entry.span, due=again and follows)
        restarts = again and rest[0].heading is None
        self._add(heading.value, scope, entry.span, restarts=restarts, code=code, origin=origin)

    def _add(
        self,
        heading: str | None,
        scope: Scope,
        span: Span,
        *,
        restarts: bool = False,
        code: str | None = None,
        origin: Span | None = None,
    ) -> None:
        self.sections.append(
            Section(
                heading, scope.admission, scope.regimes, scope.inferred, scope.inherited, scope.understood, restarts,
                span, code, origin if scope.inherited else None,
            )
        )  # fmt: skip
