"""Answers as bits: what is in them, how many come before, and what several have in common."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.bitmap import Bitmap, common
from law4u_index.index.blockfile import Array

TOTAL = 300
some = st.sets(st.integers(0, TOTAL - 1))


def ascending(docs: set[int]) -> Array:
    return np.array(sorted(docs), np.int64)


@given(some, some)
def test_those_that_are_in_it_are_told_with_their_places(held: set[int], asked: set[int]) -> None:
    bitmap = Bitmap(ascending(held), TOTAL)
    docs = ascending(asked)
    found = docs[bitmap.of_these(docs)]
    assert found.tolist() == sorted(held & asked)
    assert bitmap.docs.tolist() == sorted(held)
    assert bitmap.places(found).tolist() == [sorted(held).index(doc) for doc in found]


@given(st.lists(some, min_size=1, max_size=4))
def test_what_several_have_in_common_is_in_each_and_leaves_them_as_they_were(sets: list[set[int]]) -> None:
    bitmaps = [Bitmap(ascending(one), TOTAL) for one in sets]
    expected = sorted(set.intersection(*sets))
    assert common(bitmaps).tolist() == expected
    assert common(bitmaps[::-1]).tolist() == expected
