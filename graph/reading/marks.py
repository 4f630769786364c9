"""Marks that stand in pairs."""

import re

_BRACKET = re.compile(r"[()\[\]«»]")
_CLOSED_BY = {"(": ")", "[": "]", "«": "»"}


def is_balanced(text: str) -> bool:
    """Whether brackets and quotation marks stand in pairs, each pair in its order."""
    if text.count('"') % 2:
        return False
    expected: list[str] = []
    for mark in _BRACKET.findall(text):
        if mark in _CLOSED_BY:
            expected.append(_CLOSED_BY[mark])
        elif not expected or expected.pop() != mark:
            return False
    return not expected
