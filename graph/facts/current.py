"""Which versions are the newest that are held.

A query without a date reads these. Newest is by the day of signature of the act that made the version, since entry
into force is mostly unknown; it says nothing of force.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.fact import Basis, Fact, values_of
from graph.facts.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Edition:
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
    classes = values_of(facts, "type")
    for subject, version in values_of(facts, "version").items():
        if classes[subject] in {"Listing", "TariffLine"}:
            scribe.state(subject, "current", current[version], basis=Basis.INFERRED)


def _histories(facts: Sequence[Fact]) -> list[list[Edition]]:
    """The versions of each subdivision, the oldest first."""
    signed, of = values_of(facts, "signed"), values_of(facts, "of")
    operations = values_of(facts, "operation")
    partial = {
        version
        for effect, version in values_of(facts, "result").items()
        if not operations[effect].endswith("/substitution")
    }
    found: dict[str, list[Edition]] = {}
    for version, act in values_of(facts, "causedBy").items():
        made = Edition(signed[act], version, of[version], version not in partial)
        found.setdefault(made.of, []).append(made)
    return [sorted(versions, key=lambda made: (made.signed, made.iri)) for versions in found.values()]


def _replaced(made: Edition, versions: Sequence[Edition]) -> bool:
    later = versions[versions.index(made) + 1 :]
    return any(each.whole for each in later)
