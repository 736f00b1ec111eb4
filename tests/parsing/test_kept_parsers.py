"""A parser that is kept reads each page as a new one would, and keeps nothing of an odd one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import HTMLParser

from law4u_index import ParseError
from law4u_index.parsing import kept_parsers, markup
from law4u_index.parsing.block_reader import BlockReader
from law4u_index.parsing.kept_parsers import KeptParsers
from law4u_index.parsing.markup import read_blocks
from law4u_index.parsing.scan import Parts

_ODD = (
    "<p>Bail",
    "</div>",
    "<table><tr><td>",
    "<pre>\n",
    "<b>",
    "<!--",
    "<h2>",
    "<li hidden>",
    "<select>",
    "</html>",
    "Rent",
)
MARKUP = st.lists(st.sampled_from(_ODD), max_size=12).map("".join)
PAGES = st.lists(st.builds(Parts, MARKUP, MARKUP), min_size=2, max_size=5)


def numbered() -> tuple[list[int], HTMLParser]:
    return [], HTMLParser()


@given(PAGES)
def test_pages_read_one_after_another_give_what_each_gives_by_itself(pages: list[Parts]) -> None:
    kept = [read_blocks(page) for page in pages]
    for page, blocks in zip(pages, kept, strict=True):
        with mock.patch.object(markup, "_kept", KeptParsers(markup._reader_and_parser)):
            assert read_blocks(page) == blocks


def test_of_a_page_that_breaks_off_nothing_is_in_the_next() -> None:
    page = Parts("<p>Bail.</p>", "<p>Rent.</p>")
    whole = read_blocks(page)
    with mock.patch.object(BlockReader, "end", side_effect=AssertionError), pytest.raises(ParseError):
        read_blocks(Parts("<div><b>Left <i>over</i></b></div>", "<p>and more"))
    assert read_blocks(page) == whole


def test_a_parser_is_kept_for_the_next_page_unless_it_has_read_much_or_failed() -> None:
    parsers = KeptParsers(numbered)
    with parsers.lent(10) as first:
        pass
    with parsers.lent(kept_parsers._LARGE + 1) as second:
        pass
    with parsers.lent(10) as third:
        pass
    assert (second is first, third is first) == (True, False)
    with pytest.raises(ValueError, match="off"), parsers.lent(10):
        raise ValueError("off")
    with parsers.lent(10) as fourth:
        assert fourth is not third


def test_each_thread_has_its_own() -> None:
    parsers = KeptParsers(numbered)

    def lent_here() -> list[int]:
        with parsers.lent(10) as (target, _):
            return target

    with ThreadPoolExecutor(1) as other:
        assert other.submit(lent_here).result() is not lent_here()
