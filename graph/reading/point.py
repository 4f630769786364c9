"""Points of an act or of an appendix, from the nodes of the outline."""

from collections.abc import Sequence

from graph.act import Point
from graph.reading.outline import Node
from graph.reading.passage import Passage
from graph.source import Span


def read_point(node: Node) -> Point:
    """A point with its text: paragraphs parted by a line feed."""
    text = "\n".join(each.text.value for each in node.paragraphs())
    repaired = ("displaced-words",) if any(any(each.moved) for each in node.passages) else ()
    return Point(node.number, text, tuple(read_point(inner) for inner in node.nodes), repaired, node_span(node))


def node_span(node: Node) -> Span:
    """From the first character of a point to the last of everything in it."""
    return hull([each for inner in node.walk() for each in inner.passages])


def hull(passages: Sequence[Passage]) -> Span:
    """From the first character of some passages to the last."""
    return Span(min(each.span.start for each in passages), max(each.span.end for each in passages))
