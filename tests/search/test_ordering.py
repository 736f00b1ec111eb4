"""In which order hits stand: by date, by question, and equals by id."""

from __future__ import annotations

import pytest

from law4u_index import AnswerIndex
from law4u_index.search import ordering
from tests.search.conftest import Build, an_answer, ids


def test_newest_first_and_what_has_no_date_last(shelf: AnswerIndex) -> None:
    results = shelf.search("", sort="newest")
    assert ids(results) == ["11", "12", "13", "14"]
    assert {hit.score for hit in results} == {0.0}
    assert ids(shelf.search("section", sort="newest", limit=2, offset=1)) == ["12", "13"]


def test_by_question_as_a_dictionary_has_it(build: Build) -> None:
    every = [
        ("1", "Zebra?"),
        ("2", "élan?"),
        ("10", "apple"),
        ("9", "Apple"),
        ("5", "What is a b?"),
        ("6", "What is a a?"),
    ]
    index = build(*(an_answer(*one) for one in every))
    expected = ["9", "10", "2", "6", "5", "1"]
    assert ids(index.search("", sort="question")) == expected
    assert [ids(index.search("", sort="question", limit=1, offset=at)) for at in range(6)] == [
        [one] for one in expected
    ]


def test_equals_stand_by_id_numbers_first(build: Build) -> None:
    every = ["b", "10", "9", "a", "é", "007", "7", "1" * 30]
    index = build(segments=[[an_answer(one, "Bail?") for one in some] for some in (every[:3], every[3:])])
    expected = ["007", "7", "9", "10", "1" * 30, "a", "b", "é"]
    for sort in ("relevance", "newest", "question"):
        assert ids(index.search("bail", sort=sort)) == expected
        assert ids(index.search("bail", sort=sort, limit=2, offset=1)) == expected[1:3]


@pytest.mark.parametrize(("often", "tied"), [(1, 4096), (1, 0), (1 << 20, 4096)])
def test_the_newest_of_all_are_looked_at_first_in_the_order_of_dates_and_ids(
    build: Build, monkeypatch: pytest.MonkeyPatch, often: int, tied: int
) -> None:
    monkeypatch.setattr(ordering, "_OFTEN", often)
    monkeypatch.setattr(ordering, "_TIED", tied)
    names = ["b", "10", "9", "a", "é", "007", "c", "7", "d", "1" * 30, "z", "y", "x", "7b", "107"]
    dates = dict(zip(names, ["2026-01-02", None, "2020-05-05", None, None] * 3, strict=True))
    every = [an_answer(name, "Bail?", published=date) for name, date in dates.items()]
    index = build(segments=[every[:4], every[4:]])

    def newest(name: str) -> tuple[int, int, str]:
        number = int(name) if name.isdecimal() and len(name) < 30 else 1 << 62
        return -int((dates[name] or "0").replace("-", "")), number, name

    whole = ids(index.search("bail", sort="newest", limit=20))
    assert whole == sorted(names, key=newest)
    pages = [ids(index.search("bail", sort="newest", limit=2, offset=at)) for at in range(0, len(names), 2)]
    assert [one for page in pages for one in page] == whole


def test_the_newest_are_found_by_so_many_words_that_every_answer_has_several(build: Build) -> None:
    words = " ".join(f"w{chr(97 + number)}rd" for number in range(26))
    index = build(*(an_answer(str(number), "What Then?", words, published="2026-01-02") for number in range(1, 41)))
    assert ids(index.search(words, sort="newest", limit=1)) == ["1"]
    assert ids(index.search(words, sort="newest", limit=1, offset=39)) == ["40"]
