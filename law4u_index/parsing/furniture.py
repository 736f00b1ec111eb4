"""What stands around an answer: finds the title, the byline, the date, the category, and where the answer ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from law4u_index.parsing import categories
from law4u_index.parsing.blocks import CELL, PLAIN, Block
from law4u_index.parsing.cards import is_advocate, is_advocates_title, is_related_title, related_category
from law4u_index.parsing.cleaning import clean
from law4u_index.parsing.dates import date_line, find_date, is_broken_date_line, machine_date
from law4u_index.parsing.head import Head

_SITE_NAME = (
    r"law\s?4\s?u(?:\.in)?(?:\s?[-–—|:]\s?made in india|\s(?:india|made in india|answers?"
    r"|legal (?:answers|advice)))?"
)
_SITE_BEHIND = re.compile(rf"\s{{0,3}}(?:[-–—|:•·»]|::)\s{{0,3}}(?:www\.)?{_SITE_NAME}$", re.I)
_SITE_BEFORE = re.compile(rf"(?:www\.)?{_SITE_NAME}\s{{0,3}}(?:[-–—|:•·»]|::)\s{{0,3}}(?=\S)", re.I)
_SITE_ONLY = re.compile(rf"(?:www\.)?{_SITE_NAME}", re.I)
_QUESTION_MARK = re.compile(r"(?:q(?:uestion|ues)?\s?[.:)]\s{1,3}|question\s?[-–]\s)(?=\S)", re.I)
_BYLINE = re.compile(
    r"(?:answer(?:ed)?\s{1,2}by\b|(?:reviewed|written|posted|published"
    r"|authored) by\b(?=[^.]{0,80}$))\s?[:\-–—]?\s?(.{0,160})$",
    re.I,
)
_BYLINE_STARTS = frozenset("aArRwWpP")
_AUTHOR_LINE = re.compile(r"(?:author|by)\s?:\s?(.{2,80})$", re.I)
_AUTHOR_END = re.compile(
    r"\s?[|•·,;(]|\s[-–—]\s|\s(?:on|published|updated|last updated|posted|dated|at|in)(?=\s|:|$)", re.I
)
_END = re.compile(
    r"get expert legal advice.{0,20}|©.{0,200}|copyright\b.{0,200}|.{0,60}all rights reserved.{0,60}"
    r"|(?:leave|post) a (?:comment|reply).{0,20}|comments?(?: \(\d+\))?"
    r"|(?:popular|recent|latest|trending|other|more) (?:questions?|answers?|posts?|articles?)"
    r"|browse by (?:category|city|practice area)"
    r"|didn['’]?t find (?:your|an|the) answer.{0,60}|still have (?:a )?questions?.{0,40}"
    r"|have a (?:legal )?question.{0,40}|ask (?:your|a) (?:own )?(?:legal )?question.{0,30}"
    r"|(?:company|quick links|useful links|follow us(?: on)?|about us|contact us|privacy policy"
    r"|terms (?:of use|of service|and conditions|& conditions)|(?:our|registered) office.{0,80})"
    r"|subscribe to our newsletter.{0,40}",
    re.I,
)
_END_STARTS = (
    "get expert", "©", "copyright", "leave a", "post a", "comment", "popular", "recent", "latest", "trending", "other",
    "more", "browse by", "didn", "still have", "have a", "ask ", "company", "quick", "useful", "follow us", "about us",
    "contact us", "privacy", "terms", "our office", "registered office", "subscribe",
)  # fmt: skip
_END_LETTERS = frozenset(start[0] for start in _END_STARTS)
_CHROME = re.compile(
    r"law\s?4\s?u\s?(?:[-–—|]\s?made in india|app download|app)|law4u(?:\.in)?|[\W_]{1,60}"
    r"|(?:download|get|install)(?: the| our)?(?: law4u)?(?: mobile)? app(?: now)?.{0,40}"
    r"|google play|app store|get it on google play|download on the app store"
    r"|(?:get|take|seek) (?:legal |expert |free )?(?:legal )?advice(?: now)?"
    r"|(?:read|view|see|know|learn|show|load) (?:more|less|full answer)(?: .{0,20})?"
    r"|advertisements?|sponsored(?: content)?|ads? by.{0,30}"
    r"|share(?: this)?(?: (?:answer|page|article|on|via|with).{0,40})?:?|copy link|share on .{0,20}"
    r"|print this(?: page)?|report (?:abuse|this(?: answer)?|answer)|was this (?:answer |page "
    r"|article )?(?:helpful|useful).{0,40}"
    r"|rate this answer.{0,20}|\d{1,7} (?:views?|likes?|shares?|comments?|people found this helpful)"
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
_READ_ALSO = re.compile(r"(?:also read|read also|see also|recommended|you may also like)\s?[:–-].{0,200}", re.I)
_PUNCTUATION = re.compile(r"[\W_]+")
_MAX_TITLE = 400
_MAX_CHROME = 120
_MAX_MAYBE_CHROME = 50
"""More than any line has that is the site's own only among others."""
_SURE = 125
_BEST_PLAIN = 110
"""The most that a line of plain text can score as a title."""
_TITLE_WINDOW = 60
_CRUMB_WINDOW = 12
_LABEL_WINDOW = 8


