"""Facts as bytes, and back: one JSON object a line, gzip around it. The same facts give the same bytes.

A line holds the facts of one home (see ``graph.facts.home``) with tables of the strings and quotes that they share. It
is data and nothing else: reading one cannot run anything.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from graph.fact import Basis, Fact, Quote
from graph.vocabulary import TERMS

_LEVEL = 1
"""Of gzip: higher ones save little on such lines and cost much."""
_BASES = tuple(Basis)
_BASIS = {basis: at for at, basis in enumerate(_BASES)}


class DamagedBlockError(ValueError):
    """Bytes that hold no facts; the message says why."""


def encode(home: str, facts: Iterable[Fact]) -> bytes:
    """A line without its gzip: the facts of a home in their order."""
    strings: dict[str | None, int] = {None: 0}
    quotes: dict[Quote, int] = {}
    groups: dict[int, tuple[tuple[Quote, ...], list[int]]] = {}
    rows: list[tuple[int, str, str, int, str | None, list[int], int, int]] = []

    def string(text: str | None) -> int:
        return strings.setdefault(text, len(strings))

    for fact in facts:
        group = groups.get(id(fact.quotes))
        if group is None:
            # The tuple is kept beside its numbers, so that its id is not given to another.
            group = (fact.quotes, [quotes.setdefault(each, len(quotes)) for each in fact.quotes])
            groups[id(fact.quotes)] = group
        rows.append(
            (
                string(fact.subject), fact.term.name, fact.value, string(fact.source), fact.language, group[1],
                _BASIS[fact.basis], string(fact.reason),
            )
        )  # fmt: skip
    spans = [(string(each.file), each.start, each.end, each.text, string(each.locator)) for each in quotes]
    return orjson.dumps({"home": home, "facts": rows, "quotes": spans, "strings": list(strings)[1:]})


def pack(line: bytes) -> bytes:
    """A line as a gzip member of its own: members behind each other are one file of lines."""
    return gzip.compress(line + b"\n", _LEVEL, mtime=0)


def unpack(data: bytes) -> tuple[str, list[Fact]]:
    """The home and the facts of one packed line. Raises DamagedBlockError."""
    try:
        return decode(gzip.decompress(data))
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedBlockError(str(error)) from error


def decode(line: bytes) -> tuple[str, list[Fact]]:
    """The home and the facts of a line. Raises DamagedBlockError."""
    try:
        found = orjson.loads(line)
        strings: list[str | None] = [None, *found["strings"]]
        quotes = [
            Quote(_text(strings[file]), start, end, text, _text(strings[locator]))
            for file, start, end, text, locator in found["quotes"]
        ]
        return found["home"], list(_facts(found["facts"], strings, quotes))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise DamagedBlockError(f"no block of facts: {error}") from error


def _facts(rows: Iterable[Sequence[Any]], strings: Sequence[str | None], quotes: Sequence[Quote]) -> Iterator[Fact]:
    groups: dict[tuple[int, ...], tuple[Quote, ...]] = {}
    for subject, term, value, source, language, spans, basis, reason in rows:
        key = tuple(spans)
        group = groups.get(key)
        if group is None:
            group = groups[key] = tuple(quotes[at] for at in key)
        yield Fact(
            _text(strings[subject]), TERMS[term], value, _text(strings[source]), language, group, _BASES[basis],
            strings[reason],
        )  # fmt: skip


def _text(text: str | None) -> str:
    if text is None:
        raise ValueError("a string is missing")
    return text


def as_line(value: object) -> bytes:
    """Values and frozen dataclasses as one line of JSON, keys sorted."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def from_line(line: bytes) -> Any:  # noqa: ANN401 - JSON
    """What a line of JSON holds. Raises DamagedBlockError."""
    try:
        return orjson.loads(line)
    except ValueError as error:
        raise DamagedBlockError(str(error)) from error


def version_of(digests: Iterable[tuple[str, str]]) -> str:
    """A name for exactly these homes with the SHA-256 of their lines, in whatever order they come; 16 digits."""
    whole = hashlib.sha256()
    for home, digest in sorted(digests):
        whole.update(f"{home} {digest}\n".encode())
    return whole.hexdigest()[:16]


def digest(line: bytes) -> str:
    """SHA-256 of a line, hexadecimal."""
    return hashlib.sha256(line).hexdigest()
