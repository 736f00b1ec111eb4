"""Several pages give one answer, several answers stand in one file, and workers die over some."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from law4u_index import AnswerIndex
from law4u_index.index import workers
from law4u_index.index.storage import Folder
from law4u_index.index.tasks import Task
from law4u_index.index.update import Options, update
from law4u_index.index.workers import KILLER, read_all, tasks
from law4u_index.processes import start
from tests.index.making import LONG_AGO, NOT_AN_ANSWER, SECOND, Desk, ids, jsonl, page, question, save, told


def older(desk: Desk, loser: str, winner: str, answer_id: str = "1") -> tuple[str, str]:
    return f"{desk.pages}/{loser}", f"an older page of answer {answer_id} than {desk.pages}/{winner}"


def test_of_two_pages_of_one_answer_the_newest_counts_and_the_other_is_named(desk: Desk) -> None:
    desk.save("a.html", page("1", "New?"), LONG_AGO + SECOND)
    desk.save("b.html", page("1", "Old?"), LONG_AGO)
    assert desk.update() == told(added=["1"], rejected=[older(desk, "b.html", "a.html")])
    assert question(desk, "1") == "New?"
    assert desk.update() == told(unchanged=1, rejected=[older(desk, "b.html", "a.html")])
    assert desk.sound()


def test_a_newer_page_that_comes_later_takes_the_answer_over(desk: Desk) -> None:
    desk.save("a.html", page("1", "Old?"))
    desk.update()
    desk.save("b.html", page("1", "New?"), LONG_AGO + SECOND)
    report = told(updated=["1"], rejected=[older(desk, "a.html", "b.html")])
    assert desk.update(dry_run=True) == report
    assert desk.update() == report
    assert question(desk, "1") == "New?"
    assert desk.update() == told(unchanged=1, rejected=[older(desk, "a.html", "b.html")])
    assert desk.sound()


def test_the_page_that_gave_way_is_named_where_it_was_not_asked_for_too(desk: Desk) -> None:
    desk.save("a.html", page("1", "Old?"))
    desk.update()
    new = desk.save("b.html", page("1", "New?"), LONG_AGO + SECOND)
    assert desk.update(new) == told(updated=["1"], rejected=[older(desk, "a.html", "b.html")])


def test_an_older_page_that_comes_later_changes_nothing(desk: Desk) -> None:
    desk.save("a.html", page("1", "New?"), LONG_AGO + SECOND)
    desk.update()
    desk.save("b.html", page("1", "Old?"), LONG_AGO)
    assert desk.update() == told(unchanged=1, rejected=[older(desk, "b.html", "a.html")])
    assert question(desk, "1") == "New?"
    assert desk.sound()


def test_the_loser_comes_back_when_the_winner_is_pruned(desk: Desk) -> None:
    winner = desk.save("a.html", page("1", "New?"), LONG_AGO + SECOND)
    desk.save("b.html", page("1", "Old?"), LONG_AGO)
    desk.update()
    winner.unlink()
    source, reason = older(desk, "b.html", "a.html")
    gone = f"{reason}, which is gone; it comes in when that folder is updated with --prune"
    assert desk.update() == told(rejected=[(source, gone)])
    assert desk.update(prune=True, dry_run=True) == told(updated=["1"])
    assert desk.update(prune=True) == told(updated=["1"])
    assert question(desk, "1") == "Old?"
    assert desk.update(prune=True) == told(unchanged=1)
    assert desk.sound()


def test_the_loser_in_another_folder_comes_back_with_its_own_update(desk: Desk) -> None:
    winner = desk.save("a/1.html", page("1", "New?"), LONG_AGO + SECOND)
    desk.save("b/1.html", page("1", "Old?"), LONG_AGO)
    desk.update()
    winner.unlink()
    assert desk.update(desk.pages / "a", prune=True) == told(removed=["1"])
    assert desk.update(desk.pages / "b") == told(added=["1"])
    assert desk.sound()


def test_the_loser_comes_back_when_the_winner_becomes_another_answer(desk: Desk) -> None:
    desk.save("a.html", page("1", "New?"), LONG_AGO + SECOND)
    desk.save("b.html", page("1", "Old?"), LONG_AGO)
    desk.update()
    desk.save("a.html", page("22", "Something Else?"), LONG_AGO + SECOND)
    assert desk.update(prune=True) == told(added=["22"], updated=["1"])
    assert (question(desk, "1"), question(desk, "22")) == ("Old?", "Something Else?")
    before = desk.state()
    assert desk.update(prune=True) == told(unchanged=2)
    assert desk.state() == before
    assert desk.sound()


@pytest.mark.parametrize("what", ["is gone", "is another answer", "is older"])
def test_the_newest_that_is_left_takes_over_and_not_one_that_has_just_been_renamed(desk: Desk, what: str) -> None:
    desk.save("oldest.html", page("1", "Which Is The Oldest?"))
    desk.save("older.html", page("1", "Which Is The Older?"), LONG_AGO + SECOND)
    newest = desk.save("newest.html", page("1", "Which Is The Newest?"), LONG_AGO + 2 * SECOND)
    desk.update()
    (desk.pages / "oldest.html").rename(desk.pages / "renamed.html")
    if what == "is gone":
        newest.unlink()
    elif what == "is another answer":
        desk.save("newest.html", page("2"), LONG_AGO + 3 * SECOND)
    else:
        desk.save("newest.html", page("1", "Which Was The Newest?"), LONG_AGO - SECOND)
    report = desk.update(prune=True)
    assert (report["updated"], question(desk, "1")) == (["1"], "Which Is The Older?")
    assert (f"{desk.pages}/renamed.html", f"an older page of answer 1 than {desk.pages}/older.html") in report[
        "rejected"
    ]
    again = desk.update(prune=True)
    assert (again["updated"], again["rejected"]) == ([], report["rejected"])
    assert desk.sound()


def test_a_rival_that_is_read_again_beats_no_newer_page_of_another_answer(desk: Desk) -> None:
    desk.save("both.jsonl", jsonl(page("1", "Which Is The Oldest?"), page("2", "Which Is The Older Second?")))
    desk.save("middle.html", page("1", "Which Is In The Middle?"), LONG_AGO + SECOND)
    newest = desk.save("newest.html", page("1", "Which Is The Newest?"), LONG_AGO + 2 * SECOND)
    desk.save("second.html", page("2", "Which Is The Second?"), LONG_AGO + 2 * SECOND)
    desk.update()
    newest.unlink()
    desk.save("second.html", page("2", "Which Is The Second Now?"), LONG_AGO + 3 * SECOND)
    assert desk.update(prune=True)["updated"] == ["1", "2"]
    assert question(desk, "1") == "Which Is In The Middle?"


def test_a_loser_that_is_touched_later_is_the_newest_then(desk: Desk) -> None:
    desk.save("a.html", page("1", "First?"), LONG_AGO + SECOND)
    loser = desk.save("b.html", page("1", "Second?"), LONG_AGO)
    desk.update()
    os.utime(loser, ns=(LONG_AGO, LONG_AGO + 2 * SECOND))
    assert desk.update() == told(updated=["1"], rejected=[older(desk, "a.html", "b.html")])
    assert question(desk, "1") == "Second?"
    assert desk.sound()


def copy(desk: Desk, name: str, of: str) -> tuple[str, str]:
    return f"{desk.pages}/{name}", f"{desk.pages}/{of}"


def test_a_copy_of_a_page_is_told_once_and_is_nothing_that_went_wrong(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.update()
    desk.save("copy.html", page("1"), LONG_AGO + SECOND)
    assert desk.update() == told(unchanged=1, copies=[copy(desk, "copy.html", "a.html")])
    before = desk.state()
    assert desk.update() == told(unchanged=1)
    assert desk.state() == before
    assert desk.sound()


def test_of_two_copies_that_are_new_together_the_newer_gives_the_answer(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", page("1"), LONG_AGO + SECOND)
    assert desk.update() == told(added=["1"], copies=[copy(desk, "a.html", "b.html")])
    assert desk.update(rebuild=True) == told(unchanged=1, copies=[copy(desk, "a.html", "b.html")])


def test_a_copy_takes_over_when_the_other_is_deleted(desk: Desk) -> None:
    first = desk.save("a.html", page("1"), LONG_AGO + SECOND)
    desk.save("copy.html", page("1"))
    desk.update()
    first.unlink()
    assert desk.update() == told()
    assert desk.update(prune=True) == told(updated=["1"], moved=["1"])
    assert desk.update(prune=True) == told(unchanged=1)
    assert ids(desk) == ["1"]
    assert desk.sound()


def test_what_was_a_copy_of_a_page_that_was_rewritten_is_older_than_it(desk: Desk) -> None:
    desk.save("a.html", page("1"))
    desk.save("b.html", page("1"), LONG_AGO - SECOND)
    desk.update()
    desk.save("a.html", page("1", "New?"), LONG_AGO + SECOND)
    report = told(updated=["1"], rejected=[older(desk, "b.html", "a.html")])
    assert desk.update(dry_run=True) == report
    assert desk.update() == report
    desk.save("a.html", page("1"), LONG_AGO + 2 * SECOND)
    assert desk.update() == told(updated=["1"])
    assert desk.sound()


def test_one_archive_with_a_page_twice_has_a_copy_of_it(desk: Desk) -> None:
    desk.save("a.jsonl", jsonl(page("1"), page("1"), page("2")))
    report = desk.update()
    assert (report["added"], report["rejected"], len(report["copies"])) == (["1", "2"], [], 1)
    assert desk.update() == told(unchanged=2)
    assert desk.sound()


def test_an_archive_with_a_copy_and_a_broken_page_disowns_nothing(desk: Desk) -> None:
    desk.save("a.html", page("1"), LONG_AGO + SECOND)
    desk.save("b.jsonl", jsonl(page("1"), page("2"), NOT_AN_ANSWER))
    first = desk.update()
    assert (first["added"], len(first["rejected"]), len(first["copies"])) == (["1", "2"], 1, 1)
    desk.save("b.jsonl", jsonl(page("1"), NOT_AN_ANSWER))
    assert desk.update(prune=True)["removed"] == []
    assert ids(desk) == ["1", "2"]
    assert desk.sound()


def test_a_page_that_swaps_its_answer_with_another_is_followed(desk: Desk) -> None:
    desk.save("a.html", page("1", "One?"))
    desk.save("b.html", page("22", "Two?"))
    desk.update()
    desk.save("a.html", page("22", "Two?"))
    desk.save("b.html", page("1", "One?"))
    assert desk.update() == told(updated=["1", "22"], moved=["1", "22"])
    assert desk.update(prune=True) == told(unchanged=2)
    assert desk.sound()


def packed(kind: str, *pages: bytes) -> bytes:
    """Return an archive of pages."""
    buffer = io.BytesIO()
    if kind == "jsonl":
        return jsonl(*pages)
    if kind == "zip":
        with zipfile.ZipFile(buffer, "w") as archive:
            for number, one in enumerate(pages):
                archive.writestr(zipfile.ZipInfo(f"{number}.html"), one)
        return buffer.getvalue()
    for number, one in enumerate(pages):
        response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(one), one)
        buffer.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\n" % number)
        buffer.write(b"WARC-Target-URI: https://law4u.in/page/%d\r\nWARC-Date: 2023-11-14T22:13:20Z\r\n" % number)
        buffer.write(b"Content-Type: application/http; msgtype=response\r\n")
        buffer.write(b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(response), response))
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["zip", "warc", "jsonl"])
def test_an_archive_of_pages_is_followed_as_a_whole(desk: Desk, kind: str) -> None:
    name = f"pages.{kind}"
    desk.save(name, packed(kind, page("1"), page("2"), NOT_AN_ANSWER))
    first = desk.update()
    assert (first["added"], len(first["rejected"])) == (["1", "2"], 1)
    assert first["rejected"][0][0].startswith(f"{desk.pages}/{name}!")
    before = desk.state()
    assert desk.update() == {**first, "added": [], "unchanged": 2}
    assert desk.state() == before
    desk.save(name, packed(kind, page("1", "Is It Another Question Now?"), page("2"), page("3")), LONG_AGO + SECOND)
    assert desk.update() == told(added=["3"], updated=["1"], unchanged=1)
    desk.save(name, packed(kind, page("3")), LONG_AGO + SECOND)
    assert desk.update() == told(unchanged=1)
    assert ids(desk) == ["1", "2", "3"]
    assert desk.update(prune=True, checksum=True) == told(removed=["1", "2"], unchanged=1)
    desk.save(name, packed(kind, page("44")), LONG_AGO + SECOND)
    assert desk.update(prune=True) == told(added=["44"], removed=["3"])
    (desk.pages / name).unlink()
    assert desk.update(prune=True) == told(removed=["44"])
    assert desk.sound()


def test_an_archive_that_changed_and_has_a_broken_page_is_no_older_copy_of_itself(desk: Desk) -> None:
    desk.save("a.jsonl", jsonl(page("1"), NOT_AN_ANSWER))
    desk.update()
    desk.save("a.jsonl", jsonl(page("1"), page("2"), NOT_AN_ANSWER))
    report = desk.update()
    assert (report["added"], report["unchanged"], len(report["rejected"])) == (["2"], 1, 1)
    assert desk.sound()


def test_an_answer_of_an_archive_that_cannot_be_read_any_more_stays(desk: Desk) -> None:
    desk.save("a.zip", packed("zip", page("1"), page("2")))
    desk.update()
    desk.save("a.zip", packed("zip", page("1"), page("2"))[:200])
    assert len(desk.update(prune=True)["rejected"]) == 1
    assert ids(desk) == ["1", "2"]
    desk.save("b.html", page("1", "Is This A Newer One?"), LONG_AGO + SECOND)
    report = desk.update()
    assert (report["updated"], len(report["rejected"])) == (["1"], 2)
    assert desk.sound()


@pytest.mark.parametrize("kind", ["zip", "warc", "jsonl"])
def test_an_archive_that_was_cut_to_nothing_keeps_its_answers(desk: Desk, kind: str) -> None:
    desk.save(f"pages.{kind}", packed(kind, page("1"), page("2")))
    desk.update()
    desk.save(f"pages.{kind}", b"")
    assert len(desk.update(prune=True)["rejected"]) == 1
    assert ids(desk) == ["1", "2"]


def test_one_archive_with_an_answer_twice_keeps_one_of_them(desk: Desk) -> None:
    desk.save("a.jsonl", jsonl(page("1", "One?"), page("1", "Two?")))
    report = desk.update()
    assert (report["added"], len(report["rejected"])) == (["1"], 1)
    before = desk.state()
    assert desk.update() == {**report, "added": [], "unchanged": 1}
    assert desk.state() == before
    assert desk.sound()


def test_a_line_with_half_a_character_pair_stops_nothing(desk: Desk) -> None:
    half = json.dumps(
        {"html": page("1").decode().replace("Deposit", "Depo\ud800sit"), "url": "https://law4u.in/\udfff"}
    )
    desk.save("a.jsonl", half.encode() + b"\n" + jsonl(page("2")))
    assert "2" in desk.update()["added"]
    assert desk.sound()


def results(folder: Folder) -> tuple[list[Any], list[Any]]:
    with AnswerIndex.open(folder.path) as index:
        found = index.search("deposit landlord notice", limit=100)
        return sorted(index, key=lambda answer: answer.id), [(hit.id, round(hit.score, 9)) for hit in found]


def test_two_processes_make_the_same_index_as_one(desk: Desk, tmp_path: Path) -> None:
    for number in range(80):
        desk.save(
            f"{number}.html", page(str(number), f"Is Deposit {number} Kept?", f"word{number % 7} landlord notice")
        )
    desk.save("broken.html", NOT_AN_ANSWER)
    seen: list[tuple[int, int]] = []
    other = Folder(tmp_path / "other")
    two = update(other, [desk.pages], Options(jobs=2), lambda *count: seen.append(count))
    one = desk.update()
    assert (sorted(two.added), [(r.source, r.reason) for r in two.rejected]) == (one["added"], one["rejected"])
    assert seen[-1] == (81, 81)
    assert results(other) == results(desk.folder)
    assert desk.sound()


KILLED = """
import os
if os.environ.get("LAW4U_TEST_KILLER"):
    import law4u_index.reading as reading
    real, duplicate = reading.parse_answer, os.dup
    answers = []
    def dup(descriptor):  # a worker answers on a copy of its standard output
        answers.append(duplicate(descriptor))
        return answers[-1]
    def parse_answer(page, **options):
        if b"this page kills" in page:
            os._exit(9)
        if b"this page is cut" in page:
            os.write(answers[0], b'{"progress": 1')
            os._exit(9)
        return real(page, **options)
    reading.parse_answer, os.dup = parse_answer, dup
