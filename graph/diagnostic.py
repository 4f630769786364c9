"""What is wrong with a text, where, and what to do."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("diagnostics.toml")
"""The table of diagnostics: one table per code. A new diagnostic is a new table there."""
LANGUAGES = ("en", "ru", "kk")
"""Languages of the headlines."""


class Severity(StrEnum):
    """How much a problem hurts."""

    ERROR = "error"
    """A fact is missing or refused."""
    WARNING = "warning"
    """A fact stands, but the text gives reason to doubt it."""
    NOTE = "note"
    """Damage mended by a stated rule; nothing to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of diagnostics: what the reader expects, and the general advice."""

    severity: Severity
    expected: str
    help: str
    headline: Mapping[str, str]
    """What is wrong, in a few words, by language."""
    affected: str
    """What is not published, or published with a mark, because of it."""
    explain: str
    """Why the rule exists, with an example, in a paragraph."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem before it has a place. What is not given comes from the row of ``RULES``."""

    code: str
    message: str
    found: str | None = None
    expected: str | None = None
    action: str | None = None
    help: str | None = None
    where: str | None = None
    """The place as the text prints it, such as ``table 3, row 41``."""
    affected: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in its place: code points ``start`` to ``end`` (end exclusive), line and column from 1."""

    problem: Problem
    file: str
    start: int
    end: int
    line: int
    column: int
    sha256: str | None = None
    """Of the bytes of the file, hexadecimal; none where they could not be read."""

    @property
    def rule(self) -> Rule:
        """The row of the table that the code names."""
        return RULES[self.problem.code]

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""
        return self.rule.severity

    @property
    def expected(self) -> str:
        """What a sound text has here."""
        return self.problem.expected or self.rule.expected

    @property
    def help(self) -> str:
        """What to do."""
        return self.problem.help or self.rule.help

    @property
    def affected(self) -> str:
        """What is not published, or published with a mark, because of it."""
        return self.problem.affected or self.rule.affected


class Rules:
    """The table of diagnostics by code, in the order of its file, read when it is first asked for."""

    def __getitem__(self, code: str) -> Rule:
        """The row of a code. Raises KeyError for an unknown code and for a row that lacks a key."""
        return _rule(code)

    def __contains__(self, code: object) -> bool:
        return code in _rows()

    def __iter__(self) -> Iterator[str]:
        return iter(_rows())

    def __len__(self) -> int:
        return len(_rows())


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _rule(code: str) -> Rule:
    """A row by its code. Raises KeyError for an unknown code and for a row that lacks a key."""
    row = _rows()[code]
    return Rule(
        Severity(row["severity"]),
        row["expected"],
        row["help"],
        {language: row["headline"][language] for language in LANGUAGES},
        row["affected"],
        " ".join(row["explain"].split()),
    )


RULES = Rules()
"""Every diagnostic that the graph can give, by its stable code."""
