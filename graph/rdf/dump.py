"""The graph as files: one row per format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO, Protocol

from graph.fact import Fact
from graph.network import make_network, write_graphml
from graph.rdf.description import make_dataset, make_vocabulary
from graph.rdf.evidence import make_evidence
from graph.rdf.jsonld import write_jsonld
from graph.rdf.quad import Quad
from graph.rdf.shortcuts import make_shortcuts
from graph.rdf.syntax import write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle
from graph.rdf.triples import make_statements


class Built(Protocol):
    """What a dump is made from: the facts of a build, its base IRI and the hash of its data."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact."""

    @property
    def base(self) -> str:
        """The base IRI, with a slash at its end."""

    @property
    def data_version(self) -> str:
        """A hash of the data, fit for an IRI."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its media type, the ending of its files, whether it keeps named graphs, and its writer."""

    media_type: str
    suffix: str
    quads: bool
    dump: Callable[[Built], bytes]


def write(graph: Built, format_name: str, stream: BinaryIO) -> None:
    """Write the whole graph. The same facts give the same bytes. Raises KeyError for a name not in ``FORMATS``."""
    stream.write(FORMATS[format_name].dump(graph))


def make_quads(graph: Built) -> list[Quad]:
    """All that a dump says, in no order: facts, evidence, the vocabulary, the description of the data set."""
    facts = graph.facts
    data = set(chain(make_statements(facts, graph.base), make_shortcuts(facts), make_evidence(facts)))
    return [*data, *make_vocabulary(graph.base), *make_dataset(data, graph.base, graph.data_version)]


def _spelled(writer: Callable[[list[Quad], str], bytes]) -> Callable[[Built], bytes]:
    return lambda graph: writer(make_quads(graph), graph.base)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format("text/turtle", ".ttl", quads=False, dump=_spelled(write_turtle)),
        "ntriples": Format(
            "application/n-triples", ".nt", quads=False, dump=lambda graph: write_ntriples(make_quads(graph))
        ),
        "nquads": Format("application/n-quads", ".nq", quads=True, dump=lambda graph: write_nquads(make_quads(graph))),
        "trig": Format("application/trig", ".trig", quads=True, dump=_spelled(write_trig)),
        "jsonld": Format("application/ld+json", ".jsonld", quads=False, dump=_spelled(write_jsonld)),
        "rdfxml": Format("application/rdf+xml", ".rdf", quads=False, dump=_spelled(write_rdfxml)),
        "graphml": Format(
            "application/graphml+xml",
            ".graphml",
            quads=False,
            dump=lambda graph: write_graphml(make_network(graph.facts)),
        ),
    }
)
"""Every format by its name."""
