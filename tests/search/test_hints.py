"""What a whole question hints at, where no phrase of it stands together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index import AnswerIndex
from law4u_index.index.analysis import tokens
from law4u_index.law.lay import LayWord
from law4u_index.search.hints import Hinter, hinter, hints
from law4u_index.search.widening import Alternative
from tests.search.conftest import Build, an_answer, lexicon_of

ROWS = (
    LayWord("scare him for money", ("cancellation of bail", "threat"), 0.8, "Bail", "x"),
    LayWord("left the job", ("resignation",), 0.5, "Labour & Service", "x"),
    LayWord("fight", ("assault",), 0.9, "Criminal", "x"),
)


def hinted(said: list[str], known: Callable[[str], bool]) -> tuple[Alternative, ...]:
    return hints(Hinter(lexicon_of(ROWS)).held(said), known)


def everything(term: str) -> bool:
    return True


def test_a_row_is_a_hint_in_any_order_and_with_words_between() -> None:
    found = hinted(["money", "him", "often", "scare"], everything)
    assert [hint.text for hint in found] == ["cancellation of bail", "threat"]


def test_one_word_of_a_row_is_no_hint() -> None:
    assert hinted(["scare", "job", "fight"], everything) == ()


def test_a_row_of_several_words_tells_nothing_by_the_only_one_that_is_no_little_word() -> None:
    rows = (
        LayWord("make a will", ("attestation",), 0.8, "Wills Trusts", "x"),
        LayWord("fight", ("assault",), 0.9, "Criminal", "x"),
    )
    held = Hinter(lexicon_of(rows)).held(["make", "fight"])
    assert [[text for text, _ in one.entry.meant] for one in held] == [["assault"]]


SAME = (("job", "post"), ("scare", "frighten"))


def test_words_for_the_same_are_one_word_of_a_row_whichever_the_row_has() -> None:
    rows = (LayWord("frighten him for money", ("extortion",), 0.8, "Criminal", "x"), *ROWS[1:])
    held = Hinter(lexicon_of(rows, same=SAME)).held
    assert [hint.text for hint in hints(held(["scare", "money"]), everything)] == ["extortion"]
    assert [hint.text for hint in hints(held(["left", "post"]), everything)] == ["resignation"]


def test_two_words_for_the_same_are_no_two_words_of_a_row() -> None:
    assert hints(Hinter(lexicon_of(ROWS, same=SAME)).held(["scare", "frighten"]), everything) == ()


def test_a_word_for_the_same_is_known_where_a_row_has_the_other() -> None:
    knows = Hinter(lexicon_of(ROWS, same=SAME)).knows
    assert knows("frighten")
    assert not knows("terrifi")


@pytest.mark.parametrize(
    ("said", "told_of"),
    [
        ("cops are asking for my pin", "self-incrimination"),
        ("papa expired while travelling, an accident by a lorry", "motor accident claims tribunal"),
    ],
)
def test_a_row_is_held_in_other_words_for_the_same(said: str, told_of: str) -> None:
    found = hinter().held([token.term for token in tokens(said)])
    assert told_of in {text for one in found for text, _ in one.entry.meant}


@pytest.mark.parametrize(
    ("said", "astray"),
    [
        ("the neighbour put a gate on the road", "senior citizens"),
        ("they hit me in the police station", "zero fir"),
        ("what money do I get every month", "rent increase"),
        ("do I have to go to court", "ex parte decree"),
        ("he filed a case over the plot", "jurisdiction"),
        ("the bank says the police hold my money", "bribe"),
    ],
)
def test_a_row_that_little_words_tell_is_no_hint_without_them(said: str, astray: str) -> None:
    held = hinter().held([token.term for token in tokens(said)])
    assert astray not in {hint.text for hint in hints(held, everything)}


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (["work", "without", "paid"], ["unpaid wages"]),
        (["not", "paid", "work"], ["unpaid wages"]),
        (["nobodi", "paid", "work"], ["unpaid wages"]),
        (["paid", "man", "work"], []),
    ],
)
def test_a_row_that_denies_is_no_hint_where_nothing_is_denied(said: list[str], texts: list[str]) -> None:
    rows = (LayWord("not paid for work", ("unpaid wages",), 0.8, "Labour & Service", "x"),)
    found = hints(Hinter(lexicon_of(rows)).held(said), everything)
    assert [hint.text for hint in found] == texts


@pytest.mark.parametrize(("asked", "found"), [("kaam ka salary nahi paid", 1), ("kaam ka salary paid", 0)])
def test_a_negation_in_hindi_denies(build: Build, asked: str, found: int) -> None:
    index = build(an_answer("1", "What Is Nonpayment?", "unpaid wages"), an_answer("2", "What Else?"))
    assert sum("unpaid wages" in hit.matched_by for hit in index.search(asked)) == found


def test_what_the_index_does_not_have_is_left_out() -> None:
    found = hinted(["money", "scare"], lambda term: term == "threat")
    assert [hint.text for hint in found] == ["threat"]


def test_the_surest_hint_comes_first() -> None:
    weights = [hint.weight for hint in hinted(["left", "job", "money", "scare"], everything)]
    assert weights == sorted(weights, reverse=True)


@given(st.lists(st.text(st.integers(0, 0x10FFFF).map(chr), max_size=8), max_size=40))
def test_whatever_is_said_the_hints_are_few_and_weigh_less_than_words(said: list[str]) -> None:
    found = hints(hinter().held(said), everything)
    assert len(found) <= 8
    assert all(0 < hint.weight < 1 and hint.terms for hint in found)


def test_an_answer_is_found_by_what_a_question_hints_at_and_says_so(build: Build) -> None:
    nuisance = an_answer("1", "What Is A Public Nuisance?")
    hits = build(nuisance, an_answer("2", "What Else?")).search("garbage lies for weeks in front of my gate")
    assert hits[0].id == "1"
    assert "public nuisance" in hits[0].matched_by


def test_an_answer_with_all_the_words_stands_before_one_that_is_only_hinted_at(build: Build) -> None:
    words = "boss threw job"
    hinted = an_answer("2", "What Else?", "termination " * 20)
    assert build(an_answer("1", "What Then?", words), hinted).search(words)[0].id == "1"


def test_nothing_is_hinted_at_literally(build: Build) -> None:
    index: AnswerIndex = build(an_answer("1", "What Then?", "termination of service"), an_answer("2", "What Else?"))
    assert len(index.search("boss threw me out of my job", literal=True)) == 0


def test_a_word_that_everybody_tells_a_story_with_is_never_corrected(build: Build) -> None:
    index = build(an_answer("1", "Who Buys A Flat?", "a bank"), an_answer("2", "What Then?", "a sharp pain"))
    assert index.search("bank guys").corrected is None
    assert index.search("bank byus").corrected == "bank buys"


def test_a_word_of_the_tables_is_never_corrected(build: Build) -> None:
    index = build(an_answer("1", "What Then?", "a sharp pain"))
    assert index.search("sharo pain").corrected == "sharp pain"
    assert index.search("share pain").corrected is None


def test_a_short_word_is_put_right_where_that_makes_a_phrase(build: Build) -> None:
    index = build(an_answer("1", "Must A Divorced Spouse Be Paid?", "wife"))
    assert index.search("stop paying ex wfe").corrected == "stop paying ex wife"
    assert index.search("wfe of a seaman").corrected is None


@pytest.mark.parametrize("word", ["router", "farmland", "govt", "iphone", "qatar"])
def test_a_word_of_today_is_never_corrected(word: str, build: Build) -> None:
    index = build(an_answer("1", "What Then?", "routes to gov, a farman by phone, a quarter"))
    assert index.search(f"answers on {word}").corrected is None
