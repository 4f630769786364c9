"""Statements that standards make in one step where our facts take two, for readers who know only the standards."""

from collections.abc import Iterable, Iterator

from graph.codes import DENIED, PREDICATES
from graph.fact import Fact, values_of
from graph.iri import Names
from graph.rdf.days import make_days
from graph.rdf.quad import Quad, expand
from graph.rdf.sssom import make_mappings
from graph.vocabulary import PREFIXES

ANNEXES = frozenset({"appendix"})
"""Kinds of subdivisions that are annexes of the act that they stand in."""


def make_shortcuts(facts: Iterable[Fact], base: str) -> Iterator[Quad]:
    """What follows from the facts, each in the named graph of the fact that it follows from."""
    held = tuple(facts)
    yield from _matches(held, base)
    yield from make_mappings(held, base)
    yield from _annexes(held, base)
    yield from _amendments(held)
    yield from make_days(held)


def _matches(facts: tuple[Fact, ...], base: str) -> Iterator[Quad]:
    """The national code to the international one (SKOS, section 10); why and how sure stands on the CodeMatch."""
    objects, relations = values_of(facts, "object"), values_of(facts, "relation")
    for fact in facts:
        relation = relations.get(fact.subject)
        if fact.term.name == "matchOf" and relation and relation not in DENIED and fact.subject in objects:
            yield Quad(fact.value, expand(PREDICATES[relation], base), objects[fact.subject], fact.source)


def _annexes(facts: tuple[Fact, ...], base: str) -> Iterator[Quad]:
    """An appendix is an annex, beside being a part (ELI 1.4)."""
    kinds = {Names(base).concept("subdivision", name) for name in ANNEXES}
    annexes = {fact.subject for fact in facts if fact.term.name == "subdivisionKind" and fact.value in kinds}
    for fact in facts:
        if fact.term.name == "parent" and fact.subject in annexes:
            yield Quad(fact.subject, PREFIXES["eli"] + "is_annex_of", fact.value, fact.source)
            yield Quad(fact.value, PREFIXES["eli"] + "has_annex", fact.subject, fact.source)


def _amendments(facts: tuple[Fact, ...]) -> Iterator[Quad]:
    """The provision to what it changes: the ELI guide wants the link on both levels, and act to act is a fact."""
    targets = values_of(facts, "target")
    for fact in facts:
        if fact.term.name == "by" and fact.subject in targets:
            yield Quad(fact.value, PREFIXES["eli"] + "amends", targets[fact.subject], fact.source)
