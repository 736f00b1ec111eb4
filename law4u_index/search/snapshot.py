"""The index as it is at one moment: its segments as one row of answers, and what was decoded of them so far.

Answers are numbered through all segments, deleted ones too (they are in no list). Decoded posting lists are kept, and
what was worked out from them, the most recently used within bounds in bytes. A snapshot never changes, so any
number of threads may search it; two that need the same list at once decode it twice, and no harm is done.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from law4u_index.errors import REBUILD, IndexDamaged, damaged, missing
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.caching import KeptWithin, kept
from law4u_index.index.deletions import live_of
from law4u_index.index.gists import DIMS
from law4u_index.index.keys import SEPARATOR, area, key, words
from law4u_index.index.manifest import FileEntry, Manifest
from law4u_index.index.positions import TermPositions
from law4u_index.index.schema import ALL_BITS, FACTOR_STEPS, IMPACT_ONE, Field, KeyField
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.search.everyday import share_of_rarity
from law4u_index.search.postings import LARGEST_TABLE, Postings, Subset, distinct
from law4u_index.search.stretches import Stretch, stretches

if TYPE_CHECKING:  # loaded only where an index has vectors, or a record is asked for
    from numpy.typing import DTypeLike

    from law4u_index.answer import Answer
    from law4u_index.index.vectors import VectorFile

A = TypeVar("A", bound=Hashable)

CACHE_BYTES = 256 << 20
"""So much is kept of decoded posting lists, in bytes, for each snapshot."""

MADE_BYTES = 128 << 20
"""So much is kept of what was made of them, in bytes, for each snapshot."""

POSITIONS_BYTES = 128 << 20
"""So much is kept of the positions of terms, in bytes, for each snapshot."""

_LARGE_SHARE = 0.625
"""So much of these bounds holds in a large index: more of it is in memory otherwise, and few of its lists would fit."""

_ARGUMENT = 256
"""What lists were made for takes as much memory as so many letters, or less."""

_SELDOM = 32
"""So often a column is looked into where it lies, before it is read and kept whole."""

_TRIES = 5
"""So often the manifest is read where an update has put another in its place, and the files are gone."""

_KNOWN = 8192
"""Of so many words is kept whether any answer has them."""

_LISTS = 32
"""So many lists of the answers filed under a value are kept."""

_FILTERS = 256
"""So many sets of answers that pass a filter are kept."""


class Part:
    """A segment's place in a snapshot.

    Attributes:
        segment: the segment.
        base: the number of its first answer.
        live: which of its answers are not deleted; None where none is.
    """

    __slots__ = ("base", "live", "segment")

    def __init__(self, segment: Segment, base: int, live: Array | None) -> None:
        self.segment = segment
        self.base = base
        self.live = live


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
                    raise missing(error) from error
        self.stretches = stretches([part.segment for part in self.parts])
        self.total = sum(part.segment.count for part in self.parts)
        self.count = sum(entry.live for entry in self.manifest.segments)
        self._asked: Counter[str] = Counter()
        self.has = kept(self._has, _KNOWN)
        share = 1 if self.total <= LARGEST_TABLE else _LARGE_SHARE
        self.postings = KeptWithin(self._decode, _bytes_of, int(CACHE_BYTES * share))
        self._positions = KeptWithin(self._find_positions, _bytes_of, int(POSITIONS_BYTES * share))
        self._made = KeptWithin(self._make, _bytes_of, int(MADE_BYTES * share))
        self.key_docs = kept(self._key_docs, _LISTS)
        self.categories_named = kept(self._categories_named, _FILTERS)
        self.filed = kept(self._filed, _FILTERS)

    # Words.

    def _has(self, term: str) -> bool:
        """Tell whether a term stands in any answer, deleted ones too; decodes nothing."""
        numbers = [part.segment.term_number(term) for part in self.parts]
        return numbers.count(None) < len(numbers)

    def worked_out(self, work: Callable[[Snapshot, A], Postings | None], argument: A) -> Postings | None:
        """Return what `work` makes of this snapshot and an argument: it is kept as lists are.

        Args:
            work: a function that always makes the same of the same.
            argument: what can be hashed; of words of the tables or of the index, which are few and short.
        """
        return self._made((work, argument))

    def _make(self, asked: tuple[Callable[[Snapshot, Any], Postings | None], Hashable]) -> Postings | None:
        work, argument = asked
        return work(self, argument)

    def positions(self, stretch: Stretch, term: str) -> TermPositions | None:
        """Return the positions of a term in a stretch of the segments; None where no answer there has it."""
        return self._positions((stretch.base, term))

    def _find_positions(self, place: tuple[int, str]) -> TermPositions | None:
        base, term = place
        return next(stretch.held for stretch in self.stretches if stretch.base == base).positions_of(term)

    def postings_in(self, term: str, field: Field) -> Postings | None:
        """Return where a term stands in one field; None where no answer has it there."""
        return self._decode(term, field.bit)

    def _decode(self, term: str, bits: int = ALL_BITS) -> Postings | None:
        """Return where a term stands, in fields of these bits; None where no answer has it there."""
        docs, impacts = [], []
        for part in self.parts:
            number = part.segment.term_number(term)
            if number is None:
                continue
            found, weights = part.segment.weighted(number)
            if part.live is not None or bits != ALL_BITS:
                kept = part.segment.masks(number) & bits != 0
                if part.live is not None:
                    kept &= part.live[found]
                found, weights = found[kept], weights[kept]
            docs.append(found + np.int32(part.base) if part.base else found)
            impacts.append(weights)
        if not any(len(some) for some in docs):
            return None
        share = share_of_rarity(term)
        if len(docs) == 1:
            return self.weigh(docs[0], impacts[0], share)
        return self.weigh(np.concatenate(docs), np.concatenate(impacts), share)

    def weigh(self, docs: Array, impacts: Array, share: float = 1.0) -> Postings:
        """Return postings of stored impacts, worth the idf of these answers, or a share of that."""
        factor = self.factor(len(docs), share)
        return Postings(docs, impacts, factor, factor * IMPACT_ONE, self.total)

    def factor(self, df: int, share: float = 1.0) -> float:
        """Return what an impact of one is worth of a word that `df` answers have, see :data:`FACTOR_STEPS`.

        Args:
            df: how many have it.
            share: how much of its rarity's weight it has.
        """
        idf = math.log(1 + (self.count - df + 0.5) / (df + 0.5)) * share
        return max(1, round(idf / IMPACT_ONE * FACTOR_STEPS)) / FACTOR_STEPS

    # Exact values.

    def _key_docs(self, field: KeyField, value: str) -> Array:
        """Return the answers filed under a value, ascending; int64."""
        name = key(field, value)
        found = []
        for part in self.parts:
            docs = part.segment.key_docs(name)
            found.append((docs if part.live is None else docs[part.live[docs]]) + part.base)
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _filed(self, *names: tuple[KeyField, str]) -> Subset:
        """Return the answers filed under any of some values, each given with its field."""
        every = [self.key_docs(field, value) for field, value in names]
        docs = every[0] if len(every) == 1 else distinct([np.empty(0, np.int64), *every])
        return Subset.of(docs, self.total)

    def values(self, field: KeyField, prefix: str = "") -> Iterator[str]:
        """Yield the values of a field of exact values that begin with `prefix`; those of deleted answers too."""
        seen = set()
        start = key(field, prefix).encode("utf-8", "surrogatepass")
        for part in self.parts:
            for name in part.segment.keys.range(*part.segment.keys.prefixed(start)):
                value = part.segment.text(name).partition(SEPARATOR)[2]
                if value not in seen:
                    seen.add(value)
                    yield value

    @cached_property
    def _filed_categories(self) -> list[str]:
        """The categories as answers are filed under them (:func:`law4u_index.index.keys.label`)."""
        return list(self.values("category"))

    def _categories_named(self, value: str) -> list[str]:
        """Return the category of a name; where there is none of that name, all whose names have its words."""
        wanted = _without_and(words(value))
        whole: list[str] = []
        partly: list[str] = []
        for name in self._filed_categories if wanted else ():
            named = _without_and(name.split())
            if set(wanted) <= set(named):
                (whole if wanted == named and len(self.key_docs("category", name)) else partly).append(name)
        return whole or partly

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
        from law4u_index.index.vectors import DIGEST

        dtype = f"S{DIGEST}"
        return self._column(lambda part: part.segment.file.slice("docs.hashes").view(dtype), dtype)

    @cached_property
    def numbers(self) -> Array:
        """The ids as numbers (:data:`law4u_index.index.segment.NO_NUMBER` where one is none)."""
        return self._column(lambda part: part.segment.file.slice("docs.numbers"), np.uint64)

    def numbers_of(self, docs: Array) -> Array:
        """Return :attr:`numbers` of some answers; the first few times without reading those of all."""
        if self._seldom("numbers"):
            return self._of_some(docs, lambda part, own: part.segment.file.take("docs.numbers", own), np.uint64)
        found: Array = self.numbers[docs]
        return found

    def categories_of(self, docs: Array) -> Array:
        """Return :attr:`categories` of some answers; the first few times without reading those of all."""
        if self._seldom("categories"):
            return self._of_some(
                docs, lambda part, own: self._places_of(part)[part.segment.category_places(own)], np.int64
            )
        found: Array = self.categories[docs]
        return found

    def gists_of(self, docs: Array) -> Array:
        """Return what some answers are about (:mod:`law4u_index.index.gists`): an answer a row; all 0 where unknown."""
        return self._of_some(docs, lambda part, own: part.segment.gists_of(own), (np.int8, DIMS))

    def _seldom(self, column: str) -> bool:
        """Tell whether a column was asked for so seldom that it is not worth keeping yet."""
        self._asked[column] += 1
        return self._asked[column] <= _SELDOM

    @cached_property
    def dates(self) -> Array:
        """The dates as numbers, 20250131; 0 where there is none."""
        return self._column(lambda part: part.segment.file.slice("docs.dates"), np.uint32)

    @cached_property
    def titles(self) -> Array:
        """The first eight bytes of each folded question, as a number."""
        return self._column(lambda part: part.segment.file.slice("docs.titles"), np.uint64)

    @cached_property
    def category_names(self) -> list[str]:
        """The categories as pages write them, '' among them where answers have none."""
        return list(dict.fromkeys(name for part in self.parts for name in part.segment.categories))

    @cached_property
    def category_areas(self) -> list[str]:
        """The area of law that each of :attr:`category_names` names."""
        return list(map(area, self.category_names))

    @cached_property
    def categories(self) -> Array:
        """The place of each answer's category in :attr:`category_names`."""
        return self._column(lambda part: self._places_of(part)[part.segment.category_places()], np.int64)

    def _places_of(self, part: Part) -> Array:
        """Return the place in :attr:`category_names` of each category of a segment; int64."""
        places = {name: place for place, name in enumerate(self.category_names)}
        return np.array([places[name] for name in part.segment.categories], np.int64)

    def by_category(self, docs: Array | None = None) -> list[tuple[str, int]]:
        """Return each category, as pages write it, and how many of some answers have it; most first, then by name.

        Args:
            docs: the answers; None for all that are not deleted.
        """
        categories = self.categories[self.live if docs is None else docs]
        counts = np.bincount(categories, minlength=len(self.category_names)).tolist()
        named = [(name, count) for name, count in zip(self.category_names, counts, strict=True) if count and name]
        return sorted(named, key=lambda one: (-one[1], one[0]))

    def _column(self, of_part: Callable[[Part], Array], dtype: DTypeLike) -> Array:
        """Return what `of_part` tells of each answer of a part, of all parts one behind the other."""
        columns = [of_part(part) for part in self.parts if part.segment.count]
        if len(columns) == 1:
            return columns[0]  # the one segment's own
        return np.concatenate(columns) if columns else np.empty(0, dtype)

    def _of_some(self, docs: Array, of_part: Callable[[Part, Array], Array], dtype: DTypeLike) -> Array:
        """Return what `of_part` tells of each of some answers, given those of one part by their numbers there."""
        found = np.empty(len(docs), dtype)
        for part in self.parts:
            here = ((docs >= part.base) & (docs < part.base + part.segment.count)).nonzero()[0]
            if len(here):
                found[here] = of_part(part, docs[here] - part.base)
        return found

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

    def heads(self, docs: Array) -> list[list[Any]]:
        """Return what a hit shows of some answers (:data:`law4u_index.index.records.HEAD_KEYS`)."""
        if len(self.parts) == 1:
            return self.parts[0].segment.heads(docs)
        heads: dict[int, list[Any]] = {}
        ascending = np.sort(docs)
        ends = ascending.searchsorted([part.base + part.segment.count for part in self.parts]).tolist()
        for part, low, high in zip(self.parts, [0, *ends], ends, strict=False):
            if low < high:
                here = ascending[low:high]
                heads.update(zip(here.tolist(), part.segment.heads(here - part.base), strict=True))
        return [heads[doc] for doc in docs.tolist()]

    def head(self, doc: int) -> list[Any]:
        """Return what a hit shows of an answer."""
        return self.heads(np.array([doc], np.int64))[0]

    def answer(self, doc: int) -> Answer:
        """Return an answer."""
        segment, number = self.locate(doc)
        return segment.answer(number)


