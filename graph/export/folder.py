"""A dump as a folder: the files of the table, then what describes them all."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import fill

from graph.export.catalog import make_catalog
from graph.export.csvs import NOTE
from graph.export.entry import Entry, enter, pack
from graph.export.export import Export
from graph.export.files import FILES, File
from graph.rdf.description import LICENCE, TITLE
from graph.rdf.jsonld import write_jsonld
from graph.rdf.syntax import Statements, write_turtle

MANIFEST, CATALOG = "manifest.json", "catalog.ttl"

_DCAT = ("http://www.w3.org/TR/vocab-dcat-3/",)

Made = tuple[Entry, bytes]

Last = tuple[File, Callable[[Export, Sequence[Entry]], bytes]]


def make_folder(export: Export, files: Iterable[File] = FILES) -> Iterator[Made]:
    """Every file with its entry, one after the other; those that describe the others come last."""
    entries: list[Entry] = []
    for file in files:
        for entry, body in make_file(export, file):
            entries.append(entry)
            yield entry, body
    yield from describe(export, entries)


def make_file(export: Export, file: File) -> Iterator[Made]:
    """A file, and its packed form where it has one."""
    body, counts = file.make(export), file.count(export)
    yield enter(file, body, counts), body
    if file.packed:
        packed = pack(body)
        yield enter(file, packed, counts, packed=True), packed


def describe(export: Export, entries: Iterable[Entry]) -> Iterator[Made]:
    """The files that describe others, each of which knows those before it."""
    known = list(entries)
    for file, make in LAST:
        body = make(export, known)
        known.append(enter(file, body, {}))
        yield known[-1], body


def _write_readme(export: Export, entries: Sequence[Entry]) -> bytes:
    """Which file is for whom, for a person who was handed the folder."""
    files = [*(entry.file for entry in entries if not entry.packed), *(file for file, _ in LAST)]
    width = max(len(file.name) for file in files)
    listed = [f"{file.name.ljust(width)}  {file.about}" for file in files]
    return "\n".join((*_README.format(version=export.graph.data_version).splitlines(), "", *listed, "")).encode()


_README = f"""\
Qamtu: {TITLE[0].lower()}{TITLE[1:]}
Data version {{version}}. Licence: CC0 1.0, {LICENCE}

{fill(NOTE, 100)}

CSV, in pandas: pd.read_csv("csv/listings.csv", dtype=str)
Without dtype=str pandas reads 41.10 as 41.1, which is the code of another operation. Parquet keeps the types.
Values of one cell of a CSV file stand with | between; csv/csv-metadata.json says where, and which column leads to
which table. The column iri of every table names the same thing as in RDF, GraphQL and SPARQL.
Files marked in catalog.ttl with compressFormat also stand in gzip, under the same name with .gz behind.
"""


def _write_catalog(export: Export, entries: Sequence[Entry]) -> bytes:
    return write_turtle(Statements(make_catalog(export, entries), export.base))


def _write_catalog_as_json(export: Export, entries: Sequence[Entry]) -> bytes:
    described = [each for each in entries if each.name != CATALOG]
    return write_jsonld(Statements(make_catalog(export, described), export.base))


def _write_manifest(export: Export, entries: Sequence[Entry]) -> bytes:
    document = {
        "dataVersion": export.graph.data_version,
        "base": export.base,
        "licence": LICENCE,
        "files": [_listed(entry) for entry in entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _listed(entry: Entry) -> dict[str, object]:
    return {
        "file": entry.name,
        "mediaType": entry.file.media_type,
        **({"compressFormat": "application/gzip"} if entry.packed else {}),
        "bytes": entry.size,
        "sha256": entry.sha256,
        **entry.counts,
        "about": entry.file.about,
    }


def _last(name: str, media_type: str, about: str, conforms_to: tuple[str, ...] = ()) -> File:
    return File(name, media_type, about, lambda _: b"", conforms_to=conforms_to)


LAST: tuple[Last, ...] = (
    (_last("README.txt", "text/plain", "which file is for whom"), _write_readme),
    (_last(CATALOG, "text/turtle", "catalogue of the files and services (DCAT 3, VoID)", _DCAT), _write_catalog),
    (
        _last("catalog.jsonld", "application/ld+json", "the same catalogue as JSON-LD", _DCAT),
        _write_catalog_as_json,
    ),
    (_last(MANIFEST, "application/json", "every file with its size and SHA-256"), _write_manifest),
)
"""What describes the others, in the order in which it is written; a catalogue lists what was there before it."""
