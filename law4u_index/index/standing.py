"""Where a term stands: its posting list decoded for looking up the positions in a few answers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.packed import PackedLists, run_indices, run_starts

POSITION_BITS = 24
"""A position takes so many bits; the last one stands for all behind it."""

MAX_POSITION = (1 << POSITION_BITS) - 1

_IN_CACHE = 1 << 14
"""So many positions are bisected at a time: what that takes stays in the processor's cache."""


class Places(NamedTuple):
    """Where the positions of some answers stand in a term's list.

    Attributes:
        found: the places in the asked list of the answers that have the term, ascending.
        starts: where the positions of each of these begin; int64.
        counts: how many positions it has; int64.
    """

    found: Array
    starts: Array
    counts: Array


class Standing:
    """A term's answers and its positions in each.

    Attributes:
        positions: how many positions there are in all.
        size: bytes in memory, without what is the file's own.

    Args:
        gaps: its answers as gaps, at least one.
        counts: how many positions each has.
        lists: the positions of all terms.
        number: the term's.
    """

    def __init__(self, gaps: Array, counts: Array, lists: PackedLists, number: int) -> None:
        self._answers = np.cumsum(gaps, dtype=np.int32)
        self._answers -= 1
        starts = run_starts(counts)
        self.positions = int(starts[-1])
        self._starts = starts.astype(np.int32) if self.positions < 1 << 31 else starts
        self._positions = lists.get(number, self.positions)
        self.size = self._answers.nbytes + self._starts.nbytes

    def places(self, docs: Array) -> Places:
        """Return where `docs`, ascending, stand."""
        wanted = docs.astype(np.int32)
        at = self._answers.searchsorted(wanted)
        found = (self._answers.take(at, mode="clip") == wanted).nonzero()[0]
        at = at[found]
        starts = self._starts[at].astype(np.int64)
        return Places(found, starts, self._starts[at + 1] - starts)

    def positions_at(self, places: Places) -> Array:
        """Return the positions in the answers that were found, one answer's behind the other's; int64."""
        found = self._positions[run_indices(places.starts, places.counts)].astype(np.int64)
        if self._positions.itemsize > 2:
            np.minimum(found, MAX_POSITION, out=found)  # a stranger's file may say more
        return found

    def keyed(self, docs: Array) -> Array:
        """Return all positions in `docs`, which ascend: the place in `docs`, shifted left by 24, and the position."""
        places = self.places(docs)
        keys = np.repeat(places.found << POSITION_BITS, places.counts)
        keys |= self.positions_at(places)
        return keys

    def stands_at(self, places: Places, owners: Array, wanted: Array) -> Array:
        """Tell which of some positions the term stands at: each answer's own are bisected, for all at once.

        Args:
            places: where the answers' positions are.
            owners: for each position, the place in `places` of the answer that it is in.
            wanted: the positions.
        """
        found = np.empty(len(owners), bool)
        for start in range(0, len(owners), _IN_CACHE):
            here = slice(start, start + _IN_CACHE)
            at, left, position = places.starts[owners[here]], places.counts[owners[here]], wanted[here]
            for _ in range(int(left.max()).bit_length()):
                half = left >> 1
                at += half * (self._positions[at + half] <= position)
                left -= half
            found[here] = self._positions[at] == position
        return found
