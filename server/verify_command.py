"""`qamtu verify`: every fact against the bytes it was read from; code 0 all stand, 2 one does not."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graph.build import Graph
from graph.corpus.shelf import ShelfError, is_shelf, open_shelf
from graph.diagnostic import Severity
from graph.fact import values_of
from graph.facts.verify import Pin, Verification, verify
from graph.iri import Names
from graph.layout.files import read_file
from graph.rdf.conformance import check_shapes
from graph.rdf.dump import make_quads
from graph.source import Source, UnreadableSourceError
from server.command_error import CommandError
from server.diagnostic_text import counts, describe
from server.load import load_graph

Lookup = Callable[[str], Source | None]
"""A text by the name that diagnostics give it."""


def run(options: argparse.Namespace) -> int:
    """Read the files behind the facts again, and print counts and mismatches. Raises CommandError.

    Of a folder of seeds the graph is built first. Of one that `qamtu build --into` wrote the shards are read one after
    the other, and never held together.
    """
    found, named = _verify_shelf(options) if is_shelf(options.seeds) else _verify_seeds(options)
    for each in found.diagnostics:
        for line in (*describe(each, named(each.file)), ""):
            print(line)
    print(f"{found.facts} facts, {found.quotes} quotes, {found.files} files: {counts(found.diagnostics)}")
    return 2 if any(each.severity is Severity.ERROR for each in found.diagnostics) else 0


def _verify_seeds(options: argparse.Namespace) -> tuple[Verification, Lookup]:
    graph = load_graph(options.seeds, options.base)
    sources = dict(_sources(graph, options.seeds))
    found = verify(graph.facts, sources)
    if options.shapes:
        found = _with_shapes(found, graph, sources)
    return found, {source.name: source for source in sources.values()}.get


def _with_shapes(found: Verification, graph: Graph, sources: Mapping[str, Source]) -> Verification:
    broken = check_shapes(make_quads(graph), graph.base, sources)
    return replace(found, diagnostics=(*found.diagnostics, *broken))


def _verify_shelf(options: argparse.Namespace) -> tuple[Verification, Lookup]:
    if options.shapes:
        raise CommandError("--shapes checks the RDF of seeds; a folder that `qamtu build` wrote is read in pieces.")
    try:
        shelf = open_shelf(options.seeds)
        texts = shelf.texts()
        pins = {iri: Pin(each.name, each.sha256) for iri, each in texts.files.items()}
        names = {each.name: iri for iri, each in texts.files.items()}
        return verify(shelf.facts(), texts, pins), lambda name: texts.get(names.get(name, ""))
    except ShelfError as error:
        raise CommandError(str(error)) from error


def _sources(graph: Graph, seeds: Path) -> Iterator[tuple[str, Source]]:
    """The files that the facts pin, as they stand on the disk now; one that cannot be read is left out."""
    names = {act.source.sha256: f"acts/{act.source.name}" for act in graph.acts}
    curated = Names(graph.base).seed("")
    for iri, sha256 in values_of(graph.facts, "sha256").items():
        name = iri.removeprefix(curated) if iri.startswith(curated) else names.get(sha256)
        if name is None:
            continue
        try:
            yield iri, replace(read_file(seeds / name), name=name)
        except UnreadableSourceError:
            continue
