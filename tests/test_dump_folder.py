"""The folder of a dump: every file listed, counted and described; the same bytes at every build."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF

from graph.export.entry import Entry
from graph.export.export import Export
from graph.export.files import FILES, File, named
from graph.export.folder import LAST, make_folder
from graph.rdf.dump import FORMATS, make_quads
from graph.rdf.jsonld import make_context
from tests.sample_facts import real, sample
from tests.test_tables_export import exported, with_act

ROOT = Path(__file__).parent.parent
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix s: <https://example.org/shape/> .
s:Catalog a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property s:title , s:description , s:licence , s:publisher ,
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] ,
    [ sh:path dcat:service ; sh:minCount 2 ; sh:class dcat:DataService ] .
s:Dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property s:title , s:description , s:licence , s:publisher ,
    [ sh:path dcat:version ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
s:Service a sh:NodeShape ; sh:targetClass dcat:DataService ;
  sh:property s:title , s:licence ,
    [ sh:path dcat:endpointURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcterms:conformsTo ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:servesDataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
s:Distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property s:title , s:licence ,
    [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ;
      sh:pattern "^http://www.iana.org/assignments/media-types/" ] ,
    [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
    [ sh:path spdx:checksum ; sh:minCount 1 ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
s:Checksum a sh:NodeShape ; sh:targetClass spdx:Checksum ;
  sh:property [ sh:path spdx:algorithm ; sh:hasValue spdx:checksumAlgorithm_sha256 ] ,
    [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:hexBinary ] .
s:title sh:path dcterms:title ; sh:minCount 1 .
s:description sh:path dcterms:description ; sh:minCount 1 .
s:licence sh:path dcterms:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI .
s:publisher sh:path dcterms:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI .
"""
"""What DCAT 3 and its European profile want of every catalogue, as far as ours has it."""


@cache
def made() -> dict[str, tuple[Entry, bytes]]:
    return {entry.name: (entry, body) for entry, body in make_folder(Export(real()))}  # type: ignore[arg-type]


def body(name: str) -> bytes:
    return made()[name][1]


@cache
def catalog() -> rdflib.Graph:
    return rdflib.Graph().parse(data=body("catalog.ttl"), format="turtle")


def dataset() -> rdflib.URIRef:
    (found,) = catalog().subjects(RDF.type, DCAT.Dataset)
    assert isinstance(found, rdflib.URIRef)
    return found


# Files


def test_the_folder_has_every_format() -> None:
    assert {f"qamtu{form.suffix}" for form in FORMATS.values()} <= set(made())
    assert {"csv/listings.csv", "csv/csv-metadata.json", "parquet/listings.parquet", "qamtu.xlsx"} <= set(made())
    assert {"fhir/bundle.json", "mkb9-icd9cm.sssom.tsv", "shapes.ttl", "vocabulary.ttl"} <= set(made())
    assert len(made()) == len(FILES) + sum(file.packed for file in FILES) + len(LAST)


def test_every_format_of_rdf_stands_in_gzip_too() -> None:
    for form in FORMATS.values():
        packed = body(f"qamtu{form.suffix}.gz")
        assert gzip.decompress(packed) == body(f"qamtu{form.suffix}")
        assert packed[4:8] == b"\0\0\0\0"
        assert packed[3] == 0


def test_the_manifest_knows_every_other_file() -> None:
    manifest = json.loads(body("manifest.json"))
    listed = {each["file"]: each for each in manifest["files"]}
    assert set(listed) == set(made()) - {"manifest.json"}
    for name, each in listed.items():
        assert (each["bytes"], each["sha256"]) == (len(body(name)), hashlib.sha256(body(name)).hexdigest())
    assert listed["csv/listings.csv"]["rows"] == listed["parquet/listings.parquet"]["rows"] == 109
    assert listed["qamtu.nt"]["triples"] == body("qamtu.nt").count(b"\n")
    assert manifest["dataVersion"] == real().data_version


