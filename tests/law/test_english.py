"""English words that count apart: everyday ones, and plain ones that are no slip for a word of the law."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.index.analysis import STOP_WORDS
from law4u_index.law.english import KINDS, english_words, read_english_words
from law4u_index.law.lay import lay_words


def test_no_word_stands_twice_and_each_is_one_word_in_lower_case() -> None:
    words = [word for kind in KINDS if kind != "denial" for word in english_words(kind)]
    for listed in (words, english_words("denial")):  # 'nobody' denies, and is everyday
        assert [word for word, count in Counter(listed).items() if count > 1] == []
        assert [word for word in listed if not (word.isalpha() and word.islower())] == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("yesterday", "everyday"),
        ("took", "everyday"),
        ("drag", "plain"),
        ("salman", "name"),
        ("will", "noun"),
        ("nobody", "denial"),
    ],
)
def test_a_word_is_of_its_kind(word: str, kind: str) -> None:
    assert word in english_words(kind)


@pytest.mark.parametrize("word", english_words("noun"))
def test_a_noun_is_a_stop_word_with_which_some_phrase_of_the_tables_ends(word: str) -> None:
    assert word in STOP_WORDS
    assert any(row.said.split()[-1] == word for row in lay_words())


@pytest.mark.parametrize("row", ["drag,odd", "drag", "drag,plain,more"])
def test_a_row_that_cannot_be_read_is_named_by_its_line(row: str) -> None:
    with pytest.raises(ValueError, match="line 3"):
        list(read_english_words(io.StringIO(f"word,kind\nlane,plain\n{row}\n")))


@given(st.lists(st.text(alphabet="abc,\"'\n ", max_size=12), max_size=6))
def test_any_table_is_read_or_refused(lines: list[str]) -> None:
    with suppress(ValueError):
        assert all(kind in KINDS for _, kind in read_english_words(lines))
