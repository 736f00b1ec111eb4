from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from law4u_index.presentation.formats import as_json, hits_as_csv, hits_as_jsonl, results_as_markdown
from law4u_index.search.results import Hit, SearchResults, Snippet
from law4u_index.text_safety import printable_lines

ANY_TEXT = st.text(st.characters(), max_size=30)


def hit(question: str = "What?", *, text: str = "", section: str | None = None, **fields: object) -> Hit:
    marks = fields.pop("marks", ())
    snippets = (Snippet(section, text, marks),) if text else ()  # type: ignore[arg-type]  # each test gives its own
    values: dict[str, object] = {"rank": 1, "id": "1", "url": None, "category": None, "score": 1.0} | fields
    return Hit(question=question, snippets=snippets, **values)  # type: ignore[arg-type]  # see above


def test_letters_stay_letters_in_json() -> None:
    assert as_json({"a": "धारा ₹"}, encoding="utf-8", indent=None) == '{"a": "धारा ₹"}'


@pytest.mark.parametrize("sign", ["\x9b", "\x7f", "\u202e", "\udc80"])
def test_what_a_terminal_would_obey_is_escaped_in_json(sign: str) -> None:
    text = as_json({"a": f"धारा {sign}"})
    assert text.isascii()
    assert json.loads(text) == {"a": f"धारा {sign}"}


def test_json_for_no_stream_in_particular_keeps_its_letters() -> None:
    assert as_json(["₹"], indent=None) == '["₹"]'


def test_json_fits_the_encoding_of_its_stream() -> None:
    assert as_json(["₹é"], encoding="latin-1", indent=None) == '["\\u20b9\\u00e9"]'


@given(data=st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3))
def test_any_text_comes_back_from_json_and_acts_on_nothing(data: dict[str, str]) -> None:
    text = as_json(data)
    assert json.loads(text) == data
    assert printable_lines(text) == text


@given(question=ANY_TEXT, text=ANY_TEXT)
def test_each_hit_is_one_line_whatever_its_text(question: str, text: str) -> None:
    results = SearchResults("x", (hit(question, text=text, section=question, url=text),))
    assert [line.count("\n") for line in hits_as_jsonl(results)] == [0]
    lines = list(hits_as_csv(results))
    assert [line.count("\n") for line in lines] == [0, 0]
    assert len(next(csv.reader(lines[1:]))) == 8


@pytest.mark.parametrize("start", "=+-@")
def test_no_cell_is_a_formula(start: str) -> None:
    row = next(csv.reader(list(hits_as_csv(SearchResults("x", (hit(f"{start}cmd()"),))))[1:]))
    assert row[3] == f"'{start}cmd()"


def test_a_title_cannot_break_out_of_its_link() -> None:
    evil = hit("a](http://evil.example) <script>", url="https://law4u.in/answer/1/a_(b)")
    html = MarkdownIt().render(results_as_markdown(SearchResults("x", (evil,))))
    assert '<a href="https://law4u.in/answer/1/a%5F%28b%29">a](http://evil.example) &lt;script&gt;</a>' in html


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    evil = hit("What?", url="javascript:alert(1)")
    assert results_as_markdown(SearchResults("x", (evil,))) == "1. What?"


def test_found_words_are_bold_and_everything_else_is_literal() -> None:
    found = hit(text="pay *the rent* now", marks=((5, 13),), section="Tips_")
    html = MarkdownIt().render(results_as_markdown(SearchResults("x", (found,))))
    assert "<em>Tips_</em> — pay *<strong>the rent</strong>* now" in html


def test_blanks_around_a_found_word_stay_outside_its_emphasis() -> None:
    found = hit(text="the rent due", marks=((3, 9), (9, 9)))
    assert results_as_markdown(SearchResults("x", (found,))).endswith("the **rent** due")


def test_a_stretch_of_blanks_is_one() -> None:
    found = hit(text="the \n rent", marks=((3, 6),))
    assert results_as_markdown(SearchResults("x", (found,))).endswith("the rent")


def test_later_pages_go_on_counting() -> None:
    html = MarkdownIt().render(results_as_markdown(SearchResults("x", (hit(rank=11), hit(rank=12)), offset=10)))
    assert html.startswith('<ol start="11">')
    assert html.count("<li>") == 2


def test_corrections_provisions_and_facets_are_part_of_the_document() -> None:
    results = SearchResults(
        "cheqe",
        (),
        corrected="cheque",
        related_provisions=("IPC 420 is BNS 318(4).",),
        facets={"category": (("A|B", 1200),)},
    )
    assert results_as_markdown(results) == (
        "Showing results for **cheque**\n\n"
        "IPC 420 is BNS 318(4).\n\n"
        "| Category | Answers |\n| --- | ---: |\n| A\\|B | 1,200 |"
    )
