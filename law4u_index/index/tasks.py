"""The tasks of an update: files to be read by one process, and what each gave.

Pages are parsed and their records inverted into *parts*, segments that no manifest names yet.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from law4u_index.answer import Answer
from law4u_index.errors import ParseError
from law4u_index.index.inversion import Batch
from law4u_index.index.ledger_rows import DIGEST
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.pages import DEFAULT_LIMITS, Limits, Rejected, is_archive, moment, read_pages

FilesRead = Callable[[int], None]
"""Called with a number of files whenever so many more have been read."""

_HEX = 2 * DIGEST
"""Signs of a digest as hex, of a file's as of a record's."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page that became a record, and where in which part it stands.

    Attributes:
        source, id, published: as in the record.
        digest: what changes when the record does, as hex.
        modified: when the page was last changed, nanoseconds since 1970.
        part: the part's name; '' where nothing was to be written.
        doc: the record's number in the part.
    """

    source: str
    id: str
    published: str | None
    digest: str
    modified: int
    part: str
    doc: int


UNREAD = "0" * _HEX
"""Stands for the digest of a file that cannot be read."""


@dataclass(slots=True)
class FileResult:
    """What a file gave.

    Attributes:
        path: the file, absolute.
        digest: of its content, see :func:`digest_of`; :data:`UNREAD` where it cannot be read.
        pages: the records.
        rejected: what is no record: source and reason.
    """

    path: str
    digest: str = UNREAD
    pages: list[PageResult] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Task:
    """Files to be read by one process.

    Attributes:
        number: names the parts; no two tasks of an update have the same.
        files: the absolute path of each, and its source: its name as the user wrote it.
        write: whether parts are to be written.
        limits: how much is read of each file.
    """

    number: int
    files: tuple[tuple[str, str], ...]
    write: bool
    limits: Limits = DEFAULT_LIMITS


def read_files(folder: Folder, task: Task, progress: FilesRead) -> list[FileResult]:
    """Do a task in this process.

    Args:
        folder: the index's, where the parts are written.
        task: what to do.
        progress: called with 1 after each file.
    """
    from law4u_index.reading import parse_answer  # loads lxml and bs4: not where nothing is to be read

    parts = _Parts(folder, task)
    limits = task.limits
    results = []
    for path, source in task.files:
        result = FileResult(path, digest_of_file(path, limits) if is_archive(path) else UNREAD)
        for page in read_pages(path, limits=limits):
            place = source + page.source[len(path) :]  # what is inside an archive stands behind its name
            if isinstance(page, Rejected):
                result.rejected.append((place, page.reason))
                continue
            if not is_archive(path):
                result.digest = digest_of(page.content)
            try:
                answer = parse_answer(page.content, url=page.url, source=place, page_bytes=limits.page_bytes)
            except ParseError as error:
                result.rejected.append((place, str(error)))
                continue
            digest, modified = answer.content_hash.removeprefix("sha256:")[:_HEX], moment(page.modified)
            part, doc = parts.add(answer, path, modified, digest) if task.write else ("", 0)
            result.pages.append(PageResult(place, answer.id, answer.published, digest, modified, part, doc))
        if result.digest == UNREAD:  # there is a file, and no page
            result.digest = digest_of_file(path, limits)
        results.append(result)
        progress(1)
    parts.flush()
    return results


def digest_of(content: bytes) -> str:
    """Return by what the ledger knows a file's content: the first bytes of its SHA-256, as hex."""
    return hashlib.sha256(content).hexdigest()[:_HEX]


def digest_of_file(path: str, limits: Limits) -> str:
    """Return the digest of a file's content as :func:`digest_of` does, or :data:`UNREAD`.

    Args:
        path: the file.
        limits: what is no archive is read no further than a page may go: beyond, it is rejected whatever it holds.
    """
    digest = hashlib.sha256()
    left = sys.maxsize if is_archive(path) else limits.page_bytes + 1
    try:
        with Path(path).open("rb") as file:
            while block := file.read(min(left, 1 << 20)):
                digest.update(block)
                left -= len(block)
    except OSError:
        return UNREAD
    return digest.hexdigest()[:_HEX]


class _Parts:
    """Writes the records of a task as one part, or as several where they are many."""

    def __init__(self, folder: Folder, task: Task) -> None:
        self._folder = folder
        self._task = task
        self._batch = Batch()
        self._number = 0

    def add(self, answer: Answer, path: str, modified: int, digest: str) -> tuple[str, int]:
        """Add a record; return the part that it will be in, and its number there."""
        if self._batch.full:
            self.flush()
        doc = self._batch.add(answer, file=path, modified=modified, digest=bytes.fromhex(digest))
        return self._name(), doc

    def _name(self) -> str:
        return f"{self._task.number:06d}-{self._number:04d}.part"

    def flush(self) -> None:
        """Write what was added since the last part."""
        if len(self._batch):
            with SegmentWriter(self._folder, self._name()) as writer:
                self._batch.write(writer)
                writer.finish()
            self._batch = Batch()
            self._number += 1
