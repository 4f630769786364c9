"""Requests drawn for their cost: documents of tests/drawn_documents.py that say the same in every way there is.

Sizes of pages become literals, variables and defaults, whole numbers as 100 and as 100.0; selections become fragments,
are repeated under aliases and stand behind directives; introspection is asked for beside them.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple

from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FieldNode,
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
    is_leaf_type,
    parse,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import queries

from tests.drawn_documents import SIZES, Words, narrowed

PAGES = (1, 5, 20, 30, 100)
NARROWING = frozenset({"where", "set", "search"})
DRESSED = 0.2
"""How many selections are dressed."""
NARROWED = 0.5
"""How many filters, sets and searches are left out."""


class Drawn(NamedTuple):
    """A request."""

    query: str
    variables: dict[str, Any]


@st.composite
def requests(draw: st.DrawFn, schema: GraphQLSchema, words: Words, name: str) -> Drawn:
    """Requests for a field of the root."""
    scalars = words.scalars()
    asked = queries(
        schema, fields=[name], custom_scalars=scalars, allow_null=False, print_ast=lambda document: document
    )
    return _dressed(draw, schema, narrowed(schema, words, draw(asked)))


@st.composite
def introspections(draw: st.DrawFn, schema: GraphQLSchema) -> Drawn:
    """Requests for the schema, and for a page of data beside it."""
    beside = draw(st.sampled_from(["__typename", "acts { nodes { iri } }"]))
    if draw(st.booleans()):
        return _dressed(draw, schema, f"{{ {beside} __schema {_introspection(draw, schema, '__Schema', 4)} }}")
    name = draw(st.sampled_from(sorted(schema.type_map)))
    asked = f'__type(name: "{name}") {_introspection(draw, schema, "__Type", 3)}'
    return _dressed(draw, schema, f"{{ {beside} {asked} }}")


def _dressed(draw: st.DrawFn, schema: GraphQLSchema, text: str) -> Drawn:
    types = TypeInfo(schema)
    random = Random(f"{draw(st.integers(0, 1 << 32))} {text}")  # noqa: S311 - hypothesis would draw the same again
    dressing = _Dressing(types, random)
    return dressing.request(visit(parse(text), TypeInfoVisitor(types, dressing)))


def _introspection(draw: st.DrawFn, schema: GraphQLSchema, of: str, depth: int) -> str:
    type_ = schema.type_map[of]
    assert isinstance(type_, GraphQLObjectType)
    leaves = [name for name, each in type_.fields.items() if is_leaf_type(get_named_type(each.type))]
    others = [name for name in type_.fields if name not in leaves] if depth else []
    chosen = [draw(st.sampled_from(leaves))] if leaves else []
    chosen += draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True)) if others else []
    asked = [
        name
        if name in leaves
        else f"{name} {_introspection(draw, schema, get_named_type(type_.fields[name].type).name, depth - 1)}"
        for name in chosen
    ]
    return f"{{ {' '.join(asked) or '__typename'} }}"


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

    def enter_argument(self, node: ArgumentNode, *_around: object) -> Any:
        return REMOVE if node.name.value in NARROWING and self._random.random() < NARROWED else None

    def leave_argument(self, node: ArgumentNode, *_around: object) -> Any:
        if node.name.value not in SIZES or not isinstance(node.value, IntValueNode):
            return None
        return self._size(node.name.value)

    def leave_field(self, node: FieldNode, *_around: object) -> Any:
        declared = self._types.get_field_def()
        has_size = SIZES.intersection(each.name.value for each in node.arguments or ())
        if declared is None or "first" not in declared.args or has_size:
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
