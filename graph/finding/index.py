"""The index: for each word the texts that have it, built once from a store and never changed."""

from array import array
from collections.abc import Iterator, Sequence

from graph.finding.lexicon import Lexicon
from graph.finding.passage import Passage, items_of, passages_of
from graph.finding.word import letters
from graph.stores.store import Store


class Index:
    """Subjects, their texts, and the way from words to texts. Numbers are places in these sequences."""

    def __init__(self, store: Store) -> None:
        found = ((entity, list(passages_of(entity))) for entity in items_of(store))
        kept = [(entity, texts) for entity, texts in found if texts]
        self.items = tuple(entity for entity, _ in kept)
        self.passages: Sequence[Passage] = tuple(text for _, texts in kept for text in texts)
        self.first = array("I")
        """The first text of each subject; its others follow."""
        self.owner = array("I")
        """The subject of each text."""
        for item, (_, texts) in enumerate(kept):
            self.first.append(len(self.owner))
            self.owner.extend([item] * len(texts))
        self._read()

    def _read(self) -> None:
        having: dict[str, array[int]] = {}
        self.lengths = array("I")
        """How many different words each text has."""
        for number, passage in enumerate(self.passages):
            different = dict.fromkeys(letters(passage.value))
            self.lengths.append(len(different))
            for word in different:
                having.setdefault(word, array("I")).append(number)
        self.lexicon = Lexicon(having)
        self.starts, self.postings = array("I", [0]), array("I")
        """The texts of word n are ``postings[starts[n]:starts[n + 1]]``."""
        for word in self.lexicon.words:
            self.postings.extend(having.pop(word))
            self.starts.append(len(self.postings))

    def whole(self, text: str) -> Iterator[int]:
        """The texts that have the same words in the same order and no others."""
        asked = letters(text)
        if not asked or not all(word in self.lexicon.numbers for word in asked):
            return
        known = [self.lexicon.numbers[word] for word in asked]
        rarest = min(known, key=lambda number: self.starts[number + 1] - self.starts[number])
        for passage in self.postings[self.starts[rarest] : self.starts[rarest + 1]]:
            if self.lengths[passage] == len(set(asked)) and letters(self.passages[passage].value) == asked:
                yield passage
