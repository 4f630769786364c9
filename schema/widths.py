"""How long the lists of a graph and of its schema are."""

from functools import cached_property

from graphql import GraphQLField, GraphQLInterfaceType, GraphQLNamedType, GraphQLSchema

from graph.vocabulary import CLASSES
from schema.context import Context
from schema.field import TYPE_NAMES, most_entries
from schema.introspected import Introspected


class Widths:
    """How much there is behind what a query does not spell out: lists without pages, and published sets.

    Of each list the longest in this graph counts; of sets of one name the one with most conditions.
    """

    def __init__(self, schema: GraphQLSchema, context: Context) -> None:
        self._schema = schema
        self._context = context
        self.sets: dict[str, int] = {}
        for (_, name), published in context.sets.items():
            self.sets[name] = max(published.read, self.sets.get(name, 0))
        self._known: dict[tuple[str, str], int] = {}

    @cached_property
    def introspected(self) -> Introspected:
        """The lists of the schema itself."""
        return Introspected(self._schema)

    def of(self, parent: GraphQLNamedType, name: str, declared: GraphQLField) -> int:
        """The most entries that a list field of a type has, measured once.

        Raises TypeError for a list that nothing bounds: neither the resources of a class nor ``most`` of ``field``.
        """
        place = (parent.name, name)
        if place not in self._known:
            self._known[place] = self._measured(parent, name, declared)
        return self._known[place]

    def _measured(self, parent: GraphQLNamedType, name: str, declared: GraphQLField) -> int:
        if isinstance(parent, GraphQLInterfaceType):
            types = self._schema.get_possible_types(parent)
            return max((self.of(each, name, each.fields[name]) for each in types), default=0)
        most = most_entries(declared)
        if callable(most):
            return most(self._context)
        classes = [each for each in CLASSES if parent.name == TYPE_NAMES.get(each, each)]
        if not classes or declared.resolve is None:
            raise TypeError(f"{parent.name}.{name} has nothing that bounds it")
        sources = (entity for each in classes for entity in self._context.store.all(each))
        return max((len(declared.resolve(each, None)) for each in sources), default=0)
