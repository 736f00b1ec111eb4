"""Small segments are looked into as one, and what a search tells of their answers is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from law4u_index import Answer, IndexDamaged
from law4u_index.search import stretches
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.stretches import Stretch
from tests.search.conftest import Build, an_answer

RENT = [
    an_answer(str(number), f"Who pays the rent {number}?", "A deposit. " * number + "Rent and a deposit.")
    for number in range(1, 8)
]
SEGMENTS = [RENT[:3], RENT[3:5], RENT[5:6], RENT[6:]]


def snapshot_of(build: Build, segments: Sequence[Sequence[Answer]]) -> Snapshot:
    return build(segments=segments)._searcher().snapshot


@pytest.mark.parametrize(
    ("together", "bases"), [(100, [0]), (7, [0]), (6, [0, 3]), (3, [0, 3, 5]), (1, [0, 3, 5, 6]), (0, [0, 3, 5, 6])]
)
def test_the_newest_segments_are_one_while_they_are_small_together(
    build: Build, monkeypatch: pytest.MonkeyPatch, together: int, bases: list[int]
) -> None:
    monkeypatch.setattr(stretches, "TOGETHER", together)
    found = snapshot_of(build, SEGMENTS).stretches
    assert [one.base for one in found] == bases
    assert [one.stop for one in found] == [*bases[1:], 7]


def test_an_index_without_answers_has_nothing_to_look_into(build: Build) -> None:
    assert snapshot_of(build, [[]]).stretches == []


@pytest.mark.parametrize("together", [0, 4, 100])
@pytest.mark.parametrize("query", ["rent deposit", '"rent and a deposit"', "question:rent", "depositt rents"])
def test_hits_are_the_same_however_segments_are_joined(
    build: Build, monkeypatch: pytest.MonkeyPatch, together: int, query: str
) -> None:
    whole = build(*RENT).search(query).hits
    monkeypatch.setattr(stretches, "TOGETHER", together)
    assert build(segments=SEGMENTS).search(query).hits == whole


def test_what_stands_in_one_of_several_segments_is_found_where_it_stands(build: Build) -> None:
    (stretch,) = snapshot_of(build, SEGMENTS).stretches
    positions = stretch.held.positions_of("7")
    assert positions is not None
    assert positions.answers.tolist() == [6]
    assert stretch.held.positions_of("lease") is None


def test_a_record_of_a_joined_segment_that_cannot_be_read_is_told_with_the_segments_name(build: Build) -> None:
    (stretch,) = snapshot_of(build, SEGMENTS).stretches
    told = str(stretch.held.unreadable(4, ValueError("cut short")))
    assert told == "00000001.segment is damaged: answer 1 cannot be read (cut short); run 'law4u-index check --repair'"


def test_passages_that_are_not_where_they_should_be_are_damage(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = snapshot_of(build, SEGMENTS)
    forged = {"docs.passages": np.array([0, 2, 1]), "docs.starts": np.array([0])}
    monkeypatch.setattr(snapshot.parts[1].segment.file, "slice", forged.__getitem__)
    with pytest.raises(IndexDamaged, match=r"00000001\.segment is damaged: its passages are not where they should be"):
        snapshot.stretches[0].held.passages_of(np.array([0]))


def test_a_stretch_of_one_segment_is_that_segment(build: Build) -> None:
    snapshot = snapshot_of(build, [RENT])
    assert snapshot.stretches == [Stretch(0, snapshot.parts[0].segment)]


@pytest.mark.parametrize("docs", [[6, 0, 4, 3], [5], []])
def test_a_column_tells_the_same_of_some_answers_before_it_is_read_whole(build: Build, docs: list[int]) -> None:
    answers = [replace(one, category=f"Rent {int(one.id) % 3}") for one in RENT]
    snapshot = snapshot_of(build, [answers[:3], [], answers[3:5], answers[5:]])
    some = np.array(docs, np.int64)
    assert snapshot.numbers_of(some).tolist() == snapshot.numbers[some].tolist() == [doc + 1 for doc in docs]
    assert snapshot.categories_of(some).tolist() == snapshot.categories[some].tolist()
    named = [snapshot.category_names[place] for place in snapshot.categories_of(some)]
    assert named == [answers[doc].category for doc in docs]
