"""Verifies every file and record of an index."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import BlockFile
from law4u_index.index.deletions import live_of
from law4u_index.index.keys import key
from law4u_index.index.manifest import FileEntry, SegmentEntry, file_entry
from law4u_index.index.reports import CheckReport, Damage
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder


def check(path: str | os.PathLike[str], *, repair: bool = False) -> CheckReport:
    """Verify the index in the folder `path`: every byte of every file, and that every record can be read.

    Args:
        path: the folder.
        repair: where something is damaged, build the index again from the records that can be read.

    Raises:
        IndexNotFound: there is no index.
        IndexLocked: it is to be repaired, and another process is updating it.
    """
    folder = Folder(path)
    report = _Check(folder).run()
    if report.ok or not repair:
        return report
    from law4u_index.index.repair import repair as repair_index

    return repair_index(folder, report)


class _Check:
    """One look over one index."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._damaged: list[Damage] = []
        self._files = 0
        self._answers = 0

    def run(self) -> CheckReport:
        try:
            manifest = manifests.read(self._folder)
        except IndexDamaged as error:
            return CheckReport((Damage(manifests.NAME, str(error)),), files=1)
        self._files = 1
        for entry in manifest.files():
            self._files += 1
            self._file(entry, is_toc=entry == manifest.whoosh)
        for segment in manifest.segments:
            self._records(segment)
        return CheckReport(tuple(self._damaged), self._files, self._answers)

    def _file(self, entry: FileEntry, *, is_toc: bool) -> None:
        try:
            if file_entry(self._folder, entry.name) != entry:
                self._say(entry.name, "its size or its end is not what was written")
            elif not is_toc:  # Whoosh's own file is never read by this project, and small enough for its end to be all
                for damage in BlockFile(self._folder.file(entry.name)).verify():
                    self._say(entry.name, damage)
        except FileNotFoundError:
            self._say(entry.name, "it is missing")
        except (IndexDamaged, OSError) as error:
            self._say(entry.name, str(error))

    def _say(self, name: str, reason: str) -> None:
        self._damaged.append(Damage(name, reason))

    def _records(self, entry: SegmentEntry) -> None:
        """Read every record of a segment whose bytes are whole: what was written wrong is damage too."""
        names = {entry.file.name, entry.deleted.name if entry.deleted else ""}
        if any(damage.file in names for damage in self._damaged):
            return
        for doc, problem in read_records(self._folder, entry):
            if problem:
                self._say(entry.file.name, f"answer {doc}: {problem}")
            else:
                self._answers += 1


def read_records(folder: Folder, entry: SegmentEntry) -> Iterator[tuple[int, str]]:
    """Yield every live record of a segment by number, with what is wrong with it, or ''."""
    segment = Segment(folder.file(entry.file.name))
    for doc in np.flatnonzero(live_of(folder, segment, entry.deleted)).tolist():
        try:
            answer = segment.answer(doc)
        except IndexDamaged as error:
            yield doc, str(error)
            continue
        found = doc in segment.key_docs(key("id", answer.id))
        yield doc, "" if found else "it is not filed under its id"
