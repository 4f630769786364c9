"""`qamtu build`: many texts to one graph on disk; code 0 clean, 1 mended or doubtful, 2 a fact was refused."""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.corpus.corpus import BuildError, Built, Order, build_corpus
from graph.corpus.holding import Leaf, leaves_in, seed_leaves
from graph.diagnostic import RULES, Diagnostic, Severity
from graph.seedfile import SeedError
from graph.source import UnreadableSourceError
from server.command_error import CommandError
from server.diagnostic_text import count, counts, printable
from server.processors import processors
from server.progress import showing_progress

_PLACES = 5
"""Places of one code that are printed; the folder that is written has all of them."""


def run(options: argparse.Namespace) -> int:
    """Build what ``options.paths`` name, or the seeds; print counts, diagnostics by code, and how long it took."""
    leaves, start = leaves_of(options), time.perf_counter()
    with TemporaryDirectory(prefix="qamtu-") as scratch:
        built = build_with_progress(order_of(options, leaves, options.into or Path(scratch)))
    for line in _report(built, time.perf_counter() - start):
        sys.stdout.write(f"{line}\n")
    return status_of(built.diagnostics)


def status_of(diagnostics: Sequence[Diagnostic]) -> int:
    """The exit status that the worst of some diagnostics gives."""
    severities = {each.severity for each in diagnostics}
    return 2 if Severity.ERROR in severities else int(Severity.WARNING in severities)


def cache_folder() -> Path:
    """Where entries are kept when nobody says otherwise, as the XDG base directory specification has it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qamtu"


def order_of(options: argparse.Namespace, leaves: Sequence[Leaf], into: Path) -> Order:
    """What the options of a command ask for."""
    cache = None if options.no_cache else options.cache or cache_folder()
    return Order(leaves, options.seeds, options.base, into, cache, options.jobs or processors())


def build_with_progress(order: Order) -> Built:
    """Build, with a bar on a terminal. Raises CommandError where the build cannot go on."""
    with showing_progress() as progress:
        try:
            return build_corpus(replace(order, progress=progress))
        except (SeedError, UnreadableSourceError, BuildError) as error:
            raise CommandError(f"the graph cannot be built. {error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename or order.into}: {error.strerror or error}.") from error


def leaves_of(options: argparse.Namespace) -> tuple[Leaf, ...]:
    """The files to read: those that the paths name, or the seeds. Raises CommandError where there is none."""
    if not options.seeds.is_dir():
        raise CommandError(f"there is no folder of seeds at {options.seeds}. Name one with --seeds.")
    leaves = tuple(leaves_in(options.paths) if options.paths else seed_leaves(options.seeds))
    if not leaves:
        raise CommandError(f"there is no text below {', '.join(map(str, options.paths or [options.seeds]))}.")
    return leaves


def _report(built: Built, seconds: float) -> Iterator[str]:
    yield f"data version {built.data_version}"
    yield from (f"{number:>10}  {name}" for name, number in built.counts.items())
    yield ""
    yield from _groups(built.diagnostics)
    read = built.texts - built.cached
    facts = built.counts["facts"]
    yield (
        f"{count(built.texts, 'file')} ({read} read, {built.cached} from the cache) in {seconds:.1f} s: "
        f"{facts / seconds:,.0f} facts/s; {counts(built.diagnostics)}"
    )


def _groups(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Diagnostics by code, the gravest first, each with its first places."""
    groups: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        groups.setdefault(each.problem.code, []).append(each)
    for code in sorted(groups, key=lambda code: (list(Severity).index(RULES[code].severity), code)):
        found, rule = groups[code], RULES[code]
        files = len({each.file for each in found})
        yield f"{rule.severity.value}[{code}]: {rule.headline['en']} ({len(found)} in {count(files, 'file')})"
        for each in found[:_PLACES]:
            yield f"  --> {printable(f'{each.file}:{each.line}:{each.column}: {each.problem.message}')}"
        if len(found) > _PLACES:
            yield f"  ... and {len(found) - _PLACES} more"
        yield ""
