"""What a page is made of. The template knows these values and nothing of the graph."""

from dataclasses import dataclass

from graph.fact import Basis


@dataclass(frozen=True, slots=True)
class Value:
    """Something said: words in a language (None: of no language), an address it leads to, how it is known."""

    text: str
    language: str | None = None
    href: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A name and what is said under it; ``together`` where the values read as one, as the words of a sentence do."""

    label: str
    values: tuple[Value, ...]
    basis: Basis | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid: the thing it is about, and a cell for each column."""

    head: Value
    cells: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Things of one kind that the page's thing is linked with; ``left_out`` are not shown."""

    anchor: str
    title: str
    columns: tuple[str, ...]
    """The heading of the first column, then one for each cell."""
    rows: tuple[GridRow, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in the lines around it; both are empty where the text is not at hand."""

    act: Value
    locator: str
    before: str
    quote: str
    after: str
    language: str | None
    basis: Basis
    href: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a whole text: its characters, whether a fact rests on them, and the names of quotes that start here."""

    text: str
    marked: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one fragment of the page's thing."""

    anchor: str
    kind: str
    title: Value
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the picture. ``side`` is -1 left, 0 in the middle, 1 right; ``place`` counts from the top."""

    value: Value
    relation: str
    side: int
    place: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a bar, in hundredths of the picture's width; ``certain`` where the days are known."""

    start: float
    end: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of words in a timeline; ``top`` is its base line in em."""

    text: str
    top: float
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A bar of a timeline with the words above it. ``top`` of the bar is in em, places are hundredths of the width."""

    captions: tuple[Caption, ...]
    top: float
    stretches: tuple[Stretch, ...]
    begins: float | None
    """Where it begins; None where the day is not known."""
    ends: float | None
    """Where it ends; None where the day is not known, or where nothing is known to end it."""
    is_open: bool
    """Whether it goes on beyond the picture."""
    reach: tuple[float, float] | None
    """From where to where it reaches back."""
    style: str
    """``held``, ``unread`` or ``suspended``."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis, at hundredths of the width."""

    at: float
    year: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline as a table, and the picture of it; without lanes where no day is known at all."""

    grid: Grid
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    height: float
    key: tuple[str, ...]
    """The marks that the picture uses."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page about one thing."""

    iri: str
    language: str
    kind: str
    title: Value
    subtitle: Value | None = None
    path: tuple[Value, ...] = ()
    notes: tuple[str, ...] = ()
    answer: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    grids: tuple[Grid, ...] = ()
    passages: tuple[Passage, ...] = ()
    pieces: tuple[Piece, ...] = ()
    nodes: tuple[Node, ...] = ()
    chart: Chart | None = None
    structured: str = ""
    left_out: int = 0
    """Statements that lead here and stand in no form of the document."""
    spoken: bool = True
    """Whether its labels are words, not names of predicates."""
