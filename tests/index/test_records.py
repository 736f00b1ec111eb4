"""A record comes back from its stored form as it was, and a passage of it without the rest."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law4u_index import Answer, Section
from law4u_index.answer import KINDS
from law4u_index.index.records import (
    _PRESET,
    _TABLE,
    NOT_STORED,
    StoredBody,
    body_of,
    head_of,
    read_answer,
    read_heads,
)
from tests.pagemaker import load_samples

words = st.text(
    st.one_of(st.sampled_from("\x1b\x1e[^\n\r\t §₹मु"), st.characters(exclude_categories=["Cs"])), max_size=12
)
kinds = st.one_of(st.sampled_from(KINDS), words)


def section(below: st.SearchStrategy[tuple[Section, ...]]) -> st.SearchStrategy[Section]:
    return st.builds(
        Section, st.none() | words, kinds, st.integers(1, 9), words, st.lists(words).map(tuple), st.booleans(), below
    )


sections = st.recursive(
    st.just(()), lambda below: st.lists(section(below), max_size=3).map(tuple), max_leaves=6
)  # fmt: skip


def stored(answer: Answer) -> Answer:
    return read_answer(head_of(answer), body_of(answer), answer.source or "")


@settings(max_examples=100, deadline=None)
@given(words, sections)
def test_an_answer_comes_back_as_it_was_whatever_its_texts_say(summary: str, parts: tuple[Section, ...]) -> None:
    answer = Answer("1", "Bail?", summary=summary, sections=parts)
    assert stored(answer) == answer


def test_a_passage_longer_than_two_bytes_can_count_comes_back() -> None:
    answer = Answer("1", "Bail?", summary="bail " * 20_000, sections=(Section(None, text="end"),))
    assert stored(answer) == answer
    assert StoredBody(body_of(answer)).passage(1) == ["", "end"]


def test_every_sample_comes_back_as_it_was() -> None:
    assert [stored(sample.answer) for sample in load_samples()] == [sample.answer for sample in load_samples()]


def test_a_passage_is_its_heading_text_and_entries_in_reading_order() -> None:
    inner = Section("Inner", "tips", 2, "", ("One.", "Two."))
    body = StoredBody(
        body_of(
            Answer("1", "Bail?", summary="So.", sections=(Section("Outer", "other", 1, "Text.", (), False, (inner,)),))
        )
    )
    assert [body.passage(number) for number in range(len(body))] == [
        ["", "So."], ["Outer", "Text."], ["Inner", "", "One.", "Two."],
    ]  # fmt: skip
    assert (body.of_kind("overview"), body.of_kind("tips"), body.of_kind("penalties")) == ([0], [2], [])


def test_what_is_stored_beside_the_head_is_no_second_copy_of_it() -> None:
    answer = Answer("1", "Bail?", category="Criminal Law", source="a.html")
    assert not {"id", "question", "category", "source"} & StoredBody(body_of(answer)).to_dict().keys()
    assert head_of(answer) == b'["1",null,"Bail?","Criminal Law",null]'


def a_body(sizes: list[int], passages: bytes, rest: Any, *, cut: int = 0) -> bytes:
    """A body as a stranger may make it."""
    table = _TABLE.pack(len(sizes), b"I") + bytes(len(sizes)) + struct.pack(f"<{len(sizes)}I", *sizes)
    compressor = zlib.compressobj(zdict=_PRESET)
    packed = compressor.compress(passages + json.dumps(rest).encode()) + compressor.flush()
    return table + packed[: len(packed) - cut]


WHOLE: dict[str, Any] = {
    "outline": [[1, False, 0]], "author": None, "example": None, "advocates": [], "related": [], "citations": [],
    "content_hash": "",
}  # fmt: skip


def test_a_body_made_by_hand_is_read() -> None:
    assert read_answer(head_of(Answer("1", "Q?")), a_body([2, 3], b"\x1ea\x1e\x1eb", WHOLE), "").summary == "a"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        _TABLE.pack(1 << 30, b"I"),
        _TABLE.pack(1, b"Q") + bytes(20),
        a_body([], b"", WHOLE),
        a_body([1 << 31], b"a", WHOLE),
        a_body([2, 9999], b"\x1ea\x1e\x1eb", WHOLE),
        a_body([2, 3], b"\x1ea\x1e\x1eb", [1]),
        a_body([2, 3], b"\x1ea\x1e\x1eb", WHOLE, cut=3),
        a_body([2, 1], b"\x1eab", WHOLE),
        a_body([2, 3], b"\x1ea\x1e\x1e\xff", WHOLE),
        a_body([2, 3], b"\x1ea\x1e\x1eb", {**WHOLE, "outline": []}),
        a_body([2, 3], b"\x1ea\x1e\x1eb", {**WHOLE, "outline": [[1, False, 7]]}),
        a_body([2, 3], b"\x1ea\x1e\x1eb", {**WHOLE, "outline": [[1, False, None]]}),
        a_body([2, 3], b"\x1ea\x1e\x1eb", {**WHOLE, "outline": None}),
        a_body([2, 3], b"\x1ea\x1e\x1eb", {}),
    ],
)
def test_a_strangers_body_is_no_record_and_does_nothing_else(body: bytes) -> None:
    with pytest.raises(NOT_STORED):
        read_answer(head_of(Answer("1", "Q?")), body, "")


def test_sections_below_one_another_without_end_are_no_record() -> None:
    deep = 5000
    rest = {**WHOLE, "outline": [[1, False, 1]] * (deep - 1) + [[1, False, 0]]}
    with pytest.raises(NOT_STORED):
        read_answer(head_of(Answer("1", "Q?")), a_body([2] + [2] * deep, b"\x1ea" * (deep + 1), rest), "")


def test_a_passage_beyond_the_last_is_none() -> None:
    with pytest.raises(NOT_STORED):
        StoredBody(body_of(replace(Answer("1", "Q?"), summary="a"))).passage(1)


@pytest.mark.parametrize(
    "head",
    ["5", "null", '"12345"', '["1",null,"Q?",null]', '["1",null,"Q?",null,5]', '[1,null,"Q?",null,null]', "[", "\xff"],
)
def test_a_head_that_no_index_of_ours_has_is_refused(head: str) -> None:
    with pytest.raises(NOT_STORED):
        read_heads([head_of(Answer("1", "Q?")), head.encode("latin-1")])


def test_two_heads_in_the_place_of_one_are_refused() -> None:
    head = head_of(Answer("1", "Q?"))
    with pytest.raises(NOT_STORED):
        read_heads([head + b"," + head])


def test_heads_come_back() -> None:
    bail, rent = Answer("1", "Bail?", url="https://a.in"), Answer("2", 'Rent, or "what"?')
    assert read_heads([head_of(bail), head_of(rent)]) == [
        ["1", "https://a.in", "Bail?", None, None],
        ["2", None, 'Rent, or "what"?', None, None],
    ]
    assert read_heads([]) == []
