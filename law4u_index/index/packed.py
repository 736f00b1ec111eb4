"""Many short lists of small numbers in few columns: each list in one, two or four bytes a number, as it needs.

A file has, for the lists called ``x``, the columns ``x.1``, ``x.2`` and ``x.4`` with the numbers, and ``x.at`` with one
``u64`` a list: where it starts in its column, shifted left by two, and in the low bits which column that is. How long
a list is, the caller knows.
"""

from __future__ import annotations

import numpy as np

from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter

_SUFFIXES = (".1", ".2", ".4")
_DTYPES = ("u1", "<u2", "<u4")


def run_starts(lengths: Array) -> Array:
    """Return where each of several runs starts when they stand one behind the other, and their end: int64."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def run_indices(starts: Array, lengths: Array) -> Array:
    """Return the indices of runs that start anywhere: ``starts[0], starts[0] + 1, …, starts[1], …``, int64."""
    ends = run_starts(lengths)
    return np.arange(ends[-1], dtype=np.int64) + np.repeat(np.asarray(starts, np.int64) - ends[:-1], lengths)


class PackedListsWriter:
    """Appends lists to the columns of a file.

    Args:
        out: the file.
        name: what the lists are called.
    """

    def __init__(self, out: BlockFileWriter, name: str) -> None:
        self._out = out
        self._name = name
        self._ends = [0, 0, 0]
        for suffix, dtype in zip(_SUFFIXES, _DTYPES, strict=True):
            out.append(name + suffix, b"", dtype)
        out.append(f"{name}.at", b"", "<u8")

    def append(self, values: Array, lengths: Array) -> None:
        """Append ``len(lengths)`` lists, which stand one behind the other in `values`; none is empty."""
        if not len(lengths):
            return
        starts = run_starts(lengths)
        top = np.maximum.reduceat(values, starts[:-1])
        code = (top > 0xFF).astype(np.int64) + (top > 0xFFFF)
        at = np.empty(len(lengths), np.uint64)
        codes = np.repeat(code, lengths)
        for which, suffix in enumerate(_SUFFIXES):
            chosen = code == which
            sizes = lengths[chosen]
            if not len(sizes):
                continue
            places = run_starts(sizes) + self._ends[which]
            at[chosen] = (places[:-1].astype(np.uint64) << np.uint64(2)) | np.uint64(which)
            self._ends[which] = int(places[-1])
            self._out.append(self._name + suffix, values[codes == which], _DTYPES[which])
        self._out.append(f"{self._name}.at", at, "<u8")


class PackedLists:
    """Reads the lists that :class:`PackedListsWriter` wrote.

    Args:
        file: the file.
        name: what the lists are called.
    """

    def __init__(self, file: BlockFile, name: str) -> None:
        self._file = file
        self._name = name

    def get(self, number: int, length: int) -> Array:
        """Return list `number`, which has `length` entries: a view in one, two or four bytes a number."""
        at = self._file.item(f"{self._name}.at", number)
        start, which = at >> 2, at & 3
        return self._file.slice(self._name + _SUFFIXES[min(which, 2)], start, start + length)

    def many(self, first: int, lengths: Array) -> Array:
        """Return the lists from `first` on, one behind the other, as int64."""
        at = self._file.slice(f"{self._name}.at", first, first + len(lengths))
        code = (at & np.uint64(3)).astype(np.int64)
        codes = np.repeat(code, lengths)
        values = np.empty(len(codes), np.int64)
        for which, suffix in enumerate(_SUFFIXES):
            chosen = code == which
            if chosen.any():  # lists of one width stand one behind the other in their column
                start = int(at[chosen][0]) >> 2
                total = int(lengths[chosen].sum())
                values[codes == which] = self._file.slice(self._name + suffix, start, start + total)
        return values
