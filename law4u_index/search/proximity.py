"""Term proximity: how near a query's words stand to one another in an answer, in its question, and early behind that.

How near an answer is in meaning is told by :mod:`law4u_index.search.nearness`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index import positions
from law4u_index.index.blockfile import Array
from law4u_index.index.positions import MAX_POSITION, POSITION_BITS
from law4u_index.search.snapshot import Snapshot


def keyed(snapshot: Snapshot, terms: Sequence[str], docs: Array) -> Array:
    """Return every place where some terms stand in some answers.

    Args:
        snapshot: the index.
        terms: the terms.
        docs: the answers, ascending.

    Returns:
        Of each place the row, shifted left by :data:`POSITION_BITS`, and the position; rows are those of terms x
        answers. The places of one term in one answer stand side by side, ascending; int64.
    """
    every: list[Array] = []
    for stretch in snapshot.stretches:
        low, high = stretch.among(docs)
        if low < high:
            rows = range(low, len(terms) * len(docs), len(docs))
            found = [(row, snapshot.positions(stretch, term)) for row, term in zip(rows, terms, strict=True)]
            lists = [(row, one) for row, one in found if one is not None]
            if lists:
                every.append(positions.keyed(lists, docs[low:high] - stretch.base))
    return _end_to_end(every)


def _end_to_end(lists: Sequence[Array]) -> Array:
    """Return what is told of one stretch of the index after the other as one list; int64 where there is none."""
    if len(lists) == 1:
        return lists[0]
    return np.concatenate(lists) if lists else np.empty(0, np.int64)


def pair_proximity(places: Array, words: int, count: int, window: int) -> Array:
    """Return how near each two words that were said one after the other stand to each other, at their nearest.

    A word that follows at once is 1 away, one that stands directly before is 2 away, and so on.

    Args:
        places: where the words stand (:func:`keyed`).
        words: how many words there are, at least one.
        count: how many answers there are.
        window: how far apart words count at the most.

    Returns:
        pairs x answers; 1 by how far they are away from each other, 0 where that is further than `window`.
    """
    before = count << POSITION_BITS  # to the rows of the word before
    both = np.concatenate([places << 1, (places - before << 1) + 1])
    both.sort()  # the nearest two of a pair stand side by side then
    is_second = both & 1
    both >>= 1
    away = both[1:] - both[:-1]
    away += is_second[:-1]  # the second word comes before the first
    chosen = ((is_second[1:] != is_second[:-1]) & (away <= window)).nonzero()[0]
    rows = both >> POSITION_BITS
    of_left, of_right = rows[chosen], rows[chosen + 1]
    same = of_left == of_right
    near = np.zeros((words - 1) * count)
    np.maximum.at(near, of_left[same], 1.0 / np.maximum(away[chosen][same], 1))
    return near.reshape(words - 1, count)


def in_which(places: Array, words: int, count: int) -> Array:
    """Return in which of `count` answers words stand, words x answers: 1 where one does, else 0.

    Args:
        places: where the words stand (:func:`keyed`).
        words: how many words there are.
        count: how many answers there are.
    """
    found = np.zeros(words * count)
    found[places >> POSITION_BITS] = 1.0
    return found.reshape(words, count)


def in_question_and_opening(places: Array, words: int, ends: Array, span: int) -> tuple[Array, Array]:
    """Return in which answers words stand in the question, and how early behind it: each words x answers.

    Args:
        places: where the words stand (:func:`keyed`).
        words: how many words there are.
        ends: the position after the question of each answer.
        span: how many positions behind the question are its answer's opening.

    Returns:
        1 where the word stands in the question, else 0; and 1 where it comes at once behind it, less by 1 / `span` for
        each position that it comes later, 0 where it is not in the opening.
    """
    rows = places >> POSITION_BITS
    behind = (places & MAX_POSITION) - np.tile(ends, words)[rows]
    soon = (behind < span).nonzero()[0][::-1]  # of several places the first is written last
    rows, behind = rows[soon], behind[soon]
    in_question = behind < 0
    inside = np.zeros(words * len(ends))
    inside[rows[in_question]] = 1.0
    early = np.zeros(words * len(ends))
    opening = ~in_question
    early[rows[opening]] = 1.0 - behind[opening] / span
    return inside.reshape(words, len(ends)), early.reshape(words, len(ends))


def question_ends(snapshot: Snapshot, docs: Array) -> Array:
    """Return the position after the question of each of some answers, which ascend; int64."""
    ends = []
    for stretch in snapshot.stretches:
        low, high = stretch.among(docs)
        if low < high:
            ends.append(stretch.held.question_ends(docs[low:high] - stretch.base))
    return _end_to_end(ends).astype(np.int64)
