"""What a reader must know of the world: its grammar, the bodies, the regimes, the code systems."""

from dataclasses import dataclass

from graph.codes import Codes
from graph.grammar import Grammar
from graph.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The grammar of one language with the curated vocabularies and code systems."""

    grammar: Grammar
    vocab: Vocab
    codes: Codes
