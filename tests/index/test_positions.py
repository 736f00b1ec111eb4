"""Where the positions of a few answers stand in a term's list: as a plain look through the whole list says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from weakref import ref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law4u_index.index import positions
from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter
from law4u_index.index.packed import PackedLists, PackedListsWriter
from law4u_index.index.positions import (
    MAX_POSITION,
    POSITION_BITS,
    CompactTermPositions,
    FrequentTermPositions,
    TermPositions,
    joined,
    keyed,
    positions_of,
    read_positions,
)
from tests.index.making import QuickFolder


@st.composite
def lists(draw: st.DrawFn) -> dict[int, list[int]]:
    """Draw the positions of a word in each answer that has it; most follow closely on one another."""
    gaps = draw(st.lists(st.sampled_from([1, 1, 2, 3]), min_size=1, max_size=24))
    positions = st.lists(st.sampled_from([0, 1, 2, 9, 300, 70_000]), min_size=1, max_size=4, unique=True).map(sorted)
    return {doc: draw(positions) for doc in accumulate(gaps, initial=0)}


def positions_in(folder: Path, held: dict[int, list[int]], name: str = "list") -> TermPositions:
    every = np.array([position for positions in held.values() for position in positions])
    with BlockFileWriter(QuickFolder(folder), name) as out:
        PackedListsWriter(out, "positions").append(every, np.array([len(every)]))
        out.finish({})
    counts = np.array([len(positions) for positions in held.values()])
    return read_positions(np.array(list(held), np.int32), counts, PackedLists(BlockFile(folder / name), "positions"), 0)


@pytest.fixture(params=[1 << 18, 0], ids=["small-segment", "large-segment"])
def _sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have segments be small, then large: terms that most answers have are laid out in another way there."""
    monkeypatch.setattr(positions, "LARGE", request.param)


@pytest.mark.usefixtures("_sizes")
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(held=lists(), asked=st.sets(st.integers(0, 60), max_size=5))
def test_a_few_answers_are_found_with_their_positions(
    tmp_path: Path, held: dict[int, list[int]], asked: set[int]
) -> None:
    found_in = positions_in(tmp_path, held)
    docs = sorted(asked)  # those behind its end too
    places = found_in.places(np.array(docs, np.int64))
    there = [doc for doc in docs if doc in held]
    assert [docs[place] for place in places.found] == there
    assert places.counts.tolist() == [len(held[doc]) for doc in there]
    assert found_in.positions_at(places).tolist() == [position for doc in there for position in held[doc]]
    keys = keyed([(7, found_in)], np.array(docs, np.int64))
    assert keys.tolist() == [(7 + docs.index(doc) << POSITION_BITS) + at for doc in there for at in held[doc]]


@pytest.mark.usefixtures("_sizes")
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(held=lists(), wanted=st.lists(st.tuples(st.integers(0, 60), st.sampled_from([0, 1, 300, 301])), max_size=9))
def test_a_term_stands_where_it_does_and_its_places_tell_in_which_answers(
    tmp_path: Path, held: dict[int, list[int]], wanted: list[tuple[int, int]]
) -> None:
    found_in = positions_in(tmp_path, held)
    asked = np.array(sorted(wanted), np.int64).reshape(-1, 2)  # some answers several times
    places = found_in.places(asked[:, 0])
    assert found_in.stands_at(places, asked[places.found, 1]).tolist() == [
        at in held[doc] for doc, at in sorted(wanted) if doc in held
    ]
    every = [doc for doc, positions in held.items() for _ in positions]
    assert found_in.answers_at(np.arange(len(every))).tolist() == every
    assert (found_in.answers.tolist(), found_in.counts.tolist()) == (list(held), list(map(len, held.values())))


def test_a_position_that_no_index_of_ours_has_is_taken_for_the_last(tmp_path: Path) -> None:
    found_in = positions_in(tmp_path, {3: [1, 1 << 30], 4: [2]})
    assert keyed([(0, found_in)], np.array([3])).tolist() == [1, MAX_POSITION]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(several=st.lists(lists(), min_size=1, max_size=4), asked=st.sets(st.integers(0, 60), max_size=5))
def test_several_terms_are_looked_up_as_each_by_itself(
    tmp_path: Path, several: list[dict[int, list[int]]], asked: set[int]
) -> None:
    docs = np.array(sorted(asked), np.int64)
    terms = [(10 * number, positions_in(tmp_path, held, f"list {number}")) for number, held in enumerate(several)]
    assert keyed(terms, docs).tolist() == [key for term in terms for key in keyed([term], docs).tolist()]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(several=st.lists(lists(), min_size=1, max_size=4))
def test_what_several_segments_hold_is_found_as_if_one_held_it(
    tmp_path: Path, several: list[dict[int, list[int]]]
) -> None:
    bases = [100 * number for number in range(len(several))]
    found_in = joined(
        [(base, positions_in(tmp_path, held, f"list {base}")) for base, held in zip(bases, several, strict=True)]
    )
    every = {base + doc: at for base, held in zip(bases, several, strict=True) for doc, at in held.items()}
    docs = np.arange(100 * len(several))
    keys = keyed([(0, found_in)], docs)
    assert keys.tolist() == [(doc << POSITION_BITS) + at for doc, positions in every.items() for at in positions]


@given(gaps=st.lists(st.integers(1, 3), min_size=1, max_size=40))
def test_what_most_answers_have_takes_no_more_memory_for_being_read_off(gaps: list[int]) -> None:
    answers = np.cumsum(gaps, dtype=np.int32) - np.int32(1)
    starts, positions = np.arange(len(gaps) + 1, dtype=np.int32), np.zeros(len(gaps), np.uint8)
    assert positions_of(answers, starts, positions).size <= TermPositions(answers, starts, positions).size


@pytest.mark.parametrize(
    ("layout", "starts_or_counts"),
    [(FrequentTermPositions, np.arange(41)), (CompactTermPositions, np.ones(40, np.uint8))],
)
def test_what_is_kept_of_a_frequent_term_keeps_no_list_of_its_answers(
    layout: Callable[[Array, Array, Array], TermPositions], starts_or_counts: Array
) -> None:
    answers = np.arange(40, dtype=np.int32)
    still_there = ref(answers)
    kept = layout(answers, starts_or_counts, np.zeros(40, np.uint8))
    del answers
    assert still_there() is None
    assert kept.answers.tolist() == list(range(40))
