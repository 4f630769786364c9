"""Enumerations. Those of the vocabulary get their members when the schema is made over a graph."""

from collections.abc import Iterable
from enum import Enum

import strawberry
from graphql import GraphQLEnumType, GraphQLEnumValue, GraphQLSchema

from graph.stores.entity import Entity
from graph.stores.store import Store
from graph.vocab import Entry, Vocab

FROM_VOCABULARY = "its members come from the vocabulary"


@strawberry.enum(description="How a fact is known.")
class Basis(Enum):
    """graph.fact.Basis, told to clients."""

    PRINTED = strawberry.enum_value("PRINTED", description="The text prints it, letter by letter.")
    REPAIRED = strawberry.enum_value(
        "REPAIRED", description="The text prints it damaged; the damage was mended by a stated rule."
    )
    INFERRED = strawberry.enum_value(
        "INFERRED", description="No text prints it; a stated rule derives it from what is printed."
    )
    CURATED = strawberry.enum_value("CURATED", description="A reviewed file of the seeds says so.")


@strawberry.enum(description="The direction of an order.")
class Direction(Enum):
    """Of an order."""

    ASC = strawberry.enum_value("ASC", description="The lowest first; what has no value comes before all.")
    DESC = strawberry.enum_value("DESC", description="The highest first; what has no value comes after all.")


ALL_VERSIONS = "ALL"


@strawberry.enum(description="Which versions of the law are asked about.")
class Versions(Enum):
    """Of rows that stand in versions."""

    CURRENT = strawberry.enum_value(
        "CURRENT",
        description="The newest held: no later whole version of the same subdivision is. It says nothing of force.",
    )
    ALL = strawberry.enum_value(ALL_VERSIONS, description="Older ones too.")


@strawberry.enum(description="Who pays.")
class RegimeCode(Enum):
    """The funding regimes of the vocabulary."""

    PLACEHOLDER = FROM_VOCABULARY


@strawberry.enum(description="How a patient is admitted to hospital.")
class AdmissionMode(Enum):
    """The admission modes of the vocabulary."""

    PLACEHOLDER = FROM_VOCABULARY


@strawberry.enum(description="What is done in a procedure. A procedure may be of several kinds.")
class ProcedureKind(Enum):
    """The procedure kinds of the vocabulary."""

    PLACEHOLDER = FROM_VOCABULARY


def fill(schema: GraphQLSchema, store: Store, vocab: Vocab) -> None:
    """Give the enumerations of the vocabulary their members: the entities of the graph, under their enum names.

    Resolvers may then hand out an entity where an enumeration is asked for, and arguments arrive as entities.
    """
    _fill(schema, store, "RegimeCode", "FundingRegime", vocab.regimes)
    _fill(schema, store, "AdmissionMode", "AdmissionMode", vocab.admissions)
    _fill(schema, store, "ProcedureKind", "ProcedureKind", vocab.kinds)
    for name, declared in schema.type_map.items():
        if isinstance(declared, GraphQLEnumType) and not name.startswith("__"):
            _become_plain(schema, name)


def _fill(schema: GraphQLSchema, store: Store, name: str, class_name: str, entries: Iterable[Entry]) -> None:
    concepts = {each.iri.rpartition("/")[2]: each for each in store.all(class_name)}
    enum = _become_plain(schema, name)
    enum.values = {
        entry.enum: GraphQLEnumValue(
            concepts.get(entry.slug, Entity(entry.slug, class_name)), description=_description(entry)
        )
        for entry in entries
    }


def _become_plain(schema: GraphQLSchema, name: str) -> GraphQLEnumType:
    """Take from an enumeration strawberry's conversion to Python enums: here a value is what the graph holds."""
    enum = schema.type_map[name]
    if not isinstance(enum, GraphQLEnumType):
        raise TypeError(f"{name} is no enumeration")
    enum.__class__ = GraphQLEnumType
    return enum


def _description(entry: Entry) -> str:
    names = " / ".join(entry.labels.values())
    short = " / ".join(entry.short.values())
    title = f"{short}: {names}" if short else names
    return "\n\n".join(filter(None, (title, entry.definition, entry.scope_note)))
