"""Where in a text an Act may be named: the words with which names end, the Codes by their titles, abbreviations.

Most of a text is far from any. So the few letters that each of them has are looked for first, which costs next to
nothing, and patterns are tried only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from law4u_index.law.mentions import Mention

_END_WORD = re.compile(
    r"[AaCcSsRrOo](?<![A-Za-z].)"
    r"(?:(?<=[Aa])(?:c\s?t|CT|dhiniyam|DHINIYAM)|(?<=[Cc])(?:ode|ODE|onstitution|ONSTITUTION)"
    r"|(?<=[Ss])(?:anhita|ANHITA|amhita|AMHITA)|(?<=[Rr])(?:ules|ULES|egulations|EGULATIONS|egulation(?=,?\s(?:[12][0-9]{3}|[IVXL]{1,7}\sof\s1[78])))"
    r"|(?<=[Oo])(?:rdinance|RDINANCE))(?![A-Za-z])"
)
_LEADING = re.compile(
    r"Code\s{1,2}(?:of|on|Of|On)\s{1,2}(?:Criminal\s{1,2}Procedure|Civil\s{1,2}Procedure|Wages"
    r"|Social\s{1,2}Security|Industrial\s{1,2}Relations"
    r"|Occupational\s{1,2}Safety,?\s{1,2}Health\s{1,2}and\s{1,2}Working\s{1,2}Conditions)"
    r"|Constitution\s{1,2}of\s{1,2}India",
    re.IGNORECASE,
)
_WIDE_CODE = re.compile(
    r"[CIl](?<![A-Za-z.].)(?:(?<=[Il])\.?\s?|(?<=C)(?:[Rr][il]?\.?\s?|ivil\s{1,2}|riminal\s{1,2}|[.,]?\s?))P"
    r"(?:[.,]{1,2}\s?C(?![A-Za-z])\.?|\s?C(?![A-Za-z]))"
)
"""The Codes as typists and scanners space them: 'Civil P. C.', 'Cr. P, C.', 'I. P C.', 'l.P.C.'."""

_ABBREVIATION = re.compile(
    r"[A-Z](?![a-z]{4})(?=[a-z]{0,3}(?:[A-Z.&-]|\s[&P]))(?<![A-Za-z].)[a-z]{0,3}(?:(?<=Cr)\s(?=P\.?\s?C))?"
    r"(?:(?:\.\s?|\s?&\s?|-)?[A-Z][a-z]{0,2}){1,9}(?![A-Za-z])\.?"
)

_STEMS = ("act", "code", "constitution", "sanhita", "samhita", "adhiniyam", "rules", "regulation", "ordinance", "ac t")
"""Letters, in lower case, of which every word has some with which the name of an Act ends; the last is a torn one."""

_PENAL_OR_PROCEDURE = re.compile(r"P(?:[.,]{1,2}\s?|\s?)C(?![A-Za-z])")
_LONGEST_BEFORE = len("Criminal  ")
_SMALL_CODE = re.compile(r"(?<![A-Za-z])(?:ipc|crpc|cpc|bnss?)(?![A-Za-z])")
_LETTERS = r"(?:(?:[A-Za-z]{1,2}\.[^\S\n]?){2,6}|[A-Za-z]{3,9})(?![A-Za-z])"
_TO_BEHIND = r"[^\S\n]{0,2},?[^\S\n]{0,2}\(?(?:(?:[Oo]f|[Uu]nder|[Ii]n)[^\S\n]{1,2}(?:[Tt]he[^\S\n]{1,2})?)?"
_TO_AHEAD = r"\)?,?[^\S\n]{1,2}(?:k[iea]\s)?"
_BEHIND = re.compile(rf"{_TO_BEHIND}(?P<letters>{_LETTERS})")
_AHEAD = re.compile(rf"(?<![A-Za-z.])(?P<letters>{_LETTERS}){_TO_AHEAD}\Z")
_LONGEST_AHEAD = len("p.o.c.s.o.), ki ")


def last_words(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return where words stand with which the names of Acts end, and where titles that begin with them: 'Code of …'."""
    lowered = text.replace("İ", "I").lower()  # the one letter that two stand for in lower case
    starts: list[int] = []
    for stem in _STEMS:
        at = lowered.find(stem)
        while at >= 0:
            starts.append(at)
            at = lowered.find(stem, at + 1)
    starts.sort()
    words = [_END_WORD.match(text, start) for start in starts]
    titles = [_LEADING.match(text, start) for start in starts if lowered[start] == "c"]
    return [word for word in words if word is not None], [title for title in titles if title is not None]


def wide_codes(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where a Code stands as typists and scanners space it ('Cr. P, C.'), and its letters: ``crpc``."""
    reached = 0
    for letters in _PENAL_OR_PROCEDURE.finditer(text):
        match = _WIDE_CODE.search(text, max(reached, letters.start() - _LONGEST_BEFORE), letters.end() + 1)
        if match is not None:
            reached = match.end()
            yield match, "ipc" if match[0][0] != "C" else "crpc" if match[0][1] in "Rr" else "cpc"


def small_codes(text: str) -> Iterator[re.Match[str]]:
    """Yield where a Code is called by its letters in lower case: 'section 420 ipc'."""
    for stem in ("pc", "bns"):
        at = text.find(stem)
        while at >= 0:
            match = _SMALL_CODE.search(text, max(0, at - len("cr")), at + len("bnss") + 1)
            if match is not None:
                yield match
            at = text.find(stem, at + len(stem))


def letters_beside(text: str, mentions: Iterable[Mention]) -> Iterator[re.Match[str]]:
    """Yield the words right behind and right before provisions, which in any case may be the letters of an Act."""
    for mention in mentions:
        behind = _BEHIND.match(text, mention.end)
        if behind is not None:
            yield behind
        ahead = _AHEAD.search(text, max(0, mention.start - _LONGEST_AHEAD), mention.start)
        if ahead is not None:
            yield ahead


def abbreviations(text: str) -> Iterator[re.Match[str]]:
    """Yield where capitals stand that may be short for an Act."""
    return _ABBREVIATION.finditer(text)
