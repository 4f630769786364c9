"""Why a statement holds that no text prints in so many words: the statement itself as a node, with the reason.

RDF Schema, section 5.3. Every such node has a name, so that dumps stay free of blank nodes.
"""

from collections.abc import Iterable, Iterator

from graph.fact import Basis, Fact
from graph.rdf.quad import RDF_TYPE, Quad, expand, tagged
from graph.rdf.triples import make_object
from graph.vocabulary import PREFIXES

_TOLD = frozenset({"kinds"})
"""Terms with a node of their own for the reason: a KindAssignment."""


def make_reasons(facts: Iterable[Fact], base: str) -> Iterator[Quad]:
    """A node for each inferred or mended fact that has a reason."""
    rdf = PREFIXES["rdf"]
    for fact in facts:
        name = fact.term.name
        if fact.reason is None or fact.basis not in {Basis.INFERRED, Basis.REPAIRED} or name in _TOLD:
            continue
        node = name_reason(fact)
        yield Quad(node, RDF_TYPE, rdf + "Statement", fact.source)
        yield Quad(node, rdf + "subject", fact.subject, fact.source)
        yield Quad(node, rdf + "predicate", expand(fact.term.iri, base), fact.source)
        yield Quad(node, rdf + "object", make_object(fact), fact.source)
        yield Quad(node, PREFIXES["rdfs"] + "comment", tagged(fact.reason, "en"), fact.source)


def name_reason(fact: Fact) -> str:
    """A fragment of the subject's document: of one of several values that lead on, the last step of its path too."""
    stem, _, fragment = fact.subject.partition("#")
    which = [fact.value.rpartition("/")[2]] if fact.term.many and fact.term.links else []
    return f"{stem}#{'-'.join(filter(None, ('why', fragment, fact.term.name, *which)))}"
