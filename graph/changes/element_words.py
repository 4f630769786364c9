"""The part of an act that words name: the innermost step first in one language, the outermost in the other."""

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.changes.element_path import Segment, Step
from graph.grammar import Formula, Grammar
from graph.layout.text import Text
from graph.reading.folded import mask

LONGEST_STEP = 1000
"""Code points of one step, with the quoted title of a section."""
LONGEST_TAIL = 40
"""Words at the end of a phrase that may be steps, where the name of the element stands before them."""

_NUMBER = re.compile(r"\d+(?:[.-]\d+)*|[IVXLC]+")
_RANGE = re.compile(r"(?<=[\d)]) ?[–—] ?(?=\d)|(?<=\)) ?- ?(?=\d)")
_TITLE_NUMBER = re.compile(r"\W([0-9]+)\. ")
_HUNDRED = 100
_LAST_DIGIT = 9
_LOOSE_RANGE = re.compile(r"\d (?:- ?|-)(?=\d)|\d- (?=\d)")
"""A hyphen between two numbers with a space beside it: a range, or one number. It is open which."""


def read_segments(text: Text, grammar: Grammar) -> tuple[Segment, ...]:
    """The parts that a phrase names, each with its path; none where the phrase is not understood.

    Several stand side by side (``пункт 3 и абзац второй пункта 5``). Where it is open whether an outer step belongs
    to one of them or to all, nothing is read.
    """
    text = _without_preposition(text, grammar)
    found = _read_steps(text, grammar) or _read_named(text, grammar)
    if found is None or _shares(found, grammar):
        return ()
    return tuple(found)


def is_structural(text: str, grammar: Grammar) -> bool:
    """Whether words name a numbered part, and not one that is called by its title."""
    return grammar.first("element-step", text) is not None


def _without_preposition(text: Text, grammar: Grammar) -> Text:
    text = text.strip()
    found = grammar.compile("{path_preposition}").match(text.value)
    return text[found.end() :] if found else text


def _read_steps(text: Text, grammar: Grammar) -> list[Segment] | None:
    """The whole text as steps, in one chain or in several joined by a conjunction."""
    chains: list[list[Step]] = [[]]
    starts = [0]
    at, ends = 0, [0]
    joint = grammar.compile("{path_joint}")
    while at < len(text.value):
        step, length = _step(text[at:], grammar)
        if step is None:
            return None
        chains[-1].append(step)
        at += length
        ends[-1] = at
        if at == len(text.value):
            break
        if text.value[at] == " " and not joint.match(text.value, at):
            at += 1
        elif found := joint.match(text.value, at):
            at = found.end()
            chains.append([])
            starts.append(at)
            ends.append(at)
        else:
            return None
    if not all(chains):
        return None
    return [
        Segment(_outermost_first(chain, grammar), text[start:end])
        for chain, start, end in zip(chains, starts, ends, strict=True)
    ]


def _outermost_first(chain: Sequence[Step], grammar: Grammar) -> tuple[Step, ...]:
    return tuple(reversed(chain)) if grammar.innermost_first else tuple(chain)


def _step(text: Text, grammar: Grammar) -> tuple[Step | None, int]:
    """The step at the start of a text, and its length."""
    found = grammar.first("element-step", mask(text[:LONGEST_STEP]).value)
    if found is None:
        return None, 0
    formula, match = found
    words = text[: match.end()]
    printed = {name: text.value[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
    numbers = tuple(_numbers(formula, printed, grammar))
    if _LOOSE_RANGE.search(words.value):
        return None, 0
    return Step(formula.name, numbers, words), match.end()


def _numbers(formula: Formula, printed: Mapping[str, str], grammar: Grammar) -> Iterator[str]:
    """The numbers of a step: in digits, in words, or at the head of the quoted title of a section."""
    groups = {name.rstrip("0123456789"): value for name, value in printed.items()}
    if "numbers" in groups:
        yield from listed_numbers(groups["numbers"])
    elif "ordinals" in groups:
        words = grammar.compile("{ordinal_words}").finditer(groups["ordinals"])
        yield from (str(read_ordinal(each[0], grammar)) for each in words)
    elif "quoted" in groups and (number := _TITLE_NUMBER.match(groups["quoted"])) and formula.name == "section":
        yield number[1]


def listed_numbers(printed: str) -> Iterator[str]:
    """``1, 2 and 5`` one by one; a range stays one, for the numbers in it are not printed."""
    marked = _RANGE.sub("…", printed)
    for piece in re.findall(r"[\d.\-IVXLC)]+(?:…[\d.\-)]+)?", marked):
        ends = _NUMBER.findall(piece)
        if ends:
            yield " to ".join(ends)


def read_ordinal(printed: str, grammar: Grammar) -> int:
    """An ordinal in words: 156 of ``сто пятьдесят шестой``. Raises ``KeyError`` for a word that is none."""
    total = 0
    for word in printed.lower().split():
        found = grammar.first("ordinal-word", word)
        if found is None:
            raise KeyError(word)
        value = int(found[0].name)
        total = total * value if value == _HUNDRED and 1 < total <= _LAST_DIGIT else total + value
    return total


def _read_named(text: Text, grammar: Grammar) -> list[Segment] | None:
    """An element that is called by its title, with the steps below it, if any, before or after the name."""
    if grammar.innermost_first:
        end, inner = _head_steps(text, grammar)
        name = text[end:].strip()
    else:
        start, inner = _tail_steps(text, grammar)
        name = text[:start].strip()
    if not name or grammar.compile("{no_name}").search(mask(name).value):
        return None
    return [Segment((Step("named", (), name), *inner), text)]


def _head_steps(text: Text, grammar: Grammar) -> tuple[int, list[Step]]:
    """Where the steps at the start of a text end; they stand with the innermost first."""
    chain: list[Step] = []
    at = 0
    while at < len(text.value):
        step, length = _step(text[at:], grammar)
        if step is None:
            break
        chain.insert(0, step)
        at += length + 1
    return at, chain


def _tail_steps(text: Text, grammar: Grammar) -> tuple[int, list[Step]]:
    """Where the steps at the end of a text begin: as early as the rest is steps and nothing else."""
    words = [match.start() for match in re.finditer(r"\S+", text.value)][-LONGEST_TAIL:]
    for start in words:
        read = _read_steps(text[start:], grammar)
        if read is not None and len(read) == 1:
            return start, list(read[0].steps)
    return len(text.value), []


def _shares(segments: Sequence[Segment], grammar: Grammar) -> bool:
    """Whether it is open if an outer step belongs to one of several parts or to all of them."""
    if not segments[1:]:
        return False
    whole, *others = reversed(segments) if grammar.innermost_first else segments
    depth = whole.steps[0].rank
    return len(whole.steps) > 1 and any(each.steps[0].rank > depth for each in others)
