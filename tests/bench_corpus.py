"""Large inputs for `make bench`: synthetic corpora of growing size, read and built by the command, as a user does.

BENCH_ACTS names the sizes (``100,300,1000``; ``10000`` takes some minutes and 400 MB of disk).
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.writing.corpus import Order, write_corpus

ROOT = Path(__file__).parent.parent
SIZES = tuple(map(int, os.environ.get("BENCH_ACTS", "100,300,1000").split(",")))
ROWS = 100
"""About how many rows the tables of an act have."""
OFTEN = 0.1
"""Seconds between two looks at the memory."""

READ = """
import json, sys, time
from pathlib import Path
from graph.reading.lexicon import load_lexicon
from graph.reading.parse import parse
from graph.source import read_source
known, paths = load_lexicon(Path("seeds")), sorted(Path(sys.argv[1]).rglob("*.md"))
start = time.perf_counter()
acts = sum(len(parse(read_source(path), known).points) >= 0 for path in paths)
print(json.dumps([time.perf_counter() - start, acts]))
"""

Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk: how many acts, texts (one for each language), rows of tables, and bytes."""

    folder: Path
    acts: int
    texts: int
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds, and the most memory of it and its children, in MB of 10⁶ bytes."""

    seconds: float
    memory: float
    output: str


def corpus_lines(folder: Path) -> Iterator[Line]:
    """The lines of the table, each size after a smaller one."""
    before: dict[str, float] = {}
    for acts in SIZES:
        corpus = make(acts, folder / f"corpus-{acts}")
        name = f"{acts:,} acts in two languages, {corpus.rows:,} rows, {corpus.size / 1e6:.1f} MB"
        qamtu, into = Path(sys.executable).parent / "qamtu", built_of(acts, folder)
        commands: dict[str, Sequence[str | Path]] = {
            "read, one process": (sys.executable, "-c", READ, corpus.folder),
            "`qamtu build`": (qamtu, "build", corpus.folder, "--into", into, "--no-cache"),
        }
        for what, command in commands.items():
            try:
                run = measure(command)
            except subprocess.CalledProcessError as error:
                said = (str(error.output) + str(error.stderr)).strip()
                yield f"{what}: {name}", f"failed with code {error.returncode}: {said[-200:]}"
                continue
            if "--into" in command and not any(into.iterdir()):
                yield f"{what}: {name}", "failed: nothing was written"
                continue
            seconds = float(json.loads(run.output)[0]) if command[1] == "-c" else run.seconds
            yield f"{what}: {name}", describe(corpus, seconds, run.memory, before.get(what))
            before[what] = seconds / corpus.rows


def built_of(acts: int, folder: Path) -> Path:
    """Where the graph of a corpus is built."""
    return folder / f"graph-{acts}"


def make(acts: int, folder: Path) -> Corpus:
    """Write a corpus and count what is in it."""
    for _ in write_corpus(Order(acts, ROWS, seed=1), folder):
        pass
    texts = sorted(folder.rglob("*.md"))
    held = [path.read_text(encoding="utf-8") for path in texts]
    rows = sum(len(re.findall("<tr>", text)) for text in held)
    return Corpus(folder, acts, len(texts), rows, sum(path.stat().st_size for path in texts))


def describe(corpus: Corpus, seconds: float, memory: float, before: float | None) -> str:
    """Rates, memory, and the time of a row against that of the smaller corpus: 1 where work grows as the input does."""
    rates = f"{corpus.acts / seconds:,.0f} acts/s, {corpus.rows / seconds:,.0f} rows/s"
    rates += f", {corpus.size / 1e6 / seconds:.1f} MB/s"
    ratio = f", {seconds / corpus.rows / before:.2f} × the time of a row in the smaller corpus" if before else ""
    return f"{seconds:.1f} s: {rates}, peak memory {memory:,.0f} MB{ratio}"


def measure(command: Sequence[str | Path]) -> Run:
    """Run a command to its end, looking at its memory. Raises ``CalledProcessError`` where it could not do its work.

    Codes 1 and 2 are those of a build that found faults in the texts.
    """
    start, most = time.perf_counter(), 0.0
    output = errors = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while True:
            try:
                output, errors = process.communicate(timeout=OFTEN)
                break
            except subprocess.TimeoutExpired:
                most = max(most, sum(map(_memory, _family(process.pid))))
    if process.returncode not in (0, 1, 2):
        raise subprocess.CalledProcessError(process.returncode, [*map(str, command)], output, errors)
    return Run(time.perf_counter() - start, most, output)


def _family(process: int) -> Iterator[int]:
    """A process and all below it, as Linux lists them."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            yield from _family(int(child))


def _memory(process: int) -> float:
    """What a process takes, pages that it shares counted in part, in MB of 10⁶ bytes; 0 where it has ended."""
    try:
        summed = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(summed.partition("\nPss:")[2].split()[0]) * 1024 / 1e6
