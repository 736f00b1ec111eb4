"""Segments one behind the other, looked into as one: where words stand in the answers of many small segments.

What a search asks of its best few answers (positions, passages, where the question ends) costs a small segment as much
as a large one. So the newest segments, which many small updates leave, are joined in memory while they are small
together; a large segment is read where it lies, and only as far as it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index.blockfile import Array
from law4u_index.index.packed import run_indices
from law4u_index.index.positions import TermPositions, joined
from law4u_index.index.records import StoredBody
from law4u_index.index.segment import Segment

TOGETHER = 1 << 14
"""Segments of so many answers together are joined: their columns take some two MB."""


class Joined:
    """Several segments as one; answers are numbered through all of them.

    Args:
        segments: at least two, none of them empty.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._bases = [0, *accumulate(segment.count for segment in segments)]
        self.count = self._bases.pop()

    def positions_of(self, term: str) -> TermPositions | None:
        """Return the positions of a term, to look up; None where no answer has it."""
        found = [segment.positions_of(term) for segment in self._segments]
        here = [(base, one) for base, one in zip(self._bases, found, strict=True) if one is not None]
        return joined(here) if here else None

    @cached_property
    def _questions(self) -> Array:
        return np.concatenate([segment.question_ends() for segment in self._segments])

    def question_ends(self, docs: Array) -> Array:
        """Return the position after the question of each of `docs`."""
        found: Array = self._questions[docs]
        return found

    @cached_property
    def _passages(self) -> tuple[Array, Array, Array]:
        """Where the passages of each answer begin, how many it has, and the positions of all."""
        each = [segment.passages() for segment in self._segments]
        starts, lengths = (np.concatenate(columns) for columns in zip(*each, strict=True))
        return np.cumsum(lengths) - lengths, lengths, starts

    def passages_of(self, docs: Array) -> tuple[Array, Array]:
        """Return what :meth:`Segment.passages_of` does."""
        firsts, every, starts = self._passages
        lengths = every[docs]
        return starts[run_indices(firsts[docs], lengths)].astype(np.int64), lengths

    def bodies(self, docs: Array) -> Iterator[StoredBody]:
        """Yield what is stored of some answers, which ascend, beside their heads."""
        ends = docs.searchsorted([*self._bases[1:], self.count]).tolist()
        for segment, base, low, high in zip(self._segments, self._bases, [0, *ends], ends, strict=False):
            if low < high:
                yield from segment.bodies(docs[low:high] - base)

    def unreadable(self, doc: int, error: Exception) -> IndexDamaged:
        """Return the error to raise where reading an answer came to `error`."""
        number = bisect_right(self._bases, doc) - 1
        return self._segments[number].unreadable(doc - self._bases[number], error)


class Stretch(NamedTuple):
    """A segment's place among the answers of a snapshot, or that of several joined.

    Attributes:
        base: the number of its first answer.
        held: what is asked, with answers numbered from 0.
    """

    base: int
    held: Segment | Joined

    @property
    def stop(self) -> int:
        """The number behind that of its last answer."""
        return self.base + self.held.count

    def among(self, docs: Array) -> tuple[int, int]:
        """Return where its own stand among some answers, which ascend: the first's place, and that behind the last."""
        if len(docs) and self.base <= docs[0] and docs[-1] < self.stop:  # mostly all, and told in a tenth of the time
            return 0, len(docs)
        low, high = docs.searchsorted([self.base, self.stop]).tolist()
        return low, high


def stretches(segments: Sequence[Segment]) -> list[Stretch]:
    """Return segments as they are to be looked into, those without answers left out.

    Args:
        segments: all of them, oldest first.
    """
    bases = accumulate((segment.count for segment in segments), initial=0)
    placed = [(base, segment) for base, segment in zip(bases, segments, strict=False) if segment.count]
    first, total = len(placed), 0
    while first and total + placed[first - 1][1].count <= TOGETHER:
        first -= 1
        total += placed[first][1].count
    newest = placed[first:]
    if len(newest) < 2:
        return [Stretch(*one) for one in placed]
    together = Joined([segment for _, segment in newest])
    return [*(Stretch(*one) for one in placed[:first]), Stretch(newest[0][0], together)]
