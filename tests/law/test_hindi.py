"""The Hindi words and the grammar words, as tables that a lawyer reviews."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.analysis import TOKEN, fold
from law4u_index.law.hindi import (
    KINDS,
    MAX_WEIGHT,
    MIN_WEIGHT,
    HindiWord,
    grammar_words,
    hindi_words,
    read_grammar_words,
    read_hindi_words,
)
from law4u_index.law.lay import lay_words
from law4u_index.law.sound import sound_key
from law4u_index.law.verbs import MARK, may_be_form_of
from law4u_index.search.lexicon import hindi_form

CATEGORIES = {row.category for row in lay_words()}
LATIN = re.compile(r"[a-z]+(?:-|(?: [a-z0-9]+)*)")
DEVANAGARI = re.compile(r"[\u0900-\u0963]+(?:-|(?: [\u0900-\u0963\d]+)*)")
HEADINGS = ["latin", "devanagari", "meant", "weight", "category", "reason", "lookalikes"]


def latin_spellings(row: HindiWord) -> list[str]:
    return [spelling for form in row.latin for spelling in form]


def written(rows: list[list[str]]) -> io.StringIO:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    file.seek(0)
    return file


def test_each_word_is_filled_in_as_the_manual_says() -> None:
    for row in hindi_words():
        assert all(LATIN.fullmatch(spelling) for spelling in latin_spellings(row)), row
        assert row.devanagari, row
        assert all(DEVANAGARI.fullmatch(form) for form in row.devanagari), row
        assert row.meant, row
        assert all(text == text.strip() and text.isascii() for text in row.meant), row
        assert MIN_WEIGHT <= row.weight <= MAX_WEIGHT, row
        assert row.category in CATEGORIES, row
        assert 0 < len(row.reason.split()) <= 10, row
        assert len(set(row.spellings)) == len(row.spellings), row
        assert len(set(row.meant)) == len(row.meant), row


def test_each_lookalike_is_one_of_its_words_spellings() -> None:
    for row in hindi_words():
        words = {word for spelling in latin_spellings(row) for word in spelling.split()}
        stems = {word for word in words if word.endswith(MARK)}
        for word in row.lookalikes:
            assert word in words or word + MARK in stems or not stems.isdisjoint(may_be_form_of(word)), row


def test_a_spelling_stands_in_one_row_unless_it_is_two_words() -> None:
    counts = Counter(spelling for row in hindi_words() for spelling in set(row.spellings))
    assert {spelling for spelling, count in counts.items() if count > 1} == {"pita", "dava"}


def test_no_word_of_the_table_is_a_grammar_word_by_itself() -> None:
    grammar = {hindi_form(spelling) for row in grammar_words() for spelling in (*row.latin, *row.devanagari)}
    alone = {hindi_form(spelling) for row in hindi_words() for spelling in row.spellings if " " not in spelling}
    assert alone.isdisjoint(grammar)


def test_a_word_in_devanagari_sounds_as_it_is_spelt_in_latin_letters() -> None:
    words = [
        (sound_key(form), {sound_key(spelling) for spelling in latin_spellings(row) if " " not in spelling})
        for row in hindi_words()
        for form in row.devanagari
        if " " not in form and any(" " not in spelling for spelling in latin_spellings(row))
    ]
    assert sum(key in keys for key, keys in words) >= 0.9 * len(words)


def test_every_spelling_is_words_as_the_index_reads_them() -> None:
    for row in hindi_words():
        for spelling in row.spellings:
            assert TOKEN.findall(fold(spelling)) == spelling.removesuffix(MARK).split()


def test_each_grammar_word_is_filled_in_as_the_manual_says() -> None:
    for row in grammar_words():
        assert all(LATIN.fullmatch(spelling) and " " not in spelling for spelling in row.latin), row
        assert all(DEVANAGARI.fullmatch(form) and " " not in form for form in row.devanagari), row
        assert row.kind in KINDS, row
        assert set(row.lookalikes) <= set(row.latin), row


@pytest.mark.parametrize("word", ["me", "to", "par", "the", "do", "is", "so", "main", "hi", "us", "mat", "he", "use"])
def test_an_english_word_is_never_taken_for_certain_hindi(word: str) -> None:
    listed = {spelling for row in grammar_words() for spelling in row.latin}
    lookalikes = {spelling for row in grammar_words() for spelling in row.lookalikes}
    assert word not in listed or word in lookalikes


@pytest.mark.parametrize("word", ["fir", "talak", "udhar", "vahan", "jaati"])
def test_a_word_that_the_law_knows_is_no_grammar_word(word: str) -> None:
    assert word not in {spelling for row in grammar_words() for spelling in row.latin}


def test_spellings_of_a_form_are_kept_together() -> None:
    rows = [HEADINGS, ["maang | mang ; maangte", "मांग", "demand | claim", "0.7", "General", "asked for", "mang"]]
    (row,) = read_hindi_words(written(rows))
    assert row.latin == (("maang", "mang"), ("maangte",))
    assert row.name == "maang"
    assert row.spellings == ("maang", "mang", "maangte", "मांग")
    assert row.meant == ("demand", "claim")


@pytest.mark.parametrize("weight", ["", "much", "0.2", "0.96", "nan"])
def test_a_weight_out_of_range_is_told_with_its_line(weight: str) -> None:
    rows = [HEADINGS, ["maang", "मांग", "demand", weight, "General", "asked for", ""]]
    with pytest.raises(ValueError, match=f"line 2: the weight is '{weight}'"):
        list(read_hindi_words(written(rows)))


def test_a_row_with_a_comma_too_many_is_told_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2: 8 columns instead of 7"):
        list(read_hindi_words(written([HEADINGS, [*HEADINGS, "more"]])))


def test_a_kind_of_grammar_word_that_there_is_not_is_told() -> None:
    rows = [["latin", "devanagari", "kind", "lookalikes"], ["nahi", "नहीं", "verb", ""]]
    with pytest.raises(ValueError, match="line 2: the kind is 'verb'; it must be one of grammar, helper, negation"):
        list(read_grammar_words(written(rows)))


def test_forms_are_compared_without_the_dot_below() -> None:
    assert hindi_form(unicodedata.normalize("NFC", "मुक़दमा")) == hindi_form("मुक़दमा") == "मुकदमा"


# Without NUL: Python 3.10's csv neither writes nor reads it.
CELLS = st.text(st.integers(1, 0xD7FF).map(chr), max_size=8)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=4))
def test_any_table_is_read_or_refused_with_a_line(rows: list[list[str]]) -> None:
    try:
        list(read_hindi_words(written(rows)))
    except ValueError as error:
        complaint = str(error)
    else:
        return
    assert "line" in complaint
