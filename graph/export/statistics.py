"""How much a dump holds: what VoID wants to know of a data set."""

from collections import Counter
from dataclasses import dataclass, field

from graph.rdf.dump import Dump
from graph.rdf.quad import RDF_TYPE, expand

LINKS = ("skos:closeMatch", "skos:exactMatch", "skos:broadMatch", "skos:narrowMatch", "owl:sameAs")
"""Properties that lead from one data set to another."""


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


def count(dump: Dump) -> Statistics:
    """Go through the statements of a dump once."""
    graph, quads = dump.graph, dump.said.quads
    described = {f"{graph.base}def/", f"{graph.base}dataset/{graph.data_version}"}
    data = {quad[:3] for quad in quads if quad.graph not in described}
    links = {expand(link, graph.base) for link in LINKS}
    return Statistics(
        triples=len(data),
        dumped=len({quad[:3] for quad in quads}),
        subjects=len({subject for subject, _, _ in data}),
        objects=len({value for _, _, value in data}),
        entities=len({subject for subject, predicate, _ in data if predicate == RDF_TYPE}),
        classes=Counter(str(value) for _, predicate, value in data if predicate == RDF_TYPE),
        properties=Counter(predicate for _, predicate, _ in data),
        links=Counter((predicate, space_of(str(value))) for _, predicate, value in data if predicate in links),
    )


def space_of(iri: str) -> str:
    """An IRI up to its last slash or number sign."""
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
