"""Markup to blocks: listens to lxml's parser, which copes with whatever is unclosed, misnested or endless.

The parser reports each tag and text as it meets it; no tree is built, so that no depth of nesting costs more
than its tags, and a page takes a fraction of what building a tree of objects does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from law4u_index.errors import ParseError
from law4u_index.parsing.blocks import BOLD, CELL, PLAIN, Block
from law4u_index.parsing.cleaning import clean

MAX_TAGS = 150_000
"""How many tags a page may have; a saved answer page has one or two thousand."""

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN_TAGS = frozenset(
    "head script style svg noscript template iframe select datalist textarea object canvas audio video map math".split()
)
_BOLD_TAGS = frozenset({"b", "strong", "u", "big", "th"})
_ZONES = {"nav": "nav", "aside": "aside", "footer": "footer", "button": "button"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul": False, "menu": False, "dir": False, "ol": True}
_STATEFUL = frozenset(
    {*_BOLD_TAGS, *_ZONES, *_HEADINGS, *_LISTS, "a", "li", "dt", "dd", "summary", "tr", "td", "th", "pre", "table"}
)
_BOLD_STYLE = re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.I)
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.I)
_ADVOCATE_WORD = re.compile(r"\badv(?:ocate|\b)", re.I)
_CONTINUES = re.compile(r"[a-z,;)&]")
_ENDED = re.compile(r"[.!?:;•]\W{0,3}$")
_LETTER = re.compile(r"[^\W_]")

_State = tuple[int, int, int, bool, "str | None", str, int, int]


class BlockReader:
    """Listens to lxml's HTML parser and gathers the page's blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[tuple[str, bool]] = []
        self._open: list[_State | None] = []
        self._parents: list[str] = []
        self._hidden = 0
        self._bold = 0
        self._heading = 0
        self._entry = 0
        self._ordered = False
        self._href: str | None = None
        self._zone = ""
        self._row = 0
        self._column = 0
        self._cell_rank = 0
        self._entries = 0
        self._rows = 0
        self._first_href: str | None = None
        self._unlinked = False
        self._soft = False
        self._span_closed = False
        self._preformatted = 0
        self._date: str | None = None
        self._heading_id = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._hidden:
            self._hidden += 1
            return
        if tag in _UNSEEN_TAGS or (attributes and _is_hidden(attributes)):
            self._hidden = 1
            return
        if tag in _BLOCK_TAGS:
            self._flush()
            self._parents.append(tag)
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._image(attributes)
        elif tag == "time":
            self._date = attributes.get("datetime") or self._date
        elif tag == "span":
            self._span_closed = self._span_closed and bool(self._pieces)
        style = attributes.get("style") if attributes else None
        bold_style = style is not None and _BOLD_STYLE.search(style) is not None
        role = attributes.get("role") if attributes else None
        if tag not in _STATEFUL and not bold_style and role is None:
            self._open.append(None)
            return
        self._open.append(
            (self._bold, self._heading, self._entry, self._ordered, self._href, self._zone, self._row, self._column)
        )
        self._change(tag, attributes)
        if bold_style:
            self._bold += 1
        if role is not None:
            self._take_role(role, attributes)

    def _change(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _BOLD_TAGS:
            self._bold += 1
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
            self._heading_id += 1
        elif tag == "a":
            self._href = attributes.get("href") or self._href
        elif tag == "li":
            self._entries += 1
            self._entry = self._entries
        elif tag in _LISTS:
            self._ordered = _LISTS[tag]
        elif tag in _ZONES:
            self._zone = self._zone or _ZONES[tag]
        elif tag in ("dt", "summary"):
            self._heading = CELL
        elif tag == "dd":
            self._heading = 0
        elif tag == "tr":
            self._rows += 1
            self._row, self._column = self._rows, -1
        elif tag in ("td", "th"):
            self._column += 1
        elif tag == "table":
            self._row = 0
        elif tag == "pre":
            self._preformatted += 1

    def _take_role(self, role: str, attributes: Mapping[str, str]) -> None:
        if role == "heading":
            level = attributes.get("aria-level", "2")
            self._heading = int(level) if level in "123456" and len(level) == 1 else 2
            self._heading_id += 1
        elif role == "navigation":
            self._zone = self._zone or "nav"
        elif role == "contentinfo":
            self._zone = self._zone or "footer"
        elif role == "complementary":
            self._zone = self._zone or "aside"

    def end(self, tag: str) -> None:
        """Take a closing tag (the parser gives one for each opening tag)."""
        if self._hidden:
            self._hidden -= 1
            return
        if tag in _BLOCK_TAGS:
            self._flush()
            if self._parents:
                self._parents.pop()
        state = self._open.pop() if self._open else None
        if state is not None:
            column = self._column
            (self._bold, self._heading, self._entry, self._ordered, self._href, self._zone, self._row, self._column) = (
                state
            )
            if tag in ("td", "th"):
                self._column = column
            elif tag == "pre":
                self._preformatted -= 1
        self._span_closed = tag == "span"

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._hidden:
            return
        if self._preformatted and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._add(line)
            return
        self._add(text)

    def _add(self, text: str) -> None:
        if text.isspace():
            if self._pieces:
                self._pieces.append((text, self._bold > 0))
            return
        if (
            self._span_closed
            and self._pieces
            and self._parents
            and self._parents[-1] == "div"
            and self._parts_here(text)
        ):
            self._flush()
        self._span_closed = False
        if self._href is None:
            self._unlinked = True
        elif self._first_href is None:
            self._first_href = self._href
        self._pieces.append((text, self._bold > 0))

    def _parts_here(self, text: str) -> bool:
        """Tell whether two spans that meet in a bare div are two lines: no space between, and a new start."""
        before = self._pieces[-1][0]
        glued = not before[-1].isspace() or "\n" in before
        last = next((piece for piece, _ in reversed(self._pieces) if not piece.isspace()), "").rstrip()
        return glued and text.lstrip()[0].isupper() and last != "" and (last[-1].islower() or last[-1] in ".!?:)")

    def _break(self) -> None:
        if self._pieces and not all(piece.isspace() for piece, _ in self._pieces):
            self._flush()
            self._soft = True
        else:
            self._pieces.clear()
            self._soft = False

    def _image(self, attributes: Mapping[str, str]) -> None:
        words = clean(attributes.get("alt", "") or "")
        if words and len(words) < 200 and _ADVOCATE_WORD.search(words):
            self._flush()
            self.blocks.append(Block(words, zone="alt", href=self._href))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        soft, self._soft = self._soft, False
        self._span_closed = False
        if not pieces:
            return
        if any(bold for _, bold in pieces):
            text, spans = _join(pieces)
        else:
            text, spans = clean("".join([piece for piece, _ in pieces])), ()
        href, self._first_href = self._first_href, None
        linked, self._unlinked = not self._unlinked, False
        date, self._date = self._date, None
        if not text:
            return
        rank = self._heading or (BOLD if spans and _all_bold(text, spans) else PLAIN)
        block = Block(
            text, rank, spans, self._entry, self._ordered, href, linked and href is not None, self._zone, soft,
            self._row, max(self._column, 0), date,
        )  # fmt: skip
        if soft and self.blocks and self._runs_on(block):
            self._append_to_last(block)
        else:
            self.blocks.append(block)

    def _runs_on(self, block: Block) -> bool:
        """Tell whether a single line break only wraps a line: within a heading, or in mid-sentence."""
        last = self.blocks[-1]
        if last.rank <= 6 and block.rank == last.rank:
            return True
        return (
            last.rank == block.rank == PLAIN
            and last.entry == block.entry
            and _CONTINUES.match(block.text) is not None
            and _ENDED.search(last.text) is None
        )

    def _append_to_last(self, block: Block) -> None:
        last = self.blocks[-1]
        offset = len(last.text) + 1
        last.bold += tuple((start + offset, end + offset) for start, end in block.bold)
        last.text = f"{last.text} {block.text}"

    def close(self) -> list[Block]:
        """Return the blocks gathered."""
        self._flush()
        return self.blocks


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def _join(pieces: list[tuple[str, bool]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join pieces of text as :func:`clean` would, and say where the bold ones are."""
    text = ""
    spans: list[tuple[int, int]] = []
    space = False
    merged: list[tuple[str, bool]] = []
    for piece, bold in pieces:
        if merged and (merged[-1][1] == bold or piece.isspace()):
            merged[-1] = (merged[-1][0] + piece, merged[-1][1])
        else:
            merged.append((piece, bold))
    for piece, bold in merged:
        cleaned = clean(piece)
        if not cleaned:
            space = space or bool(piece) and piece[0].isspace()
            continue
        if text and (space or piece[0].isspace()):
            text += " "
        start = len(text)
        text += cleaned
        if bold:
            if spans and spans[-1][1] >= start - 1:
                spans[-1] = (spans[-1][0], len(text))
            else:
                spans.append((start, len(text)))
        space = piece[-1].isspace()
    return text, tuple(spans)


def _all_bold(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    position = 0
    for start, end in spans:
        if _has_words(text[position:start]):
            return False
        position = end
    return not _has_words(text[position:])


def _has_words(text: str) -> bool:
    return sum(1 for _ in _LETTER.finditer(text)) > 2 or any(char.isalpha() for char in text)


def read_blocks(html: str) -> list[Block]:
    """Return the blocks of `html`, from which :func:`scan` has taken what is not seen.

    Raises:
        ParseError: the markup has more than :data:`MAX_TAGS` tags, or cannot be read at all.
    """
    if html.count("<") > MAX_TAGS * 2:
        raise ParseError(f"the page has more than {MAX_TAGS} tags; it is no saved answer page")
    from lxml import etree  # on the way of an update only, never of a search

    reader = BlockReader()
    parser: Any = etree.HTMLParser(target=reader, huge_tree=True)
    try:
        parser.feed(html)
        parser.close()
    except (etree.LxmlError, UnicodeError, AssertionError) as error:
        raise ParseError("the markup cannot be read; save the page again") from error
    return _lay_out_rows(reader.blocks)


def _lay_out_rows(blocks: list[Block]) -> list[Block]:
    """Read table rows: a label beside its text, a number beside its entry, or a row of figures."""
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
_ONLY_NUMBER = re.compile(r"(?:step\s)?\(?[0-9ivx]{1,4}[.)]?|[•*–-]", re.I)


def _row(cells: list[Block]) -> list[Block]:
    columns = {cell.column for cell in cells}
    first = cells[0]
    if len(columns) == 1 or any(cell.linked for cell in cells):
        return cells
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
        return cells
    if len(columns) == len(cells) and sum(len(cell.text) for cell in cells) < 400 and len(columns) > 2:
        return [Block(" | ".join(cell.text for cell in cells), zone=first.zone)]
    return cells
