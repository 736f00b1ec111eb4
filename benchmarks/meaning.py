"""Time search by meaning: what it adds to a search is the vector of the query and the scan over all vectors.

``python -m benchmarks.meaning`` needs ``pip install -e .[semantic]``. Encoding 100,000 answers takes hours, so the
vectors to be scanned are drawn at random: how long a scan takes depends on how many there are, not on what they say.
``--index DIR`` times whole searches of an index that has vectors, by the clock and by the processor, each query asked
once: the queries for tuning that are asked by meaning.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.relevance.collection import read_queries
from law4u_index import AnswerIndex
from law4u_index.meaning.codes import quantise
from law4u_index.meaning.encoder import EncoderId, default_encoder
from law4u_index.meaning.nearest import Nearest

PASSAGES = 4.6
"""Vectors an answer: the mean over ``corpus/``."""

ROUNDS = 40
QUERY = "can my landlord keep the deposit if i leave early"
ASKED = ("question", "short", "situation", "devanagari")
"""Kinds of queries that are asked by meaning."""

_DRAWN = 50_000


def timed(works: Iterable[Callable[[], object]]) -> str:
    """Return the median and the 95th percentile of some runs by the clock, and the median of the processor's time."""
    clock, processor = [], []
    for work in works:
        started, busy = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    p50, p95 = np.percentile(clock, [50, 95])
    return f"p50 {p50:.2f} ms | p95 {p95:.2f} ms | processor p50 {np.median(processor):.2f} ms"


def scanned(answers: int, made_by: EncoderId) -> tuple[Nearest, float]:
    """Return vectors of so many answers, and how many seconds it took to make them ready."""
    draws = np.random.default_rng(4)
    sizes = draws.choice([4, 5], answers, p=[0.4, 0.6])
    total = int(sizes.sum())
    codes, scales = quantise(draws.standard_normal((min(total, _DRAWN), made_by.dims)).astype(np.float32))
    rows = draws.integers(0, len(scales), total)
    block = codes[rows], scales[rows]
    started = time.perf_counter()
    nearest = Nearest([block], np.cumsum(sizes) - sizes)
    return nearest, time.perf_counter() - started


def whole(folder: Path) -> None:
    """Print how long searches of an index take by words alone and by meaning too, and the first by meaning."""
    queries = [query.text for query in read_queries("tune") if query.kind in ASKED]
    with AnswerIndex.open(folder) as index:
        for text in queries:
            index.search(text, meaning=False)
        words = timed(partial(index.search, text, meaning=False) for text in queries)
        print(f"| {len(queries)} searches by words | {words} |")
        print(f"| the first by meaning | {timed([lambda: index.search(QUERY, meaning=True)])} |")
        both = timed(partial(index.search, text, meaning=True) for text in queries)
        print(f"| {len(queries)} searches by words and meaning | {both} |")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning", description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--index", type=Path, metavar="DIR", help="time whole searches of this index instead")
    arguments = parser.parse_args()
    if arguments.index is not None:
        whole(arguments.index)
        return 0
    encoder = default_encoder()
    query = encoder.query(QUERY)
    others = [f"{QUERY[:-number]}" for number in range(1, ROUNDS)]  # what was asked before is remembered
    print(f"| a query's vector | {timed(partial(encoder.query, text) for text in others)} |")
    made_by = EncoderId.of(encoder, 1)
    for answers in arguments.answers:
        nearest, ready = scanned(answers, made_by)
        allowed = np.ones(answers, bool)
        nearest.best(query, 100, allowed)
        scans = timed([partial(nearest.best, query, 100, allowed)] * ROUNDS)
        print(f"| scan of {answers:,} answers | {scans} | ready in {ready * 1000:.0f} ms |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
