"""The tables of the dumps: CSV with its metadata, Parquet and the workbook say what GraphQL answers."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from csvw import TableGroup  # type: ignore[import-untyped]
from csvw.metadata import CSVW  # type: ignore[import-untyped]

from graph.export.csvs import METADATA, write_csv, write_metadata
from graph.export.export import Export, ExportError
from graph.export.parquet import write_parquet
from graph.export.table import SEPARATOR
from graph.export.tables import TABLES, table_of
from graph.export.xlsx import write_xlsx
from graph.fact import Fact
from graph.iri import DEFAULT_BASE
from graph.rdf.dump import make_quads
from graph.rdf.quad import Literal, plain, tagged, typed
from graph.stores.memory import MemoryStore
from schema.api import execute, make_schema
from tests.sample_facts import LAW, LISTING, ORDER, TABLE, TARIFF, real, sample, say

QUESTION = """
query ($after: String) { listings(first: 100, after: $after) { totalCount pageInfo { endCursor } nodes {
    iri row nameAsPrinted appliesFrom admission
    procedure { code } table { number } regimes { code } act { iri } version { iri }
    evidence { quote start end basis locator } } }
  tariffLines(first: 10) { totalCount nodes { iri row priceAsPrinted unit appliesFrom
    price { amount currency basis } service { code } regimes { code } } } }
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Built:
    """A build by hand, with its store."""

    facts: tuple[Fact, ...]
    base: str
    data_version: str
    store: MemoryStore


def exported(facts: tuple[Fact, ...]) -> Export:
    """A few facts on their way into files."""
    few = sample()
    return Export(Built(facts, few.base, few.data_version, MemoryStore(facts)))


@cache
def seeds() -> Export:
    return Export(real())  # type: ignore[arg-type]


@cache
def rows(name: str) -> list[Row]:
    """The rows of a CSV file, as a program reads them that takes everything for text."""
    text = write_csv(TABLES[name], seeds()).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@cache
def metadata() -> Row:
    found: Row = json.loads(write_metadata(seeds()))
    return found


