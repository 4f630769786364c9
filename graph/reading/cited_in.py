"""What stands beside the mention of an act: its title, and brackets with its registration or its short name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report

_NUMBERED_BRACKET = re.compile(r" ?(?P<inside>\([^()]*[0-9][^()]*\)?)")


@dataclass(slots=True)
class Besides:
    """What was found; ``end`` is where the mention ends, brackets that say something of the act included."""

    end: int
    title: str | None = None
    registration: str | None = None
    alias: Text | None = None
    """The short name, as the definition prints it."""


def read_besides(text: Text, masked: Text, match: re.Match[str], lexicon: Lexicon, report: Report) -> Besides:
    """What stands beside one match of a formula in ``masked``; ``text`` is the same before anything was hidden."""
    groups = match.groupdict()
    found = Besides(match.end("more") if groups.get("more") else match.start("after"))
    if groups.get("title"):
        found.title = _unquoted(text, match.start("title"), match.end("title"))
    unknown = None
    for start, end in _extras(masked, match, lexicon):
        if masked.value[start] == '"':
            found.title = found.title or _unquoted(text, start, end)
            found.end = max(found.end, end)
        elif not _read_bracket(masked[start:end], text[start:end], end, found, lexicon):
            unknown = unknown or _numbered(masked, start)
    unknown = unknown or _numbered(masked, match.end("after"))
    if unknown and found.registration is None:
        message = "a bracket after a citation that is no registration"
        report.add("KZ-CIT-003", message, text.span(*unknown), action="read without registration")
    return found


def _extras(masked: Text, match: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Quoted words and brackets beside a mention, in order."""
    pattern = lexicon.grammar.compile("{bracket}|{quoted}")
    for name in ("inside", "after"):
        if name in match.re.groupindex:
            yield from (each.span() for each in pattern.finditer(masked.value, *match.span(name)))


def _unquoted(text: Text, start: int, end: int) -> str:
    return text.value[start + 1 : end - 1].strip()


def _read_bracket(bracket: Text, verbatim: Text, end: int, found: Besides, lexicon: Lexicon) -> bool:
    """Take in what a bracket says; whether it is known."""
    read = lexicon.grammar.first("cited-in", bracket.value)
    if read is None:
        return False
    formula, match = read
    groups = match.groupdict()
    found.registration = found.registration or groups.get("number")
    if groups.get("alias"):
        found.alias = verbatim.group(match, "alias")
    if formula.name != "alias":
        found.end = max(found.end, end)
    return True


def _numbered(masked: Text, at: int) -> tuple[int, int] | None:
    bracket = _NUMBERED_BRACKET.match(masked.value, at)
    return bracket.span("inside") if bracket else None
