"""How long the lists are that introspection answers with."""

from collections import Counter
from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_abstract_type,
)

List = tuple[str, str]
"""The introspection type and its field."""

_OF = {
    "types": "__Type", "directives": "__Directive", "fields": "__Field", "args": "__InputValue",
    "inputFields": "__InputValue", "enumValues": "__EnumValue",
}  # fmt: skip
"""Lists whose entries stand in no other list, and what they are."""


class Introspected:
    """The lists of a schema as introspection tells them, with what is deprecated."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.longest: dict[List, int] = {}
        """The most entries that a list has."""
        self.total: Counter[List] = Counter()
        """The entries of all lists of that name together."""
        self.number: Counter[str] = Counter({"__Schema": 1})
        """How many there are of each introspection type, types that wrap others aside."""
        for place, length in _lists(schema):
            self.longest[place] = max(length, self.longest.get(place, 0))
            self.total[place] += length
            if place[1] in _OF:
                self.number[_OF[place[1]]] += length

    @staticmethod
    def is_own(name: str) -> bool:
        """Whether the entries of a list stand in no other list: then all such lists have each of them once."""
        return name in _OF


def _lists(schema: GraphQLSchema) -> Iterator[tuple[List, int]]:
    yield ("__Schema", "types"), len(schema.type_map)
    yield ("__Schema", "directives"), len(schema.directives)
    for directive in schema.directives:
        yield ("__Directive", "locations"), len(directive.locations)
        yield ("__Directive", "args"), len(directive.args)
    for each in schema.type_map.values():
        yield from _lists_of(schema, each)


def _lists_of(schema: GraphQLSchema, type_: GraphQLNamedType) -> Iterator[tuple[List, int]]:
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        yield ("__Type", "fields"), len(type_.fields)
        yield ("__Type", "interfaces"), len(type_.interfaces)
        for declared in type_.fields.values():
            yield ("__Field", "args"), len(declared.args)
    if is_abstract_type(type_):
        yield ("__Type", "possibleTypes"), len(schema.get_possible_types(type_))
    if isinstance(type_, GraphQLEnumType):
        yield ("__Type", "enumValues"), len(type_.values)
    if isinstance(type_, GraphQLInputObjectType):
        yield ("__Type", "inputFields"), len(type_.fields)
