"""`make bench`: how fast, how large, and how it compares. Prints a Markdown table for the README."""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from itertools import count
from os import cpu_count, getloadavg
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # started as a file, not as a module

from tests.bench_corpus import SIZES, built_of, corpus_lines, make  # noqa: E402
from tests.bench_load import CLIENTS, HOST, BenchError, Rate, ask, free_port, load, serving  # noqa: E402
from tests.bench_questions import (  # noqa: E402
    answer_of_graphql,
    answer_of_sparql,
    graphql_request,
    list_request,
    objects,
    sparql_request,
)

BIN = Path(sys.executable).parent
RUNS = 5
SECONDS = 1.5
WARM_UP = 1.0
DUMPED_ACTS = 12
"""Synthetic acts, in two languages, of which dumps are measured."""
MOST = 20_000
"""Requests after which a load ends."""

BUILD = """
import sys, time
from pathlib import Path
from graph.build import build
start = time.perf_counter()
graph = build(Path("seeds"))
print(time.perf_counter() - start, len(graph.facts))
"""

Line = tuple[str, str]


def main() -> None:
    """Measure and print."""
    print("| measured | value |\n|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, value in _lines(Path(folder)):
            print(f"| {name} | {value} |", flush=True)


def _lines(folder: Path) -> Iterator[Line]:
    busy = getloadavg()[0]
    yield from _building()
    yield from _dumping(folder)
    yield from corpus_lines(folder)
    yield from _querying(folder)
    yield from _serving(folder)
    yield from _lines_of("tests.bench_profile")
    yield from _lines_of("tests.bench_consolidation")
    quiet = f"load {busy:.1f} before the start (compare servers only on a machine that does nothing else)"
    yield "machine", f"{cpu_count()} cores, {platform.system()} {platform.machine()}, {quiet}"
    names = ("qamtu", "strawberry-graphql", "graphql-core", "uvicorn", "oxigraph", "pyoxigraph", "rdflib")
    yield "versions", ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


def _run(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    return done.stdout


def _building() -> Iterator[Line]:
    runs = [_run(BUILD).split() for _ in range(RUNS)]
    times = [float(seconds) for seconds, _ in runs]
    value = f"{statistics.median(times):.2f} s (median of {RUNS}, {min(times):.2f} to {max(times):.2f})"
    yield f"seeds to ready graph of {int(runs[0][1]):,} facts, fresh process, without imports", value


def _dumping(folder: Path) -> Iterator[Line]:
    """Dumps of a corpus of somewhat more than 100,000 triples."""
    make(DUMPED_ACTS, folder / "dumped")
    graph = folder / "dumped-graph"
    command = [str(BIN / "qamtu"), "build", str(folder / "dumped"), "--into", str(graph), "--no-cache"]
    subprocess.run(command, check=True, capture_output=True)
    yield from _lines_of("tests.bench_dump", graph)


def _querying(folder: Path) -> Iterator[Line]:
    """SPARQL over the seeds in memory, and over the smallest corpus on disk: loading takes longer than building."""
    yield from _lines_of("tests.bench_sparql", built_of(SIZES[0], folder))


def _lines_of(module: str, *arguments: Path) -> Iterator[Line]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    yield from (tuple(line) for line in json.loads(done.stdout))


def _serving(folder: Path) -> Iterator[Line]:
    """Both servers run at once and are asked in turn, so that a busy machine slows both."""
    port = free_port()
    start = time.perf_counter()
    with serving([str(BIN / "qamtu"), "serve", "--port", str(port)], port, ROOT) as process:
        answer = answer_of_graphql(ask(port, graphql_request(port)))
        yield "start of `qamtu serve` to its first answer, imports and all", f"{time.perf_counter() - start:.2f} s"
        with _oxigraph(folder) as other:
            if answer != answer_of_sparql(ask(other, sparql_request(other))):
                raise BenchError("the answers differ")
            yield "rows of the answer, the same from both", str(len(answer))
            theirs = Endpoint(other, sparql_request, "SPARQL, `oxigraph serve-read-only`")
            graphql = Endpoint(port, graphql_request, "GraphQL, `qamtu serve`, 1 process")
            yield from _compare(graphql, theirs)
            yield from _compare(graphql, theirs, clients=1)
            name = "SPARQL, `qamtu serve`, 1 process and its workers"
            yield from _compare(Endpoint(port, partial(sparql_request, path="/sparql"), name), theirs)
        yield from _stock(port)
        yield "peak memory of `qamtu serve` after this load", f"{_peak(process.pid):.0f} MB"


@contextmanager
def _oxigraph(folder: Path) -> Iterator[int]:
    """The port of an Oxigraph server over our N-Quads, optimised as its documentation advises for reading."""
    dump, store, port = folder / "qamtu.nq", folder / "store", free_port()
    binary = BIN / "oxigraph"
    commands: tuple[list[str | Path], ...] = (
        [BIN / "qamtu", "dump", "--format", "nquads", "-o", dump],
        [binary, "load", "-l", store, "-f", dump],
        [binary, "optimize", "-l", store],
    )
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    options = ["-l", str(store), "-b", f"{HOST}:{port}", "--union-default-graph"]
    with serving([str(binary), "serve-read-only", *options], port, ROOT):
        yield port


def _stock(port: int) -> Iterator[Line]:
    """Against strawberry as its documentation shows it, over the same data and with the same answers."""
    other = free_port()
    with serving([sys.executable, "-m", "tests.bench_stock", str(other)], other, ROOT):
        for request, what in ((graphql_request, "flagship"), (list_request, "list")):
            theirs = partial(request, path="/")
            answer = ask(port, request(port))["data"]
            if answer != ask(other, theirs(other))["data"]:
                raise BenchError("the answers differ")
            yield f"objects of the answer, {what}", f"{objects(answer):,}"
            yield from _compare(
                Endpoint(port, request, f"{what}, `qamtu serve`, 1 process"),
                Endpoint(other, theirs, f"{what}, stock strawberry, 1 process"),
            )


@dataclass(frozen=True)
class Endpoint:
    """A server and how to ask it: ``request`` takes its port and a mark that makes the document another one."""

    port: int
    request: Callable[[int, str], bytes]
    name: str
    numbers: Iterator[int] = field(default_factory=count)

    def rate(self, *, cold: bool, clients: int, seconds: float = SECONDS) -> Rate:
        """Cold: every request another document. Repeated: the same bytes."""
        same = self.request(self.port, "")
        return load(self.port, lambda: self.another() if cold else same, seconds, MOST, clients)

    def another(self) -> bytes:
        """The question in a document that was never asked before."""
        return self.request(self.port, f"{next(self.numbers):07}")


def _compare(ours: Endpoint, theirs: Endpoint, clients: int = CLIENTS) -> Iterator[Line]:
    for endpoint in (ours, theirs):
        endpoint.rate(cold=False, clients=clients, seconds=WARM_UP)
    for cold, way in ((True, "cold (every document another)"), (False, "repeated")):
        rounds = [(ours.rate(cold=cold, clients=clients), theirs.rate(cold=cold, clients=clients)) for _ in range(RUNS)]
        manner = f"{way}, {clients} client{'s' if clients > 1 else ''}"
        yield f"{ours.name}, {manner}", _middle([each for each, _ in rounds])
        yield f"{theirs.name}, {manner}", _middle([each for _, each in rounds])
        ratios = sorted(our.per_second / their.per_second for our, their in rounds)
        value = f"{statistics.median(ratios):.2f} × (median of {RUNS} rounds, {ratios[0]:.2f} to {ratios[-1]:.2f})"
        yield f"ratio, {ours.name} to {theirs.name}, {manner}", value


def _middle(rates: list[Rate]) -> str:
    per_second = statistics.median(each.per_second for each in rates)
    wait = statistics.median(each.median_ms for each in rates)
    return f"{per_second:,.0f} answers/s, median wait {wait:.1f} ms"


def _peak(process: int) -> float:
    """Most memory ever resident, in MB of 10⁶ bytes, as Linux counts it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    main()
