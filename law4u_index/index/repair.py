"""Builds a damaged index again from the records that can be read.

Segments that are whole are taken as they are; of one that is damaged every record is tried by itself. Of several
records with one id the last written counts. The ledger marks the pages of what cannot be read, so that the next
update reads them again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from law4u_index.answer import Answer
from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.commit import commit, write_merged
from law4u_index.index.deletions import live_of
from law4u_index.index.inversion import Batch
from law4u_index.index.ledger import Ledger
from law4u_index.index.ledger_rows import older_files
from law4u_index.index.lock import writing
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, UnknownFormat, file_entry, numbered
from law4u_index.index.problems import problems_of, vector_problems
from law4u_index.index.reports import CheckReport
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder


class _Record(NamedTuple):
    """An answer with what is kept of its page, as :meth:`Batch.add` takes them."""

    answer: Answer
    file: str
    modified: int
    digest: bytes


class _Place(NamedTuple):
    """Where a record that can be read stands."""

    segment: Segment
    doc: int

    @property
    def path(self) -> str:
        return self.segment.path(self.doc)

    def record(self) -> _Record:
        """Return the record.

        Raises:
            IndexDamaged: it is not what was written.
        """
        segment, doc = self
        return _Record(segment.answer(doc), self.path, segment.modified(doc), segment.digest(doc))


def repair(folder: Folder, report: CheckReport) -> CheckReport:
    """Build the index in `folder` again from what can be read.

    Args:
        folder: the index's.
        report: what is damaged.

    Returns:
        the report with what could be saved, and the files that must be read again for the rest.

    Raises:
        IndexLocked: another process is updating it.
    """
    with writing(folder) as announce:
        announce()
        manifest = _manifest(folder)
        places = _readable(folder, manifest)
        ledger = _ledger(folder, manifest)
        if ledger is None:
            ledger = Ledger.of_files(place.path for place in places.values())
        else:  # which answers were deleted may not be known any more: at least those of no known page
            known = {"", *ledger}
            places = {name: place for name, place in places.items() if place.path in known}
        lost = tuple(ledger.reconcile(place.path for place in places.values()))
        _write(folder, manifest, list(places.values()), ledger)
    return replace(report, repaired=True, answers=len(places), lost=lost)


def _manifest(folder: Folder) -> Manifest:
    """Return the manifest; where it is damaged, one that names every segment in the folder."""
    try:
        return manifests.read(folder)
    except UnknownFormat:
        raise
    except IndexDamaged:
        names = manifests.own_files(folder)
        segments = [file_entry(folder, name) for name in names if name.endswith(".segment")]
        return Manifest(
            generation=manifests.last_generation(folder),
            serial=manifests.free_serial(folder),
            segments=tuple(SegmentEntry(segment, 0, None, 0) for segment in segments),
            sources=tuple(file_entry(folder, name) for name in _ledger_files(folder, names)),
        )


def _ledger_files(folder: Folder, names: list[str]) -> list[str]:
    """Return the files of the newest ledger among `names`, which are sorted; none where one of them is missing.

    A commit writes the ledger after the segments, so a segment with a higher number than its has lost its own.
    """
    files = [name for name in names if name.endswith((".segment", ".deleted", ".sources"))]
    if not files or not files[-1].endswith(".sources"):
        return []
    try:
        needed = [*older_files(folder.file(files[-1])), files[-1]]
    except IndexDamaged:
        return []
    return needed if set(needed) <= set(names) else []


def _readable(folder: Folder, manifest: Manifest) -> dict[str, _Place]:
    """Return where the last written record of each id stands."""
    found: dict[str, _Place] = {}
    for entry in manifest.segments:
        try:
            segment = Segment(folder.file(entry.file.name))
        except (IndexDamaged, FileNotFoundError):
            continue  # its pages are named by the ledger, and reported as lost
        for doc in np.flatnonzero(_live(folder, entry, segment)).tolist():
            place = _Place(segment, doc)
            with suppress(IndexDamaged):  # as above
                found[place.record().answer.id] = place  # all of it is read, as it will be to be written
    return found


def _live(folder: Folder, entry: SegmentEntry, segment: Segment) -> Array:
    """Return which answers are not deleted; all where that cannot be read: rather one too many than one too few."""
    try:
        return live_of(folder, segment, entry.deleted)
    except (IndexDamaged, FileNotFoundError):
        return np.ones(segment.count, bool)


def _is_sound(folder: Folder, entry: FileEntry) -> bool:
    """Whether a vectors file is as it was written; the answers of one that is not are encoded again."""
    return not any((*problems_of(folder, entry), *vector_problems(folder, entry)))


def _ledger(folder: Folder, manifest: Manifest) -> Ledger | None:
    """Return the ledger, or None where it cannot be read."""
    if not manifest.sources:
        return None
    try:
        ledger = Ledger.read(folder, manifest.sources)
        return ledger if dict(ledger) else None  # every entry can be read
    except (IndexDamaged, FileNotFoundError):
        return None


def _write(folder: Folder, manifest: Manifest, places: list[_Place], ledger: Ledger) -> None:
    """Write the records of these places as one segment, and make it and the ledger the index."""
    parts: list[str] = []
    batch = Batch()
    for number, place in enumerate(places, 1):
        batch.add(**place.record()._asdict())
        if batch.full or number == len(places):
            parts.append(f"{len(parts):06d}-repair.part")
            with SegmentWriter(folder, parts[-1]) as writer:
                batch.write(writer)
                writer.finish()
            batch = Batch()
    segments = [Segment(folder.file(name)) for name in parts]
    whole = [(segment, np.ones(segment.count, bool)) for segment in segments]
    entries = [write_merged(folder, numbered(manifest.serial, "segment"), whole)] if whole else []
    manifest = manifest._replace(vectors=tuple(entry for entry in manifest.vectors if _is_sound(folder, entry)))
    commit(folder, manifest, manifest.serial + 1, entries, ledger)
