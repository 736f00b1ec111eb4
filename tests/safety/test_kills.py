"""An update may be killed at any moment: readers notice nothing, and the next update goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.safety.killing import trial

pytestmark = pytest.mark.no_cover
"""So many cases that tracing them for coverage would take longer than they do."""


def test_no_reader_sees_an_error_or_half_a_result_when_updates_are_killed(tmp_path: Path) -> None:
    tally = trial(12, 2, seed=3, root=tmp_path)
    assert tally.errors == ()
    assert tally.kills == 12
    assert tally.searches > 10
