"""Where the positions of a few answers stand in a long posting list, without decoding all of it.

A posting list is kept as gaps, its positions one answer behind the other: where an answer's begin, only the sum of all
counts before it tells. These sums are worked out once for every :data:`SKIP` postings and kept; what lies between is
summed up for the answers that are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.packed import PackedLists, run_indices, run_starts

SKIP = 16
"""Postings between two sums."""

_SHORT = 2048
"""Lists of no more postings are decoded as fast as skipped through."""


_IN_CACHE = 1 << 14
"""So many positions are bisected at a time: what that takes stays in the processor's cache."""


@dataclass(frozen=True)
class Places:
    """Where answers stand in a posting list.

    Attributes:
        found: the places in the asked list of the answers that are in this one, ascending.
        starts: where the positions of each of these begin; int64.
        counts: how many positions it has; int64.
    """

    found: Array
    starts: Array
    counts: Array


class SkipList:
    """A posting list to look answers up in.

    Attributes:
        positions: how many positions there are in all.

    Args:
        gaps: its answers as gaps, at least one.
        counts: how many positions each has.
        lists: the positions of all terms.
        number: the term's.
    """

    def __init__(self, gaps: Array, counts: Array, lists: PackedLists, number: int) -> None:
        self._gaps = gaps
        self._counts = counts
        blocks = np.arange(0, len(gaps), SKIP)
        last = np.cumsum(np.add.reduceat(gaps, blocks, dtype=np.int64)) - 1
        self._last = last.astype(np.int32)  # the last answer of each block
        self._starts = run_starts(np.add.reduceat(counts, blocks, dtype=np.int64))
        self.positions = int(self._starts[-1])
        self._positions = lists.get(number, self.positions)

    def places(self, docs: Array) -> Places:
        """Return where `docs`, ascending, stand."""
        if len(self._gaps) <= max(_SHORT, SKIP * len(docs)):
            return self._decoded(docs)
        wanted = docs[: docs.searchsorted(self._last[-1], "right")].astype(np.int32)  # the rest stand behind its end
        blocks = self._last.searchsorted(wanted)
        before = np.where(blocks > 0, self._last[blocks - 1], -1)
        rows = (blocks * SKIP)[:, None] + np.arange(SKIP)
        answers = self._gaps.take(rows, mode="clip").cumsum(axis=1, dtype=np.int32)
        answers += before[:, None]
        column = (answers < wanted[:, None]).sum(axis=1)
        found = (answers[np.arange(len(wanted)), column] == wanted).nonzero()[0]
        column, rows = column[found], rows[found]
        counts = self._counts.take(rows, mode="clip")
        before = (counts * (np.arange(SKIP) < column[:, None])).sum(axis=1, dtype=np.int64)
        return Places(
            found, self._starts[blocks[found]] + before, counts[np.arange(len(found)), column].astype(np.int64)
        )

    def _decoded(self, docs: Array) -> Places:
        answers = np.cumsum(self._gaps, dtype=np.int64) - 1
        at = np.minimum(answers.searchsorted(docs), len(answers) - 1)
        found = (answers[at] == docs).nonzero()[0]
        at = at[found]
        return Places(found, run_starts(self._counts)[at], self._counts[at].astype(np.int64))

    def positions_at(self, places: Places) -> Array:
        """Return the positions in the answers that were found, one answer's behind the other's."""
        found: Array = self._positions[run_indices(places.starts, places.counts)]
        return found

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
