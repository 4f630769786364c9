"""Diagnostics of many files as one JSON object."""

from collections import Counter
from collections.abc import Sequence

from graph.act_json import Json, diagnostic_json
from graph.check import Checked, Verdict
from graph.code_points import named, odd_characters
from graph.diagnostic import Diagnostic, Severity
from graph.source import Source


def report_json(checked: Sequence[Checked]) -> Json:
    """Counts by verdict, severity and code, the files with their SHA-256, and every diagnostic."""
    every = [each for file in checked for each in file.diagnostics]
    return {
        "counts": {
            "files": {"all": len(checked), **_counted(Verdict, [each.verdict for each in checked])},
            "severities": _counted(Severity, [each.severity for each in every]),
            "codes": dict(sorted(Counter(each.problem.code for each in every).items())),
        },
        "files": [_file(each) for each in checked],
        "diagnostics": [placed_json(each, file.source) for file in checked for each in file.diagnostics],
    }


def placed_json(each: Diagnostic, source: Source | None) -> Json:
    """A diagnostic as `read` prints it, and its file, the end of its span, and what its rule says in every language.

    ``end_line`` and ``end_column`` count from 1 and are exclusive; null where the file could not be read.
    """
    line, column = source.place(each.end) if source else (None, None)
    return {
        "file": each.file,
        "sha256": each.sha256,
        **diagnostic_json(each),
        "end_line": line,
        "end_column": column,
        "where": each.problem.where,
        "characters": [named(letter) for letter in odd_characters(each.problem.found or "")],
        "affected": each.affected,
        "headline": dict(each.rule.headline),
    }


def _counted(kinds: type[Verdict] | type[Severity], found: Sequence[Verdict | Severity]) -> dict[str, int]:
    """Every kind with its number, those with none too."""
    numbers = Counter(found)
    return {each.value: numbers[each] for each in kinds}


def _file(each: Checked) -> Json:
    return {
        "file": each.file,
        "sha256": each.sha256,
        "language": each.language,
        "characters": len(each.source.text) if each.source else None,
        "verdict": each.verdict.value,
    }
