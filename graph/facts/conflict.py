"""Two readings that disagree. Neither wins; both are kept, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.fact import Basis, Quote
from graph.facts.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text has at a place; ``value`` is None where it has nothing there."""

    value: str | None
    quotes: tuple[Quote, ...] = ()
    basis: Basis = Basis.PRINTED


def state_conflict(
    scribe: Scribe, iri: str, about: Iterable[str], readings: tuple[Reading, Reading], reason: str, label: str
) -> None:
    """A conflict with both readings. A curated reading makes all that is said of the conflict curated."""
    curated = any(each.basis is Basis.CURATED for each in readings)
    basis = Basis.CURATED if curated else Basis.INFERRED
    scribe.introduce(iri, "Conflict")
    for each in dict.fromkeys(filter(None, about)):
        scribe.state(iri, "about", each, basis=basis)
    for term, reading in zip(("reading", "otherReading"), readings, strict=True):
        scribe.state(iri, term, reading.value, quotes=reading.quotes, basis=reading.basis)
    scribe.state(iri, "reason", reason, basis=basis)
    scribe.label(iri, en=label)


def name_conflict(subject: str, what: str) -> str:
    """The IRI of a conflict about a subject: a fragment of it, or of what it is a fragment of."""
    stem, _, fragment = subject.partition("#")
    return f"{stem}#conflict-{f'{fragment}-' if fragment else ''}{what}"
