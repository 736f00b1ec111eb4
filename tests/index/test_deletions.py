"""Which answers of a segment are gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.errors import IndexDamaged
from law4u_index.index.blockfile import BlockFileWriter
from law4u_index.index.deletions import read_deleted, write_deleted
from law4u_index.index.storage import Folder


@given(st.lists(st.integers(0, 2**32 - 1), max_size=30))
def test_what_is_written_in_any_order_is_read_ascending_and_once(
    tmp_path_factory: pytest.TempPathFactory, docs: list[int]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("index"))
    write_deleted(folder, "1.del", docs)
    assert read_deleted(folder.file("1.del")).tolist() == sorted(set(docs))


def test_an_array_of_numbers_is_written_as_a_list_is(tmp_path: Path) -> None:
    size = write_deleted(Folder(tmp_path), "1.del", np.array([7, 3]))
    assert read_deleted(tmp_path / "1.del").tolist() == [3, 7]
    assert (tmp_path / "1.del").stat().st_size == size


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    write_deleted(Folder(tmp_path), "1.del", [1, 2, 3])
    content = bytearray((tmp_path / "1.del").read_bytes())
    content[8] ^= 1
    (tmp_path / "1.del").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"1\.del is damaged"):
        read_deleted(tmp_path / "1.del")


@pytest.mark.parametrize(
    ("column", "dtype", "values"), [("deleted", "<u4", [3, 3]), ("deleted", "<u8", [1]), ("docs", "<u4", [1])]
)
def test_a_file_that_holds_something_else_is_refused(
    tmp_path: Path, column: str, dtype: str, values: list[int]
) -> None:
    with BlockFileWriter(Folder(tmp_path), "1.del") as out:
        out.append(column, np.array(values), dtype)
        out.finish({})
    with pytest.raises(IndexDamaged, match=r"check --repair"):
        read_deleted(tmp_path / "1.del")


def test_a_segment_without_deletions_may_still_have_the_file(tmp_path: Path) -> None:
    write_deleted(Folder(tmp_path), "1.del", [])
    assert len(read_deleted(tmp_path / "1.del")) == 0
