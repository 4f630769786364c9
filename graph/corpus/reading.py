"""Reading many texts in several processes, each once: what was read before with the same program is taken as it was."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.build import make_testimony, without_name
from graph.corpus.block import DamagedBlockError
from graph.corpus.entry import Entry, read_entry, write_entry, write_refusal
from graph.corpus.holding import Leaf, Memory, key_of, read_leaf
from graph.corpus.patience import OutOfTimeError, limited, seconds_for
from graph.corpus.pool import Pool
from graph.diagnostic import Diagnostic, Problem
from graph.facts.home import Homes
from graph.iri import Names
from graph.reading.lexicon import Lexicon, load_lexicon
from graph.source import UnreadableSourceError

_BATCH = 4
"""Texts that go to a process at once."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one leaf: its entry, where that stands, and whether it was there before."""

    leaf: Leaf
    path: Path
    entry: Entry
    cached: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """What a process needs to read: everything that the facts of a text hang on beside the text."""

    seeds: Path
    base: str
    folder: Path
    """Where entries are kept."""
    program: str
    """A hash of the program and of the curated files, see ``program_of``."""


def read_all(leaves: Sequence[Leaf], reader: Reader, workers: int) -> Iterator[Outcome]:
    """The outcome of every leaf, in order. No text stops the others."""

    def lost(leaf: Leaf) -> Outcome:
        return _unread(leaf, reader.folder, "the process that read the file ended without an answer")

    yield from Pool(_read_batch, _start, (reader,), workers, lost).results(leaves, _BATCH)


def _unread(leaf: Leaf, path: Path, message: str) -> Outcome:
    """A file that could not be read this time. That is not kept: the next build may have more memory, or more time."""
    diagnostic = Diagnostic(Problem("KZ-BLD-001", message, found=leaf.name), leaf.name, 0, 0, 1, 1)
    return Outcome(leaf, path, Entry(leaf.name, None, diagnostics=(diagnostic,)), cached=False)


def program_of(seeds: Path) -> str:
    """SHA-256 over what the reading of a text hangs on: our code, the curated files, the version of Python."""
    code = Path(__file__).parent.parent
    whole = hashlib.sha256(f"{sys.version_info[:2]}\n".encode())
    files = [*code.rglob("*.py"), code / "diagnostics.toml"]
    files += [each for folder in ("vocab", "codes") for each in (seeds / folder).iterdir()]
    for path in sorted(files):
        whole.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


_PREPARED: list[tuple[Reader, Lexicon, Memory]] = []
"""What this process reads with; set once, when the process starts."""


def _start(reader: Reader) -> None:
    _PREPARED[:] = [(reader, load_lexicon(reader.seeds), {})]


def _read_batch(leaves: Sequence[Leaf]) -> list[Outcome]:
    return [_read(each, *_PREPARED[0]) for each in leaves]


def _read(leaf: Leaf, reader: Reader, lexicon: Lexicon, memory: Memory) -> Outcome:
    path = _entry_path(leaf, reader)
    try:
        return Outcome(leaf, path, read_entry(path), cached=True)
    except (DamagedBlockError, OSError):
        pass  # not read before, or not kept whole: it is read now
    seconds = seconds_for(leaf.files)
    try:
        with limited(seconds):
            return _read_now(leaf, path, reader, lexicon, memory)
    except OutOfTimeError:
        return _unread(leaf, path, f"the file could not be read within {seconds:.0f} seconds")
    except UnreadableSourceError as error:
        return _refused(leaf, path, [error.diagnostic])
    except Exception as error:  # noqa: BLE001 - the border of a file: no defect of ours may stop the other files
        problem = Problem("KZ-BLD-002", f"the reader failed: {type(error).__name__}: {error}", found=leaf.name)
        return _refused(leaf, path, [Diagnostic(problem, leaf.name, 0, 0, 1, 1)])


def _read_now(leaf: Leaf, path: Path, reader: Reader, lexicon: Lexicon, memory: Memory) -> Outcome:
    act = read_leaf(leaf, lexicon, memory)
    homes = Homes(reader.base)
    testimony = make_testimony(act, Names(reader.base), lexicon.vocab, homes, leaf.label)
    if testimony is None:
        return _refused(leaf, path, without_name(act))
    return Outcome(leaf, path, write_entry(path, testimony, homes), cached=False)


def _refused(leaf: Leaf, path: Path, diagnostics: Sequence[Diagnostic]) -> Outcome:
    return Outcome(leaf, path, write_refusal(path, leaf.name, diagnostics), cached=False)


def _entry_path(leaf: Leaf, reader: Reader) -> Path:
    """Where the entry of a leaf stands: named by all that it hangs on."""
    try:
        key = key_of(leaf)
    except OSError:
        key = leaf.name
    name = hashlib.sha256(f"{key}\n{reader.program}\n{reader.base}\n".encode()).hexdigest()
    return reader.folder / name[:2] / f"{name}.entry"
