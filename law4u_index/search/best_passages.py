"""Which passages of an answer show best why it was found: told by the index' own positions, before a text is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.positions import POSITION_BITS
from law4u_index.index.records import StoredBody
from law4u_index.index.segment import Segment
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.stretches import Joined, Stretch

REPEATED = 0.05
"""What a further occurrence of a word adds, as a share of the first."""

_SHARES = np.array([0.0, *(1 + REPEATED * further for further in range(5))])
"""What so many occurrences of a word are worth together; those beyond are not counted."""

_UNSHOWN = 2
"""An answer's first passages, question and category, are no snippet."""

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
    keyed = _KeyedPositions(snapshot, stretch, docs)
    every = [(keyed[term], weight) for term, weight in weights.items()]
    every += [(keyed.in_a_row(terms), weight) for terms, weight in phrases.items()]
    keys = [found for found, _ in every if len(found)]
    worth = [weight for found, weight in every if len(found)]
    if not keys:
        yield from ({} for _ in range(len(docs)))
        return
    starts, lengths = stretch.held.passages_of(docs)
    starts |= np.repeat(np.arange(len(docs)) << POSITION_BITS, lengths)
    cells: Array = starts.searchsorted(np.concatenate(keys), "right") - 1
    if int(cells.min()) < 0:  # made by a stranger
        raise stretch.held.unreadable(int(docs[0]), ValueError("a word stands before its first passage"))
    cells += np.repeat(np.arange(len(worth)) * len(starts), [len(some) for some in keys])
    counts = np.bincount(cells, minlength=len(worth) * len(starts)).reshape(len(worth), len(starts))
    scores = (np.array(worth) @ _SHARES.take(counts, mode="clip")).tolist()
    at = 0
    for length in lengths.tolist():
        of_answer = scores[at + _UNSHOWN : at + length]
        yield {number: score for number, score in enumerate(of_answer) if score}
        at += length


class _KeyedPositions(dict[str, Array]):
    """Term → its positions in some answers of a stretch, as :meth:`TermPositions.keyed` has them."""

    def __init__(self, snapshot: Snapshot, stretch: Stretch, docs: Array) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._stretch = stretch
        self._docs = docs

    def __missing__(self, term: str) -> Array:
        positions = self._snapshot.positions(self._stretch, term)
        self[term] = found = _NONE if positions is None else positions.keyed(self._docs)
        return found

    def in_a_row(self, terms: Sequence[str]) -> Array:
        """Return where terms stand side by side: the places of the first."""
        found = self[terms[0]]
        for offset, term in enumerate(terms[1:], 1):
            keys, wanted = self[term], found + offset
            if not len(keys):
                return _NONE
            found = found[keys.take(keys.searchsorted(wanted), mode="clip") == wanted]
        return found
