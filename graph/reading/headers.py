"""Where the appendices of an act begin: the blocks that name the act and end in the word ``appendix``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.grammar import Grammar
from graph.reading.layout import Line

LONGEST_HEADER = 14
"""Lines within which the header of an appendix must say ``appendix``."""


@dataclass(frozen=True, slots=True)
class AppendixLines:
    """The lines of one appendix: its headers (one for each act it belongs to), then what it holds."""

    headers: tuple[tuple[Line, ...], ...]
    content: tuple[Line, ...]


def part_appendices(lines: Sequence[Line], grammar: Grammar) -> tuple[Sequence[Line], list[AppendixLines]]:
    """The lines of the act itself, and those of each appendix."""
    headers = list(_headers(lines, grammar))
    body = lines[: headers[0][0]] if headers else lines
    return body, list(_appendices(lines, headers))


def _headers(lines: Sequence[Line], grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Where each header begins and ends: from the name of the issuer to the word ``appendix``."""
    begins, ends = grammar.compile("{issuer_line}"), grammar.compile("{appendix_line}")
    at = 0
    while at < len(lines):
        end = None if lines[at].indented else _header_end(lines, at, begins, ends)
        if end is not None:
            yield at, end
        at = end or at + 1


def _header_end(lines: Sequence[Line], at: int, begins: re.Pattern[str], ends: re.Pattern[str]) -> int | None:
    if not begins.match(lines[at].text.value):
        return None
    for stop in range(at + 1, min(at + LONGEST_HEADER, len(lines))):
        line = lines[stop]
        if ends.match(line.text.value.strip()):
            return stop + 1
        if line.indented or begins.match(line.text.value):
            return None
    return None


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
