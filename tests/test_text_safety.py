from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from law4u_index.text_safety import (
    encodable,
    from_spreadsheet_cell,
    markdown_line,
    markdown_lines,
    markdown_url,
    printable,
    printable_lines,
    spreadsheet_cell,
)

# Every code point, lone surrogates too, without Hypothesis's slow table of categories.
ANY_TEXT = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=50)
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n\0＝a\udc80"), max_size=8)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", r"a\x1b[31mred"),
        ("two\nlines\tand a tab", r"two\nlines\tand a tab"),
        ("evil\u202elmth.exe", r"evil\u202elmth.exe"),
        ("\x9b2J", r"\x9b2J"),
        ("caf\udce9.html", r"caf\udce9.html"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("\u2028", r"\u2028"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("text", ["₹ 2 lakh – § 138", "क़ानून और न्\u200dयाय", r"C:\pages", "naïve"])
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_what_stands_beside_a_sign_that_acts_stays_as_it_is_alone() -> None:
    every = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert printable(f"\n{every}") == rf"\n{printable(every)}"


@given(ANY_TEXT)
def test_no_text_whatever_moves_the_cursor_or_breaks_the_encoding(text: str) -> None:
    shown = printable(text)
    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert unicodedata.bidirectional("\u202e") not in {unicodedata.bidirectional(sign) for sign in shown}
    shown.encode("utf-8")


@given(ANY_TEXT)
def test_a_block_of_text_keeps_its_lines_and_tabs_and_nothing_else_that_acts(text: str) -> None:
    shown = printable_lines(text)
    assert {sign for sign in shown if unicodedata.category(sign) == "Cc"} <= {"\n", "\t"}
    assert shown.count("\n") == text.count("\n")


@given(ANY_TEXT)
def test_encodable_text_goes_into_utf_8_and_sqlite(text: str) -> None:
    assert b"\0" not in encodable(text).encode("utf-8")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_gets_a_quote(text: str) -> None:
    assert spreadsheet_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["What is bail?", "'tis so", "a=b", "", "498A"])
def test_a_plain_cell_stays_as_it_is(text: str) -> None:
    assert spreadsheet_cell(text) == text


@given(st.one_of(TRICKY, ANY_TEXT))
@example("''=1")
def test_every_cell_can_be_turned_back(text: str) -> None:
    assert from_spreadsheet_cell(spreadsheet_cell(text)) == encodable(text)


@given(st.lists(TRICKY, min_size=1, max_size=3))
def test_no_cell_read_back_from_csv_begins_with_a_formula_sign(texts: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerow([spreadsheet_cell(text) for text in texts])
    [row] = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert [from_spreadsheet_cell(cell) for cell in row] == [encodable(text) for text in texts]
    assert not any(cell[:1] in set("=+-@\t\r\n＝") for cell in row if cell)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*not* _bold_ `code`", r"\*not\* \_bold\_ \`code\`"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[text](javascript:x)", r"\[text\](javascript:x)"),
        ("a | b", r"a \| b"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list\n---", "\\- no list\n\\---"),
        ("    no code", "no code"),
        ("&lt;", r"\&lt;"),
        ("Section 13(1)(ia)", "Section 13(1)(ia)"),
        ("\x1b[0m", r"\\x1b\[0m"),
    ],
)
def test_markdown_shows_the_text_letter_by_letter(text: str, markdown: str) -> None:
    assert markdown_lines(text) == markdown


@given(ANY_TEXT)
def test_a_line_of_markdown_is_one_line(text: str) -> None:
    assert "\n" not in markdown_line(text)


def test_a_title_of_several_lines_becomes_one_line_of_markdown() -> None:
    assert markdown_line("What is\n  bail?") == "What is bail?"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "//law4u.in/x", " https://x"])
def test_an_address_that_is_no_web_page_is_no_target_of_a_link(url: str) -> None:
    assert markdown_url(url) == ""


def test_an_address_cannot_close_its_link() -> None:
    url = "https://law4u.in/a) [b](javascript:x) <i>\n&copy;\u202e"
    assert not set(markdown_url(url)) & set(" ()<>[]\n\u202e")


def test_a_plain_address_stays_as_it_is() -> None:
    url = "https://law4u.in/top-answer/193/what-is-anticipatory-bail?x=%20#top"
    assert markdown_url(url) == url
