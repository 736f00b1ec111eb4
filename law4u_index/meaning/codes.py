"""Vectors as bytes: each number of a vector in eight bits, and one scale for all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.encoder import Vectors

_MOST = 127


def quantise(vectors: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return vectors of length one as codes and scales: ``codes * scale`` is the vector, to within ``scale / 2``.

    Args:
        vectors: one a row, of any length above zero.

    Returns:
        int8, one row a vector, -127 to 127; and float32, one a vector.

    Raises:
        ValueError: a number of a vector is not finite, or all are zero.
    """
    rows = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.isfinite(rows).all() or not (lengths > 0).all():
        raise ValueError("an encoder gave a vector without a direction")
    rows = rows / lengths
    scales = np.abs(rows).max(axis=1) / _MOST
    codes = np.rint(rows / scales[:, None]).astype(np.int8)
    return codes, scales.astype(np.float32)


def restored(codes: NDArray[Any], scales: NDArray[Any]) -> Vectors:
    """Return the vectors that :func:`quantise` made codes and scales of, float32."""
    vectors: Vectors = np.multiply(codes, scales[:, None], dtype=np.float32)
    return vectors
