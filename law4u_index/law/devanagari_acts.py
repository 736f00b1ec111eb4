"""Where a text names an Act in Hindi: 'भारतीय दंड संहिता, 1860'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.act_table import table
from law4u_index.law.act_years import YEAR, year_in
from law4u_index.law.devanagari import folded

_LETTER = re.compile(r"[ऀ-ॿ]")
"""One of them is looked for in half of the time that a word of them takes."""

_WORD = re.compile(r"[ऀ-ंऄ-ॣॱ-ॿ]+|[0-9]+")
_BETWEEN = re.compile(r"[\s.,:;ः()॰/–-]{0,3}")
_ANY_LAW = ("कानून", "क़ानून")
"""Words for 'law' that need not be an Act: they mean one right beside a provision only."""


def acts_in_hindi(text: str) -> Iterator[ActMention]:
    """Yield where `text` names an Act in Devanagari, in order."""
    if text.isascii() or _LETTER.search(text) is None:
        return
    by_first = _names()
    words = list(_WORD.finditer(text))
    for index, word in enumerate(words):
        for name, act in by_first.get(folded(word[0]), ()):
            last = _last_of(name, words, index, text)
            if last is not None:
                year = YEAR.match(text, last.end())
                end = last.end() + (text[last.end() : last.end() + 1] == ".")
                end = year.end() if year and int(year_in(year)) == table().acts[act].year else end
                yield ActMention(word.start(), end, end, act, "code", short=True, weak=last[0] in _ANY_LAW)
                break


def _last_of(name: tuple[str, ...], words: list[re.Match[str]], first: int, text: str) -> re.Match[str] | None:
    """Return the last word of a name of which the first stands at `first`; None where the others do not follow."""
    if first + len(name) > len(words):
        return None
    for index, part in enumerate(name[1:], first + 1):
        if folded(words[index][0]) != part or not _BETWEEN.fullmatch(
            text, words[index - 1].end(), words[index].start()
        ):
            return None
    return words[first + len(name) - 1]


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the Devanagari names, those of most words first, by their first word; all words folded."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, act in table().hindi:
        words = tuple(map(folded, _WORD.findall(name)))
        names.setdefault(words[0], []).append((words, act))
    for found in names.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return names
