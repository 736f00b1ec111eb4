from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from law4u_index.meaning import nearest
from law4u_index.meaning import products as products_module
from law4u_index.meaning.codes import digits, quantise, restored
from law4u_index.meaning.encoder import MAX_DIMS
from law4u_index.meaning.products import products, widened_products

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
    st.sampled_from([1, 7, nearest.PIECE]),
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
    with patch.object(nearest, "PIECE", at_a_time):
        searched = nearest.Nearest(blocks, starts)
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


@given(seeds, st.integers(1, 40), st.integers(1, 12))
def test_what_a_query_in_eight_bits_tells_wrongly_is_told_rightly_by_all_of_it(seed: int, k: int, sure: int) -> None:
    draws = np.random.default_rng(seed)
    query = draws.uniform(-0.4, 0.4, 24).astype(np.float32)  # less than half a step, so that eight bits lose all of it
    query[0] = 127
    codes, scales = quantise(np.append(np.zeros((60, 1)), draws.standard_normal((60, 23)), axis=1).astype(np.float32))
    plain = restored(codes, scales) @ query
    with patch.object(nearest, "SURE", sure):
        found, near = nearest.Nearest([(codes, scales)], np.arange(60)).best(query, k, np.ones(60, bool))
    assert len(found) == k
    assert near[:sure] == pytest.approx(np.sort(plain)[::-1][: min(k, sure)], abs=1e-4)
    assert near == pytest.approx(plain[found], abs=1e-4)


@given(seeds, st.integers(1, 4), st.integers(1, 3000), st.integers(1, MAX_DIMS))
def test_products_of_codes_are_exact_by_whatever_they_are_made(seed: int, queries: int, count: int, dims: int) -> None:
    draws = np.random.default_rng(seed)
    codes = draws.choice(np.array([-127, -1, 0, 64, 127], np.int8), (count, dims))
    codes.flags.writeable = False  # as those of a file are
    asked = codes[:queries]
    plain = asked.astype(np.int64) @ codes.T.astype(np.int64)
    assert np.array_equal(products(asked, codes), plain)
    assert np.array_equal(widened_products(asked, codes), plain)


def test_without_the_extra_package_numpy_finds_the_same() -> None:
    codes, scales = quantise(vectors(7, 3000, 48))
    searched = nearest.Nearest([(codes, scales)], np.arange(0, 3000, 3))
    query, allowed = vectors(8, 1, 48)[0], np.ones(1000, bool)
    groups, near = searched.best(query, 20, allowed)
    with patch.object(products_module, "simsimd", None):
        same, as_near = searched.best(query, 20, allowed)
    assert (same.tolist(), as_near.tolist()) == (groups.tolist(), near.tolist())


@given(seeds, st.floats(-30, 10), st.integers(1, MAX_DIMS))
def test_the_digits_of_a_vector_tell_it_as_well_as_it_was_told(seed: int, size: float, dims: int) -> None:
    vector = vectors(seed, 1, dims)[0] * np.float32(10**size)
    codes, worth = digits(vector)
    assert codes.astype(float).T @ worth == pytest.approx(vector, abs=float(np.abs(vector).max()) * 1e-6)


def test_a_query_that_says_nothing_is_as_near_to_all() -> None:
    codes, scales = quantise(vectors(1, 5, 4))
    found, near = nearest.Nearest([(codes, scales)], np.arange(5)).best(np.zeros(4, np.float32), 3, np.ones(5, bool))
    assert (found.tolist(), near.tolist()) == ([0, 1, 2], [0, 0, 0])


def test_nothing_is_near_where_there_are_no_vectors() -> None:
    empty = nearest.Nearest([], np.empty(0, np.int64))
    assert len(empty.best(np.ones(4, np.float32), 10, np.empty(0, bool))[0]) == 0


@given(seeds, st.integers(1, 2000), st.integers(0, 3), st.integers(0, 1500))
def test_a_bar_lets_as_many_through_as_are_wanted(seed: int, count: int, ties: int, barred: int) -> None:
    near = np.random.default_rng(seed).standard_normal(2000).round(ties).astype(np.float32)
    near[:barred] = -np.inf
    assert np.count_nonzero(near >= nearest._bar(near, count)) >= count


def test_a_bar_that_a_sample_sets_too_high_is_set_anew() -> None:
    near = np.zeros(3200, np.float32)
    near[::32] = 1.0  # only what the sample sees is near
    assert np.count_nonzero(near >= nearest._bar(near, 1000)) >= 1000


def test_a_bar_lets_few_through_beyond_those_that_are_wanted() -> None:
    near = vectors(5, 1, 384 * 200)[0]
    assert np.count_nonzero(near >= nearest._bar(near, 2000)) <= 4000
