"""FHIR value sets, one for each table of each version, and the concept map to ICD-9-CM; all resources as files."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graph.codes import NATIONAL, TARIFF
from graph.export.export import Export
from graph.export.fhir import ICD_9_CM, Json, back, designation, identifier, resource, url
from graph.export.fhir_codes import make_code_systems
from graph.export.sssom import SET_NAME, label
from graph.stores.entity import Entity, Text

_EQUIVALENCE: Mapping[str, str] = MappingProxyType(
    {
        "close": "inexact",
        "category": "inexact",
        "broader": "wider",
        "narrower": "narrower",
        "conflict": "disjoint",
        "none": "unmatched",
    }
)
"""Relation to R4 equivalence, seen from the national code: ``wider`` is an ICD-9-CM code that means more. What is
curated as the same meaning stays ``inexact`` as long as no clinician has confirmed that it is equivalent."""


def make_value_sets(export: Export) -> Iterator[Json]:
    """The codes of each table of the law that lists procedures or prices services."""
    for table in export.all("Table"):
        listings, lines = table.values["listings"], table.values["tariffLines"]
        if table.values["version"] and listings:
            yield _value_set(export, table, NATIONAL, {row.values["procedure"]: row for row in reversed(listings)})
        elif table.values["version"] and lines:
            yield _value_set(export, table, TARIFF, {row.values["service"]: row for row in reversed(lines)})


def _value_set(export: Export, table: Entity, system: str, rows: Mapping[Entity, Entity]) -> Json:
    """``rows`` have the first row of each concept, whose name is displayed. Codes stand in the order of rows."""
    version = table.values["version"]
    cause: Entity | None = version.values["causedBy"]
    concepts = [_member(export, concept, row) for concept, row in reversed(list(rows.items()))]
    name = identifier(table.iri.removeprefix(export.base).removeprefix("eli/kz/"))
    title = ", ".join(filter(None, (label(version, "en"), label(table, "en"))))
    found = resource(export, "ValueSet", name, title, _describe(table))
    include = {"system": url(export, "CodeSystem", system), "concept": concepts}
    locked = cause.values["signed"] if cause else None
    return found | {
        "identifier": [back(table.iri)],
        "version": version.iri.rpartition("/")[2],
        "compose": ({"lockedDate": locked.isoformat()} if locked else {}) | {"include": [include]},
        **_expansion(export, found, include),
    }


def _describe(table: Entity) -> str:
    """Of which version the codes are, and whose words the caption is."""
    caption = next((text.value for text in table.values["caption"]), "")
    return f"The codes of one table of one version of the law: {table.values['version'].iri}. {caption}".strip()


def _member(export: Export, concept: Entity, row: Entity) -> Json:
    printed: tuple[Text, ...] = row.values["nameAsPrinted"]
    others = [name for name in concept.values["labels"] if name not in printed]
    names = [designation(export, name, printed=True) for name in printed]
    names += [designation(export, name, printed=False) for name in others]
    shown = next((name.value for name in (*printed, *others)), concept.values["code"])
    return {"code": concept.values["code"], "display": shown, "designation": names}


def _expansion(export: Export, found: Json, include: Json) -> Json:
    """The same codes for clients without a terminology server; its timestamp is the date of the data, no clock's."""
    if "date" not in found:
        return {}
    contains = [{"system": include["system"], **concept} for concept in include["concept"]]
    name = f"{found['url']}#expansion-{export.graph.data_version}"
    expansion = {"identifier": name, "timestamp": found["date"], "total": len(contains), "contains": contains}
    return {"expansion": expansion}


def make_concept_map(export: Export) -> Json:
    """The national list against ICD-9-CM, each target with the reason (ConceptMap of R4; R5 has another form)."""
    elements = [_element(each) for each in export.all("Procedure") if each.values["international"]]
    title = "National procedure codes of Kazakhstan against ICD-9-CM volume 3"
    description = "Curated one by one and confirmed by no clinician, hence never called equivalent."
    group = {"source": url(export, "CodeSystem", NATIONAL), "target": ICD_9_CM, "element": elements}
    found = resource(export, "ConceptMap", SET_NAME, title, description)
    return found | {"identifier": back(f"{export.base}code/{SET_NAME}.sssom.tsv"), "group": [group]}


def _element(procedure: Entity) -> Json:
    shown = {"display": name} if (name := label(procedure, "kk", "ru", "en")) else {}
    targets = [_target(match) for match in procedure.values["international"]]
    return {"code": procedure.values["code"], **shown, "target": targets}


def _target(match: Entity) -> Json:
    target: Entity | None = match.values["object"]
    named = {"code": target.values["code"], "display": label(target, "en")} if target else {}
    equivalence = _EQUIVALENCE[match.values["relation"]] if target else "unmatched"
    return {**named, "equivalence": equivalence, "comment": f"{match.values['reason'] or ''} {match.iri}".strip()}


def make_resources(export: Export) -> Iterator[Json]:
    """Every resource: what others refer to comes first."""
    yield from make_code_systems(export)
    yield from make_value_sets(export)
    yield make_concept_map(export)


def write_resource(kind: str, name: str, export: Export) -> bytes:
    """One resource as a file of its own."""
    return as_file(next(each for each in make_resources(export) if (each["resourceType"], each["id"]) == (kind, name)))


def write_ndjson(export: Export) -> bytes:
    """Every resource on a line of its own, for bulk loading."""
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in make_resources(export))
    return "".join(f"{line}\n" for line in lines).encode()


def write_bundle(export: Export) -> bytes:
    """One transaction that puts every resource into a server: POST it to the server's base."""
    entries = [_entry(each) for each in make_resources(export)]
    return as_file({"resourceType": "Bundle", "type": "transaction", "entry": entries})


def _entry(found: Json) -> Json:
    request = {"method": "PUT", "url": f"{found['resourceType']}/{found['id']}"}
    return {"fullUrl": found["url"], "resource": found, "request": request}


def as_file(found: Json) -> bytes:
    """A resource as JSON to read."""
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
