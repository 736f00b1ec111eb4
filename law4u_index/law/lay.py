"""What people say and what the law calls it: lay words, acronyms and the words that ask, as records.

The tables ``data/lay_words.csv``, ``same_words.csv``, ``acronyms.csv`` and ``question_words.csv`` are written for
lawyers to review: ``docs/words.md`` tells what each column holds and how to add a row.
They are read on first use, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from law4u_index.kinds import KINDS
from law4u_index.law.sheets import listed, open_sheet, rows, weight

MIN_WEIGHT, MAX_WEIGHT = 0.1, 0.9
"""The range of :attr:`LayWord.weight`: what was said itself counts 1."""


@dataclass(frozen=True, slots=True)
class LayWord:
    """A word or phrase as people say it, and the legal words that an answer to it uses.

    Attributes:
        said: one to six words in lower case, in any form: what is compared is their English stems, in this order,
            little words ('a', 'my', 'was') aside.
        meant: the legal words, each a word or a short phrase, at least one.
        weight: how surely `said` means them, from 0.1 to 0.9: 0.8 for what is nearly the same in law, 0.5 for
            what is likely meant, 0.3 for what is sometimes meant.
        category: the site's label of the area of law.
        reason: why, in a few words, for the reviewer.
    """

    said: str
    meant: tuple[str, ...]
    weight: float
    category: str
    reason: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym and what it stands for.

    Attributes:
        short: its letters, without points: ``RTI``, ``SC/ST``.
        long: the words: ``Right to Information``.
        category: the site's label of the area of law.
    """

    short: str
    long: str
    category: str


PLACES = ("anywhere", "first")
"""Where words ask: anywhere, or only where nothing but stop words and other asking words comes before them."""

WEIGHTS = ("none", "full")
"""What words that ask weigh by themselves in a search."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Words that tell what of a matter is asked for: 'punishment for', 'how long'.

    Attributes:
        said: the ways to say it, each one or more words.
        kind: the kind of section that tells it, one of :data:`law4u_index.kinds.KINDS`.
        place: where in a query the words ask for that, one of :data:`PLACES`.
        weight: one of :data:`WEIGHTS`: none where they only ask, full where they may as well be what it is about.
        reason: why, in a few words, for the reviewer.
    """

    said: tuple[str, ...]
    kind: str
    place: str
    weight: str
    reason: str


@lru_cache(maxsize=1)
def lay_words() -> tuple[LayWord, ...]:
    """Return every row of ``data/lay_words.csv``, in its order.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("lay_words.csv") as file:
        return tuple(read_lay_words(file))


@lru_cache(maxsize=1)
def same_words() -> tuple[tuple[str, ...], ...]:
    """Return every row of ``data/same_words.csv``: words that tell the same in a lay word of several words.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("same_words.csv") as file:
        return tuple(read_same_words(file))


@lru_cache(maxsize=1)
def acronyms() -> tuple[Acronym, ...]:
    """Return every row of ``data/acronyms.csv``, in its order.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("acronyms.csv") as file:
        return tuple(read_acronyms(file))


@lru_cache(maxsize=1)
def question_words() -> tuple[QuestionWords, ...]:
    """Return every row of ``data/question_words.csv``, in its order.

    Raises:
        ValueError: a row cannot be read; the message names its line.
    """
    with open_sheet("question_words.csv") as file:
        return tuple(read_question_words(file))


def read_lay_words(lines: Iterable[str]) -> Iterator[LayWord]:
    """Yield the rows of a table of lay words.

    Args:
        lines: the lines of a CSV file with the columns ``said,meant,weight,category,reason``, headings first.

    Raises:
        ValueError: a row has too many or too few columns, nothing that is meant, or a weight out of its range; the
            message names the line.
    """
    for line, (said, meant, sure, category, reason) in rows(lines, columns=5):
        if not meant:
            raise ValueError(f"line {line}: the column 'meant' is empty; say what '{said}' means")
        yield LayWord(said, listed(meant), weight(sure, line, MIN_WEIGHT, MAX_WEIGHT), category, reason)


def read_same_words(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words of each row of a table of words that tell the same.

    Args:
        lines: the lines of a CSV file with the columns ``words,reason``, headings first.

    Raises:
        ValueError: a row has too many or too few columns, or fewer than two words; the message names the line.
    """
    for line, (words, _) in rows(lines, columns=2):
        same = listed(words)
        if len(same) < 2:
            raise ValueError(f"line {line}: '{words}' is no two words; part them by ' | '")
        yield same


def read_acronyms(lines: Iterable[str]) -> Iterator[Acronym]:
    """Yield the rows of a table of acronyms.

    Args:
        lines: the lines of a CSV file with the columns ``short,long,category``, headings first.

    Raises:
        ValueError: a row has too many or too few columns; the message names the line.
    """
    for _, (short, long, category) in rows(lines, columns=3):
        yield Acronym(short, long, category)


def read_question_words(lines: Iterable[str]) -> Iterator[QuestionWords]:
    """Yield the rows of a table of words that ask.

    Args:
        lines: the lines of a CSV file with the columns ``said,kind,place,weight,reason``, headings first.

    Raises:
        ValueError: a row has too many or too few columns, or a kind, place or weight that there is not; the message
            names the line.
    """
    for line, (said, kind, place, weighs, reason) in rows(lines, columns=5):
        for column, value, values in (("kind", kind, KINDS), ("place", place, PLACES), ("weight", weighs, WEIGHTS)):
            if value not in values:
                raise ValueError(f"line {line}: the {column} is '{value}'; it must be one of {', '.join(values)}")
        yield QuestionWords(listed(said), kind, place, weighs, reason)
