"""An index that any release wrote is read, searched, checked, backed up and updated by this one."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from law4u_index import AnswerIndex
from law4u_index.cli import program
from law4u_index.index.check import check
from law4u_index.index.segment import FORMAT
from law4u_index.version import VERSION
from tests.index.making import Desk, QuickFolder, page
from tests.released import Released, keep, look, pages, releases

EVERY = pytest.mark.parametrize("kept", releases(), ids=lambda kept: kept.version)


@pytest.fixture
def desk(tmp_path: Path, kept: Released) -> Desk:
    """A copy of the index, with the pages it was made from in another place."""
    desk = Desk(tmp_path)
    shutil.copytree(kept.folder, desk.folder.path)
    pages(desk.pages)
    (desk.pages / "4.html").unlink()
    return desk


def test_an_index_of_this_release_is_kept() -> None:
    assert VERSION in [kept.version for kept in releases()]


@EVERY
def test_it_gives_what_its_own_release_found_in_it(desk: Desk, kept: Released) -> None:
    assert look(desk.folder.path) == kept.found


@EVERY
def test_it_is_sound(desk: Desk, kept: Released) -> None:
    report = check(desk.folder.path)
    assert (report.damaged, report.answers) == ((), len(kept.found["questions"]))


@EVERY
def test_it_is_updated_and_keeps_what_it_had(desk: Desk, kept: Released) -> None:
    desk.save("new.html", page("100"))
    assert desk.update()["added"] == ["100"]
    with AnswerIndex.open(desk.folder.path) as index:
        assert {answer.id for answer in index} == {*kept.found["questions"], "100"}
    assert desk.sound()


@EVERY
def test_it_is_backed_up_and_restored(desk: Desk, kept: Released, tmp_path: Path) -> None:
    with AnswerIndex.open(desk.folder.path) as index:
        index.backup(tmp_path / "saved")
    AnswerIndex.restore(tmp_path / "saved", tmp_path / "there").close()
    assert look(tmp_path / "there") == kept.found


@EVERY
def test_it_is_rebuilt_and_says_nothing_else(desk: Desk, kept: Released) -> None:
    desk.save("5.html", page("5", "Must The Landlord Return 7 Deposits?"))
    desk.update(rebuild=True)
    assert look(desk.folder.path)["questions"] == kept.found["questions"]
    assert desk.sound()


def test_what_is_kept_is_what_this_release_writes(tmp_path: Path) -> None:
    keep(tmp_path / "index")
    (kept,) = [one for one in releases() if one.version == VERSION]
    assert look(tmp_path / "index") == kept.found
    now = {path.name for path in (tmp_path / "index").iterdir()}
    assert now == {path.name for path in kept.folder.iterdir()}


def test_an_index_of_a_release_to_come_is_refused_in_words(tmp_path: Path) -> None:
    folder = QuickFolder(tmp_path / "index")
    keep(folder.path)
    manifest = folder.path / "manifest.json"
    data = json.loads(manifest.read_text("utf-8").splitlines()[0]) | {"format": FORMAT + 1, "version": "9.0.0"}
    line = json.dumps(data).encode() + b"\n"
    manifest.write_bytes(line + f"crc32:{zlib.crc32(line):08x}\n".encode())
    for words in (["search", "deposit"], ["check"], ["update", str(tmp_path)], ["backup", str(tmp_path / "saved")]):
        result = CliRunner().invoke(program, ["--index", str(folder.path), *words], catch_exceptions=False)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
        assert f"of format {FORMAT + 1} and was written by law4u-index 9.0.0" in result.stderr
        assert "update law4u-index" in result.stderr
