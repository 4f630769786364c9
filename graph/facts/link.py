"""All acts together: which mentions are of acts that are held, and where two texts disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.diagnostic import Diagnostic, Problem
from graph.fact import Basis, Fact
from graph.facts.scribe import Scribe
from graph.vocabulary import TERMS


@dataclass(frozen=True, slots=True)
class Linked:
    """The facts of all sources, each once, and what was found wrong in putting them together."""

    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]


def link(facts: Iterable[Fact], scribe: Scribe) -> Linked:
    """Put the facts of all sources together.

    An act is the same in every text that names it, by the key of its IRI (issuer, kind, day, number). What two texts
    say alike becomes one fact with the quotes of both. Where they disagree on a term of one value, the act's own text
    is kept and, failing that, nothing; either way with a diagnostic.
    """
    merged = _merge(facts)
    held = {fact.subject for fact in merged if fact.term.name == "held"}
    acts = [fact.subject for fact in merged if fact.term.name == "type" and fact.value == "Act"]
    for iri in acts:
        if iri not in held:
            scribe.state(iri, "held", value=False, basis=Basis.INFERRED, reason="Known only from citations.")
    kept, diagnostics = _agree([*merged, *scribe.facts])
    return Linked(tuple(_one_label(kept)), (*diagnostics, *_check_registrations(kept)))


def _merge(facts: Iterable[Fact]) -> list[Fact]:
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


def _agree(facts: Sequence[Fact]) -> tuple[list[Fact], list[Diagnostic]]:
    """Facts with at most one value for a term of one value."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if not fact.term.many and fact.term.range != "langString":
            groups.setdefault((fact.subject, fact.term.name), []).append(fact)
    dropped: set[int] = set()
    diagnostics: list[Diagnostic] = []
    for group in groups.values():
        if len(group) > 1:
            own = [fact for fact in group if fact.source.startswith(f"{fact.subject}/made/")]
            dropped.update(id(fact) for fact in group if fact not in own[:1])
            diagnostics.append(_disagreement(group))
    return [fact for fact in facts if id(fact) not in dropped], diagnostics


def _disagreement(group: Sequence[Fact]) -> Diagnostic:
    first = group[0]
    quote = first.quotes[0] if first.quotes else None
    problem = Problem(
        "KZ-LNK-001",
        f"texts disagree on the {first.term.en} of {first.subject}",
        found=" / ".join(fact.value for fact in group),
        action="the act's own text is kept; without one, nothing",
    )
    return Diagnostic(problem, first.source, quote.start if quote else 0, quote.end if quote else 0, 1, 1)


def _one_label(facts: Sequence[Fact]) -> Iterable[Fact]:
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


def _check_registrations(facts: Sequence[Fact]) -> Iterable[Diagnostic]:
    """A registration number belongs to one act."""
    owners: dict[str, Fact] = {}
    for fact in facts:
        if fact.term.name == "registration":
            other = owners.setdefault(fact.value, fact)
            if other.subject != fact.subject:
                found = f"{fact.subject} / {other.subject}"
                problem = Problem("KZ-LNK-002", f"registration № {fact.value} is printed for two acts", found=found)
                quote = fact.quotes[0]
                yield Diagnostic(problem, fact.source, quote.start, quote.end, 1, 1)
