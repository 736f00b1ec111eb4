"""What search by meaning finds, and what it takes: the vector of the query and the scan over all vectors.

``python -m benchmarks.meaning --page docs/meaning.md`` makes the page's tables anew; needs ``pip install -e
.[bench,semantic]``. ``--texts FOLDER`` asks among the answers of a folder in BEIR's layout too. To encode 100,000
answers takes hours, so the vectors to be scanned are drawn at random: how long a scan takes depends on how many there
are, not on what they say. ``--index DIR`` times whole searches of an index that has vectors, each query asked once: the
queries for tuning that are asked by meaning.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.relevance.collection import read_queries
from benchmarks.relevance.meaning import tables
from benchmarks.relevance.page import publish
from law4u_index import AnswerIndex
from law4u_index.meaning.codes import quantise
from law4u_index.meaning.default import default_encoder
from law4u_index.meaning.encoder import EncoderId
from law4u_index.meaning.nearest import Nearest
from law4u_index.search.fusion import pool

ROUNDS = 40
QUERY = "can my landlord keep the deposit if i leave early"
ASKED = ("question", "short", "situation", "devanagari")
"""Kinds of queries that are asked by meaning."""

_DRAWN = 50_000


HEAD = ("| ms | median | 95th percentile | processor, median |", "| --- | --- | --- | --- |")


def row(name: str, works: Iterable[Callable[[], object]]) -> str:
    """Return a line of a table: how long some runs take by the clock, and what of the processors' time."""
    clock, processor = [], []
    for work in works:
        started, busy = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    p50, p95 = np.percentile(clock, [50, 95])
    return f"| {name} | {p50:.2f} | {p95:.2f} | {np.median(processor):.2f} |"


def scanned(answers: int, made_by: EncoderId) -> Nearest:
    """Return vectors of so many answers, 4.6 of each in the mean, as over ``corpus/``."""
    draws = np.random.default_rng(4)
    sizes = draws.choice([4, 5], answers, p=[0.4, 0.6])
    total = int(sizes.sum())
    codes, scales = quantise(draws.standard_normal((min(total, _DRAWN), made_by.dims)).astype(np.float32))
    rows = draws.integers(0, len(scales), total)
    return Nearest([(codes[rows], scales[rows])], np.cumsum(sizes) - sizes)


def parts(sizes: Iterable[int]) -> Iterator[str]:
    """Yield the lines of a table: a query's vector, and the scan of each of so many answers."""
    yield from HEAD
    encoder = default_encoder()
    query = encoder.query(QUERY)
    others = [f"{QUERY[:-number]}" for number in range(1, ROUNDS)]  # what was asked before is remembered
    yield row("a query's vector", (partial(encoder.query, text) for text in others))
    made_by = EncoderId.of(encoder, 1)
    for answers in sizes:
        nearest = scanned(answers, made_by)
        scan = partial(nearest.best, query, pool(answers), np.ones(answers, bool))
        scan()
        yield row(f"scan of {answers:,} answers", [scan] * ROUNDS)


def whole(folder: Path) -> Iterator[str]:
    """Yield the lines of a table: searches of an index by words alone, the first by meaning, and others by both."""
    yield from HEAD
    queries = [query.text for query in read_queries("tune") if query.kind in ASKED]
    with AnswerIndex.open(folder) as index:
        for text in queries:
            index.search(text, meaning=False)
        yield row("by words", (partial(index.search, text, meaning=False) for text in queries))
        yield row("the first by meaning", [partial(index.search, QUERY, meaning=True)])
        yield row("by words and meaning", (partial(index.search, text, meaning=True) for text in queries))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning", description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    parser.add_argument("--index", type=Path, metavar="DIR", help="time whole searches of this index too")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="a folder in BEIR's layout")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page, where it quotes them")
    arguments = parser.parse_args()
    publish({"times": list(parts(arguments.answers))}, arguments.page)
    if arguments.index is not None:
        publish({"whole searches": list(whole(arguments.index))}, arguments.page)
    publish(tables(arguments.texts), arguments.page)


if __name__ == "__main__":
    main()
