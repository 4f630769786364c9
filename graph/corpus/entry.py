"""What the reading of one text gave, on disk: enough to link it without reading it again.

An entry is a line of JSON that describes the text, then one packed line of facts for each home that it speaks of, then
the SHA-256 of all that. An entry that is damaged, or of another version of the program, is as good as none.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.consolidation.deed import Deed
from graph.corpus.block import DamagedBlockError, as_line, encode, from_line, pack, unpack
from graph.diagnostic import Diagnostic, Problem
from graph.fact import Fact
from graph.facts.home import Homes
from graph.facts.mention import Mention
from graph.facts.testimony import Made, Spoken, Testimony, Text

_SEAL = 32
"""Bytes of a SHA-256."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where the facts of one home stand in an entry: bytes ``start`` to ``end``, end exclusive."""

    home: str
    start: int
    end: int
    facts: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The description of an entry; ``text`` is None where the text does not say which act it is of."""

    name: str
    text: Text | None
    mentions: tuple[Mention, ...] = ()
    whole: tuple[str, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    made: tuple[Made, ...] = ()
    deeds: tuple[Deed, ...] = ()
    noted: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    blocks: tuple[Block, ...] = ()


def write_entry(path: Path, testimony: Testimony, homes: Homes) -> Entry:
    """Write down what a text states."""
    by_home: dict[str, list[Fact]] = {}
    for fact in testimony.facts:
        by_home.setdefault(homes.home_of(fact.subject), []).append(fact)
    blocks: list[Block] = []
    packed: list[bytes] = []
    at = 0
    for home, facts in by_home.items():
        packed.append(pack(encode(home, facts)))
        blocks.append(Block(home, at, at := at + len(packed[-1]), len(facts)))
    entry = Entry(
        testimony.text.name,
        testimony.text,
        testimony.mentions,
        tuple(sorted(testimony.whole)),
        testimony.spoken,
        testimony.made,
        testimony.deeds,
        testimony.noted,
        testimony.diagnostics,
        tuple(blocks),
    )
    _write(path, entry, packed)
    return entry


def write_refusal(path: Path, name: str, diagnostics: Iterable[Diagnostic]) -> Entry:
    """Write down what is wrong with a text that states nothing."""
    entry = Entry(name, None, diagnostics=tuple(diagnostics))
    _write(path, entry, [])
    return entry


def _write(path: Path, entry: Entry, packed: Iterable[bytes]) -> None:
    """All or nothing: whoever reads the path finds a whole entry or none."""
    body = b"".join((as_line(entry), b"\n", *packed))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(body + hashlib.sha256(body).digest())
    draft.replace(path)


def read_entry(path: Path) -> Entry:
    """The description of an entry. Raises DamagedBlockError for one that is not whole, OSError for one not there."""
    data = path.read_bytes()
    body = data[:-_SEAL]
    if hashlib.sha256(body).digest() != data[-_SEAL:]:
        raise DamagedBlockError(f"{path} is damaged")
    try:
        return _entry(from_line(body.partition(b"\n")[0]))
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedBlockError(f"{path} is no entry: {error}") from error


def read_block(path: Path, block: Block) -> list[Fact]:
    """The facts of one home. Raises DamagedBlockError, OSError."""
    with path.open("rb") as file:
        file.seek(len(file.readline()) + block.start)
        return unpack(file.read(block.end - block.start))[1]


def _entry(found: Mapping[str, Any]) -> Entry:
    text = found["text"]
    return Entry(
        found["name"],
        Text(**{**text, "keys": tuple(text["keys"])}) if text else None,
        tuple(Mention(**each) for each in found["mentions"]),
        tuple(found["whole"]),
        tuple(Spoken(**{**each, "titles": tuple(each["titles"])}) for each in found["spoken"]),
        tuple(Made(**each) for each in found["made"]),
        tuple(Deed(**{**each, "within": tuple(each["within"])}) for each in found["deeds"]),
        tuple(found["noted"]),
        tuple(map(read_diagnostic, found["diagnostics"])),
        tuple(Block(**each) for each in found["blocks"]),
    )


def read_diagnostic(found: Mapping[str, Any]) -> Diagnostic:
    """A diagnostic from its JSON."""
    return Diagnostic(**{**found, "problem": Problem(**found["problem"])})
