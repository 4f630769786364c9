"""SPARQL for `make bench`: guarded workers against the bare engine, over the seeds in memory and a corpus on disk.

``python -m tests.bench_sparql [FOLDER]`` prints lines as JSON; FOLDER holds what `qamtu build --into` wrote.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Store

from graph.build import build
from graph.corpus.shelf import open_shelf
from graph.iri import DEFAULT_BASE
from graph.rdf.dump import make_data, write
from graph.rdf.syntax import convert
from server.sparql.engine import answer
from server.sparql.guard import check
from server.sparql.pool import OvertimeError, Pool
from server.sparql.wire import Allowance, Question
from tests.bench_questions import SPARQL

ROOT = Path(__file__).parent.parent
ASKED = 200
"""How often each question is asked, of the one and of the other in turn."""
KILLED = 10
"""How many workers are killed."""
ALLOWANCE = Allowance(5.0, 1 << 30, 16 << 20, 500)
SHORT = Allowance(0.3, 1 << 30, 16 << 20, 500)
Q = f"PREFIX q: <{DEFAULT_BASE}def/>\n"
QUESTIONS = {
    "smallest question": "ASK {}",
    "flagship": SPARQL % ("", "", ""),
}
ON_DISK = {
    "smallest question": "ASK {}",
    "one code in all lists": Q + 'SELECT ?list { ?row q:codeAsPrinted "37.51" . ?list q:inRow ?row } LIMIT 100',
    "rows of each regime": Q + "SELECT ?regime (COUNT(*) AS ?rows) { ?row q:regime ?regime } GROUP BY ?regime",
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

Line = tuple[str, str]


async def main() -> None:
    """Print the lines."""
    lines = [*await _of_seeds()]
    if len(sys.argv) > 1:
        lines += await _of_disk(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(lines))


async def _of_seeds() -> list[Line]:
    graph = build(ROOT / "seeds")
    store = Store()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seeds.nq"
        with path.open("wb") as stream:
            write(graph, "nquads", stream)
        store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    async with Pool(lambda stream: write(graph, "nquads", stream), ALLOWANCE) as pool:
        lines = [each async for each in _compared(pool, store, QUESTIONS, f"seeds in memory, {len(store):,} quads")]
    async with Pool(lambda stream: write(graph, "nquads", stream), SHORT) as pool:
        return [*lines, await _recovered(pool)]


async def _compared(pool: Pool, store: Store, questions: Mapping[str, str], what: str) -> AsyncIterator[Line]:
    for name, text in questions.items():
        question = Question(text)
        await pool.ask(question)
        guarded, bare = [], []
        for _ in range(ASKED):
            start = time.perf_counter()
            check(text)
            await pool.ask(question)
            middle = time.perf_counter()
            answer(store, question, ALLOWANCE)
            guarded.append(middle - start)
            bare.append(time.perf_counter() - middle)
        added = statistics.median(one - other for one, other in zip(guarded, bare, strict=True))
        ours, theirs = statistics.median(guarded), statistics.median(bare)
        yield f"SPARQL, {what}: {name}", f"{_ms(ours)} guarded, {_ms(theirs)} bare; {_ms(added)} added at the median"


async def _recovered(pool: Pool) -> Line:
    """From the moment that a query is given up to the answer to the next, which the fresh worker gives."""
    times = []
    for _ in range(KILLED):
        try:
            await pool.ask(Question(ENDLESS))
        except OvertimeError:
            start = time.perf_counter()
            await pool.ask(Question("ASK {}"))
            times.append(time.perf_counter() - start)
    return "a worker that was killed is back", f"after {_ms(statistics.median(times))} (at most {_ms(max(times))})"


async def _of_disk(shelf: Path) -> list[Line]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        start = time.perf_counter()
        quads = _load(shelf, path)
        seconds = time.perf_counter() - start
        size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        lines = [("store on disk", f"{quads:,} quads loaded in {seconds:.0f} s, {size / 1e6:.0f} MB")]
        store = Store.read_only(str(path))
        async with Pool(path, ALLOWANCE) as pool:
            return lines + [each async for each in _compared(pool, store, ON_DISK, "on disk")]


def _load(shelf: Path, path: Path) -> int:
    """Shard by shard, so that memory does not grow with the corpus."""
    store = Store(str(path))
    for facts in open_shelf(shelf).shards():
        store.bulk_extend(convert(make_data(facts, DEFAULT_BASE)))
    store.optimize()
    return len(store)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    asyncio.run(main())
