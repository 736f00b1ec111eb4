"""The index as a user of the library works with it: opened, filled from pages, searched, changed under one's feet."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from law4u_index import (
    Answer,
    AnswerIndex,
    Citation,
    IndexDamaged,
    IndexLocked,
    IndexNotFound,
    UpdateReport,
)
from law4u_index.answer_index import find_id
from law4u_index.parsing.addresses import identity
from tests.pagemaker import MARKUPS, load_samples, make_page
from tests.pagemaker.dice import Dice
from tests.pagemaker.layout import draw_layout
from tests.search.conftest import an_answer, build_index

SAMPLES = load_samples()[:8]
CLEAN = MARKUPS[0]


def write_page(folder: Path, number: int, question: str | None = None) -> str:
    """Write the page of a sample, or of it with another question, and return the answer's id."""
    sample = SAMPLES[number]
    if question is not None:
        sample = replace(sample, answer=replace(sample.answer, question=question))
    layout = replace(draw_layout(sample.answer, Dice("address")), address="canonical")
    page = make_page(sample, CLEAN, 0, layout)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}{page.suffix}").write_bytes(page.data)
    return page.answer.id


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with four pages."""
    for number in range(4):
        write_page(tmp_path / "pages", number)
    return tmp_path / "pages"


@pytest.fixture
def index(tmp_path: Path, pages: Path) -> Iterator[AnswerIndex]:
    """An index of those pages."""
    with AnswerIndex.open(tmp_path / "law4u.index", create=True) as index:
        index.update([pages], jobs=1)
        yield index


def test_pages_become_answers_that_can_be_found_and_had_back(index: AnswerIndex) -> None:
    sample = SAMPLES[0].answer
    answer = index.get(sample.id)
    assert (answer.question, answer.summary) == (sample.question, sample.summary)
    assert index.search(sample.question)[0].id == sample.id
    assert index.search(f'"{sample.question}"').total == 1


def test_the_whole_record_is_had_back(tmp_path: Path) -> None:
    answers = [sample.answer for sample in SAMPLES]
    index = build_index(tmp_path / "i", [answers[:3], answers[3:]])
    assert list(index) == answers


def test_an_index_is_a_collection_of_answers(index: AnswerIndex) -> None:
    every = list(index)
    assert len(index) == len(every) == 4
    assert all(isinstance(answer, Answer) and answer.id in index for answer in every)
    assert "999999" not in index
    assert 193 not in index


def test_an_answer_that_is_not_there_is_a_key_error_with_its_id(index: AnswerIndex) -> None:
    for ask in (index.get, index.similar):
        with pytest.raises(KeyError, match="999999"):
            ask("999999")


def test_an_id_that_is_no_str_is_an_error_that_says_so(index: AnswerIndex) -> None:
    asked: Any = 999999
    for ask in (index.get, index.similar):
        with pytest.raises(TypeError, match="an answer's id is a str such as '193', not int"):
            ask(asked)


def test_deleted_answers_are_in_no_list(tmp_path: Path) -> None:
    every = [an_answer(name, "Bail?") for name in "abcd"]
    index = build_index(tmp_path / "i", [every[:2], every[2:]], deleted={"b", "c"})
    assert ([answer.id for answer in index], len(index)) == (["a", "d"], 2)
    assert "b" not in index
    with pytest.raises(KeyError):
        index.get("b")


def test_one_path_may_be_given_by_itself(tmp_path: Path, pages: Path) -> None:
    index = AnswerIndex.open(tmp_path / "i", create=True)
    assert len(index.update(str(pages), jobs=1).added) == 4
    assert index.update(pages, jobs=1).unchanged == 4  # type: ignore[arg-type]  # as people will


@pytest.mark.parametrize(("jobs", "error"), [(0, ValueError), (-1, ValueError), ("2", TypeError), (1.5, TypeError)])
def test_an_update_by_no_number_of_processes_is_an_error_also_where_nothing_is_to_be_read(
    index: AnswerIndex, jobs: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match="jobs is"):
        index.update([], jobs=jobs)


def test_an_index_says_in_a_debugger_where_it_is(tmp_path: Path) -> None:
    with AnswerIndex.open(tmp_path / "i", create=True) as index:
        assert repr(index) == f"<AnswerIndex of '{tmp_path}/i'>"
    assert repr(index) == f"<AnswerIndex of '{tmp_path}/i', closed>"


def test_no_index_is_opened_where_a_file_is_also_if_it_may_be_made(tmp_path: Path) -> None:
    file = tmp_path / "answers"
    file.touch()
    with pytest.raises(IndexNotFound, match="is a file, and an index is a folder; name another"):
        AnswerIndex.open(file, create=True)


def test_progress_is_told_and_a_dry_run_changes_nothing(tmp_path: Path, pages: Path) -> None:
    index = AnswerIndex.open(tmp_path / "i", create=True)
    told: list[tuple[int, int]] = []
    report = index.update([pages], dry_run=True, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert isinstance(report, UpdateReport)
    assert (len(report.added), told[-1], len(index)) == (4, (4, 4), 0)


def test_what_is_gone_leaves_the_index_with_prune_only(index: AnswerIndex, pages: Path) -> None:
    gone = SAMPLES[0].answer.id
    next(pages.glob("0.*")).unlink()
    assert index.update([pages], jobs=1).removed == ()
    assert gone in index
    assert index.update([pages], jobs=1, prune=True).removed == (gone,)
    assert gone not in index
    assert index.search("", limit=100).total == 3


def test_how_many_answers_cite_each_provision_of_an_act(tmp_path: Path) -> None:
    cited = [replace(sample.answer, id=str(number)) for number, sample in enumerate(SAMPLES)]
    acts = build_index(tmp_path / "i", [cited]).cited("nia-1881")
    assert [name for name, _ in acts] == sorted((name for name, _ in acts), key=lambda name: (len(name), name))
    assert build_index(tmp_path / "j", [[]]).cited("ipc-1860") == []


def test_a_provision_that_a_stranger_put_in_with_a_raised_figure_is_listed_too(tmp_path: Path) -> None:
    forged = [Answer("1", "What?", citations=(Citation("ipc-1860/s/5²7", "Section 5²7"),))]
    assert len(build_index(tmp_path / "i", [forged]).cited("ipc-1860")) == 1


def test_what_is_in_an_index_can_be_asked(index: AnswerIndex) -> None:
    stats = index.stats()
    assert stats.answers == 4
    assert sum(stats.categories.values()) == sum(1 for answer in index if answer.category)
    assert stats.acts
    assert list(stats.acts.values()) == sorted(stats.acts.values(), reverse=True)
    assert stats.size > 1000


def test_a_whole_index_checks_out(index: AnswerIndex) -> None:
    assert index.check().ok


# Opening and closing


def test_where_there_is_no_index_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        with pytest.raises(IndexNotFound, match=r"there is no index in .*; make one with .* update PATH"):
            AnswerIndex.open(path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexNotFound):
        AnswerIndex.open(tmp_path / "file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_an_index_that_is_to_be_made_is_empty_at_first_and_kept_if_there_is_one(tmp_path: Path, pages: Path) -> None:
    with AnswerIndex.open(tmp_path / "new" / "i", create=True) as index:
        assert (len(index), index.search("bail").total) == (0, 0)
        index.update([pages], jobs=1)
    with AnswerIndex.open(tmp_path / "new" / "i", create=True) as index:
        assert len(index) == 4


CALLS: list[Callable[[AnswerIndex], object]] = [
    len,
    list,
    lambda index: "193" in index,
    lambda index: index.search("bail"),
    lambda index: index.get("193"),
    lambda index: index.similar("193"),
    lambda index: index.suggest("ba"),
    lambda index: index.update([]),
    lambda index: index.stats(),
    lambda index: index.check(),
    lambda index: index.cited("ipc-1860"),
    lambda index: index.__enter__(),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_index_answers_no_more(tmp_path: Path, call: Callable[[AnswerIndex], object]) -> None:
    with build_index(tmp_path / "i", [[an_answer("193", "Bail?")]]) as index:
        assert len(index) == 1
    with pytest.raises(ValueError, match="the index is closed"):
        call(index)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("193", "193"),
        (" 193\n", "193"),
        ("https://law4u.in/top-answer/193/what-is-anticipatory-bail?utm=1", "193"),
        ("http://www.law4u.in/answer/what-is-bail", "what-is-bail"),
        ("/top-answer/193/what-is-anticipatory-bail", "193"),
        ("top-answer/193/what-is-anticipatory-bail", "193"),
        ("answer/193", "193"),
        ("what-is-bail", "what-is-bail"),
    ],
)
def test_an_answer_is_named_by_its_id_or_its_url(text: str, found: str) -> None:
    assert find_id(text) == found


@pytest.mark.parametrize(
    "path",
    [
        "answer/can-a-blank-security-cheque-that-was-given-for-a-loan-be-used-against-me",
        "answer/what-is-bail.html",
        "top-answer/193",
        "answers/193/what-is-bail",
        "Top-Answer/193/what-is-bail",
        "answer/193;jsessionid=0A1B",
        "answer/what-is-bail;jsessionid=0A1B",
        "/answer//193",
        "top%2Danswer/193/what%20is",
        "answer/193%2Fwhat-is",
        "answer/what%2Dis%20bail.html?utm=1%25",
        "answer/what-is-bail/amp",
        "answer/what%2Dis-bail%2Famp",
        "answer/%E0%A4%AE%E0%A5%87%E0%A4%B9%E0%A4%B0",
    ],
)
def test_an_answers_url_names_the_id_that_its_page_has(path: str) -> None:
    url = f"https://law4u.in/{path}"
    assert find_id(url) == identity(url, "")


# What a newcomer tries first


def test_an_index_is_not_made_of_a_path() -> None:
    with pytest.raises(TypeError, match=r"AnswerIndex\.open\(path\)"):
        AnswerIndex("law4u.index")  # type: ignore[arg-type]


# Damage


def manifest_of(path: Path, **changes: object) -> None:
    line = (path / "manifest.json").read_bytes().splitlines(keepends=True)[0]
    line = json.dumps({**json.loads(line), **changes}).encode() + b"\n"
    (path / "manifest.json").write_bytes(line + f"crc32:{zlib.crc32(line):08x}\n".encode())


def test_an_index_of_a_later_release_is_refused_with_both_formats(tmp_path: Path) -> None:
    build_index(tmp_path / "i", [[an_answer("1", "Bail?")]])
    manifest_of(tmp_path / "i", format=99)
    with pytest.raises(IndexDamaged, match=r"is of format 99 .* this release reads format 1; update law4u-index"):
        AnswerIndex.open(tmp_path / "i")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def flip_the_end(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-70] + bytes([content[-70] ^ 1]) + content[-69:])


@pytest.mark.parametrize("harm", [cut, flip_the_end, Path.unlink])
@pytest.mark.parametrize("pattern", ["*.segment", "*.deleted"])
def test_a_damaged_or_missing_file_is_an_error_that_says_what_to_do(
    tmp_path: Path, harm: Callable[[Path], None], pattern: str
) -> None:
    build_index(tmp_path / "i", [[an_answer("1", "Bail?"), an_answer("2", "Rent?")]], deleted={"2"})
    harm(next((tmp_path / "i").glob(pattern)))
    with pytest.raises(IndexDamaged, match=r"; (run|build it again|rebuild)"):
        AnswerIndex.open(tmp_path / "i").search("bail")


def test_damage_within_a_file_is_found_when_it_is_read_and_not_before(tmp_path: Path) -> None:
    index = build_index(tmp_path / "i", [[an_answer("1", "Bail?", "word " * 100)]])
    path = next((tmp_path / "i").glob("*.segment"))
    content = bytearray(path.read_bytes())
    content[20] ^= 1
    path.write_bytes(content)
    assert len(index) == 1
    with pytest.raises(IndexDamaged, match="are not what was written"):
        index.search("bail")


def test_a_damaged_manifest_is_an_error(tmp_path: Path) -> None:
    build_index(tmp_path / "i", [[an_answer("1", "Bail?")]])
    cut(tmp_path / "i" / "manifest.json")
    with pytest.raises(IndexDamaged, match=r"manifest\.json is damaged"):
        AnswerIndex.open(tmp_path / "i")


def test_a_segment_with_other_answers_than_the_manifest_says_is_damage(tmp_path: Path) -> None:
    build_index(tmp_path / "i", [[an_answer("1", "Bail?")]])
    line = (tmp_path / "i" / "manifest.json").read_bytes().splitlines()[0]
    (entry,) = json.loads(line)["segments"]
    manifest_of(tmp_path / "i", segments=[{**entry, "answers": 2, "live": 2}])
    with pytest.raises(IndexDamaged, match="does not hold the answers"):
        AnswerIndex.open(tmp_path / "i")


def test_an_index_stays_the_same_when_the_process_goes_to_another_folder(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    index = AnswerIndex.open("here.index", create=True)
    index.update([pages], jobs=1)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    index.update([pages], jobs=1, rebuild=True)
    assert index.search("").total == 4
    assert list(Path().iterdir()) == []


def test_where_the_current_folder_is_gone_an_index_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(IndexNotFound, match="there is no index in here"):
        AnswerIndex.open("here.index")


def test_an_index_that_vanishes_is_not_found(tmp_path: Path) -> None:
    index = build_index(tmp_path / "i", [[an_answer("1", "Bail?")]])
    assert len(index) == 1
    (tmp_path / "i" / "manifest.json").unlink()
    with pytest.raises(IndexNotFound):
        index.search("bail")


# Several at once


def test_an_update_is_seen_by_the_next_search_of_another(tmp_path: Path, index: AnswerIndex, pages: Path) -> None:
    reader = AnswerIndex.open(tmp_path / "law4u.index")
    held = reader.search("zweihander")
    assert held.total == 0
    added = write_page(pages, 5, "What Is A Zweihander?")
    index.update([pages], jobs=1)
    assert [hit.id for hit in reader.search("zweihander")] == [added]
    assert len(reader) == 5


def test_an_update_by_another_process_is_seen_too(tmp_path: Path, index: AnswerIndex, pages: Path) -> None:
    changed = write_page(pages, 0, "What Is A Zweihander?")
    code = (
        "import sys; from law4u_index import AnswerIndex; AnswerIndex.open(sys.argv[1]).update([sys.argv[2]], jobs=1)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "law4u.index", pages], check=True, timeout=60)
    assert [hit.id for hit in index.search("zweihander")] == [changed]
    assert len(index) == 4


def test_only_one_may_update_at_a_time(tmp_path: Path, index: AnswerIndex, pages: Path) -> None:
    write_page(pages, 5)
    refused: list[str] = []

    def at_it_too(done: int, total: int) -> None:
        with pytest.raises(IndexLocked) as raised:
            AnswerIndex.open(tmp_path / "law4u.index").update([pages], jobs=1)
        refused.append(str(raised.value))

    index.update([pages], jobs=1, progress=at_it_too)
    assert refused
    assert len(index) == 5


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"query": None}, "query is a str, not NoneType"),
        ({"query": b"bail"}, "query is a str, not bytes"),
        ({"category": 3}, "category is a str, not int"),
        ({"cites": ["IPC 420"]}, "cites is a str, not list"),
        ({"sort": None}, "sort is a str, not NoneType"),
        ({"limit": "3"}, "limit is an int, not str"),
        ({"offset": 1.0}, "offset is an int, not float"),
        ({"limit": None}, "limit is an int, not NoneType"),
    ],
)
def test_a_search_with_what_is_of_another_type_says_what_is_wanted(
    tmp_path: Path, given: dict[str, Any], message: str
) -> None:
    with AnswerIndex.open(tmp_path / "index", create=True) as index, pytest.raises(TypeError, match=message):
        index.search(**{"query": "bail", **given})


def test_suggest_and_similar_say_what_is_wanted_too(tmp_path: Path) -> None:
    with AnswerIndex.open(tmp_path / "index", create=True) as index:
        with pytest.raises(TypeError, match="prefix is a str, not NoneType"):
            index.suggest(None)  # type: ignore[arg-type]  # that is what is tried
        with pytest.raises(TypeError, match="limit is an int, not str"):
            index.similar("1", limit="3")  # type: ignore[arg-type]  # that is what is tried
