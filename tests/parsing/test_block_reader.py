"""A tag that holds only words is read at once, and says what it would say step by step."""

from __future__ import annotations

from collections.abc import Mapping
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import HTMLParser

from law4u_index.parsing import markup
from law4u_index.parsing.block_reader import BlockReader
from law4u_index.parsing.kept_parsers import KeptParsers
from law4u_index.parsing.scan import Parts

_TAGS = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h5",
    "b",
    "strong",
    "u",
    "span",
    "i",
    "em",
    "a",
    "br",
    "img",
    "td",
    "th",
    "tr",
    "table",
    "dt",
    "dd",
    "dl",
    "pre",
    "nav",
    "footer",
    "button",
    "time",
    "summary",
    "details",
    "blockquote",
    "select",
    "small",
    "label",
    "hr",
]
_ATTRIBUTES = (
    "", " class='x'", " href='/answer/1/a'", " style='font-weight: bold'", " style='display: none'", " hidden",
    " role='heading'", " role='listitem'", " role='navigation'", " datetime='2024-01-31'", " alt='Advocate A Kumar'",
)  # fmt: skip
_WORDS = ("", " ", "\n", "Bail ", "bail", "a\nb", "\u200b", "•", "Pay: now.", "&nbsp;", ">")
_PIECES = st.one_of(
    st.tuples(st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES)).map(lambda tag: f"<{tag[0]}{tag[1]}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    st.tuples(st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES), st.sampled_from(_WORDS)).map(
        lambda tag: f"<{tag[0]}{tag[1]}>{tag[2]}</{tag[0]}>"
    ),
    st.sampled_from(_WORDS),
)


class _Stepwise(BlockReader):
    def whole(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        self.start(tag, attributes)
        if text:
            self.data(text)
        self.end(tag)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_markup_gives_the_same_blocks_when_whole_tags_are_read_at_once(html: str) -> None:
    at_once = markup.read_blocks(Parts(html, ""))
    stepwise = KeptParsers(lambda: (_Stepwise(), HTMLParser()))
    with mock.patch.object(markup, "_kept", stepwise):
        assert at_once == markup.read_blocks(Parts(html, ""))


def _read_step_by_step() -> tuple[BlockReader, HTMLParser]:
    reader = BlockReader()
    return reader, HTMLParser(target=reader, huge_tree=True)  # type: ignore[arg-type]  # as in the package


@given(st.lists(st.one_of(_PIECES, st.just("<!-- -->")), max_size=30).map("".join))
def test_what_stands_below_an_answer_gives_the_same_blocks_when_whole_tags_are_read_at_once(html: str) -> None:
    at_once = markup.read_blocks(Parts("", html))
    with mock.patch.object(markup, "_kept", KeptParsers(_read_step_by_step)):
        assert at_once == markup.read_blocks(Parts("", html))
