"""BeautifulSoup's tree of an answer's markup, built by lxml with as little ado as HTML needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, Tag
from lxml.etree import HTMLParser


class _LeanTag(Tag):
    """A tag of HTML; what all of them have in common is the class's, so that each holds only its own."""

    parser_class = BeautifulSoup
    namespace = prefix = None
    sourceline = sourcepos = None
    known_xml = False
    hidden = False
    next_element = next_sibling = previous_sibling = None
    can_be_empty_element = False
    cdata_list_attributes = None
    preserve_whitespace_tags = frozenset({"pre", "textarea"})  # type: ignore[assignment]  # never written to
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    _namespaces: dict[str, str] = {}  # noqa: RUF012

    def __init__(self) -> None:
        """Leave name, attributes and place to whoever makes it."""


class _Grower:
    """Hangs the tags and texts that lxml's parser reports into a soup (a parser target, as lxml calls it).

    BeautifulSoup's own way asks many questions for each tag (of name spaces, line numbers, attributes of many
    values, tags that close others) whose answers are known here, since lxml closes every tag that it opens.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        self._parent: Tag = soup
        self._last: Tag | NavigableString = soup
        self._words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._words:
            self._end_words()
        element = _LeanTag()
        element.name = tag
        element.attrs = attributes if type(attributes) is dict else {}  # lxml gives each tag a dict of its own
        element.contents = []
        parent, last = self._parent, self._last
        element.parent = parent
        element.previous_element = last
        last.next_element = element
        siblings = parent.contents
        if siblings:
            before = element.previous_sibling = siblings[-1]
            before.next_sibling = element
        siblings.append(element)
        self._parent = self._last = element

    def end(self, tag: str) -> None:  # noqa: ARG002
        """Take a closing tag."""
        if self._words:
            self._end_words()
        parent = self._parent.parent
        assert parent is not None
        self._parent = parent

    def data(self, words: str) -> None:
        """Take a piece of text."""
        self._words.append(words)

    def comment(self, words: str) -> None:  # noqa: ARG002
        """Take a comment, which parts the text before it from the text behind it."""
        if self._words:
            self._end_words()

    def close(self) -> None:
        """Take the end of the page, where lxml has closed every tag, and so ended all words."""
        del self._parent, self._last  # lxml's parser keeps its target until it is collected

    def _end_words(self) -> None:
        words = str.__new__(NavigableString, "".join(self._words))  # its own way sets its links up twice
        self._words.clear()
        parent, last = self._parent, self._last
        words.parent = parent
        words.previous_element = last
        words.next_element = words.next_sibling = words.previous_sibling = None
        last.next_element = words
        siblings = parent.contents
        if siblings:
            before = words.previous_sibling = siblings[-1]
            before.next_sibling = words
        siblings.append(words)
        self._last = words


class _LeanBuilder(LXMLTreeBuilder):
    """lxml's tree builder for decoded HTML that is fed in one piece."""

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        yield markup, None, None, False

    def feed(self, markup: Any) -> None:
        """Give the whole markup to the parser."""
        assert self.soup is not None
        parser = HTMLParser(target=_Grower(self.soup))  # type: ignore[arg-type]  # the stubs ask for methods that lxml does not
        parser.feed(markup)
        parser.close()


_OPTIONS: dict[str, Any] = {"multi_valued_attributes": None, "store_line_numbers": False, "string_containers": {}}


def build_tree(html: str) -> BeautifulSoup:
    """Return the tree of a piece of HTML; comments are not in it.

    Raises:
        lxml.etree.LxmlError, UnicodeError, AssertionError, bs4.builder.ParserRejectedMarkup: it cannot be read.
    """
    # in a div of its own, so that words alone are not taken for the name of a file
    return BeautifulSoup(f"<div>{html}</div>", builder=_LeanBuilder(**_OPTIONS))
