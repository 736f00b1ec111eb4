"""What people say in English, and what answers call it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index import AnswerIndex
from law4u_index.index.analysis import TOKEN, fold
from law4u_index.law.lay import LayWord
from law4u_index.search.widening import MAX_ALTERNATIVES, MAX_WORDS, Widened, Widener, widener
from tests.search.conftest import Build, an_answer, lexicon_of
from tests.search.said import ENGLISH, LAY, everything, of_english, texts, widened


def test_a_word_that_was_asked_for_counts_more_than_what_it_may_mean() -> None:
    found = widened("sasur ne jahez maanga")
    assert all(0 < alternative.weight < 1 for widening in found.widenings for alternative in widening.alternatives)


def test_the_longest_phrase_is_what_was_meant() -> None:
    found = widened("my wrong electricity bill", everything, of_english())
    assert [widening.words for widening in found.widenings] == [(1, 2, 3)]
    assert texts(found) == {"inflated bill"}


def test_a_shorter_phrase_is_meant_where_no_answer_speaks_of_the_longer() -> None:
    found = widened("wrong electricity bill", lambda term: term != "inflat", of_english())
    assert texts(found) == {"electricity charges"}


def test_little_words_within_a_phrase_are_overlooked_and_count_a_little_less() -> None:
    (plain,) = widened("wrong electricity bill", everything, of_english()).widenings
    (loose,) = widened("wrong the electricity bill", everything, of_english()).widenings
    assert loose.words == (0, 2, 3)
    assert loose.alternatives[0].weight < plain.alternatives[0].weight


def test_what_was_said_with_a_pronoun_is_found_with_another() -> None:
    assert texts(widened("he kicked me out of my house", everything, of_english())) == {"eviction"}


def test_a_phrase_is_not_found_in_one_of_its_words() -> None:
    assert not widened("a hit song", everything, of_english()).widenings


def test_english_words_are_compared_by_their_stems() -> None:
    assert texts(widened("they are sacking us", everything, of_english())) == {"termination"}


@pytest.mark.parametrize("said", ["rti", "RTI", "R.T.I.", "how to file an RTI"])
def test_an_acronym_is_spelt_out(said: str) -> None:
    assert texts(widened(said, everything, of_english())) == {"Right to Information"}


def test_what_is_spelt_out_is_looked_for_as_acronym_too() -> None:
    assert texts(widened("right to information", everything, of_english())) == {"RTI"}


def test_an_acronym_of_two_words_is_spelt_out() -> None:
    assert "Scheduled Castes and Scheduled Tribes" in texts(widened("sc/st case", everything, of_english()))


def test_an_acronym_that_is_a_stop_word_is_left_alone() -> None:
    assert not widened("is it legal", everything, of_english()).widenings


def test_two_rows_for_the_same_words_are_joined_by_their_greater_weights() -> None:
    lay = (*LAY, LayWord("conned", ("fraud", "deceit"), 0.9, "Criminal", "also"))
    (found,) = widened("conned", everything, of_english(lay)).widenings
    assert [(alternative.text, alternative.weight) for alternative in found.alternatives] == [
        ("fraud", 0.9),  # of the same weight the tables' order tells
        ("deceit", 0.9),
        ("cheating", 0.8),
    ]
    assert found.why == "everyday word for cheating; also"


def test_what_no_answer_has_is_not_looked_for() -> None:
    assert texts(widened("conned", lambda term: term != "fraud", of_english())) == {"cheating"}
    assert not widened("conned", lambda _: False, of_english()).widenings


def test_a_word_is_not_widened_to_itself() -> None:
    lay = (LayWord("bounced cheque", ("cheque bounce", "dishonour"), 0.8, "Cheque Bounce", "law's word"),)
    assert texts(widened("bounced cheque", everything, of_english(lay))) == {"dishonour"}


def test_an_alternative_of_several_words_asks_for_all_of_them() -> None:
    (found,) = widened("money stuck", everything, of_english()).widenings
    assert [alternative.terms for alternative in found.alternatives] == [("recoveri", "money"), ("refund",)]


def test_no_word_belongs_to_two_widenings() -> None:
    found = widened("money stuck money", everything, of_english())
    assert [widening.words for widening in found.widenings] == [(0, 1)]


def test_why_says_what_the_word_is() -> None:
    (found,) = widened("jurmana").widenings
    assert found.why == "jurmana is Hindi (fine)"


def test_no_more_alternatives_are_given_than_can_be_looked_up() -> None:
    lay = (LayWord("trouble", tuple(f"thing{chr(97 + n)}" for n in range(20)), 0.5, "General", "many"),)
    (found,) = widened("trouble", everything, of_english(lay)).widenings
    assert len(found.alternatives) == MAX_ALTERNATIVES


def test_a_whole_letter_costs_no_more_than_its_beginning() -> None:
    found = widened("jurmana " * 5000)
    assert max(widening.words[-1] for widening in found.widenings) == MAX_WORDS - 1


def test_tables_without_rows_widen_nothing() -> None:
    found = Widener(lexicon_of()).widen(["jurmana", "sacked"], everything)
    assert found == Widened((), frozenset())


@given(st.text())
def test_any_text_is_widened_or_left_alone(text: str) -> None:
    words = TOKEN.findall(fold(text))
    found = widened(text)
    assert found.dropped <= set(range(len(words)))
    assert all(widening.alternatives for widening in found.widenings)


@given(
    st.lists(
        st.sampled_from(["me", "to", "nahi", "kya", "पति", "jahez", "maanga", "police", "jurmaanaa", "mar", "है", "का"])
    )
)
def test_widenings_stand_in_order_and_share_no_words(words: list[str]) -> None:
    found = widener().widen(words, ENGLISH.__contains__)
    numbers = [number for widening in found.widenings for number in widening.words]
    assert len(numbers) == len(set(numbers))
    firsts = [widening.words[0] for widening in found.widenings]
    assert firsts == sorted(firsts)


def test_an_answer_that_says_the_word_once_stands_before_one_that_says_what_it_means_often(build: Build) -> None:
    once = an_answer("1", "What Then?", "sacked " + "among so many other words " * 40)
    often = an_answer("2", "Termination Or Termination?", "termination " * 40)
    index: AnswerIndex = build(once, often)
    assert [hit.id for hit in index.search("sacked")] == ["1", "2"]


def test_what_a_word_means_counts_in_full_where_no_answer_has_the_word(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "Dowry?", "dowry"), an_answer("2", "What Else?"))
    alone = index.search("jahez")[0].score
    assert alone == pytest.approx(index.search("dowry")[0].score, rel=0.2)


def test_a_meaning_of_one_word_and_stop_words_is_said_where_they_stand_in_a_row(build: Build) -> None:
    texts = ("my in-laws took it", "a law in force", "the law was put in it", "dismissed in law", "The in laws")
    index = build(*(an_answer(str(number), "What Then?", text) for number, text in enumerate(texts)))
    results = index.search("sasural")
    assert {hit.id for hit in results} == {"0", "3", "4"}
    assert {hit.matched_by for hit in results} == {("in-laws",)}


def test_a_will_that_is_named_is_found_by_what_belongs_to_wills(build: Build) -> None:
    index = build(
        an_answer("1", "How Is A Codicil Made?", "The testator signs a codicil before two witnesses."),
        an_answer("2", "Who Will Change The Locks?", "They will change them."),
    )
    assert index.search("i want to change my will")[0].id == "1"
    assert index.search("who will change locks")[0].id == "2"
