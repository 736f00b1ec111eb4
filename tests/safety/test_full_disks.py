"""A disk that is full, read-only or broken at any step of an update: one line, status 3, and an index that is whole."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from click.testing import CliRunner, Result

from law4u_index.cli import program
from law4u_index.index.storage import Folder
from tests.index.making import LONG_AGO, SECOND, Desk, page
from tests.safety.test_power_cuts import content

pytestmark = pytest.mark.no_cover
"""So many cases that tracing them for coverage would take longer than they do."""

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")


class Disk:
    """What goes wrong: the operation of this number and, as on a full disk, all writing after it."""

    def __init__(self) -> None:
        self.fails_at = -1
        self.number = errno.EIO
        self.done = 0
        self.last = ""

    def step(self, path: Path | str) -> None:
        self.done += 1
        if 0 <= self.fails_at < self.done:
            self.last = str(path)
            raise OSError(self.number, os.strerror(self.number), str(path))


class _Failing:
    """A file whose writes may fail."""

    def __init__(self, file: BinaryIO, disk: Disk) -> None:
        self._file = file
        self._disk = disk

    def write(self, data: bytes) -> int:
        self._disk.step(self._file.name)
        return self._file.write(data)

    def __enter__(self) -> _Failing:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk under every index of this test."""
    disk = Disk()
    create = Folder.create

    def created(folder: Folder, name: str) -> Any:
        disk.step(folder.path / name)
        return _Failing(create(folder, name), disk)

    def sync(folder: Folder, file: BinaryIO) -> None:
        file.flush()
        disk.step(file.name)

    monkeypatch.setattr(Folder, "create", created)
    monkeypatch.setattr(Folder, "sync", sync)
    for name in ("rename", "remove", "sync_folder"):
        real = getattr(Folder, name)

        def watched(folder: Folder, *names: Any, real: Any = real) -> None:
            disk.step(folder.path / names[0])
            real(folder, *names)

        monkeypatch.setattr(Folder, name, watched)
    return disk


def run(index: Path, *words: str) -> Result:
    return CliRunner().invoke(program, ["--index", str(index), *words], catch_exceptions=False)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_at_any_step_of_an_update_is_one_line_and_leaves_the_index_whole(
    tmp_path: Path, disk: Disk, name: str
) -> None:
    disk.number = getattr(errno, name)
    desk = Desk(tmp_path)
    for number in range(20):
        desk.save(f"{number}.html", page(str(number)))
    begun = tmp_path / "begun"
    words = ["update", "--jobs", "1", "--prune", str(desk.pages)]
    assert run(begun, *words).exit_code == 0
    old = content(begun)
    desk.save("0.html", page("0", "Must My Landlord Return The Deposit?"), LONG_AGO + SECOND)
    (desk.pages / "1.html").unlink()
    shutil.copytree(begun, desk.folder.path)
    disk.done = 0
    assert run(desk.folder.path, *words).exit_code == 0
    steps, new = disk.done, content(desk.folder.path)
    assert steps > 60
    for step in range(ERRORS.index(name), steps, len(ERRORS)):  # the four errors between them come to every step
        shutil.rmtree(desk.folder.path)
        shutil.copytree(begun, desk.folder.path)
        disk.done, disk.fails_at = 0, step
        result = run(desk.folder.path, *words)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.count("\n") == 1
        assert os.strerror(disk.number) in result.stderr
        assert Path(disk.last).name in result.stderr
        assert content(desk.folder.path) in (old, new)
        disk.fails_at = -1
        assert run(desk.folder.path, *words).exit_code == 0
        assert content(desk.folder.path) == new
        assert desk.sound()


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_at_any_step_of_a_first_build_is_one_line_and_the_next_try_succeeds(
    tmp_path: Path, disk: Disk, name: str
) -> None:
    disk.number = getattr(errno, name)
    desk = Desk(tmp_path)
    desk.save("0.html", page("0"))
    words = ["update", "--jobs", "1", str(desk.pages)]
    assert run(desk.folder.path, *words).exit_code == 0
    steps, new = disk.done, content(desk.folder.path)
    for step in range(ERRORS.index(name), steps, len(ERRORS)):
        shutil.rmtree(desk.folder.path)
        disk.done, disk.fails_at = 0, step
        result = run(desk.folder.path, *words)
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert content(desk.folder.path) in ((), new)
        disk.fails_at = -1
        assert run(desk.folder.path, *words).exit_code == 0
        assert content(desk.folder.path) == new
        assert desk.sound()


def test_a_folder_in_which_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    page_file = tmp_path / "1.html"
    page_file.write_bytes(page("1"))
    result = run(tmp_path / "file" / "index", "update", str(page_file))
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "file/index: Not a directory" in result.stderr


def test_an_index_that_may_not_be_written_can_be_searched(tmp_path: Path, disk: Disk) -> None:
    desk = Desk(tmp_path)
    desk.save("0.html", page("0"))
    desk.update()
    disk.fails_at, disk.number, disk.done = 0, errno.EROFS, 0
    assert run(desk.folder.path, "search", "deposit").exit_code == 0
    assert run(desk.folder.path, "check").exit_code == 0
    assert disk.done == 0
