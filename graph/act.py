"""An act as one source prints it: parts that tile the text, and what was understood of them.

Printed is kept beside understood: every value that was read has the span it was read from.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.diagnostic import Diagnostic
from graph.source import Source, Span


@dataclass(frozen=True, slots=True)
class Part:
    """One node of an act. The leaves of the tree tile the source: every code point stands in exactly one."""

    kind: str
    """title, requisites, note, enacting, point, subpoint, paragraph, table, caption, heading, row, blank, …"""
    span: Span
    number: str | None = None
    parts: tuple["Part", ...] = ()

    def walk(self) -> Iterator["Part"]:
        """This part and everything below it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def leaves(self) -> Iterator["Part"]:
        """The parts that have no parts."""
        return (part for part in self.walk() if not part.parts)


@dataclass(frozen=True, slots=True)
class Requisites:
    """Who issued the act, when, under which number. ``issuer`` is a slug of seeds/vocab/bodies.toml."""

    issuer: str | None
    acting: bool
    signed: dt.date
    number: str
    number_printed: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Registration:
    """State registration by the Ministry of Justice. A citation may print the number alone."""

    number: str
    date: dt.date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another act, as printed. It refers to nothing until it is linked."""

    title: str | None
    issuer: str | None
    acting: bool
    kind: str
    signed: dt.date
    number: str
    registration: str | None
    element: str | None
    span: Span

    @property
    def key(self) -> tuple[str | None, str, dt.date, str]:
        """What identifies the act: issuer, kind, day of signature, normalised number."""
        return self.issuer, self.kind, self.signed, self.number


@dataclass(frozen=True, slots=True)
class Point:
    """A point or subpoint; paragraphs without a number belong to its text."""

    number: str
    text: str
    points: tuple["Point", ...]
    repaired: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Commencement:
    """When the act enters into force. ``days`` count after the event that the rule names."""

    rule: str | None
    """None where the point is there but no formula of the grammar reads it."""
    days: int | None
    day_kind: str | None
    date: dt.date | None
    applies_from: dt.date | None
    point: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed."""

    name: str
    position: str
    acting: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row prints in one column, verbatim; a cell cut in two gives two cells of one column."""

    column: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in a row. ``amount`` is None where the printed form can not be read in one way."""

    role: str
    amount: Decimal | None
    amount_printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``code`` is None where what is printed is no code of a known system."""

    number: str
    section: int
    code: str | None
    code_printed: str
    system: str | None
    name: str
    unit: str | None
    prices: tuple[Price, ...]
    cells: tuple[Cell, ...]
    repaired: tuple[str, ...]
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading. Regimes and admission come from the heading or, where it says nothing, the caption.

    ``understood`` is False where the words could not be read in full: its rows are then no listings.
    """

    heading: str | None
    admission: str | None
    regimes: tuple[str, ...]
    inferred: tuple[str, ...]
    """Regimes whose full name is not printed."""
    inherited: tuple[str, ...]
    """``regimes`` and ``admission`` where the caption of the table says them and the heading does not."""
    understood: bool
    restarts_numbering: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``number`` is None where it prints none, ``caption`` where there is none."""

    number: str | None
    caption: str | None
    caption_span: Span | None
    columns: tuple[str, ...]
    columns_span: Span | None
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """The block at the head of an appendix that says whose appendix it is."""

    act: Citation
    number: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix of this act. ``becomes`` is the appendix of another act that it replaces, where one is printed."""

    number: str | None
    own: Header | None
    becomes: Header | None
    title: str | None
    title_span: Span | None
    tables: tuple[Table, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Effect:
    """What one provision does. ``appendix`` and ``table`` point at the new text where this act prints it."""

    operation: str
    scope: str
    verb: str
    point: str
    target: Citation
    element: str
    """Such as ``appendix 2`` or ``rows 1494-1, 1494-2``; the printed words where it is none of these."""
    element_printed: str
    appendix: int | None
    table: Table | None
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A publisher's note: printed with the act, no part of it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Act:
    """Everything that was read from one source; ``language`` is None where the source could not be read."""

    source: Source
    language: str | None
    root: Part
    kind: str | None = None
    title: str | None = None
    title_span: Span | None = None
    requisites: tuple[Requisites, ...] = ()
    registration: Registration | None = None
    enacting_word: str | None = None
    points: tuple[Point, ...] = ()
    commencement: Commencement | None = None
    signatories: tuple[Signatory, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    effects: tuple[Effect, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
