"""The tree of parts of an act, from what was found where."""

from collections.abc import Iterable, Iterator, Sequence

from graph.act import Appendix, Effect, Part, Row, Table
from graph.reading.headers import AppendixLines
from graph.reading.layout import printed_span
from graph.reading.outline import Node, Outline
from graph.reading.passage import Passage
from graph.reading.tile import tile
from graph.source import Source, Span


def act_parts(source: Source, sketch: Outline, appendices: Sequence[Appendix], effects: Sequence[Effect]) -> Part:
    """The whole act as parts; the leaves tile the source."""
    quoted = {effect.table.span: effect.table for effect in effects if effect.table is not None}
    parts = [
        *_leaves("title", sketch.title),
        *_leaves("requisites", [sketch.requisites] if sketch.requisites else []),
        *(tile("note", _hull(note), list(_leaves("paragraph", note)), source) for note in sketch.notes),
        *_leaves("preamble", sketch.preamble),
        *_leaves("enacting", [sketch.enacting] if sketch.enacting else []),
        *(_point(node, quoted, source) for node in sketch.points),
        *_leaves("signature", sketch.signature),
        *_leaves("unplaced", sketch.unplaced),
        *(_appendix(lines, each, source) for lines, each in zip(sketch.appendices, appendices, strict=True)),
    ]
    return tile("act", Span(0, len(source.text)), parts, source)


def _leaves(kind: str, passages: Iterable[Passage]) -> Iterator[Part]:
    return (Part(kind, each.span) for each in passages)


def _hull(passages: Sequence[Passage]) -> Span:
    return Span(min(each.span.start for each in passages), max(each.span.end for each in passages))


def node_span(node: Node) -> Span:
    """From the first character of a point to the last of everything in it."""
    return _hull([each for inner in node.walk() for each in inner.passages])


def _point(node: Node, quoted: dict[Span, Table], source: Source) -> Part:
    parts = [_paragraph(each, quoted, source) for each in node.passages]
    parts += [_point(inner, quoted, source) for inner in node.nodes]
    return tile(node.kind, node_span(node), parts, source, node.number)


def _paragraph(each: Passage, quoted: dict[Span, Table], source: Source) -> Part:
    """A paragraph, or the quoted lines of a point with the table in them."""
    if each.kind != "quoted":
        return Part("paragraph", each.span)
    marks = [Part("mark", printed_span([line])) for line in each.marks]
    inside = [table for span, table in quoted.items() if each.span.start <= span.start and span.end <= each.span.end]
    return tile("quoted", each.span, [*marks, *(_table(table, source) for table in inside)], source)


def _appendix(lines: AppendixLines, each: Appendix, source: Source) -> Part:
    parts = [Part("header", printed_span(header)) for header in lines.headers]
    parts += [Part("title", each.title_span)] if each.title_span else []
    parts += [_table(table, source) for table in each.tables]
    return tile("appendix", each.span, parts, source, each.number)


def _table(table: Table, source: Source) -> Part:
    parts = [Part("caption", table.caption_span)] if table.caption_span else []
    parts += [Part("columns", table.columns_span)] if table.columns_span else []
    parts += [Part("heading", section.span) for section in table.sections if section.heading is not None]
    parts += [_row(row, source) for row in table.rows]
    return tile("table", table.span, parts, source, table.number)


def _row(row: Row, source: Source) -> Part:
    span = Span(row.spans[0].start, row.spans[-1].end)
    pieces = [Part("piece", piece) for piece in row.spans] if len(row.spans) > 1 else []
    return tile("row", span, pieces, source, row.number)
