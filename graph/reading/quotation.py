"""New wording that an act quotes in paragraphs of its own, below the sentence that announces it."""

import re
from collections.abc import Iterator, Sequence

from graph.grammar import Grammar
from graph.layout.text import Text
from graph.reading.folded import mask
from graph.reading.passage import Passage

LONGEST_QUOTATION = 2000
"""Paragraphs within which a quotation must close."""

_OPENS = re.compile(r'["«„“]\s*\S')
_CLOSES = re.compile(r'\s*["»“”]\s*[.;]?\s*$')
_ENDS = re.compile(r'["»“”]\s*[.;]\s*$')
"""A closing mark with the full stop or semicolon of the sentence that quotes."""


def gather_quotations(passages: Sequence[Passage], grammar: Grammar) -> Iterator[Passage]:
    """The passages, those of one quotation put together as one of the kind ``quoted``.

    A quotation begins with a quotation mark directly below a sentence that announces new text and ends in a colon; it
    ends with a mark that closes it and a full stop or semicolon. Numbered paragraphs inside are no points of the act.
    One that never ends is left as it stands.
    """
    at = 0
    due: set[tuple[str, str]] = set()
    while at < len(passages):
        yield passages[at]
        due = _due(passages[at], due, grammar)
        at += 1
        if announces_text(passages[at - 1], grammar) and at < len(passages) and _OPENS.match(passages[at].text.value):
            end = _end(passages, at, due, grammar)
            if end is not None:
                yield _together(passages[at:end])
                at = end


def announces_text(passage: Passage, grammar: Grammar) -> bool:
    """Whether a sentence ends in a colon, and what follows is the text that it puts in place."""
    return passage.kind != "quoted" and grammar.first("announces-text", passage.text.value.strip()) is not None


def quoted_text(quotation: Passage) -> Text | None:
    """What stands between the marks, paragraphs parted by a line feed; None where no mark closes it."""
    whole = _paragraphs(quotation)
    closing = _CLOSES.search(whole.value)
    if closing is None or not whole.value:
        return None
    opening = re.match(r"\s*\S\s*", whole.value)
    start = opening.end() if opening else 0
    return whole[start : closing.start()] if closing.start() >= start else None


def _due(passage: Passage, due: set[tuple[str, str]], grammar: Grammar) -> set[tuple[str, str]]:
    """The kinds and numbers with which the next point or subpoint of the act itself can begin."""
    found = grammar.first("opening", passage.text.value)
    if found is None or passage.kind == "quoted":
        return due
    name, (base, *_) = found[0].name, found[1]["number"].split("-")
    kept = {each for each in due if each[0] == "point"} if name == "subpoint" else {("subpoint", "1")}
    return {*kept, (name, str(int(base) + 1))}


def _end(passages: Sequence[Passage], start: int, due: set[tuple[str, str]], grammar: Grammar) -> int | None:
    """The passage after a quotation.

    Marks inside may lack their pair, so that a count alone cannot tell: where it does not come out even, the next
    sentence must be one that orders a change, or there is none.
    """
    depth, fallback = 0, None
    for at in range(start, min(start + LONGEST_QUOTATION, len(passages))):
        if at > start and passages[at].role in {"title", "quote"}:
            break
        text = passages[at].text.value
        depth += _balance(text)
        if _ENDS.search(text):
            if (depth <= 0 or _resumes(passages, at + 1, due, grammar)) and not _goes_on(passages, at + 1):
                return at + 1
            fallback = fallback or at + 1
        elif _CLOSES.search(text) and depth <= 0 and _resumes(passages, at + 1, due, grammar):
            return at + 1
    return fallback


def _goes_on(passages: Sequence[Passage], at: int) -> bool:
    """Whether another quotation follows, that is text for the same sentence: of each of two titles, for one."""
    text = passages[at].text.value if at < len(passages) else ""
    return _OPENS.match(text) is not None and _ENDS.search(text) is not None


def _balance(text: str) -> int:
    """Quotation marks that open less those that close; straight marks close where they are odd in number."""
    straight = text.count('"') % 2
    opens = straight if _OPENS.match(text) and text[0] == '"' else -straight
    return text.count("«") - text.count("»") + opens


def _resumes(passages: Sequence[Passage], at: int, due: set[tuple[str, str]], grammar: Grammar) -> bool:
    """Whether the act itself goes on: with another change, its next point, or nothing."""
    if at >= len(passages) or passages[at].role in {"title", "quote", "bold", "heading"}:
        return True
    text = mask(passages[at].text).value
    opening = grammar.first("opening", text)
    if opening and (opening[0].name, opening[1]["number"]) in due:
        return True
    return grammar.first("orders-a-change", text) is not None


def _together(run: Sequence[Passage]) -> Passage:
    lines = tuple(line for each in run for line in each.lines)
    return Passage("quoted", lines, tuple(text for each in run for text in each.restored))


def _paragraphs(quotation: Passage) -> Text:
    """The paragraphs of a quotation, a line feed between two of them."""
    values: list[str] = []
    offsets: list[int] = []
    for line, text in zip(quotation.lines, quotation.restored, strict=True):
        printed = text.strip()
        if values and printed:
            values.append("\n" if line.opens or line.gap else " ")
            offsets.append(offsets[-1] + 1)
        values.append(printed.value)
        offsets += printed.offsets
    return Text("".join(values), tuple(offsets))
