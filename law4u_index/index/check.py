"""Verifies every file and record of an index."""

from __future__ import annotations

import os

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.deletions import live_of
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, UnknownFormat
from law4u_index.index.problems import problems_of, record_problem, vector_problems
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
        UnknownFormat: it is not for this release to judge.
        IndexLocked: it is to be repaired, and another process is updating it.
    """
    folder = Folder(path)
    look = _Check(folder)
    report = look.run()
    while not report.ok and look.overtaken():
        look = _Check(folder)
        report = look.run()
    if report.ok or not repair:
        return report
    from law4u_index.index.repair import repair as repair_index

    return repair_index(folder, report)


def verify(folder: Folder, manifest: Manifest) -> CheckReport:
    """Verify every byte and record of the files that `manifest` names, be it the index's or one yet to be.

    Args:
        folder: where they are.
        manifest: what names them.
    """
    return _Check(folder).verify(manifest)


class _Check:
    """One look over one index."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._manifest: Manifest | None = None
        self._damaged: list[Damage] = []
        self._files = 0
        self._answers = 0

    def run(self) -> CheckReport:
        """Look at the index's manifest, and at all that it names."""
        try:
            manifest = self._manifest = manifests.read(self._folder)
        except UnknownFormat:
            raise
        except IndexDamaged as error:
            return CheckReport((Damage(manifests.NAME, error.what),), files=1)
        return self.verify(manifest)

    def verify(self, manifest: Manifest) -> CheckReport:
        """Look at all that a manifest names."""
        self._files = 1
        for entry in manifest.files():
            self._files += 1
            for problem in problems_of(self._folder, entry):
                self._say(entry.name, problem)
        for segment in manifest.segments:
            self._records(segment)
        for entry in manifest.vectors:
            self._vectors(entry)
        return CheckReport(tuple(self._damaged), self._files, self._answers)

    def overtaken(self) -> bool:
        """Whether an update has gone by since, which takes away files that it does not need."""
        try:
            return manifests.read(self._folder) != self._manifest
        except IndexDamaged:
            return False

    def _say(self, name: str, reason: str) -> None:
        self._damaged.append(Damage(name, reason))

    def _vectors(self, entry: FileEntry) -> None:
        """Read a vectors file whose bytes are whole."""
        if all(damage.file != entry.name for damage in self._damaged):
            for problem in vector_problems(self._folder, entry):
                self._say(entry.name, problem)

    def _records(self, entry: SegmentEntry) -> None:
        """Read every record of a segment whose bytes are whole: what was written wrong is damage too."""
        name = entry.file.name
        if any(damage.file in (name, entry.deleted and entry.deleted.name) for damage in self._damaged):
            return
        try:
            segment = Segment(self._folder.file(name))
            live = np.flatnonzero(live_of(self._folder, segment, entry.deleted)).tolist()
            for doc in live:
                problem = record_problem(segment, doc)
                if problem is None:
                    self._answers += 1
                else:
                    self._say(name, problem)
        except IndexDamaged as error:
            self._say(error.file or name, error.what)
        except OSError as error:
            self._say(name, str(error))
        else:
            if (segment.count, len(live)) != (entry.answers, entry.live):
                self._say(name, f"the manifest says that it holds {entry.answers} answers, {entry.live} live")
