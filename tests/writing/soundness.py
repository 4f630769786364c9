"""What holds of every reading, whatever the text was."""

import json
from collections.abc import Iterator
from typing import Any

from graph.act import Act
from graph.act_json import as_json
from graph.iri import Names
from graph.reading.parse import parse
from graph.source import decode
from tests.damage import check_invariants
from tests.seed_acts import lexicon

_SPANS = {"span", "title_span", "caption_span", "currency_span"}


def read_soundly(data: bytes) -> Act:
    """Read bytes as a file is read, and check the reading. Raises ``UnreadableSourceError`` as reading does."""
    act = parse(decode(data, "fuzz"), lexicon())
    check_soundness(act)
    return act


def check_soundness(act: Act) -> None:
    """The leaves tile the text, every span lies inside it, every quote stands at its span, and JSON can hold it all."""
    check_invariants(act)
    found = as_json(act, Names())
    json.dumps(found, ensure_ascii=False).encode()
    length = len(act.source.text)
    for start, end in _spans(found, in_meta=False):
        assert 0 <= start <= end <= length, (start, end, length)
    for each in act.diagnostics:
        assert 0 <= each.start <= each.end <= length
        assert (each.line, each.column) == act.source.place(each.start)


def _spans(value: Any, *, in_meta: bool) -> Iterator[tuple[int, int]]:
    """Every span of a reading, but those of the publisher's description."""
    if isinstance(value, dict):
        in_meta = in_meta or value.get("printed_in") == "meta"
        for key, each in value.items():
            if key in _SPANS and each is not None and not in_meta:
                yield each[0], each[1]
            elif key == "spans" and not in_meta:
                yield from (tuple(span) for span in each)
            else:
                yield from _spans(each, in_meta=in_meta)
    elif isinstance(value, list):
        for each in value:
            yield from _spans(each, in_meta=in_meta)
