"""The held acts and a reader for the tests of reading."""

from functools import cache
from pathlib import Path

from graph import codes, vocab
from graph.act import Act
from graph.grammar.kk import KAZAKH
from graph.reading.lexicon import Lexicon
from graph.reading.parse import parse
from graph.source import Source, decode, read_source

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
LIST = "moh-2021-12-31-qr-dsm-141"
"""The list of high-technology care: an appendix with three tables."""
TARIFFS = "moh-2025-08-09-524"
"""New rows of the tariff list, quoted in a point."""


@cache
def lexicon() -> Lexicon:
    return Lexicon(KAZAKH, vocab.load(SEEDS / "vocab"), codes.load(SEEDS / "codes"))


def path_of(slug: str) -> Path:
    return SEEDS / "acts" / slug / "act.txt"


@cache
def text_of(slug: str) -> str:
    return read_source(path_of(slug)).text


@cache
def act_of(slug: str) -> Act:
    return parse(read_source(path_of(slug)), lexicon())


def source_of(text: str) -> Source:
    return decode(text.encode(), "act.txt")


def read(text: str) -> Act:
    return parse(source_of(text), lexicon())


def codes_of(act: Act) -> list[str]:
    """The codes of the diagnostics, in the order of the text."""
    return [each.problem.code for each in act.diagnostics]


def reading_facts(act: Act) -> object:
    """What was understood, without spans and diagnostics."""
    rows = [row for appendix in act.appendices for table in appendix.tables for row in table.rows]
    rows += [row for effect in act.effects if effect.table is not None for row in effect.table.rows]
    return (
        act.title,
        [(each.issuer, each.acting, each.signed, each.number, each.kind) for each in act.requisites],
        [(point.number, point.text, [(inner.number, inner.text) for inner in point.points]) for point in act.points],
        [(row.number, row.section, row.code, row.name, row.unit, [each.amount for each in row.prices]) for row in rows],
        [(effect.operation, effect.element, effect.target.number) for effect in act.effects],
        [each.text for each in act.notes],
        [each.name for each in act.signatories],
    )
