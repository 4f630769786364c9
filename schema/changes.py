"""What a schema changes for the clients of an earlier one.

A name goes in two releases: first it is marked ``@deprecated`` with the name that takes its place, and answers as
before; in a later release it may be missing. So the removal of a name that the earlier schema marks breaks nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graphql import (
    REMOVE,
    BreakingChange,
    DangerousChange,
    DirectiveNode,
    Node,
    Visitor,
    VisitorAction,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    parse,
    visit,
)

RELEASED = "released.graphql"
"""The schema as it was last released, in the folder of this module."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences, sorted. Dangerous is what a client may not expect: a new member of an enumeration, a default."""

    breaking: tuple[str, ...]
    dangerous: tuple[str, ...]


def find_changes(released: str, current: str) -> Changes:
    """What a schema breaks of an earlier one, and what in it is dangerous; both as SDL."""
    now = build_schema(current)
    promised = build_ast_schema(visit(parse(released), _Promised()))
    return Changes(
        _told(find_breaking_changes(promised, now)), _told(find_dangerous_changes(build_schema(released), now))
    )


def _told(changes: Iterable[BreakingChange | DangerousChange]) -> tuple[str, ...]:
    return tuple(sorted(f"{each.type.name}: {each.description}" for each in changes))


class _Promised(Visitor):
    """Takes out what is marked as deprecated."""

    def enter(self, node: Node, *_place: object) -> VisitorAction:
        directives: Iterable[DirectiveNode] = getattr(node, "directives", None) or ()
        return REMOVE if any(each.name.value == "deprecated" for each in directives) else None
