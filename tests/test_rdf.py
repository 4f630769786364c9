"""The files: every parser reads every one alike, and they are the same from run to run."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.term import Node

from graph.build import Graph, build
from graph.fact import Quote
from graph.rdf.dump import FORMATS, Built, make_quads, write
from graph.rdf.model import make_model
from graph.rdf.quad import Literal, Quad, plain
from graph.rdf.syntax import Statements, write_nquads, write_rdfxml, write_trig, write_turtle
from graph.rdf.xml_characters import writable
from schema.api import execute, make_schema
from tests.bench_questions import GRAPHQL, SPARQL, answer_of_graphql, answer_of_sparql
from tests.sample_facts import (
    BASE,
    ELI,
    LISTING,
    ORDER,
    TARIFF,
    TEXT,
    VERSION,
    Sample,
    hashes,
    real,
    sample,
    say,
)

# The parsers of rdflib 7.6 call its own deprecated names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

ROOT = Path(__file__).parent.parent
RDF_FORMATS = [name for name in FORMATS if name != "graphml"]
NASTY = 'a\x0cb\r\nc\td"e\\f\x01\x7f\u2028\ufeff\U0001f600<//x> .\n}\n@prefix'

Row = tuple[str, str, str, str, str]
"""Subject, predicate, object, datatype or language of a literal, graph."""
Files = Callable[[str], bytes]
"""The file of a format, by its name."""


def dump(graph: Built, name: str) -> bytes:
    stream = io.BytesIO()
    write(graph, name, stream)
    return stream.getvalue()


def text_of(value: str | Literal) -> str:
    return value if isinstance(value, str) else value.text


def rows_of(quads: list[Quad], *, named: bool) -> set[Row]:
    rows = set()
    for subject, predicate, value, graph in quads:
        kind = "" if isinstance(value, str) else value.language or value.datatype
        rows.add((subject, predicate, text_of(value), kind, graph if named else ""))
    return rows


def by_pyoxigraph(data: bytes, name: str) -> set[Row]:
    rows = set()
    format_ = pyoxigraph.RdfFormat.from_media_type(FORMATS[name].media_type)
    for quad in pyoxigraph.parse(data, format=format_):
        literal = isinstance(quad.object, pyoxigraph.Literal)
        kind = (quad.object.language or quad.object.datatype.value) if literal else ""
        graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        rows.add((quad.subject.value, quad.predicate.value, quad.object.value, kind, graph))
    return rows


def by_rdflib(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> set[Row]:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    if FORMATS[name].quads:
        model = rdflib.Dataset()
        model.parse(data, format=FORMATS[name].media_type)
        return {row_of(*each[:3], str(each[3])) for each in model.quads()}
    triples = rdflib.Graph().parse(data, format={"jsonld": "json-ld"}.get(name, FORMATS[name].media_type))
    return {row_of(*triple, "") for triple in triples}


def row_of(subject: Node, predicate: Node, value: Node, graph: str) -> Row:
    kind = str(value.language or value.datatype or rdflib.XSD.string) if isinstance(value, rdflib.Literal) else ""
    return str(subject), str(predicate), str(value), kind, graph


def by_rapper(data: bytes, name: str) -> set[Row]:
    command = ["rapper", "-q", "-i", name, "-o", "nquads" if FORMATS[name].quads else "ntriples", "-", BASE]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert done.stderr == b""
    return by_pyoxigraph(done.stdout, "nquads")


@pytest.fixture(scope="module", params=["sample", "seeds"])
def graph(request: pytest.FixtureRequest) -> Built:
    return sample() if request.param == "sample" else real()


@pytest.fixture(scope="module")
def quads(graph: Built) -> list[Quad]:
    return make_quads(graph)


@pytest.fixture(scope="module")
def files(graph: Built) -> Files:
    """The file of each format, written once."""
    return cache(lambda name: dump(graph, name))


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_pyoxigraph_reads_what_was_said(name: str, files: Files, quads: list[Quad]) -> None:
    assert by_pyoxigraph(files(name), name) == rows_of(quads, named=FORMATS[name].quads)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_what_was_said(
    name: str, files: Files, quads: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_rdflib(files(name), name, monkeypatch) == rows_of(quads, named=FORMATS[name].quads)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed: Debian's raptor2-utils has it")
@pytest.mark.parametrize("name", [name for name in RDF_FORMATS if name != "jsonld"])  # rapper knows no JSON-LD
def test_rapper_reads_what_was_said(name: str, files: Files, quads: list[Quad]) -> None:
    assert by_rapper(files(name), name) == rows_of(quads, named=FORMATS[name].quads)


def test_the_model_says_the_same(graph: Built, quads: list[Quad]) -> None:
    model = make_model(quads, graph.base)
    assert {row_of(*triple, "") for triple in model} == rows_of(quads, named=False)
    assert dict(model.namespaces())["q"] == rdflib.URIRef(f"{graph.base}def/")


def test_files_are_the_same_from_run_to_run() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.sample_facts import hashes; print(*hashes())"],
        env={**os.environ, "PYTHONHASHSEED": other_hash_seed()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = done.stdout.split()
    assert found == hashes()
    assert len(found) == 2 * len(FORMATS)


def other_hash_seed() -> str:
    """A seed of hashes that this process does not have."""
    return "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_the_order_of_facts_does_not_matter(name: str) -> None:
    graph = sample()
    assert dump(replace(graph, facts=graph.facts[::-1]), name) == dump(graph, name)


@pytest.mark.parametrize("name", ["ntriples", "nquads"])
def test_lines_are_sorted_and_distinct(name: str, files: Files) -> None:
    lines = files(name).splitlines()
    assert lines == sorted(set(lines))


def test_strings_are_spelled_as_canonical_nquads_want() -> None:
    quad = Quad("u:s", "u:p", plain('\x00\x07\b\t\n\x0b\f\r\x0e\x1f "\\\x7f\x80қ\U0001f600'), "u:g")
    expected = r'"\u0000\u0007\b\t\n\u000B\f\r\u000E\u001F \"\\\u007F' + "\x80қ\U0001f600" + '"'
    assert write_nquads(Statements([quad], BASE)).decode() == f"<u:s> <u:p> {expected} <u:g> .\n"


@pytest.mark.parametrize("name", [name for name in RDF_FORMATS if name != "rdfxml"])
def test_control_characters_survive(name: str) -> None:
    graph = Sample((say(ORDER, "number", NASTY, quotes=(Quote(TEXT, 0, len(NASTY), NASTY, NASTY),)),))
    assert by_pyoxigraph(dump(graph, name), name) == rows_of(make_quads(graph), named=FORMATS[name].quads)


def test_rdfxml_replaces_only_what_xml_cannot_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_rdfxml(Statements([Quad(ORDER, ELI + "number", plain(NASTY), TEXT)], BASE))
    expected = NASTY.replace("\x0c", "\ufffd").replace("\x01", "\ufffd")
    assert {row[2] for row in by_pyoxigraph(data, "rdfxml")} == {expected}
    assert {row[2] for row in by_rdflib(data, "rdfxml", monkeypatch)} == {expected}


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_turtle_and_trig_keep_any_text(text: str) -> None:
    quads = [Quad(ORDER, ELI + "number", plain(text), TEXT), Quad(TEXT, ELI + "format", "https://other.org/x", TEXT)]
    said = Statements(quads, BASE)
    assert by_pyoxigraph(write_turtle(said), "turtle") == rows_of(quads, named=False)
    assert by_pyoxigraph(write_trig(said), "trig") == rows_of(quads, named=True)
    assert b"<https://other.org/x>" in write_turtle(said)
    assert len(writable(text)) == len(text)


def test_an_iri_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        dump(Sample((say("https://example.org/a b", "number", "1"),)), "turtle")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        write(sample(), "n3", io.BytesIO())


def test_turtle_reads_well() -> None:
    text = dump(sample(), "turtle").decode()
    assert f"@prefix q: <{BASE}def/> .\n" in text
    block = next(block for block in text.split("\n\n") if block.startswith(f"<{LISTING.removeprefix(BASE)}> a "))
    assert "\tq:procedure <code/mkb9/37.51> ;\n" in block
    assert "\tq:regime <concept/regime/osms> ;\n" in block
    version = VERSION.removeprefix(BASE)
    assert text.index(f"<{version}> a") < text.index(f"<{version}/tbl_3> a") < text.index("\nschema:price ")


def test_jsonld_speaks_the_vocabulary() -> None:
    document = json.loads(dump(sample(), "jsonld"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    tariff = nodes[TARIFF.removeprefix(BASE)]
    assert tariff["price"] == {"@value": "1081701.2", "@type": "xsd:decimal"}
    assert tariff["currency"] == "KZT"
    assert tariff["unit"] == {"kk": "1 сеанс"}
    assert nodes[LISTING.removeprefix(BASE)]["regimes"] == ["concept/regime/osms"]
    assert b"E+" not in dump(real(), "jsonld")
    assert not any(isinstance(value, float) for node in document["@graph"] for value in node.values())


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_every_format_gives_another_store_the_answer_of_graphql(name: str) -> None:
    graph = build_once()
    store = pyoxigraph.Store()
    store.bulk_load(dump(graph, name), format=pyoxigraph.RdfFormat.from_media_type(FORMATS[name].media_type))
    results = store.query(SPARQL % ("", "", ""), use_default_graph_as_union=True)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    answer = answer_of_sparql(json.loads(results.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b""))
    assert answer == answer_of_graphql(execute(make_schema(graph), GRAPHQL % ""))
    assert {row[0] for row in answer} == {"33.5", "33.6", "37.51", "41.01", "41.04", "41.05", "41.06", "41.10", "52.80"}
    assert len(answer) == 18
    assert {row[4] for row in answer} == {"osms"}


@cache
def build_once() -> Graph:
    return build(ROOT / "seeds")


def test_nothing_is_blank(files: Files) -> None:
    assert b"_:" not in re.sub(rb'"(?:[^"\\]|\\.)*"', b"", files("nquads"))
    assert b"_:" not in re.sub(rb'"(?:[^"\\]|\\.)*"', b"", files("trig"))
