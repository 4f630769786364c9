"""Damage that shows inside a paragraph: it breaks off, it begins in the middle, or another one has run into it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph.layout.line import printed_span
from graph.reading.appendix import AppendixParts
from graph.reading.lexicon import Lexicon
from graph.reading.marks import is_balanced
from graph.reading.outline import Node, Outline, Paragraph, announces_text
from graph.reading.passage import Passage
from graph.reading.report import Report

_ENDS = (".", ";", ":", "!", "?", '."', '".', '"')
_PARAGRAPH_END = re.compile(r"(?:[;:]|\w{3}\.)$")
"""What ends a paragraph; a full stop after fewer than three letters may be that of an abbreviation."""
_INSIDE = (")", ".", ",", ";", ":")
_NUMBERED = re.compile(r"[0-9]{1,3}(?:[^\w\s]? |[^\w\s-])[^\W\d_]")
"""The number of a point that has lost its mark."""
_RUN_ON = re.compile(r"[;:.] ?[0-9]+(?:-[0-9]+)?(?:\) ?|\. )[^\W\d_]")
"""The number of a point after the end of another."""


def check_passages(sketch: Outline, appendices: Sequence[AppendixParts], lexicon: Lexicon, report: Report) -> None:
    """Report every passage that shows damage, that has no place, or in which words were put back."""
    for each in (*sketch.body(), *(each for inside in appendices for each in inside.passages())):
        _check_lines(each, report)
        for line in each.moved:
            span = line.text.strip().span()
            report.add("KZ-TXT-001", "words that the conversion displaced were put back", span, action="put back")
    _check_front(sketch, lexicon, report)
    for points, is_list in ((sketch.points, False), *(_lists(appendices))):
        _check_numbers(points, None, report)
        for point in points:
            for node in point.walk():
                _check_node(node, report, is_list=is_list)
    for inside in appendices:
        _check_prose(inside, report)
    for each in sketch.unplaced:
        report.add("KZ-TXT-002", "text that belongs to no known part of the act", each.span, action="kept as text")


def _check_prose(inside: AppendixParts, report: Report) -> None:
    """Numbers that stand in paragraphs of their own may be the cells of a table that lost its form."""
    bare = [each for each in inside.prose if not any(letter.isalpha() for letter in each.text.value)]
    if len(bare) > 1:
        message = "numbers in paragraphs of their own: a table may have lost its form"
        report.add("KZ-TXT-002", message, bare[0].span, action="kept as text")


def _lists(appendices: Sequence[AppendixParts]) -> Iterator[tuple[Sequence[Node], bool]]:
    """The points of appendices, anew after every header of an appendix inside one."""
    for inside in appendices:
        starts = [0, *(each.span.start for each in inside.inner), inside.end]
        for start, end in pairwise(starts):
            yield [node for node in inside.points if start <= node.passages[0].span.start < end], True


def _check_lines(each: Passage, report: Report) -> None:
    """A line in a paragraph ends it, though other lines follow; or the last line says that more follows."""
    if each.kind == "quoted":
        return
    for line, now in zip(each.lines[:-1], each.restored[:-1], strict=True):
        if _PARAGRAPH_END.search(now.value):
            report.add(
                "KZ-TXT-006", "a paragraph ends inside a paragraph", printed_span([line]), found=_tail(now.value)
            )
    if each.open_ended and each.restored[-1].value.endswith(" "):
        report.add("KZ-TXT-005", "the last line of a paragraph says that it goes on", printed_span(each.lines[-1:]))


def _tail(text: str) -> str:
    return text.strip()[-40:]


def _check_front(sketch: Outline, lexicon: Lexicon, report: Report) -> None:
    """Notes have a text, the preamble runs into the enacting word, and nothing runs on after it."""
    for note in sketch.notes:
        if announces_text(note[0], lexicon.grammar) and len(note) == 1:
            report.add("KZ-TXT-005", "a publisher's note without its text", note[0].span)
    for each in sketch.preamble:
        if each.text.value.endswith(_ENDS):
            report.add("KZ-TXT-002", "a sentence before the enacting word", each.span, action="kept as preamble")
    found = lexicon.grammar.first("enacting", sketch.enacting.text.value) if sketch.enacting else None
    if sketch.enacting and found and (rest := sketch.enacting.text[found[1].end() :]):
        report.add("KZ-TXT-002", "text after the enacting word", rest.strip().span(), action="kept as text")


def _check_numbers(nodes: Sequence[Node], above: Node | None, report: Report) -> None:
    """Points are numbered 1, 2, 3 …; inserted ones (3-1) follow theirs. A paragraph above a gap may be the one lost."""
    due = 1
    for node in nodes:
        base, _, suffix = node.number.partition("-")
        if int(base) != (due - 1 if suffix else due):
            message = f"{node.kind} {node.number} where {node.kind} {due} is due"
            report.add("KZ-PNT-001", message, node.passages[0].text.span(0, node.opening), found=node.number)
            if above is not None and len(above.passages) > 1:
                message = f"a paragraph without a number where {node.kind} {due} is due"
                report.add("KZ-PNT-001", message, above.passages[-1].span)
        due = int(base) + 1
        _check_numbers(node.nodes, node, report)
        above = node.last


def _check_node(node: Node, report: Report, *, is_list: bool) -> None:
    """Every paragraph of a point begins and ends, and marks stand in pairs in the point as a whole.

    The points of an appendix may be items of a list (``is_list``), which end in no mark.
    """
    paragraphs = list(node.paragraphs())
    for each in paragraphs:
        _check_paragraph(each, f"{node.kind} {node.number}", report, is_list=is_list)
    if not _pairs(paragraphs):
        odd = next((each for each in paragraphs if not _pairs([each])), paragraphs[0])
        message = f"{node.kind} {node.number} has a mark without its pair"
        report.add("KZ-TXT-004", message, odd.span, found=_tail(odd.text.value))


def _check_paragraph(each: Paragraph, where: str, report: Report, *, is_list: bool) -> None:
    text = each.text.value
    if not is_list and not text.endswith(_ENDS):
        report.add("KZ-TXT-005", f"a paragraph of {where} does not end", each.span, found=_tail(text))
    indented = each.passage.lines[0].opens
    if (text[:1].islower() and not indented) or text[:1] in _INSIDE or _NUMBERED.match(text):
        report.add("KZ-TXT-007", f"a paragraph of {where} begins in the middle", printed_span(each.passage.lines[:1]))
    if run_on := _RUN_ON.search(text):
        report.add("KZ-TXT-006", f"a paragraph of {where} runs into another", each.text.span(*run_on.span()))


def _pairs(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether brackets and quotation marks stand in pairs."""
    return is_balanced(" ".join(each.text.value for each in paragraphs))
