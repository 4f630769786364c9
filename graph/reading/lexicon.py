"""What a reader must know of the world: its grammar, the bodies, the regimes, the code systems."""

from dataclasses import dataclass
from pathlib import Path

from graph import codes, vocab
from graph.codes import Codes
from graph.grammar import Grammar
from graph.grammar.kk import KAZAKH
from graph.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The grammar of one language with the curated vocabularies and code systems."""

    grammar: Grammar
    vocab: Vocab
    codes: Codes


def load_lexicon(seeds: Path) -> Lexicon:
    """What a folder of seeds lets a reader of Kazakh know; raises ``SeedError`` for a file that breaks its contract."""
    return Lexicon(KAZAKH, vocab.load(seeds / "vocab"), codes.load(seeds / "codes"))
