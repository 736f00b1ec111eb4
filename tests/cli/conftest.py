from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from law4u_index.cli import program
from tests.cli.fake_library import FakeLibrary, checker, find_id, opener

Run = Callable[..., Result]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """The library that the commands of this test call."""
    library = FakeLibrary()
    answer_index = ModuleType("law4u_index.answer_index")
    answer_index.__dict__.update(AnswerIndex=opener(library), find_id=find_id)
    check = ModuleType("law4u_index.index.check")
    check.__dict__.update(check=checker(library))
    monkeypatch.setitem(sys.modules, "law4u_index.answer_index", answer_index)
    monkeypatch.setitem(sys.modules, "law4u_index.index.check", check)
    return library


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, as from a shell whose output goes to files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAW4U_INDEX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*words: str, **options: Any) -> Result:
        return CliRunner().invoke(program, list(words), catch_exceptions=False, **options)

    return run
