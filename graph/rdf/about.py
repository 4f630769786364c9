"""What the graph says about one thing: all that belongs in a document about it, and nothing that no dump says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import TypeVar

from graph.rdf.dump import Dump
from graph.rdf.quad import Quad, expand
from graph.rdf.shapes import make_shapes
from graph.stores.entity import natural

INCOMING = 250
"""Statements of other things that lead to a thing, in its document; a procedure has few, a regime has thousands."""

_EVIDENCE = ("prov:wasQuotedFrom", "prov:wasDerivedFrom")
_SELECTOR = "oa:hasSelector"
_NAMING = ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:notation", "eli:number", "eli:title")
"""What a document says of the things that its own thing is linked with, so that a reader can choose where to go."""


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Description:
    """A document: its statements, in no order, and how many statements that lead to its thing it leaves out."""

    quads: tuple[Quad, ...]
    left_out: int


@dataclass(frozen=True)
class About:
    """Every statement of a graph, found by what it is about and by what it leads to.

    A name without its fragment is the name of a document; ``row_33`` and ``row_33#listing`` share one. A name that
    ends in a slash is a document already, of all that its named graph says.
    """

    quads: tuple[Quad, ...]
    base: str

    @cached_property
    def by_subject(self) -> Mapping[str, list[Quad]]:
        """The statements about each thing."""
        return _grouped((quad.subject, quad) for quad in self.quads)

    @cached_property
    def by_object(self) -> Mapping[str, list[Quad]]:
        """The statements that lead to each thing."""
        return _grouped((quad.object, quad) for quad in self.quads if isinstance(quad.object, str))

    @cached_property
    def documents(self) -> Mapping[str, tuple[str, ...]]:
        """Every document under the base, with the names of all that it is about, wherever a statement has them."""
        pairs = ((name.partition("#")[0], name) for name in dict.fromkeys(self._names()))
        return {stem: tuple(sorted(names)) for stem, names in _grouped(pairs).items()}

    def describe(self, document: str) -> Description:
        """All statements about a thing and its fragments, their evidence, links to them, and names of what is linked.

        Raises KeyError for a name that is no document.
        """
        names = self.documents[document]
        own = dict.fromkeys(chain(self._graphs.get(document, ()), self._about(names)))
        own |= dict.fromkeys(self._evidence(own))
        incoming = [quad for name in names for quad in self.by_object.get(name, ()) if quad not in own]
        kept = nsmallest(INCOMING, incoming, key=lambda quad: (natural(quad.subject), quad.predicate))
        linked = dict.fromkeys(chain.from_iterable((quad.subject, quad.object) for quad in chain(own, kept)))
        quads = dict.fromkeys(chain(own, kept, self._names_of(linked)))
        return Description(tuple(quads), len(incoming) - len(kept))

    @cached_property
    def _graphs(self) -> Mapping[str, list[Quad]]:
        return _grouped((quad.graph, quad) for quad in self.quads if quad.graph.endswith("/"))

    @cached_property
    def _naming(self) -> frozenset[str]:
        return frozenset(expand(each, self.base) for each in _NAMING)

    def _names(self) -> Iterator[str]:
        for quad in self.quads:
            yield from (each for each in quad if isinstance(each, str) and each.startswith(self.base))

    def _about(self, names: Iterable[str]) -> Iterator[Quad]:
        return chain.from_iterable(self.by_subject.get(name, ()) for name in names)

    def _evidence(self, own: Iterable[Quad]) -> Iterator[Quad]:
        """The spans that statements rest on, and the selectors of spans."""
        selector = expand(_SELECTOR, self.base)
        relations = {expand(each, self.base) for each in _EVIDENCE}
        cited = dict.fromkeys(str(quad.object) for quad in own if quad.predicate in relations)
        described = list(self._about(each for each in cited if "#char=" in each))
        yield from described
        selectors = dict.fromkeys(str(quad.object) for quad in chain(own, described) if quad.predicate == selector)
        yield from self._about(selectors)

    def _names_of(self, linked: Iterable[object]) -> Iterator[Quad]:
        for name in linked:
            if isinstance(name, str):
                yield from (quad for quad in self.by_subject.get(name, ()) if quad.predicate in self._naming)


def make_about(dump: Dump) -> About:
    """The statements of a dump, and the shapes that they are held against."""
    return About((*dump.said.quads, *make_shapes(dump.graph.base)), dump.graph.base)


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, list[_Value]]:
    groups: dict[str, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
