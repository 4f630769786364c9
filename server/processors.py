"""How many processes a command runs."""

import os

_WORTH_IT = 8
"""Texts from which other processes are started: each takes longer to start than a few texts to read."""


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(texts: int, wanted: int | None) -> int:
    """Processes for some texts: as many as wanted, else one for each processor where that is worth starting them."""
    return wanted or (min(processors(), texts) if texts >= _WORTH_IT else 1)
