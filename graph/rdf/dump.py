"""The graph as files: one row per format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import BinaryIO, Protocol

from graph.fact import Fact
from graph.network import make_network, write_graphml
from graph.rdf.description import make_dataset, make_vocabulary
from graph.rdf.evidence import make_evidence
from graph.rdf.jsonld import write_jsonld
from graph.rdf.quad import Quad
from graph.rdf.reasons import make_reasons
from graph.rdf.shortcuts import make_shortcuts
from graph.rdf.syntax import Statements, write_nquads, write_ntriples, write_rdfxml, write_trig, write_turtle
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
    dump: Callable[["Dump"], bytes]


class Dump:
    """What files of a graph are written from. What several formats need is made once."""

    def __init__(self, graph: Built) -> None:
        self.graph = graph

    @cached_property
    def said(self) -> Statements:
        """All statements."""
        return Statements(make_quads(self.graph), self.graph.base)

    def write(self, format_name: str) -> bytes:
        """The whole graph. The same facts give the same bytes. Raises KeyError for a name not in ``FORMATS``."""
        return FORMATS[format_name].dump(self)


def write(graph: Built, format_name: str, stream: BinaryIO) -> None:
    """Write the whole graph in one format. Raises KeyError for a name not in ``FORMATS``."""
    stream.write(Dump(graph).write(format_name))


def make_quads(graph: Built) -> list[Quad]:
    """All that a dump says, in no order: facts, evidence, the vocabulary, the description of the data set."""
    data = make_data(graph.facts, graph.base)
    return [*data, *make_vocabulary(graph.base), *make_dataset(data, graph.base, graph.data_version)]


def make_data(facts: Sequence[Fact], base: str) -> set[Quad]:
    """What facts say, with their evidence. All facts of a subject, or none, must be among them."""
    reasons = make_reasons(facts, base)
    return set(chain(make_statements(facts, base), make_shortcuts(facts, base), make_evidence(facts), reasons))


def _rdf(media_type: str, suffix: str, writer: Callable[[Statements], bytes], *, quads: bool = False) -> Format:
    return Format(media_type, suffix, quads, lambda dump: writer(dump.said))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": _rdf("text/turtle", ".ttl", write_turtle),
        "ntriples": _rdf("application/n-triples", ".nt", write_ntriples),
        "nquads": _rdf("application/n-quads", ".nq", write_nquads, quads=True),
        "trig": _rdf("application/trig", ".trig", write_trig, quads=True),
        "jsonld": _rdf("application/ld+json", ".jsonld", write_jsonld),
        "rdfxml": _rdf("application/rdf+xml", ".rdf", write_rdfxml),
        "graphml": Format(
            "application/graphml+xml",
            ".graphml",
            quads=False,
            dump=lambda dump: write_graphml(make_network(dump.graph.facts)),
        ),
    }
)
"""Every format by its name."""
