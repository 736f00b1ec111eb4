"""Dates as pages write them, read day first as in India."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from law4u_index.parsing.cleaning import clean

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a page may be from; another year is no date of a page."""

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HINDI_NAMES = ("जन", "फ", "मार्", "अप्", "मई", "जून", "जुल", "अग", "सि", "अक", "नव", "दि")
_MONTHS = {name: number for names in (_MONTH_NAMES, _HINDI_NAMES) for number, name in enumerate(names, 1)}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|जनवरी|फ़?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सित(?:ं|म्)बर|अक(?:्टू|्तू|टू)बर|नव(?:ं|म्)बर|दिस(?:ं|म्)बर)"
)
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<iso>(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}))"
    rf"|(?P<day>(\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?{_MONTH}(?!\w)[.,]{{0,2}}[\s-]{{0,3}}(\d{{4}}))"
    rf"|(?P<month>{_MONTH}(?!\w)\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}}))"
    rf"|(?P<figures>(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}})))(?!\d)(?:T[\d:.+Z-]{{4,20}})?",
    re.I,
)
_DATE_AROUND_A_DIGIT = re.compile(
    rf"\d(?:[-/.]\d{{1,2}}[-/.]\d|(?:st|nd|rd|th)?(?:[\s-]{{1,3}}(?:of\s)?{_MONTH}|,?\s{{1,3}}\d{{4}}))", re.I
)
"""What every date has, told from its digits: 'Act, 1881', as in many a line, has none, and is passed over at once."""
_DATE_WORDS = re.compile(
    r"(?:\b(?:published|posted|updated|last|first|modified|created|reviewed|answered|on|at|date|dated|of"
    r"|publication|update|revised"
    r"|answer|edited|asked|am|pm|i[s]t|utc|(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|min(?:ute)?s? read|time|as)\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,3}\smin\b|[^\w])",
    re.I,
)
_WEEKDAY_BEFORE = re.compile(
    r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]{0,3}$", re.I
)
_UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited|reviewed)\b", re.I)
_PUBLISHED = re.compile(r"\b(?:published|posted|created|publication|answered|asked)\b", re.I)
_BROKEN_LINE = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|created|answered)(?: on"
    r"| at)?\s?:?\s[^.?!]{0,30}\d[^.?!]{0,20}",
    re.I,
)
_BROKEN_STARTS = frozenset("aAcCfFlLmMpPuU")
_DIGITS = re.compile(r"\d\D{0,12}\d")
_MAX_DATE_LINE = 160


class DateIn(NamedTuple):
    """A date in a text.

    Attributes:
        iso: as ``YYYY-MM-DD``.
        start, end: where it stands there, [start, end) in characters.
    """

    iso: str
    start: int
    end: int


class DateLine(NamedTuple):
    """The date that a line of nothing else says.

    Attributes:
        iso: as ``YYYY-MM-DD``; that of publication, where there are two.
        is_change: whether it is only that of a change.
    """

    iso: str
    is_change: bool


def may_be_date(text: str) -> bool:
    """Tell whether a line is short and has two digits near one another, as every date, and what is meant to be one."""
    return len(text) <= _MAX_DATE_LINE and _DIGITS.search(text) is not None


def find_date(text: str) -> DateIn | None:
    """Return the first date in `text` that can be one of a page, or None."""
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso is not None:
            return DateIn(iso, match.start(), match.end())
    return None


def _iso(match: re.Match[str]) -> str | None:
    """Return what :data:`_DATE` found as ISO date; None where there is no such day, or no page is from that year."""
    groups = [group for group in match.groups() if group]
    kind = match.lastgroup
    one, two, three = groups[1:4]
    if kind == "iso":
        year, month, day = int(one), int(two), int(three)
    elif kind == "day":
        day, month, year = int(one), _month(two), int(three)
    elif kind == "month":
        month, day, year = _month(one), int(two), int(three)
    else:
        day, month, year = int(one), int(two), int(three)
        if month > 12 >= day:
            day, month = month, day
        year += 2000 if year < 100 else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    lower = name.lower()
    return next(number for begun, number in _MONTHS.items() if lower.startswith(begun))


def machine_date(value: str | None) -> str | None:
    """Return the ISO date of a `datetime` attribute or a meta tag, or None."""
    if not value or len(value) > _MAX_DATE_LINE:
        return None
    found = find_date(clean(value))
    return None if found is None else found.iso


def date_begins(text: str) -> int | None:
    """Return where the first date in `text` begins, with the day of the week before it; also one that cannot be."""
    match = _DATE.search(text)
    return None if match is None else len(_WEEKDAY_BEFORE.sub("", text[: match.start()]))


def is_broken_date_line(text: str) -> bool:
    """Tell whether a line is meant to be a date of the page and is none: 'Published on 31/01/99999', '31-02-2024'."""
    if len(text) > 60 or not may_be_date(text):
        return False
    if text[:1] in _BROKEN_STARTS and _BROKEN_LINE.fullmatch(text) is not None:
        return True
    if _DATE_AROUND_A_DIGIT.search(text) is None:
        return False
    rest, dates = _DATE.subn("", text)
    return dates > 0 and not _DATE_WORDS.sub("", rest)


def is_bare_date(text: str) -> bool:
    """Tell whether a line is a date and no word beside it: no 'Published on', no 'Updated'."""
    date = _DATE.match(text) if len(text) <= _MAX_DATE_LINE else None
    return date is not None and _iso(date) is not None and not text[date.end() :].strip(":.,")


def date_line(text: str) -> DateLine | None:
    """Read a line that says nothing but a date, or two; return None where it says anything else."""
    if len(text) > _MAX_DATE_LINE or _DATE_AROUND_A_DIGIT.search(text) is None:
        return None
    found: list[DateLine] = []
    rest, words = text, ""
    while (date := find_date(rest)) is not None:
        lead = rest[: date.start]
        is_change = _UPDATED.search(lead) is not None and _PUBLISHED.search(lead) is None
        found.append(DateLine(date.iso, is_change))
        words += lead + " "
        rest = rest[date.end :]
    if not found or _DATE_WORDS.sub("", words + rest):
        return None
    return next((line for line in found if not line.is_change), found[0])
