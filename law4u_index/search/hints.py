"""What a whole question is about, where its words lie apart: 'he scared the people who saw it' hints at a witness.

A row of lay words is a hint where a question holds most of its words, in any order and with others between. What
the row means is then scored on top of what was said. It is required of no answer, and no answer gets the bonus for
having all the words by it. Words of ``data/same_words.csv`` are one word here: 'cops came for me' is said in a row of
the police.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

import numpy as np

from law4u_index.index.analysis import STOP_TERMS
from law4u_index.search.lexicon import Entry, Lexicon, lexicon
from law4u_index.search.widening import Alternative

LEAST_HELD = 0.5
"""A row of which a question holds a smaller share, by the rarity of its words among the rows, is not looked at."""

LEAST_SHARE = 0.75
"""So much of a row's words a question has to hold for the row to be a hint."""

LEAST_WORDS = 2
"""So many words of a row a question has to hold: one alone may mean anything."""

MAX_ROWS = 6
"""The rows that fit best are hints, so many at the most."""

MAX_HINTS = 8
"""So many of their meanings are scored at the most."""

_SLACK = 1e-9
"""Sums of the same numbers in another order differ by less than this."""


class Held:
    """A row of lay words of which a question holds a part.

    Attributes:
        number: the row's, among all that hint.
        entry: what it says.
        share: how much of its words the question holds, by their rarity among the rows, up to 1.
        words: how many of its words the question holds that are no stop words.
    """

    __slots__ = ("entry", "number", "share", "words")

    def __init__(self, number: int, entry: Entry, share: float, words: int) -> None:
        self.number = number
        self.entry = entry
        self.share = share
        self.words = words


class Hinter:
    """Finds the rows of lay words that a question holds.

    Args:
        words: the tables.
    """

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words

    def knows(self, term: str) -> bool:
        """Tell whether any row of lay words has a term."""
        return self._lexicon.hint(self._lexicon.same(term)) is not None

    def held(self, said: Collection[str]) -> list[Held]:
        """Return the rows of whose words a question holds :data:`LEAST_HELD` at least, in their order.

        A row that denies something ('not paid') is held by no question that denies nothing.

        Args:
            said: the terms of the question.
        """
        one_for_all = set(map(self._lexicon.same, said))
        found = {term: hint for term in sorted(one_for_all) if (hint := self._lexicon.hint(term)) is not None}
        if STOP_TERMS.issuperset(found):
            return []
        every = found.items()
        numbers = np.concatenate([having for _, (having, _) in every])
        sums = np.bincount(numbers, np.concatenate([rarities for _, (_, rarities) in every]))
        shares = sums / self._lexicon.hint_sums[: len(sums)]
        if not any(map(self._lexicon.denies, said)):
            denying = self._lexicon.denying_hints
            shares[denying[denying < len(sums)]] = 0.0
        enough = (shares >= LEAST_HELD - _SLACK).nonzero()[0]
        weighty = np.concatenate([having for term, (having, _) in every if term not in STOP_TERMS])
        counts = np.bincount(weighty, minlength=len(sums))[enough].tolist()
        rows = self._lexicon.hint_rows[enough].tolist()
        return [
            Held(number, self._lexicon.entry(row), min(1.0, share), count)
            for number, row, share, count in zip(enough.tolist(), rows, shares[enough].tolist(), counts, strict=True)
            if count
        ]


def hints(held: Iterable[Held], known: Callable[[str], bool]) -> tuple[Alternative, ...]:
    """Return what a question hints at, the surest first.

    Args:
        held: the rows of whose words it holds some.
        known: tells whether the index has a term; what has one that it has not is left out.
    """
    fitting = [
        (-one.share * one.entry.weight, one.number, one.entry)
        for one in held
        if one.words >= LEAST_WORDS and one.share >= LEAST_SHARE - _SLACK
    ]
    best: dict[tuple[str, ...], Alternative] = {}
    for weight, _, entry in sorted(fitting)[:MAX_ROWS]:
        for text, meant in entry.meant:
            if meant and meant not in best and all(map(known, meant)):
                best[meant] = Alternative(meant, -weight, text)
    ordered = sorted(best.values(), key=lambda hint: (-hint.weight, hint.text))
    return tuple(ordered[:MAX_HINTS])


@lru_cache(maxsize=1)
def hinter() -> Hinter:
    """Return the hinter of the lay words that come with the package."""
    return Hinter(lexicon())
