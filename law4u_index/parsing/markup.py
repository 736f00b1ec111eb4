"""Markup to blocks: BeautifulSoup builds the answer's tree, and one walk over it gathers the blocks.

What stands below the answer's part needs no tree: there the reader of blocks listens to lxml's parser. Neither way
recurses, however deep the tags are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import HTMLParser, LxmlError

from law4u_index.errors import ParseError
from law4u_index.parsing.block_reader import BlockReader
from law4u_index.parsing.blocks import BOLD, CELL, Block
from law4u_index.parsing.kept_parsers import KeptParsers
from law4u_index.parsing.scan import Parts
from law4u_index.parsing.tree import build_tree


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
        self._text = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._tag:
            self._open()
        self._tag, self._attributes = tag, attributes

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if not self._tag:
            self._reader.data(text)
        elif not self._text:
            self._text = text
        else:
            self._open()
            self._reader.data(text)

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        if self._tag:
            self._reader.whole(tag, self._attributes, self._text)
            self._tag = self._text = ""
        else:
            self._reader.end(tag)

    def close(self) -> None:
        """Take the end of the page, where lxml has closed every tag."""
        self._reader.close()

    def _open(self) -> None:
        self._reader.start(self._tag, self._attributes)
        if self._text:
            self._reader.data(self._text)
        self._tag = self._text = ""


def _reader_and_parser() -> tuple[BlockReader, HTMLParser]:
    reader = BlockReader()
    target: Any = _Listener(reader)  # lxml-stubs asks for a comment method that lxml itself does not
    return reader, HTMLParser(target=target, huge_tree=True)


_kept = KeptParsers(_reader_and_parser)


def _walk(html: str, reader: BlockReader) -> None:
    """Build BeautifulSoup's tree of `html` and go through it.

    What was read is unlinked at once: elements that name each other are left to the garbage collector, which takes
    as long to find them as it took to read them.
    """
    if not html or html.isspace():
        return
    soup: Any = build_tree(html)
    parent = soup
    elements = iter(soup.contents)
    waiting: list[Iterator[Any]] = []
    start, data, end, whole = reader.start, reader.data, reader.end, reader.whole
    while True:
        for element in elements:
            if isinstance(element, str):
                data(element)
                continue
            inside = element.contents
            if not inside:
                whole(element.name, element.attrs, "")
            elif len(inside) == 1 and isinstance(inside[0], str):
                whole(element.name, element.attrs, inside[0])
                inside.clear()
            else:
                start(element.name, element.attrs)
                waiting.append(elements)
                elements, parent = iter(inside), element
                break
        else:
            parent.contents.clear()
            if not waiting:
                break
            end(parent.name)
            elements, parent = waiting.pop(), parent.parent
    soup.__dict__.clear()


def _listen(html: str, parser: HTMLParser) -> None:
    if html and not html.isspace():
        parser.feed(html)
        parser.close()


def _lay_out_rows(blocks: list[Block]) -> list[Block]:
    """Read table rows: names of columns, a label beside its text, a number beside its entry, or a row of figures."""
    laid: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not block.row:
            laid.append(block)
            index += 1
            continue
        end = index
        while end < len(blocks) and blocks[end].row == block.row:
            end += 1
        laid.extend(_row(blocks[index:end]))
        index = end
    return laid


_MAX_LABEL = 90
_MAX_ROW = 400
_ONLY_NUMBER = re.compile(r"(?:step\s)?\(?[0-9ivx]{1,4}[.)]?|[•*–-]", re.I)


def _row(cells: list[Block]) -> list[Block]:
    columns = {cell.column for cell in cells}
    first = cells[0]
    if len(columns) == 1 or any(cell.linked for cell in cells):
        return cells
    if len(columns) == len(cells) and all(cell.rank == BOLD for cell in cells):
        return [_in_one_line(cells)]
    if len(columns) == 2 and cells[1].column != first.column:
        if _ONLY_NUMBER.fullmatch(first.text):
            rest = cells[1:]
            rest[0].text = (
                f"{first.text.rstrip('.)')}. {rest[0].text}" if first.text[:1].isalnum() else f"• {rest[0].text}"
            )
            rest[0].bold = ()
            return rest
        if len(first.text) <= _MAX_LABEL and first.rank > 6:
            first.rank = CELL
            cells[1].beside = len(cells) == 2
        return cells
    if len(columns) == len(cells) and sum(len(cell.text) for cell in cells) < _MAX_ROW and len(columns) > 2:
        return [_in_one_line(cells)]
    return cells


def _in_one_line(cells: list[Block]) -> Block:
    return Block(" | ".join(cell.text for cell in cells), zone=cells[0].zone)
