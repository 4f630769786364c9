"""The outline of an act: which paragraphs are its title, its points, its signature."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from graph.grammar import Grammar
from graph.layout.line import Line, Sheet
from graph.layout.text import Text
from graph.reading.headers import AppendixLines, is_inner, part_appendices
from graph.reading.passage import Passage, passages
from graph.reading.quotation import gather_quotations
from graph.source import Span

LONGEST_REQUISITES = 12
"""Lines that requisites with their registration may take."""
LONGEST_SIGNATURE = 5
"""Passages that the office and the name of one signatory may take."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a point, its text without the number of the point, and the lines that it quotes below it."""

    passage: Passage
    text: Text
    quotation: Passage | None

    @property
    def span(self) -> Span:
        """From the first printed character to the last."""
        return self.passage.span


@dataclass(slots=True)
class Node:
    """A point or subpoint while its passages are gathered."""

    kind: str
    number: str
    opening: int
    """Characters of the first passage that print the number."""
    passages: list[Passage] = field(default_factory=list)
    nodes: list["Node"] = field(default_factory=list)

    @property
    def last(self) -> "Node":
        """The deepest node that is still open."""
        return self.nodes[-1].last if self.nodes else self

    def paragraphs(self) -> Iterator[Paragraph]:
        """Its paragraphs in the order of the text."""
        for at, each in enumerate(self.passages):
            if each.kind != "quoted":
                below = self.passages[at + 1] if at + 1 < len(self.passages) else None
                text = each.text if at else each.text[self.opening :]
                yield Paragraph(each, text, below if below and below.kind == "quoted" else None)

    def walk(self) -> Iterator["Node"]:
        """This node and those below it."""
        yield self
        for node in self.nodes:
            yield from node.walk()


@dataclass(slots=True)
class Outline:
    """The passages of an act by what they are; ``unplaced`` is what fits nowhere."""

    title: list[Passage] = field(default_factory=list)
    requisites: Passage | None = None
    notes: list[list[Passage]] = field(default_factory=list)
    preamble: list[Passage] = field(default_factory=list)
    enacting: Passage | None = None
    points: list[Node] = field(default_factory=list)
    signature: list[list[Passage]] = field(default_factory=list)
    agreements: list[list[Passage]] = field(default_factory=list)
    unplaced: list[Passage] = field(default_factory=list)
    appendices: list[AppendixLines] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        """Whether the text holds appendices and nothing of the act before them: a part of a longer text."""
        return bool(self.appendices) and not any(self.body())

    def body(self) -> Iterator[Passage]:
        """Every passage of the act itself, in the order of the text."""
        yield from self.title
        yield from filter(None, [self.requisites])
        yield from (each for note in self.notes for each in note)
        yield from self.preamble
        yield from filter(None, [self.enacting])
        yield from (each for point in self.points for node in point.walk() for each in node.passages)
        yield from (each for signature in (*self.signature, *self.agreements) for each in signature)
        yield from self.unplaced


def outline(sheet: Sheet, grammar: Grammar) -> Outline:
    """Sort the printed lines of an act."""
    body, appendices = part_appendices(sheet, grammar)
    if not appendices and (_is_bare(body, grammar) or _is_inner(body, grammar)):
        return Outline(appendices=[AppendixLines((), tuple(body))])
    sketch = Outline(appendices=appendices)
    paragraphs = list(gather_quotations(list(passages(body, grammar, wrapped=sheet.wrapped)), grammar))
    at = _place_front(sketch, paragraphs, grammar)
    _place_body(sketch, paragraphs[at:], grammar)
    return sketch


def _is_inner(lines: Sequence[Line], grammar: Grammar) -> bool:
    """Whether a text begins with the header of an appendix inside an appendix: a part of a longer text."""
    quoted = list(takewhile(lambda line: line.role == "quote", lines))
    return bool(quoted) and is_inner(quoted, grammar)


def _is_bare(lines: Sequence[Line], grammar: Grammar) -> bool:
    """Whether a text is a table with nothing of an act around it: a part of a longer text, cut without its header."""
    return any(line.grid for line in lines) and not any(
        line.role == "title" or grammar.first("enacting", line.text.value) or grammar.first("opening", line.text.value)
        for line in lines
        if line.grid is None
    )


