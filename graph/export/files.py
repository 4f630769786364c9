"""The files of a dump: one row for each format."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from graph.codes import NATIONAL, TARIFF
from graph.export.csvs import METADATA, write_csv, write_metadata
from graph.export.export import Export
from graph.export.fhir_codes import GROUPS
from graph.export.fhir_sets import write_bundle, write_ndjson, write_resource
from graph.export.sssom import SET_NAME, write_sssom
from graph.export.table import Table
from graph.export.tables import TABLES
from graph.rdf.description import make_vocabulary
from graph.rdf.dump import FORMATS
from graph.rdf.jsonld import make_context
from graph.rdf.shapes import make_shapes
from graph.rdf.syntax import Statements, write_turtle

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a dump: its name in the folder, its media type, what it is good for, and how it is made.

    ``packed``: whether it stands beside itself in gzip. ``whole``: whether it is the whole graph in RDF.
    """

    name: str
    media_type: str
    about: str
    make: Callable[[Export], bytes]
    count: Callable[[Export], Counts] = lambda _: {}
    conforms_to: tuple[str, ...] = ()
    packed: bool = False
    whole: bool = False


def _graphs() -> Iterator[File]:
    for name, form in FORMATS.items():
        whole = form.media_type != "application/graphml+xml"
        yield File(
            f"qamtu{form.suffix}",
            form.media_type,
            f"the whole graph: {_READERS.get(name, f'the format {name}')}",
            partial(_write_graph, name),
            (lambda export: {"triples": export.statistics.dumped}) if whole else (lambda _: {}),
            packed=True,
            whole=whole,
        )


_READERS: Mapping[str, str] = {
    "turtle": "RDF to read and to load",
    "ntriples": "RDF, a triple a line, sorted, to load in bulk and to compare",
    "nquads": "RDF with the source of every statement as its named graph, a quad a line, sorted",
    "trig": "RDF with named graphs, to read",
    "jsonld": "RDF as JSON, for programs that know no RDF",
    "rdfxml": "RDF for older tools",
    "graphml": "for Gephi, yEd and networkx",
}


def _write_graph(name: str, export: Export) -> bytes:
    return export.dump.write(name)


def _tables(folder: str, suffix: str, media_type: str, make: Callable[[Table, Export], bytes]) -> Iterator[File]:
    for table in TABLES.values():
        yield File(
            f"{folder}/{table.name}.{suffix}",
            media_type,
            f"{table.titles['en']}: {table.comment}",
            partial(make, table),
            partial(_count_rows, table),
        )


def _count_rows(table: Table, export: Export) -> Counts:
    return {"rows": sum(1 for _ in table.lines(export))}


# A server that nobody asks for these files need not hold Arrow (50 MB) in memory.


def _write_parquet(table: Table, export: Export) -> bytes:
    from graph.export.parquet import write_parquet  # noqa: PLC0415

    return write_parquet(table, export)


def _write_xlsx(export: Export) -> bytes:
    from graph.export.xlsx import write_xlsx  # noqa: PLC0415

    return write_xlsx(export)


def _fhir(kind: str, name: str, about: str) -> File:
    return File(f"fhir/{kind}-{name}.json", FHIR, about, partial(write_resource, kind, name), conforms_to=(_R4,))


FHIR = "application/fhir+json"
_R4 = "http://hl7.org/fhir/R4/"
_CSVW = "http://www.w3.org/TR/tabular-metadata/"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# fmt: off

FILES: tuple[File, ...] = (
    *_graphs(),
    File("context.jsonld", "application/ld+json", "the JSON-LD context alone, to link to from JSON of your own",
        lambda export: _written({"@context": make_context(export.base)})),
    File("vocabulary.ttl", "text/turtle", "the vocabulary: every class and term with labels and comment",
        lambda export: write_turtle(Statements(make_vocabulary(export.base), export.base))),
    File("shapes.ttl", "text/turtle", "SHACL shapes: what holds of the graph, to check data of your own",
        lambda export: write_turtle(Statements(make_shapes(export.base), export.base)),
        conforms_to=("http://www.w3.org/TR/shacl/",)),
    *_tables("csv", "csv", "text/csv", write_csv),
    File(f"csv/{METADATA}", "application/csvm+json",
        "types, keys and titles of the CSV files, in the form that CSV on the Web defines",
        write_metadata, conforms_to=(_CSVW,)),
    *_tables("parquet", "parquet", "application/vnd.apache.parquet", _write_parquet),
    File("qamtu.xlsx", _SHEET, "all tables in one workbook, for people with a spreadsheet", _write_xlsx),
    _fhir("CodeSystem", NATIONAL, "FHIR R4 and R5: the national list of procedures, as far as acts name it"),
    _fhir("CodeSystem", GROUPS, "FHIR R4 and R5: groups above the procedures"),
    _fhir("CodeSystem", TARIFF, "FHIR R4 and R5: the tariff list, as far as acts price it"),
    _fhir("CodeSystem", "designation-use", "FHIR R4 and R5: what the uses of designations mean"),
    _fhir("ConceptMap", SET_NAME, "FHIR R4: the national list against ICD-9-CM"),
    File("fhir/resources.ndjson", "application/fhir+ndjson",
        "FHIR R4: every resource on a line, value sets for each table of each version among them, for bulk loading",
        write_ndjson, conforms_to=(_R4,)),
    File("fhir/bundle.json", FHIR, "FHIR R4: the same as one transaction, to POST to a server", write_bundle,
        conforms_to=(_R4,), packed=True),
    File(f"{SET_NAME}.sssom.tsv", "text/tab-separated-values",
        "SSSOM: the relations of national codes to ICD-9-CM, each with its reason", write_sssom,
        lambda export: {"rows": sum(1 for _ in export.all("CodeMatch"))},
        conforms_to=("https://w3id.org/sssom/",)),
)
"""Every file that is made from the graph alone."""

# fmt: on


def _written(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def named(files: Iterable[File], name: str) -> File | None:
    """The file that is called so, itself or in gzip; None where there is none."""
    plain = name.removesuffix(".gz")
    return next((file for file in files if file.name == plain and (file.packed or plain == name)), None)
