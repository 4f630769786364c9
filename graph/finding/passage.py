"""Which texts of the graph are searched."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from graph.stores.entity import Entity, Text
from graph.stores.store import Store


class Field(StrEnum):
    """What a text is of its subject."""

    CODE = "CODE"
    NUMBER = "NUMBER"
    REGISTRATION = "REGISTRATION"
    TITLE = "TITLE"
    CAPTION = "CAPTION"
    LABEL = "LABEL"
    PRINTED_NAME = "PRINTED_NAME"


class Passage(NamedTuple):
    """A text of a subject. Codes and numbers have no language."""

    field: Field
    value: str
    language: str | None


Texts = Callable[[Entity], Iterable[str | Text]]


def _term(name: str) -> Texts:
    """The texts that a term has."""

    def read(entity: Entity) -> Iterable[str | Text]:
        value = entity.values[name]
        return value if isinstance(value, tuple) else () if value is None else (value,)

    return read


def _beyond(way: str, name: str) -> Texts:
    """The texts that a term has of all that a link or a way back leads to."""
    read = _term(name)
    return lambda entity: chain.from_iterable(read(each) for each in entity.values[way])


_CONCEPT = ((Field.CODE, _term("code")), (Field.LABEL, _term("labels")))
SEARCHED: Mapping[str, tuple[tuple[Field, Texts], ...]] = {
    "Procedure": (*_CONCEPT, (Field.PRINTED_NAME, _beyond("listings", "nameAsPrinted"))),
    "Service": (*_CONCEPT, (Field.PRINTED_NAME, _beyond("tariffLines", "nameAsPrinted"))),
    "Act": (
        (Field.NUMBER, _term("number")),
        (Field.REGISTRATION, _term("registration")),
        (Field.TITLE, _beyond("expressions", "title")),
        (Field.LABEL, _term("labels")),
    ),
    "Table": ((Field.CAPTION, _term("caption")), (Field.LABEL, _term("labels"))),
    "ProcedureGroup": _CONCEPT,
    "FundingRegime": _CONCEPT,
    "ProcedureKind": _CONCEPT,
    "AdmissionMode": _CONCEPT,
}
"""The texts of each class that is searched: of equal hits the class that stands first comes first."""


def items_of(store: Store) -> tuple[Entity, ...]:
    """The subjects that are searched, class by class, in document order."""
    return tuple(entity for name in SEARCHED for entity in store.all(name))


def passages_of(entity: Entity) -> Iterator[Passage]:
    """The texts of a subject, each once: what it is first."""
    seen: set[tuple[str, str | None]] = set()
    for field, texts in SEARCHED[entity.type]:
        for each in texts(entity):
            text = (each.value, each.language) if isinstance(each, Text) else (each, None)
            if text not in seen:
                seen.add(text)
                yield Passage(field, *text)
