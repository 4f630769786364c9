"""`qamtu dump`: the whole graph in one format or in all."""

import argparse
import sys
from pathlib import Path

from graph.build import Graph
from graph.rdf.dump import FORMATS, write
from server.command_error import CommandError
from server.dumps import file_name
from server.load import load_graph


def run(options: argparse.Namespace) -> int:
    """Write what was asked for."""
    if options.format not in FORMATS:
        raise CommandError(f"there is no format {options.format}. There are: {', '.join(FORMATS)}.")
    graph = load_graph(options.seeds, options.base)
    if options.all:
        _write_all(graph, options.all)
    elif options.output:
        _write_file(graph, options.format, options.output)
    else:
        write(graph, options.format, sys.stdout.buffer)
    return 0


def _write_all(graph: Graph, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"cannot make the folder {folder}: {error.strerror}.") from error
    for name in FORMATS:
        path = folder / file_name(name)
        _write_file(graph, name, path)
        sys.stdout.write(f"{path}\t{path.stat().st_size} bytes\n")


def _write_file(graph: Graph, name: str, path: Path) -> None:
    try:
        with path.open("wb") as stream:
            write(graph, name, stream)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}.") from error
