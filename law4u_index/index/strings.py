"""Byte strings one behind the other in a column, and where each ends in another: written, read, found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter

_RUN = 16
"""So many strings are read at once at the end of a bisection."""

_MET = 4096
"""Strings that a bisection meets in its first steps are kept, as all meet them: about so many, at the most twice."""


class StringsWriter:
    """Appends byte strings to the columns ``name.bytes`` and ``name.ends``."""

    def __init__(self, out: BlockFileWriter, name: str) -> None:
        self._out = out
        self._name = name
        self._end = 0
        out.append(f"{name}.bytes", b"")
        out.append(f"{name}.ends", np.zeros(1), "<u8")

    def append(self, strings: list[bytes]) -> None:
        """Append `strings`."""
        if strings:
            ends = np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings))) + self._end
            self._end = int(ends[-1])
            self._out.append(f"{self._name}.bytes", b"".join(strings))
            self._out.append(f"{self._name}.ends", ends, "<u8")


class Strings:
    """Reads the strings that :class:`StringsWriter` wrote; those in byte order are found by bisection."""

    def __init__(self, file: BlockFile, name: str) -> None:
        self._file = file
        self._bytes = f"{name}.bytes"
        self._ends = f"{name}.ends"
        self.count = file.length(self._ends) - 1
        self._far = max(_RUN, self.count // _MET)  # among more strings than this a step is one of the first
        self._met: dict[int, bytes] = {}

    def __getitem__(self, number: int) -> bytes:
        return self._file.bytes(self._bytes, *self._file.pair(self._ends, number))

    def range(self, first: int, stop: int) -> list[bytes]:
        """Return strings `first` to `stop`."""
        ends = self._file.slice(self._ends, first, stop + 1).tolist()
        base = ends[0]
        text = self._file.bytes(self._bytes, base, ends[-1])
        return [text[a - base : b - base] for a, b in pairwise(ends)]

    def scattered(self, numbers: Array) -> list[bytes]:
        """Return some strings, in any order, each by itself; `numbers` are int64."""
        ends = self._file.take(self._ends, np.concatenate([numbers, numbers + 1])).tolist()
        read, column = self._file.bytes, self._bytes
        return [read(column, *bounds) for bounds in zip(ends[: len(numbers)], ends[len(numbers) :], strict=True)]

    def lower_bound(self, string: bytes) -> int:
        """Return the number of the first that is not before `string`; `count` where all are."""
        low, high = 0, self.count
        while high - low > _RUN:
            middle = (low + high) // 2
            met = self._met.get(middle)
            if met is None:
                met = self[middle]
                if high - low > self._far:
                    self._met[middle] = met
            if met < string:
                low = middle + 1
            else:
                high = middle
        return low + bisect_left(self.range(low, high), string) if low < high else low

    def find(self, string: bytes) -> int | None:
        """Return the number of `string`, or None."""
        at = self.lower_bound(string)
        return at if at < self.count and self[at] == string else None

    def prefixed(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers, first and stop, of those that begin with `prefix`."""
        first = self.lower_bound(prefix)
        after = prefix.rstrip(b"\xff")
        stop = self.lower_bound(after[:-1] + bytes([after[-1] + 1])) if after else self.count
        return first, stop
