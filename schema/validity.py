# ruff: noqa: D101 - the description that clients read is the docstring
"""Whether something is so on a day, and why."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from graph.days import validity as answers
from graph.days.moment import Moment
from graph.days.reason import MOST_REASONS
from graph.days.reason import Validity as Found
from graph.stores.entity import Entity
from schema.context import Context, Info
from schema.errors import Code, QueryError
from schema.field import Arguments, attribute, field
from schema.resource import Evidence

if TYPE_CHECKING:
    from schema.law import Commencement

KNOWN_ON = (
    "The day on which one asks: what enters into force later is not in force for the answer. Without it one asks "
    "whenever the acts that are held are in force."
)
_OF_FORCE = "The day that is asked about."
_KNOWN = "The day on which one asks, as far as it matters: what enters into force later is not in force for the answer."

DAY: Arguments = {
    "on": (date, _OF_FORCE, strawberry.UNSET),
    "known_on": (date | None, _KNOWN, strawberry.UNSET),
}


def moment_of(on: date | None, known_on: date | None) -> Moment | None:
    """The moment of two arguments. Raises QueryError for a day of asking without a day that is asked about."""
    if on is not None:
        return Moment(on, known_on)
    if known_on is None:
        return None
    help_ = "Give on, the day of the service, or leave knownOn out."
    raise QueryError(Code.INPUT, "knownOn without on asks about no day.", help_, field="knownOn")


def most_words(context: Context) -> int:
    """The most quotes that a commencement rests on."""
    return max((len(each.evidence) for each in context.store.all("Commencement")), default=0)


@strawberry.enum(description="The three values of an answer about a day.")
class Truth(Enum):
    """graph.days.reason.Truth, told to clients."""

    YES = strawberry.enum_value("YES", description="It is so.")
    NO = strawberry.enum_value("NO", description="It is not so, whatever is not known.")
    UNKNOWN = strawberry.enum_value("UNKNOWN", description="What is held leaves open whether it is so.")


@strawberry.enum(description="Why something is so on a day, is not, or is not known to be.")
class ReasonCode(Enum):
    """graph.days.reason.ReasonCode, told to clients."""

    IN_FORCE = strawberry.enum_value("IN_FORCE", description="It was in force on the day.")
    RETROACTIVE = strawberry.enum_value(
        "RETROACTIVE",
        description="It applies to the relations of the day by its own words, although it was not in force on it.",
    )
    APPLIES = strawberry.enum_value(
        "APPLIES",
        description="It applies to the relations of the day by its own words; whether it was in force on it is not "
        "known.",
    )
    NOT_YET_SIGNED = strawberry.enum_value("NOT_YET_SIGNED", description="The act was signed later.")
    NOT_YET_IN_FORCE = strawberry.enum_value("NOT_YET_IN_FORCE", description="It enters into force later.")
    BEFORE_APPLICATION = strawberry.enum_value(
        "BEFORE_APPLICATION", description="It applies to relations from a later day on."
    )
    ENDED = strawberry.enum_value(
        "ENDED", description="Its own words end it before the day, or an act took the row out."
    )
    REPLACED = strawberry.enum_value("REPLACED", description="A later wording of the whole took its place.")
    REPEALED = strawberry.enum_value("REPEALED", description="It was repealed.")
    SUSPENDED = strawberry.enum_value("SUSPENDED", description="Its effect was suspended.")
    AWAITING_PUBLICATION = strawberry.enum_value(
        "AWAITING_PUBLICATION",
        description="The day of entry into force counts from a publication whose day is not known.",
    )
    DAY_NOT_KNOWN = strawberry.enum_value(
        "DAY_NOT_KNOWN", description="The day of entry into force cannot be told from the words that are held."
    )
    END_NOT_CLEAR = strawberry.enum_value(
        "END_NOT_CLEAR", description="It has effect until this very day, and the words leave open whether on it too."
    )
    NO_COMMENCEMENT = strawberry.enum_value(
        "NO_COMMENCEMENT", description="No text that is held says when it enters into force."
    )
    BASE_NOT_HELD = strawberry.enum_value("BASE_NOT_HELD", description="What stood on the day is not held.")
    NOT_READ = strawberry.enum_value(
        "NOT_READ", description="What stood on the day was not read whole, or a change of it is not applied."
    )
    CHANGE_NOT_APPLIED = strawberry.enum_value(
        "CHANGE_NOT_APPLIED", description="A later change may touch the row, and what it makes of it is not known."
    )
    SEVERAL_LINES = strawberry.enum_value("SEVERAL_LINES", description="Several tariff lines hold or may hold.")


@strawberry.type(description="Why something is so on a day, is not, or is not known to be.")
class Reason:
    code: ReasonCode = attribute("code", "In one word.")
    text: str = attribute("text", "In an English sentence, with the days and how they were computed.")
    commencement: Annotated["Commencement", strawberry.lazy("schema.law")] | None = attribute(
        "commencement", "The rule by which it enters into force, where the reason rests on one."
    )
    evidence: list[Evidence] = attribute(
        "evidence", "The words of the law that are this rule, in the language of the text.", most=most_words
    )


@strawberry.type(description="Whether something is so on a day, and why.")
class Validity:
    status: Truth = attribute("truth", "Whether it is so.")
    explanation: str = attribute("explanation", "The reasons, in words.")
    reasons: list[Reason] = attribute("reasons", f"Why: at most {MOST_REASONS}.", most=MOST_REASONS)


def in_force() -> Validity:
    """Whether an act or a version was in force on a day."""

    def resolve(source: Entity, _info: Info, **given: Any) -> Found:  # noqa: ANN401
        return answers.in_force(source, Moment(given["on"], given.get("knownOn")))

    declared: Validity = field(
        resolve,
        "Whether it was in force on a day, whatever relations it applies to. Of an act as a whole: parts that enter "
        "into force otherwise are exceptions of its commencement.",
        DAY,
    )
    return declared


def computed(read: Callable[[Entity], date | None], description: str) -> Any:  # noqa: ANN401 - a declaration
    """A field with a day that is computed from the links of a subject."""
    return field(lambda source, _info: read(source), description, plain=True)


FROM = "First day in force; null where it is not known."
UNTIL = "First day on which it is no longer in force (the end is not included); null where no such day is known."


def in_force_from() -> date | None:
    """The first day in force."""
    declared: date | None = computed(answers.in_force_from, FROM)
    return declared


def in_force_until() -> date | None:
    """The first day no longer in force."""
    declared: date | None = computed(answers.in_force_until, UNTIL)
    return declared
