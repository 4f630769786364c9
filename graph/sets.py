"""Reads ``seeds/sets.toml``: published sets, named so that a question can say ``insured`` for what insurance pays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.seedfile import Record, SeedError, read_records

SETS_FILE = "sets.toml"
MOST_SETS = 100
"""Sets in the file: they are listed whole."""

_NAME = re.compile("[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A published set: its name, the class of its members, labels by language, a definition in English.

    ``set`` says which subjects of the class are members, in the keys and values of the API's input for sets of the
    class, as TOML has them. It is read where the API is made.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    definition: str
    set: Mapping[str, object]
    file: Path
    line: int

    def wrong(self, found: str, expected: str) -> SeedError:
        """The error that names the set and its place."""
        return SeedError(self.file, self.line, f"{found} in the set {self.name} of {self.type}", expected)


def load_sets(seeds: Path) -> tuple[NamedSet, ...]:
    """The published sets of a folder, in the order of the file; raises ``SeedError`` where one breaks its contract."""
    path = seeds / SETS_FILE
    found: dict[tuple[str, str], NamedSet] = {}
    for record in read_records(path, "set"):
        each = _read(record)
        if (each.type, each.name) in found:
            line = found[each.type, each.name].line
            raise each.wrong("a second set of this name", f"one name once in a class, as at line {line}")
        found[each.type, each.name] = each
    if len(found) > MOST_SETS:
        raise SeedError(path, 1, f"{len(found)} sets", f"at most {MOST_SETS}")
    return tuple(found.values())


def _read(record: Record) -> NamedSet:
    record.only("name", "type", "labels", "definition", "set")
    if not _NAME.fullmatch(record.text("name")):
        raise record.blame("name", "lower-case ASCII words joined by hyphens")
    members = record.values.get("set")
    if not isinstance(members, dict):
        raise record.blame("set", "a table: the set in the keys of the API")
    return NamedSet(
        record.text("name"),
        record.text("type"),
        record.labels("labels"),
        record.text("definition"),
        members,
        record.file,
        record.line,
    )
