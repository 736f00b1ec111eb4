"""Builds one index from records in a process of its own, and says what that took.

``python -m benchmarks.building ENGINE COUNT FOLDER`` prints a line of JSON. The time is that of the processor, of all
threads together, without what making the records took: a rate *a core*, and hardly touched by what else the machine
does meanwhile.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.engines import fts5, ours, tantivy_index
from benchmarks.engines.asked import size_of
from benchmarks.pages import answers
from benchmarks.timing import in_process, peak_memory
from law4u_index.answer import Answer

BUILDERS: dict[str, Callable[[Path, Iterable[Answer]], None]] = {
    "law4u_index": ours.build,
    "tantivy": tantivy_index.build,
    "FTS5": fts5.build,
}


def build(engine: str, count: int, folder: Path) -> dict[str, Any]:
    """Build an index in another process.

    Returns:
        records a second a core, bytes on disk, the most memory in MB: 'rate', 'bytes', 'memory'.
    """
    return in_process("benchmarks.building", engine, str(count), str(folder))


class _Metered:
    """Passes records on and keeps how much time making them took."""

    def __init__(self, records: Iterator[Answer]) -> None:
        self._records = records
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Answer]:
        return self

    def __next__(self) -> Answer:
        began = time.thread_time()
        try:
            return next(self._records)
        finally:
            self.seconds += time.thread_time() - began


def main(engine: str, count: int, folder: Path) -> None:
    """Build an index here."""
    shutil.rmtree(folder, ignore_errors=True)
    next(answers(1))
    records = _Metered(answers(count))
    began = time.process_time()
    BUILDERS[engine](folder, records)
    seconds = time.process_time() - began - records.seconds
    print(json.dumps({"rate": count / seconds, "bytes": size_of(folder), "memory": peak_memory()}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
