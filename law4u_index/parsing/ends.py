"""Where an answer ends: at the site's titles, cards and footer, and not at lines that only read like these."""

from __future__ import annotations

import re
from collections.abc import Callable

from law4u_index.parsing.blocks import PLAIN, Block
from law4u_index.parsing.cards import is_advocate, is_cards_title, is_related_title

_END = re.compile(
    r"get expert legal advice.{0,20}|©.{0,200}|.{0,60}all rights reserved.{0,60}"
    r"|copyrights?[\s:,-]{0,3}(?:©|\(c\)|@|[12]\d{3}\b|reserved\b|.{0,60}\blaw\s?4\s?u\b).{0,200}"
    r"|(?:leave|post) a (?:comment|reply).{0,20}|comments?(?: \(\d+\))?"
    r"|(?:popular|recent|latest|trending|other|more) (?:questions?|answers?|posts?|articles?)"
    r"|browse by (?:category|city|practice area)",
    re.I,
)
_CALL = re.compile(
    r"didn['’]?t find (?:your|an|the) answer.{0,60}|still have (?:a )?questions?.{0,40}"
    r"|have a (?:legal )?question.{0,40}|ask (?:your|a) (?:own )?(?:legal )?question.{0,30}"
    r"|subscribe to our newsletter.{0,40}",
    re.I,
)
"""Lines with which the site calls upon the reader, below an answer or amid it."""
_CALL_STARTS = frozenset("aAdDhHsS")
_FOOT = re.compile(
    r"copyright|company|quick links|useful links|follow us(?: on)?|about us|contact us|privacy policy"
    r"|terms (?:of use|of service|and conditions|& conditions)|(?:our|registered) office.{0,80}"
    r"|about the author",
    re.I,
)
"""Lines of the footer that may as well stand within an answer, which tells a shop what its pages must have."""
_END_STARTS = (
    "get expert", "©", "copyright", "leave a", "post a", "comment", "popular", "recent", "latest", "trending", "other",
    "more", "browse by", "didn", "still have", "have a", "ask ", "company", "quick", "useful", "follow us", "about ",
    "contact us", "privacy", "terms", "our office", "registered office", "subscribe",
)  # fmt: skip
_END_LETTERS = frozenset(start[0] for start in _END_STARTS)
"""How the lines above begin, in small letters, and the first letters of these: most lines begin otherwise."""

_MAX_END = 260
"""More characters than any line of these has."""

_LONG = 120
"""More characters than a card or a link has."""

_FIRST_AREA = 20
"""Within so many characters of a card's practice areas comes the first comma."""


def find_end(blocks: list[Block], start: int) -> int:
    """Return the index of the first block behind the answer, which begins at block `start`."""
    end = _end(blocks, start)
    if end == start:
        end = _second_end(blocks, start)
    if start < end < len(blocks) and is_advocate(blocks[end].text) and _heads_cards(blocks[end - 1]):
        end -= 1
    return end


def _second_end(blocks: list[Block], start: int) -> int:
    """Return where an answer ends that cards or links stand before: behind the first long text after them."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if len(block.text) > _LONG and not _ends(block) and "," not in block.text[:_FIRST_AREA]:
            return _end(blocks, index)
    return start


def _end(blocks: list[Block], start: int) -> int:
    """Return the index of the first block from `start` on that ends an answer.

    One that an answer may have itself, such as 'Contact us', ends it only where no title of the site is still to come.
    """
    ends = (i for i in range(start, len(blocks)) if _ends(blocks[i]))
    end = next(ends, len(blocks))
    if end == len(blocks) or not _may_be_inside(blocks[end]):
        return end
    cards = _last(blocks, _is_site_cards_title)
    title = max(cards, _last(blocks, lambda block: is_related_title(block.text)))
    while end < len(blocks) and _may_be_inside(blocks[end]) and end < (title if _is_foot(blocks[end]) else cards):
        if _is_call(blocks[end]) and not any(_heads(block) for block in blocks[end + 1 : cards]):
            break
        end = next(ends, len(blocks))
    return end


def _may_be_inside(block: Block) -> bool:
    """Tell whether what ends an answer may be a line of its own where the site's titles are still to come."""
    if block.linked or block.zone not in ("", "alt"):
        return False
    return block.zone == "alt" or _is_foot(block) or _is_call(block) or is_advocate(block.text)


def without_calls(blocks: list[Block]) -> list[Block]:
    """Take out what calls upon the reader: its line, and where that is a heading all up to the next one."""
    left: list[Block] = []
    calling = False
    for block in blocks:
        calls = not block.entry and _is_call(block)
        calling = block.rank < PLAIN if calls else calling and not _heads(block)
        if not (calls or calling):
            left.append(block)
    return left


def _heads(block: Block) -> bool:
    """Tell whether a block may be a heading of the answer's own."""
    return block.rank < PLAIN and not block.zone and not block.linked and not _ends(block)


def _ends(block: Block) -> bool:
    """Tell whether a block may be the first behind an answer."""
    text = block.text
    if block.zone == "alt":
        return True
    if len(text) > _MAX_END:
        return False
    lower = text.lower()
    if ("adv" in lower or "lawyer" in lower) and (is_advocate(text) or is_cards_title(text)):
        return True
    may_end = (lower[0] in _END_LETTERS and lower.startswith(_END_STARTS)) or "all rights reserved" in lower
    if is_related_title(text):
        return True
    lower = lower.rstrip(":!. ")
    return may_end and any(pattern.fullmatch(lower) is not None for pattern in (_END, _CALL, _FOOT))


def _heads_cards(block: Block) -> bool:
    """Tell whether a heading right before the first card is that of the cards, whatever they are called there."""
    lower = block.text.lower()
    return _heads(block) and ("advocate" in lower or "lawyer" in lower)


def _is_call(block: Block) -> bool:
    return block.text[0] in _CALL_STARTS and _CALL.fullmatch(block.text.rstrip(":!. ")) is not None


def _is_foot(block: Block) -> bool:
    return block.zone == "" and _FOOT.fullmatch(block.text.rstrip(":!. ")) is not None


def _is_site_cards_title(block: Block) -> bool:
    return block.zone == "" and not block.linked and is_cards_title(block.text)


def _last(blocks: list[Block], is_one: Callable[[Block], bool]) -> int:
    """Return the index of the last such block, -1 where there is none."""
    return next((i for i in range(len(blocks) - 1, -1, -1) if is_one(blocks[i])), -1)
