"""Tags and texts, in the page's order, to blocks.

Whoever walks through a page says three things (a tag opens, a text, a tag closes), or, of a tag that holds no other,
all three at once. The reader does not recurse, however deep the tags are nested.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from law4u_index.parsing.blocks import BOLD, CELL, PLAIN, Block, Spans
from law4u_index.parsing.cleaning import clean

_BLOCK, _UNSEEN, _STATEFUL, _SPECIAL, _EMBOLDENS, _LINKS = 1, 2, 4, 8, 16, 32
_TELLS_HOW = _STATEFUL | _EMBOLDENS | _LINKS
_EMBOLDENING_TAGS = "b strong u big"
_TAGS_OF = {
    _BLOCK: "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre "
    "section summary table tbody td tfoot th thead tr ul",
    _UNSEEN: "head title script style svg noscript template iframe select datalist textarea object canvas audio video "
    "map math",
    _STATEFUL: "th nav aside footer button h1 h2 h3 h4 h5 h6 ul menu dir ol li dt dd summary tr td pre table",
    _SPECIAL: "br img time",
    _EMBOLDENS: _EMBOLDENING_TAGS,
    _LINKS: "a",
}
_TRAITS: dict[str, int] = {}
"""What each tag does: begins a block, hides what it holds, says how text is meant, stands for something, emboldens."""
for _trait, _names in _TAGS_OF.items():
    for _name in _names.split():
        _TRAITS[_name] = _TRAITS.get(_name, 0) | _trait
_ZONES = {"nav": "nav", "aside": "aside", "footer": "footer", "button": "button"}
_ROLES = {
    "navigation": "nav", "contentinfo": "footer", "complementary": "aside", "dialog": "aside", "alertdialog": "aside",
    "button": "button",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul": False, "menu": False, "dir": False, "ol": True}
_ENTRY, _DESCRIPTION, _INLINE, _INLINE_BOLD, _INLINE_LINK, _INLINE_BREAK = 10, 11, 12, 13, 14, 15
_WHOLE_BLOCK_TAGS = "p div section article main header center blockquote caption figcaption address"
_INLINE_TAGS = "span i em small font label sup sub mark"
_WHOLES = {
    **dict.fromkeys(_WHOLE_BLOCK_TAGS.split(), 0),
    **_HEADINGS,
    **dict.fromkeys(("dt", "summary"), CELL),
    "li": _ENTRY,
    "dd": _DESCRIPTION,
    **dict.fromkeys(_INLINE_TAGS.split(), _INLINE),
    **dict.fromkeys(_EMBOLDENING_TAGS.split(), _INLINE_BOLD),
    "a": _INLINE_LINK,
    "br": _INLINE_BREAK,
}
"""What is to be done with a tag that holds no other: a block's rank, or one of the above."""
_LINE_HOLDERS = frozenset(("div", "td", "li", "section", "article"))
"""Tags in which each `span` may be a line of its own."""
_MEANING = frozenset(("style", "role", "hidden"))
"""The attributes that may say how text is meant."""
_MAX_JOINED = 10_000
"""A block of more characters is not joined with the next: nothing wraps so far."""
_LEVELS = frozenset("123456")
_BOLD_STYLE = re.compile(r"font-weight\s{0,5}:\s{0,5}(?:bold|[6-9]00)", re.I)
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.I)
_ADVOCATE_WORD = re.compile(r"\badv(?:ocate|\b)", re.I)
_CONTINUES = re.compile(r"[a-z,;)&]")
_ENDED = re.compile(r"[.!?:;•]\W{0,3}$")
_UNLINKED = re.compile(r"[^\W_]|[>»›→/]")


_Context = tuple[bool, int, int, bool, str | None, str, int, int, int]
"""How the text that comes is meant, by what the tags open around it say: whether it is bold, the level of its heading,
the entry of its list, whether that is numbered, where it links to, its zone, its row and column, and its mark, the
number of its heading's tag. A plain tuple: of a named one it takes four times as long to ask for a field."""

_IS_BOLD: Final = 0
_HREF: Final = 4
_MARK: Final = 8


