"""What a row of the law rests on: the act that is changed, the act that changes it, and since when."""

from dataclasses import dataclass
from datetime import date

from graph.answers.wording import act_name
from graph.stores.entity import Entity


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Why a row is law, as far as that is held.

    ``effect`` is None where several provisions made the version together, or none that is held. Without
    ``entry_into_force`` the day is not known, which is not the same as not in force; ``not_before`` is then the
    earliest that it can be.
    """

    act: Entity
    version: Entity | None
    caused_by: Entity | None
    effect: Entity | None
    entry_into_force: date | None
    not_before: date | None
    reason: str
    applies_from: date | None

    @property
    def point(self) -> Entity | None:
        """The provision that orders the change."""
        found: Entity | None = self.effect.values["by"] if self.effect else None
        return found

    @property
    def retroactive(self) -> bool:
        """Whether it applies to relations from before the day of signature."""
        signed = self.caused_by.values["signed"] if self.caused_by else None
        return self.applies_from is not None and signed is not None and self.applies_from < signed


def legal_basis(row: Entity) -> LegalBasis:
    """What a listing or a tariff line rests on."""
    version: Entity | None = row.values["version"]
    maker: Entity | None = version.values["causedBy"] if version else None
    effects: tuple[Entity, ...] = version.values["madeBy"] if version else ()
    start: Entity | None = version.values["commencement"] if version else None
    if start is None and maker:
        start = maker.values["commencement"]
    return LegalBasis(
        row.values["act"],
        version,
        maker,
        effects[0] if len(effects) == 1 else None,
        start.values["entryIntoForce"] if start else None,
        start.values["notBefore"] if start else None,
        _reason(maker, start),
        row.values["appliesFrom"],
    )


def _reason(maker: Entity | None, start: Entity | None) -> str:
    if maker is None:
        return "Which act made the row law is not known."
    if start is None:
        return f"No held text says when {act_name(maker)} enters into force."
    if start.values["reason"]:
        return str(start.values["reason"])
    return f"{act_name(maker)} says so." if start.values["entryIntoForce"] else "No held text prints the day."
