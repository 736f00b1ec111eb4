"""The ledger: every file that was read, how it looked then, and what came of it.

``update`` looks at a file's size and time first, as git and rsync do, and reads it only when they differ from what
the ledger says.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter
from law4u_index.index.packed import run_indices
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

_COLUMNS = {"sizes": "<i8", "modified": "<i8", "answers": "<u4", "seen": "<i8"}
_ATTRIBUTES = ("size", "modified", "answers", "seen")

UNKNOWN = -1
"""The size of a file of which only its answers are known."""


class _Stored(MutableMapping[str, Entry]):
    """The entries of a ledger in a file, each made when it is asked for, and what was put in their place since.

    Args:
        file: the ledger's.
    """

    def __init__(self, file: BlockFile) -> None:
        self.file = file
        paths = Strings(file, "paths")
        count = paths.count
        names = paths.range(0, count) if count else []
        self._rows = dict(zip(names, range(count), strict=True))  # names as stored: most are never asked for
        self._columns = [file.slice(name).tolist() for name in ("sizes", "modified", "answers", "seen")]
        self._digests = file.slice("digests").tobytes()
        self._notes = Strings(file, "notes")
        self._note_ends = file.slice("notes.ends").tolist()
        if {len(self._rows), *map(len, self._columns), len(self._digests) // 16, self._notes.count} != {count}:
            raise IndexDamaged(f"{file.path.name} is damaged: its columns do not fit; run 'law4u-index check --repair'")
        self.fresh: dict[str, Entry] = {}
        self._made: dict[str, Entry] = {}

    def __getitem__(self, path: str) -> Entry:
        found = self.fresh.get(path) or self._made.get(path)
        if found is None:
            found = self._made[path] = self._read(self._rows[_encode(path)])
        return found

    def _read(self, row: int) -> Entry:
        size, modified, answers, seen = [column[row] for column in self._columns]
        digest = self._digests[16 * row : 16 * row + 16]
        if self._note_ends[row] == self._note_ends[row + 1]:
            return Entry(size, modified, digest, answers, seen=seen)
        return Entry(size, modified, digest, answers, *_read_note(self._notes[row]), seen)

    def __setitem__(self, path: str, entry: Entry) -> None:
        self._rows.setdefault(_encode(path), -1)
        self.fresh[path] = entry

    def __delitem__(self, path: str) -> None:
        del self._rows[_encode(path)]
        self.fresh.pop(path, None)
        self._made.pop(path, None)

    def __iter__(self) -> Iterator[str]:
        return (name.decode("utf-8", "surrogateescape") for name in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def kept(self) -> Array:
        """Return the rows of the file that hold as they are."""
        fresh = {_encode(path) for path in self.fresh}
        return np.array([row for name, row in self._rows.items() if name not in fresh], np.int64)


@dataclass
class Ledger:
    """Every file that was read, by its absolute path."""

    entries: MutableMapping[str, Entry] = field(default_factory=dict)

    def write(self, folder: Folder, name: str) -> None:
        """Write the ledger as the file `name`; rows that were read and are as they were are copied at once."""
        fresh = self.entries
        with BlockFileWriter(folder, name) as out:
            paths, notes = StringsWriter(out, "paths"), StringsWriter(out, "notes")
            if isinstance(self.entries, _Stored):
                fresh = self.entries.fresh
                rows, file = self.entries.kept(), self.entries.file
                for writer, strings in ((paths, "paths"), (notes, "notes")):
                    ends = file.slice(f"{strings}.ends").astype(np.int64)
                    lengths = np.diff(ends)[rows]
                    writer.append_bytes(file.slice(f"{strings}.bytes")[run_indices(ends[rows], lengths)], lengths)
                for column, dtype in _COLUMNS.items():
                    out.append(column, file.slice(column)[rows], dtype)
                out.append("digests", file.slice("digests").reshape(-1, 16)[rows].tobytes())
            entries = list(fresh.values())
            paths.append([_encode(path) for path in fresh])
            notes.append([_note(entry) for entry in entries])
            for (column, dtype), attribute in zip(_COLUMNS.items(), _ATTRIBUTES, strict=True):
                out.append(column, np.array([getattr(entry, attribute) for entry in entries], np.int64), dtype)
            out.append("digests", b"".join(entry.digest for entry in entries))
            out.finish({"files": len(self.entries)})

    @classmethod
    def read(cls, folder: Folder, name: str) -> Ledger:
        """Return the ledger that was written as the file `name`.

        Raises:
            IndexDamaged: it is not what was written.
        """
        return cls(_Stored(BlockFile(folder.file(name))))

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
        for path, entry in list(self.entries.items()):
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
