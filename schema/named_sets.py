# ruff: noqa: D101 - the description that clients read is the docstring
"""Published sets: read from the seeds as a client's would be, and listed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import strawberry
from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLSchema,
    coerce_input_value,
    print_ast,
    validate_input_value,
    value_to_literal,
)

from graph.sets import NamedSet as Named
from graph.stores.entity import Text
from graph.stores.query import EVERYTHING, Filter, Query
from schema.condition import CURRENT, both, read_filter
from schema.connection import Found
from schema.context import Context, Graph, Info, of
from schema.errors import QueryError
from schema.field import LANGUAGES, field
from schema.reading import Published, Reading, Sets
from schema.resource import Label, LangString, chosen
from schema.scalars import LanguageTag
from schema.sets import SETS

_SCOPES: Mapping[str, Filter] = {"Listing": CURRENT, "TariffLine": CURRENT}
"""Classes of which connections at the root answer with a part, unless all versions are asked for."""


def publish(schema: GraphQLSchema, graph: Graph) -> Sets:
    """The published sets of a graph, read once and told in the documentation of the schema.

    Raises SeedError: their file is to blame for a mistake in one.
    """
    known: dict[tuple[str, str], Published] = {}
    for each in graph.sets:
        given = _coerced(schema, each)
        reading = Reading(graph.codes, graph.vocab, known, "set")
        try:
            found = read_filter(SETS[each.type], given, reading)
        except QueryError as error:
            raise each.wrong(error.message, _expected(error)) from error
        known[each.type, each.name] = Published(each, found, reading.read, reading.levels)
    _tell(schema, graph.sets)
    return known


def _tell(schema: GraphQLSchema, sets: Sequence[Named]) -> None:
    """Describe the key that takes a name with all names, each with its label and what makes a member."""
    for class_name, declared in SETS.items():
        key = cast(GraphQLInputObjectType, schema.type_map[declared.__name__]).fields["named"]
        names = [f"- `{each.name}`: {each.labels['en']}. {each.definition}" for each in sets if each.type == class_name]
        key.description = "\n".join((key.description or "", "", *names)).rstrip()


def _expected(error: QueryError) -> str:
    details = error.extensions or {}
    return f"at most {details['limit']}" if "limit" in details else str(details.get("expected", details["help"]))


def _coerced(schema: GraphQLSchema, named: Named) -> dict[str, Any]:
    """The set as a resolver gets one."""

    def refuse(error: GraphQLError, path: Sequence[str | int]) -> None:
        place = ".".join(map(str, ("set", *path)))
        raise named.wrong(f"{place}: {error.message}", f"what {declared} of the API takes there")

    declared = _input(schema, named)
    validate_input_value(named.set, declared, refuse)
    found: dict[str, Any] = coerce_input_value(named.set, declared)
    return found


def _input(schema: GraphQLSchema, named: Named) -> GraphQLInputType:
    if named.type not in SETS:
        raise named.wrong(f"type {named.type!r}", f"one of {', '.join(SETS)}")
    return cast(GraphQLInputType, schema.type_map[SETS[named.type].__name__])


def _label(published: Published, _info: object, languages: list[str]) -> Text | Label | None:
    return chosen(_labels(published, None), languages)


def _labels(published: Published, _info: object) -> tuple[Text, ...]:
    return tuple(Text(words, language) for language, words in published.named.labels.items())


def _most_labels(context: Context) -> int:
    return max((len(each.named.labels) for each in context.sets.values()), default=0)


def _literal(published: Published, info: Info) -> str:
    literal = value_to_literal(published.named.set, _input(info.schema, published.named))
    return print_ast(literal) if literal else ""


def _found(published: Published, info: Info) -> Found:
    where = both(_SCOPES.get(published.named.type, EVERYTHING), published.filter)
    return Found(of(info), Query(published.named.type, where, first=1))


@strawberry.type(description="A published set: a name that the argument set understands.")
class NamedSet:
    name: str = field(lambda published, _info: published.named.name, "What named: takes.", plain=True)
    type: str = field(
        lambda published, _info: published.named.type,
        "The type of its members. Sets of several types may have one name.",
        plain=True,
    )
    label: LangString | None = field(
        _label,
        "What it is called, in the first of the languages.",
        {"languages": (list[LanguageTag], "Languages, the preferred first.", list(LANGUAGES))},
    )
    labels: list[LangString] = field(_labels, "What it is called, in every language.", most=_most_labels)
    definition: str = field(lambda published, _info: published.named.definition, "What makes a member.", plain=True)
    set: str = field(_literal, "What it stands for: the argument set says the same with this value.")
    count: int = field(
        lambda published, info: _found(published, info).total,
        "How many members it has; of rows those in the newest held versions.",
    )
    sparql: str = field(
        lambda published, info: _found(published, info).sparql,
        "Its members as a SPARQL query over the RDF export; of rows those in the newest held versions.",
    )
