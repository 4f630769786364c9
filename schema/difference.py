# ruff: noqa: D101 - the description that clients read is the docstring
"""What differs between two states of a subdivision, row by row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from types import GenericAlias
from typing import Any

import strawberry
from strawberry import UNSET

from graph.days.standing import Standing, standing_on
from graph.history import difference as answers
from graph.history.entry import code_of, names_of, words_of
from graph.history.known import Lack, LackKind
from graph.history.lineage import is_one
from graph.stores.entity import Entity
from graph.term import LANGUAGES
from schema.context import Context, Info, of
from schema.errors import Code, QueryError
from schema.field import attribute, field
from schema.law import Act, Effect, Subdivision, Version
from schema.part import PART, part
from schema.resource import Resource
from schema.scalars import IRI, LanguageTag


@strawberry.input(one_of=True, description="A state of a subdivision: at one of its versions, or on a day.")
class DiffPoint:
    version: IRI | None = strawberry.field(default=UNSET, description="The IRI of a version of it.")
    date: dt.date | None = strawberry.field(
        default=UNSET, description="A day: the version that is certainly in force then, where one is."
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """What is behind a comparison: the subdivision, both states, and what came of it where there was a comparison."""

    subdivision: Entity
    points: tuple[Standing, Standing]
    difference: answers.Difference | None

    @property
    def reason(self) -> str | None:
        """Why nothing was compared."""
        if self.difference is None:
            return " ".join(each.reason for each in self.points if each.version is None)
        return None if self.difference.compared else " ".join(each.reason for each in self.difference.lacks)


def compare_states(_root: None, info: Info, **given: Any) -> Compared:  # noqa: ANN401
    """Two states of a subdivision side by side. Raises QueryError."""
    context = of(info)
    subdivision = _there(context, "of", given["of"], "Subdivision")
    before, after = (_point(context, subdivision, name, given[name]) for name in ("from", "to"))
    if before.version is None or after.version is None:
        return Compared(subdivision, (before, after), None)
    try:
        found = answers.difference(context.store, before.version, after.version)
    except answers.UnrelatedError as error:
        raise QueryError(Code.INPUT, str(error), "Compare versions that LegalChange.previous joins.") from error
    return Compared(subdivision, (before, after), found)


def _point(context: Context, subdivision: Entity, name: str, given: dict[str, Any]) -> Standing:
    if "date" in given:
        return standing_on(context.store, subdivision, given["date"])
    version = _there(context, name, given["version"], "Version")
    if not is_one(subdivision, version.values["of"]):
        message = "The version is one of another subdivision."
        help_ = "Take one of Subdivision.versions."
        raise QueryError(Code.INPUT, message, help_, found=version.iri, expected=subdivision.iri, field=name)
    return Standing(version, "")


def _there(context: Context, name: str, iri: str, class_name: str) -> Entity:
    found = context.store.get(iri)
    if found is None or found.type != class_name:
        message = f"No {class_name.lower()} has this IRI."
        help_ = "Take an IRI that an answer gave: Act.subdivisions has them, and Subdivision.versions."
        raise QueryError(Code.INPUT, message, help_, found=iri, expected=class_name, field=name)
    return found


def _changes(compared: Compared, _info: Info, **given: Any) -> Sequence[answers.Change]:  # noqa: ANN401
    found = compared.difference
    if found is None:
        return []
    kinds = frozenset(given.get("kinds") or ())
    chosen = [each for each in found.changes if not kinds or kinds.intersection(each.kinds)]
    return part(chosen, given)


def _counts(compared: Compared, _info: Info) -> list[tuple[str, int, int]] | None:
    found = compared.difference
    if found is None or not found.compared:
        return None
    return [(kind.value, found.counts[kind], found.certain[kind]) for kind in answers.ChangeKind]


def _lacks(compared: Compared, _info: Info) -> list[Lack]:
    return list(compared.difference.lacks) if compared.difference else []


def _most_versions(context: Context) -> int:
    return max((len(each.values["versions"]) for each in context.store.all("Subdivision")), default=0)


def _most_sections(context: Context) -> int:
    """Each section of the versions of a subdivision may be cut, and each version may be unknown; then two more."""
    return len(context.store.all("Section")) + len(context.store.all("Version")) + len(LackKind)


def _names(change: answers.Change, _info: Info) -> list[tuple[str, str | None, str | None]]:
    one, other = change.before, change.after
    early, late = (dict(names_of(row)) if row else {} for row in (one, other))
    return [(each, early.get(each), late.get(each)) for each in LANGUAGES if each in early or each in late]


def _maker(change: answers.Change, _info: object) -> Entity | None:
    makers = change.makers
    return makers[0] if len(makers) == 1 else None


def _act(change: answers.Change, info: object) -> Entity | None:
    maker = _maker(change, info)
    found: Entity | None = maker.values["causedBy"] if maker else None
    return found


@strawberry.enum(description="What happened to a row between two states. Several may have happened at once.")
class ChangeKind(Enum):
    """graph.history.difference.ChangeKind, told to clients."""

    ADDED = strawberry.enum_value("ADDED", description="It stands in the later state alone.")
    REMOVED = strawberry.enum_value("REMOVED", description="It stands in the earlier state alone.")
    MOVED = strawberry.enum_value(
        "MOVED", description="Its code stands on another admission, or under other payers, than before."
    )
    RECODED = strawberry.enum_value(
        "RECODED", description="Its name stands in the same place under another code; no other row there has the name."
    )
    RENAMED = strawberry.enum_value("RENAMED", description="Its printed name differs in a language that both have.")
    REPRICED = strawberry.enum_value(
        "REPRICED", description="The amount, the currency, a coefficient or the unit of a tariff differs."
    )


@strawberry.enum(description="What a comparison lacks.")
class LackOf(Enum):
    """graph.history.known.LackKind, told to clients."""

    NOT_HELD = strawberry.enum_value(
        "NOT_HELD", description="A state of which no text is held: nothing can be compared."
    )
    INCOMPLETE = strawberry.enum_value(
        "INCOMPLETE", description="A version was not read whole, or only adds to a text that is not held."
    )
    SECTION_CUT = strawberry.enum_value(
        "SECTION_CUT", description="One section of a table was not read whole: rows of it may be missing."
    )
    BETWEEN = strawberry.enum_value("BETWEEN", description="Versions between the two are not held.")
    LANGUAGES = strawberry.enum_value(
        "LANGUAGES", description="Names of some rows are held in different languages, and were not compared."
    )


@strawberry.type(description="Something that is not known of a comparison.")
class DiffGap:
    kind: LackOf = attribute("kind", "What is missing.")
    reason: str = attribute("reason", "In words, naming the acts, the sections and the versions.")
    version: Version | None = attribute("version", "The version that is not known in full, where it is one.")


@strawberry.type(description="How many rows a kind of change happened to.")
class ChangeCount:
    kind: ChangeKind = field(lambda counted, _info: counted[0], "The kind.", plain=True)
    count: int = field(
        lambda counted, _info: counted[1],
        "How many rows, with those of which it is not certain; one that has two kinds counts for both.",
        plain=True,
    )
    certain: int = field(
        lambda counted, _info: counted[2], "How many of them for certain: see `RowChange.certain`.", plain=True
    )


@strawberry.type(description="The name of a row in one language, before and after, as printed.")
class NameChange:
    language: LanguageTag = field(lambda names, _info: names[0], "The language.", plain=True)
    before: str | None = field(lambda names, _info: names[1], "The name before; null where it has none.", plain=True)
    after: str | None = field(lambda names, _info: names[2], "The name after; null where it has none.", plain=True)
    same_words: bool = field(
        lambda names, _info: words_of(names[1] or "") == words_of(names[2] or ""),
        "Whether only case, spaces and punctuation differ, if anything does.",
        plain=True,
    )


@strawberry.type(description="A row that differs between two states, with its evidence on both sides.")
class RowChange:
    kinds: list[ChangeKind] = field(
        lambda change, _info: change.kinds, "What happened to it.", plain=True, most=len(answers.ChangeKind)
    )
    code: str = field(
        lambda change, _info: code_of(change.row), "The code that it has afterwards, else had.", plain=True
    )
    certain: bool = field(
        lambda change, _info: change.certain,
        "Whether it is known that the other state has no such row in this place. False where the section of the place "
        "was not read whole there: the row may have stood in what is missing.",
        plain=True,
    )
    before: Resource | None = field(
        lambda change, _info: change.before,
        "The row before, a Listing or a TariffLine, with its evidence; null for one that was added.",
        plain=True,
    )
    after: Resource | None = field(
        lambda change, _info: change.after, "The row after, likewise; null for one that was removed.", plain=True
    )
    names: list[NameChange] = field(_names, "Its printed names on both sides.", most=len(LANGUAGES))
    effect: Effect | None = field(
        lambda change, _info: change.effect,
        "What did it; null where no effect is held, or several are, or it is not known which version made the change.",
        plain=True,
    )
    version: Version | None = field(_maker, "The version that made the change; null where one of several did.")
    act: Act | None = field(_act, "The act that made that version.")
    made_by_one_of: list[Version] = field(
        lambda change, _info: change.makers,
        "The versions one of which made the change, the earliest first: one where it is known.",
        plain=True,
        most=_most_versions,
    )


@strawberry.type(
    description="Two states of a subdivision side by side, row by row. The number of a row is no change: a new wording "
    "numbers all rows anew."
)
class Difference:
    of: Subdivision = attribute("subdivision", "What was compared.")
    before: Version | None = field(
        lambda compared, _info: compared.points[0].version,
        "The one state; null where none is certainly in force on the day.",
        plain=True,
    )
    after: Version | None = field(
        lambda compared, _info: compared.points[1].version, "The other state, likewise.", plain=True
    )
    reason: str | None = attribute(
        "reason", "Why nothing was compared: what is not known, or not held. Null where the states were compared."
    )
    counts: list[ChangeCount] | None = field(
        _counts,
        "How many rows each kind of change happened to, or may have; null where nothing was compared.",
        most=len(ChangeKind),
    )
    unchanged: int | None = field(
        lambda compared, _info: compared.difference.unchanged if compared.reason is None else None,
        "How many rows say the same in both; null where nothing was compared.",
    )
    changes: list[RowChange] = field(
        _changes,
        "The rows that differ, in the order of the later table; then those that are gone.",
        {
            "kinds": (
                GenericAlias(list, (ChangeKind,)) | None,
                "Only rows to which one of these happened; without it all.",
                UNSET,
            ),
            **PART,
        },
        most="first",
    )
    complete: bool = field(
        lambda compared, _info: compared.difference is not None and compared.difference.complete,
        "Whether nothing is missing of what the comparison needs; false where gaps has an entry.",
        plain=True,
    )
    gaps: list[DiffGap] = field(_lacks, "What is not known.", most=_most_sections)


diff = field(
    compare_states,
    "What differs between two states of a subdivision, such as an appendix, row by row: added, removed, moved, "
    "renamed, priced otherwise or coded otherwise, with what did it and the evidence on both sides.",
    {
        "of": (IRI, "The IRI of the subdivision.", UNSET),
        "from": (DiffPoint, "The state before.", UNSET),
        "to": (DiffPoint, "The state after.", UNSET),
    },
)
