"""The nearest of many vectors to one, exactly: all are multiplied out, by the linear algebra library."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.codes import restored
from law4u_index.meaning.encoder import Vectors
from law4u_index.meaning.processors import usable

BLOCK = 4096
"""So many vectors are multiplied out at a time. With no more, OpenBLAS wakes no thread of its own, which would wait in
a loop afterwards, on the processor that the encoder needs for the next query."""

_SHARED = 8
"""From so many blocks on a second thread takes half of them, where there is a processor for it."""

Numbers = NDArray[np.int64]
Codes = NDArray[np.int8]
Scales = NDArray[np.float32]


class Nearest:
    """Vectors in groups that follow one another: a group is as near as the nearest of its vectors.

    The vectors are held as float32, four bytes a dimension. Any number of threads may ask.

    Args:
        parts: codes and scales as :func:`~law4u_index.meaning.codes.quantise` made them, one vector a row.
        starts: the first row of each group, of all parts one behind the other, ascending; none is empty.
        dims: how many numbers a vector has.
    """

    def __init__(self, parts: Iterable[tuple[Codes, Scales]], starts: Numbers, dims: int) -> None:
        held = [(np.empty((0, dims), np.int8), np.empty(0, np.float32)), *parts]
        codes, scales = (np.concatenate(column) for column in zip(*held, strict=True))
        counts = np.diff(starts, append=len(scales))
        # First the first vectors of all groups, then the second ones of those that have two, and so on, the largest
        # groups always ahead: so the nearest of every group is found by whole arrays, not by a step a group.
        self._order = np.argsort(-counts, kind="stable")
        self._layers = [int((counts > rank).sum()) for rank in range(counts.max(initial=0))]
        layers = [starts[self._order[:size]] + rank for rank, size in enumerate(self._layers)]
        rows = np.concatenate([np.empty(0, np.int64), *layers])
        # One number of all vectors of a block behind the other: multiplied out a third faster than vector by vector.
        self._blocks = [
            np.ascontiguousarray(restored(codes[some], scales[some]).T)
            for some in (rows[row : row + BLOCK] for row in range(0, len(rows), BLOCK))
        ]

    def first(self, group: int) -> Vectors:
        """Return the first vector of a group."""
        block, column = divmod(int(np.flatnonzero(self._order == group)[0]), BLOCK)
        vector: Vectors = self._blocks[block][:, column]
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
        nearness = self._nearness(query.astype(np.float32))
        if not allowed.all():
            nearness[~allowed] = -np.inf
        groups = np.arange(len(nearness))
        if len(groups) > k:
            groups = np.flatnonzero(nearness >= np.partition(nearness, -k)[-k])
        groups = groups[nearness[groups] > -np.inf]
        order = np.lexsort((groups, -nearness[groups]))[:k]
        return groups[order], nearness[groups[order]]

    def _nearness(self, query: Vectors) -> Vectors:
        """Return how near each group is."""
        products = self._products(query)
        nearest = products[: len(self._order)]
        start = len(nearest)
        for size in self._layers[1:]:
            np.maximum(nearest[:size], products[start : start + size], out=nearest[:size])
            start += size
        by_group: Vectors = np.empty_like(nearest)
        by_group[self._order] = nearest
        return by_group

    def _products(self, query: Vectors) -> Vectors:
        """Return the product of a query and each vector, in the order of the blocks."""
        products = np.empty(sum(self._layers), np.float32)
        middle = len(self._blocks) // 2 if len(self._blocks) >= _SHARED and usable() > 1 else 0

        def multiply(first: int, last: int) -> None:
            for number in range(first, last):
                block = self._blocks[number]
                start = number * BLOCK
                np.matmul(query, block, out=products[start : start + block.shape[1]])

        if middle:
            other = Thread(target=multiply, args=(0, middle))
            other.start()
            multiply(middle, len(self._blocks))
            other.join()
        else:
            multiply(0, len(self._blocks))
        return products
