"""What somebody types is completed to questions."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law4u_index import AnswerIndex
from law4u_index.index.analysis import fold
from law4u_index.search import suggestions
from tests.search.conftest import Build, an_answer


@pytest.fixture
def titles(build: Build) -> AnswerIndex:
    return build(
        segments=[
            [
                an_answer("1", "What Is Bail?"),
                an_answer("2", "What Is A Bail Bond?"),
                an_answer("3", "Can I Get Bail?"),
            ],
            [
                an_answer("4", "What Is Anticipatory Bail?"),
                an_answer("5", "Éducation For All?"),
                an_answer("6", "What?"),
            ],
        ],
        deleted={"6"},
    )


def questions(index: AnswerIndex, prefix: str, limit: int = 10) -> list[str]:
    return [hit.question for hit in index.suggest(prefix, limit)]


def test_questions_that_begin_so_come_by_the_alphabet(titles: AnswerIndex) -> None:
    expected = ["What Is A Bail Bond?", "What Is Anticipatory Bail?", "What Is Bail?"]
    assert questions(titles, "what is") == questions(titles, "  WHAT   Is ") == expected


def test_of_more_questions_that_begin_alike_than_are_looked_at_those_with_the_words_are_found(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "_LOOKED_AT", 3)
    others = [an_answer(str(number), f"What Is Matter{number}?") for number in range(1, 8)]
    begins, holds = an_answer("8", "What Is A Writ Of Mandamus In India?"), an_answer("9", "A Writ Of? What Is It?")
    index = build(*others, begins, holds)
    assert questions(index, "what is a writ of", 2) == [begins.question, holds.question]


def test_then_come_those_with_the_words_elsewhere_the_last_only_begun(titles: AnswerIndex) -> None:
    assert questions(titles, "bail bo") == ["What Is A Bail Bond?"]
    assert questions(titles, "bai")[:2] == ["What Is Bail?", "Can I Get Bail?"]


def test_a_misspelt_word_is_understood(titles: AnswerIndex) -> None:
    assert questions(titles, "anticipatry bail ") == ["What Is Anticipatory Bail?"]


def test_accents_do_not_matter(titles: AnswerIndex) -> None:
    assert questions(titles, "educ") == ["Éducation For All?"]


def test_a_hindi_word_is_completed_with_dots_and_joiners_or_without(build: Build) -> None:
    index = build(an_answer("1", "ज़मानत कब मिलती है?"), an_answer("2", "क्या अधिवक्ता ज़रूरी है?"))
    for typed in ("जमान", "ज़मान", "मिलती जमान"):
        assert questions(index, typed) == ["ज़मानत कब मिलती है?"]
    assert questions(index, "जरूरी अधिवक्\u200dत") == ["क्या अधिवक्ता ज़रूरी है?"]


def test_a_deleted_question_is_not_suggested(titles: AnswerIndex) -> None:
    assert "What?" not in questions(titles, "what", 100)


def test_hits_are_numbered_and_are_no_more_than_asked_for(titles: AnswerIndex) -> None:
    hits = titles.suggest("what", limit=2)
    assert [hit.rank for hit in hits] == [1, 2]
    assert titles.suggest("what", limit=0) == []


@pytest.mark.parametrize("prefix", ["", "  ", "?!", "zzzz", "\ud800"])
def test_what_nothing_begins_with_gives_nothing(titles: AnswerIndex, prefix: str) -> None:
    assert titles.suggest(prefix) == []


letters = st.text(st.sampled_from("ab cİéक\U0001f600?"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(letters.map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=8), letters)
def test_every_question_that_begins_as_typed_is_suggested_first(build: Build, asked: list[str], prefix: str) -> None:
    index = build(*(an_answer(str(number), question) for number, question in enumerate(asked)))
    start = " ".join(fold(prefix).split())
    expected = sorted(fold(question) for question in asked if start and fold(question).startswith(start))
    assert [fold(question) for question in questions(index, prefix, 50)][: len(expected)] == expected
