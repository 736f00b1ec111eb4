"""Where a text names an Act in Hindi: 'भारतीय दंड संहिता, 1860'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.act_table import table
from law4u_index.law.act_years import YEAR, year_in
from law4u_index.law.devanagari import folded

_LETTER = re.compile(r"[ऀ-ॿ]")
"""One of them is looked for in half of the time that a word of them takes."""

_WORD = re.compile(r"[ऀ-ंऄ-ॣॱ-ॿ]+")
_PART = re.compile(r"[ऀ-ंऄ-ॣॱ-ॿ]+|[0-9]+")
_NEXT = re.compile(r"[\s.,:;ः()॰०/–-]{0,3}([ऀ-ंऄ-ॣॱ-ॿ]+|[0-9]+)")
_POINTS = (".", "॰", "०")
"""What ends an abbreviation: a point, the sign for it, and the zero that is typed for that: 'भा०दं०सं०'."""

_ANY_LAW = ("कानून", "क़ानून")
"""Words for 'law' that need not be an Act: they mean one right beside a provision only."""


def acts_in_hindi(text: str) -> Iterator[ActMention]:
    """Yield where `text` names an Act in Devanagari, in order."""
    if text.isascii() or _LETTER.search(text) is None:
        return
    by_first = _names()
    for word in _WORD.finditer(text):
        for name, act in by_first.get(folded(word[0]), ()):
            last = _last_of(name, word, text)
            if last is not None:
                year = YEAR.match(text, last.end)
                end = last.end + (text[last.end : last.end + 1] in _POINTS)
                end = year.end() if year and int(year_in(year)) == table().acts[act].year else end
                yield ActMention(word.start(), end, end, act, "code", short=True, weak=last.word in _ANY_LAW)
                break


class _Last(NamedTuple):
    word: str
    end: int


def _last_of(name: tuple[str, ...], first: re.Match[str], text: str) -> _Last | None:
    """Return the last word of a name of which the `first` is found; None where the others do not follow."""
    last = _Last(first[0], first.end())
    for part in name[1:]:
        following = _NEXT.match(text, last.end)
        if following is None or folded(following[1]) != part:
            return None
        last = _Last(following[1], following.end())
    return last


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the Devanagari names, those of most words first, by their first word; all words folded."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, act in table().hindi:
        words = tuple(map(folded, _PART.findall(name)))
        names.setdefault(words[0], []).append((words, act))
    for found in names.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return names
