"""The nearest of many vectors to one: all are multiplied out, as they are stored, and no nearest is missed.

Vectors are stored in eight bits, and the query is put into eight bits too, so that their products are sums of whole
numbers. How far such a product can be from that of the query as it was is known (Cauchy and Schwarz: the length of
what the query lost, times that of the vector). To all that could be among the first by that bound, and to as many as
are wanted in any case, the products with what was lost are added, in two more digits of eight bits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.codes import digits, restored
from law4u_index.meaning.encoder import Vectors
from law4u_index.meaning.products import Codes, products
from law4u_index.processors import idle

PIECE = 8_192
"""So many vectors are multiplied out at a time; what came of them is scaled while it lies in the cache."""

SURE = 128
"""So many of the nearest are certainly the nearest. Where more are wanted, those behind them are the nearest of the
query in eight bits: in the place of the last of them there may be another, nearer by what these lose."""

_SHARED = 4
"""From so many pieces on a second thread takes its share of them, where a processor has nothing to do: two take a third
more of the processors' time than one, which a server that answers many at once has not."""

_ROUNDING = 1e-5
"""What products in float32 of vectors of about one are off at the most."""

_SAMPLED = 32
"""One vector in so many is looked at to estimate how near many of them are."""

Numbers = NDArray[np.int64]
Scales = NDArray[np.float32]


class Nearest:
    """Vectors in groups that follow one another: a group is as near as the nearest of its vectors.

    Codes are copied: memory of one's own has larger pages than a file, and is read faster. Any number of threads may
    ask.

    Args:
        parts: codes and scales as :func:`~law4u_index.meaning.codes.quantise` made them, one vector a row.
        starts: the first row of each group, of all parts one behind the other, ascending; none is empty.
    """

    def __init__(self, parts: Sequence[tuple[Codes, Scales]], starts: Numbers) -> None:
        none = np.empty((0, 1), np.int8) if not parts else parts[0][0][:0], np.empty(0, np.float32)
        self._codes, self._scales = map(np.concatenate, zip(none, *parts, strict=True))
        self._starts = starts
        self._groups = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(self._scales)))

    def first(self, group: int) -> Vectors:
        """Return the first vector of a group."""
        rows = self._starts[group : group + 1]
        vector: Vectors = restored(self._codes[rows], self._scales[rows])[0]
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
        rough = self._products(codes[0], worth[0])
        if not allowed.all():
            rough[~allowed[self._groups]] = -np.inf
        rows = self._candidates(rough, k, self._error(query, worth[0] * codes[0]))
        exact = rough[rows] + (worth[1:] @ products(codes[1:], self._codes[rows])) * self._scales[rows]
        groups, nearness = self._by_group(rows, exact)
        order = np.lexsort((groups, -nearness))[:k]
        return groups[order], nearness[order].astype(np.float32)

    def _error(self, query: Vectors, kept: Vectors) -> float:
        """Return by how much the product of a vector and what is kept of a query is off at the most."""
        lost = float(np.linalg.norm(query - kept)) + _ROUNDING * float(np.linalg.norm(query))
        longest = 1 + float(self._scales.max()) / 2 * math.sqrt(len(query))  # one, and half a step along each axis
        return lost * longest

    def _candidates(self, rough: Vectors, k: int, error: float) -> Numbers:
        """Return the rows that may be of the nearest groups, ascending.

        Where one product is too small by the error and another too great by it, they differ by twice as much.

        Args:
            rough: how near each vector is, not exactly.
            k: how many groups are wanted.
            error: by how much each of these is off at the most.
        """
        low, rows, found = self._enough(rough, k)
        least = min(_greatest(found, k), _greatest(found, min(k, SURE)) - 2 * error)
        return rows[rough[rows] >= least] if least >= low else np.flatnonzero(rough >= least)

    def _enough(self, near: Vectors, k: int) -> tuple[float, Numbers, Vectors]:
        """Return a nearness that at least `k` groups have, the rows that do, and how near each of these groups is."""
        count = k
        while True:  # to look at these vectors only is quicker than to find the nearest of every group
            count = min(2 * count, len(near))
            low = _bar(near, count)
            rows = np.flatnonzero(near >= low)
            _, found = self._by_group(rows, near[rows])
            if len(found) >= k:
                return low, rows, found

    def _by_group(self, rows: Numbers, near: Vectors) -> tuple[Numbers, Vectors]:
        """Return the groups that some rows, ascending, belong to, and how near each is by the nearest of them."""
        groups = self._groups[rows]
        first = np.flatnonzero(np.diff(groups, prepend=-1))
        return groups[first], np.maximum.reduceat(near, first)

    def _products(self, query: Codes, worth: float) -> Vectors:
        """Return the product of a query, whose numbers are `worth` times its codes, and each vector."""
        found: Vectors = np.empty(len(self._scales), np.float32)
        pieces = iter(range(0, len(found), PIECE))  # one for all threads: who is done with a piece takes the next

        def multiply() -> None:
            for first in pieces:
                rows = slice(first, first + PIECE)
                of_codes = products(query[None], self._codes[rows])[0]
                np.multiply(of_codes, self._scales[rows], out=found[rows], casting="same_kind")
                found[rows] *= worth

        if len(found) >= _SHARED * PIECE and idle() > 1:
            other = Thread(target=multiply)
            other.start()
            multiply()
            other.join()
        else:
            multiply()
        return found


def _bar(near: Vectors, count: int) -> float:
    """Return a nearness that at least `count` vectors have, and not many more: by a sample, where that is quicker.

    How many of them are in a sample varies by the square root of what is expected at the most (the deviation of a
    binomial variable), and hardly ever by three times that.
    """
    sample = near[::_SAMPLED]
    expected = count / _SAMPLED
    place = math.ceil(expected + 3 * math.sqrt(expected)) + 1
    if place < len(sample):
        bar = _greatest(sample, place)
        if np.count_nonzero(near >= bar) >= count:
            return bar
    return _greatest(near, count)


def _greatest(values: Vectors, place: int) -> float:
    """Return the greatest of some values, or at place 2 the second, and so on."""
    return float(np.partition(values, -place)[-place])
