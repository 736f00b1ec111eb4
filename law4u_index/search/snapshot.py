"""The index as it is at one moment: its segments as one row of answers, and what was decoded of them so far.

Answers are numbered through all segments, deleted ones too (they are in no list). Decoded posting lists are kept,
the most recently used within :data:`CACHE_BYTES`. A snapshot never changes, so any number of threads may search it; two
that need the same list at once decode it twice, and no harm is done.
"""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

import numpy as np

from law4u_index.answer import Answer
from law4u_index.errors import IndexDamaged
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.deletions import live_of
from law4u_index.index.keys import key
from law4u_index.index.manifest import FileEntry, Manifest
from law4u_index.index.schema import ALL_BITS, IMPACT_ONE, Field
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.vectors import DIGEST, VectorFile

CACHE_BYTES = 256 << 20
"""So much is kept of decoded posting lists, in bytes, for each snapshot."""

DENSE_SHARE = 256
"""A word that more than one in so many answers has gets a table with an entry an answer, to look it up at once."""

LEADING = 64
"""So many of a word's best answers are kept ready."""

FEW = 8192
"""A word that no more answers have is kept sorted by impact too; a longer list is gone through each time."""

_TRIES = 5

_FILTERS = 32
"""So many lists of the answers filed under a value are kept."""


@dataclass(frozen=True)
class Part:
    """A segment's place in a snapshot.

    Attributes:
        segment: the segment.
        base: the number of its first answer.
        live: which of its answers are not deleted; None where none is.
    """

    segment: Segment
    base: int
    live: Array | None


class Postings:
    """What to look up of one word, or of several that count as one.

    Attributes:
        docs: the answers that have it, ascending; int64.
        impacts: how much it weighs in each, above zero; u2, 1 to 65535, or float64.
        factor: what an impact of one is worth in a score: for u2 the idf, divided by 65535, times a weight.
        most: what no score for it can reach.
    """

    def __init__(self, docs: Array, impacts: Array, factor: float, most: float, total: int) -> None:
        self.docs = docs
        self.impacts = impacts
        self.factor = factor
        self.most = most
        self._total = total

    @property
    def size(self) -> int:
        """Bytes in memory, with all that is worked out when it is first asked for."""
        table = self.impacts.itemsize * self._total * self._is_dense
        return 2 * (self.docs.nbytes + self.impacts.nbytes) + table

    @property
    def _is_dense(self) -> bool:
        return len(self.docs) * DENSE_SHARE >= self._total

    @cached_property
    def ceiling(self) -> float:
        """The most that it adds to the score of any answer."""
        return float(self.impacts.max()) * self.factor if len(self.docs) else 0.0

    @cached_property
    def _table(self) -> Array | None:
        """The impact in every answer of the index; None where most would be 0."""
        if not self._is_dense:
            return None
        table = np.zeros(self._total, self.impacts.dtype)
        table[self.docs] = self.impacts
        return table

    @cached_property
    def _falling(self) -> tuple[Array, Array]:
        """Its answers by falling impact, and these impacts with their signs changed, so that they rise."""
        impacts = -self.impacts.astype(np.float64)
        order = np.argsort(impacts, kind="stable")
        return self.docs[order], impacts[order]

    @cached_property
    def leading(self) -> Array:
        """Its :data:`LEADING` answers with the greatest impact, in no order."""
        if len(self.docs) <= LEADING:
            return self.docs
        if len(self.docs) <= FEW:
            return self._falling[0][:LEADING]
        return self.docs[np.argpartition(self.impacts, -LEADING)[-LEADING:]]

    def above(self, score: float) -> Array:
        """Return the answers to which it adds at least `score`, in no order."""
        if score <= 0 or not self.factor:
            return self.docs
        if len(self.docs) > FEW:
            return self.docs[self.impacts >= score / self.factor]
        docs, impacts = self._falling
        return docs[: impacts.searchsorted(-score / self.factor, "right")]

    def at(self, docs: Array) -> Array:
        """Return its impact in each of some answers, 0 where it is not there."""
        if self._table is not None:
            return self._table[docs]
        if not len(self.docs):
            return np.zeros(len(docs), self.impacts.dtype)
        places = self.docs.searchsorted(docs)
        np.minimum(places, len(self.docs) - 1, out=places)
        found: Array = self.impacts[places] * (self.docs[places] == docs)
        return found


