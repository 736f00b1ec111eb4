"""Nearness in meaning: the vectors of a snapshot by answer, and which of them are nearest to a query's.

How near words stand to one another is told by :mod:`law4u_index.search.proximity`, how the nearest of many vectors are
found by :mod:`law4u_index.meaning.nearest`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock

import numpy as np

from law4u_index.errors import IndexDamaged, MeaningUnavailable
from law4u_index.index.blockfile import Array
from law4u_index.index.vectors import DIGEST
from law4u_index.meaning import passages
from law4u_index.meaning.encoder import Encoder, EncoderId, Vectors
from law4u_index.meaning.nearest import Nearest
from law4u_index.search.postings import Subset
from law4u_index.search.snapshot import Snapshot


class Nearness:
    """The vectors of one snapshot, and the encoder that asks them; any number of threads may share it.

    Args:
        snapshot: the index.
        encoder: returns the encoder, or raises MeaningUnavailable; called when one is first needed.
    """

    def __init__(self, snapshot: Snapshot, encoder: Callable[[], Encoder]) -> None:
        self._snapshot = snapshot
        self._encoder = encoder
        self._lock = Lock()
        self._answers: _Answers | None = None

    @property
    def made_by(self) -> EncoderId | None:
        """What made the vectors; None where there are none."""
        files = self._snapshot.vectors
        return files[0].encoder if files else None

    def encoder(self) -> Encoder:
        """Return the encoder that made the vectors.

        Raises:
            MeaningUnavailable: there are no vectors, no encoder, or another one; the message says what to do.
        """
        if self._snapshot.vectors_amiss:
            raise MeaningUnavailable(f"search by meaning is off: {self._snapshot.vectors_amiss}")
        if self.made_by is None:
            raise MeaningUnavailable("the index has no vectors yet; make them with 'law4u-index encode'")
        encoder = self._encoder()
        here = EncoderId.of(encoder, passages.VERSION)
        if any(file.encoder != here for file in self._snapshot.vectors):
            raise MeaningUnavailable(
                f"the vectors in the index are of {self.made_by.label}, the encoder here is {here.label}; "
                "make them anew with 'law4u-index encode --again'"
            )
        return encoder

    def answers(self) -> _Answers:
        """Return the vectors by answer, which are read when this is first asked for.

        Raises:
            MeaningUnavailable: they are not what was written.
        """
        with self._lock:
            if self._answers is None:
                try:
                    self._answers = _Answers(self._snapshot)
                except IndexDamaged as error:
                    raise MeaningUnavailable(f"search by meaning is off: {error}") from error
            return self._answers


class _Answers:
    """The vectors of a snapshot by answer.

    Attributes:
        count: how many answers have vectors.
        vectors: how many vectors there are of them.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        parts = [file.read() for file in snapshot.vectors]
        self._parts = [(part.codes, part.scales) for part in parts]
        self._counts = np.concatenate([np.empty(0, np.int64), *(part.counts for part in parts)])
        digests = np.concatenate([np.empty(0, f"S{DIGEST}"), *(part.answers for part in parts)])
        docs = np.flatnonzero(snapshot.live)
        of_docs = snapshot.digests[docs]
        order = np.argsort(of_docs, kind="stable")
        self._docs = docs[order]  # those with the same record side by side
        self._first = np.searchsorted(of_docs, digests, "left", sorter=order)
        self._last = np.searchsorted(of_docs, digests, "right", sorter=order)
        self.count = int((self._last - self._first).sum())
        self.vectors = int(self._counts[self._last > self._first].sum())

    @cached_property
    def _nearest(self) -> Nearest:
        starts = np.cumsum(self._counts) - self._counts
        return Nearest(self._parts, starts)

    def first(self, doc: int) -> Vectors | None:
        """Return the vector of an answer's first passage, its question with its summary; None where it has none."""
        place = np.flatnonzero(self._docs == doc)
        groups = np.flatnonzero((self._first <= place) & (place < self._last))
        return self._nearest.first(int(groups[0])) if len(groups) else None

    def near(self, doc: int, k: int, others: Subset) -> tuple[Array, Array]:
        """Return those of `others` that are nearest to an answer, as :meth:`best`; none where it has no vectors."""
        vector = self.first(doc)
        if vector is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        return self.best(vector, k, others)

    def best(self, query: Vectors, k: int, allowed: Subset | None) -> tuple[Array, Array]:
        """Return the answers of the `k` nearest records, the nearest first, and how near each is.

        Args:
            query: the query's vector.
            k: how many records are wanted.
            allowed: which answers may be found; None for all.
        """
        passed = self._last > self._first
        if allowed is not None:
            before = np.append(0, np.cumsum(allowed.has(self._docs)))
            passed = before[self._last] > before[self._first]
        groups, nearness = self._nearest.best(query, k, passed)
        counts = self._last[groups] - self._first[groups]
        ahead = np.cumsum(counts) - counts
        found = self._docs[np.repeat(self._first[groups] - ahead, counts) + np.arange(counts.sum())]
        near = np.repeat(nearness, counts)
        if allowed is not None:
            kept = allowed.has(found)
            return found[kept], near[kept]
        return found, near
