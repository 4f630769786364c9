# ruff: noqa: D101 - the description that clients read is the docstring
"""What a row of the law rests on."""

from datetime import date

import strawberry

from graph.answers.legal_basis import legal_basis
from schema.field import attribute, field
from schema.law import Act, Effect, Subdivision, Version


@strawberry.type(
    description="What a row of the law rests on: the act that is changed, the act and the provision that change it, "
    "since when it is in force and from when it applies, as far as the held texts say."
)
class LegalBasis:
    act: Act = attribute("act", "The amended act: whose law the row is.")
    version: Version | None = attribute("version", "The version that the row stands in.")
    caused_by: Act | None = attribute(
        "caused_by", "The act that made this version: the amending act, or the act itself."
    )
    effect: Effect | None = attribute(
        "effect", "The change that made it; null where several did (version.madeBy), or none that is held."
    )
    point: Subdivision | None = attribute("point", "The provision that orders this change.")
    entry_into_force: date | None = attribute(
        "entry_into_force", "The day on which the amending act enters into force; null: not known, see reason."
    )
    not_before: date | None = attribute("not_before", "Where that day is not known: the earliest that it can be.")
    reason: str = attribute("reason", "Why the day of entry into force is what it is, or is not known.")
    applies_from: date | None = attribute(
        "applies_from", "The first day of the legal relations that the row applies to, where the act names one."
    )
    retroactive: bool = attribute("retroactive", "Whether that day lies before the day of signature.")


def basis_field() -> LegalBasis:
    """The legal basis of a listing or of a tariff line."""
    declared: LegalBasis = field(
        lambda row, _info: legal_basis(row), "What it rests on: act, version, amending act and point, since when."
    )
    return declared
