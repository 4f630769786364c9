"""The formats of results: media types as clients name them, short names, and their names in the service description."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.accept import choose


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what the engine calls it, its media type first and what else clients call it, and its IRI at W3C."""

    name: str
    media_types: tuple[str, ...]
    iri: str


W3C = "http://www.w3.org/ns/formats/"

SOLUTIONS = (
    Format("json", ("application/sparql-results+json", "application/json"), W3C + "SPARQL_Results_JSON"),
    Format("xml", ("application/sparql-results+xml", "application/xml"), W3C + "SPARQL_Results_XML"),
    Format("csv", ("text/csv",), W3C + "SPARQL_Results_CSV"),
    Format("tsv", ("text/tab-separated-values",), W3C + "SPARQL_Results_TSV"),
)
"""For SELECT and ASK."""

GRAPHS = (
    Format("turtle", ("text/turtle",), W3C + "Turtle"),
    Format("ntriples", ("application/n-triples",), W3C + "N-Triples"),
    Format("rdfxml", ("application/rdf+xml", "application/xml"), W3C + "RDF_XML"),
    Format("jsonld", ("application/ld+json", "application/json"), W3C + "JSON-LD"),
)
"""For CONSTRUCT and DESCRIBE."""

SHORT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "json": ("json", "jsonld"),
        "xml": ("xml", "rdfxml"),
        "csv": ("csv",),
        "tsv": ("tsv",),
        "turtle": ("turtle",),
        "ttl": ("turtle",),
        "ntriples": ("ntriples",),
        "nt": ("ntriples",),
        "rdf": ("rdfxml",),
        "rdfxml": ("rdfxml",),
        "rdf+xml": ("rdfxml",),
        "jsonld": ("jsonld",),
        "json-ld": ("jsonld",),
    }
)
"""Values of the parameter `format`, as clients write them. Others leave the choice to the Accept field."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format, under the media type that the client knows it by."""

    name: str
    media_type: str


def pick(formats: tuple[Format, ...], accept: str | None, short: str | None = None) -> Choice | None:
    """The format that a client wants, None when it takes none of these."""
    for each in formats:
        if each.name in SHORT.get((short or "").lower(), ()):
            return Choice(each.name, each.media_types[0])
    names = {media_type: each.name for each in formats for media_type in each.media_types}
    media_type = choose(accept, tuple(names))
    return None if media_type is None else Choice(names[media_type], media_type)


def media_types(formats: tuple[Format, ...]) -> tuple[str, ...]:
    """The media type of each format."""
    return tuple(each.media_types[0] for each in formats)
