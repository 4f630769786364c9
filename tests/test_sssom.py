"""The SSSOM table of the dumps says what the curated one says."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from graph.export.export import Export, ExportError
from graph.export.sssom import write_sssom
from tests.sample_facts import real, sample
from tests.test_tables_export import exported

CURATED = Path(__file__).parent.parent / "seeds" / "codes" / "mkb9-icd9cm.sssom.tsv"


@cache
def written() -> str:
    return write_sssom(Export(real())).decode()  # type: ignore[arg-type]


def rows_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_rows_are_those_of_the_curated_table() -> None:
    assert rows_of(written()) == rows_of(CURATED.read_text(encoding="utf-8"))


def test_the_metadata_are_yaml_with_what_a_mapping_set_needs() -> None:
    lines = [line.removeprefix("#") for line in written().splitlines() if line.startswith("#")]
    found = yaml.safe_load("\n".join(lines))
    assert found["mapping_set_id"] == "https://w3id.org/qamtu/code/mkb9-icd9cm.sssom.tsv"
    assert found["mapping_set_version"] == real().data_version
    assert found["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_every_prefix_is_declared() -> None:
    lines = [line.removeprefix("#") for line in written().splitlines() if line.startswith("#")]
    declared = set(yaml.safe_load("\n".join(lines))["curie_map"])
    header, *rows = (line.split("\t") for line in rows_of(written()))
    columns = [header.index(name) for name in ("subject_id", "predicate_id", "object_id", "mapping_justification")]
    assert {row[column].partition(":")[0] for row in rows for column in columns} == declared


def test_words_that_break_a_table_are_refused() -> None:
    from dataclasses import replace

    facts = tuple(
        replace(fact, value="a\tb") if fact.subject.endswith("code/mkb9/37.51") and fact.term.name == "labels" else fact
        for fact in sample().facts
    )
    with pytest.raises(ExportError, match="tab"):
        write_sssom(exported(facts))
