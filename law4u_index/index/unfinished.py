"""What an update has read and not committed yet, kept beside the index: one that is cut short goes on where it was.

A first build, or a rebuild, of 100,000 pages takes a while. Its parts (:mod:`law4u_index.index.tasks`) are on the
disk as soon as each is written, but no manifest names them before the end. So that they are not lost with the process,
what each task gave is written down too, once its parts are there, in a file of its own. The next update takes from
these what holds for a file that it is to read: if size and time are what they were, and nothing of the parts is
damaged. It decides anew which page gives each answer, so in the end the index is what an update without a break would
have made. With the commit they all go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from law4u_index.errors import IndexDamaged
from law4u_index.index.blockfile import BlockFile, BlockFileWriter
from law4u_index.index.ledger_rows import TICK
from law4u_index.index.manifest import is_part
from law4u_index.index.segment import FORMAT, Segment
from law4u_index.index.storage import Folder
from law4u_index.index.tasks import FileResult, PageResult, Task
from law4u_index.pages import PageFile
from law4u_index.version import VERSION

_ENDING = "-files.read"
_COLUMN = "files"


class Keeper:
    """Keeps what is read of some files, and knows what was kept of them.

    Args:
        folder: the index's.
        files: those to be read, by absolute path.
        rebuild: whether this is a rebuild: it takes only what a rebuild has read, as it is to read every page again.
        seen: when the files were looked at, nanoseconds since 1970.
    """

    def __init__(self, folder: Folder, files: Mapping[str, PageFile], rebuild: bool, seen: int) -> None:
        self._folder = folder
        self._files = files
        self._rebuild = rebuild
        self._seen = seen

    def keep(self, task: Task, results: Sequence[FileResult]) -> None:
        """Write down what a task gave; once this returns, a power cut does not take it away."""
        rows = [[*self._files[result.path], to_json(result)] for result in results]
        with BlockFileWriter(self._folder, f"{task.number:06d}{_ENDING}") as out:
            out.append(_COLUMN, json.dumps(rows).encode())
            out.finish({"version": VERSION, "format": FORMAT, "rebuild": self._rebuild, "seen": self._seen})
        self._folder.sync_names()

    def kept(self) -> dict[str, FileResult]:
        """Return what earlier updates, which were cut short, read of these files, by path."""
        found: dict[str, FileResult] = {}
        whole: dict[str, int] = {}
        for name in self._folder.names():
            if name.endswith(_ENDING):
                for file, result in self._read(name):
                    if self._files.get(result.path) == file and self._are_whole(result, whole):
                        found[result.path] = result
        return found

    def _read(self, name: str) -> Iterator[tuple[PageFile, FileResult]]:
        """Yield each file and what it gave, where that was written by this release and is whole."""
        try:
            file = BlockFile(self._folder.file(name))
            meta = file.meta
            content = file.bytes(_COLUMN, 0, file.length(_COLUMN))
            if (meta["version"], meta["format"]) != (VERSION, FORMAT) or self._rebuild > meta["rebuild"]:
                return
            for source, size, modified, data in json.loads(content):
                if modified <= meta["seen"] - TICK:  # as in Entry.racy
                    yield PageFile(source, size, modified), from_json(data, {})
        except (IndexDamaged, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return  # a power cut came in between, or it was made by a stranger: the pages are read again

    def _are_whole(self, result: FileResult, whole: dict[str, int]) -> bool:
        """Whether the records of a file are in parts that are as they were written.

        Args:
            result: what the file gave.
            whole: the number of answers of each part that was looked at, -1 of one that is not whole; added to.
        """
        for page in result.pages:
            if page.part not in whole:
                whole[page.part] = self._answers_of(page.part)
            if not 0 <= page.doc < whole[page.part]:
                return False
        return True

    def _answers_of(self, part: str) -> int:
        """Return how many answers are in a part, or -1 where it is not whole."""
        if not is_part(part):
            return -1
        try:
            segment = Segment(self._folder.file(part))
        except (IndexDamaged, FileNotFoundError):
            return -1
        return -1 if any(segment.file.verify()) else segment.count


def to_json(result: FileResult) -> dict[str, Any]:
    """Return the JSON form of what a file gave."""
    pages = [{name: getattr(page, name) for name in PageResult.__slots__} for page in result.pages]
    return {"path": result.path, "digest": result.digest, "pages": pages, "rejected": result.rejected}


def from_json(data: Mapping[str, Any], known: dict[str, str]) -> FileResult:
    """Return what a file gave from its JSON form.

    Args:
        data: as :func:`to_json` gives it.
        known: paths, sources and names of parts by themselves: each is in memory once, however many pages say it.
    """
    path = known.setdefault(data["path"], data["path"])
    for page in data["pages"]:
        page["part"] = known.setdefault(page["part"], page["part"])
        page["source"] = known.get(page["source"], page["source"])
    return FileResult(
        path,
        data["digest"],
        [PageResult(**page) for page in data["pages"]],
        [(source, reason) for source, reason in data["rejected"]],
    )