class BlockReader:
    """Takes tags and texts in the page's order and gathers its blocks."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        """Be as new."""
        self.blocks: list[Block] = []
        self._context: _Context = (False, 0, 0, False, None, "", 0, 0, 0)
        self._open: list[_Context] = []  # those around it, the outermost first
        self._parents: list[str] = []  # the tags of blocks that are open
        self._hidden = 0  # so many tags are open within what no reader sees, that one too
        self._preformatted = 0  # so many `pre` are open
        self._entries = self._rows = self._marks = 0  # so many there were
        self._column = 0  # in the row
        self._spent = -1  # the mark of a heading that was not closed before another block began
        # The block that is being gathered:
        self._pieces: list[str] = []
        self._bold_pieces: set[int] = set()  # their places among these
        self._first_href: str | None = None
        self._unlinked = False  # whether any of its text is no link
        self._soft = False  # whether it begins behind a line break
        self._span_closed = False  # whether the last thing in it was the end of a `span`
        self._date: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        if self._hidden:
            self._hidden += 1
            return
        traits = _TRAITS.get(tag, 0)
        means = attributes and not _MEANING.isdisjoint(attributes)
        if means and ("hidden" in attributes or _hides(attributes.get("style", ""))):
            self._hidden = 1
            return
        if traits & _BLOCK:
            if self._pieces:
                self._flush()
                if self._context[_MARK]:  # a heading that was never closed: what comes is its section's
                    self._spent = self._context[_MARK]
            self._soft = False
            self._parents.append(tag)
        elif traits & _SPECIAL:
            self._take_special(tag, attributes)
        elif traits & _UNSEEN:
            self._hidden = 1
            return
        self._open.append(self._context)
        if traits & _TELLS_HOW:
            if traits & _EMBOLDENS:
                self._context = (True, *self._context[1:])
            elif traits & _STATEFUL:
                self._enter(tag)
            elif href := attributes.get("href"):
                self._part_links()
                bold, heading, entry, ordered, _, zone, row, column, mark = self._context
                self._context = (bold, heading, entry, ordered, href, zone, row, column, mark)
        if means:
            if _emboldens(attributes.get("style", "")):
                self._context = (True, *self._context[1:])
            if "role" in attributes:
                self._take_role(attributes["role"], attributes)

    def _take_special(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that stands for something: a line break, an image's words, a date."""
        if tag == "br":
            self._break()
        elif tag == "img":
            self._image(attributes)
        else:
            self._date = attributes.get("datetime") or self._date

    def _part_links(self) -> None:
        """Take what stands before a link, where that is a link too: side by side they are a menu's entries."""
        if self._first_href is not None and not self._unlinked:
            self._flush()

    def _enter(self, tag: str) -> None:
        """Change the context by what a tag says."""
        bold, heading, entry, ordered, href, zone, row, column, mark = self._context
        if tag in _HEADINGS:
            heading = _HEADINGS[tag]
            self._marks += 1
            mark = self._marks
        elif tag == "li":
            self._entries += 1
            entry = self._entries
        elif tag in _LISTS:
            ordered = _LISTS[tag]
        elif tag in _ZONES:
            zone = zone or _ZONES[tag]
        elif tag in ("dt", "summary"):
            heading = CELL
        elif tag == "dd":
            heading = 0
        elif tag == "tr":
            self._rows += 1
            self._column = -1
            row = self._rows
        elif tag in ("td", "th"):
            self._column += 1
            column = self._column
            bold = bold or tag == "th"
        elif tag == "table":
            row = 0
        elif tag == "pre":
            self._preformatted += 1
        self._context = (bold, heading, entry, ordered, href, zone, row, column, mark)

    def _take_role(self, role: str, attributes: Mapping[str, str]) -> None:
        """Change the context by what the role of a tag says (WAI-ARIA)."""
        bold, heading, entry, ordered, href, zone, row, column, mark = self._context
        if role == "heading":
            level = attributes.get("aria-level", "2")
            heading = int(level) if level in _LEVELS else 2
        elif role == "listitem":
            self._entries += 1
            entry = self._entries
        elif role == "list":
            ordered = False
        elif role in _ROLES:
            zone = zone or _ROLES[role]
        self._context = (bold, heading, entry, ordered, href, zone, row, column, mark)

    def end(self, tag: str) -> None:
        """Take a closing tag (the parser gives one for each opening tag)."""
        if self._hidden:
            self._hidden -= 1
            return
        if _TRAITS.get(tag, 0) & _BLOCK:
            if self._pieces:
                self._flush()
            self._soft = False
            if self._parents:
                self._parents.pop()
            if tag == "pre":
                self._preformatted -= 1
        if self._open:
            self._context = self._open.pop()
        self._span_closed = tag == "span"

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._hidden:
            return
        if not self._pieces and text.isspace() and not self._preformatted:  # as between most tags
            return
        if self._preformatted and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                if line:
                    self.data(line)
            return
        self._take(text, self._context[_IS_BOLD], self._context[_HREF])

    def _take(self, text: str, bold: bool, href: str | None) -> None:
        """Add a piece of text to the block."""
        if text.isspace():
            if not self._pieces:
                return
        else:
            if self._span_closed:
                if self._pieces and self._parents and self._parts_here(text):
                    if self._parents[-1] in _LINE_HOLDERS:
                        self._flush()
                    else:
                        self._pieces.append(" ")
                self._span_closed = False
            if href is not None:
                if self._first_href is None:
                    self._first_href = href
            elif not self._unlinked:
                self._unlinked = _UNLINKED.search(text) is not None
        if bold:
            self._bold_pieces.add(len(self._pieces))
        self._pieces.append(text)

    def whole(self, tag: str, attributes: Mapping[str, str], text: str) -> None:
        """Take a tag that holds a text and no other tag: what :meth:`start`, :meth:`data` and :meth:`end` would do."""
        if self._hidden:
            return
        kind = _WHOLES.get(tag)
        if kind is None or self._preformatted or (attributes and not _MEANING.isdisjoint(attributes)):
            self.start(tag, attributes)
            if text:
                self.data(text)
            self.end(tag)
        elif kind < _INLINE:
            self._whole_block(kind, text)
        else:
            if kind == _INLINE_BREAK:
                self._break()
            elif kind == _INLINE_LINK:
                if href := attributes.get("href"):
                    self._part_links()
                if text:
                    self._take(text, self._context[_IS_BOLD], href or self._context[_HREF])
            elif text:
                self._take(text, kind == _INLINE_BOLD or self._context[_IS_BOLD], self._context[_HREF])
            self._span_closed = tag == "span"

    def _whole_block(self, kind: int, text: str) -> None:
        """Take a block of its own: a paragraph, a heading, an entry."""
        if self._pieces:
            self._flush()
            if self._context[_MARK]:
                self._spent = self._context[_MARK]
        self._soft = self._span_closed = False
        bold, heading, entry, ordered, href, zone, row, column, mark = self._context
        if kind == _ENTRY:
            self._entries += 1
            entry = self._entries
        elif kind == _DESCRIPTION:
            heading = 0
        elif kind:
            heading = kind
        if 0 < kind <= 6:
            self._marks += 1
        elif mark == self._spent:
            heading = 0
        text = clean(text)
        if not text:
            return
        date, self._date = self._date, None
        rank = heading or (BOLD if bold else PLAIN)
        spans = ((0, len(text)),) if bold else ()
        self.blocks.append(
            Block(text, rank, spans, entry, ordered, href, href is not None, zone, False, row, column, date)
        )

    def _parts_here(self, text: str) -> bool:
        """Tell whether two spans that meet in a bare div are two lines: no space between, and a new start."""
        before = self._pieces[-1]
        glued = not before[-1].isspace() or "\n" in before
        last = next((piece for piece in reversed(self._pieces) if not piece.isspace()), "").rstrip()
        if self._parents[-1] not in _LINE_HOLDERS and before[-1].isspace():
            return False
        return glued and text.lstrip()[0].isupper() and last != "" and (last[-1].islower() or last[-1] in ".!?:)")

    def _break(self) -> None:
        """Take a line break: what comes is a block of its own, unless it turns out to go on."""
        if self._pieces and not all(map(str.isspace, self._pieces)):
            self._flush()
            self._soft = True
        else:
            self._pieces.clear()
            self._bold_pieces.clear()
            self._soft = False

    def _image(self, attributes: Mapping[str, str]) -> None:
        """Take an image's words where they name an advocate, as those on cards do."""
        words = clean(attributes.get("alt", "") or "")
        if words and len(words) < 200 and _ADVOCATE_WORD.search(words):
            self._flush()
            self.blocks.append(Block(words, zone="alt", href=self._context[_HREF]))

    def _flush(self) -> None:
        """End the block that is being gathered."""
        pieces, self._pieces = self._pieces, []
        soft, self._soft = self._soft, False
        self._span_closed = False
        href, self._first_href = self._first_href, None
        linked, self._unlinked = not self._unlinked, False
        spans: Spans = ()
        if not self._bold_pieces:
            text = clean("".join(pieces))
        else:
            bold, self._bold_pieces = self._bold_pieces, set()
            text, spans = _join(pieces, bold)
        if not text:
            return
        date, self._date = self._date, None
        _, heading, entry, ordered, _, zone, row, column, mark = self._context
        if mark == self._spent:
            heading = 0
        rank = heading or (BOLD if spans and _all_bold(text, spans) else PLAIN)
        block = Block(
            text, rank, spans, entry, ordered, href, linked and href is not None, zone, soft, row, column, date
        )  # fmt: skip
        if soft and self.blocks and self._runs_on(block):
            self._append_to_last(block)
        else:
            self.blocks.append(block)

    def _runs_on(self, block: Block) -> bool:
        """Tell whether a single line break only wraps a line: within a heading, or in mid-sentence."""
        last = self.blocks[-1]
        if len(last.text) > _MAX_JOINED:
            return False
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

    @property
    def has_rows(self) -> bool:
        """Whether there was a row of a table."""
        return self._rows > 0

    def close(self) -> None:
        """Take the end of a part of the page."""
        self._flush()

    def finish(self) -> list[Block]:
        """Return the blocks gathered, and be as new."""
        self._flush()
        blocks = self.blocks
        self._begin()
        return blocks


