"""Term proximity: how near a query's words stand to one another in an answer, in its question, and early behind that.

How near an answer is in meaning is told by :mod:`law4u_index.search.nearness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.positions import MAX_POSITION, POSITION_BITS
from law4u_index.search.snapshot import Snapshot


def keyed(snapshot: Snapshot, terms: Iterable[str], docs: Array) -> dict[str, Array]:
    """Return every place of some terms in some answers: the row in `docs`, shifted left by 24, and the position.

    Args:
        snapshot: the index.
        terms: the terms, each once.
        docs: the answers, ascending.

    Returns:
        for each term its places, ascending; int64.
    """
    found: dict[str, list[Array]] = {term: [] for term in terms}
    for stretch in snapshot.stretches:
        low, high = stretch.among(docs)
        if low < high:
            here = docs[low:high] - stretch.base
            for term, places in found.items():
                positions = snapshot.positions(stretch, term)
                if positions is not None:
                    keys = positions.keyed(here)
                    places.append(keys + (low << POSITION_BITS) if low else keys)
    return {term: _in_a_row(places) for term, places in found.items()}


def _in_a_row(lists: Sequence[Array]) -> Array:
    if len(lists) == 1:
        return lists[0]
    return np.concatenate(lists) if lists else np.empty(0, np.int64)


def pair_proximity(pairs: Sequence[tuple[Array, Array]], count: int, window: int) -> Array:
    """Return how near two words stand to each other in each of `count` answers, at their nearest, for several pairs.

    A word that follows at once is 1 away, one that stands directly before is 2 away, and so on.

    Args:
        pairs: the :func:`keyed` places of the word that was said first, and those of the other.
        count: how many answers there are.
        window: how far apart words count at the most.

    Returns:
        pairs x answers; 1 by how far they are away from each other, 0 where that is further than `window`.
    """
    near = np.zeros(len(pairs) * count)
    if not pairs:
        return near.reshape(0, count)
    keys = []
    for number, (first, second) in enumerate(pairs):
        row = number * count << POSITION_BITS
        keys += [first + row << 1, (second + row << 1) + 1]
    places = np.concatenate(keys)
    places.sort()  # the nearest two of a pair stand side by side then
    is_second = places & 1
    places >>= 1
    away = places[1:] - places[:-1]
    away += is_second[:-1]  # the second word comes before the first
    chosen = ((is_second[1:] != is_second[:-1]) & (away <= window)).nonzero()[0]
    rows = places >> POSITION_BITS
    of_left, of_right = rows[chosen], rows[chosen + 1]
    same = of_left == of_right
    np.maximum.at(near, of_left[same], 1.0 / np.maximum(away[chosen][same], 1))
    return near.reshape(len(pairs), count)


def in_question_and_opening(found: Sequence[Array], ends: Array, span: int) -> tuple[Array, Array]:
    """Return in which answers words stand in the question, and how early behind it: each words x answers.

    Args:
        found: the :func:`keyed` places of each word; at least one word.
        ends: the position after the question of each answer.
        span: how many positions behind the question are its answer's opening.

    Returns:
        whether the word stands in the question; and 1 where it comes at once behind it, less by 1 / `span` for each
        position that it comes later, 0 where it is not in the opening.
    """
    count = len(ends)
    keys = np.concatenate([keys + (number * count << POSITION_BITS) for number, keys in enumerate(found)])
    rows = keys >> POSITION_BITS
    behind = (keys & MAX_POSITION) - np.tile(ends, len(found))[rows]
    soon = (behind < span).nonzero()[0][::-1]  # of several places the first is written last
    rows, behind = rows[soon], behind[soon]
    in_question = behind < 0
    inside = np.zeros(len(found) * count, bool)
    inside[rows[in_question]] = True
    early = np.zeros(len(found) * count)
    opening = ~in_question
    early[rows[opening]] = 1.0 - behind[opening] / span
    return inside.reshape(len(found), count), early.reshape(len(found), count)


def question_ends(snapshot: Snapshot, docs: Array) -> Array:
    """Return the position after the question of each of some answers, which ascend; int64."""
    ends = []
    for stretch in snapshot.stretches:
        low, high = stretch.among(docs)
        if low < high:
            ends.append(stretch.held.question_ends(docs[low:high] - stretch.base))
    return _in_a_row(ends).astype(np.int64)
