# ruff: noqa: D101 - the description that clients read is the docstring
"""What changed since a day."""

import datetime as dt
from typing import Any

import strawberry
from strawberry import UNSET

from graph.answers import changelog as answers
from graph.answers.rows import LISTINGS, TARIFF_LINES, rows_of
from graph.stores.entity import Entity
from schema.connection import check_size
from schema.context import Info, of
from schema.errors import Code, QueryError
from schema.field import attribute, field
from schema.law import Act, Subdivision, Version
from schema.listed import PAGE, Placed, listed
from schema.reading import wrong_code
from schema.resource import Resource
from schema.scalars import IRI

OF = ("Act", "Subdivision", "Version", "Table")
"""What changes may be asked of."""

_ROWS: dict[str, tuple[object, str, object]] = {"first": (int, "How many: 1 to 100.", 20)}

Source = Placed[answers.LegalChange]


def find_changes(_root: None, info: Info, since: dt.date, **given: Any) -> list[Source]:  # noqa: ANN401
    """What changed since a day. Raises QueryError."""
    context, code, iri = of(info), given.get("code"), given.get("of")
    if code and not rows_of(context.graph.codes, code):
        systems = (LISTINGS.system, TARIFF_LINES.system)
        expected = "; or ".join(f"{each}: {context.graph.codes.systems[each].template['en']}" for each in systems)
        raise wrong_code(context.graph.codes, systems, code, expected)
    thing = context.store.get(iri) if iri else None
    if iri and (thing is None or thing.type not in OF):
        message = "No act, subdivision, version or table has this IRI."
        raise QueryError(Code.INPUT, message, "Take an IRI that an answer gave.", found=iri, field="of")
    found = answers.changes(context.store, since, thing, code)
    return listed(context, f"changes {since} {iri} {code}", found, lambda change: change.version, given)


def _value(name: str) -> Any:  # noqa: ANN401 - what answers a field
    return lambda placed, _info: getattr(placed.entry, name)


def _put(placed: Source, _info: Info, first: int) -> tuple[Entity, ...]:
    check_size("first", first, "Version.listings and Version.tariffLines have all of them, in pages.")
    return placed.entry.put[:first]


def _ended(placed: Source, _info: Info, first: int) -> tuple[Entity, ...]:
    check_size("first", first, "Version.listings and Version.tariffLines have all of them, in pages.")
    return (placed.entry.ended or ())[:first]


@strawberry.type(description="A change of the law: a subdivision as one act made it, and since when.")
class LegalChange:
    version: Version = field(_value("version"), "The version that it made.", plain=True)
    of: Subdivision = field(lambda placed, _info: placed.entry.version.values["of"], "What was changed.", plain=True)
    act: Act = field(lambda placed, _info: placed.entry.version.values["causedBy"], "The act that did it.", plain=True)
    previous: Version | None = field(
        lambda placed, _info: placed.entry.version.values["previous"],
        "The version before it, as far as one is known: what to compare it with.",
        plain=True,
    )
    day: dt.date | None = field(
        _value("day"), "The day on which it enters into force; null where that is not known.", plain=True
    )
    not_before: dt.date | None = field(
        _value("not_before"), "Where the day is not known: the earliest that it can be.", plain=True
    )
    awaits_publication: bool = field(
        _value("awaits_publication"), "Whether the day hangs on a publication whose day is not known.", plain=True
    )
    reason: str = field(_value("reason"), "Why the day is what it is, or is not known.", plain=True)
    rows_put: int | None = field(
        lambda placed, _info: len(placed.entry.put) if placed.entry.is_held else None,
        "How many rows it puts into the law, of the code where one is asked for; null where they are not held.",
        plain=True,
    )
    rows_ended: int | None = field(
        lambda placed, _info: None if placed.entry.ended is None else len(placed.entry.ended),
        "How many rows it takes out, likewise. A new wording takes out all that stood before and puts its own. Null "
        "where what stood before is not held in full.",
        plain=True,
    )
    put: list[Resource] = field(
        _put, "The first rows that it puts: listings and tariff lines, with their evidence.", _ROWS, most="first"
    )
    ended: list[Resource] = field(_ended, "The first rows that it takes out, as far as held.", _ROWS, most="first")
    cursor: str = attribute("cursor", "Its place in the list: give it as after.")


changes = field(
    find_changes,
    "What changed since a day, the newest first: an entry for each version that an act made. The day of a change is "
    "that of its entry into force. Where that is not known it may be any day from a bound on: the change is among "
    "those since every day.",
    {
        "since": (dt.date, "The first day that counts.", UNSET),
        "of": (IRI | None, "Only changes of this act, subdivision or table.", UNSET),
        "code": (str | None, "Only changes of which a row names this code: 37.51, D92.243.026.", UNSET),
        **PAGE,
    },
    most="first",
)
