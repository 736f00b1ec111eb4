"""What a whole question is about, where its words lie apart: 'he scared the people who saw it' hints at a witness.

A row of lay words is a hint where a question holds most of its words, in any order and with others between. What
the row means is then scored on top of what was said. It is required of no answer, and no answer gets the bonus for
having all the words by it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

import numpy as np

from law4u_index.search.lexicon import Lexicon, lexicon
from law4u_index.search.widening import Alternative

LEAST_SHARE = 0.75
"""So much of a row's words, by their rarity among the rows, a question has to hold."""

LEAST_WORDS = 2
"""So many words of a row a question has to hold: one alone may mean anything."""

MAX_ROWS = 6
"""The rows that fit best are hints, so many at the most."""

MAX_HINTS = 8
"""So many of their meanings are scored at the most."""


_SLACK = 1e-9
"""Sums of the same numbers in another order differ by less than this."""


class Hinter:
    """Finds the rows of lay words that a question holds.

    Args:
        words: the tables.
    """

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words

    def hints(self, said: Collection[str], known: Callable[[str], bool]) -> tuple[Alternative, ...]:
        """Return what a question hints at, the surest first.

        Args:
            said: the terms of the question.
            known: tells whether the index has a term; what has one that it has not is left out.
        """
        best: dict[tuple[str, ...], Alternative] = {}
        for weight, number in self._fitting(said):
            entry = self._lexicon.entry(int(self._lexicon.hint_rows[number]))
            for text, meant in entry.meant:
                if meant and meant not in best and all(map(known, meant)):
                    best[meant] = Alternative(meant, weight, text)
        ordered = sorted(best.values(), key=lambda hint: (-hint.weight, hint.text))
        return tuple(ordered[:MAX_HINTS])

    def _fitting(self, said: Collection[str]) -> list[tuple[float, int]]:
        """Return the numbers of the rows that fit best, each behind its weight times the share that is held."""
        found = [hint for term in sorted(set(said)) if (hint := self._lexicon.hint(term)) is not None]
        if len(found) < LEAST_WORDS:
            return []
        numbers = np.concatenate([having for _, having in found])
        rarities = np.repeat([rarity for rarity, _ in found], [len(having) for _, having in found])
        held = np.bincount(numbers, rarities)
        shares = held / self._lexicon.hint_sums[: len(held)]
        fitting = np.flatnonzero((np.bincount(numbers) >= LEAST_WORDS) & (shares >= LEAST_SHARE - _SLACK))
        weights = np.minimum(shares[fitting], 1.0) * self._lexicon.hint_weights[fitting]
        return sorted(zip(weights.tolist(), fitting.tolist(), strict=True), key=lambda one: (-one[0], one[1]))[
            :MAX_ROWS
        ]


@lru_cache(maxsize=1)
def hinter() -> Hinter:
    """Return the hinter of the lay words that come with the package."""
    return Hinter(lexicon())
