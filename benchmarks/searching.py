"""Searches: the ten best for every kind of query, hits as a user sees them, counts by category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.engines.asked import Query
from benchmarks.engines.bm25 import Bm25s
from benchmarks.engines.fts5 import Fts5
from benchmarks.engines.ours import Ours
from benchmarks.engines.tantivy_index import Tantivy
from benchmarks.pages import answers
from benchmarks.queries import draw
from benchmarks.rows import OURS, Row
from benchmarks.timing import Latency, latencies

Calls = Mapping[str, Callable[[Query], object]]

CURVE = "any of 3"
"""The searches whose time is drawn against the number of answers."""


def open_all(folders: Mapping[str, Path], count: int, *, with_bm25s: bool) -> dict[str, Any]:
    """Open every engine's index; bm25s' is built first, in memory."""
    opened: dict[str, Callable[[Path], Any]] = {OURS: Ours, "tantivy": Tantivy, "FTS5": Fts5}
    engines = {name: opened[name](folder) for name, folder in folders.items()}
    if with_bm25s:
        engines["bm25s"] = Bm25s(answers(count))
    return engines


def search_rows(engines: Mapping[str, Any], queries: int) -> list[Row]:
    """Return the rows of all searches.

    Args:
        engines: open, by name.
        queries: how many searches of each job.
    """
    rows: list[Row] = []
    jobs = draw(queries)
    everyone = {name: engine.top for name, engine in engines.items()}
    ours_and_tantivy = {name: everyone[name] for name in (OURS, "tantivy")}
    for job, asked in jobs.items():
        many = job.startswith("any of")
        rows += _rows(f"top 10, {job}", everyone if many else ours_and_tantivy, asked, 0.75 if many else 1.0)
    hits = {name: engines[name].hits for name in (OURS, "tantivy")}
    rows += _rows("text in, 10 hits with snippets out, any of 3", hits, jobs["any of 3"], 0.75)
    rows += _rows("text in, 10 hits with snippets out, phrase", hits, jobs["phrase"], 0.75)
    facets = {name: engines[name].facets for name in (OURS, "FTS5")}
    rows += _rows("all matches by category, any of 3", facets, jobs["any of 3"][:40], 0.25)
    return rows


def _rows(job: str, calls: Calls, queries: list[Query], most: float) -> list[Row]:
    """Return a row for the median and one for the 95th percentile."""
    timed = latencies(calls, queries)

    def row(name: str, of: Callable[[Latency], float]) -> Row:
        peers = {peer: of(took) for peer, took in timed.items() if peer != OURS}
        return Row(f"{job}, {name}", "ms", of(timed[OURS]), peers, most=most)

    return [row("p50", lambda took: took.p50), row("p95", lambda took: took.p95)]


def curve(engines: Mapping[str, Any], queries: int) -> dict[str, float]:
    """Return each engine's median milliseconds for three words."""
    timed = latencies({name: engine.top for name, engine in engines.items()}, draw(queries)[CURVE])
    return {name: took.p50 for name, took in timed.items()}
