"""Indexing: pages parsed, pages and records into an index, sizes, updates."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import tantivy
from bs4 import BeautifulSoup

from benchmarks.building import build
from benchmarks.engines import fts5, ours, tantivy_index
from benchmarks.html import JOBS, soup_of, soups
from benchmarks.pages import page, samples, write_pages
from benchmarks.rows import OURS, Row
from benchmarks.timing import RUNS, medians
from law4u_index import AnswerIndex, parse_answer
from law4u_index.answer import Answer

RECORDS = 5_000
PAGES = 4_000
PARSED = 200
NEW_PAGES = 10


def record_row(scratch: Path) -> Row:
    """Return the row of records in, index out."""
    rates: dict[str, list[float]] = {OURS: [], "tantivy": [], "FTS5": []}
    for _ in range(RUNS):
        for name, found in rates.items():
            found.append(build(name, RECORDS, scratch / "records")["rate"])
    middle = {name: statistics.median(found) for name, found in rates.items()}
    return _rate(f"{RECORDS:,} records in, index out, a core", middle, bound=1_500)


def parsing_row() -> Row:
    """Return the row of parsing, one core."""
    pages = [page(sample) for sample in samples(PARSED, seed=1)]

    def rate(parse: Callable[[bytes], object]) -> float:
        def one_round() -> float:
            began = time.process_time()
            for each in pages:
                parse(each)
            return PARSED / (time.process_time() - began)

        return statistics.median(one_round() for _ in range(RUNS))

    size = sum(map(len, pages)) // PARSED // 1024
    rates = {OURS: rate(parse_answer), "BeautifulSoup + lxml": rate(lambda each: BeautifulSoup(each, "lxml"))}
    return _rate(f"a page of {size} KB to a record, a core", rates, least=3, bound=450)


def page_row(scratch: Path) -> Row:
    """Return the row of HTML pages in, index out, on two cores."""
    folder = scratch / "pages"
    write_pages(folder, PAGES, seed=1)
    files = sorted(folder.rglob("*.html"))

    def into(name: str) -> Path:
        target = scratch / f"from pages {name}"
        shutil.rmtree(target, ignore_errors=True)
        return target

    def update(_: int) -> None:
        with AnswerIndex.open(into(OURS), create=True) as index:
            assert len(index.update([folder], jobs=JOBS).added) == PAGES

    seconds = medians(
        {
            OURS: update,
            "BeautifulSoup + tantivy": lambda _: tantivy_index.build(into("tantivy"), soups(files)),
            "BeautifulSoup + FTS5": lambda _: fts5.build(into("FTS5"), soups(files)),
        }
    )
    rates = {name: PAGES / took for name, took in seconds.items()}
    return _rate(f"{PAGES:,} HTML pages in, index out, two cores", rates, least=3)


def size_row(built: Mapping[str, Mapping[str, float]]) -> Row:
    """Return the row of size on disk."""
    sizes = {name: found["bytes"] / 1e6 for name, found in built.items()}
    return Row("size on disk", "MB", sizes[OURS], {"tantivy": sizes["tantivy"], "FTS5": sizes["FTS5"]}, most=1.3)


def update_row(folders: Mapping[str, Path], scratch: Path) -> Row:
    """Return the row of ten new pages into a large index; they stay in it, so the next run takes others."""
    with AnswerIndex.open(folders[OURS]) as index:
        unused = 5_000_000 + len(index)

    def new_pages(run: int) -> list[Path]:
        folder = scratch / "new" / str(unused + NEW_PAGES * run)
        write_pages(folder, NEW_PAGES, seed=2, start=unused + NEW_PAGES * run)
        return sorted(folder.rglob("*.html"))

    fresh = [new_pages(run) for run in range(RUNS)]

    def update(run: int) -> None:
        with AnswerIndex.open(folders[OURS]) as index:
            assert len(index.update(fresh[run]).added) == NEW_PAGES

    def peer(run: int) -> None:
        index = tantivy.Index.open(str(folders["tantivy"]))
        writer = index.writer(50 << 20, 1)
        for file in fresh[run]:
            answer = soup_of(file.read_bytes())
            writer.delete_documents_by_term("id", answer.id)
            writer.add_document(tantivy_index.document(answer))
        writer.commit()
        writer.wait_merging_threads()

    took = medians({OURS: update, "BeautifulSoup + tantivy": peer})
    peers = {"BeautifulSoup + tantivy": took["BeautifulSoup + tantivy"] * 1000}
    return Row(f"update with {NEW_PAGES} new pages", "ms", took[OURS] * 1000, peers, most=1.0, bound=1_000)


def idle_row(scratch: Path, count: int) -> Row:
    """Return the row of an update that finds nothing new, over `count` small files that git knows as well."""
    folder = scratch / "tree"
    folder.mkdir(parents=True)
    index = scratch / "tree.index"
    ours.build(index, _on_disk(folder, count))
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@localhost", "-c", "gc.auto=0"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"], ["status"]):
        subprocess.run([*git, *command], check=True, stdout=subprocess.DEVNULL)

    def update(_: int) -> None:
        with AnswerIndex.open(index) as opened:
            report = opened.update([folder])
        assert report.unchanged == count, report.to_dict()
        assert not report.added

    def status(_: int) -> None:
        subprocess.run([*git, "status"], check=True, stdout=subprocess.DEVNULL)

    took = medians({OURS: update, "git status": status})
    peers = {"git status": took["git status"] * 1000}
    return Row(f"update with nothing new over {count:,} files", "ms", took[OURS] * 1000, peers, most=2.0)


def _on_disk(folder: Path, count: int) -> Iterator[Answer]:
    """Write a small file for each of `count` small answers, a thousand to a folder, and yield these."""
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        place.mkdir(exist_ok=True)
        file = place / f"{number}.html"
        question = f"Is answer {number} of any help?"
        file.write_text(f"<h1>{question}</h1>")
        yield Answer(id=str(number), question=question, content_hash=f"sha256:{number:064x}", source=str(file))


def _rate(job: str, rates: Mapping[str, float], least: float | None = None, bound: float | None = None) -> Row:
    peers = {name: rate for name, rate in rates.items() if name != OURS}
    return Row(job, "/s", rates[OURS], peers, least=least, bound=bound)
