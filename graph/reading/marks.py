"""Marks that stand in pairs."""

import re

_BRACKET = re.compile(r"[()\[\]]")
_ENUMERATOR = re.compile(r"(?<![\w(])\d+(?:-\d+)?\)")
"""The number of a subpoint with its bracket."""
_ANGLE = re.compile("[«»]")
_CLOSED_BY = {"(": ")", "[": "]"}


def is_balanced(text: str) -> bool:
    """Whether brackets and quotation marks stand in pairs, brackets in their order.

    A title inside a title is closed by one mark for both, as the official texts print it: ``«A «B»``.
    """
    if text.count('"') % 2 or not _quotes_close(text):
        return False
    if _ENUMERATOR.search(text):
        return _rounds_close(text)
    expected: list[str] = []
    for mark in _BRACKET.findall(text):
        if mark in _CLOSED_BY:
            expected.append(_CLOSED_BY[mark])
        elif not expected or expected.pop() != mark:
            return False
    return not expected


def _rounds_close(text: str) -> bool:
    """Whether every bracket that opens can close, where one after a number may be that of a subpoint."""
    opened, closed, numbered = text.count("("), text.count(")"), len(_ENUMERATOR.findall(text))
    return text.count("[") == text.count("]") and closed - numbered <= opened <= closed


def _quotes_close(text: str) -> bool:
    """Whether no angle quotation mark closes before one opens, and one closes after the last that opens."""
    depth = 0
    for mark in _ANGLE.findall(text):
        depth += 1 if mark == "«" else -1
        if depth < 0:
            return False
    return depth == 0 or text.rfind("»") > text.rfind("«")
