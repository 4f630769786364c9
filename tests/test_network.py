"""The networkx graph and its GraphML."""

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from graph.fact import Basis
from graph.network import Network, make_network, write_graphml
from graph.rdf.dump import Built, write
from tests.sample_facts import BASE, HEART, LISTING, ORDER, Sample, real, sample, say

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module", params=["sample", "seeds"])
def graph(request: pytest.FixtureRequest) -> Built:
    return sample() if request.param == "sample" else real()


def read(data: bytes) -> Network:
    network = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert isinstance(network, nx.MultiDiGraph)
    return network


def test_links_are_edges_by_the_name_of_the_term() -> None:
    network = make_network(sample().facts)
    assert network.edges[LISTING, HEART, "procedure"] == {"basis": "PRINTED"}
    assert network.edges[LISTING, f"{BASE}concept/regime/osms", "regimes"] == {"basis": "INFERRED"}
    assert network.nodes[HEART] == {"type": "Procedure", "label_kk": "Жүректі трансплантаттау"}
    assert "http://publications.europa.eu/resource/authority/language/KAZ" not in network


def test_two_terms_between_two_nodes_are_two_edges() -> None:
    facts = (say(ORDER, "amends", BASE), say(ORDER, "cites", BASE), say(ORDER, "cites", BASE, basis=Basis.INFERRED))
    assert dict(make_network(facts)[ORDER][BASE]) == {"amends": {"basis": "PRINTED"}, "cites": {"basis": "PRINTED"}}


def test_every_subject_is_a_node_with_its_class(graph: Built) -> None:
    network = make_network(graph.facts)
    types = {fact.subject: fact.value for fact in graph.facts if fact.term.name == "type"}
    assert types.keys() == {fact.subject for fact in graph.facts}
    assert {node: network.nodes[node]["type"] for node in types} == types
    links = {(fact.subject, fact.value, fact.term.name) for fact in graph.facts if fact.term.links}
    assert set(network.edges(keys=True)) == links


def test_graphml_is_read_back(graph: Built) -> None:
    network, again = make_network(graph.facts), read(write_graphml(make_network(graph.facts)))
    assert set(again.nodes) == set(network.nodes)
    assert {(start, end, each["label"], each["basis"]) for start, end, each in again.edges(data=True)} == {
        (start, end, key, each["basis"]) for start, end, key, each in network.edges(keys=True, data=True)
    }
    assert {again.nodes[node].get("type") for node in again} == {network.nodes[node].get("type") for node in network}


def test_graphml_is_what_gephi_wants(graph: Built) -> None:
    stream = io.BytesIO()
    write(graph, "graphml", stream)
    root = ET.fromstring(stream.getvalue())  # noqa: S314 - our own file
    assert {key.attrib["attr.type"] for key in root.iter(f"{GRAPHML}key")} == {"string"}
    ids = [edge.attrib["id"] for edge in root.iter(f"{GRAPHML}edge")]
    assert len(ids) == len(set(ids)) > 0
    label = next(
        key.attrib["id"]
        for key in root.iter(f"{GRAPHML}key")
        if (key.attrib["attr.name"], key.attrib["for"]) == ("label", "node")
    )
    nodes = list(root.iter(f"{GRAPHML}node"))
    assert all(any(data.attrib["key"] == label and data.text for data in node) for node in nodes)


def test_a_node_without_a_name_shows_the_end_of_its_path() -> None:
    again = read(write_graphml(make_network(sample().facts)))
    assert again.nodes[LISTING]["label"] == "tbl_3/row_33#listing"
    assert again.nodes[HEART]["label"] == "Жүректі трансплантаттау"


def test_characters_that_xml_cannot_carry_are_replaced() -> None:
    again = read(write_graphml(make_network(Sample((say(ORDER, "labels", "kk:a\x0cb"),)).facts)))
    assert again.nodes[ORDER]["label"] == "a\ufffdb"
