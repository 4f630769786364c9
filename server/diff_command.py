"""`qamtu diff`: what differs between two states of a subdivision; code 1 where they cannot be compared."""

import argparse
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.build import Graph
from graph.corpus.holding import leaves_in, seed_leaves
from graph.corpus.shelf import is_shelf
from graph.days.standing import standing_on
from graph.history.difference import UnrelatedError, difference
from graph.history.lineage import line_of
from graph.stores.entity import Entity
from server.build_command import build_with_progress, order_of
from server.command_error import CommandError
from server.diff_report import as_json, as_text
from server.json_output import print_json
from server.load import load_graph


def run(options: argparse.Namespace) -> int:
    """Compare the states ``options.start`` and ``options.end`` of ``options.of``, and print what differs."""
    with TemporaryDirectory(prefix="qamtu-") as scratch:
        graph = _graph(options, Path(scratch))
    subdivision = _subdivision(graph, options.of)
    start, end = (_version(graph, subdivision, text) for text in (options.start, options.end))
    try:
        found = difference(graph.store, start, end)
    except UnrelatedError as error:
        raise CommandError(str(error)) from error
    if options.json:
        print_json(as_json(found))
    else:
        sys.stdout.writelines(f"{line}\n" for line in as_text(found))
    return 0 if found.compared else 1


def _graph(options: argparse.Namespace, scratch: Path) -> Graph:
    """The graph of the seeds, of a folder that was built, or of the seeds with the texts that the paths name."""
    paths: list[Path] = options.paths
    if not paths or (len(paths) == 1 and is_shelf(paths[0])):
        return load_graph(paths[0] if paths else options.seeds, options.base)
    leaves = (*seed_leaves(options.seeds), *leaves_in(paths))
    build_with_progress(order_of(options, leaves, scratch))
    return load_graph(scratch, options.base)


def _subdivision(graph: Graph, name: str) -> Entity:
    """The subdivision of an IRI, or of a path below the base. Raises CommandError."""
    iri = name if name.startswith(graph.base) else f"{graph.base}{name.lstrip('/')}"
    found = graph.store.get(iri)
    if found is None or found.type != "Subdivision":
        known = [each.iri for each in graph.store.all("Subdivision") if each.values["versions"]]
        more = "".join(f"\n  {each}" for each in known[:_NAMED])
        raise CommandError(f"there is no subdivision {iri}. Versions are known of {len(known)}, such as:{more}")
    return found


_NAMED = 10
"""Names that an error lists."""


def _version(graph: Graph, subdivision: Entity, text: str) -> Entity:
    """The version of an IRI, of the end of one, or that in force on a day. Raises CommandError."""
    try:
        standing = standing_on(graph.store, subdivision, date.fromisoformat(text))
    except ValueError:
        versions = line_of(graph.store, subdivision)
        found = [each for each in versions if text == each.iri or each.iri.endswith(f"/{text}")]
        if len(found) == 1:
            return found[0]
        known = "".join(f"\n  {each.iri.removeprefix(graph.base)}" for each in versions)
        raise CommandError(f"there is no version {text} of {subdivision.iri}. There are:{known}") from None
    if standing.version is None:
        raise CommandError(standing.reason)
    return standing.version
