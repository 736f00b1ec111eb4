"""Time search by meaning: what it adds to a search is the vector of the query and the scan over all vectors.

``python -m benchmarks.meaning`` needs ``pip install -e .[semantic]``. Encoding 100,000 answers takes hours, so the
vectors to be scanned are drawn at random: how long a scan takes depends on how many there are, not on what they say.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from law4u_index.meaning.codes import quantise
from law4u_index.meaning.encoder import default_encoder
from law4u_index.meaning.nearest import Nearest

PASSAGES = 4.6
"""Vectors an answer: the mean over ``corpus/``."""

ROUNDS = 40
QUERY = "can my landlord keep the deposit if i leave early"
_DRAWN = 50_000


def median(work: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median and the 95th percentile of some runs, in milliseconds."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return float(np.median(times)), float(np.percentile(times, 95))


def scanned(answers: int, dims: int) -> tuple[Nearest, float]:
    """Return vectors of so many answers, and how many seconds it took to make them ready."""
    draws = np.random.default_rng(4)
    sizes = draws.choice([4, 5], answers, p=[0.4, 0.6])
    total = int(sizes.sum())
    codes, scales = quantise(draws.standard_normal((min(total, _DRAWN), dims)).astype(np.float32))
    rows = draws.integers(0, len(scales), total)
    block = codes[rows], scales[rows]
    started = time.perf_counter()
    return Nearest([block], np.cumsum(sizes) - sizes, dims), time.perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning", description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    arguments = parser.parse_args()
    encoder = default_encoder()
    query = encoder.query(QUERY)
    p50, p95 = median(lambda: encoder.query(QUERY))
    print(f"| a query's vector | p50 {p50:.1f} ms | p95 {p95:.1f} ms |")
    for answers in arguments.answers:
        nearest, ready = scanned(answers, encoder.dims)
        allowed = np.ones(answers, bool)
        p50, p95 = median(lambda n=nearest, a=allowed: n.best(query, 100, a))  # type: ignore[misc]  # bound now
        print(f"| scan of {answers:,} answers | p50 {p50:.2f} ms | p95 {p95:.2f} ms | ready in {ready * 1000:.0f} ms |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
