"""Statements as N-Quads, N-Triples, TriG, Turtle and RDF/XML."""

import re
from collections.abc import Iterable
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, serialize
from pyoxigraph import Quad as OxQuad

from graph.rdf import quad
from graph.rdf.quad import Quad, in_reading_order, prefixes, without_graphs
from graph.rdf.xml_characters import writable

_DIRECTIVE = re.compile(rb"^@.*\n", re.MULTILINE)
_END_OF_BLOCK = re.compile(rb"( \.|^\})\n(?=\t?[^}\t])", re.MULTILINE)
_LITERAL_OR_SHORT = re.compile(rb'"(?:[^"\\]|\\.)*"|<//')
"""A literal, or an IRI that pyoxigraph gave without the scheme because the base has the same."""


def write_nquads(quads: Iterable[Quad]) -> bytes:
    """A line per quad, each once, in the order of code points.

    Without blank nodes this is the canonical form of RDFC-1.0, so that a diff of two dumps is the change.
    """
    lines = _serialize(quads, RdfFormat.N_QUADS).splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def write_ntriples(quads: Iterable[Quad]) -> bytes:
    """As N-Quads, without the named graphs."""
    return write_nquads(without_graphs(quads))


def write_turtle(quads: Iterable[Quad], base: str) -> bytes:
    """Turtle, grouped by subject, IRIs relative to the base; named graphs are left out."""
    return write_trig(without_graphs(quads), base)


def write_trig(quads: Iterable[Quad], base: str) -> bytes:
    """TriG: Turtle in named graphs."""
    body = _serialize(in_reading_order(quads, base), RdfFormat.TRIG, prefixes(base), base)
    # Line breaks in literals are escaped, so that no line that these expressions see begins in one.
    body = _END_OF_BLOCK.sub(rb"\1\n\n", _DIRECTIVE.sub(b"", body))
    scheme = b"<" + base.partition("//")[0].encode() + b"//"
    body = _LITERAL_OR_SHORT.sub(lambda found: found[0] if found[0] != b"<//" else scheme, body)
    return _header(base) + body


def write_rdfxml(quads: Iterable[Quad], base: str) -> bytes:
    """RDF/XML, with whole IRIs; named graphs are left out.

    U+FFFD stands for characters that XML cannot carry, and a carriage return is a reference, or a parser would read
    a line feed (XML 1.0, section 2.11).
    """
    ordered = in_reading_order(without_graphs(quads), base)
    return _serialize(map(_for_xml, ordered), RdfFormat.RDF_XML, prefixes(base)).replace(b"\r", b"&#xD;")


def _header(base: str) -> bytes:
    """The directives in order and with whole IRIs; pyoxigraph gives them in no order, relative to the base."""
    names = sorted(prefixes(base).items())
    return "".join([f"@base <{base}> .\n", *(f"@prefix {name}: <{iri}> .\n" for name, iri in names), "\n"]).encode()


def _for_xml(each: Quad) -> Quad:
    if isinstance(each.object, str):
        return each
    return each._replace(object=each.object._replace(text=writable(each.object.text)))


def _serialize(
    quads: Iterable[Quad], format_: RdfFormat, names: dict[str, str] | None = None, base: str | None = None
) -> bytes:
    """In the order of the quads. Raises ValueError for an IRI or a language tag that is none."""
    node = cache(NamedNode)  # IRIs recur

    def convert(each: Quad) -> OxQuad:
        value = node(each.object) if isinstance(each.object, str) else _literal(each.object)
        graph = node(each.graph) if each.graph else DefaultGraph()
        return OxQuad(node(each.subject), node(each.predicate), value, graph)

    return serialize(map(convert, quads), format=format_, prefixes=names, base_iri=base) or b""


def _literal(value: quad.Literal) -> Literal:
    if value.language:
        return Literal(value.text, language=value.language)
    return Literal(value.text, datatype=NamedNode(value.datatype))
