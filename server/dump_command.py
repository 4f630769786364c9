"""`qamtu dump`: the whole graph in one format, or every file of a dump in a folder."""

import argparse
import sys
from pathlib import Path

from graph.export.export import Export, ExportError
from graph.export.folder import make_folder
from graph.rdf.dump import FORMATS, write
from server.command_error import CommandError
from server.dumps import files_of
from server.load import load_graph, site_over


def run(options: argparse.Namespace) -> int:
    """Write what was asked for."""
    if options.format not in FORMATS:
        raise CommandError(f"there is no format {options.format}. There are: {', '.join(FORMATS)}.")
    graph = load_graph(options.seeds, options.base)
    if options.all:
        _write_all(Export(graph), site_over(graph, options.seeds).sdl, options.all)
    elif options.output:
        try:
            with options.output.open("wb") as stream:
                write(graph, options.format, stream)
        except OSError as error:
            raise CommandError(f"cannot write {options.output}: {error.strerror}.") from error
    else:
        write(graph, options.format, sys.stdout.buffer)
    return 0


def _write_all(export: Export, sdl: str, folder: Path) -> None:
    _make(folder)
    try:
        for entry, body in make_folder(export, files_of(sdl)):
            path = folder / entry.name
            _make(path.parent)
            _write(path, body)
            sys.stdout.write(f"{path}\t{entry.size} bytes\n")
    except ExportError as error:
        raise CommandError(f"the graph cannot be written: {error}.") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"cannot make the folder {folder}: {error.strerror}.") from error


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}.") from error
