"""Words in a row: an exact phrase, whose best answers are found without reading all positions of its words.

A phrase scores as its words do, so which of the answers that have all its words come first is known before any
position is read. They are held against their positions best first, until there are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.schema import Field
from law4u_index.search.postings import Postings, Subset
from law4u_index.search.ranking import best, bonus, firsts, scores_of, with_every

if TYPE_CHECKING:
    from law4u_index.search.snapshot import Snapshot
    from law4u_index.search.stretches import Stretch

_AT_ONCE = 64
"""So many answers are held against their positions at first."""

_SPARE = 2
"""Then so many times as many as would hold enough if all were like those."""

_IN_CACHE = 4096
"""So many are held against them at a time: what that takes stays in the processor's cache."""

_MOST = 2048
"""Where the best so many do not hold enough, all are looked at."""


class PhrasePostings(Postings):
    """The answers in which terms stand side by side; they score as the words do by themselves.

    Args:
        snapshot: the index.
        terms: the terms in their order, at least two.
        words: the postings of all of them, each once, at least one.
        weighty: those of `words` that score, at least one.
        field: the field in which they are to stand; None for anywhere.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        terms: Sequence[str],
        words: Sequence[Postings],
        weighty: Sequence[Postings],
        field: Field | None,
    ) -> None:
        self._snapshot = snapshot
        self._terms = terms
        self._words = words
        self._weighty = weighty
        self._field = field
        self._total = snapshot.total
        self.factor = 1.0
        self.most = bonus(weighty) * (2 if len(weighty) > 1 else 1)

    @cached_property
    def docs(self) -> Array:  # worked out when it is first asked for
        """The answers that have the phrase, ascending; int32."""
        return self._holding(np.sort(with_every(self._words))).astype(np.int32)

    @property
    def count(self) -> int:
        """How many answers have the phrase."""
        return len(self.docs)

    @cached_property
    def impacts(self) -> Array:  # type: ignore[override]  # worked out when it is first asked for
        """The score of each; float64."""
        return np.maximum(scores_of(self._weighty, self.docs.astype(np.int64)), np.finfo(float).tiny)

    def best(self, k: int, allowed: Subset | None) -> tuple[Array, Array]:
        """Return the answers that stand first, as :meth:`Postings.best`."""
        wanted = max(_AT_ONCE, 4 * k)
        limit = np.inf
        every: list[Array] = []
        of_every: list[Array] = []
        while wanted <= _MOST:
            docs, scores = best(self._weighty, wanted, allowed, every=True)
            fresh = (scores < limit).nonzero()[0]
            fresh = fresh[docs[fresh].argsort()]
            held = fresh[docs[fresh].searchsorted(self._holding(docs[fresh]))]
            every.append(docs[held])
            of_every.append(scores[held])
            count = sum(map(len, every))
            if len(docs) < wanted or count >= k:
                return np.concatenate(every), np.concatenate(of_every)
            limit = float(scores.min())
            wanted = max(2 * wanted, wanted * k * _SPARE // max(1, count))
        return super().best(k, allowed)

    def _holding(self, docs: Array) -> Array:
        """Return those of `docs`, ascending, that have the phrase."""
        return holding(self._snapshot, self._terms, docs, self._field)


def holding(snapshot: Snapshot, terms: Sequence[str], docs: Array, field: Field | None = None) -> Array:
    """Return those of `docs`, ascending, that have two or more terms side by side; in `field`, where one is given."""
    if not len(docs):
        return docs
    held = [
        in_a_row(snapshot, one, terms, docs[start : start + _IN_CACHE], field)
        for start in range(0, len(docs), _IN_CACHE)
        for one in snapshot.stretches
    ]
    return np.concatenate(held)


def in_a_row(
    snapshot: Snapshot, stretch: Stretch, terms: Sequence[str], candidates: Array, field: Field | None
) -> Array:
    """Return those of the candidates in `stretch` that have `terms` at successive positions; numbers of the snapshot.

    Args:
        snapshot: the index.
        stretch: some of its answers.
        terms: two or more.
        candidates: answers, ascending; those of other stretches are passed over.
        field: :data:`QUESTION`, where they are to stand in the question; None for anywhere.
    """
    low, high = stretch.among(candidates)
    docs = candidates[low:high].astype(np.int64) - stretch.base
    if not len(docs):
        return docs
    positions = [snapshot.positions(stretch, term) for term in terms]
    lists = [(one, offset) for offset, one in enumerate(positions) if one is not None]
    if len(lists) < len(terms):
        return docs[:0]
    lists.sort(key=lambda one: len(one[0].positions))
    (rarest, first), *others = lists
    places = rarest.places(docs)
    docs = docs[places.found]
    begins = rarest.positions_at(places) - first  # where the phrase would begin
    owners = np.repeat(np.arange(len(docs)), places.counts)  # and in which of `docs`
    for other, offset in others:
        places = other.places(docs)
        if len(places.found) < len(docs):
            owners, begins = _of_these(places.found, owners, begins, len(docs))
            docs = docs[places.found]
        held = other.stands_at(places, owners, begins + offset).nonzero()[0]
        owners, begins = owners[held], begins[held]
        left = owners[firsts(owners)]
        owners, begins = _of_these(left, owners, begins, len(docs))
        docs = docs[left]
    if field is not None:  # the question is the first passage: it ends where the second begins
        docs = docs[np.unique(owners[begins < stretch.held.question_ends(docs)[owners]])]
    return docs + stretch.base


def _of_these(kept: Array, owners: Array, begins: Array, count: int) -> tuple[Array, Array]:
    """Return what belongs to some of `count` answers, `kept`, with the place of each owner among these."""
    places = np.full(count, -1)
    places[kept] = np.arange(len(kept))
    owners = places[owners]
    left = (owners >= 0).nonzero()[0]
    return owners[left], begins[left]
