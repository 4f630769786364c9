"""Oxigraph: one query over one store, its whole result as bytes."""

import contextlib
import gzip
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from server.sparql.wire import Allowance, Kind, Question

Result = QueryBoolean | QuerySolutions | QueryTriples

TABLE = "table"
"""Not a standard format: the first rows as JSON, for a page."""

SOLUTIONS: Mapping[str, QueryResultsFormat] = MappingProxyType(
    {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "csv": QueryResultsFormat.CSV,
        "tsv": QueryResultsFormat.TSV,
    }
)
GRAPHS: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "ntriples": RdfFormat.N_TRIPLES,
        "rdfxml": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
    }
)

_PREFIX = re.compile(r"\bPREFIX\s+([A-Za-z][A-Za-z0-9_-]*|):\s*<([^<>\s]+)>", re.IGNORECASE)

_PAGE = 1 << 20
"""Bytes of JSON that a table for a page may have."""

_WORTH_PACKING = 1024
"""Bytes below which gzip gains nothing."""


class _TooLargeError(Exception):
    """The result passed the cap."""


class _Capped:
    """A stream to write to, which counts the bytes."""

    def __init__(self, most: int) -> None:
        self.body = bytearray()
        self._most = most

    def write(self, piece: bytes) -> int:
        """Keep a piece. Raises _TooLargeError beyond the cap."""
        self.body += piece
        if len(self.body) > self._most:
            raise _TooLargeError
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""


def open_store(folder: Path | None, quads: BinaryIO) -> Store:
    """A store on disk, which nothing changes, or one in memory of the N-Quads in a stream.

    Raises OSError for a folder that holds no store and SyntaxError for a stream that is not N-Quads.
    """
    if folder is not None:
        return Store.read_only(str(folder))
    store = Store()
    store.bulk_load(quads, RdfFormat.N_QUADS)
    return store


def answer(store: Store, question: Question, allowance: Allowance) -> tuple[Kind, bool, bytes]:
    """What the answer is, whether it is in gzip, and its body."""
    try:
        result = _run(store, question)
        kind = Kind.GRAPH if isinstance(result, QueryTriples) else Kind.SOLUTIONS
        wanted = question.graph if kind is Kind.GRAPH else question.solutions
        if wanted is None:
            return Kind.UNWANTED, False, kind.value
        body = _serialize(result, wanted, question.query, allowance)
    except SyntaxError as error:
        return Kind.MALFORMED, False, str(error).encode()
    except _TooLargeError:
        return Kind.TOO_LARGE, False, b""
    except (OSError, RuntimeError, ValueError) as error:
        return Kind.FAILED, False, str(error).encode()
    if question.gzip and len(body) >= _WORTH_PACKING:
        return kind, True, gzip.compress(body, compresslevel=5, mtime=0)
    return kind, False, body


def _run(store: Store, question: Question) -> Result:
    named = question.named_graphs
    default = question.default_graphs
    return store.query(
        question.query,
        base_iri=question.base,
        use_default_graph_as_union=question.union,
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
    )


def _serialize(result: Result, wanted: str, query: str, allowance: Allowance) -> bytes:
    if wanted == TABLE:
        return json.dumps(_tabulate(result, allowance.rows), ensure_ascii=False).encode()
    stream = _Capped(allowance.result)
    output = cast("BinaryIO", stream)  # of which Oxigraph calls these two
    if isinstance(result, QueryTriples):
        serialize(result, output, GRAPHS[wanted], prefixes=_prefixes(query) if wanted == "turtle" else None)
    else:
        result.serialize(output, SOLUTIONS[wanted])
    return bytes(stream.body)


def _prefixes(query: str) -> dict[str, str]:
    """The prefixes of a query, so that its graph is written as its author writes; one in a comment does no harm."""
    found = {}
    for name, iri in _PREFIX.findall(query):
        with contextlib.suppress(ValueError):
            found[name] = NamedNode(iri).value
    return found


def _tabulate(result: Result, most: int) -> dict[str, object]:
    """Columns, rows of cells, and whether there are more rows; a cell is kind, text, and language or datatype."""
    if isinstance(result, QueryBoolean):
        return {"boolean": bool(result)}
    columns = ["subject", "predicate", "object"]
    rows: Iterable[Iterable[object]] = result  # a triple is its three terms, as a solution is its values
    if isinstance(result, QuerySolutions):
        columns = [each.value for each in result.variables]
    taken: list[list[list[str] | None]] = []
    room = _PAGE
    for row in rows:
        cells = [_cell(term) for term in row]
        room -= len(json.dumps(cells))
        if len(taken) == most or room < 0:
            return {"columns": columns, "rows": taken, "more": True}
        taken.append(cells)
    return {"columns": columns, "rows": taken, "more": False}


def _cell(term: object) -> list[str] | None:
    """None where a variable is unbound; what is neither node nor literal, a triple of RDF 1.2, as its text."""
    match term:
        case None:
            return None
        case NamedNode():
            return ["iri", term.value, ""]
        case BlankNode():
            return ["blank", term.value, ""]
        case Literal():
            return ["literal", term.value, term.language or term.datatype.value]
        case _:
            return ["other", str(term), ""]
