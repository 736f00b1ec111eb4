"""The ledger: every file that was read, how it looked then, and what came of it.

``update`` looks at a file's size and time first, as git and rsync do, and reads it only when they differ from what
the ledger says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from law4u_index.index.blockfile import BlockFile, BlockFileWriter
from law4u_index.index.reports import Rejection
from law4u_index.index.segment import Strings, StringsWriter
from law4u_index.index.storage import Folder


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was when it was read.

    Attributes:
        size: in bytes.
        modified: nanoseconds since 1970.
        digest: 16 bytes of the SHA-256 of its content; zeros where it could not be read.
        answers: how many answers in the index come from it.
        rejected: what in it did not get into the index, and why.
        lost: ids of answers that it has, and for which another page was newer.
        seen: when its size and time were looked at, before it was read, nanoseconds since 1970; not compared.
    """

    size: int
    modified: int
    digest: bytes
    answers: int = 1
    rejected: tuple[Rejection, ...] = ()
    lost: tuple[str, ...] = ()
    seen: int = field(default=0, compare=False)

    @property
    def racy(self) -> bool:
        """Whether the file may have changed since without its time telling.

        A file system's clock ticks slowly, so that two changes may have one time; git calls such entries racy too
        (Documentation/technical/racy-git.txt). Size and time say nothing of a file that was as young as that.
        """
        return self.modified > self.seen - TICK


TICK = 2_000_000_000
"""The slowest clock of a file system: FAT's, of two seconds; in nanoseconds."""

UNKNOWN = -1
"""The size of a file of which only its answers are known."""


@dataclass
class Ledger:
    """Every file that was read, by its absolute path."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def write(self, folder: Folder, name: str) -> None:
        """Write the ledger as the file `name`."""
        entries = list(self.entries.values())
        with BlockFileWriter(folder, name) as out:
            StringsWriter(out, "paths").append([_encode(path) for path in self.entries])
            StringsWriter(out, "notes").append([_note(entry) for entry in entries])
            out.append("sizes", np.array([entry.size for entry in entries], np.int64), "<i8")
            out.append("modified", np.array([entry.modified for entry in entries], np.int64), "<i8")
            out.append("answers", np.array([entry.answers for entry in entries], np.int64), "<u4")
            out.append("seen", np.array([entry.seen for entry in entries], np.int64), "<i8")
            out.append("digests", b"".join(entry.digest for entry in entries))
            out.finish({"files": len(entries)})

    @classmethod
    def read(cls, folder: Folder, name: str) -> Ledger:
        """Return the ledger that was written as the file `name`.

        Raises:
            IndexDamaged: it is not what was written.
        """
        file = BlockFile(folder.file(name))
        paths = Strings(file, "paths")
        notes = Strings(file, "notes")
        count = paths.count
        digests = file.slice("digests").tobytes()
        rows = zip(
            paths.range(0, count) if count else [],
            file.slice("sizes").tolist(),
            file.slice("modified").tolist(),
            file.slice("answers").tolist(),
            notes.range(0, count) if count else [],
            range(0, 16 * count, 16),
            file.slice("seen").tolist(),
            strict=True,
        )
        return cls(
            {
                path.decode("utf-8", "surrogateescape"): Entry(
                    size, modified, digests[at : at + 16], answers, *(_read_note(note) if note else ((), ())), seen
                )
                for path, size, modified, answers, note, at, seen in rows
            }
        )

    @classmethod
    def of_files(cls, paths: Iterable[str]) -> Ledger:
        """Return a ledger that knows of these files only that the index has answers from them.

        Args:
            paths: the file of each answer.
        """
        return cls({path: Entry(UNKNOWN, 0, bytes(16), answers) for path, answers in Counter(paths).items() if path})

    def reconcile(self, paths: Iterable[str]) -> list[str]:
        """Have every file read again of which not all answers are in the index.

        Args:
            paths: the file of each answer in the index.

        Returns:
            the files of which answers are missing.
        """
        there = Counter(paths)
        missing = []
        for path, entry in self.entries.items():
            if entry.answers > there[path]:
                missing.append(path)
            if entry.answers != there[path]:
                self.entries[path] = Entry(UNKNOWN, 0, bytes(16), there[path])
        return missing


def _encode(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _note(entry: Entry) -> bytes:
    if not entry.rejected and not entry.lost:
        return b""
    data = {"rejected": [[page.source, page.reason] for page in entry.rejected], "lost": entry.lost}
    return json.dumps(data).encode()


def _read_note(note: bytes) -> tuple[tuple[Rejection, ...], tuple[str, ...]]:
    data: dict[str, Any] = json.loads(note)
    return tuple(Rejection(source, reason) for source, reason in data["rejected"]), tuple(data["lost"])
