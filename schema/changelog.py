# ruff: noqa: D101 - the description that clients read is the docstring
"""What changed since a day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import UNSET

from graph.answers.rows import LISTINGS, TARIFF_LINES, rows_of
from graph.history import changelog as answers
from graph.stores.entity import Entity
from schema.connection import check_size
from schema.context import Info, of
from schema.errors import Code, QueryError
from schema.field import attribute, field
from schema.law import Act, Subdivision, Version
from schema.part import PART, part
from schema.reading import wrong_code
from schema.resource import Resource
from schema.scalars import IRI

OF = ("Act", "Subdivision", "Version", "Table")
"""What changes may be asked of."""

_ROWS: dict[str, tuple[object, str, object]] = {"first": (int, "How many: 1 to 100.", 20)}


def find_changes(_root: None, info: Info, since: dt.date, **given: Any) -> Sequence[answers.LegalChange]:  # noqa: ANN401
    """What changed since a day. Raises QueryError."""
    context, code, iri = of(info), given.get("code"), given.get("of")
    if code is not None and not rows_of(context.graph.codes, code):
        systems = (LISTINGS.system, TARIFF_LINES.system)
        expected = "; or ".join(f"{each}: {context.graph.codes.systems[each].template['en']}" for each in systems)
        raise wrong_code(context.graph.codes, systems, code, expected)
    thing = context.store.get(iri) if iri else None
    if iri and (thing is None or thing.type not in OF):
        message = "No act, subdivision, version or table has this IRI."
        raise QueryError(Code.INPUT, message, "Take an IRI that an answer gave.", found=iri, field="of")
    return part(answers.changes(context.store, since, thing, code), given)


def _put(change: answers.LegalChange, _info: Info, first: int) -> tuple[Entity, ...]:
    check_size("first", first, "Version.listings and Version.tariffLines have all of them, in pages.")
    return change.put[:first]


def _ended(change: answers.LegalChange, _info: Info, first: int) -> tuple[Entity, ...]:
    check_size("first", first, "Version.listings and Version.tariffLines have all of them, in pages.")
    return (change.ended or ())[:first]


@strawberry.type(description="A change of the law: a subdivision as one act made it, and since when.")
class LegalChange:
    version: Version = attribute("version", "The version that it made.")
    of: Subdivision = field(lambda change, _info: change.version.values["of"], "What was changed.", plain=True)
    act: Act = field(lambda change, _info: change.version.values["causedBy"], "The act that did it.", plain=True)
    previous: Version | None = field(
        lambda change, _info: change.version.values["previous"],
        "The version before it, as far as one is known: what to compare it with.",
        plain=True,
    )
    day: dt.date | None = attribute("day", "The day on which it enters into force; null where that is not known.")
    not_before: dt.date | None = attribute("not_before", "Where the day is not known: the earliest that it can be.")
    awaits_publication: bool = attribute(
        "awaits_publication", "Whether the day hangs on a publication whose day is not known."
    )
    reason: str = attribute("reason", "Why the day is what it is, or is not known.")
    rows_put: int | None = field(
        lambda change, _info: len(change.put) if change.is_held else None,
        "How many rows it puts into the law, of the code where one is asked for; null where they are not held.",
        plain=True,
    )
    rows_ended: int | None = field(
        lambda change, _info: None if change.ended is None else len(change.ended),
        "How many rows it takes out, likewise. A new wording takes out all that stood before and puts its own. Null "
        "where what stood before is not held in full.",
        plain=True,
    )
    put: list[Resource] = field(
        _put, "The first rows that it puts: listings and tariff lines, with their evidence.", _ROWS, most="first"
    )
    ended: list[Resource] = field(_ended, "The first rows that it takes out, as far as held.", _ROWS, most="first")


changes = field(
    find_changes,
    "What changed since a day, the newest first: an entry for each version that an act made. The day of a change is "
    "that of its entry into force. Where that is not known it may be any day from a bound on: the change is among "
    "those since every day.",
    {
        "since": (dt.date, "The first day that counts.", UNSET),
        "of": (IRI | None, "Only changes of this act, subdivision or table.", UNSET),
        "code": (str | None, "Only changes of which a row names this code: 37.51, D92.243.026.", UNSET),
        **PART,
    },
    most="first",
)
