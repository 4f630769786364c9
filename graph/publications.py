"""Days of first official publication, from which entry into force counts: ``seeds/publications.tsv``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from graph.seedfile import SeedError, read_table

PUBLICATIONS_FILE = "publications.tsv"
_COLUMNS = ("act", "published", "source")
_ACT = re.compile(r"eli/kz/[^/\s]+/[^/\s]+/\d{4}/\d{2}/\d{2}/[^/\s]+")


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
        if not _ACT.fullmatch(act):
            raise SeedError(path, line, repr(act), "the IRI of an act without its base: eli/kz/moh/order/2021/12/31/…")
        if base + act in found:
            raise SeedError(path, line, f"{act} again", "one line for each act")
        if not source:
            raise SeedError(path, line, "no source", "what says so: an address, or a newspaper with number and day")
        try:
            found[base + act] = Publication(date.fromisoformat(published), source)
        except ValueError as error:
            raise SeedError(path, line, repr(published), "a day: 2022-01-10") from error
    return MappingProxyType(found)
