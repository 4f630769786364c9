"""The graph in networkx: a multigraph of relations, with GraphML for Gephi, and a web in which paths are found."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from io import BytesIO
from itertools import islice, takewhile
from typing import TypeAlias

import networkx as nx

from graph.fact import Fact
from graph.rdf.xml_characters import writable
from graph.stores.entity import Entity, linked, terms
from graph.stores.store import Store
from graph.term import LANGUAGES
from graph.vocabulary import CLASSES

Network: TypeAlias = "nx.MultiDiGraph[str]"

WIDEST = 20_000
"""Subjects that may lie between two others, at most, for the paths between them to be looked for."""


class TooWideError(ValueError):
    """Too many subjects lie between two others; ``found`` says how many, ``limit`` how many there may be."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} subjects lie between the two, more than {WIDEST}")
        self.found, self.limit = found, WIDEST


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


class Web:
    """The subjects of a store joined with whatever they link to, whichever way a link runs; made when first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _joined(self) -> "nx.Graph[str]":
        joined: nx.Graph[str] = nx.Graph()
        for each in self._subjects():
            joined.add_node(each.iri)
            for term in terms(each.type):
                if term.links:
                    joined.add_edges_from((each.iri, target.iri) for target in linked(each.values[term.name]))
        return joined

    def _subjects(self) -> Iterator[Entity]:
        return (each for name in CLASSES for each in self._store.all(name))

    def near(self, subject: Entity) -> list[Entity]:
        """Whatever links to a subject or is linked to by it, in the order of their IRIs, numbers as numbers."""
        found = (self._store.get(iri) for iri in self._joined.adj[subject.iri])
        return sorted((each for each in found if each is not None), key=lambda each: each.key)

    def paths(
        self, start: Entity, end: Entity, longest: int, most: int, closed: Collection[str]
    ) -> list[tuple[Entity, ...]]:
        """Paths without a circle, the shortest first: at most so many, of at most so many steps.

        None leads through a subject of a closed class, but it may begin or end there. Raises TooWideError.
        """
        shut = {each.iri for name in closed for each in self._store.all(name)} - {start.iri, end.iri}
        between = self._between(start.iri, end.iri, longest, shut)
        if len(between) > WIDEST:
            raise TooWideError(len(between))
        if not between:
            return []
        found = nx.shortest_simple_paths(self._ordered(between), start.iri, end.iri)
        short = takewhile(lambda path: len(path) <= longest + 1, found)
        return [tuple(filter(None, map(self._store.get, path))) for path in islice(short, most)]

    def _between(self, start: str, end: str, longest: int, shut: Collection[str]) -> list[str]:
        """What lies on some way of at most so many steps."""
        is_open = nx.subgraph_view(self._joined, filter_node=lambda iri: iri not in shut)
        there = nx.single_source_shortest_path_length(is_open, start, cutoff=longest)
        if end not in there:
            return []
        back = nx.single_source_shortest_path_length(is_open, end, cutoff=longest)
        return [iri for iri, steps in there.items() if steps + back.get(iri, longest + 1) <= longest]

    def _ordered(self, between: Collection[str]) -> "nx.Graph[str]":
        """The part of the web, put together so that of paths of one length the same come first every time."""
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(sorted(between))
        part.add_edges_from(sorted((min(pair), max(pair)) for pair in self._joined.subgraph(between).edges))
        return part
