"""Where a term may stand in many answers, as a table of bits: which of many places it stands at is told at once.

Places are numbered so that the one behind has the next number, and a term is marked at the numbers of its own, cut down
to the table's size: a filter with one hash function (Bloom, 'Space/time trade-offs in hash coding with allowable
errors', Communications of the ACM 13(7), 1970).
"""

from __future__ import annotations

import numpy as np

from law4u_index.index.blockfile import Array

_BITS = 16
"""A table has at least so many bits for each place: no more than one other place in so many is taken for one."""


class Sieve:
    """Some places.

    Args:
        numbers: of each its number; u4.
    """

    def __init__(self, numbers: Array) -> None:
        self._count = self.size(len(numbers)) << 3
        marks = np.zeros(self._count, bool)
        marks[self._cut(numbers)] = True
        self._bytes = np.packbits(marks, bitorder="little")

    @staticmethod
    def size(places: int) -> int:
        """Return the bytes that one over so many places takes."""
        return max(1, 1 << (_BITS * places - 1).bit_length() >> 3)

    def _cut(self, numbers: Array) -> Array:
        cut: Array = numbers & np.uint32(self._count - 1)
        return cut

    def holding(self, numbers: Array) -> Array:
        """Return which of some places may be in it: all that are, and a few others."""
        at = self._cut(numbers)
        bits = self._bytes.take(at >> 3) >> (at.astype(np.uint8) & 7) & 1
        found: Array = bits.view(bool).nonzero()[0]
        return found
