"""What stands around an answer: finds the byline, the date, the category, and where the answer begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from law4u_index.parsing import categories
from law4u_index.parsing.blocks import CELL, Block
from law4u_index.parsing.cards import is_advocates_title, is_related_title, related_category
from law4u_index.parsing.chrome import is_chrome, without_chrome
from law4u_index.parsing.cleaning import clean, letters_of
from law4u_index.parsing.dates import (
    DateLine,
    date_begins,
    date_line,
    find_date,
    is_bare_date,
    is_broken_date_line,
    machine_date,
    may_be_date,
)
from law4u_index.parsing.ends import find_end, without_calls
from law4u_index.parsing.head import Head
from law4u_index.parsing.titles import find_title, without_site

_BYLINE = re.compile(
    r"(?:(?:[-–—~]\s{0,3})?answer(?:ed)?\s{1,2}by\b|(?:reviewed|written|posted|published"
    r"|authored) by\b(?=[^.]{0,80}$))\s?[:\-–—]?\s?(.{0,160})$",
    re.I,
)
_DASHES = "-–—~"
_BYLINE_STARTS = frozenset("aArRwWpP" + _DASHES)
_AUTHOR_LINE = re.compile(r"(?:(?:author|by)\s?:\s?|(?=law\s?4\s?u team$))(.{2,80})$", re.I)
_AUTHOR_END = re.compile(
    r"\s?[|•·,;(]|\s[-–—]\s|\s(?:on|published|updated|last updated|posted|dated|at|in)(?=\s|:|$)", re.I
)
_NOT_IN_LABELS = re.compile(r"[:>»›→❯/|•]|\blaw4u\b", re.I)
"""What a line of breadcrumbs or of the site's own has, and no label."""

_CRUMB_WINDOW = 12
"""In so many blocks above the title breadcrumbs, the category, a byline and a date are looked for."""

_MAX_AUTHOR_LINE = 120
"""More characters than a name has with what may stand beside it."""

_LABEL_WINDOW = 8
"""Within so many lines from its beginning an answer may have the page's author, and a line that says the category."""

_EDGE = 3
"""How near to its beginning or end an answer has the page's 'Reviewed by …', its date, and at its end the category."""


@dataclass(slots=True)
class Surroundings:
    """What was found around the answer, and the answer's own blocks.

    Attributes:
        question: the page's title, without the site's name.
        category, author, published: as in the record.
        body: the answer's own blocks.
        before: the blocks above the title.
        below: the blocks behind the answer.
        has_landmarks: whether a title of advocates or of related questions is among these.
        answered: whether a line says by whom the question is answered.
    """

    question: str | None = None
    category: str | None = None
    author: str | None = None
    published: str | None = None
    body: list[Block] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    has_landmarks: bool = False
    answered: bool = False


def survey(blocks: list[Block], head: Head) -> Surroundings:
    """Find what stands around the answer; what is left in `body` is the answer itself."""
    found = Surroundings()
    title = find_title(blocks, head)
    if title is not None:
        found.question = without_site(blocks[title].text)
    else:
        found.question = next(filter(None, map(without_site, head.titles)), None)
    start = title + 1 if title is not None else _untitled_start(blocks)
    end = find_end(blocks, start)
    found.has_landmarks = any(is_related_title(block.text) or is_advocates_title(block.text) for block in blocks[end:])
    found.below = blocks[end:]
    found.before = blocks[: max(start - 1, 0)]
    above = [b for b in blocks[max(start - _CRUMB_WINDOW - 1, 0) : max(start - 1, 0)] if not is_chrome(b.text)]
    inside = without_chrome(without_calls(blocks[start:end]))
    inside = _take_label_over_byline(list(map(_byline_first, inside)), found)
    inside = _take_byline(inside, found)
    for block in [*above, *blocks[end:]]:
        if found.author is None and (line := _byline(block.text)):
            _read_byline(line, found)
    inside = _take_dates(inside, found)
    if found.published is None:
        found.published = _date_of(above)
    found.body = _take_category(inside, above, found, head)
    return found


def _untitled_start(blocks: list[Block]) -> int:
    """Return where the answer begins on a page without a title: after the byline, else after the chrome."""
    for index, block in enumerate(blocks[:400]):
        if _byline(block.text):
            return index
    return next(
        (i for i, block in enumerate(blocks) if len(block.text) > 80 and not block.zone and not is_chrome(block.text)),
        0,
    )


