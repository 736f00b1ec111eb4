"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A test that draws its cases says what is right, not how long that takes: a busy machine is no failure.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _processes_are_traced_as_their_test_is(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep coverage's tracer out of the processes that a test starts which runs without it."""
    if request.node.get_closest_marker("no_cover"):
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
