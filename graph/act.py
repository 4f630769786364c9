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
    printed_in: str = "requisites"
    """``requisites``, ``appendix`` (the header of its own appendix), or ``meta`` (the publisher's description)."""


@dataclass(frozen=True, slots=True)
class Registration:
    """State registration by the Ministry of Justice or one of its departments."""

    number: str
    date: dt.date | None
    span: Span
    printed_in: str = "requisites"
    """``requisites`` or ``meta`` (the publisher's description)."""
    local: bool = False
    """Whether a department of justice registered it: its numbers are another series than the Ministry's."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another act, as printed. It refers to nothing until it is linked.

    Laws and codes are often cited without date and number; a blank header prints neither. The title of a law that is
    named without quotation marks is the words that name it, in the case in which the sentence puts them.
    """

    title: str | None
    issuer: str | None
    acting: bool
    kind: str
    signed: dt.date | None
    number: str | None
    registration: str | None
    element: str | None
    """The part that is cited, such as ``article 124 point 4`` or ``appendix 2``; None for the whole act."""
    span: Span
    alias: str | None = None
    """The short name by which the act is mentioned here, once a mention with date and number has defined it."""
    also: tuple["Citation", ...] = ()
    """The other keys of a joint act, as each further issuer of it is named: one act, signed several times. The first
    issuer that is known names it; title and registration are those of the whole act."""

    @property
    def key(self) -> tuple[str | None, str, dt.date | None, str | None]:
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
    exceptions: tuple["Exemption", ...] = ()
    until: dt.date | None = None
    """The day up to which the act has effect, where the point prints one."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """A part of the act that enters into force otherwise. ``element`` is as in citations, else the printed words."""

    element: str
    commencement: Commencement


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, or (``agreed``) gave the agreement of another body."""

    name: str | None
    """None where an agreement names the body alone."""
    position: str
    acting: bool
    span: Span
    agreed: bool = False


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
    """``price``, ``coefficient-home``, ``coefficient-remote``, … as the heading of the column says."""
    amount: Decimal | None
    amount_printed: str
    span: Span
    column: int | None = None
    """The column of the amount, an index into those of its table; None where the table draws none."""
    currency: str | None = None
    """ISO 4217 code, only where the heading of the column prints the currency."""
    currency_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``code`` is None where what is printed is no code of a known system."""

    number: str | None
    """None where the row prints none."""
    section: int
    code: str | None
    code_printed: str | None
    """None where the table has no column of codes."""
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
    code: str | None = None
    """The code of a group of codes, where the heading prints one."""
    origin: Span | None = None
    """Where the words stand that ``inherited`` comes from, where those are not the caption."""


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
    before: int = 0
    """Tables without a number that stand before it in the same appendix, in other files of the text."""


@dataclass(frozen=True, slots=True)
class Header:
    """The block at the head of an appendix that says whose appendix it is, or which act approved it.

    Of a draft printed with a blank date and number the citation has neither.
    """

    act: Citation
    number: str | None
    span: Span
    approval: bool = False
    """Whether it says that the act approved what follows, rather than that it has this appendix."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the text: new text of an effect without its quotation marks, or a paragraph without a number."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Inner:
    """An appendix of what an appendix holds (of rules, say): its header as printed, its title, its points.

    Its tables stand among those of the appendix around it.
    """

    number: str | None
    header: Wording
    title: Wording | None
    points: tuple[Point, ...]


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
    points: tuple[Point, ...] = ()
    inner: tuple[Inner, ...] = ()
    chapters: tuple[Wording, ...] = ()
    """Headings of chapters, sections and paragraphs, in the order of the text."""
    prose: tuple[Wording, ...] = ()
    """Paragraphs without a number, outside points and tables."""
    amended: tuple["Amendment", ...] = ()
    """What notes in other files of the text say of it; their spans are nowhere."""


@dataclass(frozen=True, slots=True)
class ElementStep:
    """One step of the way to a part of an act, the outermost first: ``named`` is one that is called by its title."""

    kind: str
    numbers: tuple[str, ...]
    text: str
    """The words that say so, as printed."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one provision does. ``appendix``, ``table`` and ``new`` point at the new text where this act prints it."""

    operation: str
    """``substitution``, ``insertion``, ``replacement`` (of words), ``repeal``, ``suspension``, ``renumbering``."""
    scope: str
    """``act``, ``element``, ``rows``, ``words``."""
    verb: str
    point: str
    """The provision, such as ``point 1 subpoint 2`` or ``appendix 3 point 1``."""
    target: Citation
    element: str | None
    """Such as ``appendix 2`` or ``rows 1494-1, 1494-2``; the printed words where it is none of these; None: the act."""
    element_printed: str
    appendix: int | None
    table: Table | None
    span: Span
    new: Wording | None = None
    old: Wording | None = None
    until: dt.date | None = None
    """The last day of a suspension."""
    after: Wording | None = None
    """The words of the element after which ``new`` is put in."""
    since: dt.date | None = None
    """The first day of a repeal or a suspension, where the provision prints one of its own."""
    steps: tuple[ElementStep, ...] = ()
    """The way to ``element``; of inserted rows, to what gets them."""

    @property
    def container(self) -> str | None:
        """What is called by its title and holds the element, or is it, such as rules that the act approved."""
        return next((each.text for each in self.steps if each.kind == "named"), None)


@dataclass(frozen=True, slots=True)
class Note:
    """A publisher's note: printed with the act, no part of it."""

    text: str
    span: Span
    element: str | None = None
    """What the note is about, such as ``appendix 2`` or ``preamble``; None where it does not say."""
    amendments: tuple["Amendment", ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """One item of the chain in a note: an act that changed the element, in the order of the text."""

    effect: str | None
    """``substitution`` (new wording), ``change``, ``insertion``, ``repeal``, ``suspension``; None: not understood."""
    act: Citation
    inherited: bool
    """Whether the item prints no issuer of its own and the one before it is meant."""
    commencement: Commencement | None
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
    preamble: Wording | None = None
    """What stands between the title and the enacting word, that word included."""
    enacting_word: str | None = None
    enacting_span: Span | None = None
    points: tuple[Point, ...] = ()
    commencement: Commencement | None = None
    signatories: tuple[Signatory, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    effects: tuple[Effect, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[Table, ...] = ()
    """Tables that stand in points and are no new text for another act."""
    meta: Source | None = None
    """The publisher's description, where requisites were taken from it: their spans are of this source."""
    diagnostics: tuple[Diagnostic, ...] = ()
