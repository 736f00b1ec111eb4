"""Queries written down again, and corrected as they were typed."""

from __future__ import annotations

import pytest

from law4u_index.search.query import parse_query
from law4u_index.search.syntax import Query, replace_words, unparse


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("  can   my landlord? ", "can my landlord?"),
        ("“legal notice” NOT fee", '"legal notice" -fee'),
        ("((a OR b)) AND (c d)", "(a OR b) AND c d"),
        ("a (b c) (d AND e)", "a (b c) (d AND e)"),
        ("(a AND b) AND (c OR (d OR e))", "(a AND b) AND (c OR (d OR e))"),
        ("x NOT (a b)", "x -(a b)"),
        ("x NOT ?", "x NOT ?"),
        ("X -(?)", "X -(?)"),
        ("CATEGORY:Family bail*, cheqe~", 'category:"Family" bail* cheqe~'),
        ("question:(a -b)", "question:a -question:b"),
        ("WHAT AND KIND:TIPS", 'WHAT AND KIND:"TIPS"'),
        ("AND( QUESTION:X Y", "AND( QUESTION:X Y"),
        ('X -(A OR "B")', 'X -(A OR "B")'),
    ],
)
def test_a_query_is_written_in_one_canonical_way(typed: str, canonical: str) -> None:
    query = parse_query(typed)
    assert unparse(query) == canonical
    assert parse_query(canonical) == query


def corrected(text: str, old: str, new: str) -> str:
    start = text.index(old)
    return replace_words(text, parse_query(text), {(start, start + len(old)): new})


@pytest.mark.parametrize(
    ("text", "old", "new", "result"),
    [
        ("is  my cheqe, good?", "cheqe", "cheque", "is  my cheque, good?"),
        ("Cheqe returned", "Cheqe", "cheque", "Cheque returned"),
        ("MY CHEQE AND I", "CHEQE", "cheque", "MY CHEQUE AND I"),
        ("my CHEQE and I", "CHEQE", "cheque", "my CHEQUE and I"),
        ('the "legl notice"', "legl", "legal", 'the "legal notice"'),
        ("bail -cheqe~ x", "cheqe~", "cheque", "bail -cheque x"),
        ("question:bial", "bial", "bail", "question:bail"),
        ("deposit XOR rent", "XOR", "or", "deposit Or rent"),
        ("जमनत", "जमनत", "जमानत", "जमानत"),
    ],
)
def test_a_corrected_word_stands_where_the_wrong_one_stood(text: str, old: str, new: str, result: str) -> None:
    assert corrected(text, old, new) == result


def test_a_shouted_question_stays_one_after_correction() -> None:
    text = "CHEQE BOUNSE AND 12 NOTICE"
    result = replace_words(text, parse_query(text), {(0, 5): "cheque", (6, 12): "bounce", (17, 19): "twelve"})
    assert result == "CHEQUE BOUNCE AND TWELVE NOTICE"


def test_correcting_nothing_changes_nothing() -> None:
    text = "  cheqe ( bounse )"
    assert replace_words(text, parse_query(text), {}) == text


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 0)],
        [(0, 6)],
        [(5, 8)],
        [(0, 4), (2, 5)],
        [(18, 19)],
        [(9, 17)],
        [(90, 99)],
    ],
)
def test_only_words_can_be_corrected(spans: list[tuple[int, int]]) -> None:
    text = "cheqe -(bounse x) kind:tips"
    with pytest.raises(ValueError, match="no part of a word"):
        replace_words(text, parse_query(text), dict.fromkeys(spans, "new"))


def test_a_replaced_word_leaves_the_rest_of_the_tree_alone() -> None:
    text = 'bial AND (category:"Family Law" OR "legal notice")'
    expected: Query = parse_query(text.replace("bial", "bail"))
    assert parse_query(corrected(text, "bial", "bail")) == expected
