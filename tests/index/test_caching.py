"""What is kept of an index goes with it: nobody waits for the garbage collector to close a file."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from law4u_index import AnswerIndex
from law4u_index.index.storage import Folder
from law4u_index.search.snapshot import Snapshot
from tests.index.making import page, save


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_a_snapshot_that_nobody_holds_closes_its_files_at_once(tmp_path: Path) -> None:
    save(tmp_path / "pages" / "1.html", page("1"))
    with AnswerIndex.open(tmp_path / "index", create=True) as index:
        index.update([tmp_path / "pages"], jobs=1)
    snapshot = Snapshot(Folder(tmp_path / "index"))
    assert len(snapshot.key_docs("id", "1")) == 1
    assert snapshot.parts[0].segment.term_number("nothing") is None
    file = weakref.ref(snapshot.parts[0].segment.file)
    del snapshot
    assert file() is None
