"""A whole index as one file, and back."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from whoosh.index import open_dir

from law4u_index import AnswerIndex, BackupDamaged, IndexDamaged, IndexLocked, IndexNotFound
from law4u_index.cli import program
from law4u_index.index import backup as backups
from law4u_index.index import manifest as manifests
from law4u_index.index.check import check
from law4u_index.index.lock import writing
from law4u_index.index.storage import Folder
from tests.index.making import LONG_AGO, SECOND, Desk, page
from tests.safety.disk import PowerCuts, lay
from tests.safety.test_power_cuts import content
from tests.safety.wounds import fill, look


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An index of three segments, one with a deletion."""
    desk = Desk(tmp_path)
    fill(desk)
    return desk


@pytest.fixture
def saved(desk: Desk, tmp_path: Path) -> Path:
    """A backup of it."""
    with AnswerIndex.open(desk.folder.path) as index:
        index.backup(tmp_path / "saved")
    return tmp_path / "saved"


def run(index: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(program, ["--index", str(index), *map(str, words)], catch_exceptions=False)


def test_what_is_restored_is_what_was_backed_up(desk: Desk, saved: Path, tmp_path: Path) -> None:
    with AnswerIndex.restore(saved, tmp_path / "there") as index:
        assert len(index) == 60
    assert look(tmp_path / "there") == look(desk.folder.path)
    assert check(tmp_path / "there").ok


def test_a_restored_index_is_updated_and_read_by_whoosh_as_any(desk: Desk, saved: Path, tmp_path: Path) -> None:
    there = Desk.__new__(Desk)
    there.pages, there.folder = desk.pages, type(desk.folder)(tmp_path / "there")
    AnswerIndex.restore(saved, there.folder.path).close()
    assert there.update()["unchanged"] == 60
    there.save("new.html", page("100"))
    assert there.update()["added"] == ["100"]
    assert there.sound()
    with open_dir(str(there.folder.path)).searcher() as searcher:
        assert searcher.doc_count() == 61


def test_restoring_over_an_index_leaves_nothing_of_it_and_other_files_alone(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.save("1.html", page("777"))
    other.update()
    (other.folder.path / "notes.txt").write_text("mine")
    AnswerIndex.restore(saved, other.folder.path).close()
    assert "777" not in AnswerIndex.open(other.folder.path)
    assert (other.folder.path / "notes.txt").read_text() == "mine"
    (other.folder.path / "notes.txt").unlink()
    assert other.sound()


def test_a_reader_that_is_open_sees_the_old_index_and_then_the_restored_one(saved: Path, desk: Desk) -> None:
    desk.save("new.html", page("100"))
    desk.update()
    with AnswerIndex.open(desk.folder.path) as index:
        assert "100" in index
        AnswerIndex.restore(saved, desk.folder.path).close()
        assert "100" not in index
        assert len(list(index)) == 60


@pytest.mark.parametrize("name", ["manifest.json", "00000001.segment"])
def test_a_damaged_index_is_made_whole_by_its_backup(desk: Desk, saved: Path, name: str) -> None:
    before = look(desk.folder.path)
    (desk.folder.path / name).write_bytes(b"x")
    AnswerIndex.restore(saved, desk.folder.path).close()
    assert desk.sound()
    assert look(desk.folder.path) == before


def test_a_damaged_index_is_not_backed_up_over_a_good_backup(desk: Desk, saved: Path) -> None:
    good = saved.read_bytes()
    path = desk.folder.path / "00000001.segment"
    whole = bytearray(path.read_bytes())
    whole[3000] ^= 1
    path.write_bytes(whole)
    result = run(desk.folder.path, "backup", saved)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "00000001.segment is damaged" in result.stderr
    assert saved.read_bytes() == good
    assert [one.name for one in saved.parent.iterdir() if one.name.endswith(".new")] == []


def test_two_backups_of_one_commit_are_the_same_file(desk: Desk, saved: Path, tmp_path: Path) -> None:
    with AnswerIndex.open(desk.folder.path) as index:
        assert index.backup(tmp_path / "again") == (tmp_path / "again").stat().st_size
    assert (tmp_path / "again").read_bytes() == saved.read_bytes()


def test_nothing_in_a_backup_is_a_pickle(desk: Desk, saved: Path) -> None:
    (toc,) = desk.folder.path.glob("*.toc")
    assert toc.read_bytes()[:64] not in saved.read_bytes()


def test_a_file_that_is_no_backup_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    result = run(desk.folder.path, "backup", letter)
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "letter.txt: it exists and is no backup; name another file" in result.stderr
    assert letter.read_text() == "Dear Sir"


def test_a_pipe_is_neither_waited_for_nor_written_to(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with AnswerIndex.open(desk.folder.path) as index, pytest.raises(FileExistsError, match="is no backup"):
        index.backup(pipe)
    with pytest.raises(BackupDamaged, match="it is no backup of an index"):
        AnswerIndex.restore(pipe, tmp_path / "there")
    assert pipe.is_fifo()


def test_where_there_is_no_index_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    assert run(tmp_path / "none", "backup", tmp_path / "saved").exit_code == 3
    with AnswerIndex.open(tmp_path / "none", create=True) as index, pytest.raises(IndexNotFound):
        index.backup(tmp_path / "saved")
    assert not (tmp_path / "saved").exists()


def test_what_a_killed_backup_left_goes_with_the_next_but_not_that_of_one_that_runs(desk: Desk, tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    left, running, other = (tmp_path / f"saved.{number}.new" for number in (killed.pid, os.getppid(), "x"))
    for one in (left, running, other):
        one.write_bytes(b"half a backup")
    backups.backup(desk.folder, tmp_path / "saved")
    assert not left.exists()
    assert running.exists()
    assert other.exists()


def test_progress_goes_up_to_all_of_it(desk: Desk, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with AnswerIndex.open(desk.folder.path) as index:
        size = index.backup(tmp_path / "saved", progress=lambda done, total: seen.append((done, total)))
    AnswerIndex.restore(tmp_path / "saved", tmp_path / "there", progress=lambda *now: seen.append(now)).close()
    assert {total for _, total in seen} == {size}
    assert seen[-1][0] == size - hashlib.sha256().digest_size


def test_the_shell_backs_up_and_restores(desk: Desk, tmp_path: Path) -> None:
    kept = run(desk.folder.path, "backup", tmp_path / "saved")
    assert (kept.exit_code, kept.stdout) == (0, "")
    assert "60 answers backed up" in kept.stderr
    again = run(tmp_path / "there", "restore", tmp_path / "saved")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "60 answers restored\n")


def test_one_answer_is_told_as_one(desk: Desk, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    source = desk.save("alone.html", page("7"))
    run(alone, "update", source)
    assert "1 answer backed up" in run(alone, "backup", tmp_path / "saved").stderr
    assert run(tmp_path / "there", "restore", tmp_path / "saved").stderr == "1 answer restored\n"


def test_an_index_that_is_being_updated_is_not_restored_over(desk: Desk, saved: Path) -> None:
    with writing(desk.folder), pytest.raises(IndexLocked):
        AnswerIndex.restore(saved, desk.folder.path)


# Damaged and forged.


def refused(folder: Path, path: Path) -> str:
    """Restore what is no good; return what is said, after a look that the index is what it was."""
    before = {one.name: one.read_bytes() for one in folder.iterdir() if one.name != manifests.LOCK}
    result = run(folder, "restore", path)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1), result.stderr
    assert {one.name: one.read_bytes() for one in folder.iterdir() if one.name != manifests.LOCK} == before
    return result.stderr


def test_a_flipped_bit_of_a_backup_is_found_wherever_it_is(desk: Desk, saved: Path) -> None:
    good, dice = saved.read_bytes(), random.Random(1)
    for _ in range(60):
        flipped = bytearray(good)
        flipped[dice.randrange(len(good))] ^= 1 << dice.randrange(8)
        saved.write_bytes(flipped)
        refused(desk.folder.path, saved)


def test_a_backup_that_is_cut_short_or_has_more_behind_it_is_found(desk: Desk, saved: Path) -> None:
    good, dice = saved.read_bytes(), random.Random(2)
    for length in [0, 1, 20, 21, len(good) - 1, *(dice.randrange(len(good)) for _ in range(30))]:
        saved.write_bytes(good[:length])
        refused(desk.folder.path, saved)
    saved.write_bytes(good + b"x")
    refused(desk.folder.path, saved)


def forged(path: Path, change: Callable[[dict[str, Any]], None], content: bytes | None = None) -> None:
    """Change the list of files of a backup, or all its content, and make its checksum right again."""
    magic, line, rest = path.read_bytes().split(b"\n", 2)
    data = json.loads(line)
    change(data)
    body = magic + b"\n" + json.dumps(data).encode() + b"\n" + (rest[:-32] if content is None else content)
    path.write_bytes(body + hashlib.sha256(body).digest())


FORGERIES: dict[str, Callable[[dict[str, Any]], None]] = {
    "a name that leads out": lambda data: data["segments"][0]["file"].update(name="../../evil.segment"),
    "an absolute name": lambda data: data["segments"][0]["file"].update(name="/tmp/evil.segment"),
    "a name of another kind": lambda data: data["segments"][0]["file"].update(name="00000001.sh;rm"),
    "no name": lambda data: data["segments"][0]["file"].update(name=""),
    "the manifest itself": lambda data: data["segments"][0]["file"].update(name="manifest.json"),
    "one name twice": lambda data: data["segments"].append(data["segments"][0]),
    "a size beyond the end": lambda data: data["segments"][0]["file"].update(size=1 << 60),
    "a size below zero": lambda data: data["segments"][0]["file"].update(size=-1),
    "another size": lambda data: data["segments"][0]["file"].update(size=data["segments"][0]["file"]["size"] - 1),
    "more answers than there are": lambda data: data["segments"][0].update(answers=10**9, live=10**9),
    "no list of segments": lambda data: data.update(segments=None),
    "deletions that are no such file": lambda data: data["segments"][0].update(deleted=data["segments"][0]["file"]),
    "a newer format": lambda data: data.update(format=99),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_backup_is_refused_and_writes_nothing_anywhere(desk: Desk, saved: Path, name: str) -> None:
    around = sorted(saved.parent.rglob("*"))
    forged(saved, FORGERIES[name])
    said = refused(desk.folder.path, saved)
    assert ("format 99" in said) == (name == "a newer format")
    assert sorted(saved.parent.rglob("*")) == around


def test_a_damaged_backup_leaves_nothing_where_there_was_no_index(saved: Path, tmp_path: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-1] + b"x")
    (tmp_path / "empty").mkdir()
    for there in (tmp_path / "there", tmp_path / "empty"):
        result = run(there, "restore", saved)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert not (tmp_path / "there").exists()
    assert list((tmp_path / "empty").iterdir()) == []


def test_records_that_are_no_records_are_found_before_the_old_index_goes(desk: Desk, saved: Path) -> None:
    size = len(saved.read_bytes().split(b"\n", 2)[2]) - 32
    forged(saved, lambda _: None, bytes(size))
    assert "cannot be restored" in refused(desk.folder.path, saved)


def test_a_list_of_files_without_end_is_not_read(desk: Desk, saved: Path) -> None:
    saved.write_bytes(backups.MAGIC + b"[" * (1 << 22))
    assert "its list of files is damaged" in refused(desk.folder.path, saved)


# While an update runs, and when the power fails.


def test_a_backup_while_updates_run_is_one_commit(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    done = threading.Event()

    def keep_updating() -> None:
        for number in range(12):
            for name in range(6):
                desk.save(f"{name}.html", page(str(name), f"In What Year {number} Is It?"), LONG_AGO + number * SECOND)
            desk.update()
        done.set()

    desk.save("0.html", page("0"))
    desk.update()
    writer = threading.Thread(target=keep_updating)
    writer.start()
    try:
        kept = 0
        while not done.is_set() or kept < 2:
            with AnswerIndex.open(desk.folder.path) as index:
                index.backup(tmp_path / f"saved{kept}")
            kept += 1
    finally:
        writer.join()
    for number in range(kept):
        with AnswerIndex.restore(tmp_path / f"saved{number}", tmp_path / "there") as index:
            years = {answer.question for answer in index if answer.question.startswith("In What")}
            assert len(years) <= 1  # of one update, never half of two
        assert check(tmp_path / "there").ok


def test_files_that_go_between_the_manifest_and_their_opening_are_looked_for_anew(
    desk: Desk, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = manifests.read(desk.folder)
    stale = manifests.parse(desk.folder, json.dumps({**_raw(desk), "segments": [_gone(desk)]}).encode())
    given = iter([stale, fresh])
    monkeypatch.setattr(manifests, "read", lambda _: next(given))
    assert backups.backup(desk.folder, tmp_path / "again") == saved.stat().st_size


def test_a_file_that_stays_missing_is_damage(desk: Desk, tmp_path: Path) -> None:
    (desk.folder.path / "00000001.segment").unlink()
    with pytest.raises(IndexDamaged, match=r"00000001\.segment"):
        backups.backup(desk.folder, tmp_path / "saved")


def _raw(desk: Desk) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((desk.folder.path / manifests.NAME).read_text().splitlines()[0])
    return data


def _gone(desk: Desk) -> dict[str, Any]:
    segment: dict[str, Any] = _raw(desk)["segments"][0]
    return {**segment, "file": {**segment["file"], "name": "00000999.segment"}}


@pytest.mark.parametrize("over", ["an index", "nothing"])
def test_power_that_fails_while_restoring_leaves_the_old_index_or_the_restored_one(
    desk: Desk, saved: Path, tmp_path: Path, over: str
) -> None:
    place = tmp_path / "place"
    if over == "an index":
        desk.save("new.html", page("100"))
        desk.update()
        shutil.copytree(desk.folder.path, place)
    old = content(place)
    disk = PowerCuts(place)
    backups.restore(disk, saved)
    disk.note("end")
    new = content(place)
    assert old != new
    seen = set()
    for cut in disk.cuts:
        for state in cut.left.values():
            if state in seen:
                continue
            seen.add(state)
            lay(state, tmp_path / "cut")
            assert content(tmp_path / "cut") in (old, new), cut.before
            backups.restore(type(desk.folder)(tmp_path / "cut"), saved)
            after = Desk.__new__(Desk)
            after.folder = type(desk.folder)(tmp_path / "cut")
            assert after.sound(), cut.before
            shutil.rmtree(tmp_path / "cut")
    assert all(state is not None for state in disk.cuts[-1].left.values())
    assert len(disk.cuts) >= 25


def test_power_that_fails_while_backing_up_leaves_the_old_backup_or_the_new(desk: Desk, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    old = backups.MAGIC + b"an older one"
    (there / "saved").write_bytes(old)
    place = PowerCuts(there)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backups, "Folder", lambda _: place)
        backups.backup(desk.folder, there / "saved")
    place.note("end")
    new = (there / "saved").read_bytes()
    for cut in place.cuts:
        for state in cut.left.values():
            assert dict(state or ())["saved"] in (old, new), cut.before
    assert {dict(state or ())["saved"] for state in place.cuts[-1].left.values()} == {new}


@pytest.mark.parametrize("step", range(1, 14, 2))
def test_a_disk_that_fails_while_restoring_is_one_line_and_leaves_the_index(
    desk: Desk, saved: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = content(desk.folder.path)
    done = 0

    def failing(name: str) -> Callable[..., Any]:
        real = getattr(Folder, name)

        def counted(folder: Folder, *given: Any) -> Any:
            nonlocal done
            done += 1
            if done >= step:
                raise OSError(28, "No space left on device", str(folder.path))
            return real(folder, *given)

        return counted

    for name in ("create", "sync", "rename", "sync_folder"):
        monkeypatch.setattr(Folder, name, failing(name))
    result = run(desk.folder.path, "restore", saved)
    monkeypatch.undo()
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "No space left" in result.stderr
    assert content(desk.folder.path) == before
    desk.update()
    assert desk.sound()


def test_a_backup_is_refused_by_name_where_it_is_none(tmp_path: Path) -> None:
    (tmp_path / "zip").write_bytes(b"PK\3\4")
    with pytest.raises(BackupDamaged, match="it is no backup of an index"):
        AnswerIndex.restore(tmp_path / "zip", tmp_path / "there")
    assert not (tmp_path / "there").exists()
