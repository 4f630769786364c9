"""`qamtu wanted`: acts that are cited and not held, those first on which most hangs."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.corpus.shelf import ShelfError, is_shelf, open_shelf
from graph.facts.wanted import Wanted, wanted
from server.build_command import build_with_progress, leaves_of, order_of
from server.command_error import CommandError
from server.json_output import print_json

_COLUMNS = (
    ("effects", "effects"), ("versions", "versions"), ("rows", "rows"), ("citing", "citing"),
    ("citations", "citations"), ("adilet", "adilet id"), ("name", "act"),
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Build what ``options.paths`` name, or the seeds, or open a folder that was built; print what is missing."""
    with TemporaryDirectory(prefix="qamtu-") as scratch:
        found = _wanted(options, Path(scratch))
    if options.json:
        print_json([asdict(each) for each in found])
    else:
        sys.stdout.writelines(f"{line}\n" for line in _table(found))
    return 0


def _wanted(options: argparse.Namespace, scratch: Path) -> list[Wanted]:
    folder = options.paths[0] if len(options.paths) == 1 else None
    if folder is None or not is_shelf(folder):
        build_with_progress(order_of(options, leaves_of(options), scratch))
        folder = scratch
    try:
        return wanted(open_shelf(folder).facts())
    except ShelfError as error:
        raise CommandError(str(error)) from error


def _table(found: Sequence[Wanted]) -> Iterator[str]:
    if not found:
        yield "every act that is cited is held"
        return
    rows = [[title for _, title in _COLUMNS]]
    rows += [[str(getattr(each, name) or ("-" if name == "adilet" else 0)) for name, _ in _COLUMNS] for each in found]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
    for row in rows:
        cells = (
            cell.rjust(width) if at < _NUMBERS else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


_NUMBERS = 5
"""Columns with numbers, which stand to the right."""