class Snapshot:
    """The index at one moment.

    Args:
        folder: the index's.
        manifest: what it is made up of; None to read that.

    Raises:
        IndexNotFound: there is no index.
        IndexDamaged: a file of it is not what was written; of damaged vectors :attr:`vectors_amiss` tells.
    """

    def __init__(self, folder: Folder, manifest: Manifest | None = None) -> None:
        self.folder = folder
        for attempt in range(_TRIES):
            self.manifest = manifest or manifests.read(folder)
            try:
                self.parts = list(_parts(folder, self.manifest))
                self.vectors, self.vectors_amiss = _vectors(folder, self.manifest)
                break
            except FileNotFoundError as error:  # an update has put another manifest in its place just now
                if attempt == _TRIES - 1:
                    raise IndexDamaged(
                        f"a file of the index is missing: {error.filename}; build it again with 'update --rebuild'"
                    ) from error
        self.total = sum(part.segment.count for part in self.parts)
        self.count = sum(entry.live for entry in self.manifest.segments)
        self._cache: OrderedDict[str, Postings | None] = OrderedDict()
        self._cached = 0
        self._lock = Lock()
        self.key_docs = lru_cache(maxsize=_FILTERS)(self._key_docs)

    # Words.

    def idf(self, df: int) -> float:
        """Return the weight of what `df` answers have."""
        return math.log(1 + (self.count - df + 0.5) / (df + 0.5))

    def has(self, term: str) -> bool:
        """Tell whether a term stands in any answer, deleted ones too; decodes nothing."""
        return any(part.segment.term_number(term) is not None for part in self.parts)

    def postings(self, term: str) -> Postings | None:
        """Return where a term stands; None where no answer has it."""
        cached = self._cache.get(term, self)
        if cached is not self:
            with self._lock:
                if term in self._cache:
                    self._cache.move_to_end(term)
            return cached  # type: ignore[return-value]  # `self` stands for 'not there'
        found = self._decode(term)
        with self._lock:
            if term not in self._cache:
                self._cache[term] = found
                self._cached += 256 + (found.size if found else 0)
                while self._cached > CACHE_BYTES and len(self._cache) > 1:
                    _, old = self._cache.popitem(last=False)
                    self._cached -= 256 + (old.size if old else 0)
        return found

    def postings_in(self, term: str, field: Field) -> Postings | None:
        """Return where a term stands in one field; None where no answer has it there."""
        return self._decode(term, field.bit)

    def _decode(self, term: str, bits: int = ALL_BITS) -> Postings | None:
        docs, impacts = [], []
        for part in self.parts:
            number = part.segment.term_number(term)
            if number is None:
                continue
            found = part.segment.postings(number)
            if part.live is None and bits == ALL_BITS:
                docs.append(found.docs + part.base)
                impacts.append(found.impacts)
            else:
                kept = found.masks & bits != 0
                if part.live is not None:
                    kept &= part.live[found.docs]
                docs.append(found.docs[kept] + part.base)
                impacts.append(found.impacts[kept])
        if not any(len(some) for some in docs):
            return None
        return self.weigh(np.concatenate(docs), np.concatenate(impacts))

    def weigh(self, docs: Array, impacts: Array, weight: float = 1.0) -> Postings:
        """Return postings of stored impacts, worth the idf of these answers times `weight`."""
        most = self.idf(len(docs)) * weight
        return Postings(docs, impacts, most / IMPACT_ONE, most, self.total)

    # Exact values.

    def _key_docs(self, field: str, value: str) -> Array:
        """Return the answers filed under a value, ascending; int64."""
        name = key(field, value)
        found = []
        for part in self.parts:
            docs = part.segment.key_docs(name)
            found.append((docs if part.live is None else docs[part.live[docs]]) + part.base)
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def values(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the values of a field of exact values that begin with `prefix`; those of deleted answers too."""
        seen = set()
        start = key(field, prefix).encode("utf-8", "surrogatepass")
        for part in self.parts:
            for name in part.segment.keys.range(*part.segment.keys.prefixed(start)):
                value = name.decode("utf-8", "surrogatepass").split("\0", 1)[1]
                if value not in seen:
                    seen.add(value)
                    yield value

    @cached_property
    def category_values(self) -> list[str]:
        """The values of the field ``category``."""
        return list(self.values("category"))

    # Answers.

    @cached_property
    def live(self) -> Array:
        """Which answers are not deleted; bool."""
        return self._column(
            lambda part: np.ones(part.segment.count, bool) if part.live is None else part.live, np.bool_
        )

    @cached_property
    def digests(self) -> Array:
        """The digests of the records, ``S16``."""
        dtype = f"S{DIGEST}"
        return self._column(lambda part: part.segment.file.slice("docs.hashes").view(dtype), dtype)

    @cached_property
    def numbers(self) -> Array:
        """The ids as numbers (:data:`law4u_index.index.segment.NO_NUMBER` where one is none)."""
        return self._column(lambda part: part.segment.file.slice("docs.numbers"), np.uint64)

    @cached_property
    def dates(self) -> Array:
        """The dates as numbers, 20250131; 0 where there is none."""
        return self._column(lambda part: part.segment.file.slice("docs.dates"), np.uint32)

    @cached_property
    def newest_first(self) -> Array | None:
        """The answers that are not deleted by falling date, then by id; None where two ids are not told by number."""
        docs = np.flatnonzero(self.live)
        numbers = self.numbers[docs]
        if len(np.unique(numbers)) < len(docs):
            return None
        ordered: Array = docs[np.lexsort((numbers, -self.dates[docs].astype(np.int64)))]
        return ordered

    @cached_property
    def titles(self) -> Array:
        """The first eight bytes of each folded question, as a number."""
        return self._column(lambda part: part.segment.file.slice("docs.titles"), np.uint64)

    @cached_property
    def category_names(self) -> list[str]:
        """The categories, '' among them where answers have none; :attr:`categories` are places in this."""
        return list(dict.fromkeys(name for part in self.parts for name in part.segment.categories))

    @cached_property
    def categories(self) -> Array:
        """The place of each answer's category in :attr:`category_names`."""
        places = {name: place for place, name in enumerate(self.category_names)}

        def column(part: Part) -> Array:
            mapping = np.array([places[name] for name in part.segment.categories], np.int64)
            return mapping[part.segment.file.slice("docs.category")]

        return self._column(column, np.int64)

    def by_category(self) -> Iterator[tuple[str, int]]:
        """Yield each category, as the pages write it, and how many answers have it."""
        counts = np.bincount(self.categories[self.live], minlength=len(self.category_names)).tolist()
        yield from ((name, count) for name, count in zip(self.category_names, counts, strict=True) if name and count)

    def _column(self, of_part: Any, dtype: Any) -> Array:
        columns = [of_part(part) for part in self.parts if part.segment.count]
        if len(columns) == 1:
            return columns[0]  # type: ignore[no-any-return]  # the one segment's own column
        return np.concatenate(columns) if columns else np.empty(0, dtype)

    def locate(self, doc: int) -> tuple[Segment, int]:
        """Return an answer's segment and its number there."""
        for part in reversed(self.parts):
            if doc >= part.base:
                return part.segment, doc - part.base
        raise IndexError(doc)

    def find(self, answer_id: str) -> int | None:
        """Return the number of the answer with this id, or None."""
        found = self.key_docs("id", answer_id)
        return int(found[0]) if len(found) else None

    def head(self, doc: int) -> list[Any]:
        """Return what a hit shows of an answer (:data:`law4u_index.index.records.HEAD_KEYS`)."""
        segment, number = self.locate(doc)
        try:
            head: list[Any] = json.loads(segment.head(number))
        except ValueError as error:
            raise IndexDamaged(
                f"{segment.name} is damaged: answer {number} cannot be read; rebuild the index"
            ) from error
        return head

    def answer(self, doc: int) -> Answer:
        """Return an answer."""
        segment, number = self.locate(doc)
        return segment.answer(number)


def _parts(folder: Folder, manifest: Manifest) -> Iterator[Part]:
    base = 0
    for entry in manifest.segments:
        segment = Segment(_pinned(folder, entry.file))
        live = None
        if entry.deleted is not None:
            _pinned(folder, entry.deleted)
            live = live_of(folder, segment, entry.deleted)
        if segment.count != entry.answers:
            raise IndexDamaged(f"{segment.name} does not hold the answers that it should; rebuild the index")
        yield Part(segment, base, live)
        base += segment.count


def _vectors(folder: Folder, manifest: Manifest) -> tuple[list[VectorFile], str]:
    """Return the vectors, and what is wrong with them: words are found without."""
    try:
        return [VectorFile(_pinned(folder, entry)) for entry in manifest.vectors], ""
    except IndexDamaged as error:
        return [], str(error)


def _pinned(folder: Folder, entry: FileEntry) -> Any:
    """Return the path of a file of the index, after a look that it is the one that the manifest means."""
    path = folder.file(entry.name)
    if manifests.file_entry(folder, entry.name) != entry:
        raise IndexDamaged(f"{entry.name} is damaged; run 'law4u-index check --repair'")
    return path
