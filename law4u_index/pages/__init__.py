"""Where pages come from: files, folders, zip archives, crawls.

Two stages. :func:`list_files` says which files there are and what tells whether they changed, without opening one;
:func:`read_pages` gives the pages of a file that is to be read. Neither raises for what it finds: what cannot be read
is a :class:`Rejected` among the rest.

- ``names``: what a file's name says about it
- ``folders``, ``walking``, ``shared_walking``: what there is, in a folder, in many with a helper process
- ``archives``, ``crawls``: pages in zip archives; in WARC files and JSON Lines
- ``page``: what comes out of files, and the limits on it
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from law4u_index.pages.folders import AnyPath, list_files, paths_from_list, source_of
from law4u_index.pages.names import kind_of
from law4u_index.pages.page import (
    DEFAULT_LIMITS,
    Budget,
    Limits,
    Listing,
    Page,
    PageFile,
    Rejected,
    UnreadableError,
    moment,
    os_reason,
    too_large,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Listing",
    "Page",
    "PageFile",
    "Rejected",
    "is_archive",
    "list_files",
    "moment",
    "paths_from_list",
    "read_pages",
    "source_of",
]

_UNNAMED_ARCHIVES = (
    (b"PK\x03\x04", "it is a zip archive or an office document; an archive of pages needs a name that ends in .zip"),
    (b"WARC/", "it is a WARC crawl; give it a name that ends in .warc"),
)


def is_archive(path: AnyPath) -> bool:
    """Tell by its name whether a file holds many pages, for all of which its size and time stand."""
    return kind_of(PurePath(os.fsdecode(path)).name) in ("zip", "crawl", "lines")


def read_pages(path: AnyPath, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Page | Rejected]:
    """Read the page that a file is, or the pages that it holds.

    Args:
        path: a file: a page (HTML, MHTML, text, gzip of these, which are handed on as they are), a zip
            archive, a WARC crawl or JSON Lines of ``{"url", "html"}``, told apart by the name's ending.
        limits: how much is read of what strangers may have made.

    Yields:
        A :class:`Page` for each page; a :class:`Rejected` for each that cannot be read, and for the file
        where the whole or the rest of it cannot.
    """
    source = source_of(path)
    try:
        with _open(os.fsdecode(path)) as handle:
            for given, item in enumerate(_read(handle, source, limits)):
                if given == limits.members:
                    raise UnreadableError(
                        f"the archive holds more than {limits.members:,} pages; the rest was left out; "
                        "raise --max-archive-pages if you trust it"
                    )
                yield item
    except UnreadableError as error:
        yield Rejected(source, str(error))
    except OSError as error:
        yield Rejected(source, os_reason(error))


def _open(path: str) -> BinaryIO:
    """Open a regular file and nothing else: to open a pipe may wait for ever, a device may act on it."""
    try:
        state = Path(path).stat()
    except ValueError as error:  # a NUL, or a surrogate that stands for no byte
        raise UnreadableError("no file can have this name") from error
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError("it is not a file")
    handle = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
        return handle
    handle.close()
    raise UnreadableError("it is not a file")


def _read(handle: BinaryIO, source: str, limits: Limits) -> Iterator[Page | Rejected]:
    state = os.fstat(handle.fileno())
    kind = kind_of(PurePath(source).name)
    budget = Budget(state.st_size, limits)
    if kind == "zip":
        from law4u_index.pages.archives import read_zip

        yield from read_zip(handle, source, state.st_mtime_ns, budget, limits)
    elif kind in ("crawl", "lines"):
        yield from _read_crawl(handle, source, kind == "crawl", state.st_mtime_ns, budget, limits)
    else:
        yield _read_page(handle, source, state, limits)


def _read_crawl(
    handle: BinaryIO, source: str, is_warc: bool, modified: int, budget: Budget, limits: Limits
) -> Iterator[Page | Rejected]:
    import zlib

    from law4u_index.pages.crawls import Stream, read_lines, read_warc

    try:
        stream = Stream(handle, budget)
        if is_warc:
            yield from read_warc(stream, source, modified, budget, limits)
        else:
            yield from read_lines(stream, source, modified, limits)
    except (EOFError, zlib.error) as error:
        raise UnreadableError(f"the file is damaged or cut off; what follows was not read ({error})") from error


def _read_page(handle: BinaryIO, source: str, state: os.stat_result, limits: Limits) -> Page | Rejected:
    # To ask for the limit outright would set so much memory aside for each page.
    content = handle.read(min(state.st_size, limits.page_bytes) + 1)
    if len(content) > state.st_size:  # it has grown since
        content += handle.read(limits.page_bytes + 1 - min(len(content), limits.page_bytes))
    if len(content) > limits.page_bytes:
        return Rejected(source, too_large(limits))
    for sign, reason in _UNNAMED_ARCHIVES:
        if content.startswith(sign):
            return Rejected(source, reason)
    return Page(source, content, None, state.st_mtime_ns)
