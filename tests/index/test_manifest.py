"""One manifest says what the index is, one process writes it, and nobody else's files are touched."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.errors import IndexDamaged, IndexLocked, IndexNotFound
from law4u_index.index import manifest as manifests
from law4u_index.index.lock import writing
from law4u_index.index.manifest import FileEntry, Manifest, SegmentEntry, UnknownFormat
from law4u_index.index.segment import FORMAT
from law4u_index.index.storage import Folder

NUMBERS = st.integers(0, 2**60)
ENTRIES = st.builds(FileEntry, st.text(), NUMBERS, NUMBERS)
MANIFESTS = st.builds(
    Manifest,
    generation=NUMBERS,
    serial=NUMBERS,
    segments=st.lists(st.builds(SegmentEntry, ENTRIES, NUMBERS, st.none() | ENTRIES, NUMBERS), max_size=3).map(tuple),
    sources=st.lists(ENTRIES, max_size=3).map(tuple),
    whoosh=st.none() | ENTRIES,
    vectors=st.lists(ENTRIES, max_size=3).map(tuple),
    updated=st.just("2026-11-23T10:04:05Z"),
    version=st.text(),
    format=st.just(FORMAT),
)


@given(MANIFESTS)
def test_a_manifest_is_read_as_it_was_committed(tmp_path_factory: pytest.TempPathFactory, manifest: Manifest) -> None:
    folder = Folder(tmp_path_factory.mktemp("index"))
    manifests.commit(folder, manifest)
    assert manifests.read(folder) == manifest
    assert folder.names() == ["manifest.json"]


def test_a_commit_is_a_generation_later(tmp_path: Path) -> None:
    following = Manifest(generation=4, serial=9).following(serial=12)
    assert (following.generation, following.serial, len(following.updated)) == (5, 12, len("2026-11-23T10:04:05Z"))


def test_every_flipped_bit_and_every_cut_of_a_manifest_is_noticed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    manifests.commit(folder, Manifest())
    path = tmp_path / manifests.NAME
    whole = path.read_bytes()
    flips = [
        bytes([*whole[:at], whole[at] ^ 1 << bit, *whole[at + 1 :]]) for at in range(len(whole)) for bit in range(8)
    ]
    for content in [*flips, *(whole[:size] for size in range(len(whole)))]:
        path.write_bytes(content)
        with pytest.raises(IndexDamaged, match="rebuild"):
            manifests.read(folder)


def write(folder: Folder, line: bytes) -> None:
    """Write a manifest with the right sum, whatever it says."""
    (folder.path / manifests.NAME).write_bytes(line + b"\n" + b"crc32:%08x\n" % zlib.crc32(line + b"\n"))


NAMED = Manifest(sources=(FileEntry("1.sources", 1, 2),), segments=(SegmentEntry(FileEntry("a", 3, 4), 5, None, 6),))
PLAIN: dict[str, Any] = json.loads(manifests.line_of(NAMED))


def test_what_has_names_is_an_object_in_the_manifests_json() -> None:
    (source,), (segment,) = PLAIN["sources"], PLAIN["segments"]
    assert source == {"name": "1.sources", "size": 1, "end": 2}
    assert segment == {"file": {"name": "a", "size": 3, "end": 4}, "answers": 5, "deleted": None, "live": 6}


@pytest.mark.parametrize(
    "changes",
    [
        {"segments": None}, {"segments": [{}]}, {"segments": [1]}, {"sources": None}, {"sources": [{"name": 3}]},
        {"serial": "1"},
        {"sources": [{"name": "1.sources", "size": -1, "end": 0}]}, {"generation": None},
        {"format": "1"}, {"whoosh": "x"},
    ],
)  # fmt: skip
def test_a_strangers_manifest_is_damage_and_no_traceback(tmp_path: Path, changes: dict[str, Any]) -> None:
    write(Folder(tmp_path), json.dumps({**PLAIN, **changes}).encode())
    with pytest.raises(IndexDamaged):
        manifests.read(Folder(tmp_path))


@pytest.mark.parametrize("line", [b"", b"[]", b"1", b"{", b"\xff", b"[" * 100_000, b"{}"])
def test_a_manifest_that_is_none_is_damage(tmp_path: Path, line: bytes) -> None:
    write(Folder(tmp_path), line)
    with pytest.raises(IndexDamaged, match=r"manifest\.json is damaged"):
        manifests.read(Folder(tmp_path))


def test_an_index_of_a_later_release_is_refused_in_words(tmp_path: Path) -> None:
    write(Folder(tmp_path), json.dumps({"format": 99, "version": "9.0"}).encode())
    with pytest.raises(
        UnknownFormat, match=r"of format 99 and was written by law4u-index 9\.0, this release reads format 1"
    ):
        manifests.read(Folder(tmp_path))


def test_where_there_is_no_index_the_reader_is_told_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(IndexNotFound, match=r"make one with 'law4u-index --index .* update PATH'"):
            manifests.read(Folder(path))


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/etc/passwd", "a/b", "a\\b", "a\0b"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(IndexDamaged, match="outside its folder"):
        Folder(tmp_path).file(name)


def test_only_files_that_an_index_would_make_are_strays(tmp_path: Path) -> None:
    named = "00000001.segment"
    strays = ["00000002.segment", "00000003.deleted", "00000004.sources", "000000-0000.part", "000001-repair.part",
              "000001-files.read", "_MAIN_7.toc", "manifest.json.new"]  # fmt: skip
    foreign = ["notes.txt", "my.segment", "2024.deleted", "x.toc", "1.part", "manifest.json.old", "thesis.sources"]
    for name in [named, *strays, *foreign, "write.lock"]:
        (tmp_path / name).touch()
    (tmp_path / "00000009.segment").mkdir()
    kept = Manifest(segments=(SegmentEntry(FileEntry(named, 0, 0), 0, None, 0),))
    manifests.remove_strays(Folder(tmp_path), kept)
    assert {path.name for path in tmp_path.iterdir()} == {named, *foreign, "write.lock", "00000009.segment"}


def test_a_file_that_is_gone_already_is_removed_all_the_same(tmp_path: Path) -> None:
    Folder(tmp_path).remove("00000001.segment")
    assert list(tmp_path.iterdir()) == []


HOLDER = """
import sys
from law4u_index.index.lock import writing
from law4u_index.index.segment import FORMAT
from law4u_index.index.storage import Folder
with writing(Folder(sys.argv[1])) as announce:
    announce()
    print("held", flush=True)
    sys.stdin.read()
