"""Words in a row: an exact phrase, whose best answers are found without reading all positions of its words.

A phrase scores as its words do, so which of the answers that have all its words come first is known before any
position is read. They are held against their positions best first, until there are enough. But where so few places are
left by :mod:`law4u_index.search.sifting` that all are soon looked at, all are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.schema import Field
from law4u_index.search.postings import Postings, Subset, firsts, k_best
from law4u_index.search.ranking import best, bonus, scores_of, with_every
from law4u_index.search.sifting import Placed, sifted

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
        return self._holding(with_every(self._words)).astype(np.int32) if self._sifted is None else self._sifted

    @cached_property
    def _sifted(self) -> Array | None:
        """The same; None where the best of them are found sooner than all."""
        found: list[Array] = [np.empty(0, np.int32)]
        for stretch in self._snapshot.stretches:
            docs = _all_in_a_row(self._snapshot, stretch, self._terms, self._words[0], self._field)
            if docs is None:
                return None
            found.append(docs)
        return np.concatenate(found, dtype=np.int32)

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
        while self._sifted is None and wanted <= _MOST:
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
        found, of_found = self.docs.astype(np.int64), self.impacts
        if allowed is not None:
            permitted = allowed.has(found).nonzero()[0]
            found, of_found = found[permitted], of_found[permitted]
        return k_best(found, of_found, k)

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
        field: the field in which they are to stand, which is the question's; None for anywhere.
    """
    low, high = stretch.among(candidates)
    docs = candidates[low:high].astype(np.int64) - stretch.base
    if not len(docs):
        return docs
    row = _placed(snapshot, stretch, terms)
    if not row:
        return docs[:0]
    rarest, *others = row
    places = rarest.positions.places(docs)
    docs = np.repeat(docs[places.found], places.counts)
    begins = rarest.positions.positions_at(places) - rarest.offset
    return _standing(stretch, others, docs, begins, field)


def _placed(snapshot: Snapshot, stretch: Stretch, terms: Sequence[str]) -> list[Placed]:
    """Return where terms stand in a stretch, the rarest first; nothing where it lacks one."""
    positions = [snapshot.positions(stretch, term) for term in terms]
    row = [Placed(one, offset) for offset, one in enumerate(positions) if one is not None]
    row.sort(key=lambda one: len(one.positions.positions))
    return row if len(row) == len(terms) else []


def _standing(stretch: Stretch, others: Sequence[Placed], docs: Array, begins: Array, field: Field | None) -> Array:
    """Return the answers in which words in a row begin where they may; numbers of the snapshot, ascending.

    Args:
        stretch: some of its answers.
        others: the words, but for one that is known to stand there.
        docs: the answer of each place, as the stretch numbers it; ascending.
        begins: where in it the first word would stand.
        field: the field in which they are to stand.
    """
    for other in others:
        places = other.positions.places(docs)
        docs, begins = docs[places.found], begins[places.found]
        held = other.positions.stands_at(places, begins + other.offset)
        docs, begins = docs[held], begins[held]
    if field is not None:  # the question is the first passage: it ends where the second begins
        docs = docs[begins < stretch.held.question_ends(docs)]
    return docs[firsts(docs)] + stretch.base


def _all_in_a_row(
    snapshot: Snapshot, stretch: Stretch, terms: Sequence[str], word: Postings, field: Field | None
) -> Array | None:
    """Return the answers of a stretch that have `terms` in a row; None where the best are found sooner than all.

    Args:
        snapshot: the index.
        stretch: some of its answers.
        terms: two or more.
        word: the postings of one of them, which tell what is deleted.
        field: the field in which they are to stand; None for anywhere.
    """
    row = _placed(snapshot, stretch, terms)
    if not row:
        return np.empty(0, np.int64)
    at = sifted(row)
    if at is None:
        return None
    rarest, *others = row
    docs = rarest.positions.answers_at(at)
    begins = rarest.positions.read(at) - rarest.offset
    return word.of_these(_standing(stretch, others, docs, begins, field))