@dataclass(slots=True)
class Surroundings:
    """What was found around the answer, and the answer's own blocks."""

    question: str | None = None
    category: str | None = None
    author: str | None = None
    published: str | None = None
    body: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    has_landmarks: bool = False
    answered: bool = False


@lru_cache(maxsize=64)
def without_site(title: str) -> str:
    """Return a title without the site's name before or behind it."""
    if "4" not in title and title[:1] not in "qQ":
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


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return _PUNCTUATION.sub("", text.casefold())


def is_chrome(text: str) -> bool:
    """Tell whether a line is the site's own: a button, a share link, a cookie bar."""
    if len(text) > _MAX_CHROME:
        return "cookie" in text[:_MAX_CHROME] and _CHROME.fullmatch(text) is not None
    return _is_short_chrome(text)


@lru_cache(maxsize=2048)
def _is_short_chrome(text: str) -> bool:
    return _CHROME.fullmatch(text) is not None or _READ_ALSO.fullmatch(text) is not None


def _ends(block: Block) -> bool:
    text = block.text
    if block.zone == "alt":
        return True
    if len(text) > 260:
        return False
    lower = text.lower()
    if ("adv" in lower or "lawyer" in lower) and (
        is_advocate(text) or (" " in text.rstrip(":!. ") and is_advocates_title(text))
    ):
        return True
    may_end = (lower[0] in _END_LETTERS and lower.startswith(_END_STARTS)) or "all rights reserved" in lower
    return is_related_title(text) or (may_end and _END.fullmatch(lower.rstrip(":!. ")) is not None)


def find_title(blocks: list[Block], head: Head) -> int | None:
    """Return the index of the block that is the page's title, or None where the page does not show it."""
    wanted = {_folded(without_site(title)) for title in head.titles} - {""}
    beginnings = {title[:6] for title in wanted}
    letters = {title[0] for title in wanted}
    best: tuple[int, int] | None = None
    for index, block in enumerate(blocks):
        text = block.text
        if block.rank == PLAIN and best is not None and best[0] >= _BEST_PLAIN and index <= best[1] + _TITLE_WINDOW:
            continue
        if block.rank == PLAIN and text[-1] != "?":
            first = text[0].casefold()
            if (first.isalpha() and first[0] not in letters) or _beginning(text) not in beginnings:
                continue
        if block.zone in ("alt", "footer", "button") or len(text) > _MAX_TITLE:
            continue
        title = without_site(block.text)
        if not title or is_chrome(title) or categories.is_breadcrumb_word(title):
            continue
        score = _title_score(block, title, matches=_folded(title) in wanted)
        if score and (best is None or score > best[0]):
            best = (score, index)
        if best is not None and (best[0] >= _SURE or index > best[1] + _TITLE_WINDOW):
            break
    return None if best is None else best[1]


