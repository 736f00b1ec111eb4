"""Answers, their words and what these are worth, for the search that :mod:`tests.search.reference` does."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from law4u_index.answer import Answer
from law4u_index.index.analysis import TOKEN, fold, terms_of, tokens
from law4u_index.index.gists import DIMS, vector_of
from law4u_index.index.schema import FIELDS, IMPACT_ONE, K1, passages
from law4u_index.law.english import english_words

EVERYDAY = 0.4
EVERYDAY_TERMS = {terms_of(word)[0] for word in english_words("everyday")}


@dataclass(frozen=True)
class Text:
    """A text of an answer: the name of its field and the terms of each of its tokens."""

    field: str
    terms: list[tuple[str, ...]]


def sum_of_vectors(terms: Iterable[tuple[str, int]]) -> list[int]:
    """Return the sum of the vectors of terms, each so many times."""
    sums = [0] * DIMS
    for term, times in terms:
        vector = vector_of(term)
        if vector is not None:
            sums = [one + int(other) * times for one, other in zip(sums, vector, strict=True)]
    return sums


class Doc:
    """An answer and its texts, token by token."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.id = answer.id
        self.texts = [
            Text(field.name, [token.terms for token in tokens(text)])
            for passage in passages(answer)
            for field, text in passage.texts
        ]
        self.written = Counter(
            token
            for passage in passages(answer)
            for _, text in passage.texts
            for token in TOKEN.findall(fold(text))
            if token.isalpha() or "\u0900" <= token[0] <= "\u097f"
        )
        self.places: dict[str, list[int]] = {}
        place = 0
        for text in self.texts:
            for number, terms in enumerate(text.terms):
                for term in terms:
                    self.places.setdefault(term, []).append(place + number)
            place += len(text.terms) + bool(text.terms)
        title = len(next(text for text in self.texts if text.field == "question").terms)
        self.question_end = title + bool(title)
        self.cited = {part for one in answer.citations for part in with_its_wholes(one.id)}

    @cached_property
    def impacts(self) -> dict[str, int]:
        """The 16-bit impact of each term of the answer."""
        found = {}
        for term in {term for text in self.texts for terms in text.terms for term in terms}:
            tf = 0.0
            for one in FIELDS:
                mine = [terms for text in self.texts if text.field == one.name for terms in text.terms]
                occurrences = sum(terms.count(term) for terms in mine)
                tf += occurrences * (one.weight / (1 - one.b + one.b * len(mine) / one.pivot))
            found[term] = max(1, round(IMPACT_ONE * (tf / (K1 + tf))))
        return found

    @cached_property
    def gist(self) -> list[int]:
        """What the answer is about: the sum of its terms' vectors, the greatest number 127 either way."""
        sums = sum_of_vectors([(term, impact // 256) for term, impact in self.impacts.items()])
        most = max(map(abs, sums))
        return [round(number * 127 / most) if most else 0 for number in sums]

    def has(self, term: str, only: str | None) -> bool:
        return any(term in terms for text in self.texts if only in (None, text.field) for terms in text.terms)

    def has_phrase(self, terms: Sequence[str], only: str | None) -> bool:
        return any(
            all(term in text.terms[start + offset] for offset, term in enumerate(terms))
            for text in self.texts
            if only in (None, text.field)
            for start in range(len(text.terms) - len(terms) + 1)
        )

    @property
    def order(self) -> tuple[int, str]:
        """Where equals stand: ids that are numbers first, by their number, then the others by their letters."""
        number = self.id.isascii() and self.id.isdigit() and len(self.id) < 18
        return (int(self.id) if number else 1 << 62, self.id)


def with_its_wholes(provision: str) -> list[str]:
    """A provision's id and those of all that it is a part of: 13(1)(ia), 13(1), 13."""
    return [provision[:end] for end in range(1, len(provision) + 1) if provision[end:][:1] in ("", "(")]


@dataclass
class Part:
    """What a part of a query is worth: its answers, what it adds to the score of each, and more than it ever adds."""

    scores: dict[str, float]
    most: float


class Answers:
    """Answers with their words and what these are worth: an index that keeps nothing but the answers.

    Args:
        answers: all, also those deleted: their words are still known to the spelling.
        deleted: the ids of those deleted.
    """

    def __init__(self, answers: Iterable[Answer], deleted: Collection[str] = ()) -> None:
        every = [Doc(answer) for answer in answers]
        self.docs = [doc for doc in every if doc.id not in deleted]
        self.df = Counter(term for doc in every for term in doc.impacts)
        self.known = {term for doc in every for text in doc.texts for terms in text.terms for term in terms}
        self.counts: Counter[str] = sum((doc.written for doc in every), Counter())
        self._terms: dict[tuple[str, str | None], Part | None] = {}

    def worth(self, impacts: dict[str, int], share: float = 1.0) -> Part | None:
        """Return what is worth its rarity, or a share of that: ``idf * impact``."""
        if not impacts:
            return None
        factor = self.factor(len(impacts), share)
        return Part({one: impact * factor for one, impact in impacts.items()}, factor * IMPACT_ONE)

    def factor(self, df: int, share: float = 1.0) -> float:
        """Return what an impact of one is worth of what `df` answers have."""
        idf = math.log(1 + (len(self.docs) - df + 0.5) / (df + 0.5)) * share
        return max(1, round(idf / IMPACT_ONE * 2**38)) / 2**38

    def term(self, term: str, only: str | None = None) -> Part | None:
        """Return what a word is worth by itself; only where it stands in the field `only`, if one is given."""
        if (term, only) not in self._terms:
            found = {doc.id: doc.impacts[term] for doc in self.docs if doc.has(term, only)}
            self._terms[term, only] = self.worth(found, EVERYDAY if term in EVERYDAY_TERMS else 1.0)
        return self._terms[term, only]
