"""HTML pages into an index: ours, and BeautifulSoup with lxml before each peer."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from bs4 import BeautifulSoup

from law4u_index.answer import Answer

JOBS = 2


def soup_of(page: bytes) -> Answer:
    """Return a page as a record of a title and one long summary, by BeautifulSoup over the whole page.

    That is less than an answer: no sections, no citations, no advocates, and the site's menus are in the text.
    """
    soup = BeautifulSoup(page, "lxml")
    for element in soup(["script", "style"]):
        element.decompose()
    title = soup.find(["h1", "title"])
    link = soup.find("link", rel="canonical")
    url = str(link["href"]) if link else ""
    number = next((part for part in url.split("/") if part.isdigit()), None) or str(crc32(page))
    return Answer(
        id=number,
        question=title.get_text(" ", strip=True) if title else "",
        url=url,
        summary=soup.get_text("\n", strip=True),
    )


def _read(file: Path) -> Answer:
    return soup_of(file.read_bytes())


def soups(files: Sequence[Path]) -> Iterator[Answer]:
    """Yield the pages in `files` as such records, read by two processes."""
    with multiprocessing.get_context("spawn").Pool(JOBS) as pool:
        yield from pool.imap_unordered(_read, files, chunksize=16)
