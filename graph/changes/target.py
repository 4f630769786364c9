"""Which act a sentence changes, and which part of it, from the words that name them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.act import Citation
from graph.changes.element_path import Segment, Step
from graph.changes.element_words import is_structural, read_segments
from graph.grammar import Grammar
from graph.layout.text import Text
from graph.reading.aliases import Aliases
from graph.reading.cite import find_citations
from graph.reading.folded import mask
from graph.reading.lexicon import Lexicon
from graph.reading.quoted import quotations
from graph.reading.report import Report
from graph.source import Span

_PAIR = re.compile(r"(?P<kind>[a-z]+) (?P<number>[0-9IVXLC][\w.-]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """An act that words name, and the part of it, where they name one."""

    act: Citation
    segment: Segment | None


def find_targets(text: Text, lexicon: Lexicon, report: Report, aliases: Aliases) -> tuple[Target, ...]:
    """The acts that a sentence names itself, and not inside the title of another; each with the part that is cited."""
    cited = tuple(find_citations(text, lexicon, report, aliases))
    quoted = [text.span(each.start, each.end) for each in quotations(text.value)]
    outer = [each for each in cited if not any(_inside(each.span, span) for span in quoted)]
    return tuple(Target(each, _cited_part(each, text, lexicon.grammar)) for each in outer)


def _inside(span: Span, quotation: Span) -> bool:
    return quotation.start <= span.start and span.end <= quotation.end


def named_part(text: Text, target: Citation, grammar: Grammar) -> Segment | None:
    """The part of the target that stands beside its citation: the rules that the act approved, for one.

    The words before the act name it in the one language, those after it in the other.
    """
    start, end = place_of(text, target)
    words = text[:start] if grammar.innermost_first else text[end:]
    found = grammar.first("approved-element", mask(words).value)
    if found is None or not found[1]["name"]:
        return None
    segments = read_segments(words.group(found[1], "name"), grammar)
    return replace(segments[0], approved=True) if len(segments) == 1 else None


def only_names(text: Text, target: Citation, grammar: Grammar) -> bool:
    """Whether a sentence does nothing but name an act, or a part of it, that the next ones change."""
    start, end = place_of(text, target)
    words = text[:start] if grammar.innermost_first else text[end:]
    return grammar.first("approved-element", mask(words).value) is not None


def place_of(text: Text, target: Citation) -> tuple[int, int]:
    """Where a citation stands in a text that holds it, code points of the text (end exclusive)."""
    inside = [at for at, offset in enumerate(text.offsets) if target.span.start <= offset < target.span.end]
    return inside[0], inside[-1] + 1


def _cited_part(cited: Citation, text: Text, grammar: Grammar) -> Segment | None:
    """The part that a citation names, with the words that name it."""
    if cited.element is None:
        return None
    words = text[slice(*place_of(text, cited))]
    shown = mask(words).value
    link = [*grammar.compile("{approves}").finditer(shown)] or [*grammar.compile("{act_kind}").finditer(shown)]
    if link:
        words = words[: link[0].start()] if grammar.innermost_first else words[link[-1].end() :]
    steps = tuple(Step(each["kind"], (each["number"],), words.strip()) for each in _PAIR.finditer(cited.element))
    if not steps:
        return None
    if not _approves(link, shown, grammar):
        return Segment(steps, words.strip())
    read = read_segments(words, grammar)
    named = read[0].steps[0] if len(read) == 1 and read[0].named else Step("named", (), words.strip())
    return Segment((named, *steps), words.strip(), approved=True)


def _approves(link: Sequence[re.Match[str]], shown: str, grammar: Grammar) -> bool:
    return bool(link) and grammar.compile("{approves}").search(shown) is not None


def read_parts(words: Text, grammar: Grammar) -> tuple[tuple[Segment, ...], bool]:
    """The parts that words name in an act that was named above; and whether they are clearly its own.

    They are where the words say that it approved them, or that they are an appendix to it. What some other act
    approved, or one that the words do not name, is no part of it.
    """
    shown = mask(words).value
    found = grammar.compile("{approved}").search(shown)
    if found is None and grammar.compile("{to_the_act}").search(shown):
        return read_segments(words, grammar), True
    if found is None:
        by_another = grammar.compile("{approves}").search(shown) is not None
        return () if by_another else read_segments(words, grammar), False
    rest = (words[: found.start()] + words[found.end() :]).strip()
    approved = read_segments(rest, grammar)
    if found["appendix"]:
        step = Step("appendix", (found["appendix"],), words[found.start("appendix") : found.end("appendix")])
        return tuple(replace(each, steps=(step, *each.steps)) for each in approved), True
    return approved, bool(approved) and not is_structural(mask(rest).value, grammar)
