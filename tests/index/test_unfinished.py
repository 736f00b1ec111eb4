"""An update is cut short, and the next one goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from law4u_index import reading
from law4u_index.index import manifest as manifests
from law4u_index.index import workers
from law4u_index.index.blockfile import BlockFile, BlockFileWriter
from law4u_index.index.update import Options, update
from tests.index.making import LONG_AGO, NOT_AN_ANSWER, SECOND, Desk, damage, ids, page, question, told

PAGES = 10
ALL = sorted(str(number) for number in range(PAGES))


class Reader:
    """Counts the pages that are parsed, and stops the update when a certain one comes up."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.stops_at = ""

    def parse(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def parse_answer(content: bytes, *, url: str | None, source: str, page_bytes: int) -> Any:
            if self.stops_at and source.endswith(self.stops_at):
                raise KeyboardInterrupt
            self.read.append(Path(source).name)
            return real(content, url=url, source=source, page_bytes=page_bytes)

        return parse_answer


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Who reads the pages, two at a time."""
    reader = Reader()
    monkeypatch.setattr(workers, "FILES_A_TASK", 2)
    monkeypatch.setattr(reading, "parse_answer", reader.parse(reading.parse_answer))
    return reader


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for number in range(PAGES):
        desk.save(f"{number}.html", page(str(number)))
    return desk


def cut_short(desk: Desk, reader: Reader, at: str, **options: Any) -> None:
    """Stop an update when it comes to a page."""
    reader.stops_at = at
    with pytest.raises(KeyboardInterrupt):
        desk.update(**options)
    reader.stops_at = ""
    reader.read.clear()


@pytest.mark.parametrize("options", [{}, {"prune": True}, {"rebuild": True}, {"checksum": True}])
def test_an_update_goes_on_where_the_one_before_was_cut_short(
    desk: Desk, reader: Reader, options: dict[str, Any]
) -> None:
    cut_short(desk, reader, "7.html", **options)
    assert not manifests.exists(desk.folder.path)
    assert desk.update(**options) == told(added=ALL)
    assert reader.read == ["6.html", "7.html", "8.html", "9.html"]
    assert ids(desk) == ALL
    assert desk.sound()


def test_an_update_may_be_cut_short_again_and_again(desk: Desk, reader: Reader) -> None:
    for number in (3, 5, 9):
        cut_short(desk, reader, f"{number}.html")
    assert desk.update() == told(added=ALL)
    assert reader.read == ["8.html", "9.html"]
    assert desk.sound()


def test_whoever_searches_sees_the_index_as_it_was_until_a_rebuild_is_through(desk: Desk, reader: Reader) -> None:
    desk.update()
    desk.save("0.html", page("0", "Is It Another Question Now?"), LONG_AGO + SECOND)
    cut_short(desk, reader, "9.html", rebuild=True)
    assert (ids(desk), question(desk, "0")) == (ALL, "Can My Landlord Keep The Deposit?")
    assert desk.update(rebuild=True) == told(updated=["0"], unchanged=PAGES - 1)
    assert reader.read == ["8.html", "9.html"]
    assert desk.sound()


def test_a_rebuild_takes_nothing_that_an_update_has_read_as_it_is_to_read_every_page_again(
    desk: Desk, reader: Reader
) -> None:
    cut_short(desk, reader, "7.html")
    assert desk.update(rebuild=True) == told(added=ALL)
    assert len(reader.read) == PAGES


def test_progress_begins_where_it_was(desk: Desk, reader: Reader) -> None:
    cut_short(desk, reader, "7.html")
    seen: list[tuple[int, int]] = []
    update(desk.folder, [desk.pages], Options(jobs=1), lambda *count: seen.append(count))
    assert seen == [(6, 10), (7, 10), (8, 10), (9, 10), (10, 10)]


def test_of_two_pages_of_one_answer_the_newest_counts_whenever_each_was_read(desk: Desk, reader: Reader) -> None:
    desk.save("00.html", page("1", "Is This The Newest?"), LONG_AGO + SECOND)
    desk.save("99.html", page("2", "Is This The Newest?"), LONG_AGO + SECOND)
    cut_short(desk, reader, "7.html")
    report = desk.update()
    assert (report["added"], len(report["rejected"])) == (ALL, 2)
    assert (question(desk, "1"), question(desk, "2")) == ("Is This The Newest?",) * 2
    again = desk.update()
    assert again == told(unchanged=PAGES, rejected=report["rejected"])
    assert desk.sound()


def test_a_page_that_changed_in_between_is_read_again(desk: Desk, reader: Reader) -> None:
    cut_short(desk, reader, "7.html")
    desk.save("1.html", page("1", "Has It Changed?"), LONG_AGO + SECOND)
    (desk.pages / "2.html").unlink()
    assert len(desk.update()["added"]) == PAGES - 1
    assert reader.read == ["1.html", "6.html", "7.html", "8.html", "9.html"]
    assert question(desk, "1") == "Has It Changed?"
    assert "2" not in ids(desk)
    assert desk.sound()


def test_a_page_that_was_young_when_it_was_read_is_read_again(
    desk: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("time.time_ns", lambda: LONG_AGO + SECOND)
        cut_short(desk, reader, "7.html")
    assert desk.update() == told(added=ALL)
    assert len(reader.read) == PAGES


def test_what_was_rejected_is_said_by_the_update_that_goes_on(desk: Desk, reader: Reader) -> None:
    desk.save("1.html", NOT_AN_ANSWER)
    cut_short(desk, reader, "7.html")
    assert [source for source, _ in desk.update()["rejected"]] == [f"{desk.pages}/1.html"]
    assert "1.html" not in reader.read


def test_pages_under_another_name_are_read_again_as_records_say_where_they_are_from(
    desk: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(desk, reader, "7.html")
    monkeypatch.chdir(desk.pages.parent)
    assert desk.update("pages") == told(added=ALL)
    assert len(reader.read) == PAGES


def test_a_dry_run_in_between_reads_every_page_and_takes_nothing_away(desk: Desk, reader: Reader) -> None:
    desk.update()
    for number in range(PAGES):
        desk.save(f"{number}.html", page(str(number), "Has It Changed?"), LONG_AGO + SECOND)
    cut_short(desk, reader, "7.html")
    assert desk.update(dry_run=True) == told(updated=ALL)
    reader.read.clear()
    assert desk.update() == told(updated=ALL)
    assert reader.read == ["6.html", "7.html", "8.html", "9.html"]
    assert desk.sound()


def test_an_update_that_finds_nothing_new_clears_away_what_was_left(desk: Desk, reader: Reader) -> None:
    desk.update()
    for number in range(PAGES):
        desk.save(f"{number}.html", page(str(number), "Has It Changed?"), LONG_AGO + SECOND)
    cut_short(desk, reader, "7.html")
    for number in range(PAGES):
        desk.save(f"{number}.html", page(str(number)), LONG_AGO)
    assert desk.update() == told(unchanged=PAGES)
    assert desk.sound()


@pytest.mark.parametrize("kind", [".read", ".part"])
@pytest.mark.parametrize("how", ["flip", "cut", "remove"])
def test_what_was_damaged_in_between_is_read_again(desk: Desk, reader: Reader, kind: str, how: str) -> None:
    cut_short(desk, reader, "7.html")
    damage(min(path for path in desk.folder.path.iterdir() if path.suffix == kind), how)
    assert desk.update() == told(added=ALL)
    assert sorted(reader.read) == ["0.html", "1.html", "6.html", "7.html", "8.html", "9.html"]
    assert desk.sound()


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row[:0],
        lambda row: [*row[:3], {}],
        lambda row: [*row[:3], {**row[3], "pages": [{}]}],
        lambda row: [*row[:3], {**row[3], "pages": [{**row[3]["pages"][0], "part": "../../pages/0.html"}]}],
        lambda row: [*row[:3], {**row[3], "pages": [{**row[3]["pages"][0], "doc": 99}]}],
        lambda row: [*row[:2], "1", row[3]],
    ],
)
def test_what_a_stranger_left_beside_the_index_is_not_taken(
    desk: Desk, reader: Reader, change: Callable[[Any], Any]
) -> None:
    cut_short(desk, reader, "7.html")
    for path in desk.folder.path.glob("*.read"):
        file = BlockFile(path)
        rows = json.loads(file.bytes("files", 0, file.length("files")))
        with BlockFileWriter(desk.folder, path.name) as out:
            out.append("files", json.dumps([change(row) for row in rows]).encode())
            out.finish(file.meta)
    assert desk.update() == told(added=ALL)
    assert len(reader.read) == PAGES
    assert desk.sound()


def test_what_another_release_has_read_is_not_taken(
    desk: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr("law4u_index.index.unfinished.VERSION", "0.0.9")
        cut_short(desk, reader, "7.html")
    assert desk.update() == told(added=ALL)
    assert len(reader.read) == PAGES


def test_what_two_processes_have_read_is_kept_when_they_are_interrupted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FILES_FOR_WORKERS", 2)
    counts: list[tuple[int, int]] = []

    def interrupt(*_: int) -> None:
        if list(desk.folder.path.glob("*.read")):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(desk.folder, [desk.pages], Options(jobs=2), interrupt)
    report = update(desk.folder, [desk.pages], Options(jobs=2), lambda *count: counts.append(count))
    assert sorted(report.added) == ALL
    assert (counts[0][0] > 0, counts[-1]) == (True, (PAGES, PAGES))
    assert desk.sound()
