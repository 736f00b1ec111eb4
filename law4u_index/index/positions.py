"""The positions of a term, laid out so that those in a few answers are looked up without reading all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.packed import PackedLists, run_indices

POSITION_BITS = 24
"""A position takes so many bits; the last one stands for all behind it."""

MAX_POSITION = (1 << POSITION_BITS) - 1

_IN_CACHE = 1 << 14
"""So many positions are bisected at a time: what that takes stays in the processor's cache."""


class Places:
    """Where the positions of some answers stand in a term's list.

    Attributes:
        found: the places in the asked list of the answers that have the term, ascending.
        starts: where the positions of each of these begin; int64.
        counts: how many positions it has; int64.
    """

    __slots__ = ("counts", "found", "starts")

    def __init__(self, found: Array, starts: Array, counts: Array) -> None:
        self.found = found
        self.starts = starts
        self.counts = counts


class TermPositions:
    """A term's answers and its positions in each.

    Args:
        answers: its answers, ascending, at least one; int32.
        starts: where the positions in each begin, and their end.
        positions: the positions, ascending in each.

    Attributes:
        positions: the positions.
        size: bytes in memory, without what is the file's own.
    """

    def __init__(self, answers: Array, starts: Array, positions: Array) -> None:
        self._answers = answers
        self._starts = starts
        self.positions = positions
        self.size = answers.nbytes + starts.nbytes + positions.nbytes * positions.flags.owndata

    @property
    def answers(self) -> Array:
        """Its answers, ascending; int32."""
        return self._answers

    @property
    def counts(self) -> Array:
        """How many positions each of these has."""
        counts: Array = self._starts[1:] - self._starts[:-1]
        return counts

    def spans(self, docs: Array) -> tuple[Array, Array]:
        """Return where the positions in each of `docs`, ascending, begin, and their end: the same where it has none."""
        wanted = docs.astype(np.int32, copy=False)
        at = self._answers.searchsorted(wanted)
        return self._starts.take(at), self._starts.take(at + (self._answers.take(at, mode="clip") == wanted))

    def places(self, docs: Array) -> Places:
        """Return where `docs`, ascending, stand."""
        starts, ends = self.spans(docs)
        counts = ends - starts
        found = counts.nonzero()[0]
        return Places(found, starts[found].astype(np.int64), counts[found].astype(np.int64))

    def positions_at(self, places: Places) -> Array:
        """Return the positions in the answers that were found, one answer's behind the other's; int64."""
        found = self.positions[run_indices(places.starts, places.counts)].astype(np.int64)
        if self.positions.itemsize > 2:
            np.minimum(found, MAX_POSITION, out=found)  # a stranger's file may say more
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
                at += half * (self.positions[at + half] <= position)
                left -= half
            found[here] = self.positions[at] == position
        return found


class FrequentTermPositions(TermPositions):
    """The same for a term that most answers have: where the positions of each begin is read off, not searched for.

    It has a start for every answer up to the last that has the term, which takes no more than theirs and their numbers.
    """

    def __init__(self, answers: Array, starts: Array, positions: Array) -> None:
        of_each = np.zeros(int(answers[-1]) + 1, starts.dtype)
        of_each[answers] = starts[1:] - starts[:-1]
        super().__init__(answers[:0], _starts(of_each), positions)

    @property
    def answers(self) -> Array:
        """Its answers, ascending; int32."""
        return super().counts.nonzero()[0].astype(np.int32)

    @property
    def counts(self) -> Array:
        """How many positions each of these has."""
        of_each = super().counts
        return of_each[of_each > 0]

    def spans(self, docs: Array) -> tuple[Array, Array]:
        """Return what :meth:`TermPositions.spans` does."""
        return self._starts.take(docs, mode="clip"), self._starts.take(docs + 1, mode="clip")


def positions_of(answers: Array, starts: Array, positions: Array) -> TermPositions:
    """Return a term's positions in the layout that is looked up faster; takes what :class:`TermPositions` does."""
    is_frequent = 2 * len(answers) > int(answers[-1])
    return (FrequentTermPositions if is_frequent else TermPositions)(answers, starts, positions)


def read_positions(answers: Array, counts: Array, lists: PackedLists, number: int) -> TermPositions:
    """Return the positions of a term of a segment.

    Args:
        answers: its answers, ascending, at least one; int32.
        counts: how many positions each has.
        lists: the positions of all terms.
        number: the term's.
    """
    starts = _starts(counts)
    return positions_of(answers, starts, lists.get(number, int(starts[-1])))


def keyed(lists: Sequence[tuple[int, TermPositions]], docs: Array) -> Array:
    """Return every position of several terms in some answers: the row, shifted left by 24, and the position.

    Args:
        lists: the terms, at least one, each with the row of the first of `docs`; the others' rows follow it.
        docs: the answers, ascending.

    Returns:
        term by term, the positions of each ascending; int64.
    """
    wanted = docs.astype(np.int32)
    spans = [one.spans(wanted) for _, one in lists]
    starts = np.concatenate([begun for begun, _ in spans], dtype=np.int64)
    counts = np.concatenate([ended for _, ended in spans], dtype=np.int64) - starts
    at = run_indices(starts, counts)
    stops = counts.reshape(len(lists), len(docs)).sum(axis=1).cumsum().tolist()
    bounds = zip(lists, [0, *stops], stops, strict=False)
    found = np.concatenate([one.positions.take(at[low:high]) for (_, one), low, high in bounds], dtype=np.int64)
    np.minimum(found, MAX_POSITION, out=found)  # a stranger's file may say more
    rows = np.add.outer(np.array([row for row, _ in lists]), np.arange(len(docs)))
    found |= (rows.ravel() << POSITION_BITS).repeat(counts)
    return found


def joined(parts: Sequence[tuple[int, TermPositions]]) -> TermPositions:
    """Return the positions of a term in several segments as if they were one.

    Args:
        parts: those that have it, at least one, ascending, each with the number that its answers are counted from.
    """
    answers = np.concatenate([one.answers + np.int32(base) for base, one in parts])
    counts = np.concatenate([one.counts for _, one in parts])
    positions = parts[0][1].positions if len(parts) == 1 else np.concatenate([one.positions for _, one in parts])
    return positions_of(answers, _starts(counts), positions)


def _starts(lengths: Array) -> Array:
    """Return what :func:`run_starts` does, in four bytes each where these will do: fresh memory is what costs most."""
    narrow = int(lengths.sum(dtype=np.int64)) < 1 << 31
    starts = np.zeros(len(lengths) + 1, np.int32 if narrow else np.int64)
    np.cumsum(lengths, dtype=starts.dtype, out=starts[1:])
    return starts
