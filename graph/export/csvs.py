"""Tables as CSV files (RFC 4180), and what a program has to know to read them right (W3C, CSV on the Web).

Text is quoted and nothing else is, so that an empty cell is no text of no letters; lines end in LF; UTF-8 without
byte order mark. Codes are text: a reader that guesses makes 0.5 of 00.50, hence the metadata.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.export.export import Export, ExportError
from graph.export.table import SEPARATOR, Cell, Column, Table, Titles
from graph.export.tables import TABLES, table_of
from graph.fact import lexical
from graph.rdf.description import LICENCE, TITLE
from graph.rdf.quad import expand

Json = dict[str, Any]

METADATA = "csv-metadata.json"
"""The name under which readers look for the metadata of the CSV files beside it (CSVW, section 5.3)."""

_DATATYPES: Json = {
    "string": "string",
    "decimal": "decimal",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "boolean": {"base": "boolean", "format": "true|false"},
    "integer": "integer",
    "iri": "anyURI",
}

_DIALECT: Json = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "headerRowCount": 1,
    "lineTerminators": ["\n"],
    "skipInitialSpace": False,
    "trim": False,
}

NOTE = (
    "An unofficial extract of legal acts of Kazakhstan; the acts themselves prevail. Codes are text: 00.50, 36.1000 "
    "and 41.10 are no numbers. Offsets count Unicode code points. An empty cell is unknown or does not apply."
)
"""What every reader of the tables should know."""


def write_csv(table: Table, export: Export) -> bytes:
    """A header with the names of the columns, then a line for each row. Raises ExportError."""
    header = ",".join(column.name for column in table.columns)
    lines = (",".join(_cells(table.columns, row)) for row in table.rows(export))
    return "".join(f"{line}\n" for line in (header, *lines)).encode()


def _cells(columns: Iterable[Column], row: Iterable[Cell]) -> Iterator[str]:
    for column, cell in zip(columns, row, strict=True):
        text = joined(cell)
        quoted = column.datatype in {"string", "iri"} and text
        yield f'"{text.replace(chr(34), chr(34) * 2)}"' if quoted else text


def joined(cell: Cell) -> str:
    """A cell as one text. Raises ExportError where a value of several holds the sign between them."""
    if not isinstance(cell, tuple):
        return "" if cell is None else lexical(cell)
    texts = [lexical(value) for value in cell]
    if broken := [text for text in texts if SEPARATOR in text]:
        raise ExportError(f"{broken[0]!r} holds {SEPARATOR}, which stands between the values of a cell")
    return SEPARATOR.join(texts)


def write_metadata(export: Export) -> bytes:
    """One document about all CSV files: types, titles in three languages, properties, keys between the tables."""
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": f"{export.dumps}csv/{METADATA}",
        "@type": "TableGroup",
        "dc:title": TITLE,
        "dc:identifier": export.graph.data_version,
        "dc:license": {"@id": LICENCE},
        "dc:description": NOTE,
        "dialect": _DIALECT,
        "tables": [_table(table, export.base) for table in TABLES.values()],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _table(table: Table, base: str) -> Json:
    return {
        "url": f"{table.name}.csv",
        "dc:title": _in_languages(table.titles),
        "dc:description": table.comment,
        "tableSchema": {
            "columns": [_column(column, base) for column in table.columns],
            "aboutUrl": "{+iri}",
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _column(column: Column, base: str) -> Json:
    found: Json = {
        "name": column.name,
        "titles": {"und": column.name, **column.titles},
        "dc:description": column.comment,
        "datatype": _DATATYPES[column.datatype],
        "required": column.required,
    }
    if column.many:
        found["separator"] = SEPARATOR
    if column.language:
        found["lang"] = column.language
    return found | _statement(column, base)


def _statement(column: Column, base: str) -> Json:
    """The statement that a cell makes. A list of IRIs makes none: CSVW knows no list of links (csv2rdf, section 4)."""
    if column.term is None or (column.many and column.datatype == "iri"):
        return {"suppressOutput": True}
    found: Json = {"propertyUrl": expand(column.term.iri, base)}
    if column.about != "iri":
        found["aboutUrl"] = f"{{+{column.about}}}"
    if column.datatype == "iri":
        found["valueUrl"] = f"{{+{column.name}}}"
    return found


def _foreign_keys(table: Table) -> Iterator[Json]:
    """Columns that always lead to a row of another table; strict validators refuse a key that may be empty."""
    for column in table.columns:
        target = table_of(column.term.range) if column.term and column.required and not column.many else None
        if target:
            reference = {"resource": f"{target.name}.csv", "columnReference": "iri"}
            yield {"columnReference": column.name, "reference": reference}


def _in_languages(words: Titles) -> list[Json]:
    return [{"@value": word, "@language": language} for language, word in words.items()]