"""


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let worker processes die over some pages: Python itself runs what is called sitecustomize when it starts."""
    save(tmp_path / "site/sitecustomize.py", KILLED.encode())
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("LAW4U_TEST_KILLER", "1")


@pytest.mark.usefixtures("deadly")
def test_a_worker_that_dies_takes_no_page_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 2)
    for number in range(10):
        desk.save(f"{number}.html", page(str(number)))
    desk.save("4b.html", page("99", text="this page kills whoever reads it"))
    counts: list[int] = []
    report = update(desk.folder, [desk.pages], Options(jobs=2), lambda done, _: counts.append(done))
    assert [(one.source, one.reason) for one in report.rejected] == [(f"{desk.pages}/4b.html", KILLER)]
    assert ids(desk) == [str(number) for number in range(10)]
    assert counts[-1] == 10
    assert desk.sound()


@pytest.mark.usefixtures("deadly")
def test_a_worker_that_dies_within_a_message_takes_no_page_with_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 2)
    desk.save("a.html", page("1"))
    desk.save("b.html", page("2", text="this page is cut"))
    report = update(desk.folder, [desk.pages], Options(jobs=2))
    assert (report.added, [one.reason for one in report.rejected]) == (("1",), [KILLER])


def test_a_worker_that_cannot_write_says_so_and_the_pages_are_not_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 2)
    files = [(str(save(tmp_path / f"{n}.html", page(str(n)))), f"{n}.html") for n in range(3)]
    with pytest.raises(FileNotFoundError, match=r"nowhere/00000\d-0000\.part"):
        read_all(Folder(tmp_path / "nowhere"), files, jobs=2, write=True, progress=lambda _: None, keep=lambda *_: None)


