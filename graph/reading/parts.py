"""The tree of parts of an act, from what was found where."""

from collections.abc import Iterable, Iterator, Sequence

from graph.act import Appendix, Part, Row, Table
from graph.layout.line import Sheet, printed_span
from graph.reading.appendix import AppendixParts
from graph.reading.headers import AppendixLines
from graph.reading.outline import Node, Outline
from graph.reading.passage import Passage
from graph.reading.point import hull, node_span
from graph.reading.tile import tile
from graph.source import Span

ReadAppendix = tuple[AppendixLines, AppendixParts, Appendix]
"""The lines of an appendix, how they were sorted, and what was read of them."""


def act_parts(
    ink: bytes, sketch: Outline, appendices: Sequence[ReadAppendix], tables: Sequence[Table], sheet: Sheet
) -> Part:
    """The whole act as parts; the leaves tile the source, of which ``ink`` tells where something is printed.

    ``tables`` are those that stand in points. In a wrapped text, prose of an appendix may be the debris of a damaged
    table: it is no known part.
    """
    quoted = [_table(each, ink) for each in tables]
    parts = [
        *_leaves("title", sketch.title),
        *_leaves("requisites", [sketch.requisites] if sketch.requisites else []),
        *_leaves("preamble", sketch.preamble),
        *_leaves("enacting", [sketch.enacting] if sketch.enacting else []),
        *_points(sketch.points, quoted, list(_notes(sketch.notes, ink)), ink),
        *_leaves("signature", [each for found in (*sketch.signature, *sketch.agreements) for each in found]),
        *_leaves("unplaced", sketch.unplaced),
        *(Part("contents", printed_span([line])) for line in sheet.contents),
        *(_appendix(*each, quoted, ink, wrapped=sheet.wrapped) for each in appendices),
    ]
    return tile("act", Span(0, len(ink)), parts, ink)


def _leaves(kind: str, passages: Iterable[Passage]) -> Iterator[Part]:
    return (Part(kind, each.span) for each in passages)


def _notes(notes: Iterable[Sequence[Passage]], ink: bytes) -> Iterator[Part]:
    return (tile("note", hull(note), list(_leaves("paragraph", note)), ink) for note in notes)


def _points(nodes: Iterable[Node], quoted: Sequence[Part], loose: Sequence[Part], ink: bytes) -> list[Part]:
    """Points with what stands between their paragraphs; what stands outside them (``loose`` alone) follows."""
    points = [_point(node, [*quoted, *loose], ink) for node in nodes]
    return [*points, *_outside(points, loose)]


def _outside(parts: Sequence[Part], loose: Iterable[Part]) -> list[Part]:
    """The parts that stand in none of some others."""
    return [each for each in loose if not any(_holds(part.span, each) for part in parts)]


def _holds(span: Span, part: Part) -> bool:
    return span.start <= part.span.start and part.span.end <= span.end


def _point(node: Node, loose: Sequence[Part], ink: bytes) -> Part:
    """A point with its paragraphs, its subpoints, and the tables and notes that stand between them."""
    span = node_span(node)
    inside = [each for each in loose if _holds(span, each)]
    parts = [_paragraph(each, inside, ink) for each in node.passages]
    parts += [_point(inner, inside, ink) for inner in node.nodes]
    return tile(node.kind, span, [*parts, *_outside(parts, inside)], ink, node.number)


def _paragraph(each: Passage, loose: Sequence[Part], ink: bytes) -> Part:
    """A paragraph, or the quoted lines of a point with the table in them."""
    if each.kind != "quoted":
        return Part("paragraph", each.span)
    inside = [part for part in loose if _holds(each.span, part)]
    lines = each.marks if each.framed else [line for line in each.lines if line.grid is None]
    own = [Part("mark" if each.framed else "paragraph", printed_span([line])) for line in lines]
    return tile("quoted", each.span, [*_outside(inside, own), *inside], ink)


def _appendix(
    lines: AppendixLines, inside: AppendixParts, each: Appendix, quoted: Sequence[Part], ink: bytes, *, wrapped: bool
) -> Part:
    parts = [Part("header", printed_span(header)) for header in lines.headers]
    parts += [Part("title", each.title_span)] if each.title_span else []
    loose = [
        *_notes(inside.notes, ink),
        *_leaves("chapter", inside.chapters),
        *_leaves("header", inside.inner),
        *_leaves("title", inside.inner_titles.values()),
        *_leaves("paragraph", () if wrapped else inside.prose),
        *(_table(table, ink) for table in each.tables),
    ]
    return tile("appendix", each.span, [*parts, *_points(inside.points, quoted, loose, ink)], ink, each.number)


def _table(table: Table, ink: bytes) -> Part:
    """A table from its first printed character to its last; what stands in two places is a part of the first."""
    start, end = ink.find(1, table.span.start, table.span.end), ink.rfind(1, table.span.start, table.span.end) + 1
    parts = [Part("caption", table.caption_span)] if table.caption_span else []
    parts += [Part("columns", table.columns_span)] if table.columns_span else []
    parts += [Part("heading", section.span) for section in table.sections if section.heading is not None]
    parts += _rows(table.rows, max((part.span.end for part in parts if part.kind != "heading"), default=0), ink)
    return tile("table", Span(start, end) if end else table.span, parts, ink, table.number)


def _rows(rows: Sequence[Row], at: int, ink: bytes) -> Iterator[Part]:
    """Rows in the order of the text, from ``at`` on; a cell that stands in several is a part of the first alone."""
    for row in rows:
        spans = [span for span in row.spans if span.start >= at]
        if spans:
            at = spans[-1].end
            pieces = [Part("piece", piece) for piece in spans] if len(spans) > 1 else []
            yield tile("row", Span(spans[0].start, at), pieces, ink, row.number)
