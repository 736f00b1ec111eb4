"""Which answers of a large index have a word, a bit each, and how many of them come before any one.

A bit vector with rank (Jacobson, 'Space-efficient static trees and graphs', FOCS 1989): an answer's place in the word's
list is told in a few steps, however long the list, from 190 KB for 1,000,000 answers; a table of impacts takes 2 MB.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index.blockfile import Array

_BITS = 64
_SHIFT = 6
_BELOW = (np.uint64(1) << np.arange(_BITS, dtype=np.uint64)) - np.uint64(1)
"""For each bit of a word those before it."""


class Bitmap:
    """Some answers of an index.

    Args:
        docs: the answers, ascending.
        total: how many the index has.
    """

    def __init__(self, docs: Array, total: int) -> None:
        mask = np.zeros(-(-total // _BITS) * _BITS, bool)
        mask[docs] = True
        self._bytes = np.packbits(mask, bitorder="little")
        self._words = self._bytes.view("<u8")
        counts = np.bitwise_count(self._words).astype(np.int64)
        self._before = (np.cumsum(counts) - counts).astype(np.int32)

    @property
    def docs(self) -> Array:
        """The answers that are in it, ascending; int32."""
        return _ones(self._words, np.arange(len(self._words), dtype=np.int32))

    @property
    def words(self) -> int:
        """How many times 64 bits there are."""
        return len(self._words)

    @staticmethod
    def size(total: int) -> int:
        """Return the bytes that one over `total` answers takes."""
        return total * 3 // 16

    def of_these(self, docs: Array) -> Array:
        """Return where those stand among `docs` that are in it; int64."""
        bits = self._bytes.take(docs >> 3) >> (docs & 7).astype(np.uint8) & 1
        found: Array = bits.view(bool).nonzero()[0]  # which is quicker to look through than numbers
        return found

    def places(self, docs: Array) -> Array:
        """Return how many of its answers come before each of some that are in it."""
        at = docs >> _SHIFT
        below = np.bitwise_count(self._words.take(at) & _BELOW.take(docs & _BITS - 1))
        places: Array = self._before.take(at) + below
        return places


def common(bitmaps: Sequence[Bitmap]) -> Array:
    """Return the answers that are in all of several, ascending; int64."""
    first, *others = bitmaps
    words = first._words & others[0]._words if others else first._words
    for other in others[1:]:
        words &= other._words
    at = words.nonzero()[0]
    return _ones(words.take(at), at)


def _ones(words: Array, at: Array) -> Array:
    """Return the numbers of the bits that are set in some words, each of which is the word of its number in `at`."""
    bits = np.unpackbits(words.view(np.uint8), bitorder="little").view(bool).nonzero()[0]
    ones: Array = at.take(bits >> _SHIFT) << _SHIFT
    ones += (bits & _BITS - 1).astype(ones.dtype)
    return ones
