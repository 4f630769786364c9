"""Work for the processes of a pool. They import this module, which therefore imports little."""

import contextlib
import os
import time
from collections.abc import Sequence

from graph.corpus import patience
from graph.corpus.patience import OutOfTimeError, limited


def stuck(numbers: Sequence[int]) -> list[int]:
    """Work that, like a library that hangs, is not interrupted by an exception."""
    for number in numbers:
        with limited(0.2 if number == 3 else 60):
            while number == 3:
                with contextlib.suppress(OutOfTimeError):
                    time.sleep(60)
    return [2 * number for number in numbers]


def impatient() -> None:
    """Prepare a process that is ended soon after its time is up."""
    patience._GRACE = 0.2


def double(numbers: Sequence[int]) -> list[int]:
    """Work that ends its process at one number."""
    for number in numbers:
        if number == 13:
            os._exit(9)
    return [2 * number for number in numbers]


def nothing() -> None:
    """No preparation."""
