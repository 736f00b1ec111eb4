"""A page's title: which of its lines it is, and what of it is the site's name."""

from __future__ import annotations

import re
from functools import lru_cache

from law4u_index.parsing import categories
from law4u_index.parsing.blocks import PLAIN, Block
from law4u_index.parsing.chrome import is_chrome
from law4u_index.parsing.cleaning import letters_of
from law4u_index.parsing.head import Head

_SITE_NAME = (
    r"law\s?4\s?u(?:\.in)?(?:\s?[-–—|:]\s?made in india|\s(?:india|made in india|answers?"
    r"|legal (?:answers|advice)))?"
)
_SITE_BEHIND = re.compile(rf"\s{{0,3}}(?:[-–—|:•·»]|::)\s{{0,3}}(?:www\.)?{_SITE_NAME}$", re.I)
_SITE_BEFORE = re.compile(rf"(?:www\.)?{_SITE_NAME}\s{{0,3}}(?:[-–—|:•·»]|::)\s{{0,3}}(?=\S)", re.I)
_SITE_ONLY = re.compile(rf"(?:www\.)?{_SITE_NAME}", re.I)
_QUESTION_MARK = re.compile(
    r"(?:q(?:uestion|ues)?\s?[.:)]\s{1,3}|question\s?[-–]\s|subject:\s{1,3}(?:(?:fwd?|re):\s{1,3}){0,3})(?=\S)", re.I
)
_MAX_TITLE = 400
"""No line of more characters is a title."""

_SURE = 125
"""A line that scores so much is the title whatever follows: the head has it, and it stands in the first heading."""

_BEST_PLAIN = 110
"""The most that a line of plain text can score as a title."""

_TITLE_WINDOW = 60
"""So many blocks behind the best line so far others are still looked at."""


@lru_cache(maxsize=64)
def without_site(title: str) -> str:
    """Return a title without the site's name before or behind it."""
    if "4" not in title and title[:1] not in "qQsS":
        return title
    if _SITE_ONLY.fullmatch(title):
        return ""
    previous = None
    while previous != title:
        previous = title
        title = _SITE_BEFORE.sub("", _SITE_BEHIND.sub("", title), count=1).strip()
    mark = _QUESTION_MARK.match(title)
    title = title[mark.end() :] if mark else title
    return "" if _SITE_ONLY.fullmatch(title) else title


def find_title(blocks: list[Block], head: Head) -> int | None:
    """Return the index of the block that is the page's title, or None where the page does not show it."""
    wanted = {letters_of(without_site(title)) for title in head.titles} - {""}
    beginnings = {title[:6] for title in wanted}
    letters = {title[0] for title in wanted}
    best_score, best = 0, 0
    for index, block in enumerate(blocks):
        if block.rank == PLAIN and best_score >= _BEST_PLAIN and index <= best + _TITLE_WINDOW:
            continue
        text = block.text
        if block.rank == PLAIN and text[-1] != "?":
            first = text[0].casefold()
            if (first.isalpha() and first[0] not in letters) or _beginning(text) not in beginnings:
                continue
        if block.zone in ("alt", "footer", "button") or len(text) > _MAX_TITLE:
            continue
        title = without_site(block.text)
        if not title or is_chrome(title) or categories.is_breadcrumb_word(title):
            continue
        score = _title_score(block, title, matches=letters_of(title) in wanted)
        if score > best_score:
            best_score, best = score, index
        if best_score and (best_score >= _SURE or index > best + _TITLE_WINDOW):
            break
    return best if best_score else None


def _beginning(text: str) -> str:
    """Return the first six characters of what :func:`letters_of` makes of `text`; some more is looked at for signs."""
    start = text[:6]
    return start.casefold()[:6] if start.isalpha() else letters_of(text[:12])[:6]


def _title_score(block: Block, title: str, *, matches: bool) -> int:
    """Return how likely a block is the page's title: 0 where it is none.

    First of all counts that the page's head has the same words, then that it is a heading, and that it asks.

    Args:
        block: the block.
        title: its text, without the site's name.
        matches: whether the head has it as a title.
    """
    asks = title.endswith("?")
    score = 100 if matches else 0
    if block.rank == 1:
        score += 40 if asks else 25
    elif block.rank <= 3:
        score += 25 if asks else 0
    elif block.rank < PLAIN:
        score += 18 if asks else 0
    elif asks and len(title) > 8:
        score += 10
    if not score:
        return 0
    if block.linked:
        score -= 30
    if block.zone == "nav" or block.entry:
        score -= 20
    return max(score, 0)
