"""A thousand small updates in a row: what they leave for a search, and what they write.

An index of some thousand pages gets a few more, a thousand times, each time by ``AnswerIndex.update`` as a user calls
it. Its searches are held against those of the same index after ``update --rebuild``, which leaves one segment. Each
search is timed as in all other rows, after a first time that does not count; and, told in the note, that first time in
an index just opened, which decodes its words' lists from every segment.
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
from pathlib import Path
from typing import BinaryIO

from benchmarks.engines.asked import Query, size_of
from benchmarks.engines.ours import text
from benchmarks.pages import write_pages
from benchmarks.queries import COUNT, draw
from benchmarks.rows import OURS, Row, number
from benchmarks.timing import latencies
from law4u_index import AnswerIndex
from law4u_index.index.manifest import read
from law4u_index.index.storage import Folder

BASE = 4_000
UPDATES = 1_000
NEW_PAGES = 3
SEED = 3
REBUILT = "rebuilt"


class _Counting(Folder):
    """A folder that counts the bytes that are written; every file is synced once, when it is whole."""

    written = 0

    def sync(self, file: BinaryIO) -> None:
        super().sync(file)
        self.written += os.fstat(file.fileno()).st_size


def small_updates_row(scratch: Path) -> Row:
    """Return the row of searches after many small updates against those of one rebuilt index."""
    pages, small, rebuilt = scratch / "pages", scratch / "small", scratch / "rebuilt"
    write_pages(pages / "base", BASE, SEED)
    write_pages(pages / "new", NEW_PAGES * UPDATES, SEED, BASE)
    new = sorted((pages / "new").rglob("*.html"))
    folder = _Counting(small)
    with AnswerIndex(folder, create=True) as index:
        index.update([pages / "base"])
        before, folder.written = size_of(small), 0
        seconds = [_add(index, new[start : start + NEW_PAGES]) for start in range(0, len(new), NEW_PAGES)]
        written = folder.written
    segments = len(read(folder).segments)
    shutil.copytree(small, rebuilt)
    with AnswerIndex.open(rebuilt) as index:
        assert len(index.update([pages], rebuild=True).rejected) == 0
        assert len(index) == BASE + NEW_PAGES * UPDATES
    added = size_of(rebuilt) - before
    asked = draw(COUNT)["any of 3"]
    first = {name: _first(place, asked) for name, place in ((OURS, small), (REBUILT, rebuilt))}
    with AnswerIndex.open(small) as ours, AnswerIndex.open(rebuilt) as other:
        calls = {OURS: lambda query: ours.search(text(query)), REBUILT: lambda query: other.search(text(query))}
        timed = latencies(calls, asked)
    note = (
        f"{segments} segments; the first time that each is asked {number(first[OURS])} ms against "
        f"{number(first[REBUILT])}; "
        f"{written / added:.1f} bytes written for each byte of pages added; an update took "
        f"{statistics.median(seconds) * 1000:.0f} ms (p50), {max(seconds) * 1000:.0f} ms at most"
    )
    job = f"text in, 10 hits out, p50, after {UPDATES:,} updates of {NEW_PAGES} pages into {BASE:,}"
    return Row(job, "ms", timed[OURS].p50, {REBUILT: timed[REBUILT].p50}, most=1.5, note=note)


def _add(index: AnswerIndex, pages: list[Path]) -> float:
    """Bring some new pages in; return the seconds that took."""
    began = time.perf_counter()
    assert len(index.update(pages).added) == NEW_PAGES
    return time.perf_counter() - began


def _first(place: Path, queries: list[Query]) -> float:
    """Return the median milliseconds of searches that an index just opened has not seen."""
    with AnswerIndex.open(place) as index:
        index.search("warm")
        times = []
        for query in queries:
            began = time.perf_counter()
            index.search(text(query))
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
