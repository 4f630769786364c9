"""Tables drawn for the tests, and the facts that a table makes. All acts here are invented."""

from collections.abc import Sequence
from datetime import date

from graph.act import Act, Appendix, Part, Requisites, Table
from graph.fact import Fact
from graph.facts.law import state_law
from graph.facts.scribe import Scribe, witness_of
from graph.grammar import grammars
from graph.iri import Names
from graph.layout.grid import Grid
from graph.layout.markdown import markdown_lines
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Source, Span, decode
from graph.tables.grid_table import read_grid
from tests.seed_acts import lexicon

Cell = str | tuple[str, str]
"""The words of a cell, or its attributes and its words."""


def drawn(*rows: Sequence[Cell]) -> str:
    """A table in HTML, a cell a line."""
    lines = ["<table>"]
    for row in rows:
        lines.append("<tr>")
        for cell in row:
            attributes, words = (" " + cell[0], cell[1]) if isinstance(cell, tuple) else ("", cell)
            lines.append(f"<td{attributes}>{words}</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>", ""])


def speaking(language: str) -> Lexicon:
    return lexicon().speaking(next(each for each in grammars() if each.language == language))


def grid_of(source: Source) -> Grid:
    return next(line.grid for line in markdown_lines(source) if line.grid is not None)


def read_drawn(html: str, language: str = "ru", title: str = "") -> tuple[Table, Report]:
    """A table, and what was found wrong in it; the title of the appendix stands above it."""
    source = decode((f"{title}\n\n" if title else "").encode() + html.encode(), "act.md")
    report = Report(source)
    words = next(markdown_lines(source)).text if title else None
    return read_grid(grid_of(source), None, words, speaking(language), report), report


def codes_in(report: Report) -> list[str]:
    """The codes of the diagnostics, in the order of the text."""
    return [each.problem.code for each in report.sorted()]


def facts_of(table: Table, report: Report, language: str = "ru") -> list[Fact]:
    """The facts of an invented order of 2025-05-05 whose appendix 7 has this table and nothing else."""
    whole = Span(0, len(report.source.text))
    requisites = Requisites("moh", acting=False, signed=date(2025, 5, 5), number="77", number_printed="№ 77",
                            kind="order", span=Span(0, 1))  # fmt: skip
    appendix = Appendix("7", None, None, None, None, (table,), whole)
    act = Act(report.source, language, Part("act", whole), kind="order", requisites=(requisites,),
              appendices=(appendix,), diagnostics=report.sorted())  # fmt: skip
    names = Names("https://example.org/")
    witness = witness_of(act, names)
    if witness is None:
        raise ValueError("an act without a name")
    scribe = Scribe(names, witness.file)
    state_law(scribe, witness, lexicon().vocab)
    return scribe.facts


def values(facts: list[Fact], subject: str) -> dict[str, list[str]]:
    """What is said of the subject whose IRI ends so, without its labels."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        if fact.subject.endswith(subject) and fact.term.name != "labels":
            found.setdefault(fact.term.name, []).append(fact.value.rsplit("/", 1)[-1])
    return found


def with_row(rows: Sequence[Sequence[Cell]], at: int, row: Sequence[Cell]) -> str:
    """A table with one row replaced."""
    return drawn(*rows[:at], row, *rows[at + 1 :])
