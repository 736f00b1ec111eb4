"""Hindi words and what answers call it in English: ``data/hindi.csv`` and ``data/hindi_grammar.csv`` as records.

Both tables are written for lawyers to review: ``docs/words.md`` tells what each column holds and how to add a row.
They are read on first use, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.sheets import listed, open_sheet, rows, weight
from law4u_index.law.verbs import MARK

_BETWEEN_FORMS = " ; "

MIN_WEIGHT, MAX_WEIGHT = 0.3, 0.95
"""The range of :attr:`HindiWord.weight`: what was said itself counts 1."""

KINDS = frozenset({"grammar", "helper", "negation"})
"""What :attr:`GrammarWord.kind` can be."""


class HindiWord(NamedTuple):
    """A Hindi word or phrase, and the English words that an answer to it uses.

    Attributes:
        latin: its forms in Latin letters, lower case; of each form the usual spellings, which sound alike. One with a
            mark behind it is the stem of a verb (:mod:`law4u_index.law.verbs`).
        devanagari: its forms in Devanagari, and stems of verbs.
        meant: the English words, each a word or a short phrase, at least one.
        weight: how surely they are meant, from 0.3 to 0.95.
        category: the site's label of the area of law, or 'General'.
        reason: why, in a few words, for the reviewer.
        lookalikes: those spellings that are English words as well ('band' is shut, and a band).
    """

    latin: tuple[tuple[str, ...], ...]
    devanagari: tuple[str, ...]
    meant: tuple[str, ...]
    weight: float
    category: str
    reason: str
    lookalikes: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """All of its forms and spellings, in both scripts."""
        return tuple(spelling for form in self.latin for spelling in form) + self.devanagari

    @property
    def name(self) -> str:
        """Its first spelling: what it is called where it is shown."""
        return self.latin[0][0].removesuffix(MARK)


class GrammarWord(NamedTuple):
    """A word that carries no meaning to look for.

    Attributes:
        latin: its spellings in Latin letters, and stems of verbs.
        devanagari: its forms in Devanagari, and stems of verbs.
        kind: ``grammar`` (pronouns, endings, question words), ``helper`` (verbs that stand behind others) or
            ``negation``.
        lookalikes: those spellings that are English words, or short enough to be somebody's abbreviation.
    """

    latin: tuple[str, ...]
    devanagari: tuple[str, ...]
    kind: str
    lookalikes: tuple[str, ...]


@lru_cache(maxsize=1)
def hindi_words() -> tuple[HindiWord, ...]:
    """Return every row of ``data/hindi.csv``, in its order.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("hindi.csv") as file:
        return tuple(read_hindi_words(file))


@lru_cache(maxsize=1)
def grammar_words() -> tuple[GrammarWord, ...]:
    """Return every row of ``data/hindi_grammar.csv``, in its order.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("hindi_grammar.csv") as file:
        return tuple(read_grammar_words(file))


def read_hindi_words(lines: Iterable[str]) -> Iterator[HindiWord]:
    """Yield the rows of a table of Hindi words.

    Args:
        lines: the lines of a CSV file with the columns ``latin,devanagari,meant,weight,category,reason,lookalikes``,
            headings first.

    Raises:
        ValueError: a row has too many or too few columns, or a weight out of its range; the message names the line.
    """
    for line, (latin, devanagari, meant, sure, category, reason, lookalikes) in rows(lines, columns=7):
        forms = tuple(map(listed, latin.split(_BETWEEN_FORMS)))
        yield HindiWord(
            forms,
            listed(devanagari),
            listed(meant),
            weight(sure, line, MIN_WEIGHT, MAX_WEIGHT),
            category,
            reason,
            listed(lookalikes),
        )


def read_grammar_words(lines: Iterable[str]) -> Iterator[GrammarWord]:
    """Yield the rows of a table of grammar words.

    Args:
        lines: the lines of a CSV file with the columns ``latin,devanagari,kind,lookalikes``, headings first.

    Raises:
        ValueError: a row has too many or too few columns, or a kind that there is not; the message names the line.
    """
    for line, (latin, devanagari, kind, lookalikes) in rows(lines, columns=4):
        if kind not in KINDS:
            raise ValueError(f"line {line}: the kind is '{kind}'; it must be one of {', '.join(sorted(KINDS))}")
        yield GrammarWord(listed(latin), listed(devanagari), kind, listed(lookalikes))
