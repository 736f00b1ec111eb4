"""Where the positions of a few answers stand in a long list: as a plain look through the whole list says."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law4u_index.index import skips
from law4u_index.index.blockfile import BlockFile, BlockFileWriter
from law4u_index.index.packed import PackedLists, PackedListsWriter
from law4u_index.index.skips import SkipList
from tests.index.making import QuickFolder


@st.composite
def lists(draw: st.DrawFn) -> dict[int, list[int]]:
    """Draw the positions of a word in each answer that has it; most follow closely on one another."""
    gaps = draw(st.lists(st.sampled_from([1, 1, 2, 3]), min_size=16, max_size=24))
    positions = st.lists(st.integers(0, 500), min_size=1, max_size=4, unique=True).map(sorted)
    return {doc: draw(positions) for doc in accumulate(gaps, initial=0)}


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(held=lists(), asked=st.sets(st.integers(-3, 30), max_size=3), skip=st.integers(3, 5))
def test_a_few_answers_are_found_with_their_positions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: dict[int, list[int]], asked: set[int], skip: int
) -> None:
    monkeypatch.setattr(skips, "_SHORT", 1)
    monkeypatch.setattr(skips, "SKIP", skip)
    every = np.array([position for positions in held.values() for position in positions])
    folder = QuickFolder(tmp_path)
    with BlockFileWriter(folder, "list") as out:
        PackedListsWriter(out, "positions").append(every, np.array([len(every)]))
        out.finish({})
    counts = np.array([len(positions) for positions in held.values()])
    gaps = np.diff(np.array(list(held)), prepend=-1)
    found_in = SkipList(gaps, counts, PackedLists(BlockFile(tmp_path / "list"), "positions"), 0)
    docs = sorted({max(held) - back for back in asked if back <= max(held)})  # those behind its end too
    places = found_in.places(np.array(docs, np.int64))
    there = [doc for doc in docs if doc in held]
    assert [docs[place] for place in places.found] == there
    assert places.counts.tolist() == [len(held[doc]) for doc in there]
    assert found_in.positions_at(places).tolist() == [position for doc in there for position in held[doc]]
