"""Relations between code systems as SSSOM states them in RDF: an annotated axiom for each row of the mapping set."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from graph.codes import DENIED, NO_TERM, PREDICATES
from graph.fact import Fact
from graph.rdf.quad import Literal, Quad, expand
from graph.rdf.triples import make_object

_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "matchOf": "owl:annotatedSource",
        "object": "owl:annotatedTarget",
        "confidence": "sssom:confidence",
        "reason": "rdfs:comment",
    }
)
"""Terms of a CodeMatch to the property of the slot that says the same."""


def make_mappings(facts: Sequence[Fact], base: str) -> Iterator[Quad]:
    """The slots of every CodeMatch, in the named graph of its facts.

    A code that has no counterpart is mapped to ``sssom:NoTermFound``, as the specification asks.
    """
    classes = {fact.subject for fact in facts if fact.term.name == "type" and fact.value == "CodeMatch"}
    found = [fact for fact in facts if fact.subject in classes]
    with_object = {fact.subject for fact in found if fact.term.name == "object"}
    for fact in found:
        for predicate, value in _slots(fact, base, is_found=fact.subject in with_object):
            yield Quad(fact.subject, expand(predicate, base), value, fact.source)


def _slots(fact: Fact, base: str, *, is_found: bool) -> Iterator[tuple[str, str | Literal]]:
    name, value = fact.term.name, fact.value
    if name in _SLOTS:
        yield _SLOTS[name], make_object(fact)
    elif name == "justification":
        yield "sssom:mapping_justification", expand(value, base)
    elif name == "type" and not is_found:
        yield "owl:annotatedTarget", expand(NO_TERM, base)
    elif name == "relation":
        yield "owl:annotatedProperty", expand(PREDICATES[value], base)
        if value in DENIED:
            yield "sssom:predicate_modifier", expand("sssom:NegatedPredicate", base)
