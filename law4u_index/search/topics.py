"""What a question may be about, told by all rows of lay words that share words with it.

A hint (:mod:`law4u_index.search.hints`) is one row of which a question holds nearly all. Here every row of which it
holds half has a vote, for what the row means and for its area of law: one such row is a guess, but what many of them
mean is likely. So votes only choose among answers that were found already (:mod:`law4u_index.search.refining`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from law4u_index.index.keys import area
from law4u_index.search.hints import Held

MAX_MEANINGS = 20
"""The likeliest meanings count, so many at the most."""

LONE_WORD = 0.7
"""What the vote of a row counts of which a question holds one word: two that belong together tell more."""


class Topics(NamedTuple):
    """What a question may be about.

    Attributes:
        meanings: terms of the index and how likely they are meant, 0 to 1, the likeliest first: 1 − Π (1 − share of the
            row that is held × the row's weight), over the rows that mean them; less by :data:`LONE_WORD` where it is
            one word that is held.
        areas: areas of law by :func:`~law4u_index.index.keys.area`, with each one's share of all votes.
    """

    meanings: tuple[tuple[tuple[str, ...], float], ...] = ()
    areas: Mapping[str, float] = {}


NO_TOPICS = Topics()
"""Nothing is known of what a question is about."""


def topics(held: Iterable[Held], known: Callable[[str], bool]) -> Topics:
    """Return what a question may be about.

    Args:
        held: the rows of whose words it holds some.
        known: tells whether the index has a term; what has one that it has not is left out.
    """
    unmeant: dict[tuple[str, ...], float] = {}
    votes: defaultdict[str, float] = defaultdict(float)
    for one in held:
        sure = one.share * one.entry.weight * (1.0 if one.words > 1 else LONE_WORD)
        votes[one.entry.category] += sure
        unsure = 1.0 - sure
        for _, terms in one.entry.meant:
            unmeant[terms] = unmeant.get(terms, 1.0) * unsure
    likely: dict[tuple[str, ...], float] = {}
    for unlikely, terms in sorted([(unlikely, terms) for terms, unlikely in unmeant.items()]):
        if terms and all(map(known, terms)):
            likely[terms] = 1.0 - unlikely
            if len(likely) == MAX_MEANINGS:
                break
    total = sum(votes.values())
    return Topics(tuple(likely.items()), {area(name): vote / total for name, vote in votes.items()})
