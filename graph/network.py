"""The graph in networkx: as a multigraph of relations, with GraphML for Gephi, and as a web in which paths are found."""

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import TypeAlias

import networkx as nx

from graph.fact import Fact
from graph.rdf.xml_characters import writable
from graph.stores.entity import Entity, linked, terms
from graph.term import LANGUAGES

Network: TypeAlias = "nx.MultiDiGraph[str]"
Web: TypeAlias = "nx.Graph[str]"

WIDEST = 20_000
"""Subjects that may lie between two others, at most, for the paths between them to be looked for."""


class TooWideError(ValueError):
    """Too many subjects lie between two others; ``found`` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} subjects lie between the two, more than {WIDEST}")
        self.found = found


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


def make_web(subjects: Iterable[Entity]) -> Web:
    """Every subject by its IRI, joined with whatever it links to, whichever way the link runs."""
    web: Web = nx.Graph()
    for each in subjects:
        web.add_node(each.iri)
        for term in terms(each.type):
            if term.links:
                web.add_edges_from((each.iri, target.iri) for target in linked(each.values[term.name]))
    return web


def find_paths(web: Web, start: str, end: str, longest: int, most: int, closed: Collection[str]) -> list[list[str]]:
    """Paths without a circle from one subject to another, the shortest first: at most so many, of so many steps.

    None leads through a closed subject, but it may begin or end there. Raises TooWideError.
    """
    open_ = nx.subgraph_view(web, filter_node=lambda iri: iri in {start, end} or iri not in closed)
    there = nx.single_source_shortest_path_length(open_, start, cutoff=longest)
    back = nx.single_source_shortest_path_length(open_, end, cutoff=longest)
    if end not in there:
        return []
    between = [iri for iri, steps in there.items() if steps + back.get(iri, longest + 1) <= longest]
    if len(between) > WIDEST:
        raise TooWideError(len(between))
    # In the order of the web, so that of paths of one length the same come first every time.
    near: Web = nx.Graph()
    near.add_nodes_from(sorted(between))
    near.add_edges_from(sorted(web.subgraph(between).edges))
    found = nx.shortest_simple_paths(near, start, end) if start != end else iter([[start]])
    return list(islice(_short(found, longest), most))


def _short(paths: Iterable[list[str]], longest: int) -> Iterator[list[str]]:
    for path in paths:
        if len(path) > longest + 1:
            return
        yield path
