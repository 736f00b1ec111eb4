"""Indexes that Whoosh opens, made straight from records, and what it finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import whoosh.index

from law4u_index.answer import Answer
from law4u_index.index.codec import write_toc
from law4u_index.index.deletions import write_deleted
from law4u_index.index.inversion import Batch
from law4u_index.index.manifest import SegmentEntry, file_entry
from law4u_index.index.segment_writer import SegmentWriter
from law4u_index.index.storage import Folder


class QuickFolder(Folder):
    """A folder that need not survive a power cut."""

    def sync(self, file: BinaryIO) -> None:
        file.flush()


@dataclass(frozen=True)
class Part:
    """A segment to be: its answers, and which of them are deleted."""

    answers: tuple[Answer, ...]
    deleted: frozenset[int] = frozenset()

    @property
    def live(self) -> list[Answer]:
        return [answer for number, answer in enumerate(self.answers) if number not in self.deleted]


def write_part(folder: Folder, name: str, part: Part) -> SegmentEntry:
    batch = Batch()
    for answer in part.answers:
        batch.add(answer, file="", modified=0, digest=bytes(16))
    with SegmentWriter(folder, name) as writer:
        batch.write(writer)
        writer.finish()
    return marked(folder, SegmentEntry(file_entry(folder, name), len(batch), None, len(batch)), part.deleted)


def marked(folder: Folder, entry: SegmentEntry, deleted: frozenset[int]) -> SegmentEntry:
    if not deleted:
        return entry
    name = f"{entry.file.name}-{len(deleted)}.deleted"
    write_deleted(folder, name, sorted(deleted))
    return entry._replace(deleted=file_entry(folder, name), live=entry.answers - len(deleted))


def commit(path: Path, parts: Sequence[Part], generation: int = 1) -> Any:
    folder = QuickFolder(path)
    write_toc(folder, generation, [write_part(folder, f"{generation}{n}.segment", p) for n, p in enumerate(parts)])
    return whoosh.index.open_dir(str(path))


def ids(searcher: Any, query: Any, **options: Any) -> list[str]:
    return [hit["id"] for hit in searcher.search(query, limit=None, **options)]


def found(index: Any, query: Any, **options: Any) -> list[str]:
    with index.searcher() as searcher:
        return ids(searcher, query, **options)
