"""Parts laid out so that their leaves tile the text: no code point is lost, none stands in two."""

from collections.abc import Iterator, Sequence

from graph.act import Part
from graph.source import Span


def tile(kind: str, span: Span, parts: Sequence[Part], ink: bytes, number: str | None = None) -> Part:
    """A part over ``span`` with these parts in it; what lies between them becomes ``blank`` or ``prose``.

    ``ink`` tells where something is printed (``Sheet.ink``): markup is blank.

    Raises ``ValueError`` where two parts overlap or one stands outside: a fault of the reader, never of a text.
    """
    if not parts:
        return Part(kind, span, number)
    laid: list[Part] = []
    at = span.start
    for part in sorted(parts, key=lambda each: each.span):
        if part.span.start < at or part.span.end > span.end:
            raise ValueError(f"{part.kind} at {part.span} overlaps or leaves {kind} at {span}")
        laid.extend(_between(ink, at, part.span.start))
        laid.append(part)
        at = part.span.end
    laid.extend(_between(ink, at, span.end))
    return Part(kind, span, number, tuple(laid))


def _between(ink: bytes, start: int, end: int) -> Iterator[Part]:
    """What no part claims."""
    if start < end:
        blank = ink.find(1, start, end) < 0
        yield Part("blank" if blank else "prose", Span(start, end))