@pytest.fixture(scope="module")
def answer() -> Row:
    schema = make_schema(real())  # type: ignore[arg-type]
    found: Row = execute(schema, QUESTION)["data"]
    after = {"after": found["listings"]["pageInfo"]["endCursor"]}
    found["listings"]["nodes"] += execute(schema, QUESTION, after)["data"]["listings"]["nodes"]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSV files with their metadata beside them."""
    path = tmp_path_factory.mktemp("csv")
    (path / METADATA).write_bytes(write_metadata(seeds()))
    for table in TABLES.values():
        (path / f"{table.name}.csv").write_bytes(write_csv(table, seeds()))
    return path


# What the tables say


def test_the_listings_are_those_of_graphql(answer: Row) -> None:
    found = {row["iri"]: row for row in rows("listings")}
    assert len(found) == len(answer["listings"]["nodes"]) == answer["listings"]["totalCount"] == 109
    for node in answer["listings"]["nodes"]:
        row = found[node["iri"]]
        assert row["code"] == node["procedure"]["code"]
        assert (row["row_number"], row["table_number"]) == (node["row"], node["table"]["number"])
        assert row["name_as_printed_kk"] == node["nameAsPrinted"]
        assert row["regime_codes"].split(SEPARATOR) == [each["code"] for each in node["regimes"]]
        assert row["admission_code"] == node["admission"]
        assert (row["act"], row["version"]) == (node["act"]["iri"], node["version"]["iri"])
        assert row["applies_from"] == (node["appliesFrom"] or "")


def test_a_listing_quotes_the_row_and_no_caption(answer: Row) -> None:
    found = {row["iri"]: row for row in rows("listings")}
    for node in answer["listings"]["nodes"]:
        row = found[node["iri"]]
        place = (int(row["evidence_start"]), int(row["evidence_end"]))
        (quote,) = [each for each in node["evidence"] if (each["start"], each["end"]) == place]
        assert row["evidence_place"] == f"table {node['table']['number']}, row {node['row']}"
        assert (row["evidence_quote"], row["evidence_basis"]) == (quote["quote"], quote["basis"])
        assert row["evidence_quote"].startswith(f"{row['row_number']} {row['code']}")


def test_a_quote_stands_in_the_file_that_the_row_names() -> None:
    import hashlib

    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in Path("seeds/acts").glob("*/act.txt")}
    for name in ("listings", "tariff_lines", "effects", "acts", "evidence"):
        for row in rows(name):
            if row["evidence_quote"]:
                text = texts[row["evidence_sha256"]].read_bytes().decode()
                assert text[int(row["evidence_start"]) : int(row["evidence_end"])] == row["evidence_quote"]


def test_the_tariff_lines_are_those_of_graphql(answer: Row) -> None:
    found = {row["iri"]: row for row in rows("tariff_lines")}
    assert [row["price"] for row in rows("tariff_lines")] == ["63112.54", "1081701.27", "257529.98"]
    for node in answer["tariffLines"]["nodes"]:
        row = found[node["iri"]]
        assert (row["code"], row["price"]) == (node["service"]["code"], node["price"]["amount"])
        assert (row["currency"], row["currency_basis"]) == (node["price"]["currency"], node["price"]["basis"])
        assert (row["price_as_printed"], row["unit_kk"]) == (node["priceAsPrinted"], node["unit"] or "")
        assert row["applies_from"] == node["appliesFrom"] == "2025-08-01"


def test_codes_keep_their_zeros() -> None:
    codes = {row["code"] for row in rows("procedures")}
    assert {"00.50", "36.1000", "41.10", "35.9900", "33.5"} <= codes
    assert not {"0.5", "36.1", "41.1", "35.99"} & codes


def test_a_guessing_reader_destroys_codes() -> None:
    """Why there is metadata: what a reader makes of a column that it takes for numbers."""
    guessed = {str(float(row["code"])) for row in rows("procedures") if re.fullmatch(r"\d+\.\d+", row["code"])}
    assert {"0.5", "36.1", "41.1"} <= guessed


def test_tables_join_by_iri_and_by_code() -> None:
    procedures = {row["iri"]: row["code"] for row in rows("procedures")}
    for name, column in (("listings", "procedure"), ("code_mappings", "procedure"), ("kind_assignments", "procedure")):
        assert all(procedures[row[column]] == row["code"] for row in rows(name))
    acts = {row["iri"] for row in rows("acts")}
    assert {row["act"] for name in ("listings", "tariff_lines", "effects", "versions") for row in rows(name)} <= acts


def test_every_class_of_the_law_has_its_table() -> None:
    for name in ("Act", "Version", "Effect", "Listing", "TariffLine", "Procedure", "Service", "CodeMatch", "Conflict"):
        table = table_of(name)
        assert table is not None
        assert len(rows(table.name)) == len(seeds().graph.store.all(name)) > 0


def test_what_is_known_of_versions_and_effects() -> None:
    versions = {row["caused_by_number"]: row for row in rows("versions")}
    assert (versions["ҚР ДСМ-141"]["complete"], versions["ҚР ДСМ-141"]["rows_read"]) == ("true", "109")
    assert (versions["524"]["complete"], versions["524"]["rows_read"]) == ("false", "3")
    effects = {row["act_number"]: row for row in rows("effects")}
    assert effects["524"]["operation_code"] == "INSERTION"
    assert effects["524"]["applies_from"] == "2025-08-01"
    assert effects["ҚР ДСМ-141"]["target_act_number"] == "ҚР ДСМ-134/2020"


def test_every_name_of_a_code_has_a_row() -> None:
    names = [row for row in rows("names") if row["class"] == "Procedure" and row["code"] == "35.84"]
    assert len({row["name"] for row in names if row["language"] == "kk"}) == 2
    assert [row["preferred"] for row in names if row["language"] == "kk"] == ["true", "false"]


# CSV


@pytest.mark.parametrize("name", TABLES)
def test_a_csv_file_is_plain(name: str) -> None:
    body = write_csv(TABLES[name], seeds())
    assert not body.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in body
    assert body.endswith(b"\n")
    assert list(rows(name)[0]) == [column.name for column in TABLES[name].columns]
    assert len({tuple(row[key] for key in TABLES[name].key) for row in rows(name)}) == len(rows(name))


def test_csv_carries_what_is_hard_to_carry() -> None:
    hard = 'a "quoted", text\nin two lines\r, =1+1'
    table = replace(TABLES["conflicts"], columns=(replace(TABLES["conflicts"].columns[0], read=lambda _: hard),))
    text = write_csv(table, seeds()).decode()
    assert [row[0] for row in csv.reader(StringIO(text, newline=""))][1:] == [hard]


def test_a_value_with_the_separator_is_refused() -> None:
    conflicts = TABLES["conflicts"]
    table = replace(conflicts, columns=(replace(conflicts.columns[0], many=True, read=lambda _: ("a|b", "c")),))
    with pytest.raises(ExportError, match="stands between"):
        write_csv(table, seeds())


def test_the_metadata_stand_before_an_independent_validator(folder: Path) -> None:
    found = CSVW(str(folder / METADATA), validate=True)
    assert found.is_valid
    assert found.warnings == []


def test_an_independent_reader_gets_typed_values(folder: Path) -> None:
    group = TableGroup.from_file(folder / METADATA)
    group.check_referential_integrity()
    lines = list(group.tabledict["tariff_lines.csv"].iterdicts(strict=True))
    assert [line["price"] for line in lines] == [Decimal("63112.54"), Decimal("1081701.27"), Decimal("257529.98")]
    assert {line["applies_from"].date() for line in lines} == {date(2025, 8, 1)}
    listings = list(group.tabledict["listings.csv"].iterdicts(strict=True))
    assert listings[0]["code"] == "00.50"
    assert listings[0]["regime_codes"] == ["GOBMP"]


def test_the_validator_sees_a_row_that_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    damaged = (tmp_path / "listings.csv").read_text(encoding="utf-8").replace('mkb9/99.791"', 'mkb9/99.79100"')
    (tmp_path / "listings.csv").write_text(damaged, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mkb9/99\.79100.* not found in table procedures"):
        _ = CSVW(str(tmp_path / METADATA), validate=True).is_valid


def test_columns_have_titles_in_three_languages() -> None:
    for table in metadata()["tables"]:
        for column in table["tableSchema"]["columns"]:
            assert set(column["titles"]) == {"und", "kk", "ru", "en"}
            assert column["titles"]["und"] == column["name"]


def stated() -> Iterator[tuple[str, str, str | Literal]]:
    """What the CSV files say by their metadata (csv2rdf, minimal mode), in the terms of our dumps."""
    tables = {table["url"].removesuffix(".csv"): table["tableSchema"]["columns"] for table in metadata()["tables"]}
    for name, columns in tables.items():
        for row in rows(name):
            for column in columns:
                if "propertyUrl" in column and row[column["name"]]:
                    about = re.fullmatch(r"\{\+(\w+)\}", column.get("aboutUrl", "{+iri}"))
                    assert about
                    for value in row[column["name"]].split(column.get("separator", "\0")):
                        yield row[about[1]], column["propertyUrl"], meant(column, value)


def meant(column: Row, value: str) -> str | Literal:
    """The object of a statement. CSVW and RDF name the datatypes alike."""
    if "valueUrl" in column:
        return value
    if "lang" in column:
        return tagged(value, column["lang"])
    datatype = column["datatype"]
    base = datatype if isinstance(datatype, str) else datatype["base"]
    return plain(value) if base == "string" else typed(value, base)


def test_the_csv_files_say_what_the_rdf_says() -> None:
    quads = {quad[:3] for quad in make_quads(real())}
    said = set(stated())
    assert len(said) > 3500
    assert said <= quads


def test_the_base_of_the_build_is_everywhere() -> None:
    export = exported(sample().facts)
    text = b"".join([write_csv(TABLES["listings"], export), write_metadata(export)])
    assert DEFAULT_BASE.encode() not in text
    assert b"https://example.org/q/def/procedure" in text


# Parquet


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_rows_of_the_csv(name: str) -> None:
    table = pq.read_table(BytesIO(write_parquet(TABLES[name], seeds())))
    read = table.to_pylist()
    assert [[spell(value) for value in row.values()] for row in read] == [list(row.values()) for row in rows(name)]
    for column, found in zip(TABLES[name].columns, table.schema, strict=True):
        assert found.nullable is not column.required
        if column.term and column.term.iri.startswith("q:"):
            assert found.metadata[b"property"].decode().startswith(f"{seeds().base}def/")


def spell(value: Any) -> str:
    """A value of Arrow as our CSV spells it; scale is a matter of the column."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return SEPARATOR.join(map(spell, value))
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