def _byline(text: str) -> re.Match[str] | None:
    """Return the match of a line that says by whom an answer is; what stands behind 'by' is its first group."""
    return _BYLINE.match(text) if text[0] in _BYLINE_STARTS and len(text) < 200 else None


def _byline_first(block: Block) -> Block:
    """Return a line such as 'Property | 12 Mar 2025 | Answer By …' with the byline in front."""
    if " | " not in block.text or len(block.text) > 200:
        return block
    parts = block.text.split(" | ")
    byline = next((part for part in parts[1:] if part and _byline(part) is not None), None)
    if byline is None:
        return block
    parts.remove(byline)
    return replace(block, text=" | ".join((byline, *parts)), bold=())


def _take_label_over_byline(blocks: list[Block], found: Surroundings) -> list[Block]:
    """Take out a short line between the title and 'Answer By', where only a label can stand; it may be any."""
    if len(blocks) < 3 or blocks[0].rank <= 6 or _byline(blocks[1].text) is None:
        return blocks
    label = blocks[0].text
    if not categories.could_be(label) or _NOT_IN_LABELS.search(label):
        return blocks
    found.category = label
    return blocks[1:]


def _take_byline(blocks: list[Block], found: Surroundings) -> list[Block]:
    """Take out the lines that say who wrote the answer, with what else they say."""
    left: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        line = _author_line(blocks, index)
        if line is None or (found.author is not None and not _byline(block.text)):
            left.append(block)
        elif not line[1].strip():
            found.answered = found.answered or _says_answer(line)
            if index + 1 < len(blocks) and _names_author(blocks[index + 1], block):
                index += 1
                _read_author(blocks[index].text, found)
        else:
            _read_byline(line, found)
        if line is not None and block.date is not None:
            found.published = found.published or machine_date(block.date)
        index += 1
    return left


def _author_line(blocks: list[Block], index: int) -> re.Match[str] | None:
    """Return what a block says of who wrote the answer: as the page's byline, or 'Author: …' near the beginning."""
    block = blocks[index]
    line = _byline(block.text)
    if line is None:
        return _AUTHOR_LINE.fullmatch(block.text) if index < _LABEL_WINDOW else None
    edge = index < _EDGE or index >= len(blocks) - _EDGE
    return line if _is_of_page(line, block, edge=edge) else None


def _says_answer(line: re.Match[str]) -> bool:
    return "answer" in line[0][:10].lower()


def _is_of_page(line: re.Match[str], block: Block, *, edge: bool) -> bool:
    """Tell whether a byline is the page's, and no sentence or entry of the answer: 'Published by the State'."""
    named = not line[1][:1].islower() or line[1][:5] == "law4u"
    if _says_answer(line):
        return named or not (block.entry or line[0][0] in _DASHES)
    return named and edge and not block.entry


def _names_author(block: Block, byline: Block) -> bool:
    """Tell whether the line behind 'Answer By' is a name, and not the answer's beginning."""
    text = block.text
    sentence = text[-1] in ".:?!" and len(text.split()) > 4
    return (block.rank >= byline.rank or block.soft) and len(text) <= _MAX_AUTHOR_LINE and not sentence


def _read_byline(line: re.Match[str], found: Surroundings) -> None:
    found.answered = found.answered or _says_answer(line)
    _read_author(line[1], found)


def _read_author(words: str, found: Surroundings) -> None:
    """Read what stands behind 'Answer By': a name, perhaps with a date or a category."""
    date = find_date(words)
    if date is not None:
        found.published = found.published or date.iso
    words = words[: date_begins(words)]
    end = _AUTHOR_END.search(words)
    if end is not None:
        behind = words[end.end() :].strip(" |•·-–")
        label = categories.stated(behind) or behind
        if categories.is_likely(label):
            found.category = label
        words = words[: end.start()]
    author = clean(words).strip(" :-–—|.,").lower()
    if author and len(author) <= 80:
        found.author = found.author or author


