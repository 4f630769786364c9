"""All acts together: which mentions are of acts that are held, and where statements cannot stand beside each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact
from graph.facts.current import state_current
from graph.facts.scribe import Scribe
from graph.source import Source, Span
from graph.vocabulary import TERMS

Sources = Mapping[str, Source]
"""The texts by the IRI of their file."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The facts of all texts, each once, and what was found wrong in putting them together."""

    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]


def link(facts: Iterable[Fact], scribe: Scribe, sources: Sources) -> Linked:
    """Put the facts of all texts together, and write down what follows from all of them.

    An act is the same in every text that names it, by the key of its IRI (issuer, kind, day, number). What two texts
    say alike becomes one fact with the quotes of both. Where texts disagree on an act, its own text is believed and,
    failing that, none. Where one text gives one name to two things (two rows 9), neither is in the graph, nor what
    hangs on it. Every such case is a diagnostic.
    """
    merged = merge(facts)
    agreed, disagreements = _agree_on_acts(merged, sources)
    kept, collisions = _without_collisions(agreed, sources)
    _state_held(scribe, kept)
    state_current(scribe, kept)
    found = tuple(_one_label(merge([*kept, *scribe.facts])))
    return Linked(found, (*disagreements, *collisions, *_check_registrations(found, sources)))


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """Each statement once, with every quote behind it."""
    found: dict[tuple[str, str, str, str | None], Fact] = {}
    for fact in facts:
        key = (fact.subject, fact.term.name, fact.value, fact.language)
        before = found.get(key)
        if before is None:
            found[key] = fact
        elif fact.quotes != before.quotes:
            quotes = tuple(dict.fromkeys((*before.quotes, *fact.quotes)))
            found[key] = replace(before, quotes=quotes)
    return list(found.values())


def _state_held(scribe: Scribe, facts: Sequence[Fact]) -> None:
    held = {fact.subject for fact in facts if fact.term.name == "held"}
    for fact in facts:
        if fact.term.name == "type" and fact.value == "Act" and fact.subject not in held:
            scribe.state(fact.subject, "held", value=False, basis=Basis.INFERRED, reason="Known only from citations.")


def _rivals(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Facts that give one subject several values of a term of one value."""
    groups: dict[tuple[str, str, str | None], list[Fact]] = {}
    for fact in facts:
        if not fact.term.many:
            groups.setdefault((fact.subject, fact.term.name, fact.language), []).append(fact)
    return (group for group in groups.values() if len(group) > 1)


def _agree_on_acts(facts: Sequence[Fact], sources: Sources) -> tuple[list[Fact], list[Diagnostic]]:
    """What several texts say of one act: its own text is believed, else none of those that disagree."""
    acts = {fact.subject for fact in facts if fact.term.name == "type" and fact.value == "Act"}
    dropped: set[int] = set()
    diagnostics: list[Diagnostic] = []
    for group in _rivals(facts):
        if group[0].subject in acts:
            own = [fact for fact in group if fact.source.startswith(f"{fact.subject}/made/")]
            dropped.update(id(fact) for fact in group if len(own) != 1 or fact is not own[0])
            message = f"texts disagree on the {group[0].term.en} of {group[0].subject}"
            diagnostics.append(_diagnose("KZ-LNK-001", message, group, sources))
    return [fact for fact in facts if id(fact) not in dropped], diagnostics


def _without_collisions(facts: Sequence[Fact], sources: Sources) -> tuple[list[Fact], list[Diagnostic]]:
    """Without the subjects that one name makes of two things, without what hangs on them and what leads there."""
    broken: dict[str, list[Fact]] = {}
    for group in _rivals(facts):
        broken.setdefault(group[0].subject, group)
    tops = [iri for iri in broken if not any(iri.startswith(_below(other)) for other in broken)]
    starts = tuple(start for iri in tops for start in _below(iri))
    gone = {fact.subject for fact in facts if fact.subject in broken or (starts and fact.subject.startswith(starts))}
    kept = [fact for fact in facts if fact.subject not in gone and not (fact.term.links and fact.value in gone)]
    message = "two things in one text have the name {}"
    return kept, [_diagnose("KZ-LNK-003", message.format(iri), broken[iri], sources) for iri in tops]


def _below(iri: str) -> tuple[str, str]:
    """How the IRIs begin of what stands in or hangs on a subject."""
    return f"{iri}/", f"{iri}#"


def _diagnose(code: str, message: str, group: Sequence[Fact], sources: Sources) -> Diagnostic:
    """A diagnostic at the first quote of the facts that cannot stand together."""
    problem = Problem(code, message, found=" / ".join(fact.value for fact in group))
    quote = next((quote for fact in group for quote in fact.quotes), None)
    if quote is None or quote.file not in sources:
        return Diagnostic(problem, group[0].source, 0, 0, 1, 1)
    return sources[quote.file].diagnose(problem, Span(quote.start, quote.end))


def _one_label(facts: Sequence[Fact]) -> Iterator[Fact]:
    """At most one label in a language: the first; the others become other names."""
    labelled: set[tuple[str, str | None]] = set()
    for fact in facts:
        key = (fact.subject, fact.language)
        if fact.term.name == "labels" and key in labelled:
            yield replace(fact, term=TERMS["alternativeLabels"])
            continue
        if fact.term.name == "labels":
            labelled.add(key)
        yield fact


def _check_registrations(facts: Sequence[Fact], sources: Sources) -> Iterator[Diagnostic]:
    """A registration number belongs to one act."""
    owners: dict[str, Fact] = {}
    for fact in facts:
        if fact.term.name == "registration":
            other = owners.setdefault(fact.value, fact)
            if other.subject != fact.subject:
                message = f"registration № {fact.value} is printed for {other.subject} and for {fact.subject}"
                yield _diagnose("KZ-LNK-002", message, [fact, other], sources)
