"""A file to its pages: the one page that it is, or those that it holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from law4u_index.pages.folders import AnyPath, source_of
from law4u_index.pages.limits import DEFAULT_LIMITS, Budget, Limits, too_large
from law4u_index.pages.names import kind_of
from law4u_index.pages.page import Page, Rejected, UnreadableError, os_reason

_NO_FILE = "it is not a file"

_ARCHIVES = ("zip", "warc", "lines")
"""The kinds of files that hold many pages."""

_UNNAMED_ARCHIVES = (
    (b"PK\x03\x04", "it is a zip archive or an office document; an archive of pages needs a name that ends in .zip"),
    (b"WARC/", "it is a WARC crawl; give it a name that ends in .warc"),
)
"""What an archive under the name of a page begins with, and what is said of it."""


def is_archive(path: AnyPath) -> bool:
    """Tell by its name whether a file holds many pages, for all of which its size and time stand."""
    return kind_of(PurePath(os.fsdecode(path)).name) in _ARCHIVES


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
    """Open a regular file and nothing else: to open a pipe may wait for ever, a device may act on it.

    Raises:
        UnreadableError: it is something else.
        OSError: it cannot be opened.
    """
    try:
        state = Path(path).stat()
    except ValueError as error:  # a NUL, or a surrogate that stands for no byte
        raise UnreadableError("no file can have this name") from error
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError(_NO_FILE)
    handle = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):  # another has been put in its place
        handle.close()
        raise UnreadableError(_NO_FILE)
    return handle


def _read(handle: BinaryIO, source: str, limits: Limits) -> Iterator[Page | Rejected]:
    """Yield what is in an open file, by what its name says that it is."""
    state = os.fstat(handle.fileno())
    kind = kind_of(PurePath(source).name)
    if kind not in _ARCHIVES:
        yield _read_page(handle, source, state, limits)
        return
    modified, budget = state.st_mtime_ns, Budget(state.st_size, limits)
    if kind == "zip":
        from law4u_index.pages.zips import read_zip

        yield from read_zip(handle, source, modified, budget, limits)
        return
    from law4u_index.pages.stream import Stream

    if kind == "warc":
        from law4u_index.pages.warc import read_warc

        yield from read_warc(Stream(handle, budget), source, modified, limits)
    else:
        from law4u_index.pages.json_lines import read_lines

        yield from read_lines(Stream(handle, budget), source, modified, limits)


def _read_page(handle: BinaryIO, source: str, state: os.stat_result, limits: Limits) -> Page | Rejected:
    """Return the page that a file is, or why it is none."""
    # To ask for the limit outright would set so much memory aside for each page.
    content = handle.read(min(state.st_size, limits.page_bytes) + 1)
    if len(content) > state.st_size:  # it has grown since
        content += handle.read(limits.page_bytes + 1 - len(content))
    if len(content) > limits.page_bytes:
        return Rejected(source, too_large(limits))
    for sign, reason in _UNNAMED_ARCHIVES:
        if content.startswith(sign):
            return Rejected(source, reason)
    return Page(source, content, None, state.st_mtime_ns)
