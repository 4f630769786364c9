"""The contract of ``qamtu read --json``: its keys, its spans, and the golden files.

The golden files were checked against the texts line by line. After a wanted change of the reader they are written
anew with ``QAMTU_UPDATE_GOLDEN=1`` and reviewed as a diff.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.act_json import as_json, unread_json
from graph.diagnostic import RULES
from graph.iri import Names
from graph.source import UnreadableSourceError, decode
from tests.seed_acts import LIST, TARIFFS, act_of, read, text_of

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "QAMTU_UPDATE_GOLDEN"
SLUGS = (LIST, TARIFFS)

ROW = {"number", "section", "code", "code_printed", "name", "unit", "prices", "cells", "repaired", "quote", "spans"}
CITED = {"title", "issuer", "date", "number", "registration"}
KEYS = {
    "": {
        "source", "iri", "kind", "title", "title_span", "requisites", "registration", "enacting_word", "points",
        "commencement", "signatories", "appendices", "effects", "citations", "notes", "diagnostics",
    },
    "source": {"file", "sha256", "language", "characters"},
    "requisites": {"issuer", "acting", "signed", "number", "number_printed", "span"},
    "registration": {"number", "date", "span"},
    "points": {"number", "text", "points", "span"},
    "commencement": {"rule", "days", "day_kind", "date", "applies_from", "span"},
    "signatories": {"name", "position", "span"},
    "appendices": {"number", "becomes", "title", "span", "tables"},
    "appendices.becomes": {"act", "appendix"},
    "appendices.becomes.act": {"issuer", "number", "date"},
    "appendices.tables": {"number", "caption", "caption_span", "columns", "sections", "rows"},
    "appendices.tables.sections": {"heading", "admission", "regimes", "restarts_numbering", "span"},
    "appendices.tables.rows": ROW,
    "appendices.tables.rows.prices": {"role", "amount", "amount_printed", "currency"},
    "appendices.tables.rows.cells": {"column", "text", "span"},
    "effects": {"operation", "scope", "verb", "by", "target", "content", "span"},
    "effects.target": {"act", "element"},
    "effects.target.act": CITED,
    "effects.content.rows": ROW,
    "citations": CITED | {"element", "span"},
    "notes": {"text", "by", "span"},
    "diagnostics": {
        "code", "severity", "message", "line", "column", "span", "found", "expected", "action", "help",
    },
}  # fmt: skip
"""What the contract promises, by the path of the object."""


def printed(slug: str) -> Any:
    """The object as a reader of the JSON gets it."""
    return json.loads(json.dumps(as_json(act_of(slug), Names()), ensure_ascii=False))


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for key, each in value.items():
            yield from objects(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            yield from objects(each, path)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_golden_file(slug: str) -> None:
    path = GOLDEN / f"{slug}.json"
    found = json.dumps(as_json(act_of(slug), Names()), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get(UPDATE):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"if this is wanted: {UPDATE}=1 pytest {Path(__file__).name}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_promised_key_is_there(slug: str) -> None:
    seen = set()
    for path, value in objects(printed(slug)):
        bare = path.replace("points.points", "points")
        assert KEYS.get(bare, set()) <= set(value), path
        seen.add(bare)
    assert {"points", "effects.target.act", "appendices.tables.rows.cells", "diagnostics"} <= seen


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_and_cell_stands_at_its_spans(slug: str) -> None:
    text = text_of(slug)
    rows = [value for path, value in objects(printed(slug)) if path.endswith(".rows")]
    assert rows
    for row in rows:
        assert row["quote"] == "\n".join(text[start:end] for start, end in row["spans"])
        for cell in row["cells"]:
            assert cell["text"] == text[slice(*cell["span"])]
        assert {row["number"], row["code_printed"]} <= {cell["text"] for cell in row["cells"]}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_span_lies_in_the_text(slug: str) -> None:
    for path, value in objects(printed(slug)):
        for span in [value.get("span"), value.get("title_span"), value.get("caption_span"), *value.get("spans", [])]:
            assert span is None or 0 <= span[0] <= span[1] <= len(text_of(slug)), path


def test_amounts_are_decimal_strings_without_a_currency() -> None:
    rows = printed(TARIFFS)["appendices"][0]["tables"][0]["rows"]
    drawn = {"column": None, "currency_span": None}
    assert [row["prices"] for row in rows] == [
        [{"role": "price", "amount": amount, "amount_printed": verbatim, "currency": None, "span": span, **drawn}]
        for amount, verbatim, span in (
            ("63112.54", "63 112,54", [1355, 1364]),
            ("1081701.27", "1 081 701, 27", [1415, 1428]),
            ("257529.98", "257 529,98", [1555, 1565]),
        )
    ]


def test_a_table_outside_an_appendix_stands_among_the_appendices_and_in_its_effect() -> None:
    value = printed(TARIFFS)
    (appendix,) = value["appendices"]
    assert (appendix["number"], appendix["title"], appendix["becomes"]) == (None, None, None)
    assert value["effects"][0]["content"] == {"rows": appendix["tables"][0]["rows"]}
    assert printed(LIST)["effects"][0]["content"] == {"appendix": 0}


def test_subpoints_are_numbered_with_a_bracket() -> None:
    points = printed(LIST)["points"]
    assert [point["number"] for point in points] == ["1", "2", "3", "4"]
    assert [point["number"] for point in points[1]["points"]] == ["1)", "2)", "3)"]


def test_what_a_problem_leaves_open_comes_from_its_rule() -> None:
    value = as_json(read("Order of the Minister of Health\n"), Names())
    assert value["diagnostics"] == [
        {
            "code": "KZ-SRC-008",
            "severity": "error",
            "message": "the text is in no language that can be read",
            "line": 1,
            "column": 1,
            "span": [0, 31],
            "found": "Order of the Minister of Health",
            "expected": RULES["KZ-SRC-008"].expected,
            "action": "nothing was read",
            "help": RULES["KZ-SRC-008"].help,
        }
    ]


def test_without_requisites_there_is_no_iri() -> None:
    value = as_json(read(text_of(LIST).replace("№ ҚР ДСМ -141", "")), Names())
    assert (value["iri"], value["requisites"], value["kind"]) == (None, [], None)


def test_without_their_line_the_requisites_are_those_of_the_appendix() -> None:
    act = read(text_of(LIST).replace("№ ҚР ДСМ -141 бұйрығы.", ""))
    assert [(each.number, each.printed_in) for each in act.requisites] == [("ҚР ДСМ-141", "appendix")]
    assert "KZ-REQ-001" in {each.problem.code for each in act.diagnostics}


def test_a_file_that_could_not_be_decoded_gives_the_same_keys() -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        decode(b"\xff", "act.txt")
    value = unread_json(caught.value.diagnostic)
    assert list(value) == list(as_json(act_of(LIST), Names()))
    assert value["source"] == {"file": "act.txt", "sha256": None, "language": None, "characters": None}
    assert (value["iri"], value["points"]) == (None, [])


def test_reading_twice_prints_the_same() -> None:
    assert as_json(read(text_of(LIST)), Names()) == as_json(read(text_of(LIST)), Names())
