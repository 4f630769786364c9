"""`qamtu read`: one text, and what was understood of it; code 0 read, 1 with warnings or errors, 2 not read."""

import argparse
import json
import sys

from graph.act import Act
from graph.act_json import Json, as_json, unread_json
from graph.diagnostic import Severity
from graph.iri import Names
from graph.reading.lexicon import Lexicon, load_lexicon
from graph.reading.parse import parse
from graph.seedfile import SeedError
from graph.source import UnreadableSourceError, read_source
from server.command_error import CommandError
from server.defaults import SEEDS
from server.diagnostic_text import describe_all
from server.read_report import report


def run(options: argparse.Namespace) -> int:
    """Read ``options.file`` and print it, as JSON if ``options.json``."""
    try:
        source = read_source(options.file)
    except UnreadableSourceError as error:
        return _refuse(error, as_object=options.json)
    act = parse(source, _lexicon())
    _print(_as_text(as_json(act, Names())) if options.json else report(act, Names()))
    return _status(act)


def _lexicon() -> Lexicon:
    """Vocabularies and code systems; nothing else of the seeds changes what is read."""
    try:
        return load_lexicon(SEEDS)
    except SeedError as error:
        raise CommandError(f"the vocabularies cannot be used. {error}") from error


def _refuse(error: UnreadableSourceError, *, as_object: bool) -> int:
    """Say on standard error why nothing was read, and as an object too where one was asked for."""
    diagnostic = error.diagnostic
    sys.stderr.write("".join(f"{line}\n" for line in describe_all([diagnostic], None)))
    if as_object:
        _print(_as_text(unread_json(diagnostic)))
    return 2


def _status(act: Act) -> int:
    if act.language is None:
        return 2
    return int(any(each.severity is not Severity.NOTE for each in act.diagnostics))


def _as_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _print(text: str) -> None:
    """Write UTF-8 whatever the locale says; what a file name cannot say in UTF-8 is escaped, as JSON escapes it."""
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
