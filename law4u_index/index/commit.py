"""The last steps of an update or a repair: segments written, the manifest put in place, leftovers removed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.codec import write_toc
from law4u_index.index.contest import Held
from law4u_index.index.deletions import write_deleted
from law4u_index.index.ledger import Ledger
from law4u_index.index.manifest import Manifest, SegmentEntry, file_entry, numbered
from law4u_index.index.merging import merge, renumbered
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder
from law4u_index.index.tiers import plan_merges


def write_merged(folder: Folder, name: str, segments: Sequence[tuple[Segment, Array]]) -> SegmentEntry:
    """Write the live answers of several segments as the segment `name`.

    Args:
        folder: the index's.
        name: the file's.
        segments: each with its live answers, a mask of bool. A part that stands alone only gets its new name.
    """
    (first, live), *others = segments
    if not others and first.name.endswith(".part") and live.all():
        folder.rename(first.name, name)
        return SegmentEntry(file_entry(folder, name), first.count, None, first.count)
    with SegmentWriter(folder, name) as writer:
        merge(renumbered(segments), writer)
        writer.finish()
    answers = sum(int(mask.sum()) for _, mask in segments)
    return SegmentEntry(file_entry(folder, name), answers, None, answers)


def write_segments(
    folder: Folder, serial: int, held: Sequence[Held], parts: Sequence[tuple[str, Array]], *, rebuild: bool
) -> tuple[list[SegmentEntry], int]:
    """Write what an update makes of the segments that there are and of what it has read.

    Args:
        folder: the index's.
        serial: the number in the name of the first file that is written; those after it have the next.
        held: the segments, oldest first.
        parts: the names of parts, and the numbers of the records in each that are to be kept.
        rebuild: whether all is to be one segment.

    Returns:
        the segments of the index to be, oldest first, and a number that is in no file's name yet.
    """
    held = [one for one in held if one.live.any()]
    new = [_chosen(folder, name, records) for name, records in parts]
    sizes = [int(one.live.sum()) for one in held]
    if new:
        sizes.append(sum(int(live.sum()) for _, live in new))
    planned = [range(len(sizes))] if rebuild and sizes else plan_merges(sizes)
    segments = []
    for number, together in enumerate(planned, serial):
        old = held[together.start : together.stop]
        added = new if together.stop > len(held) else []
        # One of which most is deleted is written anew, as all are by a rebuild.
        if len(old) == 1 and not added and not rebuild and 2 * int(old[0].live.sum()) >= len(old[0].live):
            segments.append(_marked(folder, old[0], number))
        else:
            merged = [(one.segment, one.live) for one in old] + added
            segments.append(write_merged(folder, numbered(number, "segment"), merged))
    return segments, serial + len(planned)


def _chosen(folder: Folder, part: str, records: Array) -> tuple[Segment, Array]:
    """Return a part, and a mask of the records that are to be kept."""
    segment = Segment(folder.file(part))
    live = np.zeros(segment.count, bool)
    live[records] = True
    return segment, live


def _marked(folder: Folder, held: Held, serial: int) -> SegmentEntry:
    """Return the entry of a segment that stays, with what is deleted of it by now."""
    if not held.changed:
        return held.entry
    name = numbered(serial, "deleted")
    write_deleted(folder, name, np.flatnonzero(~held.live))
    return held.entry._replace(deleted=file_entry(folder, name), live=int(held.live.sum()))


def commit(folder: Folder, before: Manifest, serial: int, segments: Sequence[SegmentEntry], ledger: Ledger) -> Manifest:
    """Make these segments and this ledger the index, in one step, and remove what it does not need any more.

    Args:
        folder: the index's.
        before: the manifest as it was.
        serial: a number that is in no file's name yet.
        segments: oldest first.
        ledger: every file that was read.
    """
    sources = ledger.write(folder, serial)
    manifest = before.following(serial=serial + len(sources), segments=tuple(segments), sources=tuple(sources))
    toc = write_toc(folder, manifest.generation, manifest.segments)
    manifest = manifest._replace(whoosh=file_entry(folder, toc))
    manifests.commit(folder, manifest)
    manifests.remove_strays(folder, manifest)
    return manifest
