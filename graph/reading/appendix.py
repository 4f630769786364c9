"""Appendices: whose they are, what they are called, the points and tables they hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.act import Appendix, Header, Inner, Requisites, Table, Wording
from graph.grammar import Grammar
from graph.layout.grid import Grid
from graph.layout.line import Block, Line, blocks, printed_span
from graph.layout.text import EMPTY, Text, join
from graph.reading.folded import fold
from graph.reading.headers import AppendixLines, inner_end
from graph.reading.lexicon import Lexicon
from graph.reading.mention import read_mention
from graph.reading.outline import Node, open_node
from graph.reading.passage import OPENING_QUOTE, Passage, one_passage, passages
from graph.reading.point import read_point
from graph.reading.quotation import gather_quotations
from graph.reading.report import Report
from graph.source import Span
from graph.tables.continuation import Continuation
from graph.tables.grid_table import read_grid
from graph.tables.table import TableLines, is_heading_row, read_table

LONGEST_INNER = 400
"""Code points of the header of an appendix inside an appendix."""


@dataclass(frozen=True, slots=True)
class GridLines:
    """A table that the text draws as a grid, with the line of its caption, if there is one."""

    caption: tuple[Line, ...]
    line: Line
    grid: Grid


@dataclass(slots=True)
class AppendixParts:
    """The content of an appendix: its title, notes, chapter headings, points, tables, and prose that is none."""

    title: list[Passage] = field(default_factory=list)
    notes: list[list[Passage]] = field(default_factory=list)
    chapters: list[Passage] = field(default_factory=list)
    inner: list[Passage] = field(default_factory=list)
    """Headers of appendices of what the appendix holds: numbering begins again after each."""
    inner_titles: dict[int, Passage] = field(default_factory=dict)
    """The titles below those headers, by the place of the header."""
    points: list[Node] = field(default_factory=list)
    tables: list[TableLines | GridLines] = field(default_factory=list)
    prose: list[Passage] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Behind the last passage outside tables."""
        return max((each.span.end for each in self.passages()), default=0)

    def passages(self) -> Iterator[Passage]:
        """Every passage outside tables, by what it is."""
        yield from self.title
        yield from (each for note in self.notes for each in note)
        yield from self.chapters
        yield from self.inner
        yield from self.inner_titles.values()
        yield from (each for point in self.points for node in point.walk() for each in node.passages)
        yield from self.prose


def split_appendix(content: Sequence[Line], lexicon: Lexicon, *, wrapped: bool) -> AppendixParts:
    """Sort the lines of an appendix. ``wrapped``: a table is lines, from its caption or heading row to a paragraph."""
    return _Sorting(lexicon, wrapped).sort(content)


