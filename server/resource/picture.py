"""A picture of what stands around a thing: boxes in three columns, the thing in the middle. The same each time."""

from collections.abc import Iterator
from itertools import islice, zip_longest

from graph.stores.entity import Entity, linked, terms, ways
from server.resource.model import Node
from server.resource.naming import Naming
from server.resource.words import term_name

SIDE = 9
"""Boxes on either side of the thing."""

_LEFT, _RIGHT = -1, 1


def make_nodes(entity: Entity, naming: Naming) -> tuple[Node, ...]:
    """The boxes of the picture: what leads to the thing on the left, what it leads to on the right.

    Of every relation one neighbour stands before the second of any; nothing where there is no neighbour.
    """
    ahead = [(term.name, linked(entity.values[term.name])) for term in terms(entity.type) if term.links]
    taken = {entity.iri}
    right = _side(ahead, _RIGHT, taken, naming)
    left = _side([(way, linked(entity.values[way])) for way in ways(entity.type)], _LEFT, taken, naming)
    return (Node(naming.short(entity), "", 0, 0), *left, *right) if left or right else ()


def _side(
    relations: list[tuple[str, tuple[Entity, ...]]], side: int, taken: set[str], naming: Naming
) -> tuple[Node, ...]:
    found: list[tuple[str, Entity]] = []
    for name, other in _in_turn(relations):
        if other.iri not in taken and len(found) < SIDE:
            taken.add(other.iri)
            found.append((name, other))
    order = {name: at for at, (name, _) in enumerate(relations)}
    found.sort(key=lambda pair: order[pair[0]])
    return tuple(
        Node(naming.short(other), term_name(name, naming.language), side, at) for at, (name, other) in enumerate(found)
    )


def _in_turn(relations: list[tuple[str, tuple[Entity, ...]]]) -> Iterator[tuple[str, Entity]]:
    columns = [[(name, each) for each in islice(others, SIDE)] for name, others in relations]
    for turn in zip_longest(*columns):
        yield from (each for each in turn if each is not None)
