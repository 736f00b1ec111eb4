"""BeautifulSoup's tree of an answer's markup, built by lxml with as little ado as HTML needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder


class _LeanBuilder(LXMLTreeBuilder):
    """lxml's tree builder for markup that has no name spaces, fed in one piece.

    The stock builder keeps track of XML name spaces for each tag and feeds the parser 512 characters at a
    time; HTML needs neither, and an answer's tree is built in about two thirds of the time without.
    """

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Mapping[Any, Any] | None = None) -> None:  # noqa: ARG002
        """Take an opening tag from the parser."""
        assert self.soup is not None
        self.soup.handle_starttag(tag, None, None, dict(attrib))

    def end(self, tag: Any) -> None:
        """Take a closing tag from the parser."""
        assert self.soup is not None
        self.soup.endData()
        self.soup.handle_endtag(tag)

    def feed(self, markup: Any) -> None:
        """Give the whole markup to the parser."""
        assert self.soup is not None
        self.parser = self.parser_for(self.soup.original_encoding)
        self.parser.feed(markup)
        self.parser.close()


_OPTIONS: dict[str, Any] = {"multi_valued_attributes": None, "store_line_numbers": False, "string_containers": {}}


def build_tree(html: str) -> BeautifulSoup:
    """Return the tree of a piece of HTML.

    Raises:
        lxml.etree.LxmlError, UnicodeError, AssertionError, bs4.builder.ParserRejectedMarkup: it cannot be read.
    """
    # in a div of its own, so that words alone are not taken for the name of a file
    return BeautifulSoup(f"<div>{html}</div>", builder=_LeanBuilder(**_OPTIONS))
