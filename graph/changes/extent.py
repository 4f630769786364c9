"""How far a repeal or a suspension goes: the acts that words name, each whole or in part, and from which day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from graph.act import Citation
from graph.changes.element_path import Path, Segment, one_by_one
from graph.changes.element_words import read_segments
from graph.changes.target import Target, place_of
from graph.grammar import Grammar
from graph.layout.text import Text
from graph.reading.folded import mask


@dataclass(frozen=True, slots=True)
class Extent:
    """An act that is named, and the part of it; an empty path is the act as a whole."""

    act: Citation
    path: Path
    since: Text | None
    """The day from which it is meant, where the words print one."""


@dataclass(frozen=True, slots=True)
class _Named:
    """The words about one act, besides those that cite it: the parts that they name, and the day."""

    paths: tuple[Path, ...]
    since: Text | None


def read_extents(words: Text, targets: Sequence[Target], grammar: Grammar) -> tuple[Extent, ...]:
    """What some words name besides the citations in them; none where a single word of it is not understood.

    A part that is not understood must never widen to the whole act: so every word has to be read.
    """
    groups = [[*group] for _, group in groupby(_outermost(targets), key=lambda each: each.act.span)]
    heads = [group[0] for group in groups]
    if not heads or any(not _holds(words, each.act) for each in heads):
        return ()
    named = [_read(gap, grammar) for gap in _gaps(words, heads, grammar)]
    edge = named.pop() if grammar.innermost_first else named.pop(0)
    if edge is None or edge.paths != ((),):
        return ()
    found: list[Extent] = []
    for head, each in zip(heads, named, strict=True):
        acts = [head, *_listed(head, targets)]
        if each is None or (acts[1:] and each.paths != ((),)):
            return ()
        since = each.since or edge.since
        found += (Extent(act.act, path, since) for act in acts for path in each.paths)
    return tuple(replace(each, act=replace(each.act, element=None)) for each in found)


def _holds(words: Text, cited: Citation) -> bool:
    return any(cited.span.start <= offset < cited.span.end for offset in words.offsets)


def _outermost(targets: Sequence[Target]) -> list[Target]:
    return [each for each in targets if not any(_within(each, other) for other in targets)]


def _listed(head: Target, targets: Sequence[Target]) -> Iterator[Target]:
    """Further acts of a list that one mention names, such as orders of one minister."""
    return (each for each in targets if _within(each, head))


def _within(one: Target, other: Target) -> bool:
    inner, outer = one.act.span, other.act.span
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _gaps(words: Text, heads: Sequence[Target], grammar: Grammar) -> Iterator[Text]:
    """The words before, between and after the citations. The part stands on one side of the act."""
    ends = [(0, 0), *(_core(words, each.act, grammar) for each in heads), (len(words.value), 0)]
    return (words[end:start] for (_, end), (start, _) in pairwise(ends))


def _core(words: Text, cited: Citation, grammar: Grammar) -> tuple[int, int]:
    """Where the act itself is cited, without the words of its parts."""
    start, end = place_of(words, cited)
    shown = mask(words).value[start:end]
    kind = grammar.compile("{kind}(?: ?{bracket})*").search(shown)
    if kind is None:
        return start, end
    return (start + kind.start(), end) if grammar.innermost_first else (start, start + kind.end())


def _read(gap: Text, grammar: Grammar) -> _Named | None:
    """The parts that words beside a citation name; None where they are not understood."""
    found = grammar.compile("{extent}").match(mask(gap).value)
    if found is None:
        return None
    part, link = gap.group(found, "part").strip(), found["link"]
    since = gap.group(found, "since") if found["since"] else None
    if not part:
        return None if link else _Named(((),), since)
    approved = link is not None and grammar.compile("{approves}").search(f"{link} ") is not None
    segments = tuple(replace(each, approved=approved) for each in read_segments(part, grammar))
    if not segments or any(each.named and not approved for each in segments):
        return None
    if link and not approved and any(each.steps[0].kind != "appendix" for each in segments):
        return None
    return _Named(tuple(path for each in segments for path in _apart(each)), since)


def _apart(segment: Segment) -> Iterator[Path]:
    """Rows stay together, as a table loses them together; any other part is one of its own."""
    return iter([(segment,)]) if segment.steps[-1].kind == "row" else one_by_one((segment,))
