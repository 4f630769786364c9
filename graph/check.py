"""What is wrong with a text, whether or not anything can be made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from graph.corpus.holding import Leaf, read_leaf
from graph.corpus.pool import Pool
from graph.diagnostic import Diagnostic, Problem, Severity
from graph.held import Held, differences, load_held
from graph.reading.lexicon import load_lexicon
from graph.source import Source, UnreadableSourceError


class Verdict(StrEnum):
    """What a text is good for."""

    CLEAN = "clean"
    """Nothing to report above a note."""
    REPAIRED = "repaired"
    """Every fact stands; some text was mended or is doubtful."""
    REJECTED = "rejected"
    """A fact is missing or refused, or the file was not read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check. ``source`` is None where the file could not be decoded."""

    file: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]
    sha256: str | None = None
    """Of the bytes of the file, hexadecimal; none where they could not be read."""
    language: str | None = None
    """BCP 47; none where the text was not read."""

    @property
    def verdict(self) -> Verdict:
        """The worst that the diagnostics say."""
        severities = {each.severity for each in self.diagnostics}
        if Severity.ERROR in severities:
            return Verdict.REJECTED
        return Verdict.REPAIRED if Severity.WARNING in severities else Verdict.CLEAN


def check_all(leaves: Sequence[Leaf], seeds: Path, workers: int) -> Iterator[Checked]:
    """Every text in order, ``workers`` at once; no text raises, and none stops the others."""

    def lost(leaf: Leaf) -> Checked:
        problem = Problem("KZ-BLD-001", "the process that read the file ended without an answer", found=leaf.name)
        return Checked(leaf.name, None, (Diagnostic(problem, leaf.name, 0, 0, 1, 1),))

    yield from Pool(_check_batch, _start, (seeds,), workers, lost).results(leaves, _BATCH)


_BATCH = 4
"""Texts that go to a process at once."""
_PREPARED: list[Held] = []
"""What this process checks with; set once, when the process starts."""


def _start(seeds: Path) -> None:
    _PREPARED[:] = [load_held(seeds, load_lexicon(seeds))]


def _check_batch(leaves: Sequence[Leaf]) -> list[Checked]:
    return [check(leaf, _PREPARED[0]) for leaf in leaves]


def check(leaf: Leaf, held: Held) -> Checked:
    """Read one file as a build does, and compare it with the held text of the same act."""
    try:
        act = read_leaf(leaf, held.lexicon)
    except UnreadableSourceError as error:
        named = replace(error.diagnostic, file=leaf.name)
        return Checked(leaf.name, None, (named,), error.diagnostic.sha256)
    source = act.source
    return Checked(leaf.name, source, (*act.diagnostics, *differences(act, held)), source.sha256, act.language)
