"""What travels between the server and the processes that run queries; the standard library alone."""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

LENGTH = struct.Struct(">I")
"""Before a question: its length in bytes."""

HEAD = struct.Struct(">c??I")
"""Before an answer: kind, whether the body is in gzip, whether the worker retires after it, length of the body."""


class Kind(bytes, Enum):
    """What an answer is."""

    SOLUTIONS = b"S"
    """Bindings, or the boolean of ASK."""
    GRAPH = b"G"
    """Triples of CONSTRUCT and DESCRIBE."""
    UNWANTED = b"N"
    """No format was wanted for what the query gives; the body names its form, SOLUTIONS or GRAPH."""
    MALFORMED = b"M"
    """No SPARQL query; the body says where and why."""
    FAILED = b"F"
    """The engine gave up while it ran; the body says why."""
    TOO_LARGE = b"L"
    """The result passed the cap."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query with everything that decides its answer. Formats are names of engine.py; None refuses that form."""

    query: str
    solutions: str | None = "json"
    graph: str | None = "turtle"
    union: bool = True
    """Whether the default graph is the union of all, for queries that name no graph themselves."""
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    """The dataset that the request names in place of the query's; None leaves it to the query."""
    base: str | None = None
    gzip: bool = False

    def as_bytes(self) -> bytes:
        """The same bytes for the same question."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()


def read_question(text: bytes) -> Question:
    """The inverse of Question.as_bytes."""
    fields: Mapping[str, Any] = json.loads(text)
    return Question(**fields)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one query may use."""

    seconds: float
    memory: int
    """Bytes of address space beyond what the store takes."""
    result: int
    """Bytes of a result, before compression."""
    rows: int
    """Rows of a table for people, the format `table`."""