def _beginning(text: str) -> str:
    """Return the first six characters of what :func:`_folded` makes of `text`; some more is looked at for signs."""
    start = text[:6]
    return start.casefold()[:6] if start.isalpha() else _folded(text[:12])[:6]


def _title_score(block: Block, title: str, *, matches: bool) -> int:
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


def survey(blocks: list[Block], head: Head) -> Surroundings:
    """Find what stands around the answer; what is left in `body` is the answer itself."""
    found = Surroundings()
    title = find_title(blocks, head)
    if title is not None:
        found.question = without_site(blocks[title].text)
    else:
        found.question = next(filter(None, map(without_site, head.titles)), None)
    start = title + 1 if title is not None else _untitled_start(blocks)
    end = next((i for i in range(start, len(blocks)) if _ends(blocks[i])), len(blocks))
    if end == start:  # cards or links before the answer in the page's order
        end = _second_end(blocks, start)
    found.has_landmarks = any(is_related_title(block.text) or is_advocates_title(block.text) for block in blocks[end:])
    found.below = blocks[end:]
    above = [b for b in blocks[max(start - _CRUMB_WINDOW - 1, 0) : max(start - 1, 0)] if not is_chrome(b.text)]
    inside = _without_chrome(blocks[start:end])
    inside = _take_byline(inside, found)
    for block in [*above, *blocks[end:]]:
        if found.author is None and (line := _byline(block.text)):
            _read_byline(line, found)
    inside = _take_dates(inside, found)
    if found.published is None:
        found.published = _date_of(above)
    found.body = _take_category(inside, above, found, head)
    return found


def _without_chrome(blocks: list[Block]) -> list[Block]:
    """Take out the site's own lines; a word that may be a heading goes only among others such."""
    left: list[Block] = []
    gone = True
    for index, block in enumerate(blocks):
        if _is_chrome_block(block):
            gone = True
        elif block.rank > 6 and len(block.text) <= _MAX_MAYBE_CHROME and _MAYBE_CHROME.fullmatch(block.text):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            beside = (
                following is None or _is_chrome_block(following) or _MAYBE_CHROME.fullmatch(following.text) is not None
            )
            gone = gone or beside or block.linked
            if not gone:
                left.append(block)
        else:
            gone = False
            left.append(block)
    return left


def _is_chrome_block(block: Block) -> bool:
    if block.zone in ("nav", "aside", "footer", "alt"):
        return True
    return block.rank > 6 and (block.zone == "button" or is_chrome(block.text))


def _untitled_start(blocks: list[Block]) -> int:
    """Return where the answer begins on a page without a title: after the byline, else after the chrome."""
    for index, block in enumerate(blocks[:400]):
        if _byline(block.text):
            return index
    return next(
        (i for i, block in enumerate(blocks) if len(block.text) > 80 and not block.zone and not is_chrome(block.text)),
        0,
    )


def _second_end(blocks: list[Block], start: int) -> int:
    long = next(
        (
            i
            for i in range(start, len(blocks))
            if len(blocks[i].text) > 120 and not _ends(blocks[i]) and "," not in blocks[i].text[:20]
        ),
        None,
    )
    if long is None:
        return start
    return next((i for i in range(long, len(blocks)) if _ends(blocks[i])), len(blocks))


def _byline(text: str) -> re.Match[str] | None:
    return _BYLINE.match(text) if text[0] in _BYLINE_STARTS and len(text) < 200 else None


def _take_byline(blocks: list[Block], found: Surroundings) -> list[Block]:
    left: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        line = _byline(block.text)
        if line is None and index < _LABEL_WINDOW:
            line = _AUTHOR_LINE.fullmatch(block.text)
        if line is None or (found.author is not None and not _BYLINE.match(block.text)):
            left.append(block)
        elif not line[1].strip() and index + 1 < len(blocks):
            index += 1
            found.answered = found.answered or line[0][:6].lower() == "answer"
            _read_author(blocks[index].text, found)
        else:
            _read_byline(line, found)
        if line is not None and block.date is not None:
            found.published = found.published or machine_date(block.date)
        index += 1
    return left


