"""The versions of each part of an act one after the other: which is the newest, and which takes the place of which.

Their order is that of the days on which the acts that made them were signed, since entry into force is mostly unknown:
of two wordings the one ordered later is the later one. It says nothing of force.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.fact import Basis, Fact, values_of
from graph.facts.scribe import Scribe
from graph.facts.testimony import Made, made_by


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a version stands among all that are known of its part. IRIs of versions."""

    caused_by: str
    """The act that made it."""
    current: bool
    """Whether no later whole version of the same part is known."""
    previous: str | None
    replaced_by: tuple[str, ...]
    """Later whole versions of the part, or of what it stands in, the earliest first."""

    def state(self, scribe: Scribe, version: str) -> None:
        """Say so of a version."""
        scribe.state(version, "current", self.current, basis=Basis.INFERRED)
        scribe.state(version, "previous", self.previous, basis=Basis.INFERRED, reason=_ORDER)
        for each in self.replaced_by:
            scribe.state(version, "replacedBy", each, basis=Basis.INFERRED, reason=_ORDER)


_ORDER = "Versions follow one another in the order in which the acts that made them were signed."


def state_current(scribe: Scribe, facts: Sequence[Fact]) -> None:
    """Say of every version where it stands, and of the rows in it whether a later whole version replaces them.

    A version that only adds rows replaces nothing: the rows before it stay.
    """
    standings = standings_of(made_by(facts))
    for iri, standing in standings.items():
        standing.state(scribe, iri)
    classes = values_of(facts, "type")
    for subject, version in values_of(facts, "version").items():
        if classes[subject] in {"Listing", "TariffLine"}:
            current = standings[version].current if version in standings else True
            scribe.state(subject, "current", current, basis=Basis.INFERRED)


def standings_of(made: Iterable[Made]) -> dict[str, Standing]:
    """Where each version stands, by its IRI."""
    histories = histories_of(made)
    whole = {of: [each for each in versions if each.whole] for of, versions in histories.items()}
    return {
        each.version: Standing(
            each.by,
            not _after(whole[of], each),
            versions[at - 1].version if at else None,
            tuple(later.version for later in _later(whole, each)),
        )
        for of, versions in histories.items()
        for at, each in enumerate(versions)
    }


def histories_of(made: Iterable[Made]) -> dict[str, list[Made]]:
    """The versions of each part, by the IRI of the part, the earliest first; each once, as the fullest text has it."""
    found: dict[str, dict[str, Made]] = {}
    for each in made:
        known = found.setdefault(each.of, {})
        before = known.get(each.version)
        if before is None or (each.held, each.whole) > (before.held, before.whole):
            known[each.version] = each
    return {of: sorted(versions.values(), key=_by_day) for of, versions in found.items()}


def _later(histories: Mapping[str, Sequence[Made]], version: Made) -> list[Made]:
    """What comes after a version, of its part or of what this stands in."""
    steps = version.of.split("/")
    around = ("/".join(steps[:count]) for count in range(len(steps), 0, -1))
    return sorted((each for of in around for each in _after(histories.get(of, ()), version)), key=_by_day)


def _after(versions: Sequence[Made], version: Made) -> Sequence[Made]:
    """Those of some versions, in order, that come after one."""
    return versions[bisect_right(versions, _by_day(version), key=_by_day) :]


def _by_day(made: Made) -> tuple[str, str, bool, str]:
    """Of one day, by the names of the acts. What an act orders stands before an edition that has it already."""
    return made.signed, tail_of(made.version), made.whole, made.version


def tail_of(version: str) -> str:
    """What names the act that made a version, in its IRI; nothing of an original."""
    return version.partition("/by/")[2]
