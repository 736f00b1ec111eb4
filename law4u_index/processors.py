"""How many processors this process may use, and how many of them are idle: more threads than these only wait."""

from __future__ import annotations

import os
from pathlib import Path

_LOAD = Path("/proc/loadavg")


def idle() -> int:
    """Return how many processors this process can have right now, at least one: its own, and those that do nothing.

    Linux tells how many threads run at this moment (``/proc/loadavg``, the fourth field, this one among them); where
    nothing does, the mean of the last minute is asked.
    """
    try:
        running = int(_LOAD.read_bytes().split()[3].partition(b"/")[0])
    except (OSError, ValueError, IndexError):
        running = 1 + round(os.getloadavg()[0])
    return max(1, usable() - running + 1)


def usable() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
