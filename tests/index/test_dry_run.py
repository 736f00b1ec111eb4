"""A dry run says what an update would do, and does nothing."""

from __future__ import annotations

import pytest

from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.lock import writing
from law4u_index.index.manifest import Manifest
from law4u_index.index.storage import Folder
from tests.index.making import NOT_AN_ANSWER, Desk, page, told


def test_a_dry_run_says_what_would_happen_and_changes_nothing(desk: Desk) -> None:
    for number in range(4):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    desk.save("0.html", page("0", "Has It Changed?"))
    (desk.pages / "1.html").unlink()
    (desk.pages / "2.html").rename(desk.pages / "moved.html")
    desk.save("new.html", page("9"))
    desk.save("broken.html", NOT_AN_ANSWER)
    before = desk.state()
    foretold = desk.update(prune=True, dry_run=True)
    assert desk.state() == before
    assert foretold == desk.update(prune=True)
    assert (foretold["added"], foretold["updated"], foretold["removed"]) == (["9"], ["0", "2"], ["1"])


def test_a_dry_run_needs_no_lock(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.save("b.html", page("2"))
    with writing(desk.folder):
        before = desk.state()
        assert desk.update(dry_run=True) == told(added=["2"], unchanged=1)
        assert desk.state() == before


def test_a_dry_run_that_an_update_overtakes_looks_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.save("b.html", page("2"))
    read = manifests.read
    overtaken: list[Manifest] = []

    def meanwhile(folder: Folder) -> Manifest:
        manifest = read(folder)
        if not overtaken:
            overtaken.append(manifest)
            desk.update(rebuild=True)
        return manifest

    monkeypatch.setattr(manifests, "read", meanwhile)
    assert desk.update(dry_run=True) == told(unchanged=2)
    assert overtaken


def test_a_dry_run_of_an_index_of_which_a_file_is_gone_says_so(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    (segment,) = manifests.read(desk.folder).segments
    desk.folder.remove(segment.file.name)
    with pytest.raises(IndexDamaged, match="is missing from the index"):
        desk.update(dry_run=True)


def test_a_dry_run_where_there_is_no_index_makes_none(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    assert desk.update(dry_run=True) == told(added=["1"])
    assert not desk.folder.path.exists()
