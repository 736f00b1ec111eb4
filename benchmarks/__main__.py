"""``python -m benchmarks``: every engine, every job, one table; see benchmarks/README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import indexing, report, searching, starting
from benchmarks.building import BUILDERS, build
from benchmarks.queries import COUNT, draw
from benchmarks.rows import OURS, Row, table
from benchmarks.small_updates import small_updates_row

SIZES = (1_000, 10_000, 100_000)
TABLE = 100_000
"""The table is for so many answers; the other sizes are for the curves."""

PEERS_MOST = 100_000
"""Beyond so many answers tantivy is the one peer: bm25s keeps all in memory, FTS5 takes too long to build."""

GROWTH = 2.0
"""From :data:`TABLE` to ten times as many answers a search of three words may take so many times as long."""

MEMORY_MB = 1074.0
"""So much a process that searches ten times as many answers may have resident: 1 GiB."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, write results and docs."""
    options = _options(arguments)
    if options.write:
        report.write_again()
        return
    scratch: Path = options.folder.resolve()  # an index knows its pages by whole paths
    sizes = sorted({options.table, *(int(size) for size in options.sizes.split(","))})
    queries = 40 if options.quick else COUNT
    began = time.monotonic()
    rows: list[Row] = []
    curves: dict[str, Any] = {name: {} for name in ("search_ms", "rate", "size_mb", "memory_mb")}
    for count in sizes:
        names = BUILDERS if count <= PEERS_MOST else (OURS, "tantivy")
        folders = {name: scratch / str(count) / name for name in names}
        built = {name: _built(name, count, folder, reuse=options.reuse) for name, folder in folders.items()}
        say(f"{count:,} answers are indexed, after {time.monotonic() - began:.0f} s")
        engines = searching.open_all(folders, count, with_bm25s=count <= PEERS_MOST)
        for name, took in searching.curve(engines, queries).items():
            curves["search_ms"].setdefault(name, {})[str(count)] = took
        for name, found in built.items():
            curves["rate"].setdefault(name, {})[str(count)] = found["rate"]
            curves["size_mb"].setdefault(name, {})[str(count)] = found["bytes"] / 1e6
        words = [" ".join(query.words) for query in draw(queries)["any of 3"]]
        for name in (OURS, "tantivy"):
            curves["memory_mb"].setdefault(name, {})[str(count)] = starting.opening(name, folders[name], words)[1]
        if count == options.table:
            rows += searching.search_rows(engines, queries)
            say(f"searched, after {time.monotonic() - began:.0f} s")
            table_folders = folders
            size = indexing.size_row(built)
        del engines
    rows += starting.start_rows(table_folders)
    rows.append(size)
    rows += _growth_rows(curves, options.table)
    say(f"started, after {time.monotonic() - began:.0f} s")
    notes = {
        "answers": f"{options.table:,} made answers in the table, of the structure and lengths of hand-written ones",
        "searches": f"{queries} of each job, drawn by seed from words of three frequency bands",
    }
    for row in _indexing_rows(scratch / "jobs", table_folders, options.table):
        rows.append(row)
        say(f"{row.job}, after {time.monotonic() - began:.0f} s")
        if not options.quick:  # so that a run that is cut short leaves what it found
            report.write(rows, report.results(rows, curves, notes))
    print(table(rows))
    say(f"{sum(row.held for row in rows)} of {len(rows)} rows hold; {time.monotonic() - began:.0f} s")


def _indexing_rows(scratch: Path, folders: dict[str, Path], count: int) -> Iterator[Row]:
    shutil.rmtree(scratch, ignore_errors=True)
    yield indexing.parsing_row()
    yield indexing.update_row(folders, scratch)
    yield indexing.record_row(scratch)
    yield indexing.page_row(scratch)
    yield indexing.idle_row(scratch, count)
    yield small_updates_row(scratch / "small updates")
    shutil.rmtree(scratch)


def _growth_rows(curves: dict[str, Any], count: int) -> list[Row]:
    """Return what ten times as many answers cost, where they were measured."""
    more = str(10 * count)
    times = {name: took for name, took in curves["search_ms"].items() if more in took}
    if not times:
        return []
    growth = {name: took[more] / took[str(count)] for name, took in times.items()}
    memory = {name: of[more] for name, of in curves["memory_mb"].items()}
    asked = f"any of 3, p50: {10 * count:,} answers against {count:,}"
    return [
        Row(asked, "×", growth.pop(OURS), growth, bound=GROWTH),
        Row(f"memory of a process that searches {10 * count:,}", "MB", memory.pop(OURS), memory, bound=MEMORY_MB),
    ]


def _built(name: str, count: int, folder: Path, *, reuse: bool) -> dict[str, Any]:
    """Build an index, or take the one that an earlier run left."""
    note = folder.with_suffix(".json")
    if reuse and note.exists():
        kept: dict[str, Any] = json.loads(note.read_text())
        return kept
    found = build(name, count, folder)
    note.write_text(json.dumps(found))
    return found


def say(text: str) -> None:
    """Tell whoever waits how far it is."""
    print(text, file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    sizes = ",".join(map(str, SIZES))
    parser.add_argument("--sizes", default=sizes, help=f"numbers of answers for the curves ({sizes})")
    parser.add_argument("--table", type=int, default=TABLE, help=f"the number of answers of the table ({TABLE:,})")
    parser.add_argument("--quick", action="store_true", help="fewer searches; print only, write no docs")
    parser.add_argument("--reuse", action="store_true", help="take the indexes that an earlier run left")
    parser.add_argument("--write", action="store_true", help="measure nothing, write the docs from the last results")
    parser.add_argument("--folder", type=Path, default=Path(".cache/benchmarks"), help="where the indexes go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
