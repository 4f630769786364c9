"""The headings under which the examples stand, told from the field that a query begins with."""

from collections.abc import Iterable, Mapping
from functools import cache

from graphql import FieldNode, OperationDefinitionNode, parse

from server.examples import Example

GROUPS: Mapping[str, frozenset[str]] = {
    "What is paid for": frozenset(
        {"absence", "compare", "coverage", "listings", "namedSets", "procedure", "procedures", "regimes"}
    ),
    "What it costs": frozenset({"price", "service", "services", "tariffLines"}),
    "What the law says": frozenset({"act", "acts", "changes", "diff", "effects", "tables"}),
    "How to find a thing": frozenset({"node", "nodes", "paths", "resolve", "resource", "search", "statements"}),
}
"""Heading to the fields of Query that it is for, in the order in which a reader meets them."""

OTHER = "The data as a whole"


@cache
def group(example: Example) -> str:
    """The heading of an example."""
    first = _first_field(example.query)
    return next((heading for heading, fields in GROUPS.items() if first in fields), OTHER)


def grouped(examples: Iterable[Example]) -> dict[str, list[Example]]:
    """The examples by heading; no heading is empty."""
    found: dict[str, list[Example]] = {heading: [] for heading in (*GROUPS, OTHER)}
    for example in examples:
        found[group(example)].append(example)
    return {heading: members for heading, members in found.items() if members}


def _first_field(query: str) -> str:
    for definition in parse(query).definitions:
        if isinstance(definition, OperationDefinitionNode):
            for selection in definition.selection_set.selections:
                if isinstance(selection, FieldNode):
                    return selection.name.value
    return ""
