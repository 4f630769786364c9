"""Which versions are the newest that are held.

A query without a date reads these. Newest is by the day of signature of the act that made the version, since entry
into force is mostly unknown; it says nothing of force.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.fact import Basis, Fact
from graph.facts.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Made:
    """A version with what orders it among the versions of its subdivision."""

    signed: str
    iri: str
    of: str
    whole: bool
    """Whether it takes the place of all before it. An effect that is no substitution only adds to it."""


def state_current(scribe: Scribe, facts: Sequence[Fact]) -> None:
    """Say of every version, and of the rows in it, whether a later whole version replaces it.

    A version that only adds rows replaces nothing: the rows before it stay.
    """
    current = {made.iri: not _replaced(made, versions) for versions in _histories(facts) for made in versions}
    for iri, is_current in current.items():
        scribe.state(iri, "current", is_current, basis=Basis.INFERRED)
    classes = {fact.subject: fact.value for fact in facts if fact.term.name == "type"}
    for fact in facts:
        if fact.term.name == "version" and classes[fact.subject] in {"Listing", "TariffLine"}:
            scribe.state(fact.subject, "current", current[fact.value], basis=Basis.INFERRED)


def _histories(facts: Sequence[Fact]) -> list[list[Made]]:
    """The versions of each subdivision, the oldest first."""
    signed, of = _values(facts, "signed"), _values(facts, "of")
    operations = _values(facts, "operation")
    partial = {
        version
        for effect, version in _values(facts, "result").items()
        if not operations[effect].endswith("/substitution")
    }
    found: dict[str, list[Made]] = {}
    for version, act in _values(facts, "causedBy").items():
        made = Made(signed[act], version, of[version], version not in partial)
        found.setdefault(made.of, []).append(made)
    return [sorted(versions, key=lambda made: (made.signed, made.iri)) for versions in found.values()]


def _values(facts: Sequence[Fact], term: str) -> dict[str, str]:
    return {fact.subject: fact.value for fact in facts if fact.term.name == term}


def _replaced(made: Made, versions: Sequence[Made]) -> bool:
    later = versions[versions.index(made) + 1 :]
    return any(each.whole for each in later)
