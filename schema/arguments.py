"""What the arguments of a field say before it is executed: numbers, lengths of lists, how much is to be looked at."""

from collections.abc import Collection

from graphql import (
    ArgumentNode,
    FieldNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
)

from schema.cost import Request

SEARCHED = frozenset({"search", "terms", "text"})
"""Arguments whose texts are searched for, which takes time with their length."""


def argument(node: FieldNode, name: str) -> ValueNode | None:
    """The value of an argument, if it is given."""
    return next((each.value for each in node.arguments or () if each.name.value == name), None)


def _value(request: Request, node: object) -> object:
    return request.variables.get(node.name.value) if isinstance(node, VariableNode) else node


def conditions(request: Request, given: ArgumentNode) -> int:
    """What an argument asks to be looked at: its values, and of a text that is searched for every character."""
    values = _values(request, given.name.value, given.value)
    return values + _characters(request, given.value) if given.name.value in SEARCHED else values


def _characters(request: Request, node: object) -> int:
    total, waiting = 0, [node]
    while waiting:
        value = _value(request, waiting.pop())
        text = value.value if isinstance(value, StringValueNode) else value
        total += len(text) if isinstance(text, str) else 0
        waiting.extend(part for _, part in _parts(value))
    return total


def _values(request: Request, key: str, node: object) -> int:
    """How many values stand under a key: the leaves of its objects and lists, in the document or in a variable.

    An object or a list without any counts as one, the name of a published set as what the set was read from.
    """
    total, waiting = 0, [(key, node)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, VariableNode):
            total += _values_of(request, place, each.name.value)
        elif parts := _parts(each):
            waiting.extend(parts)
        else:
            name = each.value if isinstance(each, StringValueNode) else each
            total += request.widths.sets.get(str(name), 1) if place == "named" else 1
    return total


def _values_of(request: Request, key: str, variable: str) -> int:
    place = (key, variable)
    if place not in request.sizes:
        request.sizes[place] = _values(request, key, request.variables.get(variable))
    return request.sizes[place]


def _parts(value: object) -> Collection[tuple[str, object]]:
    """What stands in an object, with its keys, or in a list; nothing for a value that has no parts."""
    match value:
        case ObjectValueNode(fields=fields):
            return [(each.name.value, each.value) for each in fields]
        case ListValueNode(values=values):
            return [("", each) for each in values]
        case dict():
            return value.items()
        case list():
            return [("", each) for each in value]
        case _:
            return ()


def whole(request: Request, node: ValueNode | None) -> int | None:
    """The whole number that a value is. JSON has one kind of numbers: 100.0 is taken for an Int as 100 is."""
    value = _value(request, node)
    if isinstance(value, IntValueNode):
        return int(value.value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


def listed(request: Request, node: ValueNode | None) -> int:
    """How many entries a list has; one value that is no list stands for a list of it."""
    value = _value(request, node)
    if isinstance(value, ListValueNode):
        return len(value.values)
    return len(value) if isinstance(value, list) else 1
