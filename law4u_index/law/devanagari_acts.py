"""Where a text names an Act in Hindi: 'भारतीय दंड संहिता, 1860'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.act_table import table
from law4u_index.law.act_years import YEAR, year_in

_LETTER = re.compile(r"[ऀ-ॿ]")
"""One of them is looked for in half of the time that a word of them takes."""
_WORD = re.compile(r"[ऀ-ॿ]+")


def acts_in_hindi(text: str) -> Iterator[ActMention]:
    """Yield where `text` names an Act in Devanagari, in order."""
    if text.isascii() or _LETTER.search(text) is None:
        return
    by_first = _names()
    for word in _WORD.finditer(text):
        for pattern, act in by_first.get(word[0], ()):
            match = pattern.match(text, word.start())
            if match is not None:
                year = YEAR.match(text, match.end())
                end = year.end() if year and int(year_in(year)) == table().acts[act].year else match.end()
                yield ActMention(match.start(), end, end, act, "code", short=True)
                break


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return the Devanagari names, longest first, by what they have before the first other sign."""
    names: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for name, act in table().hindi:
        first = _WORD.match(name)
        assert first is not None
        parts = re.findall(r"[ऀ-ॿ]+|[^ऀ-ॿ\s.,]", name)
        spelt = r"[\s.,]{0,3}".join(re.escape(part) for part in parts)
        names.setdefault(first[0], []).append((re.compile(spelt + r"(?![ऀ-ॿ])\.?"), act))
    return names
