"""The outline of an act: which paragraphs are its title, its points, its signature."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.grammar import Grammar
from graph.reading.headers import AppendixLines, part_appendices
from graph.reading.layout import Line
from graph.reading.passage import Passage, passages
from graph.reading.text import Text
from graph.source import Span

LONGEST_REQUISITES = 12
"""Lines that requisites with their registration may take."""


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
    signature: list[Passage] = field(default_factory=list)
    unplaced: list[Passage] = field(default_factory=list)
    appendices: list[AppendixLines] = field(default_factory=list)

    def body(self) -> Iterator[Passage]:
        """Every passage of the act itself, in the order of the text."""
        yield from self.title
        yield from filter(None, [self.requisites])
        yield from (each for note in self.notes for each in note)
        yield from self.preamble
        yield from filter(None, [self.enacting])
        yield from (each for point in self.points for node in point.walk() for each in node.passages)
        yield from self.signature
        yield from self.unplaced


def outline(lines: Sequence[Line], grammar: Grammar) -> Outline:
    """Sort the printed lines of an act."""
    body, appendices = part_appendices(lines, grammar)
    sketch = Outline(appendices=appendices)
    paragraphs = list(passages(body, grammar))
    at = _place_front(sketch, paragraphs, grammar)
    _place_body(sketch, paragraphs[at:], grammar)
    return sketch


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
    sketch.title = list(paragraphs[:1])
    return 1


def _requisites_line(each: Passage, grammar: Grammar) -> int | None:
    """The line of a passage at which the requisites begin."""
    begins = grammar.compile("{issuer_line}")
    for at, line in enumerate(each.lines):
        if begins.match(line.text.value) and grammar.first(
            "requisites", each.cut(at, at + LONGEST_REQUISITES).text.value
        ):
            return at
    return None


def _enacts(each: Passage, grammar: Grammar) -> bool:
    return grammar.first("enacting", each.text.value) is not None


def _place_body(sketch: Outline, paragraphs: Sequence[Passage], grammar: Grammar) -> None:
    """Notes and preamble up to the enacting word, then points up to the signature."""
    at = 0
    while at < len(paragraphs):
        signed = _signature_length(paragraphs[at : at + 2], grammar) if sketch.points and not sketch.signature else 0
        if signed:
            sketch.signature.extend(paragraphs[at : at + signed])
        else:
            _place(sketch, paragraphs[at], grammar)
        at += signed or 1


def _place(sketch: Outline, each: Passage, grammar: Grammar) -> None:
    opening = grammar.first("opening", each.text.value) if each.lines[0].indented else None
    if sketch.signature:
        sketch.unplaced.append(each)
    elif opening:
        formula, match = opening
        _open(sketch, Node(formula.name, match["number"], match.end(), [each]))
    elif sketch.points:
        sketch.points[-1].last.passages.append(each)
    elif sketch.enacting is None:
        _place_before_enacting(sketch, each, grammar)
    else:
        sketch.unplaced.append(each)


def _open(sketch: Outline, node: Node) -> None:
    """A point, or a subpoint of the last point."""
    if node.kind == "subpoint" and sketch.points:
        sketch.points[-1].nodes.append(node)
    else:
        sketch.points.append(node)


def _place_before_enacting(sketch: Outline, each: Passage, grammar: Grammar) -> None:
    if _enacts(each, grammar):
        sketch.enacting = each
    elif grammar.first("note", each.text.value):
        sketch.notes.append([each])
    elif sketch.notes and len(sketch.notes[-1]) == 1:
        sketch.notes[-1].append(each)
    else:
        sketch.preamble.append(each)


def _signature_length(paragraphs: Sequence[Passage], grammar: Grammar) -> int:
    """How many of the next two passages are one signature: as many as read as one."""
    return max((taken for taken in (1, 2) if signature_match(paragraphs[:taken], grammar)), default=0)


def signature_match(passages: Iterable[Passage], grammar: Grammar) -> re.Match[str] | None:
    """The signature that these passages print together."""
    found = grammar.first("signature", " ".join(each.text.value for each in passages))
    return found[1] if found else None
