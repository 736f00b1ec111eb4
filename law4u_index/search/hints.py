"""What a whole question is about, where its words lie apart: 'he scared the people who saw it' hints at a witness.

A row of lay words is a hint where a question holds most of its words, in any order and with others between. What
the row means is then scored on top of what was said. It is required of no answer, and no answer gets the bonus for
having all the words by it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from law4u_index.law.lay import LayWord
from law4u_index.search.widening import Alternative, alternative_terms, phrases_of_lay_words

LEAST_SHARE = 0.75
"""So much of a row's words, by their rarity among the rows, a question has to hold."""

LEAST_WORDS = 2
"""So many words of a row a question has to hold: one alone may mean anything."""

MAX_ROWS = 6
"""The rows that fit best are hints, so many at the most."""

MAX_HINTS = 8
"""So many of their meanings are scored at the most."""


class Held(NamedTuple):
    """A row of lay words of which a question holds a part.

    Attributes:
        number: the row's, among all.
        row: what it says.
        share: how much of its words the question holds, by their rarity among the rows, up to 1.
        words: how many of its words the question holds.
    """

    number: int
    row: LayWord
    share: float
    words: int


class Hinter:
    """Finds the rows of lay words that a question holds.

    Args:
        phrases: the terms of each row without stop words and little words, and the row.
    """

    def __init__(self, phrases: Iterable[tuple[frozenset[str], LayWord]]) -> None:
        self._rows = [(terms, row) for terms, row in phrases if terms]
        self._of_term: dict[str, list[int]] = defaultdict(list)
        for number, (terms, _) in enumerate(self._rows):
            for term in terms:
                self._of_term[term].append(number)
        self._rarity = {term: math.log(1 + len(self._rows) / len(rows)) for term, rows in self._of_term.items()}
        self._weights = [sum(self._rarity[term] for term in sorted(terms)) for terms, _ in self._rows]

    def held(self, said: Collection[str], least: float) -> Iterator[Held]:
        """Yield the rows of whose words, by their rarity among the rows, `said` holds a share of at least `least`.

        Args:
            said: terms.
            least: more than 0, at most 1.
        """
        shares: defaultdict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        for term in sorted(set(said)):
            rarity = self._rarity.get(term, 0.0)
            for number in self._of_term.get(term, ()):
                shares[number] += rarity
                counts[number] += 1
        for number, rarity in shares.items():
            share = min(1.0, rarity / self._weights[number])
            if share >= least:
                yield Held(number, self._rows[number][1], share, counts[number])

    def hints(self, said: Collection[str], known: Callable[[str], bool]) -> tuple[Alternative, ...]:
        """Return what a question hints at, the surest first.

        Args:
            said: the terms of the question.
            known: tells whether the index has a term; what has one that it has not is left out.
        """
        fitting = [
            (one.share * one.row.weight, -one.number)
            for one in self.held(said, LEAST_SHARE)
            if one.words >= LEAST_WORDS
        ]
        best: dict[tuple[str, ...], Alternative] = {}
        for weight, number in sorted(fitting, reverse=True)[:MAX_ROWS]:
            for text in self._rows[-number][1].meant:
                meant = alternative_terms(text)
                if meant and meant not in best and all(map(known, meant)):
                    best[meant] = Alternative(meant, weight, text)
        ordered = sorted(best.values(), key=lambda hint: (-hint.weight, hint.text))
        return tuple(ordered[:MAX_HINTS])


@lru_cache(maxsize=1)
def hinter() -> Hinter:
    """Return the hinter of the lay words that come with the package, made on first use."""
    return Hinter(phrases_of_lay_words())
