"""What tells an Act of many by its date: the year behind its name, or its number in a year, '2 of 1974'."""

from __future__ import annotations

import re

from law4u_index.law.grammar import roman

YEAR = re.compile(r"\s{0,2},?\s{0,2}(?:of\s)?(?:\((1[6-9]\d\d|20\d\d)\)|(1[6-9]\d\d|20\d\d)(?!\d))")
"""A year behind a name: ', 1881', ' of 1996', ' (1973)'; see :func:`year_in`."""

NUMBER_OF = re.compile(
    r"\s{0,2},?\s{0,2}\(?(?:Act\s)?(?:No\.?\s?)?(\d{1,3}|[IVXLC]{1,8}(?=\sof\s1))\s{1,2}of\s{1,2}(\d{4})(?!\d)\)?"
)
"""The number of an Act among those of its year, 'XLV of 1860', and that year; see :func:`number_in`."""


def year_in(match: re.Match[str]) -> str:
    """Return the year that :data:`YEAR` has found, in brackets or without."""
    found: str = match[1] or match[2]
    return found


def number_in(match: re.Match[str]) -> int:
    """Return the number that :data:`NUMBER_OF` has found, in figures or Roman: 45 of 'Act XLV of 1860'."""
    return int(match[1]) if match[1].isdecimal() else roman(match[1]) or 0
