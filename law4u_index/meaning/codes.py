"""Vectors as bytes: each number of a vector in eight bits, and one scale for all of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from law4u_index.meaning.encoder import Vectors

_MOST = 127
"""The greatest code: eight bits, and as many codes below zero as above."""

DIGITS = 3
"""So many digits of eight bits say as much as a float32."""


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


def digits(vector: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Return one vector of any length in :data:`DIGITS` digits: ``scales @ codes`` is the vector.

    The first digit alone is the vector to within half its scale; the next says what that leaves, and so on, and each
    leaves a 254th of what it was given.

    Returns:
        int8, one row a digit, -127 to 127; and float64, what each is worth. Of a vector that is zero, zeros.
    """
    codes = np.empty((DIGITS, len(vector)), np.int8)
    scales = np.ones(DIGITS)
    left = vector.astype(np.float64)
    for digit in range(DIGITS):
        most = float(np.abs(left).max(initial=0))
        if most > 0:
            scales[digit] = most / _MOST
        codes[digit] = np.rint(left / scales[digit])
        left -= codes[digit] * scales[digit]
    return codes, scales
