"""Characters that a printed act never has, and other damage that any text can show."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.grammar import Grammar
from graph.layout.line import Line, Sheet
from graph.layout.text import INVISIBLE, REORDERING, SPACES
from graph.reading.report import Report
from graph.source import Source, Span

_SPACE = re.compile(f"(?!\r\n)[{SPACES}]")
_INVISIBLE = re.compile(rf"(?!\A\ufeff)[{INVISIBLE}]")
_REORDERING = re.compile(f"[{REORDERING}]")
_MARK = re.compile(r"[\u0300-\u036f\u0483-\u0489]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffc-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKES = re.compile("[aceoipxyhk]+")
"""Words of small Latin letters each of which looks Cyrillic."""


def check_characters(source: Source, sheet: Sheet, grammar: Grammar, report: Report) -> None:
    """Report odd characters (one diagnostic a line and character), odd letters, repeated lines, a cut end."""
    _check_file(source, sheet, report)
    _check_odd(source, report)
    _check_letters(sheet.lines, grammar, report)
    for before, line in pairwise(sheet.lines):
        printed = line.text.value.strip()
        follows = not line.gap or not sheet.wrapped
        if follows and printed == before.text.value.strip() and _WORD.search(printed):
            report.add("KZ-TXT-003", "the line above is printed again", line.text.strip().span())


def _check_file(source: Source, sheet: Sheet, report: Report) -> None:
    """What is said once of a whole file."""
    lines = sheet.lines
    if source.text.startswith("\ufeff"):
        report.add("KZ-SRC-009", "a byte order mark begins the file", Span(0, 1), found="U+FEFF", action="left out")
    if (at := source.text.find("\r\n")) >= 0:
        number = source.text.count("\r\n")
        found = f"{number} lines that end in CR LF"
        report.add("KZ-SRC-010", "lines end as in Windows", Span(at, at + 1), found=found, action="CR left out")
    if sheet.wrapped and lines[-1].span.end == len(source.text):
        end = lines[-1].span.end
        report.add("KZ-SRC-007", "the text ends without a line feed", Span(end - 1, end), found="the end of the file")


def _check_odd(source: Source, report: Report) -> None:
    kinds = (
        (_SPACE, "KZ-CHR-001", "a space that is no plain space", "read as a space"),
        (_INVISIBLE, "KZ-CHR-001", "an invisible character", "left out of the reading"),
        (_MARK, "KZ-CHR-001", "a mark apart from its letter", "read as one letter where there is one"),
        (_REORDERING, "KZ-CHR-002", "a character that reorders text", "left out of the reading"),
        (_CONTROL, "KZ-CHR-004", "a control character", "kept as it stands"),
    )
    for pattern, code, message, action in kinds:
        for letter, span in _first_of_line(source, pattern):
            report.add(code, message, span, found=_named(letter), action=action)


def _first_of_line(source: Source, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    """What a pattern finds, each character once a line."""
    seen: set[tuple[int, str]] = set()
    for match in pattern.finditer(source.text):
        where = source.place(match.start())[0], match[0]
        if where not in seen:
            seen.add(where)
            yield match[0], Span(*match.span())


def _check_letters(lines: Sequence[Line], grammar: Grammar, report: Report) -> None:
    """Letters of another alphabet in a word, or marks that stand apart from their letter."""
    foreign = re.compile(rf"[^\W\d_{grammar.alphabet}{grammar.alphabet.upper()}]")
    for line in lines:
        for match in _WORD.finditer(line.text.value) if foreign.search(line.text.value) else ():
            odd = foreign.findall(match[0])
            if odd and (len(odd) < len(match[0]) or _LOOK_ALIKES.fullmatch(match[0])):
                found = f"{match[0]} with {', '.join(_named(letter) for letter in dict.fromkeys(odd))}"
                span = line.text.span(*match.span())
                report.add("KZ-CHR-003", "letters of another alphabet in a word", span, found=found)


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'control character')}"
