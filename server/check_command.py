"""`qamtu check`: what is wrong with many texts; code 0 clean, 1 mended or doubtful, 2 a fact or a file was refused."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from graph.act_json import Json
from graph.check import Checked, Verdict, check_all
from graph.held import load_held
from graph.reading.lexicon import load_lexicon
from graph.seedfile import SeedError
from graph.source import UnreadableSourceError
from server.build_command import leaves_of
from server.command_error import CommandError
from server.diagnostic_json import report_json
from server.diagnostic_text import count, counts, describe, describe_groups
from server.processors import workers_for
from server.progress import showing_progress
from server.sarif import sarif_log

_STATUS = {Verdict.CLEAN: 0, Verdict.REPAIRED: 1, Verdict.REJECTED: 2}


def run(options: argparse.Namespace) -> int:
    """Check ``options.paths`` and print every diagnostic in ``options.format``."""
    checked = list(_checked(options))
    status = max(_STATUS[each.verdict] for each in checked)
    match options.format:
        case "json":
            _print(_as_text(report_json(checked)))
        case "sarif":
            _print(_as_text(sarif_log(checked, status)))
        case _:
            lines = (*_text(checked, options.language, grouped=options.group), _totals(checked))
            _print("".join(f"{line}\n" for line in lines))
    return status


def _checked(options: argparse.Namespace) -> Iterator[Checked]:
    """Every text below the paths, with a bar on a terminal. Raises CommandError where there is none to read."""
    leaves = leaves_of(options)
    try:
        load_held(options.seeds, load_lexicon(options.seeds))
    except (SeedError, UnreadableSourceError) as error:
        raise CommandError(f"the seeds at {options.seeds} cannot be used. {error}") from error
    workers = workers_for(len(leaves), options.jobs)
    with showing_progress() as progress:
        for done, each in enumerate(check_all(leaves, options.seeds, workers), 1):
            progress("checking", done, len(leaves))
            yield each


def _text(checked: Sequence[Checked], language: str, *, grouped: bool) -> Iterator[str]:
    """The lines of all diagnostics, by code or in the order of the files."""
    if grouped:
        sources = {each.file: each.source for each in checked}
        yield from describe_groups((each for file in checked for each in file.diagnostics), sources, language)
        return
    for file in checked:
        for each in file.diagnostics:
            yield from describe(each, file.source, language)
            yield ""


def _totals(checked: Sequence[Checked]) -> str:
    """Such as ``3 files: 2 clean, 1 rejected; 1 error, 4 notes``."""
    verdicts = [each.verdict for each in checked]
    numbers = ", ".join(f"{verdicts.count(each)} {each.value}" for each in Verdict if each in verdicts)
    return f"{count(len(checked), 'file')}: {numbers}; {counts(each for file in checked for each in file.diagnostics)}"


def _as_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _print(text: str) -> None:
    """Write UTF-8 whatever the locale says; what a file name cannot say in UTF-8 is escaped, as JSON escapes it."""
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
