"""Where a word stands and how much it weighs there, and sets of answers: what ranking computes with.

Lists are kept in as few bytes as serve: numbers of answers in four, impacts in two. What a search looks up is at most
some hundred answers, so lists of answers on their way through a search are int64, which numpy indexes with as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from law4u_index.index.bitmap import Bitmap
from law4u_index.index.blockfile import Array
from law4u_index.index.schema import IMPACT_ONE

DENSE_SHARE = 64
"""A word that more than one in so many answers has gets a table with an entry an answer, to look it up at once."""

LARGEST_TABLE = 1 << 19
"""Tables of more entries than this would fill the cache: in larger indexes a word has a bit an answer at the most."""

BITMAP_SHARE = 128
"""There a word that more than one in so many answers has gets a bitmap; others are looked up by bisection.

Where that takes less than its list of answers it is kept instead.
"""

LOOKED_UP_SHARE = 32
"""Either is made once as many answers were looked up as one in so many of all: before, bisection costs less."""

LEADING = 64
"""So many of a word's best answers are kept ready."""

STEP = 1 / 1024
"""What a word adds to the score of each answer is also told in steps of so much, rounded up."""

HEAVIEST = 63.0
"""Words that could add more than this together do not go into 16 bits in such steps."""

SELDOM = 2
"""So often a word is asked for its ceilings, or its bitmap, before they are worked out."""

_ROUNDING = 1e-6
"""A score divided by a factor is off by less than this, in impacts."""


class Subset:
    """Some answers of a snapshot, as a mask or, where they are few, as a list.

    Args:
        total: how many answers the snapshot has.
        held: which answers of the snapshot they are, bool, or the answers, ascending, int64.
    """

    def __init__(self, total: int, held: Array) -> None:
        self._total = total
        self._held = held
        self._is_mask = held.dtype == np.bool_
        self.count = int(np.count_nonzero(held)) if self._is_mask else len(held)

    @classmethod
    def of(cls, docs: Array, total: int) -> Subset:
        """Return ascending answers as a set."""
        if len(docs) * DENSE_SHARE < total:
            return cls(total, docs.astype(np.int64))
        mask = np.zeros(total, bool)
        mask[docs] = True
        return cls(total, mask)

    @property
    def docs(self) -> Array:
        """The answers, ascending; int64."""
        return np.flatnonzero(self._held) if self._is_mask else self._held

    def has(self, docs: Array) -> Array:
        """Tell which of `docs` are in it; bool."""
        held = self._held
        found: Array
        if self._is_mask:
            found = held[docs]
        elif len(held):
            found = held.take(held.searchsorted(docs), mode="clip") == docs
        else:
            found = np.zeros(len(docs), bool)
        return found

    def of_these(self, docs: Array) -> Array:
        """Return those of `docs` that are in it."""
        kept: Array = docs[self.has(docs)]
        return kept

    def __and__(self, other: Subset) -> Subset:
        if self._is_mask and other._is_mask:
            return Subset(self._total, self._held & other._held)
        few, more = (other, self) if self._is_mask else (self, other)
        return Subset(self._total, more.of_these(few.docs))

    def __invert__(self) -> Subset:
        mask = np.ones(self._total, bool)
        mask[self.docs] = False
        return Subset(self._total, mask)


