"""FHIR code systems: the national list of procedures, the groups above it, the tariff list."""

from collections.abc import Iterable, Iterator

from graph.codes import NATIONAL, TARIFF
from graph.export.export import Export
from graph.export.fhir import Json, back, designation, display, resource, url
from graph.export.sssom import label
from graph.rdf.quad import expand
from graph.stores.entity import Entity, Text
from graph.vocabulary import TERMS

GROUPS = f"{NATIONAL}-group"

_USES = (
    ("as-printed", "Name as a row of the law prints it, line wraps mended"),
    ("label", "Name from a curated file, such as the official Russian list or the titles of ICD-9-CM"),
)

_PROPERTIES = {
    "resource": ("string", "", "IRI of the concept in the graph"),
    "sourceAct": ("string", "act", "IRI of an act whose law has a row with the code"),
    "group": ("Coding", "broader", "Group above, by meaning and never by the digits"),
    "chapter": ("string", "chapter", "Chapter of ICD-9-CM where the code stands"),
    "kind": ("string", "kinds", "What is done, such as TRANSPLANTATION"),
    "nationalExtension": ("boolean", "", "Whether no code of ICD-9-CM with the same digits has to do with it"),
    "letter": ("string", "group", "Letter of the tariff list"),
    "parent": ("code", "", "Group above"),
    "status": (
        "code",
        "",
        "active where the newest held version of a list names the code, which says nothing of force",
    ),
    "effectiveDate": ("dateTime", "appliesFrom", "First day to which a text applies a row with the code"),
}
"""Properties of concepts: type, term of the vocabulary that says the same, description."""

_STANDARD = {name: f"http://hl7.org/fhir/concept-properties#{name}" for name in ("parent", "status", "effectiveDate")}


def make_code_systems(export: Export) -> Iterator[Json]:
    """Every code system. They are fragments: acts name only a part of their lists, so a missing code proves nothing."""
    yield _list(
        export,
        NATIONAL,
        "Procedure",
        "Codes that the held acts name; in ICD-9-CM the same digits may mean another thing.",
    )
    yield _groups(export)
    yield _list(export, TARIFF, "Service", "Services that the held acts price.")
    yield _uses(export)


def _list(export: Export, system: str, class_name: str, description: str) -> Json:
    """A flat list; what stands above a code is a property, since no digits prove that one thing is another."""
    concepts = [_concept(export, each) for each in export.all(class_name)]
    return _system(export, system, description, concepts)


def _system(export: Export, system: str, description: str, concepts: list[Json]) -> Json:
    iri = f"{export.base}code/{system}/scheme"
    scheme = export.graph.store.get(iri)
    title = label(scheme, "en") if scheme else system
    used = {each["code"] for concept in concepts for each in concept["property"]}
    return resource(export, "CodeSystem", system, title, description) | {
        "identifier": [back(iri)],
        "caseSensitive": True,
        "content": "fragment",
        "count": len(concepts),
        "property": [_property(export, code) for code in _PROPERTIES if code in used],
        "concept": concepts,
    }


def _property(export: Export, code: str) -> Json:
    kind, term, description = _PROPERTIES[code]
    uri = _STANDARD.get(code) or (expand(TERMS[term].iri, export.base) if term else None)
    return {"code": code, **({"uri": uri} if uri else {}), "description": description, "type": kind}


def _concept(export: Export, entity: Entity) -> Json:
    return {
        "code": entity.values["code"],
        "display": display(entity),
        "designation": list(_designations(export, entity)),
        "property": list(_properties(export, entity)),
    }


def rows_of(entity: Entity) -> tuple[Entity, ...]:
    """The rows of the law that name a concept."""
    return (*entity.values.get("listings", ()), *entity.values.get("tariffLines", ()))


def _designations(export: Export, entity: Entity) -> Iterator[Json]:
    """Every name of a concept, those that rows print among them."""
    printed: dict[Text, None] = dict.fromkeys(name for row in rows_of(entity) for name in row.values["nameAsPrinted"])
    names = dict.fromkeys((*entity.values["labels"], *entity.values["alternativeLabels"], *printed))
    for name in names:
        yield designation(export, name, printed=name in printed)


def _properties(export: Export, entity: Entity) -> Iterator[Json]:
    values = entity.values
    yield {"code": "resource", "valueString": entity.iri}
    yield from _history(rows_of(entity))
    if group := values.get("broader"):
        coding = {"system": url(export, "CodeSystem", GROUPS), "code": group.values["code"], "display": display(group)}
        yield {"code": "group", "valueCoding": coding}
    if chapter := values.get("chapter"):
        yield {"code": "chapter", "valueString": chapter}
    for kind in values.get("kinds", ()):
        yield {"code": "kind", "valueString": kind.values["code"]}
    if matches := values.get("international"):
        yield {"code": "nationalExtension", "valueBoolean": not _shares_digits(values["code"], matches)}
    if letter := values.get("group"):
        yield {"code": "letter", "valueString": letter}


def _history(rows: Iterable[Entity]) -> Iterator[Json]:
    """Whose law names a concept, whether it still does, and from when where a text says so."""
    named = [row.values for row in rows]
    for act in dict.fromkeys(row["act"].iri for row in named):
        yield {"code": "sourceAct", "valueString": act}
    if named:
        yield {"code": "status", "valueCode": "active" if any(row["current"] for row in named) else "deprecated"}
    if days := [row["appliesFrom"] for row in named if row["appliesFrom"]]:
        yield {"code": "effectiveDate", "valueDateTime": min(days).isoformat()}


def _shares_digits(code: str, matches: Iterable[Entity]) -> bool:
    targets = (match.values["object"] for match in matches)
    return any(target.values["code"] == code for target in targets if target)


def _groups(export: Export) -> Json:
    """A system of its own: an act may print the digits of a group as a code, and that is another concept."""
    description = "Groups above the codes of the national list, curated by meaning."
    concepts = [_group(export, each) for each in export.all("ProcedureGroup")]
    found = _system(export, GROUPS, description, concepts)
    return found | {
        "identifier": [back(f"{export.base}code/{GROUPS}")],
        "title": "Groups above the national list of procedures",
        "hierarchyMeaning": "grouped-by",
    }


def _group(export: Export, entity: Entity) -> Json:
    concept = _concept(export, entity)
    kept = [each for each in concept["property"] if each["code"] != "group"]
    above = entity.values["broader"]
    parent = [{"code": "parent", "valueCode": above.values["code"]}] if above else []
    return concept | {"property": [*kept, *parent]}


def _uses(export: Export) -> Json:
    """What the uses of designations mean."""
    concepts = [{"code": code, "display": meaning} for code, meaning in _USES]
    title = "Uses of designations"
    return resource(export, "CodeSystem", "designation-use", title, "How a name of a concept is known.") | {
        "language": "en",
        "caseSensitive": True,
        "content": "complete",
        "count": len(concepts),
        "concept": concepts,
    }
