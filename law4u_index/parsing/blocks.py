"""What a block is: one paragraph, heading or entry of a page, whether it was read from markup or from plain text."""

from __future__ import annotations

from dataclasses import dataclass

BOLD = 7
CELL = 8
PLAIN = 9
"""Ranks of a block by its looks: 1 to 6 a heading tag, then a bold line, a term or label cell, plain text."""


Spans = tuple[tuple[int, int], ...]
"""[start, end) offsets into a text, in characters, ascending."""


@dataclass(slots=True)
class Block:
    """One line of a page as a reader sees it.

    Attributes:
        text: cleaned text, never empty.
        rank: 1 to 6, :data:`BOLD`, :data:`CELL` or :data:`PLAIN`.
        bold: what is bold in the text.
        entry: the number of the list entry it belongs to, counted over the page; 0 where it is in no list.
        ordered: whether that list is numbered.
        href: the first address that the block links to, or None.
        linked: whether all its text is a link.
        zone: '' for the page's body, else 'nav', 'aside', 'footer', 'button' or 'alt' (an image's words).
        soft: whether only a single line break parts it from the block before.
        row: the number of the table row it is in, 0 for none.
        column: the column in that row, from 0.
        date: a machine-readable date that the markup gives with it.
        beside: whether it stands beside its label in a table, and so heads nothing, however short it is.
    """

    text: str
    rank: int = PLAIN
    bold: Spans = ()
    entry: int = 0
    ordered: bool = False
    href: str | None = None
    linked: bool = False
    zone: str = ""
    soft: bool = False
    row: int = 0
    column: int = 0
    date: str | None = None
    beside: bool = False
