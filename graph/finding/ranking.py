"""Ranking: which subjects have the words of a text, and how well. One array operation for all texts together."""

from array import array
from collections.abc import Mapping, Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.finding.asked import Asked, words_of
from graph.finding.index import Index
from graph.finding.lexicon import Alike
from graph.finding.passage import SEARCHED

_FULLNESS = 0.25
"""The part of the score that falls with the words of a text that were not asked for."""
_DIGITS = 6
"""Digits of a score: what differs less is equal."""

Reals = NDArray[np.float64]


class Results(NamedTuple):
    """The subjects found, the best first, as numbers of the index, with their scores and their best texts.

    ``complete``: each has every word asked for. Otherwise none has, and these have the most of them.
    """

    items: Sequence[int]
    scores: Sequence[float]
    passages: Sequence[int]
    complete: bool


class Ranking:
    """Ranks the subjects of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._postings, self._first, self._owner = (
            np.frombuffer(each, np.uint32) if each else np.zeros(0, np.uint32)
            for each in (index.postings, index.first, index.owner)
        )
        self._lengths = np.maximum(np.array(index.lengths, np.float64), 1.0)
        classes = np.array([each.type for each in index.items], np.str_)[self._owner]
        languages = np.array([each.language or "" for each in index.passages], np.str_)
        self._of_class = {name: classes == name for name in SEARCHED}
        self._spoken = {language: languages == language for language in {*languages.tolist(), ""}}

    def search(self, asked: Asked) -> Results:
        """The subjects that have all words of a text in some form; where none has all, those that have the most.

        A word with digits, a code or a number, is never left out. The score is 1 for a text that has exactly the
        words asked for. It falls with words found in another form, rare words weighing more than frequent ones, and
        with words of the text that were not asked for. Equal scores are in the order of classes and of documents.
        """
        wanted = words_of(asked)
        texts, items = len(self._index.passages), len(self._index.items)
        if not wanted or not items:
            return Results((), (), (), complete=True)
        allowed = self._allowed(asked)
        sums, counts = np.zeros(texts), np.zeros(texts)
        covered, having, total = np.zeros(items), np.zeros(items, np.int64), 0.0
        needed = np.ones(items, bool)
        for word, unfinished in wanted:
            qualities = (
                self._qualities(self._index.lexicon.alike(word, unfinished=unfinished, strict=asked.strict)) * allowed
            )
            best = np.maximum.reduceat(qualities, self._first)
            weight = log(1 + items / max(1, int(np.count_nonzero(best))))
            sums += weight * qualities
            counts += qualities > 0
            covered += weight * best
            having += best > 0
            total += weight
            needed &= (best > 0) | (not word.has_digit)
        having *= needed
        most = max(1, len(wanted) if asked.strict else int(having.max()))
        chosen = np.flatnonzero(having == most)
        return self._ranked(chosen, covered / total, sums, counts, complete=most == len(wanted))

    def _ranked(self, chosen: NDArray[Any], covered: Reals, sums: Reals, counts: Reals, *, complete: bool) -> Results:
        fullness = np.minimum(1.0, counts / self._lengths)
        best = self._best_texts(np.round(sums, _DIGITS), fullness)[chosen]
        scores = np.round(covered[chosen] * (1 - _FULLNESS + _FULLNESS * fullness[best]), _DIGITS)
        order = np.lexsort((chosen, -scores))
        items, passages = (array("I", each[order].astype(np.uint32).tobytes()) for each in (chosen, best))
        return Results(items, array("d", scores[order].tobytes()), passages, complete)

    def _best_texts(self, sums: Reals, fullness: Reals) -> NDArray[Any]:
        """For each subject the text that answers best: the one with less besides, then the first."""
        rank = sums + fullness * 10.0 ** -(_DIGITS + 1)
        is_best = rank == np.maximum.reduceat(rank, self._first)[self._owner]
        places = np.flatnonzero(is_best)
        return places[np.unique(self._owner[places], return_index=True)[1]]

    def _qualities(self, alike: Mapping[int, Alike]) -> Reals:
        """How well each text answers a word: as its best form does."""
        found = np.zeros(len(self._index.passages))
        starts = self._index.starts
        for number, each in sorted(alike.items(), key=lambda pair: pair[1].quality):
            found[self._postings[starts[number] : starts[number + 1]]] = each.quality
        return found

    def _allowed(self, asked: Asked) -> NDArray[np.bool_]:
        """Which texts are of the classes and in the languages asked for, or in none."""
        allowed = np.ones(len(self._owner), bool)
        if asked.classes:
            allowed &= np.logical_or.reduce([self._of_class[name] for name in asked.classes])
        if asked.languages:
            spoken = [self._spoken[each] for each in ("", *asked.languages) if each in self._spoken]
            allowed &= np.logical_or.reduce(spoken)
        return allowed
