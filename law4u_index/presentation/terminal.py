"""A terminal, or what stands in its place: how wide it is, what it can colour, how text is set in it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TextIO

from law4u_index.text_safety import printable

PLAIN_WIDTH = 80
"""The width of text that goes to a file or another program: the same wherever it is made."""
NARROWEST = 24
WIDEST = 100
"""Lines longer than this are hard to read, however wide the window is."""

_MOST_DIGITS = 5
"""More digits than ``COLUMNS`` sensibly has."""

_COUNTS = 14
"""So many columns of a table are left to the counts and what stands around them."""

_WORD = re.compile(r"\S+")
_BLANKS = re.compile(r"\s+")
_LINE_SIGNS = str.maketrans("\n\r\t", "   ")

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})
"""Unicode's categories of signs that take no column of their own."""

_PLAIN = ""
_BOLD = "1"
_DIM = "2"
_MARK = "1;31"
"""How text is painted, as numbers of an ANSI sequence. What was found is bold red, as grep marks it: it can be read on
dark and on light."""

Spans = Sequence[tuple[int, int]]


class Screen(NamedTuple):
    """What text is set for.

    Attributes:
        width: how many columns a line may have.
        colour: whether it understands colours; without, no escape sequence is ever written.
    """

    width: int = PLAIN_WIDTH
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Screen:
        """Return the screen behind `stream`: plain and 80 columns wide unless it is a terminal."""
        if not stream.isatty():
            return cls()
        return cls(max(NARROWEST, min(_columns(stream), WIDEST)), may_be_lively(stream))

    def bold(self, text: str) -> str:
        """Return `text` in bold, where there are colours."""
        return self.painted(text, _BOLD)

    def dim(self, text: str) -> str:
        """Return `text` dimmed, where there are colours."""
        return self.painted(text, _DIM)

    def painted(self, text: str, code: str) -> str:
        """Return `text` between the ANSI sequence of the number `code` and its end; with '' as it is."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text and code else text


def may_be_lively(stream: TextIO) -> bool:
    """Tell whether colours and a moving progress bar may be written to `stream`.

    Only to a terminal, and not where the user set ``NO_COLOR`` (https://no-color.org: to anything but an
    empty string) or the terminal says that it is a dumb one.
    """
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def display_width(text: str) -> int:
    """Return how many columns `text` takes: none for combining signs, two for East Asian wide ones."""
    if text.isascii():
        return len(text)
    return sum(1 if sign.isascii() else _sign_width(sign) for sign in text)


def amount(number: int, noun: str) -> str:
    """Return how many there are of what has a plural in s: '1 answer', '1,200 answers'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def folded(text: str) -> str:
    """Return `text` on one line, white space folded, safe to show."""
    return printable(" ".join(text.split()))


def wrapped(text: str, screen: Screen, indent: str = "", first: str | None = None) -> list[str]:
    """Return `text` as lines that fit `screen`, without colours.

    Args:
        text: words; white space of any kind is where a line may end.
        screen: whose width counts.
        indent: stands before every line.
        first: stands before the first line in place of `indent`, such as the sign of a list's entry.

    Returns:
        at least one line.
    """
    text = folded(text)
    lead = indent if first is None else first
    ranges = _line_ranges(text, screen.width - max(display_width(indent), display_width(lead)))
    lines = [text[start:end] for start, end in ranges] or [""]
    return [f"{lead}{lines[0]}", *(f"{indent}{line}" for line in lines[1:])]


def wrapped_with_marks(text: str, marks: Spans, screen: Screen, indent: str = "", lead: str = "") -> list[str]:
    """Return `text` as lines that fit `screen`, with what was found in it coloured.

    Args:
        text: a stretch of an answer.
        marks: [start, end) of what was found, offsets into `text` in characters.
        screen: whose width and colours count.
        indent: stands before every line.
        lead: text that runs into the first line, such as the name of a section; set dim.
    """
    signs, kinds = _cleaned_with_marks(text, marks)
    lead = folded(lead)
    signs = f"{lead} {signs}" if lead else signs
    kinds = [_DIM] * len(lead) + [_PLAIN] * bool(lead) + kinds
    lines = []
    for start, end in _line_ranges(signs, screen.width - display_width(indent)):
        pieces = _pieces(signs, kinds, start, end)
        lines.append(indent + "".join(screen.painted(piece, kind) for piece, kind in pieces))
    return lines


def runs(text: str, marks: Spans) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, each with whether it is marked; marks that overlap or lie outside are cut."""
    done = 0
    for start, end in sorted(marks):
        start, end = max(start, done), min(end, len(text))
        if start >= end:
            continue
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def table(head: tuple[str, str], rows: Sequence[tuple[str, int]], screen: Screen) -> list[str]:
    """Return the lines of a table of names and counts, under a heading."""
    cells = [(_cut(folded(name), screen.width - _COUNTS), f"{count:,}") for name, count in rows]
    left = max([display_width(head[0]), *(display_width(name) for name, _ in cells)])
    right = max([len(head[1]), *(len(count) for _, count in cells)])
    heading = f"{_padded(head[0], left)}  {head[1]:>{right}}"
    return [screen.dim(heading), *(f"{_padded(name, left)}  {count:>{right}}" for name, count in cells)]


def _columns(stream: TextIO) -> int:
    """Return how wide the terminal is: what ``COLUMNS`` says, else what it says itself.

    Not by :func:`shutil.get_terminal_size`, which asks the terminal behind stdout: a progress bar is on stderr.
    """
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and len(given) <= _MOST_DIGITS and int(given):
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or PLAIN_WIDTH
    except OSError:  # a terminal in name only
        return PLAIN_WIDTH


def _sign_width(sign: str) -> int:
    if unicodedata.category(sign) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    return f"{text[: _fitting(text, 0, len(text), max(width - 1, 1))]}…"


def _line_ranges(text: str, width: int) -> list[tuple[int, int]]:
    """Return where lines of `text` start and end: at blanks, and inside words that fit no line."""
    width = max(width, 1)
    ranges: list[tuple[int, int]] = []
    used = width + 1  # as if a full line went before
    for word in _WORD.finditer(text):
        start, end = word.span()
        size = display_width(word[0])
        if used + 1 + size <= width:
            ranges[-1] = (ranges[-1][0], end)
            used += 1 + size
            continue
        while size > width:
            cut = _fitting(text, start, end, width)
            ranges.append((start, cut))
            size -= display_width(text[start:cut])
            start = cut
        if start < end:
            ranges.append((start, end))
            used = size
    return ranges


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Return how far from `start` signs fit into `width`; one sign at the least, its combining ones with it."""
    used = 0
    for position in range(start, end):
        size = _sign_width(text[position])
        if size and used and used + size > width:
            return position
        used += size
    return end


def _cleaned_with_marks(text: str, marks: Spans) -> tuple[str, list[str]]:
    """Return `text` on one line, white space folded, safe to show, and for each sign how it is painted."""
    signs = ""
    kinds: list[str] = []
    for piece, marked in runs(text, marks):
        shown = _BLANKS.sub(" ", printable(piece.translate(_LINE_SIGNS)))
        if signs[-1:] in ("", " "):
            shown = shown.removeprefix(" ")
        signs += shown
        kinds += [_MARK if marked else _PLAIN] * len(shown)
    return signs, kinds


def _pieces(signs: str, kinds: list[str], start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield a line in stretches of one kind."""
    for kind, positions in groupby(range(start, end), key=kinds.__getitem__):
        numbers = list(positions)
        yield signs[numbers[0] : numbers[-1] + 1], kind
