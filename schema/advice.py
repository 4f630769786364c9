"""What may have been meant by a document or by variables that are no valid request: advice beside the error.

What is wrong is read off the message of graphql-core, as ``errors`` does. Advice changes nothing but ``extensions``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from graph.tables.printed_code import in_latin
from schema.errors import shown

Advice = Mapping[str, object]
"""Entries of ``extensions``: help and, where something may have been meant, suggestions."""

MOST_VALUES = 12
"""Values of an enumeration, or keys of an input, that a sentence lists."""

LONGEST_WORD = 40
"""Characters before and after a letter that are looked at."""

OFTEN_MEANT: Mapping[str, Sequence[str]] = {
    "name": ("label", "nameAsPrinted", "title", "caption", "heading"),
    "title": ("label", "nameAsPrinted", "caption", "heading"),
    "text": ("nameAsPrinted", "quote", "label"),
    "id": ("code", "iri"),
    "number": ("code", "row", "requisites"),
    "uri": ("iri",),
    "url": ("iri",),
    "date": ("signed", "requisites", "appliesFrom", "entryIntoForce"),
    "tariff": ("price", "tariffLines"),
    "price": ("tariffLines",),
    "regime": ("regimes",),
    "kind": ("kinds",),
    "category": ("broader",),
    "parent": ("broader",),
    "rows": ("listings", "tariffLines"),
    "total": ("totalCount",),
    "count": ("totalCount",),
}
"""Fields that are asked for under a name which a type has not, with what it may have instead, the likeliest first."""

_VARIABLE = r"(?:Variable '\$\w+' has invalid value(?: at [^:]*)?: )?"


def advise(schema: GraphQLSchema, error: GraphQLError) -> Advice:
    """Advice for an error of parsing, of validation or of the value of a variable; empty where there is none."""
    for pattern, give in _ADVICE.items():
        if match := re.match(_VARIABLE + pattern, error.message, re.DOTALL):
            help_, meant = give(schema, error, match)
            return {**({"help": help_} if help_ else {}), **({"suggestions": meant} if meant else {})}
    return {}


Given = tuple[str, list[str]]
"""Help, or an empty text, and what may have been meant."""


def _field(schema: GraphQLSchema, _error: GraphQLError, match: re.Match[str]) -> Given:
    """A field that a type has not."""
    name, parent = match[1], schema.type_map.get(match[2])
    if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        return "", []
    if meant := [each for each in OFTEN_MEANT.get(name, ()) if each in parent.fields]:
        asked = (_asked(each, get_named_type(parent.fields[each].type)) for each in meant)
        return f"{parent} has no {name}. Perhaps {' or '.join(asked)} was meant.", meant
    node = get_named_type(parent.fields["nodes"].type) if "nodes" in parent.fields else None
    if isinstance(node, GraphQLObjectType | GraphQLInterfaceType) and name in node.fields:
        return f"{parent} is a page of an answer. Ask for nodes {{ {name} }}.", ["nodes"]
    return "", []


def _asked(name: str, type_: object) -> str:
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        return name
    return f"{name} {{ value }}" if "value" in type_.fields else f"{name} {{ … }}"


def _key(schema: GraphQLSchema, _error: GraphQLError, match: re.Match[str]) -> Given:
    """A key that an input has not."""
    parent, name = schema.type_map.get(match[1]), match[2]
    if not isinstance(parent, GraphQLInputObjectType):
        return "", []
    if meant := [each for each in OFTEN_MEANT.get(name, ()) if each in parent.fields]:
        return f"{parent} has no {name}. Perhaps {' or '.join(meant)} was meant.", meant
    inner = get_named_type(parent.fields["some"].type) if "some" in parent.fields else None
    if isinstance(inner, GraphQLInputObjectType) and name in inner.fields:
        return f"Write {{ some: {{ {name}: … }} }}, or none or every: {parent} asks about several.", ["some"]
    return _takes(parent), []


def _object(schema: GraphQLSchema, _error: GraphQLError, match: re.Match[str]) -> Given:
    """Something else where an object is expected."""
    parent, found = schema.type_map.get(match[1]), shown(match[2], 60)
    if not isinstance(parent, GraphQLInputObjectType):
        return "", []
    key = "in" if found.startswith("[") and "in" in parent.fields else "eq"
    if key not in parent.fields:
        return _takes(parent), []
    if match[0].startswith("Variable"):
        key, found = f'"{key}"', found.replace("'", '"')
    return f"Write {{ {key}: {found} }}. {_takes(parent)}", []


def _takes(parent: GraphQLInputObjectType) -> str:
    return f"{parent} takes {', '.join(parent.fields)}." if len(parent.fields) <= MOST_VALUES else ""


def _value(schema: GraphQLSchema, _error: GraphQLError, match: re.Match[str]) -> Given:
    """A value that an enumeration has not, or that stands between quotation marks."""
    enum = schema.type_map.get(match["enum"])
    if not isinstance(enum, GraphQLEnumType):
        return "", []
    meant = list(_meant(enum, match["value"].upper()))
    return " ".join((*_perhaps(meant), *_values(enum))), meant


def _letter(schema: GraphQLSchema, error: GraphQLError, match: re.Match[str]) -> Given:
    """A letter that no name has, outside quotation marks."""
    letter = chr(int(match[1], 16))
    if not letter.isalpha() or error.source is None or not error.positions:
        return "", []
    place = next(iter(error.positions))
    around = error.source.body[max(0, place - LONGEST_WORD) : place + LONGEST_WORD]
    word = next(each[0] for each in re.finditer(r"\w+", around) if each.end() > min(place, LONGEST_WORD))
    said = (
        f"{letter} is {unicodedata.name(letter, 'no letter of names')}: names are written in Latin letters and digits."
    )
    found = {enum: list(_meant(enum, word)) for enum in schema.type_map.values() if isinstance(enum, GraphQLEnumType)}
    meant = {enum: values for enum, values in found.items() if values}
    suggested = list(dict.fromkeys(value for values in meant.values() for value in values))
    lists = (each for enum in meant for each in _values(enum))
    return " ".join((said, *_perhaps(suggested), *lists, "Only texts have others, between quotation marks.")), suggested


def _meant(enum: GraphQLEnumType, word: str) -> Iterator[str]:
    """Values whose name is the word in look-alike capitals, or that are called so in a language."""
    for name, value in enum.values.items():
        called = (value.description or "").partition("\n")[0].partition(":")[0].casefold().split(" / ")
        if in_latin(word) == name or word.casefold() in called:
            yield name


def _perhaps(meant: Sequence[str]) -> Iterator[str]:
    if meant:
        yield f"Perhaps {' or '.join(meant)} was meant."


def _values(enum: GraphQLEnumType) -> Iterator[str]:
    if len(enum.values) <= MOST_VALUES:
        yield f"The values of {enum} are {', '.join(enum.values)}: in a document, without quotation marks."


_ADVICE: Mapping[str, Callable[[GraphQLSchema, GraphQLError, re.Match[str]], Given]] = {
    r"Cannot query field '(\w+)' on type '(\w+)'": _field,
    r"Expected value of type '(\w+)' not to include unknown field '(\w+)'": _key,
    r"Expected value of type '(\w+)' to be an object, found: (.*)\.\Z": _object,
    r"Value '(?P<value>[^']*)' does not exist in '(?P<enum>\w+)' enum": _value,
    r"Enum '(?P<enum>\w+)' cannot represent non-(?:enum|string) value: \"?(?P<value>[^\"]*?)\"?\.": _value,
    r"Syntax Error: Unexpected character: U\+([0-9A-F]{4,6})\.": _letter,
}
