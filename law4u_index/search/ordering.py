"""In which order answers stand: by a key of each, by date or by question, and where these are equal by id.

Ids that are numbers stand before the others, by their number; the others by their letters. To read an id costs more
than all else here, so only those are read that decide.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np

from law4u_index.index.analysis import fold
from law4u_index.index.blockfile import Array
from law4u_index.search.plan import Plan
from law4u_index.search.snapshot import Snapshot

_BRIEF = 32
"""So many answers are sorted by Python sooner than by numpy."""

_TIED = 4096
"""The ids of so many answers at the most are read to put all in order by date."""

_OFTEN, _BLOCK, _NEWEST = 1024, 1024, 8192
"""Words of so many answers are looked for among the newest of all first, block by block, and so far."""


class Ordering:
    """Puts answers of a snapshot in order.

    Args:
        snapshot: the index.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def by_keys(self, keys: Array, docs: Array) -> Array:
        """Return the order of `docs` by their keys, ascending, and where these are equal by id."""
        if len(docs) <= _BRIEF:
            numbers = self._snapshot.numbers_of(docs).tolist()
            rows = sorted(zip(keys.tolist(), numbers, range(len(docs)), strict=True))
            if all(one[:2] != two[:2] for one, two in pairwise(rows)):
                return np.array([place for _, _, place in rows], np.int64)
        order: Array = keys.argsort()
        tied = _tied(keys[order])
        if not tied.any():
            return order
        equal = order[tied]
        numbers = np.zeros(len(docs), np.uint64)  # those of answers whose keys are their own decide nothing
        numbers[equal] = self._snapshot.numbers_of(docs[equal])
        order = np.lexsort((numbers, keys))
        return self._by_letters(order, _tied(keys[order], numbers[order]), keys, docs)

    def _by_letters(self, order: Array, tied: Array, keys: Array, docs: Array) -> Array:
        """Return an order with those that have keys and numbers in common by the letters of their ids.

        Args:
            order: the order by keys, then by the numbers of ids.
            tied: which in this order have both in common with one beside them.
            keys: of each answer.
            docs: the answers.
        """
        if tied.any():
            among = order[tied]
            numbers = self._snapshot.numbers_of(docs[among])
            names = [head[0] for head in self._snapshot.heads(docs[among])]
            rows = sorted(zip(keys[among].tolist(), numbers.tolist(), names, among.tolist(), strict=True))
            order[tied] = [place for *_, place in rows]
        return order

    def first(self, plan: Plan, sort: str, wanted: int) -> Array:
        """Return the first of the answers that match a query.

        Args:
            plan: the query.
            sort: ``newest`` or ``question``; else they stand by id.
            wanted: how many are wanted, at least 1.
        """
        if sort == "question":
            return self._by_question(plan.matches(self._snapshot), wanted)
        if sort == "newest":
            docs = self._newest(plan, wanted)
            if docs is not None:
                return docs
        docs = plan.matches(self._snapshot)
        dates = self._snapshot.dates[docs].astype(np.int64) if sort == "newest" else np.zeros(len(docs), np.int64)
        return self._by_number(docs, -dates, wanted)

    def _by_number(self, docs: Array, keys: Array, wanted: int) -> Array:
        """Return the first `wanted` of `docs` by their keys, of which many may be the same."""
        if len(docs) > wanted:
            last = np.partition(keys, wanted - 1)[wanted - 1]
            docs, keys = docs[keys <= last], keys[keys <= last]
            if len(docs) > 4 * wanted and (keys == last).sum() > wanted:
                docs, keys = self._first_of_ties(docs, keys, wanted)
        return docs[self.by_keys(keys, docs)][:wanted]

    def _first_of_ties(self, docs: Array, keys: Array, wanted: int) -> tuple[Array, Array]:
        """Leave out what stands behind the first `wanted` by id, where many have the last key."""
        numbers = self._snapshot.numbers[docs]
        tied = keys == keys.max()
        limit = np.partition(numbers[tied], wanted - 1)[wanted - 1]
        kept = ~tied | (numbers <= limit)
        return docs[kept], keys[kept]

    def _by_question(self, docs: Array, wanted: int) -> Array:
        """Return the first `wanted` of `docs` by their folded questions."""
        titles = self._snapshot.titles[docs]
        if len(docs) > wanted:  # what begins alike is told apart by the whole question
            docs = docs[titles <= np.partition(titles, wanted - 1)[wanted - 1]]
        heads = dict(zip(docs.tolist(), self._snapshot.heads(docs), strict=True))
        numbers = self._snapshot.numbers
        ordered = sorted(heads, key=lambda doc: (fold(heads[doc][2]), int(numbers[doc]), heads[doc][0]))
        return np.array(ordered[:wanted], np.int64)

    def _newest(self, plan: Plan, wanted: int) -> Array | None:
        """Return the newest answers that match by looking at the newest of all; None where that would take long."""
        often = sum(word.count for word in plan.words)
        if often < _OFTEN or (every := self._newest_first) is None:
            return None
        found: list[Array] = []
        likely = 2 * wanted * len(every) // often  # twice what it takes if one is as likely as another
        block = max(wanted, min(_BLOCK, likely))  # of many words every answer has several
        for start in range(0, min(len(every), _NEWEST), block):
            docs = every[start : start + block]
            found.append(docs[plan.has(docs)])
            if sum(map(len, found)) >= wanted:
                return np.concatenate(found)[:wanted]
        return None

    @cached_property
    def _newest_first(self) -> Array | None:
        """All answers that are not deleted by falling date, then by id; None where many ids are no numbers."""
        docs: Array = np.flatnonzero(self._snapshot.live)
        keys = -self._snapshot.dates[docs].astype(np.int64)
        numbers = self._snapshot.numbers[docs]
        order = np.lexsort((numbers, keys))
        tied = _tied(keys[order], numbers[order])
        if np.count_nonzero(tied) > _TIED:
            return None
        return docs[self._by_letters(order, tied, keys, docs)]


def _tied(*columns: Array) -> Array:
    """Tell which rows of some columns are the same as one beside them; bool."""
    same = np.all([column[1:] == column[:-1] for column in columns], axis=0)
    beside: Array = np.append(same, False) | np.append(False, same)
    return beside
