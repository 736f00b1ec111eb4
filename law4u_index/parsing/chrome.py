"""The site's own lines: buttons, share links, cookie bars."""

from __future__ import annotations

import re
from functools import lru_cache

from law4u_index.parsing.blocks import Block
from law4u_index.parsing.cleaning import letters_of

_CHROME = re.compile(
    r"law\s?4\s?u\s?(?:[-–—|]\s?made in india|app download|app)|law4u(?:\.in)?|[\W_]{1,60}"
    r"|(?:source: |url: )?[<(]?https?://(?:www\.)?law4u\.in(?:/\S{0,90})?(?: \d{1,3}/\d{1,3})?"
    r"|(?:image|photo|picture)(?: credits?| source| courtesy)?: .{1,50}"
    r"|(?:download|get|install)(?: the| our)?(?: law4u)?(?: mobile)? app(?: now)?.{0,40}"
    r"|google play|app store|get it on google play|download on the app store"
    r"|(?:get|take|seek) (?:legal |expert |free )?(?:legal )?advice(?: now)?"
    r"|(?:read|view|see|know|learn|show|load) (?:more|less|full answer)(?: .{0,20})?"
    r"|advertisements?|sponsored(?: content)?|ads? by.{0,30}"
    r"|share(?: this)?(?: (?:answer|page|article|on|via|with).{0,40})?:?|copy link|share on .{0,20}"
    r"|share:?(?:[ |/,·•]{1,3}(?:facebook|twitter|whatsapp|linkedin|telegram|e-?mail|x|instagram|copy link)){1,9}"
    r"|print this(?: page)?|report (?:abuse|this(?: answer)?|answer)|was this (?:answer |page "
    r"|article )?(?:helpful|useful).{0,40}"
    r"|tags?\s?: .{1,100}|[0-5](?:\.\d)?\s?/\s?5 (?:stars?|\(\d{1,6} \w{1,9}\))"
    r"|rate this answer.{0,20}|\d[\d,]{0,9} (?:views?|likes?|shares?|comments?|people found this helpful)"
    r"|views?\s?:?\s?\d{1,7}"
    r"|(?:we use|this (?:site|website) uses|by (?:using|continuing).{0,40}uses?) cookies.{0,300}"
    r"|accept(?: all)?(?: cookies)"
    r"|cookie (?:settings|policy)|skip to (?:main )?content|back to top|scroll to top|loading\.{0,3}"
    r"|toggle navigation"
    r"|log\s?in|sign (?:in|up)|login / register|(?:next|previous|prev) (?:question|answer|post)"
    r"|\d{1,2}\s?(?:min|minutes?) read"
    r"|table of contents|ask (?:a )?(?:lawyer|question)(?: now)?|talk to (?:a )?lawyer(?: now)?"
    r"|consult (?:a |an )?(?:lawyer|advocate|expert)(?: now| online)?|book (?:a |an )?(?:consultation"
    r"|appointment)"
    r"|chat with (?:a )?lawyer.{0,20}|verified answer|expert answer|top answer|best answer|answer:",
    re.I,
)
_MAYBE_CHROME = re.compile(
    r"ads?|promoted|(?:facebook|twitter|whatsapp|linkedin|telegram|e-?mail|x|instagram|pinterest|reddit"
    r"|print|copy)"
    r"|(?:like|dislike|helpful|not helpful|save|bookmark|report|follow|yes|no|upvote|downvote"
    r"|reply)(?:\s?\(?\d{0,6}\)?)"
    r"|(?:likes?|shares?|comments?)(?:\s?:?\s?\d{1,7})?|accept(?: all)?|reject(?: all)?|got it|ok|close"
    r"|menu|search(?: .{0,30})?|register"
    r"|next|previous|prev|home|on this page|contents|listen(?: to this .{0,20})?|ask now|consult(?: now"
    r"| online)?"
    r"|verified|answered|answer|legal answer|(?:made in india|available on)(?: .{0,30})?|view all|see all",
    re.I,
)
_ADVICE = re.compile(
    r"(?:get|take|seek) (?:legal |expert |free )?(?:legal )?advice"
    r"|(?:ask|talk to|consult) (?:an? )?(?:lawyer|advocate|expert)|report abuse|log\s?in|sign (?:in|up)",
    re.I,
)
"""What a button says and a tip or a step too."""
_READ_ALSO = re.compile(r"(?:also read|read also|see also|recommended|you may also like)\s?[:–-].{0,200}", re.I)
_READING_TIME = re.compile(r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s?minutes?", re.I)
"""What the view that a browser makes for reading says below the title."""
_MAX_CHROME = 120
_MAX_MAYBE_CHROME = 50
"""More than any line has that is the site's own only among others."""


def is_chrome(text: str) -> bool:
    """Tell whether a line is the site's own: a button, a share link, a cookie bar."""
    if len(text) > _MAX_CHROME:
        return "cookie" in text[:_MAX_CHROME] and _CHROME.fullmatch(text) is not None
    return _is_short_chrome(text)


@lru_cache(maxsize=2048)
def _is_short_chrome(text: str) -> bool:
    return _CHROME.fullmatch(text) is not None or _READ_ALSO.fullmatch(text) is not None


def without_chrome(blocks: list[Block]) -> list[Block]:
    """Take out the site's own lines; a word that may be a heading goes only among others such."""
    left: list[Block] = []
    gone = True
    contents = _contents(blocks)
    for index, block in enumerate(blocks):
        if (_is_chrome_block(block) and not _is_tip(blocks, index)) or _leads_to(block, contents):
            gone = True
        elif block.rank > 6 and len(block.text) <= _MAX_MAYBE_CHROME and _MAYBE_CHROME.fullmatch(block.text):
            gone = gone or block.linked or _leads_to_chrome(blocks, index)
            if not gone:
                left.append(block)
        else:
            gone = False
            left.append(block)
    return left


def _contents(blocks: list[Block]) -> frozenset[str]:
    """Return the letters of what a table of contents may name; nothing where no line leads to a place on a page."""
    if not any(block.linked and "#" in (block.href or "") for block in blocks):
        return frozenset()
    return frozenset(letters_of(block.text) for block in blocks if not block.linked)


def _leads_to(block: Block, contents: frozenset[str]) -> bool:
    """Tell whether a line is an entry of the page's table of contents: a link to a place that bears the same words."""
    to_a_place = block.linked and block.rank > 6 and "#" in (block.href or "")
    return to_a_place and letters_of(block.text) in contents


def _leads_to_chrome(blocks: list[Block], index: int) -> bool:
    """Tell whether what comes behind a line is the site's own, or may be; a list's last entry is as the others."""
    if index + 1 == len(blocks):
        return not _is_own_entry(blocks[index])
    following = blocks[index + 1]
    if _MAYBE_CHROME.fullmatch(following.text) is not None:
        return True
    return _is_chrome_block(following) and not _is_tip(blocks, index + 1)


def _is_chrome_block(block: Block) -> bool:
    """Tell whether a block is the site's own, by where it stands or by its words."""
    if block.zone in ("nav", "aside", "footer", "alt"):
        return True
    if block.rank <= 6:
        return False
    is_time = not (block.entry or block.row) and _READING_TIME.fullmatch(block.text) is not None
    return is_time or block.zone == "button" or is_chrome(block.text)


def _is_tip(blocks: list[Block], index: int) -> bool:
    """Tell whether a line is an entry of the answer's list, and no button, though its words are a button's."""
    if not _is_own_entry(blocks[index]) or _ADVICE.fullmatch(blocks[index].text) is None:
        return False
    beside = (*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2])
    return any(
        _is_own_entry(block) and not _is_chrome_block(block) and _MAYBE_CHROME.fullmatch(block.text) is None
        for block in beside
    )


def _is_own_entry(block: Block) -> bool:
    return block.entry > 0 and not block.linked and block.zone == ""
