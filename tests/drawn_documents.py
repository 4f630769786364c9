"""Documents drawn by hypothesis-graphql, narrowed to what has a chance of being answered.

The library knows the grammar of the schema and nothing of its meaning: it has no ``@oneOf``, its numbers are no page
sizes and its strings are no codes. Narrowing rewrites those places and no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLInputObjectType,
    GraphQLSchema,
    IntValueNode,
    Node,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    Visitor,
    get_named_type,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import nodes

from graph.stores.store import Store

LARGEST_PAGE = 4
CURSORS = frozenset({"after", "before"})
SIZES = frozenset({"first", "last"})


@dataclass(frozen=True)
class Words:
    """Texts that mean something to a graph."""

    iris: Sequence[str]
    texts: Mapping[str, Sequence[str]]
    """By the name of a key or argument; under the empty name those for all others."""

    def instead(self, text: str, place: Iterable[str]) -> str:
        """A text for a place, named by its keys from the outermost on; the same for the same drawn text."""
        found = next((self.texts[each] for each in reversed([*place]) if each in self.texts), self.texts[""])
        return found[sum(map(ord, text)) % len(found)]

    def scalars(self) -> dict[str, st.SearchStrategy[ValueNode]]:
        """Values of the scalars that are ours."""
        return {
            "Date": st.dates().map(nodes.String),
            "Decimal": st.decimals(-(10**9), 10**9, places=2).map(nodes.String),
            "IRI": st.sampled_from(self.iris).map(nodes.String),
            "LanguageTag": st.sampled_from(["kk", "ru", "en", "de"]).map(nodes.String),
        }


def words_of(store: Store, ids: Sequence[str]) -> Words:
    """The words of a graph."""
    procedures = [str(each.values["code"]) for each in store.all("Procedure")]
    services = [str(each.values["code"]) for each in store.all("Service")]
    acts = [act for act in store.all("Act") if act.values["registration"]]
    texts = {
        "": (*procedures, "жүрек", "сердца", "1", "close"),
        "service": services,
        "services": services,
        "ids": ids,
        "id": ids,
        "registration": [str(each.values["registration"]) for each in acts],
    }
    return Words([act.iri for act in store.all("Act")], texts)


def narrowed(schema: GraphQLSchema, words: Words, document: DocumentNode) -> str:
    """A document as text, with pages of a size, known words, and one key wherever one is wanted."""
    types = TypeInfo(schema)
    return print_ast(visit(document, TypeInfoVisitor(types, _Narrowing(types, words))))


class _Narrowing(Visitor):
    def __init__(self, types: TypeInfo, words: Words) -> None:
        super().__init__()
        self._types = types
        self._words = words

    def enter_argument(self, node: ArgumentNode, *_around: object) -> Any:
        return REMOVE if node.name.value in CURSORS else None

    def enter_object_value(self, node: ObjectValueNode, *_around: object) -> Any:
        wanted = get_named_type(self._types.get_input_type())
        given = [each for each in node.fields if not isinstance(each.value, NullValueNode)]
        if wanted is not None and wanted.name == "AsOf":
            # A day, as the words are no versions.
            kept = tuple(each for each in given if each.name.value != "version")
            return ObjectValueNode(fields=kept) if "date" in {each.name.value for each in kept} else NullValueNode()
        if not isinstance(wanted, GraphQLInputObjectType) or not wanted.is_one_of:
            return None
        return ObjectValueNode(fields=tuple(given[:1]))

    def enter_int_value(self, node: IntValueNode, *around: Any) -> Any:
        if not SIZES.intersection(_place(around)[-1:]):
            return None
        return IntValueNode(value=str(1 + abs(int(node.value)) % LARGEST_PAGE))

    def enter_string_value(self, node: StringValueNode, *around: Any) -> Any:
        wanted = get_named_type(self._types.get_input_type())
        if wanted is None or wanted.name not in {"String", "ID"}:
            return None
        return StringValueNode(value=self._words.instead(node.value, _place(around)))


def _place(around: tuple[Any, Node, Any, list[Node]]) -> list[str]:
    """The fields, arguments and keys that a value stands in, from the outermost on."""
    _key, parent, _path, ancestors = around
    return [each.name.value for each in (*ancestors, parent) if isinstance(each, _NAMED)]


_NAMED = (FieldNode, ArgumentNode, ObjectFieldNode)
