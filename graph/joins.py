"""Parts of acts that are one under two names, as a held text of the act shows: ``seeds/joins.tsv``."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from graph.seedfile import SeedError, check_act, read_table

JOINS_FILE = "joins.tsv"
_COLUMNS = ("act", "element", "is", "reason")
_PART = re.compile(r"[a-z]+(?:_[\w-]+)?(?:/[a-z]+(?:_[\w-]+)?)*")


@dataclass(frozen=True, slots=True)
class Join:
    """A part under the name that acts give it, and the part that it is in a text of the act. IRIs of both."""

    named: str
    held: str
    reason: str


@dataclass(frozen=True, slots=True)
class Joins:
    """The joins of a graph, by the name that acts give to the part."""

    by_name: Mapping[str, Join] = field(default_factory=lambda: MappingProxyType({}))

    def where_held(self, parts: Collection[str]) -> "Joins":
        """Those whose part is held."""
        return Joins({name: each for name, each in self.by_name.items() if each.held in parts})

    def part(self, iri: str) -> str:
        """What a part is called in the text of its act: itself, where it is joined with nothing."""
        above, below = iri, ""
        while self.by_name and "/" in above:
            if above in self.by_name:
                return self.by_name[above].held + below
            above, step, rest = above.rpartition("/")
            below = step + rest + below
        return iri


def load_joins(seeds: Path, base: str) -> Joins:
    """Every join under a base. Raises ``SeedError``."""
    path = seeds / JOINS_FILE
    found: dict[str, Join] = {}
    for line, (act, element, held, reason) in read_table(path, _COLUMNS):
        check_act(path, line, act)
        for part in (element, held):
            if not _PART.fullmatch(part):
                raise SeedError(path, line, repr(part), "the last part of the IRI of a subdivision: tariffs, annex_7")
        if not reason:
            raise SeedError(path, line, "no reason", "what shows that both are one")
        join = Join(f"{base}{act}/{element}", f"{base}{act}/{held}", reason)
        if join.named in found:
            raise SeedError(path, line, f"{act} {element} again", "one line for each element of an act")
        if join.held in {join.named, *found} or any(each.held == join.named for each in found.values()):
            raise SeedError(path, line, f"{element} is {held}", "a part that is no other, as the act names it itself")
        found[join.named] = join
    return Joins(MappingProxyType(found))
