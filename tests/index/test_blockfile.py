"""A file of columns gives back what was written, or says that it cannot."""

from __future__ import annotations

import json
import random
import resource
import struct
import subprocess
import sys
import tempfile
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index.errors import IndexDamaged
from law4u_index.index import blockfile
from law4u_index.index.blockfile import BLOCK, MAGIC, BlockFile, BlockFileWriter, checksum
from law4u_index.index.ledger import Ledger
from law4u_index.index.ledger_rows import Entry, Lost
from law4u_index.index.storage import Folder
from tests.index.making import QuickFolder

COLUMNS = {"u1": st.integers(0, 255), "<u2": st.integers(0, 2**16 - 1), "<u4": st.integers(0, 2**32 - 1),
           "<u8": st.integers(0, 2**64 - 1), "<i8": st.integers(-(2**63), 2**63 - 1)}  # fmt: skip
FILES = st.lists(
    st.sampled_from(sorted(COLUMNS)).flatmap(lambda dtype: st.tuples(st.just(dtype), st.lists(COLUMNS[dtype]))),
    max_size=5,
)


def write(folder: Folder, columns: list[tuple[str, list[int]]], meta: dict[str, Any] | None = None) -> Path:
    with BlockFileWriter(folder, "a.file") as out:
        for number, (dtype, values) in enumerate(columns):
            out.append(f"column {number}", np.array(values, dtype), dtype)
        out.finish(meta or {})
    return folder.file("a.file")


def complaints(path: Path) -> list[str]:
    """Return what opening and verifying a file complain of; anything but IndexDamaged is a defect."""
    try:
        file = BlockFile(path)
    except IndexDamaged as error:
        return [str(error)]
    return list(file.verify())


@settings(deadline=None)
@given(FILES, st.dictionaries(st.text(), st.integers() | st.text()))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, columns: list[tuple[str, list[int]]], meta: dict[str, Any]
) -> None:
    path = write(QuickFolder(tmp_path_factory.mktemp("index")), columns, meta)
    file = BlockFile(path)
    assert file.meta == meta
    assert [file.slice(f"column {number}").tolist() for number in range(len(columns))] == [v for _, v in columns]
    assert complaints(path) == []


def test_a_column_grows_in_turns_beyond_many_blocks(tmp_path: Path) -> None:
    values = np.arange(3 * BLOCK, dtype=np.uint32)
    with BlockFileWriter(QuickFolder(tmp_path), "a.file") as out:
        out.append("few", b"abc")
        for start in range(0, len(values), 1000):
            out.append("many", values[start : start + 1000], "<u4")
        assert out.finish({}) == (tmp_path / "a.file").stat().st_size
    file = BlockFile(tmp_path / "a.file")
    assert np.array_equal(file.slice("many"), values)
    assert (file.item("many", 2 * BLOCK), file.length("many"), "few" in file, "no" in file) == (
        2 * BLOCK, 3 * BLOCK, True, False)  # fmt: skip


def test_every_flipped_bit_of_a_small_file_is_noticed(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("u1", [1, 2, 3]), ("<u4", [7, 9])], {"answers": 2})
    whole = path.read_bytes()
    unnoticed = []
    for bit in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        if not complaints(path):
            unnoticed.append(bit)
    assert unnoticed == []


def test_every_cut_of_a_small_file_is_noticed(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("u1", [1, 2, 3]), ("<u4", [7, 9])], {"answers": 2})
    whole = path.read_bytes()
    unnoticed = []
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        if not complaints(path):
            unnoticed.append(size)
    assert unnoticed == []


def test_flips_and_cuts_of_a_larger_file_are_noticed(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("<u4", list(range(100_000))), ("u1", [0] * 200_000)])
    whole = path.read_bytes()
    dice = random.Random(1)
    for _ in range(150):
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        assert complaints(path)
        path.write_bytes(whole[: dice.randrange(len(whole))])
        assert complaints(path)


def test_only_what_is_read_need_be_whole(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("u1", [5] * (3 * BLOCK))])
    content = bytearray(path.read_bytes())
    content[-len(content) + 2 * BLOCK + 9] ^= 1
    path.write_bytes(content)
    file = BlockFile(path)
    assert file.bytes("column 0", 0, 10) == b"\5" * 10
    with pytest.raises(IndexDamaged, match="are not what was written"):
        file.slice("column 0")
    assert len(list(file.verify())) == 1


