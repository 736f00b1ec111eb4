"""The nearest of many vectors to one: all are multiplied out, by the linear algebra library.

Up to :data:`MANY` vectors by all their numbers. Of more, first by the leading numbers of each, and then by all numbers
those that are as near by these as the :data:`CANDIDATES` nearest groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.codes import restored
from law4u_index.meaning.encoder import Vectors
from law4u_index.meaning.processors import usable

MANY = 131_072
"""So many vectors are multiplied out by all their numbers: with 384 of them that is 200 MB of memory, and some 5 ms."""

CANDIDATES = 4000
"""So many groups at least are measured by all numbers where there are more vectors than that."""

BLOCK = 262_144
"""So many numbers are multiplied out at a time. With no more, OpenBLAS wakes no thread of its own, which would wait in
a loop afterwards, on the processor that the encoder needs for the next query."""

_SHARED = 8
"""From so many blocks on a second thread takes half of them, where there is a processor for it."""

Numbers = NDArray[np.int64]
Codes = NDArray[np.int8]
Scales = NDArray[np.float32]


class Nearest:
    """Vectors in groups that follow one another: a group is as near as the nearest of its vectors.

    What is multiplied out of each vector is held as float32. Any number of threads may ask.

    Args:
        parts: codes and scales as :func:`~law4u_index.meaning.codes.quantise` made them, one vector a row.
        starts: the first row of each group, of all parts one behind the other, ascending; none is empty.
        dims: how many numbers a vector has.
        leading: how many of them tell most of what vectors differ in.
    """

    def __init__(self, parts: Sequence[tuple[Codes, Scales]], starts: Numbers, dims: int, leading: int) -> None:
        none = np.empty((0, dims), np.int8), np.empty(0, np.float32)
        codes, scales = parts[0] if len(parts) == 1 else map(np.concatenate, zip(none, *parts, strict=True))
        self._codes, self._scales, self._starts = codes, scales, starts
        self._leading = leading if len(scales) > MANY else dims
        self._dims = dims
        counts = np.diff(starts, append=len(scales))
        # First the first vectors of all groups, then the second ones of those that have two, and so on, the largest
        # groups always ahead: so the nearest of every group is found by whole arrays, not by a step a group.
        self._order = np.argsort(-counts, kind="stable")
        self._layers = [int((counts > rank).sum()) for rank in range(counts.max(initial=0))]
        layers = [starts[self._order[:size]] + rank for rank, size in enumerate(self._layers)]
        self._rows = rows = np.concatenate([np.empty(0, np.int64), *layers])
        # One number of all vectors of a block behind the other: multiplied out a third faster than vector by vector.
        self._size = max(1, BLOCK // self._leading)
        self._blocks = [
            np.ascontiguousarray(restored(codes[some, : self._leading], scales[some]).T)
            for some in (rows[row : row + self._size] for row in range(0, len(rows), self._size))
        ]

    def first(self, group: int) -> Vectors:
        """Return the first vector of a group."""
        row = int(self._starts[group])
        vector: Vectors = restored(self._codes[row : row + 1], self._scales[row : row + 1])[0]
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
        query = query.astype(np.float32)
        products = self._products(query[: self._leading])
        nearness = self._by_group(products)
        if not allowed.all():
            nearness[~allowed] = -np.inf
        groups = np.arange(len(nearness))
        if self._leading < self._dims:
            groups, nearness = self._by_all(query, products, nearness, max(k, CANDIDATES))
        if len(groups) > k:
            near = nearness >= np.partition(nearness, -k)[-k]
            groups, nearness = groups[near], nearness[near]
        found = nearness > -np.inf
        groups, nearness = groups[found], nearness[found]
        order = np.lexsort((groups, -nearness))[:k]
        return groups[order], nearness[order]

    def _by_group(self, products: Vectors) -> Vectors:
        """Return how near each group is by the products of its vectors."""
        nearest = products[: len(self._order)].copy()
        start = len(nearest)
        for size in self._layers[1:]:
            np.maximum(nearest[:size], products[start : start + size], out=nearest[:size])
            start += size
        by_group: Vectors = np.empty_like(nearest)
        by_group[self._order] = nearest
        return by_group

    def _by_all(self, query: Vectors, products: Vectors, nearness: Vectors, count: int) -> tuple[Numbers, Vectors]:
        """Return the groups that may be among the nearest, ascending, and how near each is by all numbers.

        Args:
            query: the query's vector.
            products: of its leading numbers with those of each vector.
            nearness: of each group by these; -inf where it may not be found.
            count: how many groups are measured, if there are as many.
        """
        bar = np.partition(nearness, -count)[-count] if len(nearness) > count else -np.inf
        rows = self._rows[products >= bar]
        rows.sort()  # so that the rows of a group stand side by side, and are read as they lie in memory
        groups = np.searchsorted(self._starts, rows, "right") - 1
        wanted = nearness[groups] > -np.inf
        rows, groups = rows[wanted], groups[wanted]
        # Without OpenBLAS, whose threads would wait.
        by_all = np.einsum("ij,j->i", self._codes[rows].astype(np.float32), query) * self._scales[rows]
        first = np.flatnonzero(np.diff(groups, prepend=-1))
        return groups[first], np.maximum.reduceat(by_all, first) if len(first) else by_all

    def _products(self, query: Vectors) -> Vectors:
        """Return the product of a query and each vector, in the order of the blocks."""
        products = np.empty(sum(self._layers), np.float32)
        middle = len(self._blocks) // 2 if len(self._blocks) >= _SHARED and usable() > 1 else 0

        def multiply(first: int, last: int) -> None:
            for number in range(first, last):
                block = self._blocks[number]
                start = number * self._size
                np.matmul(query, block, out=products[start : start + block.shape[1]])

        if middle:
            other = Thread(target=multiply, args=(0, middle))
            other.start()
            multiply(middle, len(self._blocks))
            other.join()
        else:
            multiply(0, len(self._blocks))
        return products
