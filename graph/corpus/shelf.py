"""The folder that a build wrote, read again."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.build import Graph
from graph.corpus.block import DamagedBlockError, decode, from_line
from graph.corpus.corpus import FORMAT, MANIFEST
from graph.corpus.entry import read_diagnostic
from graph.corpus.texts import FILES, Recorded, Texts, read_files
from graph.diagnostic import Diagnostic
from graph.fact import Fact
from graph.iri import Names
from graph.joins import JOINS_FILE
from graph.publications import PUBLICATIONS_FILE
from graph.reading.lexicon import load_lexicon
from graph.sets import SETS_FILE, load_sets
from graph.stores.memory import MemoryStore


class ShelfError(ValueError):
    """A folder that holds no build that can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A build on disk: facts in shards, diagnostics, and what was counted."""

    folder: Path
    base: str
    data_version: str
    counts: dict[str, int]

    def facts(self) -> Iterator[Fact]:
        """Every fact, shard by shard. Raises ShelfError for a shard that is damaged."""
        for path in self._shards():
            yield from _read_shard(path)

    def shards(self) -> Iterator[list[Fact]]:
        """The facts of each shard: all that is said of a subject is in one. Raises ShelfError."""
        for path in self._shards():
            yield list(_read_shard(path))

    def _shards(self) -> list[Path]:
        return sorted((self.folder / "facts").glob("*.jsonl.gz"))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was wrong with the texts."""
        with (self.folder / "diagnostics.jsonl").open("rb") as file:
            yield from (read_diagnostic(from_line(line)) for line in file)

    def texts(self) -> Texts:
        """The files that the facts come from: the texts where they were read, curated files as the build copied them.

        Raises ShelfError.
        """
        try:
            files = read_files(self.folder)
        except (OSError, DamagedBlockError) as error:
            raise ShelfError(f"{self.folder / FILES} cannot be read ({error}). Build the folder again.") from error
        return Texts(self.folder, files | {each.iri: each for each in self._curated()})

    def _curated(self) -> Iterator[Recorded]:
        """Curated files; the facts themselves say which hash they should have."""
        names = Names(self.base)
        folders = (each for kind in ("vocab", "codes") for each in (self.folder / kind).iterdir())
        files = (self.folder / each for each in (SETS_FILE, PUBLICATIONS_FILE, JOINS_FILE))
        for path in sorted((*folders, *files)):
            name = path.relative_to(self.folder).as_posix()
            yield Recorded(names.seed(name), name, name, "")


def _read_shard(path: Path) -> Iterator[Fact]:
    try:
        with gzip.open(path) as file:
            for line in file:
                yield from decode(line)[1]
    except (OSError, EOFError, zlib.error, DamagedBlockError) as error:
        raise ShelfError(f"{path} is damaged ({error}). Build the folder again.") from error


def is_shelf(folder: Path) -> bool:
    """Whether a folder is one that a build wrote."""
    return (folder / MANIFEST).is_file()


def open_shelf(folder: Path) -> Shelf:
    """The build in a folder. Raises ShelfError."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ShelfError(f"{folder} has format {found['format']}, and this program reads {FORMAT}. Build it again.")
        return Shelf(folder, found["base"], found["data_version"], found["counts"])
    except (OSError, ValueError, KeyError) as error:
        raise ShelfError(f"{folder / MANIFEST} cannot be read ({error}). Build the folder again.") from error


def open_graph(folder: Path, base: str) -> Graph:
    """The build in a folder, ready to answer: it must fit in memory. Raises ShelfError, SeedError, BrokenFactError."""
    shelf = open_shelf(folder)
    if shelf.base != base:
        raise ShelfError(f"{folder} was built with the base {shelf.base}. Name it with --base, or build it again.")
    facts, known = tuple(shelf.facts()), load_lexicon(folder)
    store, diagnostics = MemoryStore(facts), tuple(shelf.diagnostics())
    counts, version, sets = shelf.counts, shelf.data_version, load_sets(folder)
    return Graph(base, facts, store, (), known.vocab, known.codes, diagnostics, counts, version, sets=sets)
