"""The positions of a term, laid out so that those in a few answers are looked up without reading all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index.bitmap import Bitmap
from law4u_index.index.blockfile import Array
from law4u_index.index.packed import PackedLists, run_indices
from law4u_index.index.sieve import Sieve

POSITION_BITS = 24
"""A position takes so many bits; the last one stands for all behind it."""

MAX_POSITION = (1 << POSITION_BITS) - 1

_APART = 1021
"""How far apart the same position in two answers side by side is numbered; odd, so that all numbers are as likely."""

_SOUGHT_SHARE = 16
"""A term's sieve is made once the places of other terms that were sought in it are as many as one in so many of its
own: it would not pay before."""

_LARGEST = 1 << 20
"""No sieve is made of a term that stands in more places: it tells too little, and takes too much memory."""

LARGE = 1 << 18
"""Of a segment of more answers than this the positions of frequent terms are looked up in less memory."""

_TOGETHER = 16
"""There only of one in so many of a term's answers it is kept where its positions begin."""

_BESIDE = np.arange(_TOGETHER - 1, dtype=np.uint8)[:, None]
"""The places of the answers that follow such a one, as a column."""

_NO_ANSWERS: Array = np.empty(0, np.int32)
"""None, in an array of its own: an empty slice of a term's answers would keep all of them in memory."""

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
    """A term's answers and its positions in each; those of a few answers are found by bisection among all.

    Args:
        answers: its answers, ascending, at least one; int32.
        starts: where the positions in each begin, and their end.
        positions: the positions, ascending in each.

    Attributes:
        positions: the positions.
        size: bytes in memory, without what is the file's own.
    """

    _sieve: Sieve | None = None
    _sought = 0  # so many places of other terms were sought here so far

    def __init__(self, answers: Array, starts: Array, positions: Array) -> None:
        self._answers = answers
        self._starts = starts
        self.positions = positions
        self._may_sift = len(positions) <= _LARGEST
        self.size = answers.nbytes + starts.nbytes + positions.nbytes * positions.flags.owndata
        self.size += Sieve.size(len(positions)) * self._may_sift

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
        return self.read(run_indices(places.starts, places.counts))

    def read(self, at: Array) -> Array:
        """Return some positions, told by their places in the list; int64."""
        found = self.positions[at].astype(np.int64)
        if self.positions.itemsize > 2:
            np.minimum(found, MAX_POSITION, out=found)  # a stranger's file may say more
        return found

    def numbered(self) -> Array:
        """Return a number for each of its positions: of the next position of an answer it is the next; u4, wraps."""
        numbers = np.repeat(self.answers.astype(np.uint32) * np.uint32(_APART), self.counts)
        numbers += np.minimum(self.positions, MAX_POSITION) if self.positions.itemsize > 2 else self.positions
        return numbers

    def sieve(self, places: int) -> Sieve | None:
        """Return a table of its numbers, to hold so many places of another term against; None before it pays."""
        if self._sieve is None and self._may_sift:
            self._sought += places
            if self._sought * _SOUGHT_SHARE >= len(self.positions):
                self._sieve = Sieve(self.numbered())
        return self._sieve

    def answers_at(self, at: Array) -> Array:
        """Return the answers that some of its positions are in, told by their places in the list."""
        return self._answers[self._owners(at)]

    def _owners(self, at: Array) -> Array:
        owners: Array = self._starts.searchsorted(at.astype(self._starts.dtype), "right") - 1
        return owners

    def stands_at(self, places: Places, wanted: Array) -> Array:
        """Tell where the term stands at a position: each answer's own are bisected, for all at once.

        Args:
            places: where the answers' positions are; some answers may be there several times.
            wanted: a position for each of them.
        """
        found = np.empty(len(wanted), bool)
        for start in range(0, len(wanted), _IN_CACHE):
            here = slice(start, start + _IN_CACHE)
            at, left, position = places.starts[here].copy(), places.counts[here].copy(), wanted[here]
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
        super().__init__(_NO_ANSWERS, _starts(of_each), positions)

    @property
    def answers(self) -> Array:
        """Its answers, ascending; int32."""
        return super().counts.nonzero()[0].astype(np.int32)

    @property
    def counts(self) -> Array:
        """How many positions each of these has."""
        of_each = super().counts
        return of_each[of_each > 0]

    def answers_at(self, at: Array) -> Array:
        """Return the answers that some of its positions are in, told by their places in the list."""
        return self._owners(at)

    def spans(self, docs: Array) -> tuple[Array, Array]:
        """Return what :meth:`TermPositions.spans` does."""
        return self._starts.take(docs, mode="clip"), self._starts.take(docs + 1, mode="clip")


class CompactTermPositions(TermPositions):
    """The same for a frequent term of a large segment, in little memory.

    Which answers have it is kept in a bit each, and of every sixteenth of these where its positions begin: those of the
    others are reached by adding up counts, which stay in the file.
    """

    def __init__(self, answers: Array, counts: Array, positions: Array) -> None:
        stop = int(answers[-1]) + 1
        starts = _starts(np.add.reduceat(counts, np.arange(0, len(counts), _TOGETHER), dtype=np.int64))
        super().__init__(_NO_ANSWERS, starts, positions)
        self._may_sift = False
        self.size = starts.nbytes + Bitmap.size(stop) + positions.nbytes * positions.flags.owndata
        self._stop = stop
        self._bitmap = Bitmap(answers, stop)
        self._counts = counts

    @property
    def answers(self) -> Array:
        """Its answers, ascending; int32."""
        return self._bitmap.docs

    @property
    def counts(self) -> Array:
        """How many positions each of these has."""
        return self._counts

    def answers_at(self, at: Array) -> Array:
        """Return the answers that some of its positions are in, told by their places in the list."""
        starts = _starts(self._counts)
        return self.answers[starts.searchsorted(at.astype(starts.dtype), "right") - 1]

    def spans(self, docs: Array) -> tuple[Array, Array]:
        """Return what :meth:`TermPositions.spans` does."""
        starts, ends = np.zeros((2, len(docs)), np.int64)
        found = self._bitmap.of_these(docs[: docs.searchsorted(self._stop)])
        at = self._bitmap.places(docs[found])
        first = at & -_TOGETHER
        before = self._counts.take(first + _BESIDE, mode="clip")
        before *= (at - first).astype(np.uint8) > _BESIDE
        starts[found] = self._starts[at // _TOGETHER] + before.sum(axis=0, dtype=np.int64)
        ends[found] = starts[found] + self._counts[at]
        return starts, ends


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
    positions = lists.get(number, int(counts.sum(dtype=np.int64)))
    if answers[-1] >= LARGE and Bitmap.size(int(answers[-1])) < answers.nbytes:
        return CompactTermPositions(answers, counts, positions)
    return positions_of(answers, _starts(counts), positions)


def keyed(lists: Sequence[tuple[int, TermPositions]], docs: Array) -> Array:
    """Return every position of several terms in some answers: a row shifted by :data:`POSITION_BITS`, and the position.

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
    """Return what :func:`~law4u_index.index.packed.run_starts` does, in four bytes a number where these will do.

    What costs most is fresh memory.
    """
    narrow = int(lengths.sum(dtype=np.int64)) < 1 << 31
    starts = np.zeros(len(lengths) + 1, np.int32 if narrow else np.int64)
    np.cumsum(lengths, dtype=starts.dtype, out=starts[1:])
    return starts
