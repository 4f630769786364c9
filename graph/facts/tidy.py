"""The facts of one text, each once, and without what one name makes of two things."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.diagnostic import Diagnostic, Problem
from graph.fact import Fact, Quote
from graph.source import Source, Span

Key = tuple[str, str, str, str | None]


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Each statement once, with every quote behind it."""
    found: dict[Key, Fact] = {}
    for fact in facts:
        key = (fact.subject, fact.term.name, fact.value, fact.language)
        before = found.setdefault(key, fact)
        if before is not fact and fact.quotes != before.quotes:
            found[key] = replace(before, quotes=_together(before.quotes, fact.quotes))
    return list(found.values())


def _together(one: tuple[Quote, ...], other: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def tidy(facts: Iterable[Fact], source: Source | None) -> tuple[list[Fact], list[Diagnostic]]:
    """The facts of one text, each once. Where it gives one name to two things (two rows 9), neither is kept.

    Nor is what stands in them, hangs on them or leads to them. An act is no thing of the text: what a text says of
    acts in two ways is left to linking.
    """
    merged = merge(facts)
    broken = _collisions(merged)
    if not broken:
        return merged, []
    tops = [iri for iri in broken if not any(iri.startswith(_below(other)) for other in broken)]
    starts = tuple(start for iri in tops for start in _below(iri))
    gone = {fact.subject for fact in merged if fact.subject in broken or fact.subject.startswith(starts)}
    kept = [fact for fact in merged if fact.subject not in gone and not (fact.term.links and fact.value in gone)]
    message = "two things in one text have the name {}"
    return kept, [diagnose("KZ-LNK-003", message.format(iri), broken[iri], source) for iri in tops]


def _collisions(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Subjects with several values of a term of one value, acts apart, each with the facts that show it."""
    first: dict[tuple[str, str, str | None], Fact] = {}
    found: dict[str, list[Fact]] = {}
    acts = {fact.subject for fact in facts if fact.term.name == "type" and fact.value == "Act"}
    for fact in facts:
        if fact.term.many or fact.subject in acts:
            continue
        key = (fact.subject, fact.term.name, fact.language)
        before = first.setdefault(key, fact)
        if before is not fact:
            group = found.setdefault(fact.subject, [before])
            if group[0].term is fact.term:
                group.append(fact)
    return found


def _below(iri: str) -> tuple[str, str]:
    """How the IRIs begin of what stands in or hangs on a subject."""
    return f"{iri}/", f"{iri}#"


def diagnose(code: str, message: str, group: Sequence[Fact], source: Source | None) -> Diagnostic:
    """A diagnostic at the first quote of facts that cannot stand together; ``source`` is the text of that quote."""
    problem = Problem(code, message, found=" / ".join(fact.value for fact in group))
    quote = next((quote for fact in group for quote in fact.quotes), None)
    if quote is None or source is None:
        return Diagnostic(problem, quote.file if quote else group[0].source, 0, 0, 1, 1)
    return source.diagnose(problem, Span(quote.start, quote.end))
