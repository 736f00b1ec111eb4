"""What an update has replaced is let go of as soon as nobody searches in it, without waiting for Python's collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from law4u_index import AnswerIndex
from tests.index.making import LONG_AGO, SECOND, Desk, page


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def opened(folder: Path) -> list[str]:
    """Return the files in a folder that this process has open, those that are removed marked as deleted."""
    links: list[str] = []
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        with suppress(FileNotFoundError):  # the one that listed them
            links.append(str(descriptor.readlink()))
    return [link for link in links if link.startswith(f"{folder}/")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for number in range(20):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    return desk


def use(index: AnswerIndex) -> None:
    for query in ("deposit landlord", '"keep the deposit"', "notise~ land*", 'cites:"Section 138 NI Act" kind:tips'):
        assert index.search(query, facets=True).total >= 0
    index.suggest("can my")
    index.similar("5")
    index.stats()
    assert len(list(index)) == 20


@pytest.mark.usefixtures("no_collector")
def test_a_closed_index_has_no_file_open(desk: Desk) -> None:
    with AnswerIndex.open(desk.folder.path) as index:
        use(index)
        assert opened(desk.folder.path)
    del index
    assert opened(desk.folder.path) == []


@pytest.mark.usefixtures("no_collector")
def test_an_open_index_holds_no_file_that_updates_have_replaced(desk: Desk) -> None:
    with AnswerIndex.open(desk.folder.path) as index:
        for number in range(1, 8):
            desk.save("1.html", page("1", f"Who Keeps {number} Deposits?"), LONG_AGO + number * SECOND)
            index.update([desk.pages], jobs=1)
            use(index)
        assert [name for name in opened(desk.folder.path) if name.endswith("(deleted)")] == []
        assert len(opened(desk.folder.path)) < 12
