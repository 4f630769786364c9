"""How long one file may be read: a file that hangs the reader stops no build."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType

LEAST = 60.0
"""Seconds that any file has."""
PER_MEGABYTE = 60.0
"""Seconds for a million bytes of a larger one."""
_GRACE = 10.0
"""Seconds after which a process that does not even stop is ended."""


class OutOfTimeError(BaseException):
    """The time is up. It is no ``Exception``: whoever forgives a defect of a text must not forgive this."""


def seconds_for(files: Iterable[Path]) -> float:
    """The time that the reading of some files together may take."""
    return max(LEAST, PER_MEGABYTE * sum(map(_size, files)) / 1_000_000)


def _size(path: Path) -> int:
    """Bytes of a file; none where it is gone, which reading it will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError inside once the time is up; a process of a pool that still goes on then is ended.

    Only the main thread can be interrupted, and only where the system has alarms: elsewhere nothing is limited.
    """
    try:
        before = signal.signal(signal.SIGALRM, _stop)
    except (AttributeError, ValueError):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    if parent_process() is not None:
        # What this does not interrupt, code of a library for one, the system ends: the pool starts another process.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _GRACE)
    raise OutOfTimeError
