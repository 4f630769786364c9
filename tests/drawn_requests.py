"""Requests drawn for their cost: whatever may be selected, said in every way there is.

Sizes of pages are literals, variables and defaults, whole numbers as 100 and as 100.0; selections become fragments, are
repeated under aliases and stand behind directives. Documents of hypothesis-graphql are no use here: those with many
nested lists are larger than it draws.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    get_named_type,
    is_required_argument,
    parse,
    print_ast,
    visit,
)
from hypothesis import strategies as st

ROOTS: Mapping[str, str] = {
    **dict.fromkeys(("acts", "tables", "effects", "procedures", "services", "listings", "tariffLines"), ""),
    **dict.fromkeys(("regimes", "namedSets", "meta"), ""),
    "search": '(text: "т")',
    "resolve": '(terms: ["т", "3751", "трансплантаттау", "6-77"])',
    "coverage": '(code: "50.52")',
    "absence": '(code: "37.51", from: { table: { number: { eq: "0" } } })',
    "compare": "(a: { codes: [] }, b: { where: {} })",
    "procedure": '(code: "37.51")',
}
"""Fields of the root, with what they must be asked with."""
SCHEMA: Mapping[str, str] = {"__schema": "", "__type": '(name: "Listing")'}
PAGES = (1, 5, 20, 30, 100)
LEVELS = 4
FIELDS = 3
"""The most fields of one selection."""
DRESSED = 0.2
"""How many selections are dressed."""


class Drawn(NamedTuple):
    """A request."""

    query: str
    variables: dict[str, Any]


def requests(schema: GraphQLSchema, roots: Mapping[str, str]) -> st.SearchStrategy[Drawn]:
    """Requests for one or two of some fields of the root."""

    def draw(seed: int) -> Drawn:
        random = Random(seed)  # noqa: S311 - hypothesis draws the seed: of long choices it would draw the same again
        names = random.sample(sorted(roots), random.randint(1, 2))
        assert schema.query_type is not None
        asked = [f"{name}{roots[name]} {_below(random, schema, schema.query_type, name, LEVELS)}" for name in names]
        types = TypeInfo(schema)
        dressing = _Dressing(types, random)
        return dressing.request(visit(parse(f"{{ {' '.join(asked)} }}"), TypeInfoVisitor(types, dressing)))

    return st.integers(0, 1 << 64).map(draw)


def _below(random: Random, schema: GraphQLSchema, parent: GraphQLObjectType, name: str, levels: int) -> str:
    declared = schema.get_field(parent, name)
    assert declared is not None
    return _selection(random, schema, get_named_type(declared.type), levels)


def _selection(random: Random, schema: GraphQLSchema, type_: GraphQLNamedType, levels: int) -> str:
    if isinstance(type_, GraphQLInterfaceType):
        chosen = random.choice(schema.get_possible_types(type_))
        return f"{{ __typename ... on {chosen.name} {_selection(random, schema, chosen, levels)} }}"
    if not isinstance(type_, GraphQLObjectType):
        return ""
    free = [
        name
        for name, each in type_.fields.items()
        if not any(map(is_required_argument, each.args.values())) and (levels or not _is_open(each.type))
    ]
    asked = (f"{name} {_below(random, schema, type_, name, levels - 1)}" for name in _some(random, free))
    return f"{{ __typename {' '.join(asked)} }}"


def _some(random: Random, names: list[str]) -> list[str]:
    return random.sample(names, min(len(names), random.randint(1, FIELDS)))


def _is_open(type_: Any) -> bool:
    return isinstance(get_named_type(type_), GraphQLObjectType | GraphQLInterfaceType)


class _Dressing(Visitor):
    def __init__(self, types: TypeInfo, random: Random) -> None:
        super().__init__()
        self._types = types
        self._random = random
        self._declared: list[str] = []
        self._fragments: list[str] = []
        self._variables: dict[str, Any] = {}
        self._ways: tuple[Callable[[int], IntValueNode | VariableNode], ...] = (
            lambda size: IntValueNode(value=str(size)),
            lambda size: self._variable("Int", size),
            lambda size: self._variable("Int", float(size)),
            lambda size: self._variable(f"Int = {size}"),
        )

    def request(self, document: DocumentNode) -> Drawn:
        """The document with what was moved out of it."""
        (operation,) = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        declared = f"({', '.join(self._declared)})" if self._declared else ""
        text = f"query{declared} {print_ast(operation.selection_set)}"
        return Drawn("\n".join([text, *self._fragments]), self._variables)

    def leave_field(self, node: FieldNode, *_around: object) -> Any:
        declared = self._types.get_field_def()
        if declared is None or "first" not in declared.args:
            return None
        return _copy(node, node.alias, (*(node.arguments or ()), self._size("first")))

    def leave_selection_set(self, node: SelectionSetNode, *_around: object) -> Any:
        parent = self._types.get_parent_type()
        if parent is None or self._random.random() > DRESSED:
            return None
        dress: Callable[[str, str], str] = self._one_of((_inline, self._directed, self._spread, self._repeated))
        return _selections(dress(print_ast(node), parent.name))

    def _directed(self, selections: str, _parent: str) -> str:
        return f"{{ ... @skip(if: ${self._variable('Boolean!', False).name.value}) @include(if: true) {selections} }}"

    def _spread(self, selections: str, parent: str) -> str:
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {parent} {selections}")
        return f"{{ ...{name} }}"

    def _repeated(self, selections: str, _parent: str) -> str:
        fields = [each for each in _selections(selections).selections if isinstance(each, FieldNode)]
        if not fields:
            return selections
        field = self._one_of(fields)
        alias = f"{(field.alias or field.name).value}_{self._random.randrange(10)}"
        again = _copy(field, NameNode(value=alias), field.arguments or ())
        return f"{{ {print_ast(again)} ... {selections} }}"

    def _size(self, name: str) -> ArgumentNode:
        return ArgumentNode(name=NameNode(value=name), value=self._one_of(self._ways)(self._one_of(PAGES)))

    def _variable(self, declared: str, *given: object) -> VariableNode:
        name = f"v{len(self._declared)}"
        self._declared.append(f"${name}: {declared}")
        self._variables.update((name, value) for value in given)
        return VariableNode(name=NameNode(value=name))

    def _one_of(self, of: Any) -> Any:
        return self._random.choice(of)


def _copy(node: FieldNode, alias: NameNode | None, arguments: Sequence[ArgumentNode]) -> FieldNode:
    return FieldNode(
        name=node.name,
        alias=alias,
        arguments=tuple(arguments),
        directives=node.directives,
        selection_set=node.selection_set,
    )


def _inline(selections: str, parent: str) -> str:
    return f"{{ ... on {parent} {selections} }}"


def _selections(text: str) -> SelectionSetNode:
    (operation,) = parse(text).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation.selection_set
