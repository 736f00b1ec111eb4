"""The last steps of an update or a repair: segments written, the manifest put in place, what is left over removed."""

from __future__ import annotations

from collections.abc import Sequence

from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.codec import write_toc
from law4u_index.index.ledger import Ledger
from law4u_index.index.manifest import Manifest, SegmentEntry, file_entry
from law4u_index.index.merging import merge, renumbered
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder


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
