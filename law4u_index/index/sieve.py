"""A table of bits that tells, of many places at once, at which of them a term may stand.

A place is a position in an answer. Places are numbered, the one behind another with the next number (see
:meth:`law4u_index.index.positions.TermPositions.numbered`), and the table has a bit set for each place of the term: at
its number, cut down to the table's size. So it is a filter with one hash function (Bloom, 'Space/time trade-offs in
hash coding with allowable errors', Communications of the ACM 13(7), 1970).
"""

from __future__ import annotations

import numpy as np

from law4u_index.index.blockfile import Array

_BITS = 16
"""A table has at least so many bits for each place, so that of other places no more than one in so many passes."""


class Sieve:
    """The places of a term.

    Args:
        numbers: their numbers; u4.
    """

    def __init__(self, numbers: Array) -> None:
        self._count = self.size(len(numbers)) << 3
        marks = np.zeros(self._count, bool)
        marks[self._cut(numbers)] = True
        self._bytes = np.packbits(marks, bitorder="little")

    @staticmethod
    def size(places: int) -> int:
        """Return the bytes that the table of so many places takes."""
        return max(1, 1 << (_BITS * places - 1).bit_length() >> 3)

    def _cut(self, numbers: Array) -> Array:
        cut: Array = numbers & np.uint32(self._count - 1)
        return cut

    def holding(self, numbers: Array) -> Array:
        """Return which of some places, told by their numbers, may be among these: all that are, and a few others."""
        at = self._cut(numbers)
        bits = self._bytes.take(at >> 3) >> (at.astype(np.uint8) & 7) & 1
        found: Array = bits.view(bool).nonzero()[0]
        return found
