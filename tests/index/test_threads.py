"""Eight threads search one index object while it is updated, by the same process and by another."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from law4u_index import AnswerIndex
from law4u_index.index import manifest as manifests
from law4u_index.index.storage import Folder
from tests.index.making import LONG_AGO, SECOND, page, save

THREADS = 8
PAGES = 12
GENERATIONS = 6


def question(generation: int) -> str:
    return f"Who Keeps The Deposit In Generation {generation}?"


def write_pages(folder: Path, generation: int) -> None:
    """Have every page say that it is of this generation, with one page more than the one before has."""
    for number in range(PAGES + generation):
        save(folder / f"{number}.html", page(str(number), question(generation)), LONG_AGO + generation * SECOND)


def search(index: AnswerIndex, ended: Event) -> list[int]:
    """Search until all is over, hold each result against what a generation is; return the generations seen."""
    seen: list[int] = []
    last = False
    while not last:
        last = ended.is_set()  # and once more after that
        results = index.search("deposit generation", limit=100, literal=True, facets=True)
        questions = {hit.question for hit in results}
        generation = len(results) - PAGES
        assert questions == {question(generation)}
        assert results.total == len(results)
        assert {hit.id for hit in results} == {str(number) for number in range(PAGES + generation)}
        assert all(hit.snippets for hit in results)
        assert index.get("0").question in {question(later) for later in range(generation, GENERATIONS)}
        seen.append(generation)
    return seen


def test_every_thread_sees_whole_generations_in_their_order_and_the_last_one_in_the_end(tmp_path: Path) -> None:
    pages, place = tmp_path / "pages", tmp_path / "index"
    write_pages(pages, 0)
    ended = Event()
    with AnswerIndex.open(place, create=True) as index, ThreadPoolExecutor(THREADS) as pool:
        index.update([pages], jobs=1)
        threads: list[Future[list[int]]] = [pool.submit(search, index, ended) for _ in range(THREADS)]
        try:
            for generation in range(1, GENERATIONS):
                write_pages(pages, generation)
                if generation % 2:
                    index.update([pages], jobs=1)
                else:
                    words = [sys.executable, "-m", "law4u_index", "--index", str(place), "update", str(pages)]
                    subprocess.run(words, check=True, capture_output=True)
        finally:
            ended.set()
        for thread in threads:
            seen = thread.result()
            assert seen == sorted(seen)
            assert seen[-1] == GENERATIONS - 1


def test_a_search_reads_the_manifest_only_where_something_was_committed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path / "pages", 0)
    with AnswerIndex.open(tmp_path / "index", create=True) as index:
        index.update([tmp_path / "pages"], jobs=1)
        reads: list[Path] = []
        real = manifests.read

        def read(folder: Folder) -> manifests.Manifest:
            reads.append(folder.path)
            return real(folder)

        with monkeypatch.context() as watched:
            watched.setattr(manifests, "read", read)
            found = [index.search("deposit").total for _ in range(3)]
            assert (found, len(reads)) == ([PAGES] * 3, 1)
        write_pages(tmp_path / "pages", 1)
        index.update([tmp_path / "pages"], jobs=1)
        assert index.search("deposit").total == PAGES + 1
