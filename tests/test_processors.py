"""How many processors have nothing to do, by what the system says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from law4u_index import processors


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of four processors, whose load is what is written here."""
    file = tmp_path / "loadavg"
    monkeypatch.setattr(processors, "_LOAD", file)
    monkeypatch.setattr(processors, "usable", lambda: 4)
    return file


@pytest.mark.parametrize(("running", "idle"), [(1, 4), (3, 2), (4, 1), (5, 1), (90, 1)])
def test_processors_are_idle_where_fewer_threads_run_than_there_are(load: Path, running: int, idle: int) -> None:
    load.write_text(f"0.52 0.58 0.59 {running}/977 12345\n")
    assert processors.idle() == idle


@pytest.mark.parametrize("text", ["", "0.1 0.2", "0.1 0.2 0.3 x/y 1"])
def test_where_the_system_does_not_say_what_runs_the_last_minute_tells(
    load: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    load.write_text(text)
    monkeypatch.setattr(os, "getloadavg", lambda: (1.9, 0.0, 0.0))
    assert processors.idle() == 2


def test_there_is_a_processor_on_this_machine() -> None:
    assert 1 <= processors.idle() <= processors.usable()