"""


def start_holder(path: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    return holder


def test_a_second_writer_is_told_which_process_is_the_first(tmp_path: Path) -> None:
    with start_holder(tmp_path) as holder:
        with pytest.raises(IndexLocked, match=f"by process {holder.pid}; try again"), writing(Folder(tmp_path)):
            pass
        holder.communicate()


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    with start_holder(tmp_path) as holder:
        holder.send_signal(signal.SIGKILL)
    with writing(Folder(tmp_path)) as announce:
        announce()
        assert (tmp_path / "write.lock").read_text() == f"{os.getpid()}\n"
    assert (tmp_path / "write.lock").read_text() == ""


@pytest.mark.parametrize("said", [b"\xff\xfe", b"\x1b[31m", b"12 of us"])
def test_a_second_writer_repeats_nothing_that_is_no_number(tmp_path: Path, said: bytes) -> None:
    with writing(Folder(tmp_path)):
        (tmp_path / "write.lock").write_bytes(said)
        with pytest.raises(IndexLocked, match="by another process"), writing(Folder(tmp_path)):
            pass


def test_a_lock_whose_name_its_holder_took_away_meanwhile_is_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fcntl.flock

    def flock_what_is_gone(file: TextIO, how: int) -> None:
        (tmp_path / "write.lock").unlink()
        real(file, how)

    monkeypatch.setattr(fcntl, "flock", flock_what_is_gone)
    with pytest.raises(IndexLocked, match="by another process"), writing(Folder(tmp_path)):
        pass
    monkeypatch.undo()
    with writing(Folder(tmp_path)):
        assert (tmp_path / "write.lock").exists()


def test_a_second_writer_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    first = writing(Folder(tmp_path))
    with first, pytest.raises(IndexLocked, match="by another process"), writing(Folder(tmp_path)):
        pass
    with writing(Folder(tmp_path)):
        assert (tmp_path / "write.lock").exists()