def test_the_readme_says_which_file_is_for_whom() -> None:
    text = body("README.txt").decode()
    assert all(name in text for name, (entry, _) in made().items() if not entry.packed)
    assert "dtype=str" in text
    assert "nofficial" in text


def test_the_context_alone_is_that_of_the_dump() -> None:
    found = json.loads(body("context.jsonld"))
    assert found == {"@context": make_context(real().base)}
    assert json.loads(body("qamtu.jsonld"))["@context"] == found["@context"]


@pytest.mark.parametrize("name", ["vocabulary.ttl", "shapes.ttl", "catalog.ttl"])
def test_what_describes_the_data_parses_without_blank_nodes(name: str) -> None:
    graph = rdflib.Graph().parse(data=body(name), format="turtle")
    assert len(graph) > 100
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


def test_a_file_is_found_by_its_name_alone() -> None:
    assert named(FILES, "qamtu.ttl") is named(FILES, "qamtu.ttl.gz") is FILES[0]
    assert named(FILES, "qamtu.xlsx.gz") is None
    assert named(FILES, "../qamtu.ttl") is None
    assert named(FILES, "") is None


def test_a_new_format_is_one_row() -> None:
    row = File("qamtu.txt", "text/plain", "a list of IRIs", lambda export: export.base.encode(), packed=True)
    found = {entry.name: body for entry, body in make_folder(exported(sample().facts), (row,))}
    assert list(found) == ["qamtu.txt", "qamtu.txt.gz", "README.txt", "catalog.ttl", "catalog.jsonld", "manifest.json"]
    assert found["qamtu.txt"] == gzip.decompress(found["qamtu.txt.gz"]) == sample().base.encode()
    for name in ("README.txt", "catalog.ttl", "catalog.jsonld", "manifest.json"):
        assert b"qamtu.txt" in found[name]
        assert b"a list of IRIs" in found[name]


def test_no_two_files_share_a_name() -> None:
    names = Counter(file.name for file in (*FILES, *(file for file, _ in LAST)))
    assert max(names.values()) == 1


PROGRAM = """
import hashlib, sys
from pathlib import Path
from graph.build import build
from graph.export.export import Export
from graph.export.folder import make_folder
for entry, body in make_folder(Export(build(Path("seeds")))):
    print(entry.name, hashlib.sha256(body).hexdigest())
"""


def test_every_build_gives_the_same_bytes() -> None:
    ours = {name: hashlib.sha256(found).hexdigest() for name, (_, found) in made().items()}
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": str(ROOT), "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT, check=True, env=environment
    )
    assert dict(line.split(" ") for line in done.stdout.splitlines()) == ours


def test_a_graph_of_few_facts_makes_every_file() -> None:
    names = [entry.name for entry, _ in make_folder(exported(with_act(sample().facts)))]
    assert len(names) == len(made())


# The catalogue


def test_two_parsers_read_the_same_catalogue() -> None:
    turtle = {str(quad.triple) for quad in pyoxigraph.parse(body("catalog.ttl"), format=pyoxigraph.RdfFormat.TURTLE)}
    again = catalog().serialize(format="nt").encode()
    assert {str(quad.triple) for quad in pyoxigraph.parse(again, format=pyoxigraph.RdfFormat.N_TRIPLES)} == turtle


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_catalogue_as_json_says_the_same() -> None:
    found = rdflib.Graph().parse(data=body("catalog.jsonld"), format="json-ld")
    assert set(found) == set(catalog())


def test_the_catalogue_has_what_dcat_wants() -> None:
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, _, text = pyshacl.validate(catalog(), shacl_graph=shapes, inference="none")
    assert conforms, text


def test_a_distribution_without_a_checksum_is_seen() -> None:
    damaged = rdflib.Graph() + catalog()
    damaged.remove((None, SPDX.checksum, None))
    conforms, _, _ = pyshacl.validate(
        damaged, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle"), inference="none"
    )
    assert not conforms


