"""Days of first official publication, from which entry into force counts: ``seeds/publications.tsv``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from graph.seedfile import SeedError, check_act, read_table

PUBLICATIONS_FILE = "publications.tsv"
_COLUMNS = ("act", "published", "source")
_DAY = re.compile(r"(?:19|20|21)\d{2}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Publication:
    """When an act was first officially published, and what says so."""

    day: date
    source: str


Publications = Mapping[str, Publication]
"""By the IRI of the act."""


def load_publications(seeds: Path, base: str) -> Publications:
    """Every publication, by the IRI of its act under a base. Raises ``SeedError``."""
    path = seeds / PUBLICATIONS_FILE
    found: dict[str, Publication] = {}
    for line, (act, published, source) in read_table(path, _COLUMNS):
        check_act(path, line, act)
        if base + act in found:
            raise SeedError(path, line, f"{act} again", "one line for each act")
        if not source:
            raise SeedError(path, line, "no source", "what says so: an address, or a newspaper with number and day")
        found[base + act] = Publication(_day(path, line, published), source)
    return MappingProxyType(found)


def _day(path: Path, line: int, text: str) -> date:
    """A day of this age, so that days can be counted from it. Raises ``SeedError``."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise SeedError(path, line, repr(text), "a day: 2022-01-10")
    return found
