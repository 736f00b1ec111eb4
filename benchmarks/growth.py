"""Times the ten best of every kind of search in indexes of several sizes, one after the other.

``python -m benchmarks.growth FOLDER…`` prints a row a job: the median and the 95th percentile in milliseconds in each
of the indexes, and how many times the first one's median the last one's is. Such indexes are made by
``python -m benchmarks.building law4u_index 1000000 FOLDER``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engines.ours import Ours
from benchmarks.queries import draw
from benchmarks.timing import latencies


def main(folders: Sequence[str]) -> None:
    """Search, and print the table."""
    engines = {folder: Ours(Path(folder)) for folder in folders}
    counts = [f"{engine.index.stats().answers:,}" for engine in engines.values()]
    print(f"| 200 searches | {' | '.join(counts)} | times |\n|{' --- |' * (len(counts) + 2)}")
    for job, queries in draw().items():
        timed = [latencies({folder: engine.top}, queries)[folder] for folder, engine in engines.items()]
        cells = " | ".join(f"{one.p50:.3f}, {one.p95:.3f}" for one in timed)
        print(f"| {job} | {cells} | {timed[-1].p50 / timed[0].p50:.1f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
