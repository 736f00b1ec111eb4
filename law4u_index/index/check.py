"""Verifies every file and record of an index."""

from __future__ import annotations

import os

from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, UnknownFormat
from law4u_index.index.problems import problems_of, read_records, vector_problems
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
        names = {entry.file.name, entry.deleted.name if entry.deleted else ""}
        if any(damage.file in names for damage in self._damaged):
            return
        live = 0
        try:
            for problem in read_records(self._folder, entry):
                live += 1
                if problem:
                    self._say(entry.file.name, problem)
                else:
                    self._answers += 1
            held = Segment(self._folder.file(entry.file.name)).count
            if (held, live) != (entry.answers, entry.live):
                self._say(
                    entry.file.name, f"the manifest says that it holds {entry.answers} answers, {entry.live} live"
                )
        except (IndexDamaged, OSError) as error:
            self._say(entry.file.name, str(error))
