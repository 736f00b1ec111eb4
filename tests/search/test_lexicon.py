"""The tables of words, compiled."""

from __future__ import annotations

from law4u_index.law.lay import Acronym, LayWord
from law4u_index.law.sheets import DATA
from law4u_index.search import compile as words
from law4u_index.search.lexicon import FILE, lexicon
from law4u_index.search.widening import widener
from tests.search.conftest import lexicon_of


def test_the_words_are_those_of_the_csv_files() -> None:
    assert (DATA / FILE).read_bytes() == words.compiled(), "stale: run 'make tables'"


def test_an_entry_says_what_its_row_says() -> None:
    row = LayWord("conned", ("cheating", "fraud case"), 0.8, "Criminal", "everyday word")
    (number,) = lexicon_of([row]).english.rows("con") or ()
    entry = lexicon_of([row]).entry(number)
    assert (entry.weight, entry.why, entry.category) == (0.8, "everyday word", "Criminal")
    assert entry.meant == (("cheating", ("cheat",)), ("fraud case", ("fraud", "case")))


def test_a_phrase_is_told_by_its_first_word() -> None:
    english = lexicon_of(short=[Acronym("RTI", "Right to Information", "R.T.I")]).english
    assert [english.longest(word) for word in ("right", "rti", "inform")] == [3, 1, 0]


def test_the_law_knows_the_words_of_acts_headings_and_hindi() -> None:
    known = ["waqf", "sarfaesi", "gratuity", "vakalatnama", "muqadma", "मुकदमा", "dacoity", "benami", "nahi"]
    assert [word for word in known if not widener().knows(word)] == []
    assert not widener().knows("muqqdma")


def test_the_laws_words_stand_by_their_length() -> None:
    lengths = [len(word) for word in lexicon().written]
    assert lengths == sorted(lengths)