def _take_dates(blocks: list[Block], found: Surroundings) -> list[Block]:
    """Take out the lines that are the page's dates: when it was published, or else when it was changed."""
    left: list[Block] = []
    changed: str | None = None
    for index, block in enumerate(blocks):
        if block.date is None and not may_be_date(block.text):  # as in nearly every line
            left.append(block)
            continue
        within = index >= _EDGE and (index < len(blocks) - _EDGE or found.published is not None)
        if within and (block.entry or block.rank <= 6) and is_bare_date(block.text):
            left.append(block)  # the answer tells what was when
            continue
        line = date_line(block.text)
        if line is None and block.date and len(block.text) < 80 and block.rank > 6:
            stamped = machine_date(block.date)
            if stamped is None:
                continue
            line = DateLine(stamped, is_change=False)
        if line is None:
            if not is_broken_date_line(block.text):
                left.append(block)
        elif line.is_change:
            changed = changed or line.iso
        else:
            found.published = found.published or line.iso
    found.published = found.published or changed
    return left


def _date_of(blocks: list[Block]) -> str | None:
    """Return the date that the first line of nothing else says: of publication, or else of a change."""
    changed = None
    for block in blocks:
        line = date_line(block.text)
        if line is not None and not line.is_change:
            return line.iso
        changed = changed or (line.iso if line else None)
    return changed


def _take_category(inside: list[Block], above: list[Block], found: Surroundings, head: Head) -> list[Block]:
    """Find the category: stated, in a label or the breadcrumbs, or named by the related questions."""
    named = next(filter(None, (related_category(block.text) for block in (*found.below, *found.before))), None)
    title = found.question or ""
    inside, label = _take_label(inside, named, title)
    if named is not None:
        label = label or next((block.text for block in above if _is_named(block.text, named)), None)
    top = [*above, *inside[:2]]
    inside = [b for i, b in enumerate(inside) if i > 2 or categories.of_breadcrumbs(b.text, title) is None]
    if found.category is not None and categories.is_known(found.category):
        label = label or found.category
    found.category = (
        label
        or next(filter(None, (categories.stated(block.text) for block in above)), None)
        or named
        or found.category
        or next(filter(None, (categories.of_breadcrumbs(block.text, title) for block in reversed(top))), None)
        or _near(above)
        or _of_head(head, title)
    )
    return inside


def _near(above: list[Block]) -> str | None:
    """Return the nearest label above the title: a link or a step of a menu, or a line of its own just above it."""
    linked = (b.text.strip(" >»›/|") for b in reversed(above) if b.linked or b.zone == "nav")
    alone = (b.text for b in reversed(above[-2:]))
    return next(filter(categories.is_likely, linked), None) or next(filter(categories.is_likely, alone), None)


def _of_head(head: Head, title: str) -> str | None:
    wanted = letters_of(title)
    return next(
        (label for label in head.categories if categories.could_be(label) and letters_of(label) != wanted), None
    )


def _take_label(inside: list[Block], named: str | None, title: str) -> tuple[list[Block], str | None]:
    """Take the category's label out of the first and last lines of the answer.

    Args:
        inside: the answer's blocks.
        named: the category that the related questions name, or None.
        title: the page's; where it stands in front once more, it is taken out too.

    Returns:
        the blocks that are left, and the label.
    """
    label: str | None = None
    left: list[Block] = []
    in_front = True  # until the first heading or sentence
    for index, block in enumerate(inside):
        at_edge = index < _LABEL_WINDOW or index >= len(inside) - _EDGE
        if not (in_front or at_edge):  # in its midst an answer has no label
            left.append(block)
            continue
        text = block.text.strip(" #>»›|•")
        said = categories.stated(block.text) if at_edge else None
        if said is not None:
            label = label or said
        elif (in_front or index >= len(inside) - 2) and _is_named(text, named):
            label = label or text
        elif in_front and letters_of(text) == letters_of(title):
            pass
        elif in_front and label is None and named is None and _is_label(block, text):
            label = text
        else:
            in_front = in_front and not (block.rank <= CELL or len(text) > 60 or text.endswith((".", ":")))
            left.append(block)
    return left, label


def _is_named(text: str, named: str | None) -> bool:
    return named is not None and text.casefold() == named.casefold()


def _is_label(block: Block, text: str) -> bool:
    """Tell whether a line in front of an answer, in which `text` is the words, is a category though nothing says so."""
    return block.rank > 6 and categories.is_likely(text) and (block.linked or categories.is_known(text))
