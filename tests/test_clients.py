"""Programs that others wrote: rdflib, SPARQLWrapper, Comunica and curl, each against the running server.

Comunica asks three times: the endpoint, the dump, and the pages that it finds by following IRIs, for which a second
server has a base on itself.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, N3, SPARQLWrapper

from tests.bench_load import free_port
from tests.node import require
from tests.serving import serve

# rdflib's store calls its own deprecated names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/qamtu/"
COMUNICA = ROOT / "node_modules" / ".bin" / "comunica-sparql"
NINE = ["33.5", "33.6", "37.51", "41.01", "41.04", "41.05", "41.06", "41.10", "52.80"]
FLAGSHIP = """
PREFIX q: <{0}def/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?code WHERE {{
  ?procedure q:kind <{0}concept/kind/transplantation> ; skos:notation ?code .
  ?listing q:procedure ?procedure ; q:regime <{0}concept/regime/osms> .
  FILTER NOT EXISTS {{ ?urgent q:procedure ?procedure ; q:admission <{0}concept/admission/emergency> }}
}} ORDER BY ?code
"""


def test_rdflib_asks_through_its_sparql_store(server: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql", returnFormat="json"))
    assert [str(row[0]) for row in graph.query(FLAGSHIP.format(BASE))] == NINE  # type: ignore[index]
    heart = URIRef(f"{BASE}code/mkb9/37.51")
    labels = {value.language for value in graph.objects(heart, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))}  # type: ignore[attr-defined]
    assert labels == {"kk", "ru", "en"}


def test_rdflib_reads_a_page_by_its_name(own_base: str) -> None:
    graph = Graph().parse(f"{own_base}code/mkb9/37.51")
    notation = URIRef("http://www.w3.org/2004/02/skos/core#notation")
    assert str(graph.value(URIRef(f"{own_base}code/mkb9/37.51"), notation)) == "37.51"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_selects_and_constructs(server: str, method: str) -> None:
    asked = SPARQLWrapper(f"{server}/sparql")
    asked.setMethod(method)
    asked.setReturnFormat(JSON)
    asked.setQuery(FLAGSHIP.format(BASE))
    answer: Any = asked.query().convert()
    assert [row["code"]["value"] for row in answer["results"]["bindings"]] == NINE
    asked.setReturnFormat(N3)
    asked.setQuery(f"CONSTRUCT {{ <{BASE}code/mkb9/37.51> ?p ?o }} WHERE {{ <{BASE}code/mkb9/37.51> ?p ?o }}")
    constructed: Any = asked.query().convert()
    assert len(Graph().parse(constructed, format="turtle")) > 10


def comunica(sources: list[str], query: str) -> list[str]:
    require("@comunica/query-sparql")
    command = [str(COMUNICA), *sources, "-q", query, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return [row["code"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]]


def test_comunica_asks_the_endpoint(server: str) -> None:
    assert comunica([f"sparql@{server}/sparql"], FLAGSHIP.format(BASE)) == NINE


def test_comunica_reads_the_dump(server: str) -> None:
    assert comunica([f"{server}/dumps/qamtu.ttl"], FLAGSHIP.format(BASE)) == NINE


@pytest.fixture(scope="module")
def own_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base of a server that answers for its own IRIs."""
    port = free_port()
    base = f"http://127.0.0.1:{port}/"
    with serve(tmp_path_factory.mktemp("own") / "log", "--port", str(port), "--base", base):
        yield base


def test_comunica_reads_pages_by_their_names(own_base: str) -> None:
    """The kind leads to its procedures, each procedure to its listings, and a listing has regime and admission."""
    kind, q = f"{own_base}concept/kind/transplantation", f"{own_base}def/"
    procedures = comunica([kind], f"SELECT ?code WHERE {{ ?code <{q}kind> <{kind}> }}")
    assert len(procedures) > len(NINE)
    listings = comunica(procedures, f"SELECT ?code WHERE {{ ?code <{q}procedure> ?procedure ; a <{q}Listing> }}")
    rows = sorted({each.partition("#")[0] for each in listings})
    assert len(rows) > len(procedures)
    assert comunica([*procedures, *rows], FLAGSHIP.format(own_base)) == NINE


def curl(*words: str) -> tuple[int, str, str]:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ["curl", "-s", "-w", "\n%{http_code} %{content_type}", *words], capture_output=True, check=True
    )
    body, _, last = done.stdout.decode().rpartition("\n")
    status, _, media_type = last.partition(" ")
    return int(status), media_type, body


def test_curl_follows_a_name_to_a_document(own_base: str) -> None:
    status, media_type, body = curl("-L", "-H", "Accept: text/turtle", f"{own_base}code/mkb9/37.51")
    assert (status, media_type.partition(";")[0]) == (200, "text/turtle")
    assert "37.51" in {str(each) for each in Graph().parse(data=body, format="turtle").objects()}
    assert curl("-o", os.devnull, "-H", "Accept: text/turtle", f"{own_base}code/mkb9/37.51")[0] == 303


def test_curl_gets_a_spreadsheet_of_a_query(server: str) -> None:
    query = FLAGSHIP.format(BASE)
    status, media_type, body = curl("-H", "Accept: text/csv", "--data-urlencode", f"query={query}", f"{server}/sparql")
    assert (status, media_type.partition(";")[0]) == (200, "text/csv")
    assert body.split() == ["code", *NINE]
