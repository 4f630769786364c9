"""Which version of a subdivision is certainly in force on a day, as far as that is known; else why it is not.

In force is another thing than applying to the relations of a day: an act may reach back to days before it entered into
force. Here the first is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers.wording import enumerated, version_name, words
from graph.days.moment import Moment
from graph.days.reason import ReasonCode, Truth, Validity
from graph.days.validity import in_force
from graph.history.lineage import contributing, line_of
from graph.stores.entity import Entity
from graph.stores.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """The version in force on a day, or why none is known to be."""

    version: Entity | None
    reason: str


def standing_on(store: Store, subdivision: Entity, day: date) -> Standing:
    """The newest version that is in force on a day. None where none is, and where it is not certain which is."""
    line = line_of(store, subdivision)
    found = [(each, in_force(each, Moment(day))) for each in line]
    doubts = [_doubt(version, day, validity) for version, validity in found if validity.truth is Truth.UNKNOWN]
    if doubts:
        return Standing(None, " ".join(doubts))
    newest = next((version for version, validity in reversed(found) if validity.truth is Truth.YES), None)
    if newest is not None:
        missing = [each for each, validity in found if each in contributing(newest) and validity.truth is Truth.NO]
        if missing:
            names = enumerated(map(version_name, missing))
            return Standing(None, f"On {day} {version_name(newest)} is in force, and what it adds to is not: {names}.")
        return Standing(newest, f"{version_name(newest)} is in force on {day}.")
    over = dict.fromkeys(_over(validity for _, validity in found))
    label = words(subdivision.values["labels"], "en") or subdivision.iri
    more = "" if over or _is_original(line) else ": one of which nothing is held may have been"
    return Standing(None, " ".join((f"No version of {label} that is known was in force on {day}{more}.", *over)))


def _doubt(version: Entity, day: date, validity: Validity) -> str:
    return f"Whether {version_name(version)} is in force on {day} is not known. {validity.explanation}"


def _over(found: Iterator[Validity]) -> Iterator[str]:
    """What repeals or suspends the part or its act."""
    reasons = (each for validity in found for each in validity.reasons)
    return (each.text for each in reasons if each.code in {ReasonCode.REPEALED, ReasonCode.SUSPENDED})


def _is_original(line: Sequence[Entity]) -> bool:
    """Whether the first version that is known is that of the act itself, before which there is none."""
    return any(each.iri.endswith("/made") for each in line)
