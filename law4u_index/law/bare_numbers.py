"""Numbers of provisions without a keyword: '420 IPC', 'IPC 420', 'instead of 154(3) … under 156(3) CrPC'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.grammar import Number, read_parts
from law4u_index.law.ids import without_parts
from law4u_index.law.joins import BEHIND, LONGEST_LINK, LONGEST_SENTENCE, SENTENCE_END
from law4u_index.law.mentions import Mention, bare_list
from law4u_index.law.successors import COMPLETE, headings
from law4u_index.law.unnamed import is_numbered_thing

_BARE_BEFORE = re.compile(
    r"(?<![\w.,₹$-])(?<![0-9]/)[0-9]{1,3}(?:-?[A-Za-z]{1,2})?(?:\([0-9A-Za-z]{1,4}\)){0,3}"
    r"(?:(?:\s?[,/&]\s?|\s(?:and|or|r/w)\s)[0-9]{1,3}(?:-?[A-Za-z]{1,2})?(?:\([0-9A-Za-z]{1,4}\)){0,3}){0,7}"
    r"\s{0,2}(?:of\s(?:the\s)?)?$"
)
_BARE_BEFORE_BRACKET = re.compile(
    r"(?:(?<=\sand\s)|(?<=[,/&]\s)|(?<=/))[0-9]{1,3}(?:-?[A-Za-z]{1,2})?(?:\([0-9A-Za-z]{1,4}\)){0,3}\s{0,2}\($"
)
"""A further number with its Act in brackets: 'Sections 498A (IPC) and 85 (BNS)'."""

_POINTED = re.compile(
    r"(?<![A-Za-z])(?:[Ss](?:ections?|ecs?)?|[Uu]\s?/\s?[Ss])[\s.]{0,2}(?P<number>[0-9]{2,3}[A-Z]?)\.(?P<part>[0-9]{1,2})"
    r"(?:\([0-9A-Za-z]{1,3}\)){0,3}\s{0,2}(?:of\s(?:the\s)?)?$"
)
"""A sub-section behind a point: 'U/s 41.1 CrPC'."""

_WORD_BEFORE = re.compile(r"([A-Za-z]{1,20}|[Nn]os?\.)\s{1,2}$")
_LONGEST_WORD_BEFORE = len("annexures  ")

_UNDER = re.compile(
    r"(?<![A-Za-z])(?:under|u/s)\s{1,2}([0-9]{1,3}[A-Z]?(?:\([0-9A-Za-z]{1,4}\)){0,3})\s{1,2}of\s(?:the\s)?\Z"
)
_LONGEST_UNDER = 40
_AND_ANOTHER = re.compile(
    r"[\s,]{1,3}(?:(?:and|or|&|r/w|(?:read|along)\s{1,2}with|also|under)\s{1,2}){1,2}"
    r"([0-9]{1,3}[A-Z]?(?:\([0-9A-Za-z]{1,4}\)){0,3})\s{1,2}of\s{1,2}(?:the\s{1,2})?"
)
"""What stands between two Acts where the second's number has no keyword: 'S. 63 of the … Act and 68 of the … Act'."""

_LONGEST_BEFORE = 60
"""So many characters before an abbreviation are looked at."""

_LONGEST_COUNTING = len("approximately  ")
_LEAST_OF_A_CODE = 100
"""A smaller number beside an Act may count what stands there."""

_LONGEST_AND_ANOTHER = 60
_DIGIT = re.compile(r"[0-9]")
_BARE_BEHIND = re.compile(r"\s?[-:]?\s?(?=[0-9]{1,3}(?![0-9]))")
_PARAGRAPH_NUMBER = re.compile(r"\s{0,2}[0-9]{1,3}[A-Z]?\s?\.(?:\s|$)")
_COUNTED_THINGS = re.compile(
    r"\s{1,2}(?:offences|sections|cases|provisions|charges|crimes|articles|amendments?|courts|matters|petitions|complaints"
    r"|applications|trials|suits|appeals|accused|convicts|prisoners|F\.?I\.?R\.?s)\b"
)
_COUNTING = re.compile(r"\b(?:over|nearly|about|around|almost|some|approximately|than|were|are)\s{1,2}$")
"""Words before a number of things: 'over 300 NDPS cases'."""

_PLURAL = re.compile(r"\s[a-z]{3,20}s\s(?:are|were|have|had|must|may|can|will|shall|came)\b")
"""What is counted by the number behind an Act: 'In CPC 3 adjournments are allowed'."""

_PART = re.compile(r"\([0-9]{1,2}\)(?!\s?(?:of|SCC|ITR|Bom))")
_BEFORE_PART = re.compile(r"(?<=\s)(?:under|to|of|in|by|per|u/s)\s{1,2}([0-9]{2,3}[A-Z]?)$")
_LONGEST_BEFORE_PART = len("under  420AA")


