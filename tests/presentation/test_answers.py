from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from law4u_index.answer import Answer, Citation, Section
from law4u_index.presentation.answers import answer_as_html, answer_as_markdown, answer_as_text
from law4u_index.presentation.terminal import Screen, display_width
from law4u_index.text_safety import printable_lines

ANSWER = Answer(
    id="7",
    question="Who Pays?",
    url="https://law4u.in/answer/7/who-pays",
    category="Consumer Court",
    summary="The seller.\n\nAt times the maker.",
    sections=(
        Section(None, items=("Bring the bill.", "Keep a copy.")),
        Section("Act", level=1, sections=(Section("Section 2", level=2, text="Words."),)),
        Section("Steps", level=3, items=("Write.", "Wait."), ordered=True),
        Section("Deep", level=9),
    ),
    citations=(Citation("cpa-2019/s/2", "Section 2"),),
)
BARE = Answer(id="x", question="Why?")
EVIL = '<script>alert(1)</script>" onclick="x\x1b[2J\u202e\udc80'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    return tags


def test_headings_are_underlined_by_level() -> None:
    text = answer_as_text(ANSWER, Screen())
    assert "Act\n===\n" in text
    assert "Section 2\n---------\n" in text
    assert "Steps\n~~~~~\n" in text
    assert "Deep\n~~~~" in text


def test_lists_keep_their_signs() -> None:
    text = answer_as_text(ANSWER, Screen())
    assert "  • Bring the bill.\n  • Keep a copy." in text
    assert "  1. Write.\n  2. Wait." in text


def test_an_answer_that_says_nothing_is_its_question() -> None:
    assert answer_as_text(BARE, Screen()) == "Why?"
    assert answer_as_markdown(BARE) == "# Why?"
    assert "<h1>Why?</h1>\n</article>" in answer_as_html(BARE)


def test_on_a_terminal_the_question_stands_out() -> None:
    assert answer_as_text(BARE, Screen(40, colour=True)) == "\x1b[1mWhy?\x1b[0m"


def test_a_long_answer_fits_the_screen() -> None:
    answer = Answer(id="1", question="word " * 30, summary="word " * 80, sections=(Section("h " * 40),))
    assert all(display_width(line) <= 40 for line in answer_as_text(answer, Screen(40)).splitlines())


def test_a_markdown_reader_sees_the_same_parts() -> None:
    html = MarkdownIt().render(answer_as_markdown(ANSWER))
    assert html == (
        "<h1>Who Pays?</h1>\n<p><em>Consumer Court</em></p>\n<p>The seller.</p>\n<p>At times the maker.</p>\n"
        "<ul>\n<li>Bring the bill.</li>\n<li>Keep a copy.</li>\n</ul>\n"
        "<h2>Act</h2>\n<h3>Section 2</h3>\n<p>Words.</p>\n"
        "<h4>Steps</h4>\n<ol>\n<li>Write.</li>\n<li>Wait.</li>\n</ol>\n<h6>Deep</h6>\n"
        "<h2>Provisions cited</h2>\n<ul>\n<li>Section 2 (cpa-2019/s/2)</li>\n</ul>\n"
        '<p><a href="https://law4u.in/answer/7/who-pays">https://law4u.in/answer/7/who-pays</a></p>\n'
    )


def test_a_browser_gets_a_whole_page_with_the_same_parts() -> None:
    tags = " ".join(read(answer_as_html(ANSWER)).tags)
    assert tags == (
        "html head meta meta meta title style body article h1 p p p ul li li h2 h3 p h4 ol li li h6 h2 ul li p a"
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", None])
def test_only_a_web_address_is_a_link(url: str | None) -> None:
    answer = Answer(id="1", question="Q?", url=url)
    assert "href" not in answer_as_html(answer)
    assert answer_as_markdown(answer) == "# Q?"


def hostile(text: str) -> Answer:
    return Answer(
        id="1",
        question=text,
        url=f"https://law4u.in/{text}",
        category=text,
        summary=text,
        sections=(Section(text, text=text, items=(text,), ordered=True),),
        citations=(Citation(text, text),),
    )


def test_scripts_and_escapes_of_a_page_are_letters() -> None:
    tags = read(answer_as_html(hostile(EVIL)))
    assert "script" not in tags.tags
    assert "onclick" not in tags.attributes
    assert any("<script>alert(1)</script>" in words for words in tags.said)
    assert "<script" not in MarkdownIt().render(answer_as_markdown(hostile(EVIL)))


@given(text=st.text(st.characters(), max_size=40))
def test_no_text_adds_a_tag_or_acts_on_a_terminal(text: str) -> None:
    tags = read(answer_as_html(hostile(text)))
    assert set(tags.tags) <= set(read(answer_as_html(ANSWER)).tags)
    assert tags.attributes <= set(read(answer_as_html(ANSWER)).attributes)
    for document in (
        answer_as_html(hostile(text)),
        answer_as_markdown(hostile(text)),
        answer_as_text(hostile(text), Screen()),
    ):
        assert printable_lines(document) == document
