"""The graph as a networkx multigraph: relations, paths, and GraphML for Gephi."""

from collections.abc import Iterable
from io import BytesIO
from typing import TypeAlias

import networkx as nx

from graph.fact import Fact
from graph.rdf.xml_characters import writable
from graph.term import LANGUAGES

Network: TypeAlias = "nx.MultiDiGraph[str]"


def make_network(facts: Iterable[Fact]) -> Network:
    """A node per subject, an edge per fact that links; the key of an edge is the name of its term.

    Nodes carry ``type`` (the class) and ``label_kk``, ``label_ru``, ``label_en``; edges ``basis``. What only
    something else names is a node without attributes. Of two sources for one edge the first counts.
    """
    network: Network = nx.MultiDiGraph()
    for fact in facts:
        network.add_node(fact.subject)
        if fact.term.name == "type":
            network.nodes[fact.subject]["type"] = fact.value
        elif fact.term.name == "labels" and fact.language:
            network.nodes[fact.subject].setdefault(f"label_{fact.language}", fact.value)
        elif fact.term.links and not network.has_edge(fact.subject, fact.value, fact.term.name):
            network.add_edge(fact.subject, fact.value, key=fact.term.name, basis=fact.basis.value)
    return network


def write_graphml(network: Network) -> bytes:
    """GraphML 1.0: nodes by IRI with ``label`` and ``type``, edges by number with the name of the term as ``label``.

    Every attribute is a string, U+FFFD where XML cannot carry a character.
    """
    stream = BytesIO()
    nx.write_graphml_xml(_spell(network), stream)
    return stream.getvalue() + b"\n"


def _spell(network: Network) -> Network:
    """In the order and form of the file. Keys are numbers there: they become ids, and Gephi drops a repeated one."""
    spelled: Network = nx.MultiDiGraph()
    for node, attributes in sorted(network.nodes.items()):
        texts = {name: writable(str(value)) for name, value in sorted(attributes.items())}
        spelled.add_node(node, label=_label(node, texts), **texts)
    for number, ((start, end, key), attributes) in enumerate(sorted(network.edges.items())):
        spelled.add_edge(start, end, key=f"e{number}", label=key, basis=str(attributes["basis"]))
    return spelled


def _label(node: str, texts: dict[str, str]) -> str:
    """The name, else the last two steps of the path, such as ``tbl_3/row_33``."""
    return next((texts[f"label_{each}"] for each in LANGUAGES if f"label_{each}" in texts), _tail(node))


def _tail(node: str) -> str:
    return "/".join(node.rstrip("/").split("/")[-2:])
