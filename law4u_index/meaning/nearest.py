"""The nearest of many vectors to one, exactly: all are multiplied out, in one call of the linear algebra library."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.codes import restored
from law4u_index.meaning.encoder import Vectors

_CHUNK = 16_384

Numbers = NDArray[np.int64]
Codes = NDArray[np.int8]
Scales = NDArray[np.float32]


class Nearest:
    """Vectors in groups that follow one another: a group is as near as the nearest of its vectors.

    The vectors are held as float32, four bytes a dimension. Any number of threads may ask.

    Args:
        blocks: codes and scales as :func:`~law4u_index.meaning.codes.quantise` made them, one vector a row.
        starts: the first row of each group, of all blocks one behind the other, ascending; none is empty.
        dims: how many numbers a vector has.
    """

    def __init__(self, blocks: Iterable[tuple[Codes, Scales]], starts: Numbers, dims: int) -> None:
        held = list(blocks)
        # One number of all vectors behind the other: multiplied out a third faster than one vector behind the other.
        self._vectors = np.empty((dims, sum(len(scales) for _, scales in held)), np.float32)
        at = 0
        for codes, scales in held:
            for row in range(0, len(scales), _CHUNK):
                chunk = restored(codes[row : row + _CHUNK], scales[row : row + _CHUNK])
                self._vectors[:, at : at + len(chunk)] = chunk.T
                at += len(chunk)
        self._starts = starts

    def first(self, group: int) -> Vectors:
        """Return the first vector of a group."""
        vector: Vectors = self._vectors[:, self._starts[group]]
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
        if not len(self._starts):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        nearness: Vectors = np.maximum.reduceat(query.astype(np.float32) @ self._vectors, self._starts)
        if not allowed.all():
            nearness[~allowed] = -np.inf
        groups = np.arange(len(nearness))
        if len(groups) > k:
            groups = np.flatnonzero(nearness >= np.partition(nearness, -k)[-k])
        groups = groups[nearness[groups] > -np.inf]
        order = np.lexsort((groups, -nearness[groups]))[:k]
        return groups[order], nearness[groups[order]]
