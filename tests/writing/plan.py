"""What a synthetic act says, in no language: the facts that its text will state and its reading must give back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """An act by its requisites. ``topic`` names in the wording what the act approves, and so its title."""

    issuer: str
    acting: bool
    day: dt.date
    number: str
    registration: str | None
    topic: str
    registered: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a service, by the places of its words in the lists of the wording."""

    organ: int
    operation: int
    manner: int
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of rules, by the places of its words."""

    subject: int
    predicate: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; amounts as the reading gives them."""

    number: str
    code: str | None
    name: Name
    price: Decimal | None = None
    home: Decimal | None = None
    remote: Decimal | None = None
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading. Without a heading the words above the table speak for them.

    A heading is a scope (``scoped``), a plain one of the list ``inner``, or the code and name of a group of services.
    """

    lines: tuple[Line, ...]
    scoped: bool = False
    inner: int | None = None
    code: str | None = None
    title: int | None = None
    restarts: bool = False

    @property
    def headed(self) -> bool:
        """Whether the group prints a heading."""
        return self.scoped or self.inner is not None or self.code is not None


@dataclass(frozen=True, slots=True)
class Scope:
    """How patients are admitted and who pays, as slugs and enum names of seeds/vocab."""

    admission: str | None
    regimes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``kind`` is ``list`` (high-technology care), ``tariff`` or ``general``."""

    kind: str
    groups: tuple[Group, ...]
    scopes: tuple[Scope, ...]
    """One for each group."""
    number: str | None = None
    """Of a table with a caption."""
    coefficients: bool = False
    """Whether a heading of two rows holds two columns of coefficients."""

    @property
    def lines(self) -> Iterator[Line]:
        """Every row."""
        return (line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class Force:
    """When an act enters into force."""

    rule: str
    days: int | None = None
    date: dt.date | None = None
    applies_from: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """One item of the chain of a publisher's note."""

    act: Reference
    inherited: bool
    force: Force


@dataclass(frozen=True, slots=True)
class Footnote:
    """A publisher's note: ``effect`` is ``substitution`` or ``change``, ``appendix`` None for the preamble."""

    effect: str
    appendix: str | None
    chain: tuple[Amended, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix. ``becomes`` is the act and the number of the appendix that it rewords."""

    number: str | None
    topic: str | None
    becomes: tuple[Reference, str] | None = None
    sheets: tuple[Sheet, ...] = ()
    rules: tuple[Sentence, ...] = ()
    repealed: tuple[Reference, ...] = ()
    note: Footnote | None = None


@dataclass(frozen=True, slots=True)
class Reword:
    """A whole element in the wording of an appendix of this act (A3)."""

    annex: int


@dataclass(frozen=True, slots=True)
class Restate:
    """A point or subpoint in new wording, quoted (A4)."""

    point: str
    subpoint: str | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class AddRows:
    """New rows of a tariff list, quoted (A5)."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class AddPoint:
    """A new point, quoted (A6)."""

    point: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Replace:
    """Words for words (A7), by their places in the list of phrases."""

    point: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Exclude:
    """A point taken out (A8)."""

    point: str


Change = Reword | Restate | AddRows | AddPoint | Replace | Exclude
ADDITIONS = (AddRows, AddPoint)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed in one act."""

    target: Reference
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An act. ``kind`` is ``approve``, ``amend``, ``omnibus``, ``repeal`` or ``suspend``."""

    kind: str
    act: Reference
    force: Force
    signatory: int
    article: tuple[int, int] | None = None
    """Article and point of the code that the preamble cites."""
    changed: tuple[Changes, ...] = ()
    repealed: tuple[Reference, ...] = ()
    suspended: tuple[Reference, dt.date] | None = None
    duties: bool = True
    annexes: tuple[Annex, ...] = ()
    note: Footnote | None = None
    """About the preamble."""
    warned: bool = False
    """Whether the publisher warns of the order of commencement."""

    @property
    def printable(self) -> bool:
        """Whether a text taken from a PDF can be read: such a text draws no columns."""
        drawn = (sheet for annex in self.annexes for sheet in annex.sheets)
        return all(sheet.kind == "list" and sheet.number for sheet in drawn) and not self.notes

    @property
    def drawn(self) -> bool:
        """Whether the act prints a table, whose columns a plain text loses."""
        quoted = any(isinstance(change, AddRows) for each in self.changed for change in each.changes)
        return quoted or any(annex.sheets for annex in self.annexes)

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The notes of the publisher about changes, in the order of the text."""
        return tuple(note for note in (self.note, *(annex.note for annex in self.annexes)) if note)
