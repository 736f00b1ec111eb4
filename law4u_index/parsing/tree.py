"""BeautifulSoup's tree of an answer's markup, built by lxml with as little ado as HTML needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString, Tag
from lxml.etree import HTMLParser

from law4u_index.parsing.kept_parsers import KeptParsers


class _Placed:
    """What stands in a tree that is only read: what is next to it follows from where it stands, and is told when asked.

    BeautifulSoup's own elements keep four links each, which takes longer to set and to undo than all else about them.
    """

    __slots__ = ()
    parent: Any

    @property
    def next_sibling(self) -> Any:
        """The element behind it in the same tag, or None."""
        return self._beside(1)

    @property
    def previous_sibling(self) -> Any:
        """The element before it in the same tag, or None."""
        return self._beside(-1)

    def _beside(self, step: int) -> Any:
        siblings = self.parent.contents
        place = next(number for number, one in enumerate(siblings) if one is self) + step
        return siblings[place] if 0 <= place < len(siblings) else None

    @property
    def next_element(self) -> Any:
        """The element that was parsed next, or None."""
        if contents := getattr(self, "contents", None):
            return contents[0]
        element: Any = self
        while isinstance(element, _Placed):
            if (following := element.next_sibling) is not None:
                return following
            element = element.parent
        return None

    @property
    def previous_element(self) -> Any:
        """The element that was parsed before it."""
        before = self.previous_sibling
        if before is None:
            return self.parent
        while contents := getattr(before, "contents", None):
            before = contents[-1]
        return before


class LeanText(_Placed, NavigableString):  # type: ignore[override]  # its links are only read
    """A text of HTML."""

    __slots__ = ("parent",)


_TEXTS: set[type[NavigableString]] = Tag.MAIN_CONTENT_STRING_TYPES | {LeanText}


class _LeanTag(_Placed, Tag):  # type: ignore[override]  # as above
    """A tag of HTML; what all of them have in common is the class's, so that each holds only its own, and in slots."""

    __slots__ = ("attrs", "contents", "name", "parent")

    parser_class = BeautifulSoup
    namespace = prefix = None
    sourceline = sourcepos = None
    known_xml = False
    hidden = False
    can_be_empty_element = False
    cdata_list_attributes = None
    preserve_whitespace_tags = frozenset({"pre", "textarea"})  # type: ignore[assignment]  # never written to
    interesting_string_types = _TEXTS
    _namespaces: dict[str, str] = {}  # noqa: RUF012 - named so by BeautifulSoup, never written to


class _Grower:
    """Hangs the tags and texts that lxml's parser reports into a soup (a parser target, as lxml calls it).

    BeautifulSoup's own way asks many questions for each tag (of name spaces, line numbers, attributes of many
    values, tags that close others) whose answers are known here, since lxml closes every tag that it opens.
    """

    def __init__(self) -> None:
        self._parent: Any = None
        self._inside: list[Any] = []
        self._around: list[tuple[Any, list[Any]]] = []  # a tag, as it has a __getattr__, is slow to tell of itself
        self._words: list[str] = []
        self.data = self._words.append
        """Take a piece of text."""

    def begin(self, soup: BeautifulSoup) -> None:
        """Hang what comes into a soup."""
        self._parent, self._inside = soup, soup.contents

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._words:
            self._end_words()
        element: Any = _new_tag(_LeanTag)
        element.name = tag
        element.attrs = attributes  # each tag's own
        inside: list[Any] = []
        element.contents = inside
        element.parent = self._parent
        self._inside.append(element)
        self._around.append((self._parent, self._inside))
        self._parent, self._inside = element, inside

    def end(self, tag: str) -> None:  # noqa: ARG002 - lxml hands it over
        """Take a closing tag."""
        if self._words:
            self._end_words()
        assert self._around
        self._parent, self._inside = self._around.pop()

    def comment(self, words: str) -> None:  # noqa: ARG002 - lxml hands them over
        """Take a comment, which parts the text before it from the text behind it."""
        if self._words:
            self._end_words()

    def close(self) -> None:
        """Take the end of the page, where lxml has closed every tag, and so ended all words."""
        self._parent, self._inside = None, []  # lxml's parser keeps its target, which is to keep no tree

    def _end_words(self) -> None:
        words: Any = _new_text(LeanText, "".join(self._words))
        self._words.clear()
        words.parent = self._parent
        self._inside.append(words)


_new_tag = object.__new__
_new_text = str.__new__  # the class's own sets its links up twice


_OPTIONS: dict[str, Any] = {"multi_valued_attributes": None, "store_line_numbers": False, "string_containers": {}}
_EMPTY = BeautifulSoup("", builder=LXMLTreeBuilder(**_OPTIONS))
_EMPTY.interesting_string_types = _TEXTS
"""The soup of nothing. To make one asks many questions, the answers to which are the same for every page."""


def build_tree(html: str) -> BeautifulSoup:
    """Return the tree of a piece of HTML, all of it in one `div`; comments are not in it.

    Raises:
        lxml.etree.LxmlError, UnicodeError, AssertionError: it cannot be read.
    """
    soup = BeautifulSoup.__new__(BeautifulSoup)
    soup.__dict__ |= _EMPTY.__dict__
    soup.contents, soup.attrs = [], {}
    with _kept.lent(len(html)) as (grower, parser):
        grower.begin(soup)
        parser.feed(f"<div>{html}</div>")
        parser.close()
    return soup


def _grower_and_parser() -> tuple[_Grower, HTMLParser]:
    grower = _Grower()
    return grower, HTMLParser(target=grower)  # type: ignore[arg-type]  # the stubs ask for methods that lxml does not


_kept = KeptParsers(_grower_and_parser)
