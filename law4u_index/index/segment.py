"""A segment: some answers, what they say and where, in one file that is never changed.

=====================  ==========================================================================================
columns                what they hold
=====================  ==========================================================================================
``text.*``             the dictionary of terms in byte order, and of each its posting list: answers, impacts, masks
                       (bit n: it stands in field n), counts (how often), positions
``words.*``            the words as written, in byte order, the term of each and how often it stands in the segment
``keys.*``             the exact values (:mod:`law4u_index.index.keys`) in byte order, and the answers of each
``docs.*``             a row an answer: head, record, source, hash, date, category, gist, the positions of its passages
=====================  ==========================================================================================

Answers are numbered from 0 within a segment; a list of them is kept as gaps (the first is its own number plus one).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from law4u_index.errors import REBUILD, IndexDamaged, damaged
from law4u_index.index import gists
from law4u_index.index.blockfile import Array, BlockFile
from law4u_index.index.caching import kept
from law4u_index.index.packed import PackedLists, run_indices, run_starts
from law4u_index.index.positions import TermPositions, read_positions
from law4u_index.index.records import NOT_STORED, StoredBody, read_answer, read_heads
from law4u_index.index.strings import Strings

if TYPE_CHECKING:
    from law4u_index.answer import Answer
    from law4u_index.index.documents import Documents

FORMAT = 1
"""The version of this layout; it rises when a release writes what an older one cannot read."""

DIGEST = 16
"""Bytes of the digest by which an answer's record is told from another: ``docs.hashes``."""

ROWS = {
    "docs.hashes": ("u1", DIGEST),
    "docs.modified": ("<i8", 1),
    "docs.dates": ("<u4", 1),
    "docs.category": ("<u4", 1),
    "docs.numbers": ("<u8", 1),
    "docs.titles": ("<u8", 1),
    "docs.questions": ("<u4", 1),
}
"""The columns that have so many numbers of such a kind for each answer."""

GISTS = "docs.gists"
"""The column of what each answer is about (:mod:`law4u_index.index.gists`), :data:`~law4u_index.index.gists.DIMS`
numbers of one byte each; older releases wrote none, and those of other vectors of words say nothing here."""

NO_NUMBER = 1 << 62
"""Stands for the number of an id that is none; greater than any that is."""


class TermPostings:
    """One term's posting list, decoded.

    Attributes:
        docs: answers, ascending; int64.
        impacts: u2.
        masks: u1.
        counts: u1, u2 or u4.
    """

    __slots__ = ("counts", "docs", "impacts", "masks")

    def __init__(self, docs: Array, impacts: Array, masks: Array, counts: Array) -> None:
        self.docs = docs
        self.impacts = impacts
        self.masks = masks
        self.counts = counts


