# ruff: noqa: D101 - the description that clients read is the docstring
"""The law of which a question is asked: that of a day, or that of a version, instead of the newest that is held."""

import datetime as dt
from dataclasses import replace
from enum import Enum
from typing import Any

import strawberry

from graph.days.chain import chain_of
from graph.days.law import Certainty as Sureness
from graph.days.law import Law, View
from graph.days.moment import Moment
from graph.stores.entity import Entity
from graph.stores.query import Is, Query
from schema.context import Context, Info, of
from schema.cost import DATED
from schema.errors import Code, QueryError, shown
from schema.field import Arguments, field
from schema.scalars import IRI

Day = dt.date

_HELP = "Give a date, and with it knownOn and certainty if you like; or give a version, and nothing else."


@strawberry.enum(description="How sure an answer about a day has to be.")
class Certainty(Enum):
    """graph.days.law.Certainty, told to clients."""

    CERTAIN = strawberry.enum_value(
        "CERTAIN",
        description="What is known to be so on that day of the rows that are held, whatever the days are that are not "
        "known. `undecidedCount` says how many more of them may be so, `gaps` which parts of acts are not held as they "
        "stood that day: of rows that are not held nothing is counted.",
    )
    POSSIBLE = strawberry.enum_value(
        "POSSIBLE", description="What is not known not to be so: what is certain, and what may be."
    )


@strawberry.input(
    description="The law of a day, or of a part of an act as a version has it: either date or version. It applies to "
    "everything below: of rows, tables and versions only those count that are law then, in every connection, filter, "
    "set, facet, sum and order by number; acts, procedures and services are there at all times."
)
class AsOf:
    date: Day | None = strawberry.field(
        default=strawberry.UNSET,
        description="The day of the relation, such as that on which a service is given. A row is law on it when its "
        "version applies on that day and is not replaced, the row is not taken out, and its act is neither repealed "
        "nor suspended. An order may apply to days before its own signature. What hangs on a day that is not known is "
        "neither certain nor left out: see certainty.",
    )
    known_on: Day | None = strawberry.field(
        default=strawberry.UNSET,
        description="The day on which one asks: only what has entered into force by then counts. Without it all that "
        "is held, whenever it enters into force.",
    )
    version: IRI | None = strawberry.field(
        default=strawberry.UNSET,
        description="The IRI of a version: its part of the act, and all that stands in it, as this version left it, "
        "in force or not. Rows of other parts and other acts are left out.",
    )
    certainty: Certainty | None = strawberry.field(
        default="CERTAIN", description="Whether what is not decided is in the answer. Of a version nothing is."
    )


AS_OF: Arguments = {
    "as_of": (
        AsOf | None,
        "The law of a day or of a version. Without it: the newest versions that are held, in force or not.",
        strawberry.UNSET,
    )
}


def dated(context: Context, given: dict[str, Any]) -> Context:
    """The context of all that stands below a field with this argument. Raises QueryError."""
    law = _law(context, given)
    return replace(context, view=View(context.reader, law, _certainty(given)))


def _certainty(given: dict[str, Any]) -> Sureness:
    return Sureness(given.get("certainty") or Sureness.CERTAIN)


def _law(context: Context, given: dict[str, Any]) -> Law:
    day, known_on, version = given.get("date"), given.get("knownOn"), given.get("version")
    if day is not None and version is None:
        return Moment(day, known_on)
    if day is not None or version is None:
        found = "both" if version else "neither"
        raise _wrong("asOf takes either a date or a version.", found, "a date, or the IRI of a version")
    for key, is_given in (("knownOn", known_on is not None), ("certainty", _certainty(given) != Sureness.CERTAIN)):
        if is_given:
            raise _wrong(f"asOf takes {key} only with a date: of a version nothing is undecided.", key, "no such key")
    entity = context.store.get(version)
    if entity is None or entity.type != "Version":
        what = "nothing that is held" if entity is None else f"{entity.type}: {shown(version)}"
        raise _wrong("asOf.version is not the IRI of a version.", what, "an IRI that `Version.iri` gave")
    return chain_of(entity)


def _wrong(message: str, found: str, expected: str) -> QueryError:
    return QueryError(Code.INPUT, message, _HELP, found=found, expected=expected, field=DATED)


def standing(way: str, description: str) -> Any:  # noqa: ANN401 - a declaration
    """A field that reads a way back to tables or versions: with asOf to those that are law then."""

    def read(source: Entity, info: Info | None) -> tuple[Entity, ...]:
        found: tuple[Entity, ...] = source.values[way]
        context = of(info) if info else None
        if context is None or context.view is None or not found:
            return found
        where = context.law(found[0].type, Is(tuple(each.iri for each in found)))
        return context.store.find(Query(found[0].type, where)).items

    return field(read, description)
