"""Which part of an act is cited: articles, points and subpoints, in one form for every language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from graph.grammar import Grammar

LEVELS = ("appendix", "section", "chapter", "paragraph", "article", "part", "point", "subpoint", "indent")
"""From the outermost to the innermost; the rows of the grammar's ``article-step`` have these names."""

Step = tuple[str, tuple[str, ...]]
"""A level and the numbers that are named at it."""


def read_elements(words: str, grammar: Grammar, *, inside_out: bool) -> tuple[str, ...]:
    """The elements that a run of words names, such as ``article 124 point 4``, in the order of the text.

    ``inside_out``: the innermost part is printed first, as before the name of an act. A part that is printed once for
    several (two points of one article) belongs to each of them.
    """
    steps = _steps(words, grammar)
    groups = [list(_combined(each)) for each in _chains(steps[::-1] if inside_out else steps)]
    return tuple(element for group in (groups[::-1] if inside_out else groups) for element in group)


def _steps(words: str, grammar: Grammar) -> list[Step]:
    ordinals = grammar.compile("{ordinal}")
    found = [
        (match.start(), level.name, tuple(ordinals.findall(match["numbers"])))
        for level, pattern in grammar.table("article-step")
        for match in pattern.finditer(words)
    ]
    return [(level, numbers) for _, level, numbers in sorted(found)]


def _chains(steps: Sequence[Step]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Steps from the outside in, put together: one that is not further in than the last begins another element."""
    held: dict[str, tuple[str, ...]] = {}
    for level, numbers in steps:
        if any(LEVELS.index(each) >= LEVELS.index(level) for each in held):
            yield held
            held = {each: found for each, found in held.items() if LEVELS.index(each) < LEVELS.index(level)}
        held[level] = numbers
    if held:
        yield held


def _combined(chain: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for numbers in product(*chain.values()):
        yield " ".join(f"{level} {re.sub(r'[)]$', '', number)}" for level, number in zip(chain, numbers, strict=True))