def with_bare_numbers(text: str, acts: list[ActMention], mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with those that are a number beside an abbreviation ('420 IPC', 'IPC 420')."""
    more: list[Mention] = []
    starts = [mention.start for mention in mentions]
    for before_act, act in zip((None, *acts), acts, strict=False):
        if act.short:
            found = _beside_short(text, act, mentions, bisect_left(starts, act.start))
        else:
            found = _under(text, act) or (_beside_another(text, before_act, act) if before_act is not None else None)
        if found is not None:
            more.append(found)
    more.extend(_within_a_sentence(text, acts, sorted([*mentions, *more]) if more else mentions))
    return sorted([*mentions, *more]) if more else mentions


def _beside_short(text: str, act: ActMention, mentions: list[Mention], following: int) -> Mention | None:
    """Return the section whose number stands right before an abbreviation, or right behind it.

    Args:
        text: the text.
        act: where the abbreviation stands.
        mentions: the provisions that have a keyword.
        following: the place of the first of them that begins behind the abbreviation.
    """
    start = max(mentions[following - 1].end if following else 0, act.start - _LONGEST_BEFORE)
    window = text[start : act.start]
    before = None
    if _DIGIT.search(window) is not None:
        before = _BARE_BEFORE.search(window) or _BARE_BEFORE_BRACKET.search(window)
    if before is None:
        found = _pointed(window, start)
    else:
        found = bare_list(text, start + before.start())
        if found is not None and (not BEHIND.fullmatch(text, found.end, act.start) or _counts(text, found, act.end)):
            found = None
        if found is not None and _is_of_a_thing(text, found.start):
            return None
    return found or _behind_short(text, act, mentions, following)


def _behind_short(text: str, act: ActMention, mentions: list[Mention], following: int) -> Mention | None:
    """Return the section whose number stands right behind an abbreviation, unless it counts something there."""
    behind = _BARE_BEHIND.match(text, act.end)
    if behind is None or _is_next_paragraph(text, act, mentions, following):
        return None
    found = bare_list(text, behind.end())
    if found is not None and found.highest < _LEAST_OF_A_CODE and _PLURAL.match(text, found.end):
        return None
    return found


def _is_next_paragraph(text: str, act: ActMention, mentions: list[Mention], following: int) -> bool:
    """Tell whether the number behind an Act counts the next paragraph: 'under Section 323 of I.P.C. 5.'."""
    if not following or _PARAGRAPH_NUMBER.match(text, act.end) is None:
        return False
    before = mentions[following - 1].end
    return act.start - before <= LONGEST_LINK and BEHIND.fullmatch(text, before, act.start) is not None


def _is_of_a_thing(text: str, start: int) -> bool:
    """Tell whether the number at `start` is that of something else: 'Chapter 5 of the IPC', 'FIR No. 420 IPC'."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD_BEFORE), start)
    return before is not None and (before[1][-1] == "." or is_numbered_thing(before[1].lower()))


def _counts(text: str, found: Mention, end: int) -> bool:
    """Tell whether a number before an Act, whose name ends at `end`, counts: '3 CPC suits', 'over 300 NDPS cases'."""
    if _COUNTED_THINGS.match(text, end) is None:
        return False
    is_counted = _COUNTING.search(text, max(0, found.start - _LONGEST_COUNTING), found.start) is not None
    return found.highest < _LEAST_OF_A_CODE or is_counted


def _pointed(window: str, start: int) -> Mention | None:
    """Return the section with a sub-section behind a point at the end of `window`, which begins at `start`."""
    found = _POINTED.search(window)
    if found is None:
        return None
    parts, end = read_parts(window, found.end("part"))
    number = Number(found["number"], (found["part"], *parts))
    return Mention(start + found.start(), start + end, "s", (str(number),), number.whole)


def _under(text: str, act: ActMention) -> Mention | None:
    """Return the section of 'under 145 of the Negotiable Instruments Act': a name in full needs the words around."""
    near = max(0, act.start - _LONGEST_UNDER)
    at = max(text.rfind("under", near, act.start), text.rfind("u/s", near, act.start))
    before = _UNDER.match(text, at, act.start) if at >= 0 else None
    return bare_list(text, before.start(1)) if before is not None else None


def _beside_another(text: str, before: ActMention, act: ActMention) -> Mention | None:
    """Return the section of a second Act that goes without a keyword: 'S. 63 of the … Act and 68 of the … Act'."""
    if not 0 < act.start - before.outer <= _LONGEST_AND_ANOTHER or act.pointer:
        return None
    between = _AND_ANOTHER.fullmatch(text, before.outer, act.start)
    return bare_list(text, between.start(1)) if between is not None else None


def _within_a_sentence(text: str, acts: list[ActMention], mentions: list[Mention]) -> Iterator[Mention]:
    """Yield sub-sections without a keyword before a provision of a code: 'instead of 154(3) … under 156(3) CrPC'."""
    codes = [act for act in acts if act.short and act.act in COMPLETE]
    if not codes or _PART.search(text) is None:
        return
    mention_starts = [mention.start for mention in mentions]
    code_starts = [code.start for code in codes]
    for part in _PART.finditer(text):
        before = _BEFORE_PART.search(text, max(0, part.start() - _LONGEST_BEFORE_PART), part.start())
        if before is None:
            continue
        found = bare_list(text, before.start(1))
        following = bisect_left(mention_starts, before.start(1))
        behind = bisect_left(code_starts, before.start(1))
        if found is None or behind == len(codes) or following == len(mentions):
            continue
        code, beside = codes[behind], mentions[following]
        if beside.start < found.end or beside.end > code.start or code.start - found.end > LONGEST_SENTENCE:
            continue
        known = all(f"{code.act}/s/{without_parts(number)}" in headings() for number in found.numbers)
        if known and not SENTENCE_END.search(text, found.end, code.start):
            yield found
