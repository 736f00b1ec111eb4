"""A folder of pages changes, and the index follows it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from law4u_index import AnswerIndex, parse_answer
from law4u_index.errors import IndexDamaged, IndexLocked, ParseError
from law4u_index.index import manifest as manifests
from law4u_index.index import tasks, tiers, workers
from law4u_index.index import update as updating
from law4u_index.index.lock import writing
from law4u_index.index.tasks import FileResult, Task, read_files
from law4u_index.index.update import Options, update
from law4u_index.pages import Rejected, list_files, read_pages, reading
from tests.index.making import LONG_AGO, NOT_AN_ANSWER, SECOND, Desk, damage, ids, jsonl, page, question, save, told

CORPUS = Path(__file__).parents[2] / "corpus"


def test_new_pages_come_in(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("below/b.html", page("2"))
    assert desk.update() == told(added=["1", "2"])
    assert ids(desk) == ["1", "2"]
    assert desk.sound()


def test_who_has_one_processor_of_several_has_one_process_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    jobs: list[int] = []

    def read_all(*given: Any, **options: Any) -> list[FileResult]:
        jobs.append(options["jobs"])
        return workers.read_all(*given, **options)

    monkeypatch.setattr(updating, "read_all", read_all)
    desk.save("a.html", page("1"))
    desk.update(jobs=None)
    assert jobs == [1]


def test_a_second_update_with_nothing_new_writes_nothing(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("broken.html", NOT_AN_ANSWER)
    desk.update()
    before = desk.state()
    report = desk.update()
    assert (report["unchanged"], len(report["rejected"])) == (1, 1)
    assert desk.state() == before


@pytest.mark.parametrize("options", [{"checksum": True}, {"prune": True}, {"dry_run": True}])
def test_nor_does_it_write_when_it_looks_closer(desk: Desk, options: dict[str, Any]) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.jsonl", jsonl(page("2"), page("3")))
    desk.update()
    before = desk.state()
    assert desk.update(**options) == told(unchanged=3)
    assert desk.state() == before


def test_a_changed_page_is_followed_and_the_rest_left_alone(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", page("2"))
    desk.update()
    desk.save("a.html", page("1", "Can The Deposit Be Kept For Paint?"))
    assert desk.update() == told(updated=["1"], unchanged=1)
    assert question(desk, "1") == "Can The Deposit Be Kept For Paint?"
    assert desk.sound()


def test_a_page_that_was_only_touched_is_unchanged_and_not_read_again_the_next_time(desk: Desk) -> None:
    path = desk.save("a.html", page("1"))
    desk.update()
    os.utime(path, ns=(LONG_AGO, LONG_AGO + SECOND))
    assert desk.update() == told(unchanged=1)
    before = desk.state()
    assert desk.update() == told(unchanged=1)
    assert desk.state() == before
    assert desk.sound()


def test_markup_around_the_same_words_changes_no_answer(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.save("a.html", page("1").replace(b"<body>", b"<body><!-- saved today -->"))
    assert desk.update() == told(unchanged=1)
    assert desk.sound()


def test_a_change_within_the_clock_tick_of_the_update_that_read_it_is_not_missed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: LONG_AGO + SECOND)
    desk.save("a.html", page("1", "Is The Deposit Mine?"), LONG_AGO)
    desk.update()
    desk.save("a.html", page("1", "Is The Deposit Ours?"), LONG_AGO)
    monkeypatch.undo()
    assert desk.update() == told(updated=["1"])
    assert question(desk, "1") == "Is The Deposit Ours?"


def test_a_young_file_is_looked_at_and_still_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: LONG_AGO + SECOND)
    desk.save("a.html", page("1"), LONG_AGO)
    desk.save("b.jsonl", jsonl(page("2")), LONG_AGO)
    desk.save("c.html", page("1", "Who Keeps The Deposit?"), LONG_AGO - SECOND)
    desk.update()
    before = desk.state()
    report = desk.update()
    assert (report["unchanged"], [source for source, _ in report["rejected"]]) == (2, [f"{desk.pages}/c.html"])
    assert desk.state() == before


def test_that_a_young_file_was_looked_at_is_written_with_the_next_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: LONG_AGO + SECOND)
    path = desk.save("a.html", page("1"), LONG_AGO)
    desk.update()
    monkeypatch.setattr("time.time_ns", lambda: LONG_AGO + 100 * SECOND)
    desk.save("b.html", page("2"), LONG_AGO)
    desk.update()
    save(path, b"x" * len(page("1")), LONG_AGO)  # no file system does this, so it shows what was looked at
    assert desk.update() == told(unchanged=2)


def test_with_checksum_a_change_that_size_and_time_do_not_tell_is_found(desk: Desk) -> None:
    desk.save("a.html", page("1", "Is The Deposit Mine?"))
    desk.update()
    desk.save("a.html", page("1", "Is The Deposit Ours?"))
    assert desk.update() == told(unchanged=1)
    assert desk.update(checksum=True) == told(updated=["1"])
    assert desk.sound()


def test_a_page_that_moved_is_followed(desk: Desk) -> None:
    old = desk.save("a.html", page("1"))
    desk.update()
    old.rename(desk.pages / "b.html")
    assert desk.update() == told(updated=["1"], moved=["1"])
    assert desk.update(prune=True) == told(unchanged=1)
    with AnswerIndex.open(desk.folder.path) as index:
        assert index.get("1").source == f"{desk.pages}/b.html"
    assert desk.sound()


def test_a_page_that_moved_is_followed_with_prune_too(desk: Desk) -> None:
    old = desk.save("a.html", page("1"))
    desk.update()
    old.rename(desk.pages / "b.html")
    assert desk.update(prune=True) == told(updated=["1"], moved=["1"])
    assert ids(desk) == ["1"]
    assert desk.sound()


def test_an_answer_stays_when_its_page_is_gone_until_it_is_pruned(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", page("2"))
    desk.update()
    (desk.pages / "b.html").unlink()
    assert desk.update() == told(unchanged=1)
    assert ids(desk) == ["1", "2"]
    assert desk.update(prune=True) == told(removed=["2"], unchanged=1)
    assert ids(desk) == ["1"]
    assert desk.sound()


def test_prune_takes_only_what_stood_below_the_named_folders(desk: Desk) -> None:
    here, there = desk.save("here/a.html", page("1")), desk.save("there/b.html", page("2"))
    desk.update()
    here.unlink()
    there.unlink()
    assert desk.update(desk.pages / "here", prune=True) == told(removed=["1"])
    assert ids(desk) == ["2"]


def test_a_page_that_was_named_itself_is_pruned_when_it_is_gone(desk: Desk) -> None:
    path = desk.save("a.html", page("1"))
    desk.update(path)
    path.unlink()
    report = desk.update(path, prune=True)
    assert (report["removed"], len(report["rejected"])) == (["1"], 1)
    assert ids(desk) == []
    assert desk.sound()


def test_nothing_is_dropped_where_the_named_folder_itself_is_gone(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.pages.rename(desk.pages.with_name("unplugged"))
    stay = "its answers stay, since a disk may be unplugged; to drop them name the folder that it was in"
    assert desk.update(prune=True) == told(rejected=[(str(desk.pages), f"there is no such file or folder; {stay}")])
    assert ids(desk) == ["1"]


def test_a_subfolder_that_is_gone_is_pruned(desk: Desk) -> None:
    desk.save("below/a.html", page("1"))
    desk.save("b.html", page("2"))
    desk.update()
    (desk.pages / "below/a.html").unlink()
    (desk.pages / "below").rmdir()
    assert desk.update(prune=True) == told(removed=["1"], unchanged=1)


def test_nothing_is_dropped_from_a_folder_that_may_not_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.save("closed/deep/a.html", page("1"))
    desk.save("b.html", page("2"))
    desk.update()
    closed = f"{desk.pages}/closed"
    real_open, real_lstat = os.open, os.lstat

    def open_(path: Any, *rest: Any, **options: Any) -> int:
        if str(path).startswith(closed):
            raise PermissionError(13, "Permission denied", path)
        return real_open(path, *rest, **options)

    def lstat(path: Any, **options: Any) -> os.stat_result:
        if str(path).startswith(f"{closed}/"):
            raise PermissionError(13, "Permission denied", path)
        return real_lstat(path, **options)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "lstat", lstat)
    assert desk.update(prune=True) == told(unchanged=1, rejected=[(closed, "reading it is not permitted")])
    assert desk.update(f"{closed}/deep/a.html", desk.pages / "b.html", prune=True)["removed"] == []
    monkeypatch.undo()
    assert ids(desk) == ["1", "2"]


def test_nothing_is_dropped_that_the_disk_fails_to_tell_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.save("a.html", page("1"))
    desk.update()
    path.rename(path.with_name(".hidden"))

    def lstat(_: Any) -> os.stat_result:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "lstat", lstat)
    assert desk.update(prune=True) == told()
    monkeypatch.undo()
    assert ids(desk) == ["1"]


def test_a_page_that_is_still_there_but_not_looked_at_any_more_keeps_its_answer(desk: Desk) -> None:
    path = desk.save("a.html", page("1"))
    desk.update()
    path.unlink()
    path.symlink_to(save(desk.pages.with_name("elsewhere.html"), page("1")))
    assert desk.update(prune=True) == told()
    assert ids(desk) == ["1"]


def test_a_page_in_whose_place_there_is_a_folder_is_gone(desk: Desk) -> None:
    path = desk.save("what-is-bail", page("1"))
    desk.update()
    path.unlink()
    desk.save("what-is-bail/a.html", page("2"))
    assert desk.update(prune=True) == told(added=["2"], removed=["1"])
    assert ids(desk) == ["2"]


def test_a_file_that_is_no_page_of_any_kind_is_read_once(desk: Desk) -> None:
    desk.save("a.html", b"PK\x03\x04 and so on")
    first = desk.update()
    before = desk.state()
    assert desk.update(checksum=True) == first == told(rejected=first["rejected"])
    assert desk.state() == before


@pytest.mark.parametrize("name", ["a.html", "a.jsonl"])
def test_a_file_that_could_not_be_read_is_read_when_it_can_be_though_it_looks_as_it_did(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    desk.save(name, page("1") if name == "a.html" else jsonl(page("1")))

    def closed(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "_open", closed)
    monkeypatch.setattr(tasks, "digest_of_file", lambda *_: tasks.UNREAD)
    rejected = [(f"{desk.pages}/{name}", "reading it is not permitted")]
    assert [desk.update() for _ in range(2)] == [told(rejected=rejected)] * 2
    monkeypatch.undo()
    assert desk.update() == told(added=["1"])
    assert desk.update() == told(unchanged=1)


@pytest.mark.parametrize("year", [1, 1600, 2300, 9999])
def test_a_page_from_another_age_stops_nothing(desk: Desk, year: int) -> None:
    crawled = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page('1').decode()}"
    head = f"WARC-Target-URI: https://law4u.in/answer/1/slug\r\nWARC-Date: {year:04}-01-01T00:00:00Z"
    record = f"WARC/1.0\r\nWARC-Type: response\r\n{head}\r\nContent-Length: {len(crawled)}\r\n\r\n{crawled}\r\n\r\n"
    desk.save("a.warc", record.encode())
    desk.save("b.html", page("2"))
    assert desk.update() == told(added=["1", "2"])
    assert desk.update() == told(unchanged=2)


def test_of_a_file_that_is_no_page_for_its_size_no_more_is_read_than_a_page_may_have(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.save("film", b"")
    os.truncate(path, 1 << 40)
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    assert len(desk.update()["rejected"]) == 1
    monkeypatch.setattr(tasks, "read_pages", None)  # that it is what it was is told without reading it again
    assert len(desk.update(checksum=True)["rejected"]) == 1


def test_a_page_that_vanishes_while_it_is_read_is_rejected(desk: Desk) -> None:
    (result,) = read_files(
        desk.folder, Task(0, ((f"{desk.pages}/gone.html", "gone.html"),), write=True), lambda _: None
    )
    assert (result.pages, result.rejected) == ([], [("gone.html", "there is no such file or folder")])


def test_a_broken_page_is_reported_each_time_and_the_rest_goes_in(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("login.html", NOT_AN_ANSWER)
    desk.save("empty.html", b"")
    first = desk.update()
    assert first["added"] == ["1"]
    assert [source for source, _ in first["rejected"]] == [f"{desk.pages}/empty.html", f"{desk.pages}/login.html"]
    assert desk.update() == {**first, "added": [], "unchanged": 1}
    assert desk.sound()


def test_a_page_that_becomes_broken_leaves_the_old_answer(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.save("a.html", NOT_AN_ANSWER)
    assert [len(desk.update(prune=True)["rejected"]) for _ in range(2)] == [1, 1]
    assert ids(desk) == ["1"]
    desk.save("a.html", page("1", "Is It Better Now?"))
    assert desk.update() == told(updated=["1"])
    assert desk.sound()


def test_a_page_that_becomes_another_answer_gives_up_the_old_one_with_prune(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", page("2"))
    desk.update()
    desk.save("a.html", page("30"))
    desk.save("b.html", page("40"))
    assert desk.update(desk.pages / "a.html") == told(added=["30"])
    assert ids(desk) == ["1", "2", "30"]
    assert desk.update(prune=True) == told(added=["40"], removed=["1", "2"], unchanged=1)
    assert ids(desk) == ["30", "40"]
    assert desk.sound()


def test_a_rebuild_reads_every_page_again_into_one_segment(desk: Desk) -> None:
    for number in range(12):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    desk.save("new.html", page("99"))
    desk.update()
    desk.save("0.html", page("0", "A"), LONG_AGO)
    assert len(manifests.read(desk.folder).segments) == 2
    assert desk.update(rebuild=True) == told(updated=["0"], unchanged=12)
    assert len(manifests.read(desk.folder).segments) == 1
    assert desk.sound()


@pytest.mark.parametrize("kind", ["manifest.json", ".segment", ".sources", ".toc", ".deleted"])
@pytest.mark.parametrize("how", ["flip", "cut", "remove"])
def test_a_rebuild_makes_a_damaged_index_anew(desk: Desk, kind: str, how: str) -> None:
    for number in range(12):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    (desk.pages / "0.html").unlink()
    desk.update(prune=True)
    damage(min(desk.folder.path.glob(f"*{kind}")), how)
    report = desk.update(rebuild=True)
    assert len(report["added"]) + report["unchanged"] == 11
    assert ids(desk) == sorted(str(number) for number in range(1, 12))
    assert desk.update() == told(unchanged=11)
    assert desk.sound()


def test_what_a_rebuild_of_other_folders_could_not_save_comes_back_with_its_own(desk: Desk) -> None:
    desk.save("a/1.html", page("1"))
    desk.save("b/2.html", page("2"))
    desk.update()
    (segment,) = desk.folder.path.glob("*.segment")
    damage(segment, "cut")
    assert desk.update(desk.pages / "a", rebuild=True) == told(added=["1"])
    assert desk.update() == told(added=["2"], unchanged=1)


@pytest.mark.parametrize("kind", [".segment", ".sources", ".deleted"])
def test_an_update_of_an_index_that_lacks_a_file_says_which(desk: Desk, kind: str) -> None:
    for number in range(12):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    (desk.pages / "0.html").unlink()
    desk.update(prune=True)
    path = min(desk.folder.path.glob(f"*{kind}"))
    path.unlink()
    with pytest.raises(IndexDamaged, match=f"{path.name} is missing from the index; run 'law4u-index check --repair'"):
        desk.update()


def test_an_update_over_a_damaged_manifest_is_refused(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    damage(desk.folder.path / "manifest.json", "cut")
    with pytest.raises(IndexDamaged, match="rebuild"):
        desk.update()


def test_the_readers_of_an_index_without_manifest_keep_their_files(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    (segment,) = desk.folder.path.glob("*.segment")
    (desk.folder.path / "manifest.json").unlink()
    inode = segment.stat().st_ino
    with segment.open("rb") as reader:
        desk.update()
        assert (os.fstat(reader.fileno()).st_ino, len(reader.read()) > 0) == (inode, True)
    assert desk.sound()


def test_while_one_process_writes_another_is_refused(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    with writing(desk.folder), pytest.raises(IndexLocked):
        desk.update()


def test_progress_counts_up_to_the_files_that_were_read(desk: Desk) -> None:
    for number in range(3):
        desk.save(f"{number}.html", page(str(number)))
    seen: list[tuple[int, int]] = []
    update(desk.folder, [desk.pages], Options(jobs=1), lambda *count: seen.append(count))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_update_of_nothing_makes_an_empty_index(desk: Desk) -> None:
    assert desk.update() == told()
    assert ids(desk) == []
    assert desk.sound()


def test_a_report_is_told_as_counts_and_rejected_pages(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", b"")
    report = update(desk.folder, [desk.pages], Options(jobs=1)).to_dict()
    assert (report["added"], report["updated"], report["unchanged"], report["removed"], report["moved"]) == (
        1,
        0,
        0,
        0,
        0,
    )
    assert [rejected["source"] for rejected in report["rejected"]] == [f"{desk.pages}/b.html"]
    assert report["seconds"] > 0


def test_an_index_where_most_is_deleted_is_written_anew(desk: Desk) -> None:
    for number in range(40):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    for number in range(30):
        (desk.pages / f"{number}.html").unlink()
    desk.update(prune=True)
    (segment,) = manifests.read(desk.folder).segments
    assert (segment.answers, segment.live, segment.deleted) == (10, 10, None)
    assert desk.sound()


def test_many_small_updates_leave_few_segments(desk: Desk) -> None:
    for number in range(30):
        desk.save(f"{number}.html", page(str(number)))
        desk.update(desk.pages / f"{number}.html")
    assert len(manifests.read(desk.folder).segments) <= 3
    assert ids(desk) == sorted(str(number) for number in range(30))
    assert desk.update() == told(unchanged=30)
    assert desk.sound()


def test_small_updates_leave_the_large_segment_as_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "SMALL", 4)
    for number in range(24):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    (large,) = manifests.read(desk.folder).segments
    for number in range(24, 46):
        desk.save(f"{number}.html", page(str(number)))
        desk.update(desk.pages / f"{number}.html")
        found = manifests.read(desk.folder)
        assert found.segments[0] == large
        assert (len(found.segments) <= 4, len(found.sources) <= 4) == (True, True)
    assert desk.update() == told(unchanged=46)
    assert desk.sound()


def test_pages_that_change_one_by_one_leave_few_segments_and_nothing_of_what_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiers, "SMALL", 4)
    for number in range(16):
        desk.save(f"{number}.html", page(str(number)))
    desk.update()
    for number in range(16):
        desk.save(f"{number}.html", page(str(number), "Has It Changed?"), LONG_AGO + SECOND)
        assert desk.update() == told(updated=[str(number)], unchanged=15)
        segments = manifests.read(desk.folder).segments
        assert (len(segments) <= 6, sum(segment.live for segment in segments)) == (True, 16)
        assert all(2 * segment.live >= segment.answers for segment in segments)
    with AnswerIndex.open(desk.folder.path) as index:
        assert {answer.question for answer in index} == {"Has It Changed?"}
    assert desk.sound()


def test_names_that_are_no_text_are_kept_as_they_are(desk: Desk) -> None:
    name = os.fsdecode(b"caf\xe9 \xff.html")
    desk.save(name, page("1"))
    assert desk.update() == told(added=["1"])
    assert desk.update() == told(unchanged=1)
    with AnswerIndex.open(desk.folder.path) as index:
        assert index.get("1").source == f"{desk.pages}/{name}"
    (desk.pages / name).unlink()
    assert desk.update(prune=True) == told(removed=["1"])
    assert desk.sound()


def test_an_answer_comes_out_of_the_index_as_it_was_parsed(desk: Desk) -> None:
    update(desk.folder, [CORPUS], Options(jobs=1))
    compared = 0
    with AnswerIndex.open(desk.folder.path) as index:
        [folder] = list_files(CORPUS)
        assert not isinstance(folder, Rejected)
        for name in folder.names:
            for one in read_pages(folder.prefix + name):
                assert not isinstance(one, Rejected)
                try:
                    answer = parse_answer(one.content, url=one.url, source=one.source)
                except ParseError:
                    continue
                assert index.get(answer.id) == answer
                compared += 1
        assert compared == len(index) >= 100
    assert desk.sound()
