"""How a declared field is answered.

Strawberry declares the schema; ``bind`` puts these functions behind its fields, so that the executor reads an
entity's values directly.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.stores.entity import Entity, Text
from graph.vocabulary import TERMS

Resolve = Callable[..., Any]
"""Takes the source and graphql-core's info, and the arguments by their GraphQL names."""

Arguments = Mapping[str, tuple[object, str, object]]
"""Name in snake case to the type, the description and the default; ``UNSET`` for none."""

LANGUAGES: Mapping[str, int] = {"kk": 0, "ru": 1, "en": 2}
"""Languages in which a reader who says nothing is answered, the preferred first."""

Most = int | str | Callable[[Any], int]
"""What bounds a list: a number of entries, the name of an argument, or what a function finds in the context."""

_RESOLVE = "resolve"
_PLAIN = "plain"
_MOST = "most"
_AGAIN = "again"


def field(
    resolve: Resolve,
    description: str,
    arguments: Arguments | None = None,
    *,
    plain: bool = False,
    most: Most | None = None,
    again: bool = False,
) -> Any:  # noqa: ANN401 - a declaration
    """A field that a function answers; a plain one makes no use of info.

    ``most`` bounds a list that takes arguments, and one of what is no resource of a class: a number of entries; or
    the name of the argument that gives it (a whole number, or a list with one entry for each of the answer); or a
    function that finds it in the context, called once. ``again`` says that each connection of the answer looks at the
    arguments again.
    """
    metadata = {_RESOLVE: resolve, _PLAIN: plain, _MOST: most, _AGAIN: again}
    declared = strawberry.field(description=description, metadata=metadata)
    declared.arguments = [
        StrawberryArgument(name, None, StrawberryAnnotation(type_), description=text, default=default)
        for name, (type_, text, default) in (arguments or {}).items()
    ]
    return declared


def term(name: str, description: str = "", most: Most | None = None) -> Any:  # noqa: ANN401
    """A field that reads a term or a way back: a value, an entity, or all of them."""
    return field(lambda entity, _info: entity.values[name], description or TERMS[name].comment, plain=True, most=most)


def words(name: str, description: str = "") -> Any:  # noqa: ANN401
    """A field that reads the words of a langString without their language: in Kazakh, else Russian, else any."""
    return field(lambda entity, _info: spoken(entity.values[name]), description or TERMS[name].comment, plain=True)


def preferred(texts: Sequence[Text]) -> Text | None:
    """The text in Kazakh, else Russian, else English, else any."""
    return min(texts, key=lambda text: LANGUAGES.get(text.language, len(LANGUAGES)), default=None)


def spoken(texts: Sequence[Text]) -> str | None:
    """The words of the preferred text."""
    text = preferred(texts)
    return text.value if text else None


def only(way: str, description: str) -> Any:  # noqa: ANN401
    """A field that reads a way back on which at most one subject is expected; of several the first."""

    def read(entity: Entity, _info: object) -> Entity | None:
        found: tuple[Entity, ...] = entity.values[way]
        return found[0] if found else None

    return field(read, description)


def attribute(name: str, description: str, most: Most | None = None) -> Any:  # noqa: ANN401
    """A field that reads an attribute of a value that is no entity."""
    return field(lambda source, _info: getattr(source, name), description, plain=True, most=most)


def field_name(declared: StrawberryField) -> str:
    """The GraphQL name of a declared key: the one it was given, else its Python name in camel case."""
    return declared.graphql_name or to_camel_case(declared.python_name)


def bind(schema: GraphQLSchema) -> None:
    """Put its function behind every field and let every entity say of which type it is."""
    for each in schema.type_map.values():
        if not isinstance(each, GraphQLObjectType | GraphQLInterfaceType) or each.name.startswith("__"):
            continue
        for name, declared in each.fields.items():
            declared.resolve = _function(f"{each.name}.{name}", declared.extensions)
        if isinstance(each, GraphQLInterfaceType):
            each.resolve_type = _type_of
        else:
            each.is_type_of = None


def is_plain(declared: GraphQLField) -> bool:
    """Whether what answers a field makes no use of info."""
    return bool(declared.extensions["strawberry-definition"].metadata.get(_PLAIN))


def most_entries(declared: GraphQLField) -> Most | None:
    """What bounds a list: see ``field``."""
    found: Most | None = declared.extensions["strawberry-definition"].metadata.get(_MOST)
    return found


def is_asked_again(declared: GraphQLField) -> bool:
    """Whether each connection of the answer looks at the arguments again: see ``field``."""
    return bool(declared.extensions["strawberry-definition"].metadata.get(_AGAIN))


def _function(place: str, extensions: Mapping[str, Any]) -> Resolve:
    function: Resolve | None = extensions["strawberry-definition"].metadata.get(_RESOLVE)
    if function is None:
        raise TypeError(f"{place} has nothing that answers it")
    return function


def _type_of(source: Entity, _info: object, _abstract: object) -> str:
    return TYPE_NAMES.get(source.type, source.type)


TYPE_NAMES: Mapping[str, str] = dict.fromkeys(
    ("AdmissionMode", "ProcedureKind", "DocumentKind", "SubdivisionKind", "Operation", "Scheme"), "Concept"
)
"""Classes whose GraphQL type has another name: an enumeration has theirs, or they have nothing of their own."""
