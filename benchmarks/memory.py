"""Searches one index for all jobs in one process, as a user does, and says how much memory that comes to.

``python -m benchmarks.memory FOLDER`` prints a row a job: the milliseconds of a search with ten hits and snippets, each
asked once, and the most memory that the process ever had until then, in MiB, mapped pages of the index among it. Such
an index is made by ``python -m benchmarks.building law4u_index 1000000 FOLDER``.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from benchmarks.engines.ours import options, text
from benchmarks.queries import draw
from benchmarks.timing import peak_memory
from law4u_index import AnswerIndex


def main(folder: str) -> None:
    """Search, and print the table."""
    print("| 200 searches | p50 | p95 | memory so far |\n| --- | --- | --- | --- |")
    with AnswerIndex.open(folder) as index:
        for job, queries in draw().items():
            took = []
            for query in queries:
                began = time.perf_counter()
                list(index.search(text(query), **options(query)))
                took.append((time.perf_counter() - began) * 1000)
            p50, p95 = np.percentile(took, (50, 95))
            print(f"| {job} | {p50:.1f} ms | {p95:.1f} ms | {peak_memory():,.0f} MiB |")


if __name__ == "__main__":
    main(sys.argv[1])
