"""The graph in networkx: a multigraph of relations, with GraphML for Gephi, and a web in which paths are found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from itertools import chain, islice, takewhile
from typing import TypeAlias

import networkx as nx

from graph.fact import Fact
from graph.rdf.xml_characters import writable
from graph.stores.entity import Entity, linked, terms, ways
from graph.stores.store import Store
from graph.term import LANGUAGES
from graph.vocabulary import CLASSES

Network: TypeAlias = "nx.MultiDiGraph[str]"

FARTHEST = 200_000
"""Links that are looked at from either end of a path, at most."""
WIDEST = 20_000
"""Links that may lie between the two ends."""


class TooWideError(ValueError):
    """Too many links lie around or between two subjects; ``found`` says how many, ``limit`` how many there may be."""

    def __init__(self, found: int, limit: int) -> None:
        super().__init__(f"{found} links, more than {limit}")
        self.found, self.limit = found, limit


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
    """The subjects of a store joined with whatever they link to, whichever way a link runs.

    Nothing is copied: subjects know what they link to, and most of what links to them. The rest is looked up when it
    is first needed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _without_way(self) -> Mapping[str, Sequence[str]]:
        """What links to a subject by terms that name no way back."""
        found: dict[str, list[str]] = {}
        for name in CLASSES:
            for term in (each.name for each in terms(name) if each.links and not each.inverse(name)):
                for subject in self._store.all(name):
                    for target in linked(subject.values[term]):
                        found.setdefault(target.iri, []).append(subject.iri)
        return found

    def _around(self, iri: str) -> Collection[str]:
        """Whatever links to a subject or is linked to by it, each once."""
        subject = self._store.get(iri)
        if subject is None:
            return ()
        names = chain((term.name for term in terms(subject.type) if term.links), ways(subject.type))
        joined = (each.iri for name in names for each in linked(subject.values[name]))
        return dict.fromkeys(chain(joined, self._without_way.get(iri, ()))).keys()

    def near(self, subject: Entity) -> list[Entity]:
        """Whatever links to a subject or is linked to by it, in the order of their IRIs, numbers as numbers."""
        found = (self._store.get(iri) for iri in self._around(subject.iri))
        return sorted((each for each in found if each is not None), key=lambda each: each.key)

    def paths(
        self, start: Entity, end: Entity, longest: int, most: int, closed: Collection[str]
    ) -> list[tuple[Entity, ...]]:
        """Paths without a circle, the shortest first: at most so many, of at most so many steps.

        None leads through a subject of a closed class, but it may begin or end there. Raises TooWideError.
        """
        shut = {each.iri for name in closed for each in self._store.all(name)} - {start.iri, end.iri}
        between = self._between(start.iri, end.iri, longest, shut)
        if not between:
            return []
        found = nx.shortest_simple_paths(self._ordered(sorted(between)), start.iri, end.iri)
        short = takewhile(lambda path: len(path) <= longest + 1, found)
        return [tuple(filter(None, map(self._store.get, path))) for path in islice(short, most)]

    def _between(self, start: str, end: str, longest: int, shut: Collection[str]) -> list[str]:
        """What lies on some way of at most so many steps. Raises TooWideError."""
        there = self._steps_from(start, longest, shut)
        if end not in there:
            return []
        back = self._steps_from(end, longest, shut)
        return [iri for iri, steps in there.items() if steps + back.get(iri, longest + 1) <= longest]

    def _steps_from(self, start: str, longest: int, shut: Collection[str]) -> dict[str, int]:
        """How many steps lead to whatever is near, the nearest first. Raises TooWideError."""
        found, here, looked = {start: 0}, [start], 0
        for steps in range(1, longest + 1):
            there: list[str] = []
            for iri in here:
                around = self._around(iri)
                looked += len(around)
                if looked > FARTHEST:
                    raise TooWideError(looked, FARTHEST)
                fresh = [each for each in around if each not in found and each not in shut]
                found.update(dict.fromkeys(fresh, steps))
                there += fresh
            here = there
        return found

    def _ordered(self, between: Sequence[str]) -> "nx.Graph[str]":
        """The part of the web, put together so that of paths of one length the same come first every time.

        Raises TooWideError.
        """
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(between)
        inside = set(between)
        pairs = ((iri, each) for iri in between for each in self._around(iri) if each in inside and iri <= each)
        for number, pair in enumerate(pairs):
            if number >= WIDEST:
                raise TooWideError(number + 1, WIDEST)
            part.add_edge(*pair)
        return part
