"""Segments are few, and an answer is written anew only a handful of times, whatever comes in whichever order."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.tiers import RATIO, SMALL, plan_merges

SIZES = st.lists(st.one_of(st.integers(1, 40), st.integers(1, 100_000)), max_size=60)


def merged(sizes: list[int]) -> list[int]:
    """Return the sizes of the segments after a commit that leaves these."""
    return [sum(sizes[one.start : one.stop]) for one in plan_merges(sizes)]


@given(SIZES)
def test_every_segment_comes_in_once_and_in_its_place(sizes: list[int]) -> None:
    assert [number for one in plan_merges(sizes) for number in one] == list(range(len(sizes)))


@given(SIZES)
def test_of_neighbours_that_are_left_the_older_is_much_larger_or_both_are_half_of_all(sizes: list[int]) -> None:
    left = merged(sizes)
    most = max(SMALL, sum(sizes) / 2)
    for older, newer in pairwise(left):
        assert older > RATIO * newer or older + newer > most


@given(SIZES)
def test_what_was_merged_is_not_merged_again_without_something_new(sizes: list[int]) -> None:
    assert merged(merged(sizes)) == merged(sizes)


@given(SIZES)
def test_no_merge_takes_in_more_than_half_of_a_large_index(sizes: list[int]) -> None:
    for one in plan_merges(sizes):
        if len(one) > 1:
            assert sum(sizes[one.start : one.stop]) <= max(SMALL, sum(sizes) / 2)


def follow(updates: list[int], sizes: list[int]) -> tuple[int, int]:
    """Let updates bring in so many answers each; return the most segments there were, and the answers written."""
    most = written = 0
    for new in updates:
        before = [*sizes, new]
        planned = plan_merges(before)
        sizes = [sum(before[one.start : one.stop]) for one in planned]
        most = max(most, len(sizes))
        written += sum(
            size for size, one in zip(sizes, planned, strict=True) if len(one) > 1 or one.stop == len(before)
        )
    return most, written


@given(st.lists(st.integers(1, 500), min_size=1, max_size=200), st.integers(0, 100_000))
def test_there_are_few_segments_and_an_answer_is_written_few_times(updates: list[int], there: int) -> None:
    most, written = follow(updates, [there] if there else [])
    total = sum(updates) + there
    assert most <= math.log(total, RATIO) + 4
    assert written <= SMALL * 12 + sum(updates) * (1 + math.log(total, 1 + 1 / RATIO))


def test_a_thousand_small_updates_of_a_large_index_leave_it_in_few_segments_and_never_write_it_anew() -> None:
    most, written = follow([10] * 1000, [100_000])
    assert most <= 6
    assert written <= 9 * 10_000


def test_a_page_into_a_large_index_is_written_by_itself_and_small_segments_become_one() -> None:
    assert plan_merges([100_000, 1]) == [range(1), range(1, 2)]
    assert plan_merges([100_000, 10, 1, 1]) == [range(1), range(1, 2), range(2, 4)]
    assert plan_merges([30, 10]) == [range(2)]
    assert plan_merges([5]) == [range(1)]
    assert plan_merges([]) == []
