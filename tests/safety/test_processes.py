"""Processes that an update starts run this package and nothing that lies in the current folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from law4u_index import AnswerIndex
from law4u_index.index import workers
from law4u_index.processes import start
from tests.index.making import page, save

BREAKS_IN = "open('broken-in', 'w').close()\n"


@pytest.fixture(autouse=True)
def _in_a_strangers_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for module in ("json", "gc", "os", "sitecustomize", "law4u_index", "numpy", "stat"):
        Path(f"{module}.py").write_text(BREAKS_IN, encoding="utf-8")


def test_a_strangers_module_among_the_pages_is_not_run_by_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 1)
    for number in range(4):
        save(Path(f"{number}.html"), page(str(number)))
    with AnswerIndex.open("index", create=True) as index:
        assert len(index.update(["."], jobs=2).added) == 4
    assert not Path("broken-in").exists()


def test_a_strangers_module_is_not_run_by_what_helps_to_list_pages() -> None:
    with start("law4u_index.pages.shared_walking", "0") as helper:
        assert not helper.communicate(b"[]")[0]
    assert helper.returncode == 0
    assert not Path("broken-in").exists()
