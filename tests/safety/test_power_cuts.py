"""The power may fail at any write, sync, rename or removal of an update: the index is the old one or the new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from law4u_index import AnswerIndex
from law4u_index.errors import IndexDamaged, IndexNotFound
from law4u_index.index import workers
from law4u_index.index.check import check
from law4u_index.index.repair import repair
from law4u_index.index.update import Options, update
from tests.index.making import LONG_AGO, SECOND, Desk, QuickFolder, page
from tests.safety.disk import PowerCuts, State, lay

pytestmark = pytest.mark.no_cover
"""So many cases that tracing them for coverage would take longer than they do."""

Content = tuple[tuple[str, str, str], ...]


def content(folder: Path) -> Content:
    """Return what a user finds in an index: nothing where there is none."""
    try:
        with AnswerIndex.open(folder) as index:
            found = tuple(sorted((answer.id, answer.question, answer.content_hash or "") for answer in index))
            assert index.search("deposit", literal=True, limit=100).total == len(found)
    except IndexNotFound:
        return ()
    assert check(folder).ok
    return found


def few(desk: Desk) -> None:
    for number in range(3):
        desk.save(f"{number}.html", page(str(number)))


def many(desk: Desk) -> None:
    for number in range(24):
        desk.save(f"{number}.html", page(str(number)))


def nothing(desk: Desk) -> None:
    pass


def one_more(desk: Desk) -> None:
    desk.save("new.html", page("100"))


def one_changed(desk: Desk) -> None:
    desk.save("0.html", page("0", "Must My Landlord Return The Deposit?"), LONG_AGO + SECOND)
    desk.save("new.html", page("100"))


def one_gone(desk: Desk) -> None:
    (desk.pages / "1.html").unlink()


def most_gone(desk: Desk) -> None:
    for number in range(20):
        (desk.pages / f"{number}.html").unlink()


def all_else(desk: Desk) -> None:
    desk.save("0.html", page("0", "Must My Landlord Return The Deposit?"), LONG_AGO + SECOND)
    (desk.pages / "1.html").unlink()
    desk.save("new.html", page("100"))


UPDATES: dict[str, tuple[Callable[[Desk], None], Callable[[Desk], None], dict[str, Any]]] = {
    "first build": (nothing, few, {}),
    "one page more": (many, one_more, {}),
    "a changed page": (many, one_changed, {}),
    "a merge": (few, one_more, {}),
    "a deletion": (many, one_gone, {"prune": True}),
    "most pages gone": (many, most_gone, {"prune": True}),
    "a rebuild": (few, all_else, {"rebuild": True, "prune": True}),
}


class Trial:
    """An update that is cut at each moment."""

    def __init__(self, desk: Desk, root: Path, options: dict[str, Any]) -> None:
        self._desk = desk
        self._root = root
        self._options = Options(jobs=1, **options)
        self._seen: dict[State, Content] = {}
        self.disk = PowerCuts(desk.folder.path)
        self.old = content(desk.folder.path)

    def run(self) -> None:
        update(self.disk, [self._desk.pages], self._options)
        self.disk.note("end")
        self.new = content(self._desk.folder.path)

    def left_of(self, state: State) -> Content:
        """Return what a cut leaves for the user; that the next update completes and tidies up is seen to."""
        if state not in self._seen:
            place = self._root / "cut"
            lay(state, place)
            self._seen[state] = content(place)
            folder = QuickFolder(place)
            update(folder, [self._desk.pages], self._options)
            assert content(place) == self.new
            after = Desk.__new__(Desk)
            after.folder = folder
            assert after.sound(), after.names()
            shutil.rmtree(place)
        return self._seen[state]

    def verify(self) -> int:
        """Cut at each moment in each way; return how many cuts that were."""
        assert self.old != self.new
        for cut in self.disk.cuts:
            for how, state in cut.left.items():
                assert self.left_of(state) in (self.old, self.new), (cut.before, how)
        for how, state in self.disk.cuts[-1].left.items():
            assert self.left_of(state) == self.new, how
        return len(self.disk.cuts)


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_that_loses_power_leaves_the_old_index_or_the_new_and_the_next_one_completes(
    tmp_path: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    before, then, options = UPDATES[name]
    desk = Desk(tmp_path)
    before(desk)
    if before is not nothing:
        desk.update()
    then(desk)
    trial = Trial(desk, tmp_path, options)
    trial.run()
    cuts = trial.verify()
    record_property("cuts", cuts)
    print(f"{name}: {cuts} moments, {3 * cuts} cuts, {len(trial._seen)} different disks")
    assert cuts >= 40  # seven updates, three kinds of cut: more than 840


def test_power_that_fails_between_two_tasks_takes_nothing_away_of_what_the_first_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FILES_A_TASK", 3)
    desk = Desk(tmp_path)
    for number in range(9):
        desk.save(f"{number}.html", page(str(number)))
    trial = Trial(desk, tmp_path, {})
    trial.run()
    assert trial.verify() >= 40
    second = [number for number, cut in enumerate(trial.disk.cuts) if cut.before.endswith("-files.read")][1]
    lay(trial.disk.cuts[second].left["dropped"], tmp_path / "cut")
    seen: list[tuple[int, int]] = []
    update(QuickFolder(tmp_path / "cut"), [desk.pages], Options(jobs=1), lambda *count: seen.append(count))
    assert seen == [(3, 9), *((done, 9) for done in range(4, 10))]


def test_power_that_fails_again_in_the_update_after_leaves_the_old_index_or_the_new(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    few(desk)
    desk.update()
    all_else(desk)
    first = Trial(desk, tmp_path, {"prune": True})
    first.run()
    for cut in first.disk.cuts[20::150]:
        shutil.rmtree(desk.folder.path)
        lay(cut.left["mixed"], desk.folder.path)
        second = Trial(desk, tmp_path, {"prune": True})
        if second.old == first.new:
            break
        second.run()
        second.verify()


def test_a_repair_that_loses_power_leaves_an_index_that_can_be_repaired(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    few(desk)
    desk.update()
    whole = content(desk.folder.path)
    (toc,) = desk.folder.path.glob("*.toc")
    toc.write_bytes(b"x")
    disk = PowerCuts(desk.folder.path)
    repair(disk, check(desk.folder.path))
    disk.note("end")
    for cut in disk.cuts[::2]:
        for state in set(cut.left.values()):
            place = tmp_path / "cut"
            lay(state, place)
            check(place, repair=True)
            assert content(place) == whole
            shutil.rmtree(place)
    assert content(desk.folder.path) == whole


class Careless(PowerCuts):
    """A disk of which nobody waits for the content of files."""

    def sync(self, file: BinaryIO) -> None:
        file.flush()


def test_an_update_that_did_not_sync_would_be_found_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    few(desk)
    trial = Trial(desk, tmp_path, {})
    trial.disk = Careless(desk.folder.path)
    trial.run()
    with pytest.raises(IndexDamaged):
        trial.verify()
