"""Diagnostics for people, as compilers print them: what, where, the line itself, what was expected and done."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.code_points import named, odd_characters
from graph.diagnostic import RULES, Diagnostic, Severity
from graph.source import Source

_WIDTH = 100
"""Code points of a source line, or of another text, that are shown."""
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def printable(text: str) -> str:
    """The text with a mark for every character that prints nothing, reorders text or commands a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def describe_all(diagnostics: Iterable[Diagnostic], source: Source | None, language: str = "en") -> Iterator[str]:
    """The lines of every diagnostic of one text, then their counts."""
    shown = list(diagnostics)
    for each in shown:
        yield from describe(each, source, language)
        yield ""
    yield counts(shown)


def describe(each: Diagnostic, source: Source | None, language: str = "en") -> Iterator[str]:
    """The lines of one diagnostic; without a source (the file could not be read) the line itself is left out.

    In another language than English the headline of the rule comes first, and the message, always English, below.
    """
    margin = " " * len(str(each.line))
    message = printable(each.problem.message)
    yield f"{each.severity.value}[{each.problem.code}]: {_headline(each, language) or message}"
    yield f"{margin}--> {_place(each, source)}{_where(each)}"
    if source is not None and each.file == source.name:
        yield from _excerpt(each, source, margin)
    facts = {"message": message if language != "en" else None, **_facts(each)}
    for name, fact in facts.items():
        if fact:
            yield f"{margin} = {name}: {printable(fact)}"


def describe_groups(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source | None], language: str = "en"
) -> Iterator[str]:
    """Diagnostics of many files by code, the gravest codes first: every place on a line, what they share once."""
    groups: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        groups.setdefault(each.problem.code, []).append(each)
    for code in sorted(groups, key=lambda code: (list(Severity).index(RULES[code].severity), code)):
        yield from _group(code, groups[code], sources, language)
        yield ""


def explain(code: str, language: str = "en") -> Iterator[str]:
    """The lines of a rule. Raises KeyError for an unknown code."""
    rule = RULES[code]
    yield f"{rule.severity.value}[{code}]: {rule.headline[language]}"
    yield ""
    yield from textwrap.wrap(rule.explain, _WIDTH, break_on_hyphens=False)
    yield ""
    for name, fact in {"expected": rule.expected, "help": rule.help, "affected": rule.affected}.items():
        yield f"  = {name}: {fact}"


def counts(diagnostics: Iterable[Diagnostic]) -> str:
    """Such as ``1 error, 2 warnings, 4 notes``."""
    by_severity = Counter(each.severity for each in diagnostics)
    numbers = [count(by_severity[each], each.value) for each in Severity if by_severity[each]]
    return ", ".join(numbers) or "nothing to report"


def count(number: int, noun: str) -> str:
    """Such as ``1 error`` or ``2 errors``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _headline(each: Diagnostic, language: str) -> str | None:
    return None if language == "en" else each.rule.headline[language]


def _place(each: Diagnostic, source: Source | None) -> str:
    file = printable(each.file)
    return file if source is None else f"{file}:{each.line}:{each.column}"


def _where(each: Diagnostic) -> str:
    return f"  {printable(each.problem.where)}" if each.problem.where else ""


def _facts(each: Diagnostic) -> dict[str, str | None]:
    problem = each.problem
    return {
        "found": _one_line(problem.found) if problem.found else None,
        "characters": _characters(problem.found or ""),
        "expected": _one_line(each.expected),
        "done": problem.action,
        "help": each.help,
        "affected": each.affected,
        "explain": f"qamtu explain {problem.code}",
    }


def _characters(found: str) -> str | None:
    """The names of odd characters, unless what was found names them itself."""
    return ", ".join(map(named, odd_characters(found))) if "U+" not in found else None


def _group(
    code: str, group: Sequence[Diagnostic], sources: Mapping[str, Source | None], language: str
) -> Iterator[str]:
    rule = RULES[code]
    files = len({each.file for each in group})
    yield f"{rule.severity.value}[{code}]: {rule.headline[language]} ({len(group)} in {count(files, 'file')})"
    for each in group:
        yield f"  --> {_place(each, sources.get(each.file))}{_where(each)}: {printable(each.problem.message)}"
    facts = {"expected": rule.expected, "help": rule.help, "affected": rule.affected}
    for name, fact in {**facts, "explain": f"qamtu explain {code}"}.items():
        yield f"   = {name}: {fact}"


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
    flat = re.sub("[ \n]+", " ", text).strip(" ")
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"
