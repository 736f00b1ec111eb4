"""A page from a stranger is read or refused, and costs no more than an honest one of its size."""

from __future__ import annotations

import gc

import pytest
from bs4.element import PageElement

from law4u_index.errors import ParseError
from law4u_index.parsing import cleaning, parse, scan
from law4u_index.parsing.limits import LINES, PAGE_BYTES, TAGS
from law4u_index.parsing.mhtml import MAX_PARTS
from law4u_index.parsing.outline import MAX_LEVEL
from tests.parsing.small_pages import LEAD, QUESTION, page, shape


def test_tags_nested_without_end_do_not_hide_the_text_or_break_the_stack() -> None:
    deep = "<div>" * 9000 + "<p>The text within.</p>" + "</div>" * 9000
    assert parse(page(deep)).summary == f"{LEAD}\n\nThe text within."


def test_a_page_that_was_read_leaves_no_tree_for_the_collector_to_find() -> None:
    html = page("<ul><li><p>Keep the <b>receipts</b>.</p></li></ul>" * 20)
    parse(html)  # the first brings BeautifulSoup, with a soup of nothing that stays

    def elements() -> int:
        return sum(isinstance(thing, PageElement) for thing in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        before = elements()
        parse(html)
        assert elements() == before <= 1
    finally:
        gc.enable()


def test_more_tags_than_any_answer_has_are_refused() -> None:
    with pytest.raises(ParseError, match="tags"):
        parse(page("<b>" * (2 * TAGS + 10)))


def test_more_text_than_any_answer_has_is_refused() -> None:
    with pytest.raises(ParseError, match="characters of text"):
        parse(page("<p>" + "word " * 500_000))


def test_more_lines_than_any_answer_has_are_refused() -> None:
    with pytest.raises(ParseError, match="lines"):
        parse(f"{QUESTION}\n" + "a\n" * (LINES + 1))


def test_whoever_trusts_larger_pages_takes_more_of_all_in_proportion() -> None:
    for large in (
        page("<b>" * (2 * TAGS + 10)),
        page("<p>" + "word " * 500_000),
        f"{QUESTION}\n" + "a\n" * (LINES + 1),
    ):
        assert parse(large, page_bytes=2 * PAGE_BYTES).question == QUESTION


def test_an_archive_of_endless_parts_is_refused() -> None:
    parts = b"--x\nContent-Type: text/css\n\na\n" * (MAX_PARTS + 10)
    with pytest.raises(ParseError, match="parts"):
        parse(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + parts)


def test_an_address_of_a_megabyte_counts_as_none() -> None:
    answer = parse(page("", head=f'<link rel="canonical" href="https://law4u.in/answer/1/{"a" * 1_000_000}">'))
    assert answer.url is None


def test_sections_lie_no_deeper_than_the_limit() -> None:
    body = "".join(f"<h{level}>Part {level}</h{level}><p>Text.</p>" for level in range(1, 7))
    assert max(level for level, *_ in shape(parse(page(body)))) <= MAX_LEVEL


def test_entities_that_expand_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert "aaaa" not in parse(bomb + page("<p>This is &b; here.</p>")).summary


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("red \x1b[31malert\x1b[0m", "red alert"),
        ("a \x1b]8;;http://evil\x07link\x1b]8;;\x07 here", "a link here"),
        ("a \x1b]0;title\x1b\\word \x1bPq#0\x1b\\\x1b(Bhere", "a word here"),
        ("left \x1b]8;;open", "left ]8;;open"),
        ("one\x00two\x07", "onetwo"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone \ud800 half", "lone half"),
        ("no\u00a0break\u2003 space", "no break space"),
        ("e\u0301tude", "étude"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\u200db", "ab"),
        ("plain\n  text\t", "plain text"),
    ],
)
def test_unseen_characters_are_cleaned_away(words: str, left: str) -> None:
    assert cleaning.clean(words) == left


@pytest.mark.parametrize(
    "words",
    ["Café — “naïve” façade", "São Paulo", "“é”—and so on", "Ã is a letter", "â is one too", "€5 and ₹5", "É«"],
)
def test_correct_text_is_never_repaired(words: str) -> None:
    assert cleaning.repair(words) == words


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("â€™", "’"),
        ("â‚¹500", "₹500"),
        ("Ã©", "é"),
        ("Â§ 5", "§ 5"),
        ("Ã¢â‚¬â„¢", "’"),
        ("â€œyesâ€ he said", "“yes” he said"),
        ("à¤®à¥‡à¤¹à¤°", "मेहर"),
    ],
)
def test_garbled_text_is_repaired(garbled: str, right: str) -> None:
    assert cleaning.repair(garbled) == right


@pytest.mark.parametrize("opening", ["<script", "<style", "<svg", "<!--", "<template"])
def test_a_part_that_never_closes_is_passed_in_one_go(opening: str) -> None:
    assert scan.scan(f"<p>kept</p>{opening} {opening} ".ljust(200)).html.startswith("<p>kept</p>")


def test_flattening_keeps_the_text_and_drops_the_depth() -> None:
    flat = scan.flatten("<div>" * 1000 + "text" + "</div>" * 1000 + "<p>after</p>")
    assert flat.count("<div>") == flat.count("</div>") == scan.MAX_DEPTH
    assert flat.endswith("<p>after</p>")
    assert "text" in flat
