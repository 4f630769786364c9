"""How alike two texts are, by rapidfuzz: the one place that chooses the measures."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import extract
from rapidfuzz.utils import default_process


def distance(one: str, other: str) -> int:
    """Letters changed, added, left out, or swapped with the next (optimal string alignment)."""
    return OSA.distance(one, other)


def shared_beginning(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    return Prefix.similarity(one, other)


def likeness_of_names(one: str, other: str) -> float:
    """From 0 to 100, whatever the order of the words, their case and their punctuation."""
    return token_sort_ratio(one, other, processor=default_process)


def most_alike(word: str, among: Sequence[str], least: float, most: int) -> list[tuple[str, float, int]]:
    """The words most like one, each with its likeness from 0 to 1, at least ``least``, and its place."""
    return extract(word, among, scorer=OSA.normalized_similarity, score_cutoff=least, limit=most)
