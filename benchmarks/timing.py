"""How time and memory are measured: medians over runs, engines taking turns so that a busy machine hits all alike."""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

RUNS = 5

BUDGET = 4.0
"""Seconds that a round of searches may take, if it is to be repeated."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Latency:
    """How long searches took, in milliseconds: each query's median over the runs, then over the queries."""

    p50: float
    p95: float


def latencies(calls: Mapping[str, Callable[[T], object]], queries: Sequence[T], runs: int = RUNS) -> dict[str, Latency]:
    """Time each call on each query, after one round that does not count; the calls take turns, round by round.

    A call that takes longer than :data:`BUDGET` for a round has no more than that one, and it counts.

    Args:
        calls: what to time, by name.
        queries: what to call it with.
        runs: how many rounds.
    """
    times: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in calls}
    slow: set[str] = set()
    for number in range(runs + 1):
        for name in [name for name in calls if name not in slow]:
            begun = time.perf_counter()
            for query, of_query in zip(queries, times[name], strict=True):
                began = time.perf_counter()
                calls[name](query)
                of_query.append((time.perf_counter() - began) * 1000)
            if not number and time.perf_counter() - begun > BUDGET:
                slow.add(name)
    return {
        name: Latency(*percentiles([statistics.median(of_query[1:] or of_query) for of_query in every]))
        for name, every in times.items()
    }


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def medians(calls: Mapping[str, Callable[[int], object]], runs: int = RUNS) -> dict[str, float]:
    """Return the median seconds of each call, which is given the run's number; the calls take turns."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(runs):
        for name, call in calls.items():
            gc.collect()
            began = time.perf_counter()
            call(number)
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in times.items()}


def in_process(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module of the benchmarks in a process of its own and return the JSON that it prints last."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peak_memory() -> float:
    """Return the most memory that this process had resident at once, in MB.

    On Linux from /proc: what ``getrusage`` says there is never less than what the parent had when it forked.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
