"""Which version of a subdivision is certainly in force on a day, as far as that is known; else why it is not.

In force is another thing than applying to the relations of a day: an act may reach back to days before it entered into
force. Here the first is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers.lineage import is_whole
from graph.answers.wording import act_name, version_name, words
from graph.stores.entity import Entity


@dataclass(frozen=True, slots=True)
class Standing:
    """The version in force on a day, or why none is known to be."""

    version: Entity | None
    reason: str


def standing_on(subdivision: Entity, day: date) -> Standing:
    """The newest version that is in force on a day. None where none is, and where it is not certain which is."""
    doubts = [*_act_doubts(subdivision, day)]
    newest: Entity | None = None
    for version in reversed(line_of(subdivision)):
        begun = is_begun(version, day)
        if begun is None:
            doubts.append(f"Whether {version_name(version)} is in force on {day} is not known. {_why(version)}")
        elif begun:
            newest = newest or version
            if is_whole(version):
                break
    if doubts:
        return Standing(None, " ".join(doubts))
    if newest is None:
        label = words(subdivision.values["labels"], "en") or subdivision.iri
        more = "" if _is_original(subdivision) else ": one of which nothing is held may have been"
        return Standing(None, f"No version of {label} that is known was in force on {day}{more}.")
    return Standing(newest, f"{version_name(newest)} is in force on {day}.")


def line_of(subdivision: Entity) -> tuple[Entity, ...]:
    """The versions of a subdivision one after the other, the earliest first."""
    versions: Sequence[Entity] = subdivision.values["versions"]
    followers = {each.values["previous"]: each for each in versions if each.values["previous"] is not None}
    found: list[Entity] = []
    for first in (each for each in versions if each.values["previous"] is None):
        at: Entity | None = first
        while at is not None:
            found.append(at)
            at = followers.get(at)
    return tuple(found)


def _is_original(subdivision: Entity) -> bool:
    """Whether the first version that is known is that of the act itself, before which there is none."""
    return any(each.iri.endswith("/made") for each in subdivision.values["versions"])


def is_begun(begins: Entity, day: date) -> bool | None:
    """Whether what a version or an effect makes is in force on a day; None where that is not known."""
    commencement: Entity | None = begins.values["commencement"]
    if commencement is None:
        return None
    start, bound, until = (commencement.values[term] for term in ("entryIntoForce", "notBefore", "until"))
    if (start and start > day) or (start is None and bound and bound > day) or (until and until < day):
        return False
    return None if start is None or until == day else True


def _act_doubts(subdivision: Entity, day: date) -> Iterator[str]:
    """What the repeal or the suspension of the act, or of the subdivision, leaves of certainty."""
    act: Entity | None = subdivision.values["act"][0] if subdivision.values["act"] else None
    for effect in act.values["effectsOn"] if act else ():
        operation: Entity | None = effect.values["operation"]
        name = operation.iri.rpartition("/")[2] if operation else ""
        meant = effect.values["scope"] == "act" or (name == "suspension" and effect.values["target"] is subdivision)
        over = effect.values["until"] and effect.values["until"] < day
        begun = is_begun(effect, day) if act and meant and name in {"repeal", "suspension"} and not over else False
        if begun is not False:
            known = "not known whether it has effect" if begun is None else "in effect"
            yield f"{act_name(effect.values['act'])} orders a {name} that touches this; on {day} it is {known}."


def _why(version: Entity) -> str:
    """Why the day of a version is not known."""
    commencement: Entity | None = version.values["commencement"]
    if commencement is None:
        return "No held text says when it enters into force."
    return str(commencement.values["reason"] or "No held text prints the day.")
