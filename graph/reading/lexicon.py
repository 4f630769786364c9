"""What a reader must know of the world: its grammar, the bodies, the regimes, the code systems."""

from dataclasses import dataclass, replace
from pathlib import Path

from graph import codes, vocab
from graph.codes import Codes
from graph.grammar import Grammar, grammars
from graph.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The grammar of one language with the curated vocabularies and code systems."""

    grammar: Grammar
    vocab: Vocab
    codes: Codes

    def speaking(self, grammar: Grammar) -> "Lexicon":
        """The same knowledge for another language."""
        return replace(self, grammar=grammar)


def load_lexicon(seeds: Path) -> Lexicon:
    """What a folder of seeds lets a reader know; raises ``SeedError`` for a file that breaks its contract.

    It speaks the first of the languages; a reader changes to the language of its text.
    """
    return Lexicon(grammars()[0], vocab.load(seeds / "vocab"), codes.load(seeds / "codes"))
