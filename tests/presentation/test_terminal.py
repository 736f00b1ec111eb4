from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.presentation.terminal import (
    Screen,
    amount,
    display_width,
    folded,
    may_be_lively,
    runs,
    table,
    wrapped,
    wrapped_with_marks,
)
from tests.presentation.terminals import Terminal

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
COLOURED = Screen(40, colour=True)


def test_a_file_gets_eighty_plain_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "132")
    assert Screen.of(io.StringIO()) == Screen(80, colour=False)


@pytest.mark.parametrize(
    ("columns", "width"), [("60", 60), ("200", 100), ("5", 24), ("", 80), ("0", 80), ("x", 80), ("9" * 5000, 80)]
)
def test_a_terminal_is_as_wide_as_it_is_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen.of(Terminal()).width == width


@pytest.mark.parametrize(
    ("name", "value", "lively"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False), ("TERM", "xterm", True)],
)
def test_a_terminal_is_lively_unless_the_user_says_no(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, lively: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    assert may_be_lively(Terminal()) is lively
    assert Screen.of(Terminal()).colour is lively


@pytest.mark.parametrize(
    ("text", "width"), [("bail", 4), ("保釈", 4), ("Cafe\u0301", 4), ("कि\u094d", 2), ("a\u200db", 2), ("", 0)]
)
def test_a_text_is_as_wide_as_its_letters(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(("number", "said"), [(0, "0 answers"), (1, "1 answer"), (1200, "1,200 answers")])
def test_what_is_counted_is_one_or_many(number: int, said: str) -> None:
    assert amount(number, "answer") == said


def test_colours_are_only_where_they_are_understood() -> None:
    assert Screen(40).bold("x") + Screen(40).dim("y") == "xy"
    assert COLOURED.bold("x") == "\x1b[1mx\x1b[0m"
    assert COLOURED.dim("") == ""


def test_lines_end_between_words() -> None:
    text = "The notice must reach the drawer within thirty days."
    assert wrapped(text, Screen(24)) == ["The notice must reach", "the drawer within thirty", "days."]


def test_a_list_entry_stands_beside_its_sign() -> None:
    assert wrapped("one two three four five six", Screen(24), "    ", "  • ") == [
        "  • one two three four",
        "    five six",
    ]


def test_a_word_that_fits_no_line_is_broken() -> None:
    assert wrapped("x" * 30 + " end", Screen(24)) == ["x" * 24, "xxxxxx end"]


def test_wide_letters_count_twice_where_a_line_is_broken() -> None:
    assert wrapped("法" * 15, Screen(24)) == ["法" * 12, "法" * 3]


def test_a_letter_wider_than_the_line_stands_alone() -> None:
    assert wrapped("法律", Screen(1)) == ["法", "律"]


def test_combining_signs_stay_with_their_letter() -> None:
    assert wrapped("e\u0301" * 30, Screen(24))[0] == "e\u0301" * 24


def test_an_empty_text_is_an_empty_line() -> None:
    assert wrapped("", Screen(24)) == [""]


def test_page_text_can_do_nothing_to_the_terminal() -> None:
    assert folded("a\x1b[2Jb\r\nc \u202ed") == "a\\x1b[2Jb c \\u202ed"


def test_found_words_are_coloured_and_the_section_stands_back() -> None:
    lines = wrapped_with_marks("pay the rent now", ((8, 12),), COLOURED, "  ", "Tips —")
    assert lines == ["  \x1b[2mTips —\x1b[0m pay the \x1b[1;31mrent\x1b[0m now"]


def test_a_found_phrase_is_coloured_on_both_of_its_lines() -> None:
    lines = wrapped_with_marks("it is said that notice period counts", ((16, 29),), Screen(24, colour=True))
    assert lines == [
        "it is said that \x1b[1;31mnotice\x1b[0m",
        "\x1b[1;31mperiod\x1b[0m counts",
    ]


def test_marks_stay_on_their_words_where_an_escape_became_longer() -> None:
    lines = wrapped_with_marks("a\x1b\nrent", ((3, 7),), COLOURED)
    assert lines == ["a\\x1b \x1b[1;31mrent\x1b[0m"]


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        (((1, 2),), [("a", False), ("b", True), ("cd", False)]),
        (((0, 3), (1, 4)), [("abc", True), ("d", True)]),
        (((2, 2), (3, 99)), [("abc", False), ("d", True)]),
        ((), [("abcd", False)]),
    ],
)
def test_marks_cut_a_text_into_pieces(marks: tuple[tuple[int, int], ...], pieces: list[tuple[str, bool]]) -> None:
    assert list(runs("abcd", marks)) == pieces


def test_a_table_keeps_its_columns() -> None:
    rows = [("Family", 1200), ("परिवार", 7), ("x" * 90, 3)]
    assert table(("Category", "Answers"), rows, Screen(40)) == [
        f"Category{' ' * 18}  Answers",
        f"Family{' ' * 20}    1,200",
        f"परिवार{' ' * 20}        7",
        f"{'x' * 25}…        3",
    ]


MARKS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


@given(text=st.text(max_size=60), marks=MARKS, width=st.integers(24, 60))
def test_no_line_is_wider_than_the_screen_and_no_letter_is_lost(
    text: str, marks: list[tuple[int, int]], width: int
) -> None:
    lines = wrapped_with_marks(text, marks, Screen(width), "  ")
    assert all(display_width(line) <= width for line in lines)
    plain = "".join(wrapped_with_marks(text, (), Screen(500)))
    assert "".join("".join(lines).split()) == "".join(plain.split())


@given(text=st.text(max_size=60), marks=MARKS)
def test_colours_change_nothing_but_colours(text: str, marks: list[tuple[int, int]]) -> None:
    coloured = wrapped_with_marks(text, marks, COLOURED)
    assert [ESCAPES.sub("", line) for line in coloured] == wrapped_with_marks(text, marks, Screen(40))
