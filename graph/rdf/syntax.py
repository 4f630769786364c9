"""Statements as N-Quads, N-Triples, TriG, Turtle and RDF/XML."""

import re
from collections.abc import Iterable

from pyoxigraph import Literal, RdfFormat, serialize
from pyoxigraph import Quad as OxQuad

from graph.rdf.quad import prefixes
from graph.rdf.statements import Statements
from graph.rdf.xml_characters import writable

_LITERAL_OR_SHORT = re.compile(rb'"(?:[^"\\]|\\.)*"|<//')
"""A literal, or an IRI that pyoxigraph gave without the scheme because the base has the same."""


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
