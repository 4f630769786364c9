"""Finding in a store: search, spelling and resolution over one index, made when it is first needed."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from threading import Lock
from typing import NamedTuple

from graph.finding.asked import Asked, Mark, answers, marks
from graph.finding.index import Index
from graph.finding.passage import Field, Passage
from graph.finding.ranking import Ranking, Results
from graph.finding.spelling import Spelling, Suggestion
from graph.finding.word import typed
from graph.stores.entity import Entity
from graph.stores.store import Store

_REMEMBERED = 32
"""Results that are kept for the next page, sixteen bytes a hit."""
_ASKED = 8
"""Questions whose words are kept while a page is marked."""


class Suggested(NamedTuple):
    """A code that a text may mean, with the subject that has it."""

    suggestion: Suggestion
    entity: Entity


class Status(StrEnum):
    """What a text resolves to."""

    EXACT = "EXACT"
    AMBIGUOUS = "AMBIGUOUS"
    CANDIDATES = "CANDIDATES"
    NONE = "NONE"


class Reason(StrEnum):
    """Why a subject matches a text."""

    CODE = "CODE"
    NUMBER = "NUMBER"
    NAME = "NAME"
    SPELLING = "SPELLING"
    WORDS = "WORDS"
    SOME_WORDS = "SOME_WORDS"


class Match(NamedTuple):
    """A subject that a text may name: why, how well (0 to 1), by which of its texts, and the damage of a code."""

    entity: Entity
    reason: Reason
    score: float
    passage: Passage
    suggested: Suggested | None = None


_REASONS = {Field.CODE: Reason.CODE, Field.NUMBER: Reason.NUMBER, Field.REGISTRATION: Reason.NUMBER}


class Finder:
    """Finds subjects of a store by text. Good for any number of threads; the same text has the same answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self.results = lru_cache(_REMEMBERED)(self._results)
        self._answers = lru_cache(_ASKED)(lambda asked: answers(self.index.lexicon, asked))

    @property
    def index(self) -> Index:
        """The index, made by whoever asks first."""
        with self._lock:
            return self._index

    @cached_property
    def _index(self) -> Index:
        return Index(self._store)

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(self.index)

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, each in enumerate(self.index.passages):
            if each.field is Field.CODE:
                found.setdefault(each.value, []).append(number)
        return found

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._codes)

    def entity(self, passage: int) -> Entity:
        """The subject that has a text."""
        return self.index.items[self.index.owner[passage]]

    def marks(self, asked: Asked, text: str) -> list[Mark]:
        """Which letters of a text answer a question."""
        return marks(self._answers(asked), text)

    def suggest(self, text: str, classes: Sequence[str] = ()) -> list[Suggested]:
        """Codes that a text, or one of its words, may mean in a damaged spelling."""
        whole = typed(text)
        for each in dict.fromkeys((whole, *whole.split())):
            found = [self._suggested(suggestion, classes) for suggestion in self._spelling.suggest(each)]
            if flat := [one for several in found for one in several]:
                return flat
        return []

    def resolve(self, text: str, classes: tuple[str, ...] = (), most: int = 5) -> tuple[Status, list[Match]]:
        """What a text names. Exact: a code, a number or a whole text, letter by letter but for case and punctuation.

        Several exact ones are ambiguous, none is chosen. Codes that are damaged, and words, only make candidates.
        """
        if exact := self._exact(text, classes):
            return (Status.EXACT if len(exact) == 1 else Status.AMBIGUOUS), exact[:most]
        found = [self._damaged(each) for each in self.suggest(text, classes)] + self._worded(text, classes, most)
        once = list({each.entity.iri: each for each in reversed(found)}.values())[::-1]
        return (Status.CANDIDATES if once else Status.NONE), once[:most]

    def _results(self, asked: Asked) -> Results:
        return self._ranking.search(asked)

    def _suggested(self, suggestion: Suggestion, classes: Sequence[str]) -> list[Suggested]:
        entities = [self.entity(each) for each in self._codes[suggestion.code]]
        return [Suggested(suggestion, each) for each in entities if not classes or each.type in classes]

    def _exact(self, text: str, classes: Sequence[str]) -> list[Match]:
        """The subjects that have a text as a whole; a code only letter by letter."""
        asked = typed(text)
        found: dict[str, Match] = {}
        for number in self.index.whole(asked):
            entity, passage = self.entity(number), self.index.passages[number]
            if (passage.field is not Field.CODE or passage.value == asked) and (not classes or entity.type in classes):
                found.setdefault(entity.iri, Match(entity, _REASONS.get(passage.field, Reason.NAME), 1.0, passage))
        return list(found.values())

    def _damaged(self, each: Suggested) -> Match:
        passage = Passage(Field.CODE, each.suggestion.code, None)
        return Match(each.entity, Reason.SPELLING, 1 / (1 + len(each.suggestion.repairs)), passage, each)

    def _worded(self, text: str, classes: tuple[str, ...], most: int) -> list[Match]:
        found = self.results(Asked(text, classes, unfinished=False))
        reason = Reason.WORDS if found.complete else Reason.SOME_WORDS
        hits = zip(found.items[:most], found.scores, found.passages, strict=False)
        return [
            Match(self.index.items[item], reason, score, self.index.passages[passage]) for item, score, passage in hits
        ]
