"""A file of the ledger: a row for each of some files, by folder and within it by name, in columns.

=======================  ========================================================================================
columns                  what they hold
=======================  ========================================================================================
``folders.*``            the folders in byte order, each path with the ``/`` at its end
``first``                the row at which each folder starts, and the end
``names.*``              the names, a NUL behind each, so that those of a folder can be compared in one piece
``sizes``, ``modified``  what tells whether a file has changed
``seen``, ``answers``    as in :class:`Entry`
``digests``              :data:`DIGEST` bytes a row
``notes.*``              JSON of what was rejected and lost; mostly empty
=======================  ========================================================================================
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from law4u_index.errors import IndexDamaged, damaged
from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter
from law4u_index.index.packed import run_indices, run_starts
from law4u_index.index.reports import Rejection
from law4u_index.index.storage import Folder

TICK = 2_000_000_000
"""The slowest clock of a file system: FAT's, of two seconds; in nanoseconds."""

DIGEST = 16
"""Bytes of the digest of a file's content: so many of its SHA-256."""

GONE = -2
"""The size in a row which says that its file is not in the ledger any more."""

_NUMBERS = {"sizes": "size", "modified": "modified", "answers": "answers", "seen": "seen"}
"""The columns of numbers, and the attribute of an entry that each holds."""

_DTYPES = {**dict.fromkeys(_NUMBERS, "<i8"), "answers": "<u4", "first": "<u8", "digests": "u1"}

FEW = 16
"""Where there are more than so many times as many rows as names that are looked up, each name is bisected for; else
all rows are put into a dictionary."""