@pytest.mark.parametrize(("files", "most"), [(1, 1), (47, 1), (48, 8), (1500, 11), (128_000, 1000)])
def test_there_are_no_more_workers_than_are_of_use(monkeypatch: pytest.MonkeyPatch, files: int, most: int) -> None:
    monkeypatch.setattr(workers, "usable", lambda: 2)
    assert workers.most_workers(files) == most


def test_a_thousand_workers_are_not_started_for_sixty_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def start_none(_: workers._Pool, most: int) -> int:
        asked.append(most)
        return 0

    monkeypatch.setattr(workers, "usable", lambda: 2)
    monkeypatch.setattr(workers._Pool, "start", start_none)
    files = [(f"/nowhere/{n}.html", f"{n}.html") for n in range(60)]
    read_all(Folder(tmp_path), files, jobs=1000, write=False, progress=lambda _: None, keep=lambda *_: None)
    assert asked == [8]


@pytest.mark.parametrize("may_start", [0, 1])
def test_where_the_system_starts_no_more_processes_all_is_read_by_those_that_there_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, may_start: int
) -> None:
    started: list[Any] = []

    def start_few(*given: Any) -> Any:
        if len(started) == may_start:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        started.append(start(*given))
        return started[-1]

    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 2)
    monkeypatch.setattr(workers, "start", start_few)
    for number in range(1, 7):
        desk.save(f"{number}.html", page(str(number)))
    assert update(desk.folder, [desk.pages], Options(jobs=3)).added == ("1", "2", "3", "4", "5", "6")
    assert len(started) == may_start
    assert desk.sound()


