from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from law4u_index.presentation.progress import ProgressBar
from tests.presentation.terminals import Terminal


@pytest.fixture(autouse=True)
def lively(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")


def drawn(times: list[float], steps: list[tuple[int, int]]) -> list[str]:
    """Return what was drawn when the clock stood at `times`: at the start, then at each of `steps`."""
    clock: Iterator[float] = iter(times)
    stream = Terminal()
    bar = ProgressBar(stream, "Reading", clock=lambda: next(clock))
    for step in steps:
        bar(*step)
    return stream.getvalue().split("\r\x1b[K")[1:]


def test_the_bar_is_as_full_as_the_job_is_done() -> None:
    (line,) = drawn([0, 0.5], [(25, 100)])
    assert line == f"Reading {'█' * 9}{'░' * 26}  25%  25 of 100"


def test_the_time_left_is_shown_as_soon_as_there_is_a_rate() -> None:
    (line,) = drawn([0, 10], [(1000, 14000)])
    assert line.endswith("   7%  1,000 of 14,000  2:10 left")


def test_the_line_leaves_the_last_column_free() -> None:
    assert [len(line) for line in drawn([0, 5], [(3, 7)])] == [59]


def test_steps_that_follow_at_once_are_not_drawn_but_the_last() -> None:
    lines = drawn([0, 1, 1.01, 1.02], [(1, 3), (2, 3), (3, 3)])
    assert [("1 of 3" in line, "3 of 3" in line) for line in lines] == [(True, False), (False, True)]


def test_nothing_to_do_is_nothing_to_draw() -> None:
    assert drawn([0, 1], [(0, 0)]) == []


def test_the_line_is_gone_when_the_job_ends() -> None:
    stream = Terminal()
    with ProgressBar(stream, "Reading") as bar:
        bar(1, 2)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_file_gets_no_bar() -> None:
    stream = io.StringIO()
    with ProgressBar(stream, "Reading") as bar:
        bar(1, 2)
    assert stream.getvalue() == ""


def test_a_narrow_terminal_gets_what_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    (line,) = drawn([0, 5], [(3, 7)])
    assert line == "Reading   43%  3 of 7  "
