"""Dumps of a synthetic corpus for `make bench`: ours against pyoxigraph's raw dump and rdflib's serialisers.

``python -m tests.bench_dump FOLDER`` measures the build in a folder. The three start from a loaded graph: ours from
`Statements` made ready, pyoxigraph from a store that holds the same statements, rdflib from its graph of them.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph.iri import DEFAULT_BASE
from graph.rdf.dump import FORMATS, Dump, make_quads
from graph.rdf.model import make_model
from graph.rdf.quad import prefixes
from graph.rdf.syntax import Statements
from server.load import load_graph

RUNS = 5
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
"""Formats that rdflib writes from one graph, by its names for them."""

Line = tuple[str, str]


def main() -> None:
    """Print the lines as JSON."""
    graph = load_graph(Path(sys.argv[1]), DEFAULT_BASE)
    gc.freeze()  # as the server does
    sys.stdout.write(json.dumps([*_lines(Dump(graph))]))


def _lines(dump: Dump) -> Iterator[Line]:
    start = time.perf_counter()
    said = dump.said
    made = time.perf_counter() - start
    start = time.perf_counter()
    numbers = [len(said.canonical_quads), len(said.written_quads), len(said.canonical_triples)]
    ready = time.perf_counter() - start
    yield (
        f"from {len(dump.graph.facts):,} facts to {numbers[0]:,} quads ({numbers[2]:,} triples)",
        f"statements {made:.1f} s, ordered for all formats {ready:.1f} s",
    )
    yield "Turtle from facts, nothing made before", _from_facts(dump)
    stores = {True: _store(said, quads=True), False: _store(said, quads=False)}
    for name, form in FORMATS.items():
        if name != "graphml":
            yield f"dump as {name}", _compared(dump, name, stores[form.quads])


def _from_facts(dump: Dump) -> str:
    """All that `qamtu dump` does after the build, and the same with a graph and a serialiser of rdflib."""
    graph = dump.graph
    ours = _seconds(lambda: Dump(graph).write("turtle"))
    other = _seconds(lambda: make_model(make_quads(graph), graph.base).serialize(format="turtle"))
    return f"{ours:.1f} s; {other / ours:.0f} × faster than with rdflib ({other:.1f} s)"


def _store(said: Statements, *, quads: bool) -> Store:
    store = Store()
    store.extend(said.canonical_quads if quads else said.canonical_triples)
    return store


def _compared(dump: Dump, name: str, store: Store) -> str:
    form = FORMATS[name]
    format_ = RdfFormat.from_media_type(form.media_type)
    graph = None if form.quads or name == "jsonld" else DefaultGraph()
    size = len(dump.write(name))
    pairs = [
        (_seconds(lambda: dump.write(name)), _seconds(lambda: _raw(store, format_, graph, dump))) for _ in range(RUNS)
    ]
    ours, raw = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    text = f"{ours:.2f} s, {size / 1e6:.1f} MB; {ratio:.2f} × the time of pyoxigraph's raw dump ({raw:.2f} s)"
    if name not in RDFLIB:
        return text
    model = make_model(make_quads(dump.graph), dump.graph.base)
    other = _seconds(lambda: model.serialize(format=RDFLIB[name]))
    return f"{text}; {other / ours:.0f} × faster than rdflib ({other:.1f} s)"


def _raw(store: Store, format_: RdfFormat | None, graph: DefaultGraph | None, dump: Dump) -> bytes | None:
    return store.dump(format=format_, from_graph=graph, prefixes=prefixes(dump.graph.base))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
