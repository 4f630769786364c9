"""Appendices: whose they are, what they are called, the tables they hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.act import Appendix, Header, Requisites, Table
from graph.reading.cite import read_mention
from graph.reading.headers import AppendixLines
from graph.reading.layout import Block, Line, blocks, printed_span
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.reading.table import TableLines, is_heading_row, read_table
from graph.reading.text import join


@dataclass(slots=True)
class AppendixParts:
    """The content of an appendix by lines: its title, its tables, and prose that is neither."""

    title: list[Block] = field(default_factory=list)
    tables: list[TableLines] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)


def split_appendix(content: Sequence[Line], lexicon: Lexicon) -> AppendixParts:
    """Sort the lines of an appendix. A table runs from its caption or heading row to the next paragraph."""
    parts = AppendixParts()
    is_open = False
    for block in blocks(content):
        heading = next((at for at, line in enumerate(block.lines) if is_heading_row(line, lexicon)), None)
        caption = lexicon.grammar.first("caption", join([line.text for line in block.lines[:2]]).value) is not None
        if heading is not None or caption:
            parts.tables.append(_table_start(block, heading))
            is_open = True
        elif is_open and not block.indented:
            parts.tables[-1].rows.extend(block.lines)
        else:
            (parts.prose if parts.tables or parts.title else parts.title).append(block)
            is_open = False
    return parts


def _table_start(block: Block, heading: int | None) -> TableLines:
    if heading is None:
        return TableLines(block.lines, None, [])
    return TableLines(block.lines[:heading], block.lines[heading], list(block.lines[heading + 1 :]))


def read_appendix(
    lines: AppendixLines, parts: AppendixParts, requisites: Requisites | None, lexicon: Lexicon, report: Report
) -> Appendix:
    """Read an appendix. The header that names this act is its own; another says what it becomes elsewhere."""
    headers = [header for each in lines.headers if (header := _header(each, lexicon, report))]
    own, becomes = _whose(headers, requisites)
    _check_own(own, headers, requisites, report)
    tables = tuple(read_table(table, None, lexicon, report) for table in parts.tables)
    _check_numbers(tables, report)
    title = join([line.text for block in parts.title for line in block.lines])
    every = [line for header in lines.headers for line in header]
    span = printed_span([*every, *lines.content])
    return Appendix(
        own.number if own else None, own, becomes, title.value or None, title.span() if title else None, tables, span
    )


def _header(lines: Sequence[Line], lexicon: Lexicon, report: Report) -> Header | None:
    text = join([line.text for line in lines])
    found = lexicon.grammar.first("appendix", text.value)
    citation = read_mention(text, found[1], lexicon, report) if found else None
    if found is None or citation is None:
        report.add("KZ-APP-001", "the header of an appendix that cannot be read", printed_span(lines))
        return None
    return Header(citation, found[1]["appendix"], printed_span(lines))


def _whose(headers: Sequence[Header], requisites: Requisites | None) -> tuple[Header | None, Header | None]:
    """The act's own header, which stands first, and the header of the act that the appendix changes."""
    if len(headers) == 1 and requisites and headers[0].act.number != requisites.number:
        return None, headers[0]
    return (headers[0] if headers else None), (headers[1] if len(headers) > 1 else None)


def _check_own(own: Header | None, headers: Sequence[Header], requisites: Requisites | None, report: Report) -> None:
    """The appendix is a second witness of the requisites; a conflict is reported at both."""
    if requisites is None or not headers:
        return
    if own is None:
        report.add("KZ-REQ-004", "no header of the appendix names this act", headers[0].span)
    elif own.act.key != (requisites.issuer, requisites.kind, requisites.signed, requisites.number):
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
