"""What changed: one entry for each version that an act made, the newest first.

The day of a change is that on which the version enters into force. Where it is not known the change may come on any day
from a bound on, so it is among the changes since every day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from graph.history.entry import code_of
from graph.history.known import known
from graph.history.lineage import is_one, is_whole
from graph.history.state import entries_at
from graph.stores.entity import Entity
from graph.stores.store import Store


@dataclass(frozen=True)
class LegalChange:
    """A version as a change: what an act did to a subdivision. With ``code`` only rows that name it are looked at."""

    store: Store
    version: Entity
    code: str | None = None

    @property
    def day(self) -> date | None:
        """The day of entry into force."""
        found: date | None = self._when("entryIntoForce")
        return found

    @property
    def not_before(self) -> date | None:
        """Where the day is not known: the earliest that it can be."""
        return None if self.day else self._when("notBefore")

    @property
    def reason(self) -> str:
        """Why the day is what it is, or is not known."""
        return self._when("reason") or (
            "The text prints it." if self.day else "No held text says when it enters into force."
        )

    @property
    def awaits_publication(self) -> bool:
        """Whether the day hangs on a publication whose day is not known."""
        return self.day is None and "publication" in str(self._when("rule"))

    @property
    def newest(self) -> date | None:
        """The newest day that is known of it: of signature, registration, publication, entry into force."""
        act: Entity | None = self.version.values["causedBy"]
        days = [act.values[term] for term in ("signed", "registrationDate", "published")] if act else []
        return max((each for each in (*days, self.day) if each is not None), default=None)

    @property
    def is_held(self) -> bool:
        """Whether the rows that it puts are held."""
        return self.version.values["held"] is not False

    @cached_property
    def put(self) -> tuple[Entity, ...]:
        """The rows that it puts into the law; a new wording puts all of its rows."""
        return self._naming((*self.version.values["listings"], *self.version.values["tariffLines"]))

    @cached_property
    def ended(self) -> tuple[Entity, ...] | None:
        """The rows that it takes out: all that stood before a new wording. None where those are not all held."""
        if self._only_adds():
            return ()
        previous: Entity | None = self.version.values["previous"]
        state = known(previous) if previous else None
        if previous is None or state is None or state.lacks:
            return None
        before = entries_at(self.store, previous)
        if is_whole(self.version):
            return self._naming(before)
        return self._naming(each for each in before if self._ends(each))

    def _only_adds(self) -> bool:
        """Whether all effects that made it put rows in, or the act itself was new and nothing stood before."""
        operations = {_last(each.values["operation"]) for each in self.version.values["madeBy"]}
        return operations == {"insertion"} or self.version.iri.endswith("/made")

    def _naming(self, rows: Iterable[Entity]) -> tuple[Entity, ...]:
        return tuple(each for each in rows if self.code is None or code_of(each) == self.code)

    def _ends(self, row: Entity) -> bool:
        return any(effect.values["result"] is self.version for effect in row.values["endedBy"])

    def _when(self, term: str) -> Any:  # noqa: ANN401 - as Entity.values has it
        commencement: Entity | None = self.version.values["commencement"]
        return commencement.values[term] if commencement else None


def changes(
    store: Store, since: date | None = None, of: Entity | None = None, code: str | None = None
) -> tuple[LegalChange, ...]:
    """The changes that come or may come on a day or after it, the newest first.

    ``of`` is an act, a subdivision, a version or a table: changes of it or of what it belongs to. With a code those of
    which a row that is held names it.
    """
    found = (
        LegalChange(store, version, code)
        for version in store.all("Version")
        if version.values["causedBy"] is not None and (of is None or _concerns(version, of))
    )
    kept = (each for each in found if since is None or each.day is None or each.day >= since)
    named = (each for each in kept if code is None or each.put or each.ended)
    return tuple(sorted(named, key=_latest_first))


def _last(concept: Entity | None) -> str:
    return concept.iri.rpartition("/")[2] if concept else ""


def _concerns(version: Entity, thing: Entity) -> bool:
    """Whether a version is one of a thing, or of the subdivision that a table or a version stands for."""
    part: Entity = version.values["of"]
    belongs = thing.values.get("version") if thing.type == "Table" else thing
    if belongs is not None and belongs.type == "Version":
        return is_one(part, belongs.values["of"])
    return thing is version.values["act"] or (thing.type == "Subdivision" and is_one(part, thing))


def _latest_first(change: LegalChange) -> tuple[int, str]:
    day = change.day or change.not_before or change.newest
    return -(day or date.min).toordinal(), change.version.key
