"""Rows of the law as CSV."""

from graph.stores.entity import Entity, Text, linked
from graph.stores.store import Store
from graph.term import LANGUAGES
from server.resource.sections import members_of, rows_of
from server.spreadsheet import write_rows

_ROWS = "row code nameAsPrinted admission regimes price currency unit appliesFrom current table version act iri"
_CONCEPTS = "code kk ru en broader definition iri"

TABULAR = frozenset(
    {"Act", "AdmissionMode", "FundingRegime", "Procedure", "Scheme", "Section", "Service", "Table", "Version"}
)
"""Classes whose things are worth a spreadsheet."""


def is_tabular(entity: Entity | None) -> bool:
    """Whether a document has a form as a spreadsheet."""
    return entity is not None and entity.type in TABULAR


def write_csv(entity: Entity, store: Store) -> bytes:
    """The listings, tariff lines and rows behind a thing, or the concepts of a scheme; a header in any case."""
    concepts = members_of(entity, store)
    if entity.type == "Scheme":
        return write_rows(_CONCEPTS.split(), (_concept(each) for each in concepts))
    columns = _ROWS.split()
    return write_rows(columns, ([_cell(each, column) for column in columns] for each in rows_of(entity)))


def _concept(concept: Entity) -> list[str]:
    names = {text.language: text.value for text in concept.values["labels"]}
    definition = " ".join(text.value for text in concept.values.get("definition", ()))
    words = [names.get(language, "") for language in LANGUAGES]
    return [concept.values["code"] or "", *words, _text(concept.values.get("broader")), definition, concept.iri]


def _cell(entity: Entity, column: str) -> str:
    values = entity.values
    if column == "iri":
        return entity.iri
    if column == "code":
        named = linked(values.get("procedure") or values.get("service"))
        return named[0].values["code"] if named else values.get("codeAsPrinted") or ""
    if column == "row":
        return values.get("row") or values.get("number") or ""
    return _text(values.get(column))


def _text(value: object) -> str:
    """A value as text: concepts by their code, other things by their IRI, several with a space between."""
    if isinstance(value, tuple):
        return " ".join(_text(each) for each in value)
    if isinstance(value, Text):
        return value.value
    if isinstance(value, Entity):
        return value.values.get("code") or value.iri
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
