"""What a drafting language looks like: tables of formulae with examples, one file per language."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Formula:
    """One drafting formula: what it means, how it is written, and texts that it must match.

    ``pattern`` may name the shared pieces of its grammar in braces, such as ``{date}``; pieces that capture give
    groups of the same name. Every example must match this formula and no other of its table.
    """

    name: str
    pattern: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The formulae of one language. Patterns are written over restored text: one line, single spaces."""

    language: str
    """BCP 47."""
    alphabet: str
    """Small letters of the language, with those that it takes from neighbours in names and loans."""
    letters: str
    """Letters by which the language is told from its neighbours; none where it is told by lacking theirs."""
    months: Mapping[str, int]
    """Stem of each month."""
    numerals: Mapping[str, int]
    """Number words, as used for days."""
    pieces: Mapping[str, str]
    """Shared pieces of patterns."""
    link_words: str
    """Words that publishers print as hyperlinks, which PDF conversion displaces."""
    formulae: Mapping[str, tuple[Formula, ...]]
    """Tables of formulae by what they are about."""
    innermost_first: bool = False
    """Whether words name a part from the inside out, and an act before its title: ``subpoint 3 of point 1``."""
    _tables: dict[str, tuple[tuple[Formula, re.Pattern[str]], ...]] = field(default_factory=dict, compare=False)
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    @property
    def link_word(self) -> re.Pattern[str]:
        """Words that publishers print as hyperlinks."""
        return self.compile(self.link_words)

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its pieces put in; pieces may hold pieces. Compiled once."""
        if pattern not in self._patterns:
            self._patterns[pattern] = re.compile(self._fill(pattern))
        return self._patterns[pattern]

    def _fill(self, pattern: str) -> str:
        while (filled := re.sub(r"\{([a-z_]+)\}", lambda match: self.pieces[match[1]], pattern)) != pattern:
            pattern = filled
        return pattern

    def table(self, name: str) -> tuple[tuple[Formula, re.Pattern[str]], ...]:
        """A table of formulae, compiled once; empty where the language has none."""
        if name not in self._tables:
            self._tables[name] = tuple((each, self.compile(each.pattern)) for each in self.formulae.get(name, ()))
        return self._tables[name]

    def first(self, table: str, text: str) -> tuple[Formula, re.Match[str]] | None:
        """The first formula of a table found in the text, with its match."""
        found = ((formula, pattern.search(text)) for formula, pattern in self.table(table))
        return next(((formula, match) for formula, match in found if match), None)


@cache
def grammars() -> tuple[Grammar, ...]:
    """The grammar of every language that has a file in this folder, by the name of the file."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").GRAMMAR for name in names)
