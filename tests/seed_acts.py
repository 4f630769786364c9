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
