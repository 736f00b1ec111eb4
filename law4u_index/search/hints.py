"""What a whole question is about, where its words lie apart: 'he scared the people who saw it' hints at a witness.

A row of lay words is a hint where a question holds most of its words, in any order and with others between. What
the row means is then scored on top of what was said. It is required of no answer, and no answer gets the bonus for
having all the words by it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

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


class Hinter:
    """Finds the rows of lay words that a question holds.

    Args:
        phrases: the terms of each row without stop words and little words, and the row.
    """

    def __init__(self, phrases: Iterable[tuple[frozenset[str], LayWord]]) -> None:
        self._rows = [(terms, row) for terms, row in phrases if len(terms) >= LEAST_WORDS]
        self._of_term: dict[str, list[int]] = defaultdict(list)
        for number, (terms, _) in enumerate(self._rows):
            for term in terms:
                self._of_term[term].append(number)
        self._rarity = {term: math.log(1 + len(self._rows) / len(rows)) for term, rows in self._of_term.items()}

    def hints(self, said: Collection[str], known: Callable[[str], bool]) -> tuple[Alternative, ...]:
        """Return what a question hints at, the surest first.

        Args:
            said: the terms of the question.
            known: tells whether the index has a term; what has one that it has not is left out.
        """
        held: Counter[int] = Counter()
        for term in set(said):
            for number in self._of_term.get(term, ()):
                held[number] += 1
        fitting = []
        for number, count in held.items():
            if count >= LEAST_WORDS:
                terms, row = self._rows[number]
                share = self._weight(terms.intersection(said)) / self._weight(terms)
                if share >= LEAST_SHARE:
                    fitting.append((share * row.weight, -number))
        best: dict[tuple[str, ...], Alternative] = {}
        for weight, number in sorted(fitting, reverse=True)[:MAX_ROWS]:
            for text in self._rows[-number][1].meant:
                meant = alternative_terms(text)
                if meant and meant not in best and all(map(known, meant)):
                    best[meant] = Alternative(meant, weight, text)
        ordered = sorted(best.values(), key=lambda hint: (-hint.weight, hint.text))
        return tuple(ordered[:MAX_HINTS])

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(self._rarity[term] for term in sorted(terms))


@lru_cache(maxsize=1)
def hinter() -> Hinter:
    """Return the hinter of the lay words that come with the package, made on first use."""
    return Hinter(phrases_of_lay_words())
