"""Which rows are near to a code that is not among them, and why.

Rows of the same category first, going up the curated hierarchy from the code; then rows with a similar code, which
says nothing of their meaning; then rows with a similar name. Of the rows of one code the first stands for all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice

from graph.answers.inquiry import Inquiry
from graph.answers.rows import LISTINGS
from graph.answers.wording import words
from graph.code import INTERNATIONAL
from graph.likeness import distance, likeness_of_names, shared_beginning
from graph.stores.entity import Entity, Text
from graph.stores.query import And, Filter, In, Query, Within

ALIKE = 60
"""Of 100, from which on names are similar; what any two operations share in their names is less."""


class NearKind(StrEnum):
    """In what a row is near."""

    CATEGORY = "CATEGORY"
    CODE = "CODE"
    NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Near:
    """A row that is near, or the concept that it names, and why, in an English sentence."""

    row: Entity
    kind: NearKind
    reason: str


def nearest(inquiry: Inquiry, among: Filter, first: int) -> tuple[Near, ...]:
    """At most ``first`` rows of ``among``, the nearest first, of other codes than the one asked about."""
    code = inquiry.code
    others = (each for each in inquiry.store.find(inquiry.rows.concepts(among)).items if each.values["code"] != code)
    candidates = sorted(others, key=lambda each: _distance(code, each.values["code"]))
    near = chain(_by_category(inquiry, candidates), _by_code(code, candidates), _by_name(_names(inquiry), candidates))
    return tuple(replace(each, row=_first_row(inquiry, each.row, among)) for each in islice(_once(near), first))


def _once(near: Iterable[Near]) -> Iterator[Near]:
    """Of each concept the first reason."""
    seen: set[Entity] = set()
    for each in near:
        if each.row not in seen:
            seen.add(each.row)
            yield each


def _first_row(inquiry: Inquiry, concept: Entity, among: Filter) -> Entity:
    where = And((among, In(inquiry.rows.term, (concept.iri,))))
    return inquiry.store.find(Query(inquiry.rows.type, where, first=1)).items[0]


def _distance(code: str, other: str) -> tuple[bool, int, int, str]:
    """One digit of difference first, then codes that begin alike."""
    steps = distance(code, other)
    return steps > 1, -shared_beginning(code, other), steps, other


def _groups(inquiry: Inquiry) -> Iterator[tuple[Entity, str]]:
    """The groups of the curated hierarchy above a code, the narrowest first, each with what puts the code there.

    A code that no act names is placed by ICD-9-CM, a classification by decimals, where that has it.
    """
    code, concept = inquiry.code, inquiry.concept
    above = concept.values["broader"] if concept else None
    while above is not None:
        yield above, ""
        above = above.values["broader"]
    if concept is None and inquiry.codes.concept(INTERNATIONAL, code):
        for digits in dict.fromkeys((code, code[:4], code[:2])):
            for group in inquiry.store.find(Query("ProcedureGroup", In("code", (digits,)), first=1)).items:
                yield group, "" if digits == code else f", where ICD-9-CM puts {code}"


def _by_category(inquiry: Inquiry, candidates: Sequence[Entity]) -> Iterator[Near]:
    for group, how in _groups(inquiry) if inquiry.rows is LISTINGS else ():
        code = group.values["code"]
        inside = {each.iri for each in inquiry.store.find(Query("Procedure", Within("broader", (code,)))).items}
        title = words(group.values["labels"], "en") or ""
        reason = f"{f'Same category: {code} {title}'.strip()}{how}."
        yield from (Near(each, NearKind.CATEGORY, reason) for each in candidates if each.iri in inside)


def _by_code(code: str, candidates: Sequence[Entity]) -> Iterator[Near]:
    for each in candidates:
        other = each.values["code"]
        if distance(code, other) == 1:
            yield Near(each, NearKind.CODE, f"{_difference(code, other)}: {code} and {other}.")
        elif code.partition(".")[0] == other.partition(".")[0]:
            shared = code[: shared_beginning(code, other)].rstrip(".")
            yield Near(each, NearKind.CODE, f"Begins with the same digits, {shared}.")


def _difference(code: str, other: str) -> str:
    if len(code) != len(other):
        return "One character more" if len(other) > len(code) else "One character less"
    return "Two characters change places" if sorted(code) == sorted(other) else "One character differs"


def _names(inquiry: Inquiry) -> tuple[Text, ...]:
    """What a code is called; of a code that no act names, the title that ICD-9-CM has for these digits."""
    if concept := inquiry.concept:
        return tuple(concept.values["labels"])
    other = inquiry.codes.concept(INTERNATIONAL, inquiry.code) if inquiry.rows is LISTINGS else None
    return tuple(Text(title, language) for language, title in other.labels.items()) if other else ()


def _by_name(names: Sequence[Text], candidates: Sequence[Entity]) -> Iterator[Near]:
    scored = [
        (likeness_of_names(name.value, other.value), name.value, other.value, each)
        for each in candidates
        for other in each.values["labels"]
        for name in names
        if name.language == other.language
    ]
    for score, name, other, each in sorted(scored, key=lambda one: (-one[0], one[3].values["code"])):
        if score >= ALIKE:
            yield Near(each, NearKind.NAME, f"Similar name, {score:.0f} of 100: “{name}” and “{other}”.")
