"""What there is, held against what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index.index.ledger import Ledger
from law4u_index.index.ledger_rows import TICK, Entry, Lost
from law4u_index.index.survey import Survey
from tests.index.making import LONG_AGO, QuickFolder, save

NAMES = st.sampled_from(["a.html", "a-b.html", "a", "b/a.html", "b/a", "b-c/a.html", "b/d/a.html", "ह.html", "z.html"])
STATES = st.tuples(st.integers(1, 3), st.integers(0, 2))  # size, days after LONG_AGO
UPDATES = st.lists(st.dictionaries(NAMES, st.none() | STATES, max_size=9), max_size=4)
DAY = 86_400_000_000_000


def entry(size: int, day: int, seen: int) -> Entry:
    lost = (Lost("1", "", ""),) * (size == 3)
    return Entry(size, LONG_AGO + day * DAY, bytes(16), answers=size, seen=seen, lost=lost)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, STATES), UPDATES, st.booleans())
def test_a_file_is_as_it_was_where_a_plain_look_at_the_newest_entry_says_so(
    tmp_path_factory: pytest.TempPathFactory,
    there: dict[str, tuple[int, int]],
    updates: list[dict[str, tuple[int, int] | None]],
    young: bool,
) -> None:
    root = tmp_path_factory.mktemp("root")
    pages, folder = root / "pages", QuickFolder(root / "index")
    pages.mkdir()
    folder.make()
    seen = LONG_AGO + DAY + (TICK // 2 if young else 2 * TICK)
    for name, (size, day) in there.items():
        save(pages / name, b"x" * size, LONG_AGO + day * DAY)
    known: dict[str, Entry] = {}
    ledger, serial = Ledger(), 1
    for update in updates:
        for name, state in update.items():
            path = f"{pages}/{name}"
            if state is not None:
                ledger[path] = known[path] = entry(*state, seen)
            elif path in ledger:
                del ledger[path]
                del known[path]
        files = ledger.write(folder, serial)
        ledger, serial = Ledger.read(folder, files), serial + 10
    assert ledger == known
    survey = Survey([str(pages)], ledger)
    found = dict(survey.files(range(len(survey))))
    assert {path.removeprefix(f"{pages}/") for path in found} == set(there)
    alike = {
        path
        for path, file in found.items()
        if (one := known.get(path)) and (one.size, one.modified) == file[1:] and not one.racy
    }
    assert {path for path, _ in survey.files(survey.changed().tolist())} == set(found) - alike
    assert {path for path, _ in survey.files(survey.noted())} == {p for p in found if p in known and known[p].lost}
    assert survey.answers.tolist() == [known[path].answers if path in known else 0 for path in found]
    assert [survey.number(path) for path in found] == list(range(len(found)))


def test_a_file_that_is_named_in_several_ways_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.html", "b.html", "below/c.html"):
        save(tmp_path / "pages" / name, b"x")
    monkeypatch.chdir(tmp_path)
    named = ["pages/b.html", "pages/below", "./pages/../pages/b.html", "pages/a.html", str(tmp_path / "pages"), "gone"]
    survey = Survey(named, Ledger())
    assert [file.source for _, file in survey.files(range(len(survey)))] == [
        "pages/b.html",
        "pages/below/c.html",
        "pages/a.html",
    ]
    assert [survey.number(f"{tmp_path}/pages/{name}") for name in ("a.html", "below/c.html", "z.html")] == [2, 1, None]
    assert f"{tmp_path}/pages/b.html" in survey
    assert [rejection.source for rejection in survey.missing] == ["gone"]
