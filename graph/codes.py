"""Reads ``seeds/codes``: code systems, the national list as curated, ICD-9-CM, their mapping, the Russian list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from graph.code import (
    INTERNATIONAL,
    NATIONAL,
    TARIFF,
    Chapter,
    CodeMapping,
    Codes,
    CodeSystem,
    Concept,
    Conflict,
    Group,
    ListWitness,
    OfficialRow,
    ServiceMatch,
    TariffCode,
)
from graph.seedfile import Record, SeedError, read_records, read_table, unique

__all__ = [
    "INTERNATIONAL", "NATIONAL", "NO_TERM", "PREDICATES", "SAME_MEANING", "TARIFF", "Chapter", "CodeMapping",
    "CodeSystem", "Codes", "Concept", "Conflict", "Group", "ListWitness", "OfficialRow", "SeedError", "ServiceMatch",
    "TariffCode", "compare_rows", "load", "official_names",
]  # fmt: skip

PREDICATES: Mapping[str, str] = MappingProxyType(
    {
        "close": "skos:closeMatch",
        "broader": "skos:broadMatch",
        "narrower": "skos:narrowMatch",
        "category": "skos:closeMatch",
        "conflict": "skos:closeMatch",
        "none": "skos:closeMatch",
    }
)
"""Relations of a national code to ICD-9-CM with the predicate that an SSSOM row states or, of DENIED, denies."""
DENIED = frozenset({"conflict"})
"""Relations that an SSSOM row states with the modifier Not."""
SAME_MEANING = frozenset({"close"})
"""Relations whose English title is a label of the national concept."""
NO_TERM = "sssom:NoTermFound"


def compare_rows(official: Iterable[OfficialRow], rows: Iterable[tuple[str, str, str]]) -> list[Conflict]:
    """Rows (table, row, code) whose code another text of the list prints otherwise, or that one of the two lacks.

    Only tables that ``rows`` has are compared. Neither reading wins: a conflict is reported, never resolved.
    """
    ours = {(table, row): code for table, row, code in rows}
    tables = {table for table, _ in ours}
    theirs = {(each.table, each.row): each for each in official if each.table in tables}
    found: list[Conflict] = []
    for place in [*ours, *(place for place in theirs if place not in ours)]:
        other = theirs.get(place)
        if ours.get(place) != (other.code if other else None):
            code, name = (other.code, other.name) if other else (None, "")
            found.append(Conflict(*place, ours.get(place), code, name))
    return found


def load(folder: Path) -> Codes:
    """All code systems of ``seeds/codes``; raises ``SeedError`` with file and line where a file breaks its contract."""
    systems = _systems(folder / "systems.toml")
    chapters = _chapters(folder / "icd9cm-vol3-chapters.tsv")
    international = {each.code: each for each in _international(folder / "icd9cm-vol3.tsv", systems, chapters)}
    witnesses = tuple(_witness(folder, each) for each in read_records(folder / "witnesses.toml", "witness"))
    official = [row for each in witnesses if each.language == "ru" for row in each.rows]
    bare = _national(folder / "mkb9.tsv", systems, chapters)
    mappings = _mappings(folder / "mkb9-icd9cm.sssom.tsv", bare, international)
    named = [_labelled(each, official, mappings.get(each.code, ()), international) for each in bare.values()]
    concepts = {(each.system, each.code): each for each in (*named, *international.values())}
    return Codes(MappingProxyType(systems), chapters, MappingProxyType(concepts), MappingProxyType(mappings), witnesses)


def official_names(official: Iterable[OfficialRow], code: str) -> list[str]:
    """The Russian spellings of a code, the preferred one first: printed in most rows, then printed first."""
    names = [each.name for each in official if each.code == code]
    return sorted(dict.fromkeys(names), key=lambda name: (-names.count(name), names.index(name)))


_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_KEYS = ("slug", "titles", "pattern", "group_pattern", "template", "examples", "invalid", "uri", "oid")


def _systems(path: Path) -> dict[str, CodeSystem]:
    records = read_records(path, "system")
    unique(records, "slug")
    systems = {record.text("slug"): _system(record) for record in records}
    if missing := {NATIONAL, INTERNATIONAL, TARIFF} - systems.keys():
        raise SeedError(path, 1, f"no system {', '.join(sorted(missing))}", "systems mkb9, icd9cm and tariff")
    return systems


def _system(record: Record) -> CodeSystem:
    record.only(*_KEYS, "publisher", "source", "licence", "groups")
    try:
        re.compile(record.text("pattern"), re.ASCII)
    except re.error as error:
        raise record.blame("pattern", f"a regular expression ({error})") from error
    return CodeSystem(
        record.text("slug"), record.labels("titles"), record.text("pattern"), record.text("group_pattern", "") or None,
        record.labels("template"), record.texts("examples"), record.texts("invalid"),
        record.text("uri", "") or None, record.text("oid", "") or None,
        record.text("publisher"), record.text("source"), record.text("licence"),
        tuple(_group(each) for each in record.records("groups")),
    )  # fmt: skip


def _group(record: Record) -> Group:
    record.only("letter", "titles", "embeds")
    return Group(record.text("letter"), record.labels("titles"), record.text("embeds", "") or None)


def _chapters(path: Path) -> tuple[Chapter, ...]:
    rows = read_table(path, ("from", "to", "title"))
    return tuple(Chapter(a if a == b else f"{a}-{b}", a, b, title) for _, (a, b, title) in rows)


def _international(path: Path, systems: Mapping[str, CodeSystem], chapters: Sequence[Chapter]) -> Iterator[Concept]:
    """ICD-9-CM is a classification by decimals: here, and only here, a prefix is a category."""
    valid = re.compile(systems[INTERNATIONAL].pattern).fullmatch
    slugs = {f"{at:02}": each.slug for each in chapters for at in range(int(each.first), int(each.last) + 1)}
    seen: dict[str, str] = {}
    for line, (code, level, title) in read_table(path, ("code", "level", "title")):
        if not valid(code) or code in seen or level not in {"procedure", "category"}:
            raise SeedError(path, line, f"{code} {level}", "a new ICD-9-CM code and procedure or category")
        seen[code] = level
        parent = code[:4] if level == "procedure" and seen.get(code[:4]) == "category" else None
        labels = MappingProxyType({"en": title})
        yield Concept(INTERNATIONAL, code, level, parent, slugs[code[:2]], labels, _NO_OTHERS, "")


def _witness(folder: Path, record: Record) -> ListWitness:
    record.only("file", "language", "version", "title")
    file = record.text("file")
    rows = tuple(_official(folder / file))
    return ListWitness(file, record.text("language"), record.text("version"), record.text("title"), rows)


def _official(path: Path) -> Iterator[OfficialRow]:
    for line, (table, row, code, name) in read_table(path, ("table", "row", "code", "name_ru")):
        if bool(row) != bool(code) or not table or not name:
            raise SeedError(path, line, f"row {row!r} with code {code!r}", "table, row, code, name, or a heading")
        if code:
            yield OfficialRow(table, row, code, name)


def _national(path: Path, systems: Mapping[str, CodeSystem], chapters: Sequence[Chapter]) -> dict[str, Concept]:
    system, slugs = systems[NATIONAL], {each.slug for each in chapters}
    shapes = {"procedure": system.valid, "group": system.valid_group}
    found: dict[str, Concept] = {}
    for line, cells in read_table(path, ("code", "level", "parent", "chapter", "title_en", "note")):
        code, level, parent, chapter, title, note = cells
        if level not in shapes or not shapes[level](code) or code in found:
            raise SeedError(path, line, f"{code} {level}", f"a new code, procedure or group: {system.template['en']}")
        if chapter not in slugs or bool(title) != (level == "group"):
            raise SeedError(path, line, f"chapter {chapter!r}, title {title!r}", "a chapter; a title for groups only")
        if parent and (parent not in found or found[parent].level != "group"):
            raise SeedError(path, line, f"parent {parent!r} of {code}", "a group from above in this file, or none")
        labels = MappingProxyType({"en": title}) if title else _NOTHING
        found[code] = Concept(NATIONAL, code, level, parent or None, chapter, labels, _NO_OTHERS, note)
    return found


_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "relation", "comment",
)  # fmt: skip


def _mappings(
    path: Path, national: Mapping[str, Concept], international: Mapping[str, Concept]
) -> dict[str, tuple[CodeMapping, ...]]:
    found: dict[str, tuple[CodeMapping, ...]] = {}
    for line, cells in read_table(path, _COLUMNS):
        mapping = _mapping(path, line, cells)
        if mapping.subject not in national or national[mapping.subject].level != "procedure":
            raise SeedError(path, line, f"subject {cells[0]}", "a procedure of mkb9.tsv")
        if mapping.object is not None and mapping.object not in international:
            raise SeedError(path, line, f"object {cells[4]}", "a code of icd9cm-vol3.tsv")
        found[mapping.subject] = (*found.get(mapping.subject, ()), mapping)
    for code, concept in national.items():
        if concept.level == "procedure" and code not in found:
            raise SeedError(path, 1, f"no row for mkb9:{code}", "a row for each procedure", remedy="curate it")
    return found


def _mapping(path: Path, line: int, cells: Sequence[str]) -> CodeMapping:
    subject, _, predicate, modifier, target, _, justification, confidence, relation, comment = cells
    if PREDICATES.get(relation) != predicate or (modifier == "Not") != (relation in DENIED):
        expected = "a relation with its predicate; Not with conflict and only there"
        raise SeedError(path, line, f"{relation}, {modifier} {predicate}", expected)
    if (target == NO_TERM) != (relation == "none") or not (target == NO_TERM or target.startswith("icd9cm:")):
        raise SeedError(path, line, f"{relation} with {target}", f"icd9cm:CODE, or {NO_TERM} with none")
    if not re.fullmatch(r"0\.[0-9]+|1\.0", confidence) or not comment:
        raise SeedError(path, line, f"confidence {confidence!r}, comment {comment!r}", "0.0 to 1.0 and a sentence")
    code = None if target == NO_TERM else target.removeprefix("icd9cm:")
    return CodeMapping(
        subject.removeprefix("mkb9:"), relation, predicate, modifier == "Not", code, justification,
        Decimal(confidence), comment,
    )  # fmt: skip


def _labelled(
    concept: Concept,
    official: Sequence[OfficialRow],
    mappings: Sequence[CodeMapping],
    international: Mapping[str, Concept],
) -> Concept:
    """The concept with its Russian names and, where an ICD-9-CM code means the same, the English title."""
    if concept.level != "procedure":
        return concept
    labels = {}
    names = official_names(official, concept.code)
    if names:
        labels["ru"] = names[0]
    for mapping in mappings:
        if mapping.relation in SAME_MEANING and mapping.object:
            labels["en"] = international[mapping.object].labels["en"]
    others = MappingProxyType({"ru": tuple(names[1:])}) if names[1:] else _NO_OTHERS
    return replace(concept, labels=MappingProxyType(labels), alternatives=others)