@dataclass(slots=True)
class _Sorting:
    lexicon: Lexicon
    wrapped: bool
    parts: AppendixParts = field(default_factory=AppendixParts)
    run: list[Line] = field(default_factory=list)
    """Lines of prose since the last table."""
    table_open: bool = False

    @property
    def grammar(self) -> Grammar:
        return self.lexicon.grammar

    def sort(self, content: Sequence[Line]) -> AppendixParts:
        for block in blocks(content):
            if block.grid is not None:
                self._take_grid(block, block.grid)
            elif self.wrapped:
                self._take_wrapped(block)
            else:
                self.run.extend(block.lines)
        self._end_run()
        return self.parts

    def _take_wrapped(self, block: Block) -> None:
        """A block of a wrapped text: the start of a table, more of one, or prose."""
        heading = next((at for at, line in enumerate(block.lines) if is_heading_row(line, self.lexicon)), None)
        caption = self.grammar.first("caption", join([line.text for line in block.lines[:2]]).value) is not None
        if heading is not None or caption:
            self._end_run()
            self.parts.tables.append(_table_start(block, heading))
            self.table_open = True
        elif self.table_open and not block.opens and isinstance(table := self.parts.tables[-1], TableLines):
            table.rows.extend(block.lines)
        else:
            self.run.extend(block.lines)
            self.table_open = False

    def _take_grid(self, block: Block, grid: Grid) -> None:
        """A table that is drawn; the heading or the numbered caption directly above it is its caption.

        After an opening quotation mark it is new text for another act, and belongs to the point that quotes it.
        """
        if self.run and OPENING_QUOTE.fullmatch(self.run[-1].text.value.strip()):
            self.run.extend(block.lines)
            return
        last = self.run.pop() if self.run else None
        self._end_run()
        is_caption = last is not None and self._is_caption(last)
        if last is not None and not is_caption:
            self.run = [last]
            self._end_run()
        self.parts.tables.append(GridLines((last,) if last and is_caption else (), block.lines[0], grid))

    def _is_caption(self, line: Line) -> bool:
        """Whether a line is a numbered caption, or a heading below the title that is due."""
        if self.grammar.first("caption", line.text.value):
            return True
        titled = bool(self.parts.title) and not self._awaits_inner_title
        return line.role in {"heading", "bold"} and titled and self.grammar.first("note", line.text.value) is None

    def _end_run(self) -> None:
        found = [each for piece in self._pieces() for each in piece]
        for each in gather_quotations(found, self.grammar):
            self._place(each)
        self.run = []

    def _pieces(self) -> Iterator[Iterable[Passage]]:
        """The passages of the run; the short lines of one header are one passage."""
        start = at = 0
        while at < len(self.run):
            end = None if self.wrapped else inner_end(self.run, at, self.grammar)
            if end is not None:
                yield passages(self.run[start:at], self.grammar, wrapped=self.wrapped)
                yield [one_passage(self.run[at:end])]
                start = end
            at = end or at + 1
        yield passages(self.run[start:], self.grammar, wrapped=self.wrapped)

    def _place(self, each: Passage) -> None:
        parts, value = self.parts, each.text.value
        opening = self.grammar.first("opening", value) if each.lines[0].opens else None
        if self.grammar.first("note", value):
            parts.notes.append([each])
        elif opening:
            open_node(parts.points, Node(opening[0].name, opening[1]["number"], opening[1].end(), [each]))
        elif self.grammar.first("chapter", value):
            parts.chapters.append(each)
        elif self._is_inner(each):
            parts.inner.append(each)
        elif self.grammar.first("form-mark", value):
            parts.prose.append(each)
        elif self._awaits_inner_title:
            parts.inner_titles[len(parts.inner) - 1] = each
        elif self._is_title(each):
            parts.title.append(each)
        elif parts.points and parts.points[-1].passages[0].span.start > self._last_break:
            parts.points[-1].last.passages.append(each)
        else:
            parts.prose.append(each)

    def _is_inner(self, each: Passage) -> bool:
        """Whether this heads an appendix inside the appendix: in a block of its own, or in a short paragraph."""
        value = each.text.value
        alone = each.role == "quote" or (not self.wrapped and not value.rstrip().endswith((".", ";", ":", ",")))
        return alone and len(value) < LONGEST_INNER and self.grammar.first("inner-appendix", value) is not None

    @property
    def _awaits_inner_title(self) -> bool:
        """Whether nothing stands below the header of an appendix inside the appendix yet."""
        parts = self.parts
        if not parts.inner or len(parts.inner) - 1 in parts.inner_titles:
            return False
        start = parts.inner[-1].span.start
        below = [*parts.prose, *(node.passages[0] for node in parts.points)]
        tables = (table.line.span if isinstance(table, GridLines) else table.span for table in parts.tables)
        return all(span.start < start for span in (*tables, *(other.span for other in below)))

    @property
    def _last_break(self) -> int:
        """Where the last heading or header inside the appendix stands: no point goes on after it."""
        return max((each.span.start for each in (*self.parts.chapters, *self.parts.inner)), default=-1)

    def _is_title(self, each: Passage) -> bool:
        """The first passage; in a wrapped text every one up to a paragraph; headings that follow each other."""
        parts = self.parts
        if parts.points or parts.tables or parts.chapters or parts.inner or (self.wrapped and parts.prose):
            return False
        if not parts.title:
            return True
        if parts.notes or parts.prose:
            return False
        if self.wrapped:
            return not each.lines[0].opens
        return each.role == parts.title[-1].role and each.role in {"heading", "title"}


def _table_start(block: Block, heading: int | None) -> TableLines:
    if heading is None:
        return TableLines(block.lines, None, [])
    return TableLines(block.lines[:heading], block.lines[heading], list(block.lines[heading + 1 :]))


def read_appendix(
    lines: AppendixLines,
    parts: AppendixParts,
    own_number: str | None,
    lexicon: Lexicon,
    report: Report,
    continues: Continuation | None = None,
) -> Appendix:
    """Read an appendix. The header that names this act is its own; another says what it becomes elsewhere.

    ``own_number`` is the number of this act where its requisites are known. ``continues`` is what the text goes on
    with, where it is a part of a longer one that is cut inside an appendix.
    """
    headers = [read_header(each, lexicon, report) for each in lines.headers]
    own, becomes = _whose(headers, own_number)
    title = join([text for each in parts.title for text in each.restored])
    title = title if continues is None else EMPTY
    tables = tuple(
        _table(table, _title_above(table, parts, title), lexicon, report, continues if at == 0 else None)
        for at, table in enumerate(parts.tables)
    )
    _check_numbers(tables, report)
    every = [line for header in lines.headers for line in header]
    span = printed_span([*every, *lines.content])
    spans = [span, *(table.span for table in tables)]
    span = Span(min(each.start for each in spans), max(each.end for each in spans))
    return Appendix(
        own.number if own else continues.appendix if continues else None,
        own,
        becomes,
        title.value or None,
        title.span() if title else None,
        tables,
        span,
        tuple(read_point(node) for node in parts.points if not any(_is_after(node, each) for each in parts.inner)),
        tuple(_inner(parts, lexicon)),
        tuple(Wording(each.text.value, each.span) for each in parts.chapters),
        tuple(Wording(each.text.value, each.span) for each in parts.prose),
        continues.amended if continues else (),
    )


