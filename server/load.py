"""Opening the seeds for a command, with errors that say what to mend."""

from pathlib import Path

from graph.build import Graph, build
from graph.corpus.shelf import ShelfError, is_shelf, open_graph
from graph.seedfile import SeedError
from graph.source import UnreadableSourceError
from graph.stores.entity import BrokenFactError
from server.command_error import CommandError
from server.site import Site, make_site


def load_site(seeds: Path, base: str) -> Site:
    """The site over a folder of seeds. Raises CommandError when the folder is missing or unusable."""
    return site_over(load_graph(seeds, base), seeds)


def site_over(graph: Graph, seeds: Path) -> Site:
    """The site over the graph of a folder. Raises CommandError for a published set that the schema refuses."""
    try:
        return make_site(graph)
    except SeedError as error:
        raise CommandError(f"the seeds at {seeds} cannot be used. {error}") from error


def load_graph(seeds: Path, base: str) -> Graph:
    """The graph of a folder of seeds, or of one that `qamtu build --into` wrote, for what needs no schema.

    Raises CommandError as load_site does.
    """
    if not seeds.is_dir():
        raise CommandError(f"there is no folder of seeds at {seeds}. Name one with --seeds.")
    try:
        return open_graph(seeds, base) if is_shelf(seeds) else build(seeds, base)
    except (SeedError, UnreadableSourceError, BrokenFactError, ShelfError) as error:
        raise CommandError(f"the seeds at {seeds} cannot be used. {error}") from error
