"""Code systems, concepts and what a national code has to do with an international one or with a service: values.

The national list (МКБ-9 of the acts) is a system of its own. What a national code means in ICD-9-CM, and what stands
above it, is curated row by row and never read off the digits: 41.10 is no puncture of spleen (41.1).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

NATIONAL, INTERNATIONAL, TARIFF = "mkb9", "icd9cm", "tariff"
"""Slugs of the national procedure list, of ICD-9-CM volume 3 and of the tariff list."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the tariff list by its letter; ``embeds`` is the system whose code its codes carry, if any."""

    letter: str
    titles: Mapping[str, str]
    embeds: str | None


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """A list of codes: how a code looks, whose it is, where it comes from."""

    slug: str
    titles: Mapping[str, str]
    pattern: str
    group_pattern: str | None
    template: Mapping[str, str]
    examples: tuple[str, ...]
    invalid: tuple[str, ...]
    uri: str | None
    oid: str | None
    publisher: str
    source: str
    licence: str
    groups: tuple[Group, ...]

    def valid(self, code: str) -> bool:
        """Whether a code has the shape of this system's codes: ASCII, nothing around it. Says nothing of existence."""
        return re.fullmatch(self.pattern, code) is not None

    def valid_group(self, code: str) -> bool:
        """Whether a code has the shape of a concept that stands above others."""
        return self.group_pattern is not None and re.fullmatch(self.group_pattern, code) is not None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of ICD-9-CM volume 3 by its two-digit range: ``35-39``, or ``00`` where it has one section."""

    slug: str
    first: str
    last: str
    title: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a code system. ``level`` is procedure, group (national) or category (ICD-9-CM).

    ``labels`` has at most one text per language, ``alternatives`` the other spellings. Kazakh names stand on the rows
    of the acts and not here.
    """

    system: str
    code: str
    level: str
    parent: str | None
    chapter: str
    labels: Mapping[str, str]
    alternatives: Mapping[str, tuple[str, ...]]
    note: str


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """One row of the SSSOM table: a national code, its relation to an ICD-9-CM code, and why (an English sentence)."""

    subject: str
    relation: str
    predicate: str
    negated: bool
    object: str | None
    justification: str
    confidence: Decimal
    comment: str


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A row of the official Russian list."""

    table: str
    row: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ListWitness:
    """Another text of a list that an act prints: its file, language, title, and the version it is a text of."""

    file: str
    language: str
    version: str
    """IRI of the version, without the base."""
    title: str
    rows: tuple[OfficialRow, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row for which the held text and the Russian list print different codes; None where one lacks the row."""

    table: str
    row: str
    ours: str | None
    theirs: str | None
    name: str


@dataclass(frozen=True, slots=True)
class TariffCode:
    """The pieces of a tariff code: ``D92.243.026`` is D, 92, 243, 026. ``group`` is that of the letter."""

    letter: str
    section: str
    block: str
    number: str
    group: Group


class ServiceMatch(NamedTuple):
    """A proposed relation of a procedure to a service: candidate or sibling, and why; never an identity."""

    relation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Codes:
    """All code systems with their concepts, mappings and the Russian list."""

    systems: Mapping[str, CodeSystem]
    chapters: tuple[Chapter, ...]
    concepts: Mapping[tuple[str, str], Concept]
    mappings: Mapping[str, tuple[CodeMapping, ...]]
    witnesses: tuple[ListWitness, ...]

    @property
    def official(self) -> tuple[OfficialRow, ...]:
        """The rows of every official list in Russian."""
        return tuple(row for each in self.witnesses if each.language == "ru" for row in each.rows)

    def concept(self, system: str, code: str) -> Concept | None:
        """The concept of a code, or None where the system's data does not know it."""
        return self.concepts.get((system, code))

    def match(self, code: str) -> CodeMapping | None:
        """What a procedure is in ICD-9-CM: the first of its mappings. A conflict stands before a true neighbour."""
        rows = self.mappings.get(code, ())
        return rows[0] if rows else None

    def national(self, level: str = "procedure") -> tuple[Concept, ...]:
        """The procedures, or the groups, of the national list, by code."""
        return tuple(each for each in self.concepts.values() if (each.system, each.level) == (NATIONAL, level))

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The groups above a code of the national list, nearest first; curated, never a prefix."""
        found: list[str] = []
        concept = self.concept(NATIONAL, code)
        while concept and concept.parent:
            found.append(concept.parent)
            concept = self.concept(NATIONAL, concept.parent)
        return tuple(found)

    def descendants(self, code: str) -> tuple[str, ...]:
        """The procedures below a code of the national list, by code; none below a procedure."""
        return tuple(each.code for each in self.national() if code in self.ancestors(each.code))

    def parts(self, service: str) -> TariffCode:
        """The pieces of a tariff code; raises ``ValueError`` for anything else."""
        system = self.systems[TARIFF]
        match = re.fullmatch(system.pattern, service)
        if match is None:
            raise ValueError(f"found {service!r}; expected a tariff code: {system.template['en']}")
        group = next(each for each in system.groups if each.letter == match["letter"])
        return TariffCode(match["letter"], match["section"], match["block"], match["number"], group)

    def embedded(self, service: str) -> str | None:
        """The procedure digits in a tariff code: ``92.243`` for ``D92.243.026``; None in groups that embed none.

        The rule is inferred from listed services (some 25 of 32 agree in meaning): a derived link, no identity.
        """
        parts = self.parts(service)
        return f"{parts.section}.{parts.block}" if parts.group.embeds == NATIONAL else None

    def service_match(self, procedure: str, service: str) -> ServiceMatch | None:
        """What a procedure has to do with a service, going by the digits and the curated hierarchy; None if nothing.

        Candidate: equal digits. Sibling: the four digits of the service are a curated group above the procedure.
        Digits that stand for an undivided ICD-9-CM code (``D41.100`` for 41.1) are not those of another (41.10).
        """
        digits = self.embedded(service)
        undivided = self.concept(INTERNATIONAL, procedure[:4])
        if digits is None or (procedure[4:] == "0" and undivided and undivided.level == "procedure"):
            return None
        if reason := _equal(procedure, digits, service):
            return ServiceMatch("candidate", reason)
        if (category := digits[:5]) in self.ancestors(procedure):
            return ServiceMatch("sibling", f"{procedure} and {service} stand under {category}, with other digits")
        return None


def _equal(procedure: str, digits: str, service: str) -> str | None:
    """Why the digits of a procedure are those of a service, or None."""
    if procedure == service[1:]:
        return f"{procedure} is {service} without its letter"
    if procedure == digits:
        return f"{procedure} are the digits after the letter of {service}"
    if re.fullmatch(r"[0-9]{2}\.[0-9]{1,2}", procedure) and digits == procedure.ljust(6, "0"):
        return f"{procedure}, filled up with zeros, are the digits after the letter of {service}"
    return None
