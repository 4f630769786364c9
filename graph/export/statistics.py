"""How much a dump holds, counted in its N-Quads: what VoID wants to know of a data set."""

from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO

from graph.rdf.dump import Built, write
from graph.rdf.quad import RDF_TYPE, expand

LINKS = ("skos:closeMatch", "skos:exactMatch", "skos:broadMatch", "skos:narrowMatch", "owl:sameAs")
"""Properties that lead from one data set to another."""

Parts = tuple[str, str, str, str]
"""Subject, predicate and object as N-Triples spells them, and the named graph."""


@dataclass(slots=True)
class Statistics:
    """Counts of the data: neither the vocabulary nor the description of the data set is counted, but by ``dumped``."""

    triples: int = 0
    dumped: int = 0
    """All triples of a dump, vocabulary and description with them."""
    subjects: int = 0
    objects: int = 0
    entities: int = 0
    """Subjects that have a class."""
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Triples by property and by the name space that they lead to."""


def count(graph: Built) -> Statistics:
    """Read the N-Quads of a graph once."""
    stream = BytesIO()
    write(graph, "nquads", stream)
    quads = [_parts(line) for line in stream.getvalue().decode().splitlines()]
    triples = {(subject, predicate, value) for subject, predicate, value, _ in quads}
    described = {f"{graph.base}def/", f"{graph.base}dataset/{graph.data_version}"}
    data = {parts[:3] for parts in quads if parts[3] not in described}
    links = {expand(link, graph.base) for link in LINKS}
    return Statistics(
        triples=len(data),
        dumped=len(triples),
        subjects=len({subject for subject, _, _ in data}),
        objects=len({value for _, _, value in data}),
        entities=len({subject for subject, predicate, _ in data if predicate == RDF_TYPE}),
        classes=Counter(_bare(value) for _, predicate, value in data if predicate == RDF_TYPE),
        properties=Counter(predicate for _, predicate, _ in data),
        links=Counter((predicate, space_of(_bare(value))) for _, predicate, value in data if predicate in links),
    )


def _parts(line: str) -> Parts:
    """A line of N-Quads. Only the object can hold a blank, and every quad of ours has a graph."""
    subject, predicate, rest = line.removesuffix(" .").split(" ", 2)
    value, graph = rest.rsplit(" ", 1)
    return _bare(subject), _bare(predicate), value, _bare(graph)


def _bare(iri: str) -> str:
    return iri.removeprefix("<").removesuffix(">")


def space_of(iri: str) -> str:
    """An IRI up to its last slash or number sign."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
