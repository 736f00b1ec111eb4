"""Whatever happens to a folder of pages, the index is in the end what the folder says."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index import Answer, AnswerIndex, reading
from law4u_index.index import workers
from law4u_index.index.update import Options, update
from tests.index.making import LONG_AGO, SECOND, Desk, page, told

NAMES = st.sampled_from(["a.html", "b.html", "below/c.html", "below/d.html"])
STEPS = st.one_of(
    st.tuples(st.just("save"), NAMES, st.sampled_from("123")),
    st.tuples(st.just("remove"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("cut short"), NAMES, st.sampled_from(["", "prune", "rebuild"])),
    st.tuples(st.just("update"), st.sampled_from(["", "below", "a.html"]), st.sampled_from(["", "prune", "checksum"])),
)


class Shelf:
    """The folder of pages, and what a plain look at it says."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.saved: dict[str, tuple[int, str]] = {}  # by name: when, and which answer
        self.clock = 0

    def take(self, step: tuple[str, str, str]) -> None:
        what, name, other = step
        path = self.desk.pages / name
        if what == "save":
            self.clock += 1
            self.saved[name] = self.clock, other
            self.desk.save(name, page(other, f"Question Of Day {self.clock:03d}?"), LONG_AGO + self.clock * SECOND)
        elif what == "remove" and name in self.saved:
            del self.saved[name]
            path.unlink()
        elif what == "rename" and name in self.saved and name != other:
            self.saved[other] = self.saved.pop(name)
            (self.desk.pages / other).parent.mkdir(exist_ok=True)
            path.rename(self.desk.pages / other)
        elif what == "cut short":
            self.cut_short(path, other)
        elif what == "update":
            self.desk.update(path, prune=other == "prune", checksum=other == "checksum")
            assert self.desk.sound()

    def cut_short(self, at: Path, option: str) -> None:
        """Stop an update that reads page by page when it comes to a certain one, if it does."""
        real = reading.parse_answer

        def parse_answer(content: bytes, *, url: str | None, source: str, page_bytes: int) -> Answer:
            if source == str(at):
                raise KeyboardInterrupt
            return real(content, url=url, source=source, page_bytes=page_bytes)

        with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(workers, "FILES_A_TASK", 1)
            patch.setattr(reading, "parse_answer", parse_answer)
            self.desk.update(prune=option == "prune", rebuild=option == "rebuild")

    def newest(self) -> dict[str, str]:
        """Return the question of each answer's newest page."""
        found = {answer_id: f"Question Of Day {day:03d}?" for day, answer_id in sorted(self.saved.values())}
        return dict(sorted(found.items()))


def questions(desk: Desk) -> dict[str, str]:
    with AnswerIndex.open(desk.folder.path) as index:
        return dict(sorted((answer.id, answer.question) for answer in index))


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_in_the_end_each_answer_is_that_of_its_newest_page(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("shelf"))
    shelf = Shelf(desk)
    for step in steps:
        shelf.take(step)
    foretold = desk.update(prune=True, dry_run=True)
    assert desk.update(prune=True) == foretold
    assert questions(desk) == shelf.newest()
    before = desk.state()
    again = desk.update(prune=True)
    assert again == told(unchanged=len(shelf.newest()), rejected=foretold["rejected"])
    assert desk.state() == before
    assert desk.sound()


def test_an_index_may_lie_among_its_pages(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.save("a.html", page("1"))
    inside = type(desk.folder)(desk.pages / ".law4u")
    assert update(inside, [desk.pages], Options(jobs=1)).added == ("1",)
    assert update(inside, [desk.pages], Options(jobs=1)).unchanged == 1
