"""Invented passages to read in either language."""

from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from graph.act import Citation, Note
from graph.grammar import grammars
from graph.layout.text import Text
from graph.reading.aliases import Aliases
from graph.reading.cite import find_citations
from graph.reading.lexicon import Lexicon
from graph.reading.notes import Place, read_note
from graph.reading.report import Report
from graph.reading.requisites import Identity, read_requisites
from graph.source import Source, decode
from tests.seed_acts import lexicon

T = TypeVar("T")


@cache
def speaking(language: str) -> Lexicon:
    (grammar,) = (each for each in grammars() if each.language == language)
    return lexicon().speaking(grammar)


def whole(source: Source) -> Text:
    return Text(source.text, range(len(source.text)))


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read from a passage, and the diagnostics that it gave."""

    found: T
    report: Report

    @property
    def codes(self) -> list[str]:
        return [each.problem.code for each in self.report.diagnostics]

    def quote(self, citation: Citation) -> str:
        return self.report.source.quote(citation.span)


def cite(passage: str, language: str, aliases: Aliases | None = None) -> Read[tuple[Citation, ...]]:
    report = Report(decode(passage.encode(), "passage"))
    return Read(tuple(find_citations(whole(report.source), speaking(language), report, aliases)), report)


def identify(passage: str, language: str) -> Read[Identity]:
    report = Report(decode(passage.encode(), "passage"))
    return Read(read_requisites(whole(report.source), speaking(language), report), report)


def note(passage: str, language: str, place: Place | None = None) -> Read[Note]:
    report = Report(decode(passage.encode(), "passage"))
    return Read(read_note(whole(report.source), speaking(language), report, place), report)
