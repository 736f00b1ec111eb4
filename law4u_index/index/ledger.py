"""The ledger: every file that was read, how it looked then, and what came of it.

``update`` looks at a file's size and time first, as git and rsync do, and reads it only when they differ from what
the ledger says.

The ledger is a few files, like the index's segments: each holds the rows of some updates, by folder and in it by
name, and of several rows of one file the last written counts. So ten new files write ten rows, and a whole folder that
is as it was is compared at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import accumulate

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.ledger_rows import DIGEST, GONE, Entry, Rows, merged, split, write_merged
from law4u_index.index.manifest import FileEntry, file_entry, numbered
from law4u_index.index.storage import Folder
from law4u_index.index.tiers import plan_merges

UNKNOWN = -1
"""The size of a file that was not read, or of which only its answers are known: it is read again."""


class Ledger(MutableMapping[str, Entry]):
    """Every file that was read, by its absolute path.

    Args:
        entries: what is in it to begin with.
    """

    def __init__(self, entries: Mapping[str, Entry] | None = None) -> None:
        self._files: list[FileEntry] = []
        self._rows: list[Rows] = []
        self._fresh: dict[str, Entry | None] = dict(entries or {})  # None: in the ledger no more

    @classmethod
    def read(cls, folder: Folder, files: Sequence[FileEntry]) -> Ledger:
        """Return the ledger that was written as these files, oldest first.

        Raises:
            IndexDamaged: it is not what was written; that may show later, too.
            FileNotFoundError: a file is missing.
        """
        ledger = cls()
        ledger._files = list(files)
        ledger._rows = [Rows.read(folder.file(entry.name)) for entry in files]
        return ledger

    @classmethod
    def of_files(cls, paths: Iterable[str]) -> Ledger:
        """Return a ledger that knows of these files only that the index has answers from them.

        Args:
            paths: the file of each answer.
        """
        return cls({path: _to_be_read(answers) for path, answers in Counter(paths).items() if path})

    # Rows of the files, numbered through all of them; what was set since they were read is not among these.

    def column(self, name: str) -> Array:
        """Return 'sizes', 'modified', 'seen' or 'answers' of every row, or 'notes', the length of each; int64."""
        columns = [rows.column(name) for rows in self._rows]
        found: Array = np.concatenate([*columns, np.empty(0, np.int64)]).astype(np.int64, copy=False)
        return found

    def find(self, places: Sequence[tuple[str, Sequence[str]]]) -> Array:
        """Return the row of each of some files, -1 where there is none; int64.

        Args:
            places: folders, each path with the '/' at its end, and the names of files there.
        """
        bases = accumulate((rows.count for rows in self._rows), initial=0)
        finders = [(rows, base, rows.finder(len(places))) for rows, base in zip(self._rows, bases, strict=False)]
        found = [np.empty(0, np.int64)]
        for folder, names in places:
            key = folder.encode("utf-8", "surrogateescape")
            newest = np.full(len(names), -1, np.int64)
            for rows, base, place_of in finders:
                place = place_of(key)
                if place is not None:
                    there = rows.places(*place, names)
                    held = np.flatnonzero(there >= 0)
                    there = there[held]
                    newest[held] = np.where(rows.column("sizes")[there] == GONE, -1, there + base)
            found.append(newest)
        return np.concatenate(found)

    def entry(self, row: int) -> Entry:
        """Return the entry in a row."""
        rows, at = self._locate(row)
        return rows.entry(at)

    def paths_below(self, roots: Sequence[str], but: Array) -> Iterator[str]:
        """Yield the path of each file in these folders and below them; '' stands for all.

        Args:
            roots: folders, each path with the '/' at its end.
            but: rows that are left out, as :meth:`find` gives them: -1 is none.
        """
        prefixes = tuple(root.encode("utf-8", "surrogateescape") for root in roots)
        wanted = self.column("sizes") != GONE
        wanted[but[but >= 0]] = False
        for folder, rows in merged(self._rows):
            if folder.startswith(prefixes):
                for row in rows[wanted[rows]].tolist():
                    where, at = self._locate(row)
                    path = (folder + where.name(at)).decode("utf-8", "surrogateescape")
                    if path not in self._fresh:
                        yield path
        yield from (path for path, entry in self._fresh.items() if entry is not None and path.startswith(tuple(roots)))

    def _locate(self, row: int) -> tuple[Rows, int]:
        """Return the file that a row is in, and its number there."""
        for rows in self._rows:
            if row < rows.count:
                return rows, row
            row -= rows.count
        raise IndexError(row)

    # Entries by path, with what was set since.

    def __getitem__(self, path: str) -> Entry:
        if path in self._fresh:
            entry = self._fresh[path]
        else:
            folder, name = split(path)
            row = int(self.find([(folder, [name])])[0])
            entry = None if row < 0 else self.entry(row)
        if entry is None:
            raise KeyError(path)
        return entry

    def __setitem__(self, path: str, entry: Entry) -> None:
        self._fresh[path] = entry

    def __delitem__(self, path: str) -> None:
        self._fresh[path] = None

    def __iter__(self) -> Iterator[str]:
        return self.paths_below([""], np.empty(0, np.int64))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def write(self, folder: Folder, serial: int) -> list[FileEntry]:
        """Write what was set since the ledger was read, with the rows of files that are not much larger.

        Args:
            folder: the index's.
            serial: the number in the name of the first file that is written; those after it have the next.

        Returns:
            the files that make up the ledger now, oldest first.
        """
        if not self._fresh:
            return self._files
        every = [*self._rows, Rows.of(self._fresh)]
        files = []
        for number, together in enumerate(plan_merges([rows.count for rows in every], share=1), serial):
            if len(together) == 1 and together.start < len(self._files):
                files.append(self._files[together.start])
            else:
                name = numbered(number, "sources")
                write_merged(folder, name, every[together.start : together.stop], [file.name for file in files])
                files.append(file_entry(folder, name))
        return files

    def reconcile(self, paths: Iterable[str]) -> list[str]:
        """Have every file read again of which the index has not as many answers as the ledger says.

        Args:
            paths: the file of each answer in the index.

        Returns:
            the files of which answers are missing.
        """
        there = Counter(paths)
        missing = []
        for path, entry in list(self.items()):
            if entry.answers > there[path]:
                missing.append(path)
            if entry.answers != there[path]:
                self[path] = _to_be_read(there[path])
        return missing


def _to_be_read(answers: int) -> Entry:
    """Return the entry of a file of which no more is known than how many answers of the index are from it."""
    return Entry(UNKNOWN, 0, bytes(DIGEST), answers)
