"""A small text that fails as a large one does: lines, then characters are left out while the failure stays."""

from collections.abc import Callable, Sequence

Fails = Callable[[str], bool]

MOST = 2000
"""Attempts after which what is left is small enough."""


def shrink(text: str, fails: Fails) -> str:
    """The text with as much left out as can be; ``fails`` says whether a text still shows the failure."""
    left = [MOST]
    lines = _fewer(text.splitlines(keepends=True), lambda pieces: fails("".join(pieces)), left)
    return "".join(_fewer(list("".join(lines)), lambda pieces: fails("".join(pieces)), left))


def _fewer(pieces: Sequence[str], fails: Callable[[Sequence[str]], bool], left: list[int]) -> Sequence[str]:
    """Halves, quarters and so on are left out, from the end to the beginning."""
    size = max(1, len(pieces) // 2)
    while True:
        at = len(pieces)
        while at > 0 and left[0]:
            start = max(0, at - size)
            rest = [*pieces[:start], *pieces[at:]]
            left[0] -= 1
            if fails(rest):
                pieces = rest
            at = start
        if size == 1 or not left[0]:
            return pieces
        size //= 2
