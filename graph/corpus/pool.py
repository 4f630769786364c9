"""Many tasks in several processes: results in the order of the tasks, and no task can stop the others."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 4
"""Batches for each process that wait, or whose results wait: results are taken in order, and memory is bounded."""


@dataclass(frozen=True)
class Pool(Generic[Task, Result]):
    """How tasks are run, in batches. What goes to another process must be importable by name.

    ``start`` prepares a process with ``arguments``. ``lost`` gives the result of a task that ended its process when
    it was run alone in one.
    """

    run: Callable[[Sequence[Task]], list[Result]]
    start: Callable[..., None]
    arguments: tuple[object, ...]
    workers: int
    lost: Callable[[Task], Result]

    def results(self, tasks: Sequence[Task], size: int) -> Iterator[Result]:
        """The results of all tasks, ``size`` tasks at a time. With one worker nothing leaves this process."""
        batches = (tuple(tasks[at : at + size]) for at in range(0, len(tasks), size))
        if self.workers == 1:
            self.start(*self.arguments)
            for batch in batches:
                yield from self.run(batch)
            return
        while first := tuple(islice(batches, 1)):
            yield from self._until_broken(first[0], batches)

    def _until_broken(self, first: Sequence[Task], batches: Iterator[Sequence[Task]]) -> Iterator[Result]:
        """Results from one set of processes: of all batches or, where a process ends, of those that it had."""
        waiting: deque[tuple[Sequence[Task], Future[list[Result]] | None]] = deque()
        with self._executor(self.workers) as executor:
            waiting.append((first, executor.submit(self.run, first)))
            broken = False
            while waiting:
                while not broken and len(waiting) < self.workers * _AHEAD and (more := tuple(islice(batches, 1))):
                    future = _submitted(executor, self.run, more[0])
                    waiting.append((more[0], future))
                    broken = future is None
                batch, future = waiting.popleft()
                found = _finished(future)
                broken = broken or found is None
                yield from self._alone(batch) if found is None else found

    def _alone(self, batch: Sequence[Task]) -> list[Result]:
        """A batch in a process of its own; where that ends, each task of it in one."""
        with self._executor(1) as executor:
            found = _finished(executor.submit(self.run, batch))
        if found is not None:
            return found
        if len(batch) == 1:
            return [self.lost(batch[0])]
        return [each for task in batch for each in self._alone((task,))]

    def _executor(self, workers: int) -> ProcessPoolExecutor:
        # Spawned on every system: a fork of a process that has threads may never answer.
        return ProcessPoolExecutor(workers, get_context("spawn"), self.start, self.arguments)


def _submitted(
    executor: ProcessPoolExecutor, run: Callable[[Sequence[Task]], list[Result]], batch: Sequence[Task]
) -> Future[list[Result]] | None:
    """A batch on its way; None where the processes are no more."""
    try:
        return executor.submit(run, batch)
    except BrokenProcessPool:
        return None


def _finished(future: Future[list[Result]] | None) -> list[Result] | None:
    """What a batch gave; None where its process ended, which breaks all that wait with it."""
    if future is None:
        return None
    try:
        return future.result()
    except BrokenProcessPool:
        return None