def _hides(style: str) -> bool:
    """Tell whether a `style` attribute has a tag not shown."""
    lower = style.lower()
    return ("none" in lower or "hidden" in lower) and _HIDDEN_STYLE.search(style) is not None


def _emboldens(style: str) -> bool:
    """Tell whether a `style` attribute has a tag's text bold."""
    return "weight" in style.lower() and _BOLD_STYLE.search(style) is not None


def _join(pieces: Sequence[str], bold_pieces: Collection[int]) -> tuple[str, Spans]:
    """Join pieces of text as :func:`clean` would, and say where the bold ones are, of which the numbers are given."""
    if len(pieces) == 1:
        text = clean(pieces[0])
        return text, ((0, len(text)),)
    text = ""
    spans: list[tuple[int, int]] = []
    space = False
    for run, bold in _runs(pieces, bold_pieces):
        cleaned = clean(run)
        if not cleaned:
            space = space or (bool(run) and run[0].isspace())
            continue
        if text and (space or run[0].isspace()):
            text += " "
        start = len(text)
        text += cleaned
        if bold:
            if spans and spans[-1][1] >= start - 1:
                spans[-1] = (spans[-1][0], len(text))
            else:
                spans.append((start, len(text)))
        space = run[-1].isspace()
    return text, tuple(spans)


def _runs(pieces: Sequence[str], bold_pieces: Collection[int]) -> list[tuple[str, bool]]:
    """Return pieces of text in runs that are bold or are not; white space is part of the run before it."""
    runs: list[tuple[str, bool]] = []
    for number, piece in enumerate(pieces):
        bold = number in bold_pieces
        if runs and (runs[-1][1] == bold or piece.isspace()):
            runs[-1] = (runs[-1][0] + piece, runs[-1][1])
        else:
            runs.append((piece, bold))
    return runs


def _all_bold(text: str, spans: Spans) -> bool:
    """Tell whether all words of a text are bold."""
    position = 0
    for start, end in spans:
        if _has_words(text[position:start]):
            return False
        position = end
    return not _has_words(text[position:])


def _has_words(text: str) -> bool:
    return text != "" and any(map(str.isalpha, text))
