"""Tables as Parquet files: strings stay strings, amounts are exact decimals, cells of many values are lists."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from graph.export.export import Export, ExportError
from graph.export.table import Cell, Column, Table
from graph.rdf.description import LICENCE
from graph.rdf.quad import expand

_MONEY = pa.decimal128(18, 2)
_NUMBER = pa.decimal128(18, 6)

_TYPES: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "string": pa.string(),
        "iri": pa.string(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "decimal": _NUMBER,
    }
)


def write_parquet(table: Table, export: Export) -> bytes:
    """One file. The same rows give the same bytes with the same release of Arrow.

    Raises ExportError for an amount that 18 digits, two of them after the point, do not hold exactly, and for a row
    without what it must have.
    """
    cells = zip(*table.rows(export), strict=True)
    columns = [tuple(each) for each in cells] or [() for _ in table.columns]
    arrays = [_array(column, values) for column, values in zip(table.columns, columns, strict=True)]
    schema = pa.schema([_field(column, export.base) for column in table.columns], _about(table, export))
    stream = BytesIO()
    try:
        parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
    except pa.ArrowInvalid as error:
        raise ExportError(f"the table {table.name} lacks a value that it must have: {error}") from error
    return stream.getvalue()


def _array(column: Column, cells: Iterable[Cell]) -> pa.Array:
    try:
        return pa.array([list(cell) if isinstance(cell, tuple) else cell for cell in cells], _type(column))
    except (pa.ArrowInvalid, OverflowError) as error:
        raise ExportError(f"a value of the column {column.name} does not fit {_type(column)}: {error}") from error


def _type(column: Column) -> pa.DataType:
    term = column.term.name if column.term else ""
    single = _MONEY if term == "price" else _TYPES[column.datatype]
    return pa.list_(single) if column.many else single


def _field(column: Column, base: str) -> pa.Field:
    """With the property that the column stands for, and what it means."""
    about = {"comment": column.comment, **{f"title_{tongue}": word for tongue, word in column.titles.items()}}
    if column.term:
        about["property"] = expand(column.term.iri, base)
    return pa.field(column.name, _type(column), nullable=not column.required, metadata=about)


def _about(table: Table, export: Export) -> dict[str, str]:
    return {
        "title": json.dumps(dict(table.titles), ensure_ascii=False),
        "base": export.base,
        "data_version": export.graph.data_version,
        "licence": LICENCE,
    }
