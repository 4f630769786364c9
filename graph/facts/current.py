"""Which versions are the newest that are held.

A query without a date reads these. Newest is by the day of signature of the act that made the version, since entry
into force is mostly unknown; it says nothing of force.
"""

from collections.abc import Iterable, Sequence

from graph.fact import Basis, Fact, values_of
from graph.facts.scribe import Scribe
from graph.facts.testimony import Made, made_by


def state_current(scribe: Scribe, facts: Sequence[Fact]) -> None:
    """Say of every version, and of the rows in it, whether a later whole version replaces it.

    A version that only adds rows replaces nothing: the rows before it stay.
    """
    current = current_versions(made_by(facts))
    for iri, is_current in current.items():
        scribe.state(iri, "current", is_current, basis=Basis.INFERRED)
    classes = values_of(facts, "type")
    for subject, version in values_of(facts, "version").items():
        if classes[subject] in {"Listing", "TariffLine"}:
            scribe.state(subject, "current", current.get(version, True), basis=Basis.INFERRED)


def current_versions(made: Iterable[Made]) -> dict[str, bool]:
    """Whether no later whole version of the same subdivision is known, by the IRI of each version."""
    histories: dict[str, dict[str, Made]] = {}
    for each in made:
        known = histories.setdefault(each.of, {})
        before = known.get(each.version)
        known[each.version] = each if before is None or each.whole else before
    return {
        each.version: not any(later.whole for later in versions[at + 1 :])
        for versions in (sorted(each.values(), key=_by_day) for each in histories.values())
        for at, each in enumerate(versions)
    }


def _by_day(made: Made) -> tuple[str, str]:
    return made.signed, made.version
