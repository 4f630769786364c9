"""`qamtu read`: texts, and what was understood of them; code 0 read, 1 with warnings or errors, 2 not read."""

import argparse
import json
import sys
from collections.abc import Sequence

from graph.act import Act
from graph.act_json import Json, as_json, unread_json
from graph.corpus.holding import Leaf, leaves_in, read_leaf
from graph.corpus.pool import Pool
from graph.diagnostic import Diagnostic, Problem, Severity
from graph.iri import Names
from graph.layout.files import read_file
from graph.reading.lexicon import Lexicon, load_lexicon
from graph.reading.parse import parse
from graph.seedfile import SeedError
from graph.source import UnreadableSourceError
from server.command_error import CommandError
from server.defaults import SEEDS
from server.diagnostic_text import describe_all
from server.processors import workers_for
from server.progress import showing_progress
from server.read_report import report

_BATCH = 4
"""Texts that go to a process at once."""
Printed = tuple[int, str, str]
"""Exit status, what goes to standard output, what goes to standard error."""


def run(options: argparse.Namespace) -> int:
    """Read what ``options.paths`` name and print it, as JSON if ``options.json``.

    One file is read alone and printed as one object. Of folders, and of several paths, every text is read with the
    publisher's description beside it and printed as one line of JSON.
    """
    if len(options.paths) == 1 and not options.paths[0].is_dir():
        return _print(_read_alone(options))
    leaves = tuple(leaves_in(options.paths))
    if not leaves:
        raise CommandError(f"there is no text below {', '.join(map(str, options.paths))}.")
    _lexicon()
    worst = 0
    pool = Pool(_read_batch, _start, (options.json,), workers_for(len(leaves), options.jobs), _lost)
    with showing_progress() as progress:
        for done, printed in enumerate(pool.results(leaves, _BATCH), 1):
            progress("reading", done, len(leaves))
            worst = max(worst, _print(printed))
    return worst


def _read_alone(options: argparse.Namespace) -> Printed:
    """One file, and nothing beside it."""
    try:
        act = parse(read_file(options.paths[0]), _lexicon())
    except UnreadableSourceError as error:
        return _refused(error.diagnostic, as_object=options.json, indent=2)
    return _status(act), _as_text(as_json(act, Names()), 2) if options.json else report(act, Names()), ""


_PREPARED: list[tuple[Lexicon, bool]] = []
"""What this process reads and prints with; set once, when the process starts."""


def _start(as_object: bool) -> None:  # noqa: FBT001 - what a pool hands to a process has no names
    _PREPARED[:] = [(load_lexicon(SEEDS), as_object)]


def _read_batch(leaves: Sequence[Leaf]) -> list[Printed]:
    return [_read(leaf) for leaf in leaves]


def _read(leaf: Leaf) -> Printed:
    lexicon, as_object = _PREPARED[0]
    try:
        act = read_leaf(leaf, lexicon)
    except UnreadableSourceError as error:
        return _refused(error.diagnostic, as_object=as_object, indent=None)
    text = _as_text(as_json(act, Names()), None) if as_object else f"{leaf.name}\n\n{report(act, Names())}\n"
    return _status(act), text, ""


def _lost(leaf: Leaf) -> Printed:
    problem = Problem("KZ-BLD-001", "the process that read the file ended without an answer", found=leaf.name)
    return _refused(Diagnostic(problem, leaf.name, 0, 0, 1, 1), as_object=False, indent=None)


def _lexicon() -> Lexicon:
    """Vocabularies and code systems; nothing else of the seeds changes what is read."""
    try:
        return load_lexicon(SEEDS)
    except SeedError as error:
        raise CommandError(f"the vocabularies cannot be used. {error}") from error


def _refused(diagnostic: Diagnostic, *, as_object: bool, indent: int | None) -> Printed:
    """Why nothing was read: on standard error, and as an object too where one was asked for."""
    lines = "".join(f"{line}\n" for line in describe_all([diagnostic], None))
    return 2, _as_text(unread_json(diagnostic), indent) if as_object else "", lines


def _status(act: Act) -> int:
    if act.language is None:
        return 2
    return int(any(each.severity is not Severity.NOTE for each in act.diagnostics))


def _as_text(value: Json, indent: int | None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _print(printed: Printed) -> int:
    """Write UTF-8 whatever the locale says; what a file name cannot say in UTF-8 is escaped, as JSON escapes it."""
    status, out, err = printed
    sys.stdout.buffer.write(out.encode(errors="backslashreplace"))
    sys.stderr.write(err)
    return status
