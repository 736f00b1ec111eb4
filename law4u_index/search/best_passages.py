"""Which passages of an answer show best why it was found: told by the index's own positions, before a text is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.positions import POSITION_BITS, keyed
from law4u_index.index.records import StoredBody
from law4u_index.index.segment import Segment
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.stretches import Joined, Stretch

REPEATED = 0.05
"""What a further occurrence of a word adds, as a share of the first."""

_SHARES = np.array([0.0, *(1 + REPEATED * further for further in range(5))])
"""What so many occurrences of a word are worth together; those beyond are not counted."""

_UNSHOWN = 2
"""So many passages come first of an answer that are no snippet: its question and its category."""

_NONE: Array = np.empty(0, np.int64)


class Found:
    """What an answer's passages have of the words asked for.

    Attributes:
        held: the answer's segment, or those that it is joined with.
        doc: its number there.
        body: what is stored of it.
        scores: the passages that have any of the words, the summary is 0, and how much they have of them.
    """

    __slots__ = ("body", "doc", "held", "scores")

    def __init__(self, held: Segment | Joined, doc: int, body: StoredBody, scores: dict[int, float]) -> None:
        self.held = held
        self.doc = doc
        self.body = body
        self.scores = scores


def found_in(
    snapshot: Snapshot, docs: Array, weights: Mapping[str, float], phrases: Mapping[tuple[str, ...], float]
) -> list[Found]:
    """Return, for each of some answers, which of its passages have what was asked for.

    Args:
        snapshot: the index.
        docs: different answers, in any order.
        weights: the terms asked for, and how much each matters.
        phrases: those to stand in a row, two or more, and how much each row matters.
    """
    order = docs.argsort()
    ascending = docs[order].astype(np.int64)
    found: dict[int, Found] = {}
    for stretch in snapshot.stretches:
        low, high = stretch.among(ascending)
        if low < high:
            here = ascending[low:high] - stretch.base
            every = _scores(snapshot, stretch, here, weights, phrases)
            bodies = stretch.held.bodies(here)
            for place, doc, body, scores in zip(order[low:high].tolist(), here.tolist(), bodies, every, strict=True):
                found[place] = Found(stretch.held, doc, body, scores)
    return [found[place] for place in range(len(docs))]


def _scores(
    snapshot: Snapshot,
    stretch: Stretch,
    docs: Array,
    weights: Mapping[str, float],
    phrases: Mapping[tuple[str, ...], float],
) -> Iterator[dict[int, float]]:
    """Yield the scores of each answer's passages; `docs`, of the stretch, ascend."""
    keys, worth = _places(snapshot, stretch, docs, weights, phrases)
    if not len(keys):
        yield from ({} for _ in range(len(docs)))
        return
    starts, lengths = stretch.held.passages_of(docs)
    starts |= np.repeat(np.arange(len(docs)) << POSITION_BITS, lengths)
    rows, places = np.divmod(keys, len(docs) << POSITION_BITS)
    cells: Array = starts.searchsorted(places, "right") - 1
    if int(cells.min()) < 0:  # made by a stranger
        raise stretch.held.unreadable(int(docs[0]), ValueError("a word stands before its first passage"))
    cells += rows * len(starts)
    counts = np.bincount(cells, minlength=len(worth) * len(starts)).reshape(len(worth), len(starts))
    scores = (np.array(worth) @ _SHARES.take(counts, mode="clip")).tolist()
    at = 0
    for length in lengths.tolist():
        of_answer = scores[at + _UNSHOWN : at + length]
        yield {number: score for number, score in enumerate(of_answer) if score}
        at += length


def _places(
    snapshot: Snapshot,
    stretch: Stretch,
    docs: Array,
    weights: Mapping[str, float],
    phrases: Mapping[tuple[str, ...], float],
) -> tuple[Array, list[float]]:
    """Return where terms and phrases stand in some answers, and how much each of these matters.

    Returns:
        the places, as :func:`law4u_index.index.positions.keyed` gives them, in rows of terms and phrases x `docs`; and
        the weight of each term and phrase.
    """
    terms = dict.fromkeys(chain(weights, *phrases))
    found = {term: one for term in terms if (one := snapshot.positions(stretch, term)) is not None}
    if not found:
        return _NONE, []
    size = len(docs) << POSITION_BITS
    keys = keyed([(number * len(docs), one) for number, one in enumerate(found.values())], docs)
    worth = [weights.get(term, 0.0) for term in found]
    if not phrases:
        return keys, worth
    bounds = keys.searchsorted(np.arange(len(found) + 1) * size).tolist()
    of_term = {
        term: keys[low:high] - number * size
        for number, (term, (low, high)) in enumerate(zip(found, pairwise(bounds), strict=True))
    }
    every = [keys]
    for terms_in_row, weight in phrases.items():
        if all(term in of_term for term in terms_in_row):
            every.append(_in_a_row([of_term[term] for term in terms_in_row]) + len(worth) * size)
            worth.append(weight)
    return np.concatenate(every), worth


def _in_a_row(lists: Sequence[Array]) -> Array:
    """Return where terms, given by their places, stand side by side: the places of the first."""
    found = lists[0]
    for offset, places in enumerate(lists[1:], 1):
        if not len(places):
            return _NONE
        wanted = found + offset
        found = found[places.take(places.searchsorted(wanted), mode="clip") == wanted]
    return found
