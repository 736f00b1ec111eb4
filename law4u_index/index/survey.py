"""The files that there are, compared with the ledger: which are new, changed, or as they were.

Files are numbered in the order in which they were found, and what is known of them stands in arrays: of 100,000 files
that are as they were no object is made for any.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.ledger import Ledger
from law4u_index.index.ledger_rows import TICK, split
from law4u_index.index.packed import run_starts
from law4u_index.index.reports import Rejection
from law4u_index.pages import Listing, PageFile, Rejected, list_files


class Survey:
    """The files that there are below some paths, and what the ledger knows of them.

    Args:
        named: the paths, of files and folders.
        ledger: the files that were read before.

    Attributes:
        missing: what of the named is not there or cannot be looked at.
        rows: of each file the row in the ledger's files, -1 where there is none; int64.
        answers: of each file how many answers of the index are from it, 0 where it is new; int64.
    """

    def __init__(self, named: Iterable[str], ledger: Ledger) -> None:
        self.missing: list[Rejection] = []
        self._listings: list[Listing] = []
        self._folders: list[str] = []  # of each listing the absolute path, with the '/' at its end
        self._of_folder: dict[str, list[int]] = {}  # listings
        self._names: dict[str, set[str]] = {}  # of the folders that were listed more than once
        self._numbers: dict[str, dict[str, int]] = {}  # of a folder, made when one of its files is asked for
        for item in list_files(named):
            if isinstance(item, Rejected):
                self.missing.append(Rejection(item.source, item.reason))
            else:
                self._add(item)
        self._starts = run_starts(np.array([len(listing.names) for listing in self._listings], np.int64))
        self._sizes = _column([listing.sizes for listing in self._listings])
        self._times = _column([listing.times for listing in self._listings])
        self.rows = ledger.find(
            [(folder, listing.names) for folder, listing in zip(self._folders, self._listings, strict=True)]
        )
        self._known = self.rows >= 0
        self._has_note = self._of_rows(ledger.column("notes")) > 0
        self._is_like = (
            self._known
            & (self._of_rows(ledger.column("sizes")) == self._sizes)
            & (self._of_rows(modified := ledger.column("modified")) == self._times)
            & ~self._of_rows(modified > ledger.column("seen") - TICK)  # as Entry.racy
        )
        self.answers = self._of_rows(ledger.column("answers"))

    def _add(self, listing: Listing) -> None:
        """Add files, without those that are there under another source."""
        folder = as_folder(absolute(listing.prefix))
        before = self._of_folder.setdefault(folder, [])
        if before:
            there = self._names.get(folder)
            if there is None:
                there = self._names[folder] = {name for number in before for name in self._listings[number].names}
            listing = listing.unseen(there)
        before.append(len(self._listings))
        self._listings.append(listing)
        self._folders.append(folder)

    def _of_rows(self, column: Array) -> Array:
        """Return of each file what a column of the ledger says; 0 where it is in no row."""
        found = np.zeros(len(self.rows), column.dtype)
        found[self._known] = column[self.rows[self._known]]
        return found

    def __len__(self) -> int:
        return len(self.rows)

    def changed(self) -> Array:
        """Return the numbers of the files that are new, or may not be as they were: int64, ascending."""
        return np.flatnonzero(~self._is_like)

    def noted(self) -> list[int]:
        """Return the numbers of the files in the ledger of which it knows that something was rejected or gave way."""
        found: list[int] = np.flatnonzero(self._has_note).tolist()
        return found

    def number(self, path: str) -> int | None:
        """Return the number of a file by its absolute path, or None where it was not found."""
        folder, name = split(path)
        numbers = self._numbers.get(folder)
        if numbers is None:
            numbers = self._numbers[folder] = {}
            for listing in self._of_folder.get(folder, ()):
                names = self._listings[listing].names
                numbers.update(
                    zip(names, range(int(self._starts[listing]), int(self._starts[listing + 1])), strict=True)
                )
        return numbers.get(name)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.number(path) is not None

    def files(self, numbers: Iterable[int]) -> Iterator[tuple[str, PageFile]]:
        """Yield absolute path and file of some numbers."""
        for number in numbers:
            which = int(self._starts.searchsorted(number, "right")) - 1
            listing, at = self._listings[which], number - int(self._starts[which])
            file = PageFile(listing.prefix + listing.names[at], listing.sizes[at], listing.times[at])
            yield self._folders[which] + listing.names[at], file


def absolute(path: str) -> str:
    """Return the name by which the ledger knows a file."""
    return os.path.abspath(path)  # noqa: PTH100 - links are not followed: a page is known by where it was found


def as_folder(path: str) -> str:
    """Return a path with one '/' at its end."""
    return f"{path.rstrip('/')}/"


def _column(lists: list[list[int]]) -> Array:
    return np.fromiter(chain.from_iterable(lists), np.int64, sum(map(len, lists)))
