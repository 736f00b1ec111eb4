from __future__ import annotations

from pathlib import Path

import pytest

from tests.safety.soak import beyond_bounds, holds, soak

pytestmark = pytest.mark.no_cover
"""So many cases that tracing them for coverage would take longer than they do."""


def test_readers_find_what_must_be_there_while_a_writer_adds_changes_and_prunes(tmp_path: Path) -> None:
    outcome = soak(tmp_path, answers=300, readers=2, seconds=60, rounds=12)
    assert beyond_bounds(outcome, tmp_path / "index") == []
    assert outcome.updates == 12
    assert outcome.searches > 0


def test_half_a_result_or_one_of_another_time_would_be_found_out() -> None:
    assert holds({3}, 2, 3, 50)
    assert holds(set(), 3, 4, 0)
    assert not holds({3}, 2, 3, 49)
    assert not holds({2, 3}, 2, 3, 50)
    assert not holds({1}, 2, 3, 50)
    assert not holds(set(), 1, 3, 0)
