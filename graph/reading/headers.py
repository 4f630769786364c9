"""Where the appendices of an act begin: the blocks that name the act whose appendix follows, or that approved it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grammar import Grammar
from graph.layout.line import Line, Sheet
from graph.layout.text import join

LONGEST_HEADER = 14
"""Lines within which the header of an appendix must end."""


@dataclass(frozen=True, slots=True)
class AppendixLines:
    """The lines of one appendix: its headers (one for each act it belongs to), then what it holds."""

    headers: tuple[tuple[Line, ...], ...]
    content: tuple[Line, ...]


def part_appendices(sheet: Sheet, grammar: Grammar) -> tuple[Sequence[Line], list[AppendixLines]]:
    """The lines of the act itself, and those of each appendix."""
    headers = list(_headers(sheet, grammar))
    body = sheet.lines[: headers[0][0]] if headers else sheet.lines
    return body, list(_appendices(sheet.lines, headers))


def _headers(sheet: Sheet, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Where each header begins and ends."""
    begins = grammar.compile("{header_begin}")
    find = _wrapped_end if sheet.wrapped else _block_end
    at = 0
    while at < len(sheet.lines):
        end = find(sheet.lines, at, grammar) if begins.match(sheet.lines[at].text.value) else None
        if end is not None and not sheet.wrapped and is_inner(sheet.lines[at:end], grammar):
            end = None
        if end is not None:
            yield at, end
        at = end or at + 1


def is_inner(lines: Sequence[Line], grammar: Grammar) -> bool:
    """Whether the lines head an appendix of what an appendix holds (of rules, say), not of an act."""
    return grammar.first("inner-appendix", join([line.text for line in lines]).value) is not None


def inner_end(lines: Sequence[Line], at: int, grammar: Grammar) -> int | None:
    """The end of the header of an appendix inside an appendix that stands in short lines; None where none begins."""
    end = at + 1
    while end < len(lines) and not lines[end].gap and len(lines[end].text.value) < LONGEST_LINE:
        end += 1
    short = end - at <= LONGEST_HEADER and len(lines[at].text.value) < LONGEST_LINE
    return end if end > at + 1 and short and is_inner(lines[at:end], grammar) else None


def _wrapped_end(lines: Sequence[Line], at: int, grammar: Grammar) -> int | None:
    """The end of a header in a wrapped text: the first line that closes one. No paragraph opens inside."""
    begins, ends = grammar.compile("{header_begin}"), grammar.compile("{header_end}")
    if lines[at].opens:
        return None
    for stop in range(at + 1, min(at + LONGEST_HEADER, len(lines))):
        line = lines[stop]
        if ends.search(line.text.value.strip()):
            return stop + 1
        if line.opens or begins.match(line.text.value):
            return None
    return None


def _block_end(lines: Sequence[Line], at: int, grammar: Grammar) -> int | None:
    """The end of a header that stands in a block of its own: up to the next blank line or other role.

    Two headers may stand in one block: the first ends where its lines read as a header.
    """
    if lines[at].role not in {"", "quote"}:
        return None
    end = at + 1
    while end < len(lines) and not lines[end].gap and lines[end].role == lines[at].role and _same_block(lines, at, end):
        end += 1
    stops = range(at + 1, min(end, at + LONGEST_HEADER) + 1)
    texts = {stop: join([line.text for line in lines[at:stop]]).value for stop in stops}
    ends = grammar.compile("{header_end}")
    closing = [stop for stop in stops if ends.search(texts[stop])]
    return next((stop for stop in closing if grammar.first("appendix", texts[stop])), max(closing, default=None))


def _same_block(lines: Sequence[Line], at: int, end: int) -> bool:
    """Lines of a quotation stand together; elsewhere a short line that follows directly may still be the header."""
    return lines[at].role == "quote" or len(lines[end].text.value) < LONGEST_LINE


LONGEST_LINE = 80
"""Code points of a line of a header, where the text prints the header in short lines."""


def _appendices(lines: Sequence[Line], headers: Sequence[tuple[int, int]]) -> Iterator[AppendixLines]:
    """Headers that follow each other directly head one appendix."""
    groups: list[list[tuple[int, int]]] = []
    for header in headers:
        if groups and groups[-1][-1][1] == header[0]:
            groups[-1].append(header)
        else:
            groups.append([header])
    ends = [*(group[0][0] for group in groups), len(lines)][1:]
    for group, end in zip(groups, ends, strict=True):
        yield AppendixLines(tuple(tuple(lines[a:b]) for a, b in group), tuple(lines[group[-1][1] : end]))
