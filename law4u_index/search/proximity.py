"""Where words stand in a few answers: how near to one another, and whether in the question."""

from __future__ import annotations

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.search.snapshot import Snapshot

_BITS = 24
FAR = 1 << _BITS
"""The distance of words that are not both there."""

_POSITION = FAR - 1


def places(snapshot: Snapshot, term: str, docs: Array) -> Array:
    """Return every place of a term in some answers, ascending: the row in `docs`, shifted left by 24, and the position.

    Args:
        snapshot: the index.
        term: the term.
        docs: the answers, ascending.
    """
    found = []
    for part in snapshot.parts:
        low, high = docs.searchsorted([part.base, part.base + part.segment.count]).tolist()
        number = part.segment.term_number(term) if low < high else None
        if number is None:
            continue
        skips = part.segment.skips(number)
        at = skips.places(docs[low:high] - part.base)
        positions = skips.positions_at(at).astype(np.int64)
        found.append(np.repeat((at.found + low) << _BITS, at.counts) | positions)
    return np.concatenate(found) if found else np.empty(0, np.int64)


def distances(first: Array, second: Array, count: int) -> Array:
    """Return how near two words stand to each other in each of `count` answers, at their nearest.

    A word that follows at once is 1 away, one that stands directly before is 2 away, and so on.

    Args:
        first: the :func:`places` of the word that was said first.
        second: those of the other.
        count: how many answers there are.

    Returns:
        int64; :data:`FAR` where one of them is not there.
    """
    nearest = np.full(count, FAR)
    if not (len(first) and len(second)):
        return nearest
    rows = first >> _BITS
    after = second.searchsorted(first)
    for neighbour in (np.minimum(after, len(second) - 1), np.maximum(after - 1, 0)):
        ahead = second[neighbour] - first
        away = np.where(ahead < 0, 1 - ahead, np.maximum(ahead, 1))
        same = second[neighbour] >> _BITS == rows
        np.minimum.at(nearest, rows[same], away[same])
    return nearest


def in_question(found: Array, ends: Array) -> Array:
    """Return in which answers a word stands in the question: bool, one an answer.

    Args:
        found: the :func:`places` of the word.
        ends: the position after the question of each answer.
    """
    rows = found >> _BITS
    inside = np.zeros(len(ends), bool)
    inside[rows[(found & _POSITION) < ends[rows]]] = True
    return inside


def question_ends(snapshot: Snapshot, docs: Array) -> Array:
    """Return the position after the question of each of some answers, which ascend."""
    ends = [
        part.segment.question_ends(docs[(docs >= part.base) & (docs < part.base + part.segment.count)] - part.base)
        for part in snapshot.parts
    ]
    return np.concatenate(ends).astype(np.int64)
