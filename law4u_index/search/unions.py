"""Many words as one: what begins so, or is spelt nearly so. The best few are found without reading most of the lists.

In each answer the greatest impact of any of the words counts. So the answers that stand first are among those that
some one word weighs heavily in, and impacts can be compared without working out which answers they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from law4u_index.errors import REBUILD, damaged
from law4u_index.index.blockfile import Array
from law4u_index.index.schema import ALL_BITS, IMPACT_ONE, Field
from law4u_index.search.postings import Postings, Subset, heaviest, k_best

if TYPE_CHECKING:
    from law4u_index.search.snapshot import Part, Snapshot

_LEVELS = (0.9, 0.75, 0.5, 0.25)
"""How far down from the heaviest impact of all the best answers are looked for, step by step."""

_FEW = 4096
"""So many postings are sorted as fast as looked through for the heaviest."""


class Lists:
    """Posting lists of one segment.

    Args:
        part: the segment and its place.
        numbers: the numbers of the terms; int64.
        weights: what an impact in each counts, above 0 and at most 1; float64.
    """

    def __init__(self, part: Part, numbers: Array, weights: Array) -> None:
        self.part = part
        self.numbers = numbers
        self.weights = weights

    @cached_property
    def _first(self) -> Array:
        first: Array = self.part.segment.file.slice("text.first")
        return first

    @cached_property
    def lengths(self) -> Array:
        """How many postings each has, of deleted answers too; int64."""
        lengths: Array = self._first[self.numbers + 1].astype(np.int64) - self._first[self.numbers].astype(np.int64)
        if len(lengths) and int(lengths.min()) < 0:  # made by a stranger
            name = self.part.segment.name
            raise damaged(name, "a list ends before it begins", REBUILD)
        return lengths

    @cached_property
    def tops(self) -> Array:
        """The greatest impact in each, weighed."""
        return weighed(self.part.segment.file.slice("text.top")[self.numbers], self.weights)

    def terms_in(self, docs: Array) -> Iterator[str]:
        """Yield the terms that stand in any of some answers of the snapshot, which ascend."""
        segment, base = self.part.segment, self.part.base
        low, high = docs.searchsorted([base, base + segment.count])
        here = (docs[low:high] - base).astype(np.int32)
        for number in self.numbers.tolist() if low < high else ():
            found, _ = segment.weighted(number)
            if (found.take(found.searchsorted(here), mode="clip") == here).any():
                yield segment.term(number)

    def reaching(self, level: int, bits: int = ALL_BITS) -> Iterator[tuple[Array, Array]]:
        """Yield, list by list, the answers with a weighed impact of at least `level`, and these.

        Args:
            level: 0 for all.
            bits: the fields in which the word is to stand, a bit each.
        """
        segment, live, base = self.part.segment, self.part.live, self.part.base
        chosen = (self.tops >= level).nonzero()[0]
        for number, weight in zip(self.numbers[chosen].tolist(), self.weights[chosen].tolist(), strict=True):
            places, docs, impacts = segment.heavy(number, min(IMPACT_ONE, int(level / weight)))
            impacts = weighed(impacts, weight)
            kept = impacts >= level
            if bits != ALL_BITS:
                kept &= segment.masks(number)[places] & bits != 0
            if live is not None:
                kept &= live[docs]
            yield docs[kept] + base, impacts[kept]


class Union(Postings):
    """Several words as one: in each answer the greatest of their impacts, each times its weight.

    Its idf is that of as many answers as the words have one by one, deleted answers too until they are merged away, but
    of no more than there are: how many have any of them, nobody has to count.

    Args:
        snapshot: the index.
        lists: the words' posting lists; at least one.
        field: the field in which they are to stand; None for anywhere.
    """

    def __init__(self, snapshot: Snapshot, lists: Sequence[Lists], field: Field | None = None) -> None:
        self._lists = lists
        self._bits = ALL_BITS if field is None else field.bit
        self._total = snapshot.total
        self._postings = sum([int(one.lengths.sum()) for one in lists])
        self.factor = snapshot.factor(min(self._postings, snapshot.count))
        self.most = self.factor * IMPACT_ONE

    def terms_in(self, docs: Array) -> Iterator[str]:
        """Yield the words that stand in any of some answers, which ascend."""
        for one in self._lists:
            yield from one.terms_in(docs)

    @cached_property
    def _decoded(self) -> tuple[Array, Array]:
        """All answers, int32, and the greatest impact in each."""
        impacts = np.zeros(self._total, np.uint16)
        for one in self._lists:
            for docs, weights in one.reaching(0, self._bits):
                impacts[docs] = np.maximum(impacts[docs], weights)
        docs = np.flatnonzero(impacts)
        return docs.astype(np.int32), impacts[docs]

    @property
    def docs(self) -> Array:  # worked out when it is first asked for
        """The answers that have any of the words, ascending; int32."""
        return self._decoded[0]

    @property
    def impacts(self) -> Array:  # type: ignore[override]  # worked out when it is first asked for
        """The greatest impact in each; u2."""
        return self._decoded[1]

    def best(self, k: int, allowed: Subset | None) -> tuple[Array, Array]:
        """Return the answers that stand first, as :meth:`Postings.best`."""
        top = max([int(one.tops.max()) for one in self._lists])
        for share in _LEVELS if self._postings > _FEW else (0,):
            docs, impacts = self._reaching(int(top * share))
            if allowed is not None:
                permitted = allowed.has(docs).nonzero()[0]
                docs, impacts = docs[permitted], impacts[permitted]
            if len(docs) >= k or not share:
                docs, impacts = k_best(docs, impacts, k)
                return docs, impacts * self.factor
        return super().best(k, allowed)

    def _reaching(self, level: int) -> tuple[Array, Array]:
        """Return the answers in which one of the words has a weighed impact of `level`, and the greatest there."""
        found = [some for one in self._lists for some in one.reaching(level, self._bits)]
        return heaviest([docs for docs, _ in found], [impacts for _, impacts in found])


def weighed(impacts: Array, weight: float | Array) -> Array:
    """Return impacts times a weight, whole and at least 1; u2."""
    if isinstance(weight, float) and weight == 1.0:
        return impacts
    return np.maximum(1, impacts * weight).astype(np.uint16)
