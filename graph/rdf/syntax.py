"""Statements as N-Quads, N-Triples, TriG, Turtle and RDF/XML: pyoxigraph writes, in an order of ours."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from operator import itemgetter

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, serialize
from pyoxigraph import Quad as OxQuad

from graph.rdf import quad
from graph.rdf.quad import Quad, in_reading_order, prefixes, without_graphs
from graph.rdf.xml_characters import writable

_LITERAL_OR_SHORT = re.compile(rb'"(?:[^"\\]|\\.)*"|<//')
"""A literal, or an IRI that pyoxigraph gave without the scheme because the base has the same."""


class Statements:
    """Distinct statements, made ready once, in the orders in which files have them.

    A list that a format needs is made when it is first asked for. Raises ValueError for an IRI or a language tag that
    is none.
    """

    def __init__(self, quads: Iterable[Quad], base: str) -> None:
        self.base = base
        self.quads = list(quads)
        """As they came, in no order."""

    @cached_property
    def triples(self) -> list[Quad]:
        """Without named graphs, in reading order."""
        return in_reading_order(without_graphs(self.quads), self.base)

    @cached_property
    def written_triples(self) -> list[OxQuad]:
        """The same as pyoxigraph has them."""
        return convert(self.triples)

    @cached_property
    def written_quads(self) -> list[OxQuad]:
        """With their named graphs, in reading order, as pyoxigraph has them."""
        return convert(in_reading_order(self.quads, self.base))

    @cached_property
    def canonical_triples(self) -> list[OxQuad]:
        """Without named graphs, in the order of their lines."""
        return _canonical(self.written_triples)

    @cached_property
    def canonical_quads(self) -> list[OxQuad]:
        """With their named graphs, in the order of their lines."""
        return _canonical(self.written_quads)


def write_nquads(said: Statements) -> bytes:
    """A line per quad, each once, in the order of code points.

    Without blank nodes this is the canonical form of RDFC-1.0, so that a diff of two dumps is the change.
    """
    return _serialize(said.canonical_quads, RdfFormat.N_QUADS)


def write_ntriples(said: Statements) -> bytes:
    """As N-Quads, without the named graphs."""
    return _serialize(said.canonical_triples, RdfFormat.N_TRIPLES)


def write_turtle(said: Statements) -> bytes:
    """Turtle, grouped by subject, IRIs relative to the base; named graphs are left out."""
    return _readable(said.written_triples, said.base)


def write_trig(said: Statements) -> bytes:
    """TriG: Turtle in named graphs."""
    return _readable(said.written_quads, said.base)


def write_rdfxml(said: Statements) -> bytes:
    """RDF/XML, with whole IRIs; named graphs are left out.

    U+FFFD stands for characters that XML cannot carry, and a carriage return is a reference, or a parser would read
    a line feed (XML 1.0, section 2.11).
    """
    written = map(_for_xml, said.written_triples)
    return _serialize(written, RdfFormat.RDF_XML, prefixes(said.base)).replace(b"\r", b"&#xD;")


def _readable(written: Iterable[OxQuad], base: str) -> bytes:
    """A blank line behind each subject. Line breaks in literals are escaped: every one here ends a line."""
    body = _serialize(written, RdfFormat.TRIG, prefixes(base), base)
    body = body[_end_of_directives(body) :].replace(b" .\n", b" .\n\n").replace(b" .\n\n}\n", b" .\n}\n\n")
    return _header(base) + _with_schemes(body, base).rstrip(b"\n") + b"\n"


def _end_of_directives(body: bytes) -> int:
    """Where the directives that pyoxigraph writes first end."""
    end = 0
    while body.startswith(b"@", end):
        end = body.index(b"\n", end) + 1
    return end


def _with_schemes(body: bytes, base: str) -> bytes:
    """IRIs of other hosts with the scheme, which pyoxigraph leaves out where the base has the same."""
    if b"<//" not in body:
        return body
    whole = b"<" + base.partition("//")[0].encode() + b"//"
    lines = body.split(b"\n")
    for at, line in enumerate(lines):
        if b"<//" in line:
            lines[at] = _LITERAL_OR_SHORT.sub(lambda found: found[0] if found[0] != b"<//" else whole, line)
    return b"\n".join(lines)


def _header(base: str) -> bytes:
    """The directives in order and with whole IRIs; pyoxigraph gives them in no order, relative to the base."""
    names = sorted(prefixes(base).items())
    return "".join([f"@base <{base}> .\n", *(f"@prefix {name}: <{iri}> .\n" for name, iri in names), "\n"]).encode()


def _for_xml(each: OxQuad) -> OxQuad:
    """The same where XML can carry it."""
    value = each.object
    if not isinstance(value, Literal) or (text := writable(value.value)) == value.value:
        return each
    kept = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return OxQuad(each.subject, each.predicate, kept, each.graph_name)


def _serialize(
    written: Iterable[OxQuad], format_: RdfFormat, names: dict[str, str] | None = None, base: str | None = None
) -> bytes:
    return serialize(written, format=format_, prefixes=names, base_iri=base) or b""


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
