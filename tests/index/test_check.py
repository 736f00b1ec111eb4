"""Damage is seen and named, and what can be saved is."""

from __future__ import annotations

import json
import random
import shutil
import zlib
from pathlib import Path

import numpy as np
import pytest

from law4u_index import AnswerIndex
from law4u_index.errors import IndexDamaged, IndexLocked, IndexNotFound
from law4u_index.index import inversion
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import BlockFileWriter
from law4u_index.index.check import check
from law4u_index.index.commit import commit
from law4u_index.index.deletions import write_deleted
from law4u_index.index.ledger import Ledger
from law4u_index.index.lock import writing
from law4u_index.index.manifest import UnknownFormat, file_entry
from law4u_index.index.problems import problems_of
from law4u_index.index.repair import repair
from law4u_index.index.reports import CheckReport
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from tests.index.making import NOT_AN_ANSWER, Desk, damage, ids, page, told

KINDS = ["manifest.json", ".segment", ".deleted", ".sources", ".toc"]


def fill(desk: Desk) -> None:
    """Make an index of two segments, one with a deletion: answers 1 to 13, page 0 pruned."""
    for number in range(13):
        desk.save(f"{number}.html", page(str(number), text="A notice in writing must be given. " * (number % 3)))
    desk.update()
    (desk.pages / "0.html").unlink()
    desk.save("13.html", page("13"))
    desk.update(prune=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("filled")
    fill(Desk(root))
    return root


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    fill(desk)
    return desk


def file_of(desk: Desk, kind: str) -> Path:
    """Return the file of this kind; of several the oldest."""
    return min(path for path in desk.folder.path.iterdir() if path.name.endswith(kind))


ALL = sorted(str(number) for number in range(1, 14))


def test_a_whole_index_is_verified_file_by_file(desk: Desk) -> None:
    assert check(desk.folder.path) == CheckReport(files=7, answers=13)
    assert desk.sound()


def test_a_flip_and_a_cut_are_seen_in_the_file_where_they_are(filled: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(filled / "index", index)
    paths = [path for path in sorted(index.iterdir()) if path.name != "write.lock"]
    dice = random.Random(7)
    for number in range(240):
        path = paths[number % len(paths)]
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        assert path.name in {found.file for found in check(index).damaged}
        path.write_bytes(whole[: dice.randrange(len(whole))])
        assert path.name in {found.file for found in check(index).damaged}
        path.write_bytes(whole)
    assert check(index).ok


def test_a_flip_anywhere_in_whooshs_table_of_contents_is_seen(filled: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(filled / "index", index)
    (toc,) = index.glob("*.toc")
    (entry,) = (entry for entry in manifests.read(Folder(index)).files() if entry.name == toc.name)
    whole = toc.read_bytes()
    for at in range(0, len(whole), 5):
        toc.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert list(problems_of(Folder(index), entry)) != []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["flip", "cut", "remove"])
def test_what_is_damaged_is_repaired_and_the_rest_comes_back_with_the_next_update(
    desk: Desk, kind: str, how: str
) -> None:
    if (kind, how) == ("manifest.json", "remove"):
        kind = ".segment"  # without a manifest there is no index: see the next test but one
    path = file_of(desk, kind)
    damage(path, how)
    assert path.name in {found.file for found in check(desk.folder.path).damaged}
    report = check(desk.folder.path, repair=True)
    assert report.repaired
    assert path.name in {found.file for found in report.damaged}
    assert len(ids(desk)) == report.answers
    assert desk.sound()
    lost = {f"{desk.pages}/{answer_id}.html" for answer_id in set(ALL) - set(ids(desk))}
    assert lost == set(report.lost)
    assert (lost != set()) == (kind == ".segment")
    update = desk.update(prune=True)
    assert (len(update["added"]), update["removed"]) == (len(lost), [])
    assert ids(desk) == ALL
    assert desk.update(prune=True) == told(unchanged=13)
    assert desk.sound()


def test_a_repair_saves_every_record_of_a_segment_but_those_that_are_hit(desk: Desk) -> None:
    """A segment of many blocks, one of which is damaged: most records are in the others."""
    dice = random.Random(3)
    for number in range(100, 180):
        words = " ".join("".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(600))
        desk.save(f"{number}.html", page(str(number), text=words))
    desk.update()
    path = max(desk.folder.path.glob("*.segment"), key=lambda path: path.stat().st_size)
    segment = Segment(path)
    start, length, _ = segment.file._columns["docs.bodies.bytes"]
    content = bytearray(path.read_bytes())
    content[start + length // 2] ^= 1
    path.write_bytes(content)
    report = check(desk.folder.path, repair=True)
    assert 20 < report.answers < 93
    assert len(report.lost) == 93 - report.answers
    update = desk.update()
    assert len(update["added"]) == len(report.lost)
    assert desk.sound()


def test_without_its_manifest_a_folder_is_no_index(desk: Desk) -> None:
    (desk.folder.path / "manifest.json").unlink()
    with pytest.raises(IndexNotFound):
        check(desk.folder.path, repair=True)


def test_an_index_of_a_later_release_is_not_repaired_away(desk: Desk) -> None:
    line = json.dumps({"format": 99, "version": "9.0"}).encode() + b"\n"
    (desk.folder.path / "manifest.json").write_bytes(line + b"crc32:%08x\n" % zlib.crc32(line))
    before = desk.names()
    with pytest.raises(UnknownFormat):
        check(desk.folder.path, repair=True)
    with pytest.raises(UnknownFormat):
        repair(desk.folder, CheckReport())
    assert desk.names() == before


def test_a_whole_index_is_left_alone_by_a_repair(desk: Desk) -> None:
    before = desk.state()
    assert check(desk.folder.path, repair=True) == CheckReport(files=7, answers=13)
    assert desk.state() == before


def test_a_repair_while_another_process_writes_is_refused(desk: Desk) -> None:
    damage(file_of(desk, ".segment"), "cut")
    with writing(desk.folder), pytest.raises(IndexLocked):
        check(desk.folder.path, repair=True)


def test_an_index_of_which_nothing_is_left_is_empty_after_its_repair(desk: Desk) -> None:
    for path in [*desk.folder.path.glob("*.segment"), *desk.folder.path.glob("*.sources")]:
        damage(path, "cut")
    damage(desk.folder.path / "manifest.json", "cut")
    report = check(desk.folder.path, repair=True)
    assert (report.repaired, report.answers, report.lost) == (True, 0, ())
    assert ids(desk) == []
    assert len(desk.update()["added"]) == 13
    assert desk.sound()


def test_an_index_without_ledger_and_manifest_is_repaired_from_its_segments(desk: Desk) -> None:
    file_of(desk, ".sources").unlink()
    damage(desk.folder.path / "manifest.json", "flip")
    assert check(desk.folder.path, repair=True).repaired
    assert set(ids(desk)) >= set(ALL)
    assert desk.update(prune=True)["removed"] == ["0"]
    assert ids(desk) == ALL


def test_a_repair_of_many_answers_is_done_in_batches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inversion, "MAX_ANSWERS", 3)
    damage(file_of(desk, ".toc"), "flip")
    assert check(desk.folder.path, repair=True).answers == 13
    assert ids(desk) == ALL
    assert desk.sound()


def test_what_moved_or_broke_is_not_lost_in_a_repair(desk: Desk) -> None:
    (desk.pages / "1.html").rename(desk.pages / "one.html")
    desk.save("2.html", NOT_AN_ANSWER)
    desk.update()
    damage(file_of(desk, ".toc"), "flip")
    report = check(desk.folder.path, repair=True)
    assert (report.answers, report.lost) == (13, ())
    assert desk.update()["unchanged"] == 12
    assert desk.sound()


def test_an_update_that_goes_by_while_the_index_is_checked_is_no_damage(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = manifests.read
    seen = []

    def read(folder: Folder) -> manifests.Manifest:
        manifest = real(folder)
        seen.append(manifest.generation)
        if len(seen) == 1:
            desk.save("99.html", page("99"))
            monkeypatch.setattr(manifests, "read", real)
            desk.update(rebuild=True)
            monkeypatch.setattr(manifests, "read", read)
        return manifest

    monkeypatch.setattr(manifests, "read", read)
    assert check(desk.folder.path) == CheckReport(files=4, answers=14)


def rewritten(desk: Desk, columns: dict[str, list[int]]) -> None:
    """Write the newest segment with other columns, right sums and a manifest that names it."""
    manifest = manifests.read(desk.folder)
    entry = manifest.segments[-1]
    segment = Segment(desk.folder.file(entry.file.name))
    with BlockFileWriter(desk.folder, "00009999.segment") as out:
        for name, (_, _, dtype) in segment.file._columns.items():
            out.append(name, np.array(columns.get(name, segment.file.slice(name)), dtype), dtype)
        out.finish(segment.file.meta)
    other = manifests.SegmentEntry(file_entry(desk.folder, "00009999.segment"), 1, None, 1)
    ledger = Ledger.read(desk.folder, manifest.sources)
    commit(desk.folder, manifest, 10_000, [*manifest.segments[:-1], other], ledger)


def test_a_record_that_was_written_wrong_is_damage_too(desk: Desk) -> None:
    rewritten(desk, {"docs.heads.bytes": [32]})
    (found,) = check(desk.folder.path).damaged
    assert found.file == "00009999.segment"


def test_an_answer_that_is_not_filed_under_its_id_is_damage(desk: Desk) -> None:
    segment = Segment(desk.folder.file(manifests.read(desk.folder).segments[-1].file.name))
    heads = segment.file.slice("docs.heads.bytes").tolist()
    heads[2] ^= 1  # ["13", … becomes ["03", …
    rewritten(desk, {"docs.heads.bytes": heads})
    (found,) = check(desk.folder.path).damaged
    assert (found.file, found.reason) == ("00009999.segment", "answer 0 is not filed under its id")


@pytest.mark.parametrize("name", ["manifest.json", ".segment"])
def test_what_is_wrong_with_a_file_is_said_without_its_name_and_without_advice_to_check(desk: Desk, name: str) -> None:
    path = file_of(desk, name)
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(content)
    (found,) = check(desk.folder.path).damaged
    assert found.file == path.name
    assert "not what was written" in found.reason
    assert path.name not in found.reason
    assert "law4u-index" not in found.reason


def test_a_segment_that_does_not_fit_itself_is_damage(desk: Desk) -> None:
    rewritten(desk, {"docs.dates": []})
    (found,) = check(desk.folder.path).damaged
    assert (found.file, found.reason) == (
        "00009999.segment",
        "its column 'docs.dates' is not as long as others say",
    )


def test_deletions_that_do_not_fit_their_segment_are_said_to_be_damaged_and_not_the_segment(desk: Desk) -> None:
    manifest = manifests.read(desk.folder)
    entry = manifest.segments[0]
    write_deleted(desk.folder, "00009999.deleted", [entry.answers])
    other = entry._replace(deleted=file_entry(desk.folder, "00009999.deleted"))
    manifests.commit(desk.folder, manifest._replace(segments=(other, *manifest.segments[1:])))
    (found,) = check(desk.folder.path).damaged
    assert (found.file, found.reason) == (
        "00009999.deleted",
        "it names answers that its segment does not have",
    )


def test_a_name_that_leads_out_of_the_folder_is_damage(desk: Desk) -> None:
    manifest = manifests.read(desk.folder)
    outside = manifests.FileEntry("../pages/1.html", 1, 1)
    manifests.commit(desk.folder, manifest._replace(whoosh=outside))
    (found,) = check(desk.folder.path).damaged
    assert (found.file, "outside its folder" in found.reason) == ("../pages/1.html", True)


def test_a_damaged_index_is_searched_with_an_error_and_not_with_a_wrong_result(desk: Desk) -> None:
    damage(max(desk.folder.path.glob("*.segment"), key=lambda path: path.stat().st_size), "flip")
    with pytest.raises(IndexDamaged, match="check --repair"), AnswerIndex.open(desk.folder.path) as index:
        list(index)


def test_a_report_names_each_file_and_reason(desk: Desk) -> None:
    path = file_of(desk, ".toc")
    path.unlink()
    assert check(desk.folder.path).to_dict() == {
        "ok": False,
        "damaged": [{"file": path.name, "reason": "it is missing"}],
        "files": 7,
        "answers": 13,
        "repaired": False,
        "lost": [],
    }
