"""A bar for long work, where somebody is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

Tell = Callable[[str, int, int], None]
"""Takes a step, how much of it is done, and how much there is to do."""


@contextmanager
def showing_progress() -> Iterator[Tell]:
    """What tells of progress: a bar for each step on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _all: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        steps: dict[str, TaskID] = {}

        def tell(step: str, done: int, everything: int) -> None:
            if step not in steps:
                steps[step] = bars.add_task(step, total=everything)
            bars.update(steps[step], completed=done)

        yield tell
