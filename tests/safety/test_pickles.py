"""An index from a stranger runs no code: nothing of it is unpickled, whatever it holds."""

from __future__ import annotations

import json
import pickle
import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from law4u_index import AnswerIndex
from law4u_index.errors import IndexDamaged
from law4u_index.index.check import check
from tests.index.making import Desk, page
from tests.index.test_check import fill
from tests.safety.wounds import seal_manifest, sealed


class Bomb:
    """Makes the file `path` when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self.path,)


class Unpickled(BaseException):
    """Something was unpickled; no handler takes it for an error."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    fill(desk)
    desk.save("99.html", page("99"))
    return desk


@pytest.fixture(autouse=True)
def no_pickle(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Have every way to unpickle fail, once there is an index."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise Unpickled

    for name in ("load", "loads", "_load", "_loads", "Unpickler", "_Unpickler"):
        monkeypatch.setattr(pickle, name, fail)
    monkeypatch.setattr("_pickle.load", fail)
    monkeypatch.setattr("_pickle.loads", fail)
    monkeypatch.setattr("_pickle.Unpickler", fail)


def use(desk: Desk) -> int:
    """Do everything that can be done with an index; return how much of it said that it is damaged."""
    calls: list[Callable[[AnswerIndex], object]] = [
        lambda index: index.search("landlord deposit notise~", facets=True),
        lambda index: list(index),
        lambda index: index.suggest("can my"),
        lambda index: index.similar("5"),
        lambda index: index.stats(),
        lambda index: index.update([desk.pages], jobs=1),
        lambda index: index.check(),
        lambda index: index.check(repair=True),
        lambda index: index.update([desk.pages], jobs=1, rebuild=True),
    ]
    return sum(not works(desk, call) for call in calls)


def works(desk: Desk, call: Callable[[AnswerIndex], object]) -> bool:
    """Whether a call does what it is for, and does not say that the index is damaged."""
    try:
        with AnswerIndex.open(desk.folder.path, create=True) as index:
            call(index)
    except IndexDamaged:
        return False
    return True


def test_nothing_is_unpickled_in_the_whole_life_of_an_index(desk: Desk) -> None:
    assert use(desk) == 0
    with AnswerIndex.open(desk.folder.path) as index:
        assert len(index) == 14


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("whole_file", [True, False])
def test_a_pickle_in_the_place_of_any_file_is_damage_and_not_read(
    desk: Desk, tmp_path: Path, protocol: int, whole_file: bool
) -> None:
    bomb = pickle.dumps(Bomb(tmp_path / "boom"), protocol)
    saved = tmp_path / "saved"
    shutil.copytree(desk.folder.path, saved)
    for name in sorted(path.name for path in saved.iterdir() if path.name != "write.lock"):
        shutil.rmtree(desk.folder.path)
        shutil.copytree(saved, desk.folder.path)
        path = desk.folder.path / name
        content = path.read_bytes()
        path.write_bytes(bomb if whole_file else content[:8] + bomb + content[8 + len(bomb) :])
        assert name in {damage.file for damage in check(desk.folder.path).damaged}
        use(desk)
        assert not (tmp_path / "boom").exists(), name
        assert check(desk.folder.path).ok


def test_a_pickle_among_the_columns_with_right_checksums_is_not_read_either(desk: Desk, tmp_path: Path) -> None:
    bomb = pickle.dumps(Bomb(tmp_path / "boom"))
    for path in sorted(desk.folder.path.glob("*.segment")):
        content = bytearray(path.read_bytes())
        for at in range(8, len(content) // 2, len(content) // 8):
            forged = bytearray(content)
            forged[at : at + len(bomb)] = bomb
            path.write_bytes(sealed(forged))
            seal_manifest(desk.folder.path)
            with suppress(IndexDamaged), AnswerIndex.open(desk.folder.path) as index:  # it may be read as well
                list(index)
        path.write_bytes(content)
        seal_manifest(desk.folder.path)
    assert not (tmp_path / "boom").exists()


def test_the_bomb_would_have_gone_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = pickle.dumps(Bomb(tmp_path / "boom"))
    with pytest.raises(Unpickled):
        pickle.loads(bomb)
    monkeypatch.undo()
    pickle.loads(bomb)
    assert (tmp_path / "boom").exists()


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/b", "..", "", "a\0b"])
def test_no_name_in_a_manifest_leads_out_of_the_folder(desk: Desk, name: str) -> None:
    manifest = desk.folder.path / "manifest.json"
    data = json.loads(manifest.read_text().splitlines()[0])
    for entry in (data["segments"][0]["file"], *data["sources"], data["whoosh"]):
        entry["name"] = name
    line = json.dumps(data).encode() + b"\n"
    manifest.write_bytes(line + f"crc32:{zlib.crc32(line):08x}\n".encode())
    with pytest.raises(IndexDamaged):
        AnswerIndex.open(desk.folder.path)
    assert not check(desk.folder.path).ok
    with pytest.raises(IndexDamaged):
        desk.update()