def _bytes_of(asked: str | tuple[Any, Any], found: Postings | TermPositions | None) -> int:
    """Return what an entry takes in memory: a word that no answer has, made up and long, takes some too."""
    term = asked if isinstance(asked, str) else asked[1]
    return 512 + 4 * (len(term) if isinstance(term, str) else _ARGUMENT) + (found.size if found else 0)


def _parts(folder: Folder, manifest: Manifest) -> Iterator[Part]:
    """Yield the segments with their places; IndexDamaged where one does not hold what the manifest says."""
    base = 0
    for entry in manifest.segments:
        segment = Segment(_pinned(folder, entry.file))
        live = None
        if entry.deleted is not None:
            _pinned(folder, entry.deleted)
            live = live_of(folder, segment, entry.deleted)
        if (segment.count, segment.count if live is None else int(live.sum())) != (entry.answers, entry.live):
            raise damaged(segment.name, "it does not hold the answers that the manifest says", REBUILD)
        yield Part(segment, base, live)
        base += segment.count


def _vectors(folder: Folder, manifest: Manifest) -> tuple[list[VectorFile], str]:
    """Return the vectors, and what is wrong with them: words are found without."""
    if not manifest.vectors:
        return [], ""
    from law4u_index.index.vectors import VectorFile

    try:
        return [VectorFile(_pinned(folder, entry)) for entry in manifest.vectors], ""
    except IndexDamaged as error:
        return [], str(error)


def _pinned(folder: Folder, entry: FileEntry) -> Any:
    """Return the path of a file of the index, after a look that it is the one that the manifest means."""
    path = folder.place(entry.name)
    if manifests.file_entry(folder, entry.name) != entry:
        raise damaged(entry.name, manifests.NOT_AS_WRITTEN)
    return path


def _without_and(names: Sequence[str]) -> list[str]:
    """Return a label's words as they are compared: 'Landlord and Tenant' is 'Landlord & Tenant'."""
    return [word for word in names if word != "and"]
