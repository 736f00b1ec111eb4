"""Dates as pages write them, read day first as in India."""

from __future__ import annotations

import datetime
import re

from law4u_index.parsing.cleaning import clean

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a page may be from; another year is no date of a page."""

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<iso>(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}))"
    rf"|(?P<day>(\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,3}}(?:of\s)?{_MONTH}\b[.,]{{0,2}}[\s-]{{0,3}}(\d{{4}}))"
    rf"|(?P<month>{_MONTH}\b\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}}))"
    rf"|(?P<figures>(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}})))(?!\d)(?:T[\d:.+Z-]{{4,20}})?",
    re.I,
)
_DATE_WORDS = re.compile(
    r"(?:\b(?:published|posted|updated|last|first|modified|created|reviewed|answered|on|at|date|dated|of"
    r"|publication|update|revised"
    r"|answer|edited|asked|am|pm|i[s]t|utc|(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|min(?:ute)?s? read|time|as)\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,3}\smin\b|[^\w])",
    re.I,
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


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first date in `text` as ISO date with its [start, end), or None."""
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso is not None:
            return iso, match.start(), match.end()
    return None


def _iso(match: re.Match[str]) -> str | None:
    groups = [group for group in match.groups()[:] if group]
    kind = match.lastgroup
    one, two, three = groups[1:4]
    if kind == "iso":
        year, month, day = int(one), int(two), int(three)
    elif kind == "day":
        day, month, year = int(one), _MONTHS[two[:3].lower()], int(three)
    elif kind == "month":
        month, day, year = _MONTHS[one[:3].lower()], int(two), int(three)
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


def machine_date(value: str | None) -> str | None:
    """Return the ISO date of a `datetime` attribute or a meta tag, or None."""
    if not value or len(value) > _MAX_DATE_LINE:
        return None
    found = find_date(clean(value))
    return None if found is None else found[0]


def is_broken_date_line(text: str) -> bool:
    """Tell whether a line is meant to be a date of the page and is none: 'Published on 31/01/99999'."""
    return len(text) <= 60 and text[:1] in _BROKEN_STARTS and _BROKEN_LINE.fullmatch(text) is not None


def date_line(text: str) -> tuple[str, bool] | None:
    """Read a line that says nothing but a date.

    Returns:
        The ISO date (of publication, where there are two) and whether it is only that of a change; None where
        the line says anything else.
    """
    if len(text) > _MAX_DATE_LINE or _DIGITS.search(text) is None:
        return None
    found: list[tuple[str, bool]] = []
    rest, words = text, ""
    while (date := find_date(rest)) is not None:
        lead = rest[: date[1]]
        found.append((date[0], _UPDATED.search(lead) is not None and _PUBLISHED.search(lead) is None))
        words += lead + " "
        rest = rest[date[2] :]
    if not found or _DATE_WORDS.sub("", words + rest):
        return None
    return next((date for date in found if not date[1]), found[0])
