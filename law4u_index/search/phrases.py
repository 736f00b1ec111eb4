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
from law4u_index.index.packed import run_indices
from law4u_index.index.schema import Field
from law4u_index.search.postings import Postings, Subset
from law4u_index.search.ranking import best, bonus, scores_of, with_every

if TYPE_CHECKING:
    from law4u_index.search.snapshot import Part, Snapshot

_POSITION_BITS = 24

_AT_ONCE = 64
"""So many answers are held against their positions at first, then each time :data:`_MORE` times as many."""

_MORE = 8

_MOST = 8192
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
    def docs(self) -> Array:  # type: ignore[override]  # worked out when it is first asked for
        """The answers that have the phrase, ascending; int32."""
        return self._holding(np.sort(with_every(self._words))).astype(np.int32)

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
            held = np.isin(docs[fresh], self._holding(docs[fresh]), assume_unique=True).nonzero()[0]
            every.append(docs[fresh][held])
            of_every.append(scores[fresh][held])
            if len(docs) < wanted or sum(map(len, every)) >= k:
                return np.concatenate(every), np.concatenate(of_every)
            limit = float(scores.min())
            wanted *= _MORE
        return super().best(k, allowed)

    def _holding(self, docs: Array) -> Array:
        """Return those of `docs`, ascending, that have the phrase."""
        if not len(docs):
            return docs
        parts = self._snapshot.parts
        return np.concatenate([in_a_row(part, self._terms, docs, self._field) for part in parts])


def in_a_row(part: Part, terms: Sequence[str], candidates: Array, field: Field | None) -> Array:
    """Return those of the candidates in `part` that have `terms` at successive positions; numbers of the snapshot.

    Args:
        part: the segment and its place.
        terms: two or more.
        candidates: answers, ascending; those of other segments are passed over.
        field: :data:`QUESTION`, where they are to stand in the question; None for anywhere.
    """
    segment = part.segment
    low, high = candidates.searchsorted([part.base, part.base + segment.count])
    docs = candidates[low:high].astype(np.int64) - part.base
    of_term: dict[str, Array] = {}
    for term in dict.fromkeys(terms):
        number = segment.term_number(term)
        if number is None or not len(docs):
            return np.empty(0, np.int64)
        skips = segment.skips(number)
        places = skips.places(docs)
        positions = segment.position_lists.get(number, skips.positions)
        standing = positions[run_indices(places.starts, places.counts)].astype(np.int64)
        of_term[term] = np.repeat(docs[places.found] << _POSITION_BITS, places.counts) | standing
    order = sorted(range(len(terms)), key=lambda offset: len(of_term[terms[offset]]))
    starts_at = of_term[terms[order[0]]] - order[0]  # where, and in which answer, the first word would stand
    for offset in order[1:]:
        standing = of_term[terms[offset]] - offset
        if not len(standing):
            return standing
        near = np.minimum(standing.searchsorted(starts_at), len(standing) - 1)
        starts_at = starts_at[standing[near] == starts_at]
    found = starts_at >> _POSITION_BITS
    if field is not None:  # the question is the first passage: it ends where the second begins
        ends = segment.question_ends(found)
        found = found[(starts_at & ((1 << _POSITION_BITS) - 1)) < ends]
    docs_of_snapshot: Array = np.unique(found) + part.base
    return docs_of_snapshot