def test_every_distribution_is_a_file_of_that_size_and_sum() -> None:
    found = set()
    for each in catalog().objects(dataset(), DCAT.distribution):
        name = str(catalog().value(each, DCAT.downloadURL)).removeprefix(f"{real().base}dumps/")
        entry, _ = made()[name]
        checksum = catalog().value(each, SPDX.checksum)
        assert str(catalog().value(each, DCAT.byteSize)) == str(entry.size)
        assert catalog().value(checksum, SPDX.checksumValue).toPython() == bytes.fromhex(entry.sha256)  # type: ignore[union-attr]
        assert (catalog().value(each, DCAT.compressFormat) is not None) == name.endswith(".gz")
        found.add(name)
    assert found == set(made()) - {"manifest.json", "catalog.ttl", "catalog.jsonld"}


def test_the_numbers_are_those_of_the_dump() -> None:
    """VoID in the catalogue and in the dump itself speak of one data set: they may not disagree."""
    dump = rdflib.Graph().parse(data=body("qamtu.nt"), format="nt")
    for predicate in (VOID.triples, VOID.distinctSubjects, VOID.properties):
        assert catalog().value(dataset(), predicate) == dump.value(dataset(), predicate)


def test_partitions_add_up() -> None:
    data = {
        quad[:3] for quad in make_quads(real()) if not quad.graph.startswith((f"{real().base}def/", str(dataset())))
    }
    parts = {
        str(catalog().value(part, VOID.property)): int(str(catalog().value(part, VOID.triples)))
        for part in catalog().objects(dataset(), VOID.propertyPartition)
    }
    assert parts == Counter(predicate for _, predicate, _ in data)
    classes = {
        str(catalog().value(part, VOID["class"])): int(str(catalog().value(part, VOID.entities)))
        for part in catalog().objects(dataset(), VOID.classPartition)
    }
    assert classes[f"{real().base}def/Listing"] == 109
    assert sum(parts.values()) == int(str(catalog().value(dataset(), VOID.triples)))


def test_links_to_icd_9_cm_are_counted() -> None:
    target = rdflib.URIRef(f"{real().base}code/icd9cm/")
    linksets = list(catalog().subjects(VOID.objectsTarget, target))
    assert {str(catalog().value(each, VOID.linkPredicate)).rpartition("#")[2] for each in linksets} == {
        "closeMatch",
        "broadMatch",
        "narrowMatch",
    }
    assert sum(int(str(catalog().value(each, VOID.triples))) for each in linksets) == 71


def test_examples_are_in_the_dump() -> None:
    examples = list(catalog().objects(dataset(), VOID.exampleResource))
    assert len(examples) == 7
    assert all(f"<{each}>".encode() in body("qamtu.nt") for each in examples)


def test_services_answer_where_the_catalogue_says() -> None:
    endpoints = {str(each) for each in catalog().objects(None, DCAT.endpointURL)}
    assert endpoints == {f"{real().base}graphql", f"{real().base}sparql"}
    assert catalog().value(dataset(), VOID.sparqlEndpoint) == rdflib.URIRef(f"{real().base}sparql")
    assert all(entry.file.whole for name, (entry, _) in made().items() if name == "qamtu.nq")
    dumps = {str(each).rpartition("/")[2] for each in catalog().objects(dataset(), VOID.dataDump)}
    assert "qamtu.nq.gz" in dumps
    assert "qamtu.graphml" not in dumps
    assert "qamtu.xlsx" not in dumps


def test_the_licence_is_named_everywhere() -> None:
    licences = set(catalog().objects(None, DCTERMS.license))
    assert licences == {rdflib.URIRef("http://creativecommons.org/publicdomain/zero/1.0/")}


def test_values_of_json_are_no_surprise() -> None:
    found: Any = json.loads(body("catalog.jsonld"))
    assert found["@context"]["@base"] == real().base