class Postings:
    """What to look up of one word, or of several that count as one.

    Who works out `docs` and `impacts` when they are first asked for (:class:`~law4u_index.search.unions.Union`,
    :class:`~law4u_index.search.phrases.PhrasePostings`) makes them properties, and sets all else that is set here.

    Attributes:
        impacts: how much it weighs in each, above zero; u2, 1 to 65535, or float64.
        factor: what an impact of one is worth in a score: for u2 the idf, divided by 65535, times a weight.
        most: what no score for it can reach.
    """

    impacts: Array
    _looked_up = 0
    _table: Array | None = None  # the impact in every answer of the index, once it pays
    _ceilings: Array | None = None
    _docs: Array | None = None
    _is_bits = False  # whether the bitmap is kept instead of them, as it takes less
    _bitmap: Bitmap | None = None
    _asked = 0

    def __init__(self, docs: Array, impacts: Array, factor: float, most: float, total: int) -> None:
        self.impacts = impacts
        self.factor = factor
        self.most = most
        self._total = total
        self._docs = docs if docs.dtype == np.int32 else docs.astype(np.int32)
        if self._has_bitmap and Bitmap.size(total) < self._docs.nbytes:
            self._bitmap = Bitmap(self._docs, total)
            self._docs, self._is_bits = None, True

    @property
    def docs(self) -> Array:
        """The answers that have it, ascending; int32."""
        if self._docs is None:
            assert self._bitmap is not None, "one of the two is kept"
            return self._bitmap.docs
        return self._docs

    @property
    def count(self) -> int:
        """How many answers have it."""
        return len(self.impacts)

    @property
    def is_of_large_index(self) -> bool:
        """Whether the index is too large for tables with an entry for each of its answers."""
        return self._total > LARGEST_TABLE

    @property
    def size(self) -> int:
        """Bytes that it keeps, with all that is worked out when it is first asked for, less what is the file's own."""
        table = (self.impacts.itemsize + 2) * self._total * self.is_dense
        bitmap = Bitmap.size(self._total) * self._has_bitmap
        listed = 0 if self._docs is None else self._docs.nbytes
        own = self.impacts.nbytes * self.impacts.flags.owndata
        return listed + own + table + bitmap + 4096

    @property
    def is_dense(self) -> bool:
        """Whether tables with an entry for each answer of the index serve it."""
        return not self.is_of_large_index and self.count * DENSE_SHARE >= self._total

    @property
    def _has_bitmap(self) -> bool:
        return self.is_of_large_index and self.count * BITMAP_SHARE >= self._total

    @cached_property
    def ceiling(self) -> float:
        """The most that it adds to the score of any answer."""
        leaders = self._leaders[2]
        return leaders[0] * self.factor if leaders else 0.0

    def reached_by(self, k: int) -> float:
        """Return what it adds at least to the score of each of its `k` best; 0 where that is not kept ready."""
        leaders = self._leaders[2]
        return leaders[k - 1] * self.factor if k <= len(leaders) else 0.0

    @property
    def ceilings(self) -> Array | None:
        """What it adds to each answer of the index at the most, in steps of :data:`STEP`; u2.

        None where it is rare, or was hardly ever asked for them.
        """
        if self._ceilings is None and self.is_dense and 0 < self.ceiling < HEAVIEST:
            self._asked += 1
            if self._asked > SELDOM:
                ceilings = np.zeros(self._total, np.uint16)
                ceilings[self.docs] = self.steps_of_all
                self._ceilings = ceilings
        return self._ceilings

    @property
    def steps_of_all(self) -> Array:
        """What it adds to each of its answers, in steps, rounded up; u2."""
        return self._in_steps(self.impacts)

    def _in_steps(self, impacts: Array) -> Array:
        return np.ceil(impacts * (self.factor / STEP)).astype(np.uint16)

    @property
    def bitmap(self) -> Bitmap | None:
        """A bit for each answer of a large index, set where it has an impact.

        None where bisection is as good, or it was hardly ever asked for it.
        """
        if self._bitmap is None and self._has_bitmap:
            self._asked += 1
            if self._asked > SELDOM:
                self._bitmap = Bitmap(self.docs, self._total)
        return self._bitmap

    @cached_property
    def _leaders(self) -> tuple[Array, Array, list[float]]:
        """Its :data:`LEADING` answers with the greatest impact, these impacts, falling, and the same as a list."""
        docs, impacts = self.docs, self.impacts
        if len(docs) > LEADING:
            places = (impacts >= np.partition(impacts, -LEADING)[-LEADING]).nonzero()[0]
            docs, impacts = docs[places], impacts[places]
        order = np.argsort(impacts)[: -LEADING - 1 : -1]
        impacts = impacts[order]
        return docs[order].astype(np.int64), impacts, impacts.tolist()

    @cached_property
    def leading(self) -> Array:
        """Its :data:`LEADING` answers with the greatest impact, ascending; int64."""
        return np.sort(self._leaders[0])

    def above(self, score: float) -> Array:
        """Return the answers to which it adds at least `score`, and perhaps others, ascending; int64."""
        if score <= 0 or not self.factor:
            return self.docs.astype(np.int64)
        least = score / self.factor
        leaders = self._leaders[2]
        if not leaders or least > leaders[0] + _ROUNDING:
            return self.leading[:0]
        if least > leaders[-1] + _ROUNDING:  # whoever has as much leads
            return self.leading
        return self._heavy(least)[0]

    def _heavy(self, least: float) -> tuple[Array, Array]:
        """Return the answers, int64, and their impacts, where these are about `least` or more."""
        if self.impacts.dtype == np.uint16:  # compared as such, not as float64: an eighth of the bytes
            places = (self.impacts >= min(IMPACT_ONE, math.ceil(least - _ROUNDING))).nonzero()[0]
        else:
            places = (self.impacts >= least * (1 - _ROUNDING)).nonzero()[0]
        return self.docs[places].astype(np.int64), self.impacts[places]

    def _pays(self, docs: Array) -> bool:
        """Tell whether so much was looked up, with these answers, that a table or bitmap of its own pays."""
        self._looked_up += len(docs)
        return self._looked_up * LOOKED_UP_SHARE >= self._total

    def at(self, docs: Array) -> Array:
        """Return its impact in each of some answers, 0 where it is not there."""
        found: Array
        if self._table is not None:
            found = self._table.take(docs)
            return found
        if not (self._is_bits or self._pays(docs)):
            return self._bisected(docs)
        if self.is_dense:
            table = np.zeros(self._total, self.impacts.dtype)
            table[self.docs] = self.impacts
            self._table = table
            return table.take(docs)
        bitmap = self.bitmap
        if bitmap is None:
            return self._bisected(docs)
        here = bitmap.of_these(docs)
        found = np.zeros(len(docs), self.impacts.dtype)
        found[here] = self.impacts.take(bitmap.places(docs.take(here)))
        return found

    def steps(self, docs: Array) -> Array:
        """Return what it adds to each of some answers at the most, in steps of :data:`STEP`; u2, a copy."""
        if self._ceilings is not None:
            found: Array = self._ceilings.take(docs)
            return found
        return self._in_steps(self.at(docs))

    def _bisected(self, docs: Array) -> Array:
        """Return its impact in each of some answers, looked up in its list."""
        mine = self.docs
        if not len(mine):
            return np.zeros(len(docs), self.impacts.dtype)
        wanted = docs.astype(np.int32)
        places = mine.searchsorted(wanted)
        found: Array = self.impacts.take(places, mode="clip")
        found *= mine.take(places, mode="clip") == wanted
        return found

    def of_these(self, docs: Array) -> Array:
        """Return those of some answers that have it, in the same order."""
        bits = self._bitmap
        found: Array = self.along(docs).nonzero()[0] if bits is None else bits.of_these(docs)
        return docs.take(found)

    def along(self, docs: Array) -> Array:
        """Return the same as :meth:`at` for ascending answers, each once; quicker where its own are fewer."""
        if self._table is not None or len(docs) <= self.count or (self.is_dense and self._pays(docs)):
            return self.at(docs)
        mine = self.docs
        found = np.zeros(len(docs), self.impacts.dtype)
        places = docs.searchsorted(mine)
        here = (docs.take(places, mode="clip") == mine).nonzero()[0]
        found[places[here]] = self.impacts[here]
        return found

    def best(self, k: int, allowed: Subset | None) -> tuple[Array, Array]:
        """Return the answers that stand first for it alone, and their scores.

        Args:
            k: how many are wanted.
            allowed: which answers may be among them; None for all.

        Returns:
            as :func:`law4u_index.search.ranking.best`.
        """
        docs, impacts, falling = self._leaders
        if allowed is None and k <= len(falling):
            last = falling[k - 1]
            if last == falling[-1] and self.count > len(falling):  # ties may go on beyond the leading
                docs, impacts = self._heavy(last)
            else:
                while k < len(falling) and falling[k] == last:
                    k += 1
                docs, impacts = docs[:k], impacts[:k]
            return docs, impacts * self.factor
        docs, impacts = self.docs.astype(np.int64), self.impacts
        if allowed is not None:
            if allowed.count < len(docs):
                docs = allowed.docs
                impacts = self.at(docs)
                places = impacts.nonzero()[0]
            else:
                places = allowed.has(docs).nonzero()[0]
            docs, impacts = docs[places], impacts[places]
        docs, impacts = k_best(docs, impacts, k)
        return docs, impacts * self.factor


