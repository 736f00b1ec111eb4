"""Markup to blocks: BeautifulSoup builds the answer's tree, and one walk over it gathers the blocks.

What stands below the answer's part needs no tree: there the reader of blocks listens to lxml's parser. Neither way
recurses, however deep the tags are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from lxml.etree import HTMLParser, LxmlError

from law4u_index.errors import ParseError
from law4u_index.parsing.block_reader import BlockReader
from law4u_index.parsing.blocks import BOLD, CELL, Block
from law4u_index.parsing.kept_parsers import KeptParsers
from law4u_index.parsing.scan import Parts
from law4u_index.parsing.tree import LeanText, build_tree

_MAX_LABEL = 90
"""A first cell of more characters is no label of the second."""

_MAX_ROW = 400
"""A row of more characters is no row of figures."""

_ONLY_NUMBER = re.compile(r"(?:step\s)?\(?[0-9ivx]{1,4}[.)]?|[•*–-]", re.I)
"""A cell that only counts, or marks, what stands beside it."""


def read_blocks(parts: Parts) -> list[Block]:
    """Return the blocks of a page.

    The answer's part is read with BeautifulSoup, the cards and links below it with lxml's parser alone.

    Raises:
        ParseError: the markup cannot be read.
    """
    with _kept.lent(len(parts.below)) as (reader, parser):
        try:
            _walk(parts.answer, reader)
            _listen(parts.below, parser)
        except (LxmlError, UnicodeError, AssertionError) as error:
            raise ParseError("the markup cannot be read; save the page again") from error
        has_rows = reader.has_rows
        blocks = reader.finish()
    return _lay_out_rows(blocks) if has_rows else blocks


class _Listener:
    """Tells a reader what lxml's parser reports (its target, as lxml calls it).

    A tag that holds one text, as most do, is told of at once, which takes the reader half of the time: so each waits
    for what comes next.
    """

    def __init__(self, reader: BlockReader) -> None:
        self._reader = reader
        self._tag = ""
        self._attributes: Mapping[str, str] = {}
        self._texts: list[str] = []
        self.data = self._texts.append
        """Take a piece of text."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._tag or self._texts:
            self._tell()
        self._tag, self._attributes = tag, attributes

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        texts = self._texts
        if self._tag and len(texts) < 2:
            self._reader.whole(tag, self._attributes, texts.pop() if texts else "")
            self._tag = ""
        else:
            if texts:
                self._tell()
            self._reader.end(tag)

    def close(self) -> None:
        """Take the end of the page, where lxml has closed every tag."""
        if self._texts:
            self._tell()
        self._reader.close()

    def _tell(self) -> None:
        """Tell of the tag that waits, and of the texts behind it."""
        if self._tag:
            self._reader.start(self._tag, self._attributes)
            self._tag = ""
        for text in self._texts:
            self._reader.data(text)
        self._texts.clear()


def _reader_and_parser() -> tuple[BlockReader, HTMLParser]:
    reader = BlockReader()
    target: Any = _Listener(reader)  # lxml-stubs asks for a comment method that lxml itself does not
    return reader, HTMLParser(target=target, huge_tree=True)


_kept = KeptParsers(_reader_and_parser)
"""A reader, which gathers the blocks of both parts of a page, and the parser that tells it of the part below."""


def _walk(html: str, reader: BlockReader) -> None:
    """Build BeautifulSoup's tree of `html` and go through it.

    What was read is unlinked at once: elements that name each other are left to the garbage collector, which takes
    as long to find them as it took to read them.
    """
    if not html or html.isspace():
        return
    soup: Any = build_tree(html)
    inside, name = soup.contents, ""
    elements = iter(inside)
    waiting: list[tuple[Iterator[Any], list[Any], str]] = []
    start, data, end, whole = reader.start, reader.data, reader.end, reader.whole
    while True:
        for element in elements:
            if type(element) is LeanText:
                data(element)
                continue
            contents = element.contents
            if not contents:
                whole(element.name, element.attrs, "")
            elif len(contents) == 1 and type(contents[0]) is LeanText:
                whole(element.name, element.attrs, contents[0])
                contents.clear()
            else:
                waiting.append((elements, inside, name))
                elements, inside, name = iter(contents), contents, element.name
                start(name, element.attrs)
                break
        else:
            inside.clear()
            if not waiting:
                break
            end(name)
            elements, inside, name = waiting.pop()
    soup.__dict__.clear()


def _listen(html: str, parser: HTMLParser) -> None:
    """Have a parser read `html`, which tells its reader."""
    if html and not html.isspace():
        parser.feed(html)
        parser.close()


def _lay_out_rows(blocks: list[Block]) -> list[Block]:
    """Read table rows: names of columns, a label beside its text, a number beside its entry, or a row of figures."""
    laid: list[Block] = []
    for row, cells in groupby(blocks, attrgetter("row")):
        laid.extend(_row(list(cells)) if row else cells)  # noqa: B031 - one or the other
    return laid


def _row(cells: list[Block]) -> list[Block]:
    """Return the blocks that a table's row is read as."""
    columns = {cell.column for cell in cells}
    first = cells[0]
    if len(columns) == 1 or any(cell.linked for cell in cells):
        return cells
    if len(columns) == len(cells) and all(cell.rank == BOLD for cell in cells):
        return [_in_one_line(cells)]
    if len(columns) == 2 and cells[1].column != first.column:
        if _ONLY_NUMBER.fullmatch(first.text):
            entry = cells[1]
            sign = f"{first.text.rstrip('.)')}." if first.text[:1].isalnum() else "•"
            entry.text, entry.bold = f"{sign} {entry.text}", ()
            return cells[1:]
        if len(first.text) <= _MAX_LABEL and first.rank > 6:
            first.rank = CELL
            cells[1].beside = len(cells) == 2
        return cells
    if len(columns) == len(cells) and sum(len(cell.text) for cell in cells) < _MAX_ROW and len(columns) > 2:
        return [_in_one_line(cells)]
    return cells


def _in_one_line(cells: list[Block]) -> Block:
    return Block(" | ".join(cell.text for cell in cells), zone=cells[0].zone)