def test_a_worker_does_its_tasks_line_by_line_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = save(tmp_path / "a.html", page("1"))
    reader, writer = os.pipe()
    line = json.dumps(asdict(Task(3, ((str(path), "a.html"),) * 40, write=False))).encode()
    workers.work(Folder(tmp_path), [line, line], writer)
    os.close(writer)
    with os.fdopen(reader) as answers:
        messages = [json.loads(answer) for answer in answers]
    assert [message.get("progress", "files") for message in messages] == [32, 8, "files"] * 2
    assert messages[2]["files"][0]["pages"][0]["id"] == "1"


def test_a_worker_that_died_while_it_had_nothing_to_do_is_no_error(tmp_path: Path) -> None:
    with workers._Pool(Folder(tmp_path)) as pool:
        dead = pool._start()
        dead.kill()
        dead.wait()
        pool._idle.put(dead)
        assert pool.submit(Task(0, (("/a", "a"),), write=False)).result() is None


def test_a_worker_that_cannot_write_stops(tmp_path: Path) -> None:
    path = save(tmp_path / "a.html", page("1"))
    reader, writer = os.pipe()
    line = json.dumps(asdict(Task(3, ((str(path), "a.html"),), write=True))).encode()
    workers.work(Folder(tmp_path / "nowhere"), [line, line], writer)
    os.close(writer)
    with os.fdopen(reader) as answers:
        (message,) = [json.loads(answer) for answer in answers if "error" in answer]
    assert message["error"] == [2, "No such file or directory", f"{tmp_path}/nowhere/000003-0000.part"]


def test_files_are_shared_out_in_tasks_that_are_not_too_large() -> None:
    files = [(str(number), "") for number in range(10_000)]
    shared = tasks(files, 1, write=True, first=5)
    assert [task.number for task in shared] == list(range(5, 5 + len(shared)))
    assert [file for task in shared for file in task.files] == files
    assert max(len(task.files) for task in shared) <= workers.FILES_A_TASK
    assert [len(task.files) for task in tasks(files[:2], 4, write=True)] == [1, 1]


def test_no_worker_gets_more_than_the_others_and_the_last_tasks_are_small() -> None:
    files = [(str(number), "") for number in range(4_001)]
    shared = tasks(files, 3, write=True)
    assert [file for task in shared for file in task.files] == files
    sizes = [len(task.files) for task in shared]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= workers.FILES_AT_THE_END < sizes[0]
    assert max(sum(sizes[worker::3]) for worker in range(3)) - len(files) // 3 <= len(shared) // 3
