"""The statements as a rdflib graph, for programs that go on in Python: SHACL, SPARQL, other serializations."""

from collections.abc import Iterable

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from graph.rdf import quad


def make_model(quads: Iterable[quad.Quad], base: str) -> Graph:
    """A graph of the statements of all named graphs, with the prefixes bound and lexical forms kept as they are."""
    model = Graph(bind_namespaces="none")
    for prefix, namespace in quad.prefixes(base).items():
        model.bind(prefix, namespace)
    for subject, predicate, value, _ in quads:
        model.add((URIRef(subject), URIRef(predicate), _node(value)))
    return model


def nodes_of(model: Graph, class_iri: str) -> list[dict[str, str]]:
    """The nodes of a class, each as its values by predicate; of several values the last in the order of texts."""
    nodes = model.subjects(RDF.type, URIRef(class_iri))
    return [dict(sorted((str(each), str(value)) for each, value in model.predicate_objects(node))) for node in nodes]


def _node(value: str | quad.Literal) -> Node:
    if isinstance(value, str):
        return URIRef(value)
    if value.language:
        return Literal(value.text, lang=value.language)
    return Literal(value.text, datatype=URIRef(value.datatype), normalize=False)
