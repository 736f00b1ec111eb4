"""What the process that leads an update holds of each page: the bound that ``update --help`` names."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from law4u_index.index import update as updating
from law4u_index.index.storage import Folder
from law4u_index.index.tasks import FileResult, PageResult
from law4u_index.index.unfinished import from_json, to_json

BYTES_A_PAGE = 1_536


def as_workers_tell_it(_: Folder, files: Sequence[tuple[str, str]], **__: Any) -> list[FileResult]:
    """Return results as they come from worker processes: every text an object of its own."""
    known = {name: name for file in files for name in file}
    told = []
    for number, (path, source) in enumerate(files):
        page = PageResult("".join(source), str(10**6 + number), "2025-01-31", f"{number:032x}", 10**18 + number, "", 0)
        told.append(from_json(to_json(FileResult(path, f"{number:032x}", [page])), known))
    return told


def peak_of(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the most bytes that Python's objects take in an update of so many new files, but for what workers do."""
    folder.mkdir()
    for number in range(count):
        (folder / f"a-saved-answer-page-{number}.html").touch()
    monkeypatch.setattr(updating, "read_all", as_workers_tell_it)
    gc.collect()
    tracemalloc.start()
    report = updating.update(Folder(folder.with_suffix(".index")), [folder], updating.Options(dry_run=True))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(report.added) == count
    return peak


def test_the_process_that_leads_holds_no_more_of_a_page_than_help_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, more, most = 100, 500, 2_500
    peak_of(tmp_path / "first", few, monkeypatch)  # what is loaded at first use is no page's
    before = peak_of(tmp_path / "some", more, monkeypatch)
    after = peak_of(tmp_path / "many", most, monkeypatch)
    assert (after - before) / (most - more) < BYTES_A_PAGE
