"""Words that are spelt in two ways are one term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.analysis import terms_of
from law4u_index.index.variants import KEPT, kept_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unauthorized", "unauthorised"),
        ("organizations", "organisations"),
        ("cognizable", "cognisable"),
        ("recognizance", "recognisance"),
        ("analyzing", "analysing"),
        ("labor", "labour"),
        ("laborers", "labourers"),
        ("dishonored", "dishonoured"),
        ("neighborhood", "neighbourhood"),
        ("misdemeanor", "misdemeanour"),
        ("judgement", "judgment"),
        ("license", "licence"),
        ("licensed", "licences"),
        ("practising", "practices"),
        ("defense", "defence"),
        ("inquiries", "enquiry"),
        ("jewelry", "jewellery"),
    ],
)
def test_two_spellings_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms_of(one) == terms_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("authorised", "author"),
        ("organisation", "organ"),
        ("labour", "laborious"),
        ("honour", "honorary"),
        ("prize", "prise"),
        ("practice", "practitioner"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert terms_of(one) != terms_of(other)


@given(
    st.from_regex(r"[a-z]{1,12}(iz|yz|or|our|is|ys)?(e|ed|ing|ation|able|s)?", fullmatch=True)
    | st.sampled_from(list(KEPT))
)
def test_the_spelling_that_is_kept_is_kept(word: str) -> None:
    assert kept_spelling(kept_spelling(word)) == kept_spelling(word)