class Lost(NamedTuple):
    """A page that gave way to another of its answer: the answer's id, the page's source, its record's digest as hex."""

    id: str
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was when it was read.

    Attributes:
        size: in bytes.
        modified: nanoseconds since 1970.
        digest: the first :data:`DIGEST` bytes of the SHA-256 of its content; zeros where it could not be read.
        answers: how many answers in the index come from it.
        rejected: what in it cannot get into the index, and why.
        lost: its pages whose answers come from another file.
        seen: when its size and time were looked at, before it was read, nanoseconds since 1970; not compared.
    """

    size: int
    modified: int
    digest: bytes
    answers: int = 1
    rejected: tuple[Rejection, ...] = ()
    lost: tuple[Lost, ...] = ()
    seen: int = field(default=0, compare=False)

    @property
    def racy(self) -> bool:
        """Whether the file may have changed since without its time telling.

        A file system's clock ticks slowly, so that two changes may have one time; git calls such entries racy too
        (Documentation/technical/racy-git.txt). Size and time say nothing of a file that was as young as that.
        """
        return self.modified > self.seen - TICK


_NO_ENTRY = Entry(GONE, 0, bytes(DIGEST), 0)


class _Texts(NamedTuple):
    """Byte strings, one behind the other.

    Attributes:
        text: the bytes of all; u1.
        bounds: where each starts, and the end of the last; int64.
    """

    text: Array
    bounds: Array

    def item(self, number: int) -> bytes:
        """Return a string."""
        return bytes(self.text[self.bounds[number] : self.bounds[number + 1]])

    def between(self, start: int, stop: int) -> list[bytes]:
        """Return strings `start` to `stop`."""
        base = int(self.bounds[start])
        whole = self.text[base : self.bounds[stop]].tobytes()
        return [whole[a - base : b - base] for a, b in pairwise(self.bounds[start : stop + 1].tolist())]

    def search(self, wanted: bytes, start: int, stop: int) -> int:
        """Return the number of a string among `start` to `stop`, which are in byte order, or -1."""
        at = bisect_left(range(start, stop), wanted, key=self.item) + start
        return at if at < stop and self.item(at) == wanted else -1


class Rows:
    """The rows of a file, in the order of their folders' and their own names as bytes.

    Whatever reads from it raises IndexDamaged where that is not what was written.

    Args:
        column: gives a column by its name.
        count: how many rows there are.
        name: the file's.
    """

    def __init__(self, column: Callable[[str], Array], count: int, name: str) -> None:
        self._column = column
        self.count = count
        self._name = name

    @classmethod
    def read(cls, path: Path) -> Rows:
        """Return the rows that were written as a file.

        Raises:
            IndexDamaged: the file is not what was written; that may also show when its rows are asked for.
            FileNotFoundError: there is none.
        """
        file = BlockFile(path)
        count = file.length("sizes")
        rows = cls(file.slice, count, path.name)
        wanted = {**dict.fromkeys(_NUMBERS, count), "digests": DIGEST * count, "first": file.length("folders.ends")}
        wanted |= {"names.ends": count + 1, "notes.ends": count + 1}
        if not wanted["first"] or any(file.length(name) != length for name, length in wanted.items()):
            raise rows._damaged()
        return rows

    @classmethod
    def of(cls, entries: Mapping[str, Entry | None]) -> Rows:
        """Return rows for entries by absolute path; None for a file that is not in the ledger any more."""
        places = {path: split(path) for path in entries}
        ordered = sorted((_encoded(folder), _encoded(name), path) for path, (folder, name) in places.items())
        rows = [entries[path] or _NO_ENTRY for _, _, path in ordered]
        counts = Counter(folder for folder, _, _ in ordered)
        table = {name: np.array([getattr(row, of) for row in rows], np.int64) for name, of in _NUMBERS.items()}
        table["first"] = run_starts(np.array(list(counts.values()), np.int64))
        table["digests"] = np.frombuffer(b"".join(row.digest for row in rows), np.uint8)
        table |= _strings_table("folders", list(counts))
        table |= _strings_table("names", [name + b"\0" for _, name, _ in ordered])
        table |= _strings_table("notes", list(map(_note, rows)))
        return cls(table.__getitem__, len(rows), "a new row")

    def _damaged(self) -> IndexDamaged:
        return damaged(self._name, "its columns do not fit")

    def column(self, name: str) -> Array:
        """Return 'sizes', 'modified', 'seen' or 'answers' of each row, or 'notes', the length of each."""
        return np.diff(self.notes.bounds) if name == "notes" else self._column(name)

    @cached_property
    def folders(self) -> _Texts:
        """The folders, in byte order."""
        return self._texts("folders")

    @cached_property
    def names(self) -> _Texts:
        """The name in each row, with its NUL; those of a folder in byte order."""
        return self._texts("names")

    @cached_property
    def notes(self) -> _Texts:
        """The note in each row."""
        return self._texts("notes")

    def _texts(self, name: str) -> _Texts:
        text = self._column(f"{name}.bytes")
        return _Texts(text, self._bounds(f"{name}.ends", len(text)))

    @cached_property
    def first(self) -> Array:
        """The row at which each folder starts, and the end."""
        return self._bounds("first", self.count)

    def _bounds(self, name: str, end: int) -> Array:
        """Return where each of several runs starts, and the end, after a look that they do not lead beyond it."""
        bounds = self._column(name).astype(np.int64)
        if bounds[0] != 0 or bounds[-1] != end or (bounds[1:] < bounds[:-1]).any():
            raise self._damaged()
        return bounds

    @cached_property
    def digests(self) -> Array:
        """The digest of each row: u1, as many rows and :data:`DIGEST` columns."""
        return self._column("digests").reshape(-1, DIGEST)

    def entry(self, row: int) -> Entry:
        """Return the entry in a row."""
        size, modified, answers, seen = (int(self._column(name)[row]) for name in _NUMBERS)
        note = self.notes.item(row)
        try:
            rejected, lost = _read_note(note) if note else ((), ())
        except (ValueError, KeyError, TypeError, RecursionError) as error:  # sums right, made by a stranger
            raise self._damaged() from error
        return Entry(size, modified, self.digests[row].tobytes(), answers, rejected, lost, seen)

    def finder(self, many: int) -> Callable[[bytes], tuple[int, int] | None]:
        """Return what gives the rows of a folder, first and stop, or None; it is to be called so many times."""
        if many * FEW < len(self.folders.bounds) - 1:
            return self._search
        places = dict(zip(self.folder_names(), pairwise(self.first.tolist()), strict=True))
        return places.get

    def _search(self, folder: bytes) -> tuple[int, int] | None:
        number = self.folders.search(folder, 0, len(self.folders.bounds) - 1)
        return None if number < 0 else (int(self.first[number]), int(self.first[number + 1]))

    def folder_names(self) -> list[bytes]:
        """Return every folder."""
        return self.folders.between(0, len(self.folders.bounds) - 1)

    def name(self, row: int) -> bytes:
        """Return the name in a row, without its NUL."""
        return self.names.item(row)[:-1]

    def places(self, start: int, stop: int, names: Sequence[str]) -> Array:
        """Return the row of each of some names among those from `start` to `stop`; -1 where there is none; int64."""
        text, bounds = self.names
        wanted = _encoded("\0".join([*names, ""]))
        if len(names) == stop - start and text[bounds[start] : bounds[stop]].tobytes() == wanted:
            return np.arange(start, stop)
        keys = [_encoded(f"{name}\0") for name in names]
        if len(names) * FEW < stop - start:
            return np.array([self.names.search(key, start, stop) for key in keys], np.int64)
        rows = dict(zip(self.names.between(start, stop), range(start, stop), strict=True))
        return np.array([rows.get(key, -1) for key in keys], np.int64)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def split(path: str) -> tuple[str, str]:
    """Return the folder of a path, with the ``/`` at its end, and the name in it."""
    at = path.rfind("/") + 1
    return path[:at], path[at:]


def merged(sources: Sequence[Rows]) -> Iterator[tuple[bytes, Array]]:
    """Yield each folder of several files, oldest first, and the rows of its names, of each name the newest; int64.

    Folders and names are in byte order; rows are numbered through all files.
    """
    places: dict[bytes, list[tuple[Rows, int, int, int]]] = {}
    base = 0
    for rows in sources:
        for folder, (start, stop) in zip(rows.folder_names(), pairwise(rows.first.tolist()), strict=True):
            places.setdefault(folder, []).append((rows, base, start, stop))
        base += rows.count
    for folder in sorted(places):
        (rows, base, start, stop), *others = places[folder]
        if not others:
            yield folder, np.arange(base + start, base + stop)
            continue
        newest: dict[bytes, int] = {}
        for rows, base, start, stop in places[folder]:
            newest.update(zip(rows.names.between(start, stop), range(base + start, base + stop), strict=True))
        yield folder, np.array([newest[name] for name in sorted(newest)], np.int64)


def write_merged(folder: Folder, name: str, sources: Sequence[Rows], older: Sequence[str]) -> None:
    """Write the rows of several as the file `name`, of each file the newest.

    Args:
        folder: the index's.
        name: the file's.
        sources: oldest first.
        older: the files of older rows; where there are none, what says that a file is gone is left out.
    """
    folders, parts = [], []
    for path, rows in merged(sources):
        folders.append(path)
        parts.append(rows)
    order = np.concatenate([*parts, np.empty(0, np.int64)])
    of_folder = np.repeat(np.arange(len(parts)), list(map(len, parts)))
    if not older:
        there = np.concatenate([rows.column("sizes") for rows in sources])[order] != GONE
        order, of_folder = order[there], of_folder[there]
    counts = np.bincount(of_folder, minlength=len(parts))
    table = {column: np.concatenate([rows.column(column) for rows in sources])[order] for column in _NUMBERS}
    table["digests"] = np.concatenate([rows.digests for rows in sources])[order]
    table["first"] = run_starts(counts[counts > 0])
    table |= _strings_table("folders", [path for path, count in zip(folders, counts.tolist(), strict=True) if count])
    for column, texts in (("names", [rows.names for rows in sources]), ("notes", [rows.notes for rows in sources])):
        lengths = np.concatenate([np.diff(one.bounds) for one in texts])
        starts = run_starts(lengths)[:-1][order]
        table[f"{column}.bytes"] = np.concatenate([one.text for one in texts])[run_indices(starts, lengths[order])]
        table[f"{column}.ends"] = run_starts(lengths[order])
    with BlockFileWriter(folder, name) as out:
        for column, values in table.items():
            out.append(column, values, _DTYPES.get(column, "<u8" if column.endswith(".ends") else "u1"))
        out.finish({"files": len(order), "older": list(older)})


def older_files(path: Path) -> list[str]:
    """Return the names of the files without which a file of the ledger is not the whole ledger, oldest first.

    Raises:
        IndexDamaged: it is not what was written.
    """
    names = BlockFile(path).meta.get("older")
    return [str(name) for name in names] if isinstance(names, list) else []


def _strings_table(name: str, strings: list[bytes]) -> dict[str, Array]:
    return {
        f"{name}.bytes": np.frombuffer(b"".join(strings), np.uint8),
        f"{name}.ends": run_starts(np.fromiter(map(len, strings), np.int64, len(strings))),
    }


def _note(entry: Entry) -> bytes:
    if not entry.rejected and not entry.lost:
        return b""
    rejected = [[page.source, page.reason] for page in entry.rejected]
    data = {"rejected": rejected, "lost": [page._asdict() for page in entry.lost]}
    return json.dumps(data).encode()


def _read_note(note: bytes) -> tuple[tuple[Rejection, ...], tuple[Lost, ...]]:
    data: dict[str, Any] = json.loads(note)
    rejected = tuple(Rejection(source, reason) for source, reason in data["rejected"])
    return rejected, tuple(Lost(**page) for page in data["lost"])
