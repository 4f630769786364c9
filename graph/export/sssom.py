"""The relations of national codes to ICD-9-CM as a SSSOM table (https://mapping-commons.github.io/sssom/).

Metadata stand above the table, each line behind ``#``, as YAML; the table is parted by tabs and quotes nothing.
"""

from collections.abc import Iterator

from graph.codes import DENIED, INTERNATIONAL, NATIONAL, NO_TERM, PREDICATES
from graph.export.export import Export, ExportError
from graph.fact import lexical
from graph.stores.entity import Entity
from graph.vocabulary import PREFIXES

SET_NAME = f"{NATIONAL}-{INTERNATIONAL}"

_HEADER = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "relation", "comment",
)  # fmt: skip

_METADATA = """\
curie_map:
  {international}: {base}code/{international}/
  {national}: {base}code/{national}/
  semapv: https://w3id.org/semapv/vocab/
  skos: {skos}
  sssom: https://w3id.org/sssom/
mapping_set_id: {base}code/{name}.sssom.tsv
mapping_set_version: "{version}"
mapping_set_title: National procedure codes of Kazakhstan (МКБ-9) against ICD-9-CM volume 3
license: https://creativecommons.org/publicdomain/zero/1.0/
subject_source: {base}code/{national}/scheme
object_source: {base}code/{international}/scheme
extension_definitions:
  - slot_name: relation
    property: {base}def/relation
    type_hint: http://www.w3.org/2001/XMLSchema#string
"""
"""The names of the slots are SSSOM's; ``relation`` is one of ours, for a conflict or a category has no predicate."""


def write_sssom(export: Export) -> bytes:
    """The mapping set. Raises ExportError for words that would break the table."""
    metadata = _METADATA.format(
        base=export.base,
        name=SET_NAME,
        version=export.graph.data_version,
        skos=PREFIXES["skos"],
        national=NATIONAL,
        international=INTERNATIONAL,
    )
    above = (f"#{line}" for line in metadata.splitlines())
    rows = ("\t".join(row) for row in (_HEADER, *_rows(export)))
    return "".join(f"{line}\n" for line in (*above, *rows)).encode()


def _rows(export: Export) -> Iterator[tuple[str, ...]]:
    """A row for each relation; of several of one code the conflict first, for silence about it does harm."""
    for match in sorted(export.all("CodeMatch"), key=_place):
        row = _row(match)
        if broken := [cell for cell in row if set(cell) & set("\t\n\r")]:
            raise ExportError(f"{match.iri}: {broken[0]!r} holds a tab or a line break, which no SSSOM table can")
        yield row


def _place(match: Entity) -> tuple[str, bool]:
    return match.values["matchOf"].values["code"], match.values["relation"] != "conflict"


def _row(match: Entity) -> tuple[str, ...]:
    subject, target, relation = (match.values[name] for name in ("matchOf", "object", "relation"))
    confidence = match.values["confidence"]
    return (
        f"{NATIONAL}:{subject.values['code']}",
        label(subject, "ru", "kk", "en"),
        PREDICATES[relation],
        "Not" if relation in DENIED else "",
        f"{INTERNATIONAL}:{target.values['code']}" if target else NO_TERM,
        label(target, "en") if target else "",
        match.values["justification"] or "",
        "" if confidence is None else lexical(confidence),
        relation,
        match.values["reason"] or "",
    )


def label(entity: Entity, *languages: str) -> str:
    """The preferred name in the first of some languages that has one; empty where none has."""
    names = {text.language: text.value for text in entity.values["labels"]}
    return next((names[language] for language in languages if language in names), "")