def test_some_elements_are_read_where_only_their_own_blocks_are_whole(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("<u4", list(range(3 * BLOCK // 4)))])
    content = bytearray(path.read_bytes())
    content[BLOCK + 9] ^= 1
    path.write_bytes(content)
    file = BlockFile(path)
    assert file.take("column 0", np.array([3 * BLOCK // 4 - 1, 0, 7])).tolist() == [3 * BLOCK // 4 - 1, 0, 7]
    assert file.take("column 0", np.empty(0, np.int64)).tolist() == []
    with pytest.raises(IndexDamaged, match="are not what was written"):
        file.take("column 0", np.array([0, BLOCK // 4 + 5]))
    with pytest.raises(IndexDamaged, match="beyond its end"):
        file.take("column 0", np.array([0, 3 * BLOCK // 4]))


def test_rows_are_taken_only_of_whole_blocks_where_they_begin_and_where_they_end(tmp_path: Path) -> None:
    rows = np.arange(3 * BLOCK).astype("u1").reshape(-1, 64)
    path = write(QuickFolder(tmp_path), [("u1", rows.ravel().tolist())])
    with path.open("r+b") as raw:
        raw.seek(BLOCK + 9)
        raw.write(b"\0\0")
    file = BlockFile(path)
    across = (BLOCK - 1) // 64  # what stands before the column moves its rows across the ends of blocks
    chosen = np.array([len(rows) - 1, 0, across - 1])
    assert file.take_rows("column 0", 64, chosen).tolist() == rows[chosen].tolist()
    assert file.take_rows("column 0", 64, chosen[:0]).shape == (0, 64)
    for damaged in (across, across + 5):
        with pytest.raises(IndexDamaged, match="are not what was written"):
            file.take_rows("column 0", 64, np.array([0, damaged]))
    with pytest.raises(IndexDamaged, match="beyond its end"):
        file.take_rows("column 0", 64, np.array([0, len(rows)]))


def test_a_file_that_is_damaged_after_it_was_read_is_noticed_by_a_verification(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("u1", [5] * 100)])
    file = BlockFile(path)
    assert file.item("column 0", 0) == 5
    with path.open("r+b") as raw:
        raw.seek(20)
        raw.write(b"\6")
    assert list(file.verify()) != []


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (0, 4), (3, 2), (4, 5), (1 << 62, 1 << 63)])
def test_nothing_is_read_beyond_a_column(tmp_path: Path, start: int, stop: int) -> None:
    file = BlockFile(write(QuickFolder(tmp_path), [("u1", [1, 2, 3]), ("u1", [4])]))
    with pytest.raises(IndexDamaged, match="beyond its end"):
        file.slice("column 0", start, stop)
    with pytest.raises(IndexDamaged, match="beyond its end"):
        file.bytes("column 0", start, stop)


def test_a_pair_is_read_where_its_own_blocks_are_whole_and_nowhere_else(tmp_path: Path) -> None:
    path = write(QuickFolder(tmp_path), [("<u8", [*range(BLOCK // 8 + 8)]), ("<u4", [1, 2, 3, 4])])
    content = bytearray(path.read_bytes())
    content[BLOCK + 5] ^= 1
    path.write_bytes(content)
    file = BlockFile(path)
    last = BLOCK // 8 - len(MAGIC) // 8 - 1  # of the first block
    assert [file.pair("column 0", at) for at in (0, 5, last - 1)] == [(0, 1), (5, 6), (last - 1, last)]
    with pytest.raises(IndexDamaged, match="are not what was written"):
        file.pair("column 0", last)
    for name, at in (("column 0", -1), ("column 0", BLOCK // 8 + 7), ("column 0", 1 << 62), ("column 1", 0)):
        with pytest.raises(IndexDamaged, match="no two numbers of eight bytes"):
            file.pair(name, at)


def test_a_column_that_is_not_there_is_damage(tmp_path: Path) -> None:
    file = BlockFile(write(QuickFolder(tmp_path), []))
    for read in (file.slice, file.length):
        with pytest.raises(IndexDamaged, match="no column 'text'"):
            read("text")


def strangers_file(path: Path, directory: bytes, table: bytes | None = None) -> Path:
    """Write a file whose sums are all right, with any directory."""
    body = MAGIC + bytes(56)
    table = np.array([checksum(body)], "<u4").tobytes() if table is None else table
    trailer = struct.pack(
        "<QQIII8s", len(body), len(body) + len(table), len(directory), checksum(table), checksum(directory), MAGIC
    )
    path.write_bytes(body + table + directory + trailer)
    return path


@pytest.mark.parametrize(
    "directory",
    [
        "", "[]", "7", "null", "{}", '{"columns": []}', '{"meta": {}}', '{"columns": {"a": 1}, "meta": {}}',
        '{"columns": {"a": [0, 1]}, "meta": {}}', '{"columns": {"a": ["0", "1", "u1"]}, "meta": {}}',
        '{"columns": {"a": [0, 1e99, "u1"]}, "meta": {}}', '{"columns": {"a": [0, 10, "O"]}, "meta": {}}',
        '{"columns": {"a": [0, 10, ["u1"]]}, "meta": {}}', '{"columns": {"a": [-8, 16, "u1"]}, "meta": {}}',
        '{"columns": {"a": [8, 99999999999999999999, "u1"]}, "meta": {}}',
        '{"columns": {"a": [8, 65, "u1"]}, "meta": {}}',
        '{"columns": {"a": [8, 6, "<u4"]}, "meta": {}}', '{"columns": {}, "meta": 3}', "[" * 100_000, '{"columns": {}',
    ],
)  # fmt: skip
def test_a_strangers_directory_is_refused(tmp_path: Path, directory: str) -> None:
    with pytest.raises(IndexDamaged, match=r"a\.file is damaged"):
        BlockFile(strangers_file(tmp_path / "a.file", directory.encode()))


@pytest.mark.parametrize("table", [b"", b"1", b"12345", bytes(8)])
def test_a_strangers_table_of_sums_is_refused(tmp_path: Path, table: bytes) -> None:
    with pytest.raises(IndexDamaged, match="its checksums are not complete"):
        BlockFile(strangers_file(tmp_path / "a.file", b'{"columns": {}, "meta": {}}', table))


def test_no_length_that_a_stranger_writes_takes_memory(tmp_path: Path) -> None:
    directory = {"columns": {str(n): [8, 1 << 60, "u1"] for n in range(100)}, "meta": {}}
    path = strangers_file(tmp_path / "a.file", json.dumps(directory).encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(IndexDamaged, match="out of bounds"):
        BlockFile(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_what_is_read_after_much_is_verified_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(QuickFolder(tmp_path), [("u1", [1] * (8 * BLOCK))])
    monkeypatch.setattr(blockfile, "READ_BYTES", 4 * BLOCK)
    file = BlockFile(path)
    kept = file.slice("column 0", 0, BLOCK)
    assert file.slice("column 0").sum() == 8 * BLOCK
    with path.open("r+b") as damaging:
        damaging.seek(BLOCK // 2)
        damaging.write(b"\2")
    with pytest.raises(IndexDamaged, match="not what was written"):
        file.slice("column 0", 0, BLOCK)
    assert kept.sum() == BLOCK + 1  # an array that was given out before can be read


READS_ALL = """
import resource, sys
from pathlib import Path
from law4u_index.index import blockfile
blockfile.READ_BYTES = 8 << 20
file = blockfile.BlockFile(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for start in range(0, file.length("column"), 1 << 16):
    file.slice("column", start, start + (1 << 16)).sum()
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(grown // (1024 if sys.platform == "darwin" else 1))
"""


def test_to_read_a_large_file_keeps_little_of_it_in_memory(tmp_path: Path) -> None:
    with BlockFileWriter(QuickFolder(tmp_path), "a.file") as out:
        for _ in range(128):
            out.append("column", bytes(1 << 20))
        out.finish({})
    done = subprocess.run(
        [sys.executable, "-c", READS_ALL, str(tmp_path / "a.file")], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 16 << 10  # KiB, of 128 MiB


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_file_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("index") / "a.file"
    path.write_bytes(content)
    assert complaints(path) != []


def test_a_file_of_another_program_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.file").write_bytes(b"SQLite format 3\0" * 100)
    with pytest.raises(IndexDamaged, match="no file of an index"):
        BlockFile(tmp_path / "a.file")


def test_a_file_that_was_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with BlockFileWriter(QuickFolder(tmp_path), "a.file") as out:
        out.append("a", bytes(1 << 21))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [10, 1 << 21])
def test_where_the_disk_is_full_the_file_is_named_that_found_no_room(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.file").symlink_to("/dev/full")
    with BlockFileWriter(QuickFolder(tmp_path), "a.file") as out:
        out.append("a", bytes(size))
        with pytest.raises(OSError, match="No space left") as raised:
            out.finish({})
    assert raised.value.filename == str(tmp_path / "a.file")


def test_where_there_is_no_room_for_temporary_files_their_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda _: FileIO("/dev/full", "w"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with BlockFileWriter(QuickFolder(tmp_path), "a.file") as out:
        with pytest.raises(OSError, match="No space left") as raised:
            out.append("a", b"bytes")
        assert raised.value.filename == str(tmp_path)


PATHS = st.binary(min_size=1).map(lambda name: name.decode("utf-8", "surrogateescape"))
ENTRIES = st.builds(
    Entry,
    size=st.integers(0, 2**62),
    modified=st.integers(-(2**62), 2**62),
    digest=st.binary(min_size=16, max_size=16),
    answers=st.integers(0, 1000),
    lost=st.lists(st.builds(Lost, st.text(), st.text(), st.text()), max_size=2).map(tuple),
    seen=st.integers(0, 2**62),
)


@settings(deadline=None)
@given(st.dictionaries(PATHS, ENTRIES, max_size=4))
def test_a_ledger_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Entry]
) -> None:
    folder = QuickFolder(tmp_path_factory.mktemp("index"))
    read = Ledger.read(folder, Ledger(entries).write(folder, 1))
    assert read == entries
    assert {path: entry.seen for path, entry in read.items()} == {path: entry.seen for path, entry in entries.items()}


def test_a_file_of_which_not_all_answers_are_there_is_to_be_read_again() -> None:
    whole, half, none = (Entry(9, 9, bytes(16), answers) for answers in (1, 2, 1))
    ledger = Ledger({"whole": whole, "half": half, "none": none})
    assert ledger.reconcile(["whole", "half"]) == ["half", "none"]
    assert ledger["whole"] == whole
    assert [(ledger[name].size, ledger[name].answers) for name in ("half", "none")] == [
        (-1, 1),
        (-1, 0),
    ]