def _is_after(node: Node, header: Passage) -> bool:
    return node.passages[0].span.start > header.span.start


def _inner(parts: AppendixParts, lexicon: Lexicon) -> Iterator[Inner]:
    """The appendices inside an appendix, each with the points up to the next."""
    for at, header in enumerate(parts.inner):
        found = lexicon.grammar.first("inner-appendix", header.text.value)
        title = parts.inner_titles.get(at)
        own = [node for node in parts.points if _is_after(node, header)]
        if at + 1 < len(parts.inner):
            own = [node for node in own if not _is_after(node, parts.inner[at + 1])]
        yield Inner(
            found[1]["appendix"] if found else None,
            Wording(header.text.value, header.span),
            Wording(title.text.value, title.span) if title else None,
            tuple(read_point(node) for node in own),
        )


def _title_above(table: TableLines | GridLines, parts: AppendixParts, title: Text) -> Text:
    """The title that speaks for a table: that of the appendix inside the appendix in which it stands, if it does."""
    start = table.line.span.start if isinstance(table, GridLines) else table.span.start
    above = [at for at, header in enumerate(parts.inner) if header.span.start < start]
    if not above:
        return title
    own = parts.inner_titles.get(above[-1])
    return own.text if own else EMPTY


def _table(
    table: TableLines | GridLines, title: Text, lexicon: Lexicon, report: Report, continues: Continuation | None
) -> Table:
    """A table of an appendix, or the slice of one with which a text goes on."""
    if isinstance(table, TableLines):
        return read_table(table, None, lexicon, report)
    caption = join([line.text for line in table.caption]) or None
    above = None if caption else title
    earlier = continues.table if continues else None
    found = read_grid(table.grid, caption, above, lexicon, report, earlier=earlier)
    return replace(found, before=continues.before) if continues else found


def read_header(lines: Sequence[Line], lexicon: Lexicon, report: Report) -> Header | None:
    """The header of an appendix; None, with a diagnostic, where it cannot be read. A blank one names no act."""
    text = fold(join([line.text for line in lines]))
    found = lexicon.grammar.first("appendix", text.value)
    if found is not None and found[0].name.startswith("blank"):
        report.add("KZ-APP-005", "the header of an appendix with a blank date or number", printed_span(lines))
    citation = read_mention(text, found[1], lexicon, report) if found else None
    if found is None or citation is None:
        report.add("KZ-APP-001", "the header of an appendix that cannot be read", printed_span(lines))
        return None
    number = found[1].groupdict().get("appendix")
    return Header(citation, number, printed_span(lines), approval=found[0].name == "approval-header")


def _whose(headers: Sequence[Header | None], own_number: str | None) -> tuple[Header | None, Header | None]:
    """The act's own header, which stands first, and the header of the act that the appendix changes.

    A header that could not be read keeps its place: the other one is not taken for it.
    """
    first, second, *_ = (*headers, None, None)
    if len(headers) == 1 and first and own_number and first.act.number not in {own_number, None}:
        return None, first
    return first, second


def check_own(own: Header | None, requisites: Requisites, becomes: Header | None, report: Report) -> None:
    """The appendix is a second witness of the requisites; a conflict is reported at both."""
    if own is None:
        if becomes is not None:
            for span in (becomes.span, requisites.span):
                report.add("KZ-REQ-004", "no header of the appendix names this act", span)
        return
    if own.act.number is None:
        return
    if own.act.key != (requisites.issuer, requisites.kind, requisites.signed, requisites.number):
        message = "requisites and appendix name this act differently"
        report.add("KZ-REQ-004", message, own.span, expected=f"№ {requisites.number} of {requisites.signed}")
        report.add("KZ-REQ-004", message, requisites.span, expected=f"№ {own.act.number} of {own.act.signed}")
    elif own.act.acting != requisites.acting:
        for span in (own.span, requisites.span):
            report.add("KZ-REQ-005", "requisites and appendix disagree on who signed", span)


def _check_numbers(tables: Sequence[Table], report: Report) -> None:
    for due, table in enumerate(tables, 1):
        if table.number is not None and table.number != str(due):
            span = table.caption_span or table.span
            report.add("KZ-TAB-001", f"table {table.number} where table {due} is due", span, expected=f"table {due}")
