"""The names that a text itself gives to Acts: 'the Code of Criminal Procedure, 1973 (hereinafter "the Code")'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from law4u_index.law.act_mentions import ActMention
from law4u_index.law.act_table import squeeze, table
from law4u_index.law.act_years import NUMBER_OF

_ASIDE = re.compile(r"\s{0,2},?\s{0,2}[(\[]([^()\[\]\x00]{2,110})[)\]]")
_QUOTED = re.compile(r"[\"“”'‘’]([^\"“”‘’\x00]{2,60}?)[\"“”'‘’](?![A-Za-z])")
_LEAD_IN = re.compile(
    r"(?:(?:herein|here|there)?-?(?:in)?after|for|in|to|be|the|sake|of|short|brevity|convenience|called|as|referred|also"
    r"|known|popularly|commonly|simply|or|only|and|is|would|will|shall)(?:\s{1,2}|[,:]\s?|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_AROUND = " \"'“”‘’,."

_ASIDES, _LEADING_WORDS, _WORDS, _TERMS = 3, 12, 6, 12
"""So many brackets behind a name are read, so many words that lead up to a term there, so many words of a term; and so
many terms of a text are looked for."""

_SHORTEST, _LONGEST = 2, 12
"""How many letters a term has that is looked for wherever it stands."""


@dataclass(slots=True)
class Definitions:
    """What a text itself says of names.

    Attributes:
        names: the names that it gives to Acts ('hereinafter "the Code"'), by their letters.
        dated: the Acts that it has named with their year.
    """

    names: dict[str, str] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)

    def take_asides(self, text: str, end: int, act: str) -> int:
        """Take in the brackets after a name ('(2 of 1974)', '(for short "the Act")') and return where they end."""
        if text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
            return end  # as in most sentences: the next word follows
        for _ in range(_ASIDES):
            numbered = NUMBER_OF.match(text, end)
            if numbered is not None:
                end = numbered.end()
                continue
            aside = _ASIDE.match(text, end)
            terms = [] if aside is None else _terms(aside[1])
            if aside is None or not terms:
                break
            self.names.update(dict.fromkeys(terms, act))
            end = aside.end()
        return end

    def uses(self, text: str) -> Iterator[ActMention]:
        """Yield where the text uses a name that it has defined and that no other rule finds."""
        known = table()
        for term, act in list(self.names.items())[:_TERMS]:
            if term in known.abbreviations or term.endswith(("act", "code", "rules")):
                continue
            if _SHORTEST <= len(term) <= _LONGEST:
                for match in re.finditer(rf"(?<![A-Za-z]){re.escape(term.upper())}(?![A-Za-z])", text):
                    yield ActMention(match.start(), match.end(), match.end(), act, "act")


def _terms(aside: str) -> list[str]:
    """Return the names that the words in brackets after an Act give it, by their letters."""
    quoted = _QUOTED.findall(aside)
    terms: list[str] = []
    for phrase in quoted or [aside]:
        term = _without_lead_in(phrase.strip(_AROUND)).strip(_AROUND)
        if not term or len(term.split()) > _WORDS or _NUMBER.search(term):
            continue
        if quoted or term[0].isupper() or term.lower() in ("act", "code"):
            terms.append(squeeze(term))
    return [term for term in terms if term]


def _without_lead_in(phrase: str) -> str:
    """Return a phrase without the words that lead up to a term: 'hereinafter referred to as the'."""
    for _ in range(_LEADING_WORDS):
        lead = _LEAD_IN.match(phrase)
        if lead is None or lead.end() == 0:
            break
        phrase = phrase[lead.end() :]
    return phrase