def test_parquet_types() -> None:
    schema = pq.read_schema(BytesIO(write_parquet(TABLES["tariff_lines"], seeds())))
    types = {field.name: str(field.type) for field in schema}
    assert types["price"] == "decimal128(18, 2)"
    assert (types["code"], types["applies_from"], types["regime_codes"]) == (
        "string",
        "date32[day]",
        "list<element: string>",
    )
    assert schema.metadata[b"data_version"].decode() == seeds().graph.data_version


@pytest.mark.parametrize("amount", ["0.005", "12345678901234567.00"])
def test_an_amount_that_does_not_fit_is_refused(amount: str) -> None:
    facts = tuple(
        replace(fact, value=amount) if (fact.subject, fact.term.name) == (TARIFF, "price") else fact
        for fact in with_act(sample().facts)
    )
    with pytest.raises(ExportError, match="price"):
        write_parquet(TABLES["tariff_lines"], exported(facts))


def with_act(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The sample, with what it lacks of a whole graph: acts and tables of its rows, and who orders its effect."""
    missing = (
        *((each, "act", LAW) for each in (TARIFF, LISTING)),
        (LISTING, "table", TABLE),
        (f"{ORDER}/effect/1", "act", ORDER),
    )
    return (*facts, *(say(*each) for each in missing))


def test_a_row_without_what_it_must_have_is_refused() -> None:
    facts = tuple(fact for fact in with_act(sample().facts) if (fact.subject, fact.term.name) != (LISTING, "table"))
    with pytest.raises(ExportError, match="table"):
        write_parquet(TABLES["listings"], exported(facts))


# The workbook


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write_xlsx(seeds())))


def test_the_workbook_says_what_it_is(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["about", *TABLES]
    words = " ".join(str(row[0]) for row in book["about"].values if row[0])
    assert "UNOFFICIAL" in words
    assert "CC0" in words
    assert seeds().graph.data_version in words


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_has_the_rows_of_the_csv(book: openpyxl.Workbook, name: str) -> None:
    header, *body = book[name].values
    assert list(header) == list(rows(name)[0])
    assert [[shown(cell) for cell in line] for line in body] == [list(row.values()) for row in rows(name)]
    assert book[name].freeze_panes == "A2"
    assert book[name].auto_filter.ref


def shown(cell: Any) -> str:
    match cell:
        case datetime():
            return cell.date().isoformat()
        case float():
            return f"{Decimal(repr(cell)):f}"
        case _:
            return spell(cell)


def test_codes_of_a_sheet_are_text(book: openpyxl.Workbook) -> None:
    sheet = book["listings"]
    place = [cell.value for cell in sheet[1]].index("code") + 1
    cells = [sheet.cell(line, place) for line in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "http://a.example"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    facts = tuple(
        replace(fact, value=text) if (fact.subject, fact.term.name) == (LISTING, "nameAsPrinted") else fact
        for fact in with_act(sample().facts)
    )
    body = write_xlsx(exported(facts))
    sheet = openpyxl.load_workbook(BytesIO(body))["listings"]
    place = [cell.value for cell in sheet[1]].index("name_as_printed_kk") + 1
    cell = sheet.cell(2, place)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] != "h")
    assert b"<f>" not in b"".join(ZipFile(BytesIO(body)).read(name) for name in ZipFile(BytesIO(body)).namelist())


@pytest.mark.parametrize(("amount", "kind"), [("1234567890123.45", "n"), ("12345678901234.56", "s")])
def test_an_amount_with_too_many_digits_for_a_sheet_is_text(amount: str, kind: str) -> None:
    facts = tuple(
        replace(fact, value=amount) if (fact.subject, fact.term.name) == (TARIFF, "price") else fact
        for fact in with_act(sample().facts)
    )
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(exported(facts))))["tariff_lines"]
    cell = sheet.cell(2, [each.value for each in sheet[1]].index("price") + 1)
    assert (str(cell.value), cell.data_type) == (amount, kind)


def test_a_long_text_is_cut_and_marked() -> None:
    facts = tuple(
        replace(fact, value="ә" * 40_000) if (fact.subject, fact.term.name) == (LISTING, "nameAsPrinted") else fact
        for fact in with_act(sample().facts)
    )
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(exported(facts))))["listings"]
    (value,) = [str(cell.value) for cell in sheet[2] if str(cell.value).startswith("әә")]
    assert (len(value), value[-1]) == (32_767, "…")
