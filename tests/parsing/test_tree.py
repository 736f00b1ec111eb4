"""The lean tree says what BeautifulSoup's own would."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.parsing.tree import build_tree

_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b class='x y'>",
        "</b>",
        "<ul>",
        "<li>",
        "</ul>",
        "<br>",
        "<td>",
        " ",
        "\n",
        "Bail",
        "&amp;",
        "</div>",
    ]
)


def _said(tree: BeautifulSoup) -> list[tuple[str, str]]:
    """Return tags and words in the tree's order, following its links from one to the next."""
    found: list[tuple[str, str]] = []
    element: PageElement | None = tree.contents[0]
    while element is not None:
        if isinstance(element, Tag):
            found.append((element.name, str(element.get("class"))))
        elif isinstance(element, NavigableString) and element.strip():
            found.append(("", element.strip()))
        if (following := element.next_element) is not None:
            assert following.previous_element is element
        element = following
    return found


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_markup_grows_the_tree_that_beautifulsoup_grows(html: str) -> None:
    own = BeautifulSoup(f"<div>{html}</div>", "lxml", multi_valued_attributes=None)
    assert _said(build_tree(html)) == _said(own)


def test_words_on_both_sides_of_a_comment_stay_apart_and_it_is_not_read() -> None:
    paragraph = build_tree("<p>Bail<!-- draft --> is granted</p>").find("p")
    assert isinstance(paragraph, Tag)
    assert [str(words) for words in paragraph.contents] == ["Bail", " is granted"]


def test_a_reader_can_ask_the_tree_for_what_stands_beside_a_tag() -> None:
    bold = build_tree("<p>Pay <b>now</b> or later</p>").find("b")
    assert isinstance(bold, Tag)
    assert (str(bold.previous_sibling), str(bold.next_sibling)) == ("Pay ", " or later")
    assert (str(bold.previous_element), str(bold.next_element)) == ("Pay ", "now")


def test_the_words_of_a_tag_and_of_the_whole_tree_can_be_asked_for() -> None:
    tree = build_tree("<p>Pay <b>now</b> or later</p>")
    assert tree.get_text() == "Pay now or later"
    assert [bold.get_text() for bold in tree.select("p > b")] == ["now"]


def test_the_trees_of_two_pages_have_nothing_in_common() -> None:
    one, other = build_tree("<p>Bail</p>"), build_tree("<p>Rent</p>")
    assert (one.get_text(), other.get_text()) == ("Bail", "Rent")
