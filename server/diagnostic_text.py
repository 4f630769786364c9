"""Diagnostics for people, as compilers print them: what, where, the line itself, what was expected and done."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.diagnostic import Diagnostic, Severity
from graph.source import Source

_WIDTH = 100
"""Code points of a source line that are shown."""
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def printable(text: str) -> str:
    """The text with a mark for every character that prints nothing, reorders text or commands a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def describe_all(diagnostics: Iterable[Diagnostic], source: Source | None) -> Iterator[str]:
    """The lines of every diagnostic, then their counts."""
    shown = list(diagnostics)
    for each in shown:
        yield from describe(each, source)
        yield ""
    yield counts(shown)


def describe(each: Diagnostic, source: Source | None) -> Iterator[str]:
    """The lines of one diagnostic; without a source (the file could not be read) the line itself is left out."""
    problem, rule = each.problem, each.rule
    yield f"{each.severity.value}[{problem.code}]: {printable(problem.message)}"
    margin = " " * len(str(each.line))
    if source is None:
        yield f"{margin}--> {printable(each.file)}"
    else:
        yield f"{margin}--> {printable(each.file)}:{each.line}:{each.column}"
        yield from _excerpt(each, source, margin)
    facts = {
        "found": _one_line(problem.found) if problem.found else None,
        "expected": problem.expected or rule.expected,
        "done": problem.action,
        "help": problem.help or rule.help,
    }
    for name, fact in facts.items():
        if fact:
            yield f"{margin} = {name}: {printable(fact)}"


def counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Such as ``1 error, 2 warnings, 4 notes``."""
    by_severity = Counter(each.severity for each in diagnostics)
    numbers = [
        f"{by_severity[each]} {each.value}{'' if by_severity[each] == 1 else 's'}"
        for each in Severity
        if by_severity[each]
    ]
    return ", ".join(numbers) or "nothing to report"


def _excerpt(each: Diagnostic, source: Source, margin: str) -> Iterator[str]:
    """The line of the source with carets under the span, cut to a window where it is long."""
    line = printable(source.line(each.line))
    at = each.column - 1
    start = 0 if len(line) <= _WIDTH else max(0, min(at - _WIDTH // 3, len(line) - _WIDTH))
    window = line[start : start + _WIDTH]
    carets = max(1, min(each.end - each.start, len(window) - (at - start)))
    yield f"{margin} |"
    yield f"{each.line} | {window}".rstrip()
    yield f"{margin} | {' ' * (at - start)}{'^' * carets}"


def _one_line(text: str) -> str:
    """A quoted text short enough for one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"