class Segment:
    """A segment, open for reading.

    Whatever reads from it raises IndexDamaged where that is not what was written.

    Args:
        path: the file.

    Raises:
        IndexDamaged: it is not what was written, or of a format that this release does not know.
        FileNotFoundError: there is none.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.file = BlockFile(path)
        meta = self.file.meta
        if meta.get("format") != FORMAT:
            raise IndexDamaged(
                f"{self.file.name} is of format {meta.get('format')!r}, this release reads {FORMAT}; "
                f"update law4u-index, or {REBUILD}"
            )
        self.name = self.file.name
        self.categories: list[str] = meta.get("categories", [])
        self._gists: str | None = meta.get("gists")
        self.terms = Strings(self.file, "text")
        self.words = Strings(self.file, "words")
        self.keys = Strings(self.file, "keys")
        self.gaps = PackedLists(self.file, "text.gaps")
        self.counts = PackedLists(self.file, "text.counts")
        self.position_lists = PackedLists(self.file, "text.positions")
        self.key_gaps = PackedLists(self.file, "keys.gaps")
        self._heads = Strings(self.file, "docs.heads")
        self._bodies = Strings(self.file, "docs.bodies")
        self._sources = Strings(self.file, "docs.sources")
        self._files = Strings(self.file, "docs.files")
        self.count = self._heads.count
        self._verify_lengths()
        self.term_number = kept(self._term_number, 4096)
        self._answers: WeakValueDictionary[int, Array] = WeakValueDictionary()  # decoded, and in use somewhere

    def _verify_lengths(self) -> None:
        """Hold the columns against each other: no number of answers is believed that has no rows behind it."""
        length = self.file.length
        wanted = {name: width * self.count for name, (_, width) in ROWS.items()}
        wanted |= {GISTS: gists.DIMS * self.count} if self._gists else {}
        wanted |= {f"docs.{name}.ends": self.count + 1 for name in ("bodies", "sources", "files")}
        wanted |= {"docs.passages": self.count + 1, "text.first": self.terms.count + 1, "text.top": self.terms.count}
        wanted |= {"words.term": self.words.count, "words.count": self.words.count, "keys.df": self.keys.count}
        wanted["text.masks"] = length("text.impacts")
        for name, count in wanted.items():
            if length(name) != count:
                raise damaged(self.name, f"its column {name!r} is not as long as others say")

    def _term_number(self, term: str) -> int | None:
        return self.terms.find(term.encode("utf-8", "surrogatepass"))

    def term(self, number: int) -> str:
        """Return a term."""
        return self.text(self.terms[number])

    def text(self, name: bytes) -> str:
        """Return an entry of one of the dictionaries as text."""
        try:
            return name.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:  # made by a stranger
            raise damaged(self.name, f"{name!r} is no text", REBUILD) from error

    def postings_range(self, number: int) -> tuple[int, int]:
        """Return where the postings of term `number` start and stop."""
        return self.file.pair("text.first", number)

    def postings(self, number: int) -> TermPostings:
        """Return the posting list of term `number`."""
        start, stop = self.postings_range(number)
        return TermPostings(
            self._docs(self.gaps.get(number, stop - start)),
            self.file.slice("text.impacts", start, stop),
            self.file.slice("text.masks", start, stop),
            self.counts.get(number, stop - start),
        )

    def _docs(self, gaps: Array) -> Array:
        self._verify_gaps(gaps)
        docs: Array = np.cumsum(gaps, dtype=np.int64) - 1
        return docs

    def weighted(self, number: int) -> tuple[Array, Array]:
        """Return the answers that have term `number`, ascending, int32, and the term's impact in each, u2."""
        start, stop = self.postings_range(number)
        return self._answers_of(number, stop - start), self.file.slice("text.impacts", start, stop)

    def _answers_of(self, number: int, length: int) -> Array:
        """Return the `length` answers that have term `number`, ascending, int32: one array for all who ask."""
        answers = self._answers.get(number)
        if answers is None:
            gaps = self.gaps.get(number, length)
            self._verify_gaps(gaps)
            answers = np.cumsum(gaps, dtype=np.int32)
            answers -= 1
            self._answers[number] = answers
        return answers

    def heavy(self, number: int, least: int) -> tuple[Array, Array, Array]:
        """Return where in its list term `number` has an impact of at least `least`, the answers, and the impacts."""
        start, stop = self.postings_range(number)
        impacts = self.file.slice("text.impacts", start, stop)
        places = (impacts >= least).nonzero()[0]
        if not len(places):
            return places, places, impacts[:0]
        gaps = self.gaps.get(number, stop - start)[: int(places[-1]) + 1]
        self._verify_gaps(gaps)
        return places, np.cumsum(gaps, dtype=np.int64)[places] - 1, impacts[places]

    def masks(self, number: int) -> Array:
        """Return in which fields term `number` stands in each of its answers, a bit a field."""
        return self.file.slice("text.masks", *self.postings_range(number))

    def _verify_gaps(self, gaps: Array) -> None:
        """Raise :class:`IndexDamaged` where these gaps lead beyond the answers that there are."""
        if len(gaps) and not (int(gaps[0]) > 0 and int(gaps.sum(dtype=np.int64)) <= self.count):
            raise damaged(self.name, "a list names answers beyond its end", REBUILD)

    def positions_of(self, term: str) -> TermPositions | None:
        """Return the positions of a term, to look up; None where no answer has it."""
        number = self.term_number(term)
        return None if number is None else self.term_positions(number)

    def term_positions(self, number: int) -> TermPositions:
        """Return the positions of term `number`, to look up."""
        start, stop = self.postings_range(number)
        answers = self._answers_of(number, stop - start)
        if not len(answers):  # made by a stranger
            raise damaged(self.name, "a word stands in no answer", REBUILD)
        counts = self.counts.get(number, stop - start)
        if not int(counts.min()):
            raise damaged(self.name, "a word stands nowhere in an answer", REBUILD)
        return read_positions(answers, counts, self.position_lists, number)

    def flat_positions(self, number: int, counts: Array) -> tuple[Array, Array]:
        """Return the positions of term `number` in all its answers as one array, and where those of each start."""
        starts = run_starts(counts)
        return self.position_lists.get(number, int(starts[-1])), starts

    def key_docs(self, key: str) -> Array:
        """Return the answers filed under `key`, ascending; int64, empty where there are none."""
        number = self.keys.find(key.encode("utf-8", "surrogatepass"))
        if number is None:
            return np.empty(0, np.int64)
        return self._docs(self.key_gaps.get(number, self.file.item("keys.df", number)))

    def heads(self, docs: Array) -> list[list[Any]]:
        """Return what a hit shows of some answers (:data:`law4u_index.index.records.HEAD_KEYS`)."""
        stored = self._heads.scattered(docs)
        try:
            return read_heads(stored)
        except NOT_STORED:
            return list(map(self._head, docs.tolist(), stored))  # says which one it is

    def _head(self, doc: int, head: bytes) -> list[Any]:
        try:
            return read_heads([head])[0]
        except NOT_STORED as error:
            raise self.unreadable(doc, error) from error

    def answer_id(self, doc: int) -> str:
        """Return the id of an answer."""
        found: str = self._head(doc, self._heads[doc])[0]
        return found

    def bodies(self, docs: Array) -> Iterator[StoredBody]:
        """Yield what is stored of some answers beside their heads, to be unpacked as far as it is wanted."""
        yield from map(self._body, docs.tolist(), self._bodies.scattered(docs))

    def _body(self, doc: int, body: bytes) -> StoredBody:
        try:
            return StoredBody(body)
        except NOT_STORED as error:
            raise self.unreadable(doc, error) from error

    def unreadable(self, doc: int, error: Exception) -> IndexDamaged:
        """Return the error to raise where reading an answer came to `error`."""
        return damaged(self.name, f"answer {doc} cannot be read ({error})")

    def answer(self, doc: int) -> Answer:
        """Return an answer."""
        try:
            return read_answer(self._heads[doc], self._bodies[doc], self.source(doc))
        except NOT_STORED as error:
            raise self.unreadable(doc, error) from error

    def source(self, doc: int) -> str:
        """Return where an answer was read from."""
        return self._sources[doc].decode("utf-8", "surrogateescape")

    def digest(self, doc: int) -> bytes:
        """Return what changes when the record of an answer does, :data:`DIGEST` bytes."""
        return self.file.bytes("docs.hashes", DIGEST * doc, DIGEST * (doc + 1))

    def digests(self) -> Array:
        """Return the digest of each answer, ``S16``."""
        return self.file.slice("docs.hashes").view(f"S{DIGEST}")

    def modified(self, doc: int) -> int:
        """Return when an answer's page was last changed, nanoseconds since 1970."""
        return self.file.item("docs.modified", doc)

    def path(self, doc: int) -> str:
        """Return the absolute path of the file that an answer was read from; '' where it is from none."""
        return self._files[doc].decode("utf-8", "surrogateescape")

    def paths(self, live: Array) -> list[str]:
        """Return :meth:`path` of those answers for which the mask `live` is true."""
        every = self._files.range(0, self.count) if self.count else []
        return [every[doc].decode("utf-8", "surrogateescape") for doc in np.flatnonzero(live).tolist()]

    def from_files(self, paths: Collection[str]) -> list[int]:
        """Return the answers that were read from any of these files, deleted ones too."""
        wanted = {path.encode("utf-8", "surrogateescape") for path in paths}
        every = self._files.range(0, self.count) if self.count else []
        return [doc for doc, path in enumerate(every) if path in wanted]

    def category_places(self, docs: Array | None = None) -> Array:
        """Return the place in :attr:`categories` of the category of some answers, or of each answer."""
        places = self.file.slice("docs.category") if docs is None else self.file.take("docs.category", docs)
        if len(places) and int(places.max()) >= len(self.categories):
            raise damaged(self.name, "an answer's category has no name", REBUILD)
        return places

    def documents(self, docs: Array) -> Documents:
        """Return the rows of some answers as they were written."""
        from law4u_index.index.documents import Documents

        file = self.file
        chosen = docs.tolist()
        passages = file.slice("docs.passages")
        starts = file.slice("docs.starts")
        hashes = file.slice("docs.hashes").tobytes()
        return Documents(
            heads=[self._heads[doc] for doc in chosen],
            bodies=[self._bodies[doc] for doc in chosen],
            sources=[self._sources[doc] for doc in chosen],
            files=[self._files[doc] for doc in chosen],
            hashes=[hashes[DIGEST * doc : DIGEST * (doc + 1)] for doc in chosen],
            gists=[gist.tobytes() for gist in self.gists_of(docs)],
            modified=file.slice("docs.modified")[docs].tolist(),
            dates=file.slice("docs.dates")[docs].tolist(),
            categories=[self.categories[number] for number in self.category_places()[docs].tolist()],
            numbers=file.slice("docs.numbers")[docs].tolist(),
            titles=file.slice("docs.titles")[docs].tolist(),
            questions=file.slice("docs.questions")[docs].tolist(),
            passage_counts=(passages[docs + 1] - passages[docs]).tolist(),
            passage_starts=np.concatenate(
                [starts[int(passages[doc]) : int(passages[doc + 1])] for doc in chosen] or [starts[:0]]
            ).tolist(),
        )

    def gists_of(self, docs: Array) -> Array:
        """Return what some answers are about: an answer a row, int8; all 0 where it is not known."""
        if self._gists != gists.version():
            return np.zeros((len(docs), gists.DIMS), np.int8)
        found: Array = self.file.take_rows(GISTS, gists.DIMS, docs).view(np.int8)
        return found

    def question_ends(self, docs: Array | None = None) -> Array:
        """Return the position after the question of some answers, or of each answer."""
        return self.file.slice("docs.questions") if docs is None else self.file.take("docs.questions", docs)

    def passages_of(self, docs: Array) -> tuple[Array, Array]:
        """Return the positions at which the passages of some answers start, and how many each answer has; int64.

        Args:
            docs: different answers.
        """
        first, stop = self.file.take("docs.passages", np.concatenate([docs, docs + 1])).astype(np.int64).reshape(2, -1)
        lengths = stop - first
        if (lengths < 0).any() or int(lengths.sum()) > self.file.length("docs.starts"):
            raise damaged(self.name, "its passages overlap", REBUILD)
        return self.file.take("docs.starts", run_indices(first, lengths)).astype(np.int64), lengths

    def passages(self) -> tuple[Array, Array]:
        """Return the positions at which the passages of all answers start, u4, and how many each has, int64."""
        bounds = self.file.slice("docs.passages").astype(np.int64)
        starts = self.file.slice("docs.starts")
        lengths = np.diff(bounds)
        if bounds[0] or bounds[-1] != len(starts) or (lengths < 0).any():
            raise damaged(self.name, "its passages are not where they should be", REBUILD)
        return starts, lengths

    def passage_starts(self, doc: int) -> list[int]:
        """Return the position at which each passage of an answer starts."""
        first, stop = self.file.pair("docs.passages", doc)
        starts: list[int] = self.file.slice("docs.starts", first, stop).tolist()
        return starts
