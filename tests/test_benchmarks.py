"""What the benchmarks print is theirs alone."""

from __future__ import annotations

import sys

import pytest

from benchmarks.starting import _run

SAYS = "import sys; print('out'); print('found', file=sys.stderr); sys.exit({})"


def test_what_a_timed_command_says_is_not_among_the_benchmarks_lines(capfd: pytest.CaptureFixture[str]) -> None:
    _run([sys.executable, "-c", SAYS.format(0)])
    assert capfd.readouterr() == ("", "")


def test_a_timed_command_that_fails_is_told_with_its_reason() -> None:
    with pytest.raises(SystemExit, match="failed: found"):
        _run([sys.executable, "-c", SAYS.format(3)])