def heaviest(docs: Sequence[Array], impacts: Sequence[Array]) -> tuple[Array, Array]:
    """Return the answers of several lists, each once, ascending, int64, with the greatest of its impacts, u2."""
    keys = np.concatenate(docs, dtype=np.int64) << 16
    keys |= np.concatenate(impacts, dtype=np.int64, casting="unsafe")
    keys.sort()
    every = keys >> 16
    last = np.ones(len(every), bool)
    np.not_equal(every[1:], every[:-1], out=last[:-1])
    return every[last], keys[last].astype(np.uint16)  # the low 16 bits


def k_best(docs: Array, scores: Array, k: int) -> tuple[Array, Array]:
    """Return the `k` best and what ties with the last of them."""
    if len(docs) > k:
        best = (scores >= kth(scores, k)).nonzero()[0]
        return docs[best], scores[best]
    return docs, scores


def kth(scores: Array, k: int) -> float:
    """Return the k-th greatest of the scores."""
    place = len(scores) - k
    copy = scores.copy()
    copy.partition(place)
    return float(copy[place])


def distinct(lists: Sequence[Array]) -> Array:
    """Return what is in any of the lists, once each, ascending; int64.

    As ``numpy.unique`` does, which loads masked arrays for it: as long as a whole search.
    """
    docs = np.concatenate(lists, dtype=np.int64)
    docs.sort()
    once: Array = docs[firsts(docs)]
    return once


def firsts(docs: Array) -> Array:
    """Return which of ascending numbers are not the same as the one before."""
    first = np.ones(len(docs), bool)
    np.not_equal(docs[1:], docs[:-1], out=first[1:])
    return first
