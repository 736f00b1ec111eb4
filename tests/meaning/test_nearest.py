from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from law4u_index.meaning import nearest
from law4u_index.meaning.codes import quantise, restored

seeds = st.integers(0, 2**32 - 1)


def vectors(seed: int, count: int, dims: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal((count, dims)).astype(np.float32)


@given(seeds, st.integers(1, 40), st.integers(1, 384))
def test_a_stored_vector_differs_from_the_encoders_by_half_a_step_at_the_most(seed: int, count: int, dims: int) -> None:
    given_ = vectors(seed, count, dims) * 7
    codes, scales = quantise(given_)
    unit = given_ / np.linalg.norm(given_, axis=1, keepdims=True)
    assert (np.abs(restored(codes, scales) - unit) <= scales[:, None] / 2 + 1e-6).all()


@pytest.mark.parametrize("odd", [0.0, np.nan, np.inf])
def test_a_vector_without_a_direction_is_refused(odd: float) -> None:
    with pytest.raises(ValueError, match="without a direction"):
        quantise(np.full((1, 3), odd, np.float32))


@given(
    seeds,
    st.lists(st.integers(1, 5), min_size=1, max_size=60),
    st.integers(1, 70),
    st.integers(0, 3),
    st.sampled_from([1, 7 * 12, nearest.BLOCK]),
)
def test_the_nearest_groups_are_those_of_multiplying_out_each_vector_by_itself(
    seed: int, sizes: list[int], k: int, cuts: int, at_a_time: int
) -> None:
    draws = np.random.default_rng(seed)
    codes, scales = quantise(vectors(seed, sum(sizes), 12).round())  # rounded: some tie
    bounds = np.sort(draws.integers(0, sum(sizes) + 1, cuts)).tolist()
    blocks = [
        (codes[first:last], scales[first:last]) for first, last in zip([0, *bounds], [*bounds, sum(sizes)], strict=True)
    ]
    allowed = draws.random(len(sizes)) < 0.8
    query = vectors(seed + 1, 1, 12)[0]
    starts = np.cumsum([0, *sizes[:-1]])
    with patch.object(nearest, "BLOCK", at_a_time):
        searched = nearest.Nearest(blocks, starts, 12, 12)
        found, near = searched.best(query, k, allowed)
        firsts = [searched.first(group) for group in range(len(sizes))]
    assert np.array_equal(firsts, restored(codes, scales)[starts])

    plain = {
        group: max(float(codes[row].astype(float) @ query * scales[row]) for row in range(start, start + size))
        for group, (start, size) in enumerate(zip(starts.tolist(), sizes, strict=True))
        if allowed[group]
    }
    assert len(found) == min(k, len(plain))
    assert near == pytest.approx(sorted(plain.values(), reverse=True)[: len(found)], abs=1e-4)
    assert near == pytest.approx([plain[group] for group in found.tolist()], abs=1e-4)


@given(seeds, st.integers(1, 20))
def test_of_many_vectors_those_near_by_their_leading_numbers_are_measured_by_all(seed: int, k: int) -> None:
    draws = np.random.default_rng(seed)
    sizes = draws.integers(1, 4, 90)
    starts = np.cumsum(sizes) - sizes
    codes, scales = quantise(vectors(seed, int(sizes.sum()), 12) * np.array([9] * 4 + [1] * 8))
    query = vectors(seed + 1, 1, 12)[0]
    allowed = draws.random(90) < 0.7
    with patch.object(nearest, "MANY", 10), patch.object(nearest, "CANDIDATES", 30):
        found, near = nearest.Nearest([(codes, scales)], starts, 12, 4).best(query, k, allowed)

    every = restored(codes, scales)
    leading = np.maximum.reduceat(every[:, :4] @ query[:4], starts)
    bar = np.sort(leading[allowed])[-30]
    products = np.where(every[:, :4] @ query[:4] >= bar - 1e-6, every @ query, -np.inf)
    plain = np.where(allowed, np.maximum.reduceat(products, starts), -np.inf)
    assert near == pytest.approx(np.sort(plain)[::-1][:k], abs=1e-4)
    assert near == pytest.approx(plain[found], abs=1e-4)


def test_nothing_is_near_where_there_are_no_vectors() -> None:
    empty = nearest.Nearest([], np.empty(0, np.int64), 4, 4)
    assert len(empty.best(np.ones(4, np.float32), 10, np.empty(0, bool))[0]) == 0
