"""An index opened to be updated: as it is, or, where it is to be rebuilt, what of it is whole."""

from __future__ import annotations

from typing import NamedTuple

from law4u_index.errors import IndexDamaged, IndexNotFound, missing
from law4u_index.index import manifest as manifests
from law4u_index.index.contest import Held
from law4u_index.index.deletions import live_of
from law4u_index.index.ledger import Ledger
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder


class Opened(NamedTuple):
    """An index as an update found it.

    Attributes:
        manifest: what names its files; of one that is to be rebuilt, those that are whole.
        ledger: every file that was read; what is not whole in the index is to be read again.
        held: its segments, oldest first.
    """

    manifest: Manifest
    ledger: Ledger
    held: list[Held]


def open_index(folder: Folder, *, rebuild: bool) -> Opened:
    """Open the index in `folder`; where there is none, an empty one.

    Args:
        folder: the index's.
        rebuild: whether it is to be built anew, so that what is damaged can be left out.

    Raises:
        IndexDamaged: a file of it is not what was written, or missing, and it is not to be rebuilt.
    """
    try:
        manifest, ledger = _read(folder, rebuild=rebuild)
        return Opened(manifest, ledger, [_held(folder, entry) for entry in manifest.segments])
    except FileNotFoundError as error:
        raise missing(error) from error


def _read(folder: Folder, *, rebuild: bool) -> tuple[Manifest, Ledger]:
    """Return manifest and ledger; empty ones where there is no index, or one to be rebuilt that cannot be read."""
    try:
        manifest = manifests.read(folder)
        return _whole(folder, manifest) if rebuild else (manifest, Ledger.read(folder, manifest.sources))
    except IndexNotFound:
        return Manifest(serial=manifests.free_serial(folder)), Ledger()
    except IndexDamaged:
        if not rebuild:
            raise
        serial, generation = manifests.free_serial(folder), manifests.last_generation(folder)
        return Manifest(serial=serial, generation=generation), Ledger()


def _whole(folder: Folder, manifest: Manifest) -> tuple[Manifest, Ledger]:
    """Return what of the index is whole; the ledger has those pages read again of which an answer is not."""
    from law4u_index.index.problems import problems_of

    def is_whole(*entries: FileEntry | None) -> bool:
        return not any(problem for entry in entries if entry for problem in problems_of(folder, entry))

    segments = tuple(entry for entry in manifest.segments if is_whole(entry.file, entry.deleted))
    paths = []
    for entry in segments:
        segment = Segment(folder.file(entry.file.name))
        paths += segment.paths(live_of(folder, segment, entry.deleted))
    if is_whole(*manifest.sources):
        ledger = Ledger.read(folder, manifest.sources)
        ledger.reconcile(paths)
    else:
        ledger = Ledger.of_files(paths)
    return manifest._replace(segments=segments, vectors=tuple(filter(is_whole, manifest.vectors))), ledger


def _held(folder: Folder, entry: SegmentEntry) -> Held:
    segment = Segment(folder.file(entry.file.name))
    return Held(entry, segment, live_of(folder, segment, entry.deleted))
