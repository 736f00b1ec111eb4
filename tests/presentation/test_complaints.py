from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.errors import QueryError
from law4u_index.presentation.complaints import naming_the_index, query_in_words, usage_in_words


@pytest.mark.parametrize(
    ("query", "position", "line"),
    [
        ('bail "never', 5, 'it stays open (at character 6: “"never”); close it'),
        ("bail AND", 8, "it stays open (at its end); close it"),
        ("x" * 100, 50, f"it stays open (at character 51: “{'x' * 24}…”); close it"),
        ("", 0, "it stays open; close it"),
    ],
)
def test_the_place_in_a_query_is_put_into_words(query: str, position: int, line: str) -> None:
    assert query_in_words(QueryError("it stays open; close it", query, position)) == line


def test_a_message_without_advice_names_the_place_all_the_same() -> None:
    assert query_in_words(QueryError("too odd", "a b", 2)) == "too odd (at character 3: “b”)"


@given(query=st.text(st.characters(), max_size=40), position=st.integers(0, 40))
def test_a_broken_query_is_one_line_whatever_it_holds(query: str, position: int) -> None:
    line = query_in_words(QueryError("it is odd; mend it", query, min(position, len(query))))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


def test_an_error_that_knows_no_command_points_to_the_programs_help() -> None:
    assert usage_in_words(click.UsageError("It is odd.")) == 'it is odd; see "law4u-index --help"'
    assert usage_in_words(click.NoSuchOption("--odd")) == 'there is no option --odd; see "law4u-index --help"'


def test_a_command_to_run_is_of_the_index_that_the_call_named() -> None:
    message = "a.segment is damaged; run 'law4u-index check --repair'"
    named = "a.segment is damaged; run \"law4u-index --index 'my index' check --repair\""
    assert naming_the_index(message, "my index") == named
    assert naming_the_index(message, None) == message
