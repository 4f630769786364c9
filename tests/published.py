"""Seeds in which a test says when acts were published."""

from pathlib import Path

from graph.publications import PUBLICATIONS_FILE
from tests.changing import seeds_with


def published_seeds(folder: Path, *lines: str) -> Path:
    """A copy of the seeds with lines of publications: act, day and source, parted by tabs."""
    return publish(seeds_with(folder), *lines)


def publish(seeds: Path, *lines: str) -> Path:
    """Add lines of publications to seeds."""
    with (seeds / PUBLICATIONS_FILE).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return seeds