def _read_byline(line: re.Match[str], found: Surroundings) -> None:
    found.answered = found.answered or line[0][:6].lower() == "answer"
    _read_author(line[1], found)


def _read_author(words: str, found: Surroundings) -> None:
    date = find_date(words)
    if date is not None:
        found.published = found.published or date[0]
        words = words[: date[1]]
    end = _AUTHOR_END.search(words)
    if end is not None:
        label = categories.stated(words[end.end() :].strip(" |•·-–")) or words[end.end() :].strip(" |•·-–")
        if categories.is_likely(label):
            found.category = label
        words = words[: end.start()]
    author = clean(words).strip(" :-–—|.,").lower()
    if author and len(author) <= 80:
        found.author = found.author or author


def _take_dates(blocks: list[Block], found: Surroundings) -> list[Block]:
    left: list[Block] = []
    changed: str | None = None
    for block in blocks:
        line = date_line(block.text)
        if line is None and block.date and len(block.text) < 80 and block.rank > 6:
            stamped = machine_date(block.date)
            if stamped is None:
                continue
            line = (stamped, False)
        if line is None:
            if not is_broken_date_line(block.text):
                left.append(block)
        elif line[1]:
            changed = changed or line[0]
        else:
            found.published = found.published or line[0]
    found.published = found.published or changed
    return left


def _date_of(blocks: list[Block]) -> str | None:
    changed = None
    for block in blocks:
        line = date_line(block.text)
        if line is not None and not line[1]:
            return line[0]
        changed = changed or (line[0] if line else None)
    return changed


def _take_category(inside: list[Block], above: list[Block], found: Surroundings, head: Head) -> list[Block]:
    """Find the category: stated, in a label or the breadcrumbs, or named by the related questions."""
    named = next(filter(None, (related_category(block.text) for block in found.below)), None)
    title = found.question or ""
    inside, label = _take_label(inside, named, title)
    stated = next(filter(None, (categories.stated(block.text) for block in above)), None)
    if named is not None:
        label = label or next((b.text for b in above if b.text.casefold() == named.casefold()), None)
    crumbs = next(
        filter(None, (categories.of_breadcrumbs(block.text, title) for block in reversed([*above, *inside[:2]]))), None
    )
    inside = [b for i, b in enumerate(inside) if i > 2 or categories.of_breadcrumbs(b.text, title) is None]
    found.category = label or stated or named or found.category or crumbs or _near(above) or _of_head(head, title)
    return inside


def _near(above: list[Block]) -> str | None:
    """Return the nearest label above the title: a link or a step of a menu, or a line of its own just above it."""
    linked = (b.text.strip(" >»›/|") for b in reversed(above) if b.linked or b.zone == "nav")
    alone = (b.text for b in reversed(above[-2:]))
    return next(filter(categories.is_likely, linked), None) or next(filter(categories.is_likely, alone), None)


def _of_head(head: Head, title: str) -> str | None:
    wanted = _folded(title)
    return next((label for label in head.categories if categories.could_be(label) and _folded(label) != wanted), None)


def _take_label(inside: list[Block], named: str | None, title: str) -> tuple[list[Block], str | None]:
    """Take the category's label out of the first and last lines of the answer."""
    label: str | None = None
    left: list[Block] = []
    in_front = True
    for index, block in enumerate(inside):
        text = block.text.strip(" #>»›|•")
        said = categories.stated(block.text) if index < _LABEL_WINDOW or index >= len(inside) - 3 else None
        if said is not None:
            label = label or said
            continue
        near = in_front or index >= len(inside) - 2
        if near and named is not None and text.casefold() == named.casefold():
            label = label or text
            continue
        if in_front and _folded(text) == _folded(title):
            continue
        if (
            in_front
            and label is None
            and named is None
            and block.rank > 6
            and categories.is_likely(text)
            and (block.linked or categories.is_known(text))
        ):
            label = text
            continue
        if block.rank <= CELL or len(text) > 60 or text.endswith((".", ":")):
            in_front = False
        left.append(block)
    return left, label