def _place_front(sketch: Outline, paragraphs: Sequence[Passage], grammar: Grammar) -> int:
    """Title and requisites; returns how many passages they take."""
    for at, each in enumerate(paragraphs):
        if _enacts(each, grammar):
            break
        cut = _requisites_line(each, grammar)
        if cut is not None:
            sketch.title = [*paragraphs[:at], *([each.cut(0, cut)] if cut else [])]
            sketch.requisites = each.cut(cut)
            return at + 1
    titled = next((at for at, each in enumerate(paragraphs) if each.role != "title"), len(paragraphs))
    begins = not titled and bool(paragraphs) and grammar.first("opening", paragraphs[0].text.value) is None
    sketch.title = list(paragraphs[: titled or int(begins)])
    return len(sketch.title)


def _requisites_line(each: Passage, grammar: Grammar) -> int | None:
    """The line of a passage at which the requisites begin. They name the act itself: its kind has no case ending."""
    begins, own = grammar.compile("{requisites_begin}"), grammar.compile("{own_kind}")
    for at, line in enumerate(each.lines):
        if begins.match(line.text.value):
            found = grammar.first("requisites", each.cut(at, at + LONGEST_REQUISITES).text.value)
            if found and own.fullmatch(found[1]["kind"]):
                return at
    return None


def _enacts(each: Passage, grammar: Grammar) -> bool:
    return grammar.first("enacting", each.text.value) is not None


def _place_body(sketch: Outline, paragraphs: Sequence[Passage], grammar: Grammar) -> None:
    """Notes and preamble up to the enacting word, then points up to the signatures."""
    at = 0
    while at < len(paragraphs):
        may_sign = sketch.points and not sketch.agreements
        signed = _signature_length(paragraphs[at : at + LONGEST_SIGNATURE], grammar) if may_sign else 0
        if signed:
            sketch.signature.append(list(paragraphs[at : at + signed]))
        else:
            _place(sketch, paragraphs[at], grammar)
        at += signed or 1


def _place(sketch: Outline, each: Passage, grammar: Grammar) -> None:
    opening = grammar.first("opening", each.text.value) if each.lines[0].opens else None
    note = grammar.first("note", each.text.value)
    if note:
        sketch.notes.append([each])
    elif sketch.notes and _awaits_text(sketch.notes[-1], each, grammar):
        sketch.notes[-1].append(each)
    elif grammar.first("agreement", each.text.value):
        sketch.agreements.append([each])
    elif sketch.agreements:
        sketch.agreements[-1].append(each)
    elif sketch.signature:
        sketch.unplaced.append(each)
    elif opening:
        formula, match = opening
        open_node(sketch.points, Node(formula.name, match["number"], match.end(), [each]))
    elif sketch.points:
        sketch.points[-1].last.passages.append(each)
    elif _enacts(each, grammar) and sketch.enacting is None:
        sketch.enacting = each
    else:
        in_preamble = sketch.enacting is None and each.kind != "quoted"
        (sketch.preamble if in_preamble else sketch.unplaced).append(each)


def _awaits_text(note: Sequence[Passage], each: Passage, grammar: Grammar) -> bool:
    """Whether a note announces itself in a paragraph of its own and this one directly follows."""
    return len(note) == 1 and announces_text(note[0], grammar) and note[0].span.end < each.span.start


def announces_text(note: Passage, grammar: Grammar) -> bool:
    """Whether the text of a note stands in the next paragraph."""
    found = grammar.first("note", note.text.value)
    return found is not None and found[0].name == "publisher" and found[1].end() == len(note.text.value)


def open_node(points: list[Node], node: Node) -> None:
    """Add a point, or a subpoint of the last point; a list may consist of items that are numbered as subpoints."""
    if node.kind == "subpoint" and points and points[-1].kind == "point":
        points[-1].nodes.append(node)
    else:
        points.append(node)


def _signature_length(paragraphs: Sequence[Passage], grammar: Grammar) -> int:
    """How many of the next passages are one signature: as many as read as one."""
    if grammar.first("opening", paragraphs[0].text.value):
        return 0
    lengths = range(1, len(paragraphs) + 1)
    return max((taken for taken in lengths if signature_match(paragraphs[:taken], grammar)), default=0)


def signature_match(passages: Iterable[Passage], grammar: Grammar) -> re.Match[str] | None:
    """The signature that these passages print together."""
    found = grammar.first("signature", " ".join(" ".join(each.text.value.split()) for each in passages))
    return found[1] if found else None
