"""Statements made ready once, so that every format is written at the speed of its writer."""

from collections.abc import Iterable
from functools import cache, cached_property
from operator import itemgetter

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, serialize
from pyoxigraph import Quad as OxQuad

from graph.rdf import quad
from graph.rdf.quad import Quad, in_reading_order, without_graphs


class Statements:
    """Distinct statements, as ours and as pyoxigraph's, in the orders in which files have them.

    A list that a format needs is made when it is first asked for. Raises ValueError for an IRI or a language tag that
    is none.
    """

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.base = base
        self._quads = list(quads)

    @cached_property
    def triples(self) -> list[Quad]:
        """Without named graphs, in reading order."""
        return in_reading_order(without_graphs(self._quads), self.base)

    @cached_property
    def written_triples(self) -> list[OxQuad]:
        """The same as pyoxigraph has them."""
        return convert(self.triples)

    @cached_property
    def written_quads(self) -> list[OxQuad]:
        """With their named graphs, in reading order, as pyoxigraph has them."""
        return convert(in_reading_order(self._quads, self.base))

    @cached_property
    def canonical_triples(self) -> list[OxQuad]:
        """Without named graphs, in the order of their lines."""
        return _canonical(self.written_triples)

    @cached_property
    def canonical_quads(self) -> list[OxQuad]:
        """With their named graphs, in the order of their lines."""
        return _canonical(convert(set(self._quads)))


def convert(quads: Iterable[Quad]) -> list[OxQuad]:
    """Quads as pyoxigraph has them, in their order."""
    node = cache(NamedNode)  # IRIs and literals recur
    literal = cache(_literal)
    default = DefaultGraph()
    return [
        OxQuad(
            node(subject),
            node(predicate),
            node(value) if isinstance(value, str) else literal(value),
            node(graph) if graph else default,
        )
        for subject, predicate, value, graph in quads
    ]


def _canonical(quads: list[OxQuad]) -> list[OxQuad]:
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines()
    return [each for _, each in sorted(zip(lines, quads, strict=True), key=itemgetter(0))]


def _literal(value: quad.Literal) -> Literal:
    if value.language:
        return Literal(value.text, language=value.language)
    return Literal(value.text, datatype=NamedNode(value.datatype))
