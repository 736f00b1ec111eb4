"""Products of vectors of codes: whole numbers in eight bits, summed without a rounding.

By SimSIMD where it is installed (the extra ``semantic`` brings it), which reads the codes as they lie in a file; else
by numpy, which has no fast product of eight bits and so widens them a cacheful at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.encoder import Vectors

try:
    import simsimd
except ImportError:
    simsimd = None  # type: ignore[assignment,unused-ignore]  # a module that is not there

Codes = NDArray[np.int8]

CACHEFUL = 262_144
"""So many numbers are widened at a time. With no more, OpenBLAS wakes no thread of its own, which would wait in a loop
afterwards, on the processor that the encoder needs for the next query."""


def widened_products(queries: Codes, codes: Codes) -> Vectors:
    """Return the products of queries and vectors of codes, by numpy alone.

    Args:
        queries: one a row.
        codes: one vector a row.

    Returns:
        one row a query, one column a vector. They are exact: with at most 384 numbers of at most 127 no sum reaches
        what a float32 counts to, 2²⁴.
    """
    wide = queries.astype(np.float32)
    found = np.empty((len(queries), len(codes)), np.float32)
    rows = max(1, CACHEFUL // queries.shape[1])
    for row in range(0, len(codes), rows):
        found[:, row : row + rows] = wide @ codes[row : row + rows].T.astype(np.float32)
    return found


def products(queries: Codes, codes: Codes) -> NDArray[np.floating]:
    """Return what :func:`widened_products` returns, as quickly as this machine can; without Python's lock."""
    if simsimd is None or not len(codes):
        return widened_products(queries, codes)
    return np.asarray(simsimd.cdist(queries, codes, "inner"))
