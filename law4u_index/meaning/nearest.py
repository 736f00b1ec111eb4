"""The nearest of many vectors to one: all are multiplied out, as they are stored, and no nearest is missed.

Vectors are stored in eight bits, and the query is put into eight bits too, so that their products are sums of whole
numbers. How far such a product can be from that of the query as it was is known (Cauchy and Schwarz: the length of
what the query lost, times that of the vector). Of all that could be among the nearest by that bound the products with
what was lost are added, in two more digits of eight bits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.codes import digits, restored
from law4u_index.meaning.encoder import Vectors
from law4u_index.meaning.processors import usable
from law4u_index.meaning.products import Codes, products

PIECE = 8_192
"""So many vectors are multiplied out at a time; what came of them is scaled while it lies in the cache."""

_SHARED = 4
"""From so many pieces on a second thread takes its share of them, where there is a processor for it."""

_ROUNDING = 1e-5
"""What products in float32 of vectors of about one are off at the most."""

Numbers = NDArray[np.int64]
Scales = NDArray[np.float32]


class Nearest:
    """Vectors in groups that follow one another: a group is as near as the nearest of its vectors.

    Codes are not copied, so they may be views of a file. Any number of threads may ask.

    Args:
        parts: codes and scales as :func:`~law4u_index.meaning.codes.quantise` made them, one vector a row.
        starts: the first row of each group, of all parts one behind the other, ascending; none is empty.
    """

    def __init__(self, parts: Sequence[tuple[Codes, Scales]], starts: Numbers) -> None:
        self._parts = [codes for codes, _ in parts]
        self._firsts = np.cumsum([0, *map(len, self._parts)])
        self._scales = np.concatenate([np.empty(0, np.float32), *(scales for _, scales in parts)])
        self._starts = starts
        count = len(self._scales)
        self._groups = np.repeat(np.arange(len(starts)), np.diff(starts, append=count))
        self._pieces = [
            (codes[row : row + PIECE], slice(first + row, first + min(row + PIECE, len(codes))))
            for first, codes in zip(self._firsts.tolist(), self._parts, strict=False)
            for row in range(0, len(codes), PIECE)
        ]

    def first(self, group: int) -> Vectors:
        """Return the first vector of a group."""
        rows = self._starts[group : group + 1]
        vector: Vectors = restored(self._codes(rows), self._scales[rows])[0]
        return vector

    def best(self, query: Vectors, k: int, allowed: NDArray[np.bool_]) -> tuple[Numbers, Vectors]:
        """Return the `k` nearest groups, the nearest first, ties by number, and how near each is.

        Args:
            query: a vector of as many dimensions.
            k: how many groups are wanted, at least 1.
            allowed: which groups may be found.

        Returns:
            fewer than `k` where there are fewer; the dot product of the query and the group's nearest vector.
        """
        k = min(k, int(allowed.sum()))
        if not k:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        codes, worth = digits(query)
        near = self._products(codes[0], worth[0])
        if not allowed.all():
            near[~allowed[self._groups]] = -np.inf
        lost = float(np.linalg.norm(query - worth[0] * codes[0])) + _ROUNDING * float(np.linalg.norm(query))
        longest = 1 + float(self._scales.max()) / 2 * math.sqrt(len(query))  # one, and half a step along each axis
        rows = np.flatnonzero(near >= self._bar(near, k) - 2 * lost * longest)
        exact = near[rows] + (worth[1:] @ products(codes[1:], self._codes(rows))) * self._scales[rows]
        groups, nearness = self._by_group(rows, exact)
        order = np.lexsort((groups, -nearness))[:k]
        return groups[order], nearness[order].astype(np.float32)

    def _bar(self, near: Vectors, k: int) -> float:
        """Return how near the last of the `k` nearest groups is, of at least as many that may be found."""
        found = np.empty(0, near.dtype)
        count = k
        while len(found) < k:  # no more vectors than are looked at: sorting out those of all groups takes longer
            count = min(2 * count, len(near))
            last = np.partition(near, -count)[-count]
            rows = np.flatnonzero(near >= last)
            _, found = self._by_group(rows, near[rows])
        return float(np.partition(found, -k)[-k])

    def _by_group(self, rows: Numbers, near: Vectors) -> tuple[Numbers, Vectors]:
        """Return the groups that some rows, ascending, belong to, and how near each is by the nearest of them."""
        groups = self._groups[rows]
        first = np.flatnonzero(np.diff(groups, prepend=-1))
        return groups[first], np.maximum.reduceat(near, first)

    def _codes(self, rows: Numbers) -> Codes:
        """Return a copy of some rows' codes; the rows are ascending."""
        if len(self._parts) == 1:
            return self._parts[0][rows]
        bounds = np.searchsorted(rows, self._firsts)
        return np.concatenate(
            [
                codes[rows[start:stop] - first]
                for codes, first, start, stop in zip(
                    self._parts, self._firsts[:-1], bounds[:-1], bounds[1:], strict=True
                )
            ]
        )

    def _products(self, query: Codes, worth: float) -> Vectors:
        """Return the product of a query, whose numbers are `worth` times its codes, and each vector."""
        found: Vectors = np.empty(len(self._scales), np.float32)
        pieces = iter(self._pieces)  # one for all threads: who is done with a piece takes the next

        def multiply() -> None:
            for codes, rows in pieces:
                np.multiply(products(query[None], codes)[0], self._scales[rows], out=found[rows], casting="same_kind")

        if len(self._pieces) >= _SHARED and usable() > 1:
            other = Thread(target=multiply)
            other.start()
            multiply()
            other.join()
        else:
            multiply()
        found *= worth
        return found
