"""Short names that a text gives to acts that it cites."""

from dataclasses import dataclass, field

from graph.act import Citation
from graph.iri import normal_number
from graph.layout.text import Text
from graph.reading.folded import fold
from graph.reading.lexicon import Lexicon
from graph.reading.mention import read_kind


@dataclass(slots=True)
class Aliases:
    """What the short names of one text stand for, as far as it was read. Kind and number make a name."""

    known: dict[tuple[str, str | None], Citation | None] = field(default_factory=dict)

    def define(self, words: Text, citation: Citation, lexicon: Lexicon) -> None:
        """Take in the words of a definition; words that name no kind of act are passed over."""
        found = lexicon.grammar.first("alias", fold(words).value.strip())
        if found is None:
            return
        number = found[1].groupdict().get("number")
        key = read_kind(found[1]["kind"], lexicon), normal_number(number) if number else None
        known = self.known.setdefault(key, citation)
        if known is None or known.key != citation.key:
            self.known[key] = None

    def find(self, kind: str, number: str | None) -> Citation | None:
        """The act that a short name stands for; None where none or two different ones were given the name."""
        return self.known.get((kind, normal_number(number) if number else None))
