"""An answer cut to what a page can show: long lists and long texts end early and say how much is left out."""

from typing import Any

import orjson

LINES = 80
"""Lines of an answer that a page shows, where cutting lists gets it there."""
CHARACTERS = 400
"""Characters of a text in it."""
_ENTRIES = (20, 10, 5, 3, 2, 1)
"""Entries of each list, tried in this order."""


def shorten(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The answer itself if it is short, else the longest cut of it that has at most LINES lines, else the shortest."""
    cut = value
    for entries in _ENTRIES:
        cut = _cut(value, entries)
        if show(cut).count("\n") < LINES:
            break
    return cut


def show(value: Any) -> str:  # noqa: ANN401 - JSON
    """JSON with two spaces for each level."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _cut(value: Any, entries: int) -> Any:  # noqa: ANN401 - JSON
    match value:
        case dict():
            return {key: _cut(each, entries) for key, each in value.items()}
        case list() if len(value) > entries:
            return [*(_cut(each, entries) for each in value[:entries]), f"… {len(value) - entries} more"]
        case list():
            return [_cut(each, entries) for each in value]
        case str() if len(value) > CHARACTERS:
            return f"{value[:CHARACTERS]}… {len(value) - CHARACTERS} characters more"
        case _:
            return value
