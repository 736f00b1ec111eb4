"""Answers into a segment: tokens are numbered as they come, then sorted all at once.

Each word of an answer becomes a number by one dictionary look-up; everything after that is array work over a whole
batch. A batch is bounded by :data:`MAX_ANSWERS` and :data:`MAX_TOKENS`, so its memory is too.
"""

from __future__ import annotations

from array import array
from itertools import chain

import numpy as np

from law4u_index.answer import Answer
from law4u_index.index.analysis import TOKEN, chunk_terms, fold
from law4u_index.index.blockfile import Array
from law4u_index.index.keys import keys_of
from law4u_index.index.packed import run_starts
from law4u_index.index.records import body_of, head_of
from law4u_index.index.schema import FIELDS, IMPACT_ONE, K1, passages
from law4u_index.index.segment import NO_NUMBER, Documents, Postings, SegmentWriter

MAX_ANSWERS = 1 << 14
"""A batch holds at most so many answers."""

MAX_TOKENS = 4_000_000
"""A batch is full when it holds so many tokens."""

MAX_POSITION = (1 << 24) - 1
"""Tokens beyond this position all stand at it; no page within the size limit reaches it."""

_WEIGHTS = np.array([field.weight for field in FIELDS])
_B = np.array([field.b for field in FIELDS])
_PIVOTS = np.array([field.pivot for field in FIELDS])


class _Numbering(dict[str, tuple[int, ...]]):
    """Chunk of folded text → the numbers of its tokens; a token gets its number when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, int] = {}
        self.token_terms: list[tuple[str, ...]] = []

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        numbers = []
        for token, terms in zip(TOKEN.findall(chunk), chunk_terms(chunk), strict=True):
            number = self.tokens.get(token)
            if number is None:
                number = self.tokens[token] = len(self.token_terms)
                self.token_terms.append(terms)
            numbers.append(number)
        result = self[chunk] = tuple(numbers)
        return result


class Batch:
    """Answers being gathered for one segment."""

    def __init__(self) -> None:
        self._numbering = _Numbering()
        self._tokens = array("i")
        self._span_docs = array("i")
        self._span_fields = array("i")
        self._span_lengths = array("i")
        self._span_positions = array("i")
        self._keys: dict[str, list[int]] = {}
        self._documents = Documents()

    def __len__(self) -> int:
        return len(self._documents.heads)

    @property
    def full(self) -> bool:
        """Whether it should be written before another answer is added."""
        return len(self) >= MAX_ANSWERS or len(self._tokens) >= MAX_TOKENS

    def add(self, answer: Answer, *, file: str, modified: int, digest: bytes) -> int:
        """Add an answer and return its number in the batch.

        Args:
            answer: the record.
            file: the absolute path of the file that it was read from, or ''.
            modified: when its page was last changed, nanoseconds since 1970.
            digest: 16 bytes that change when the record does.
        """
        doc = len(self)
        tokens = self._tokens
        numbers = self._numbering.__getitem__
        position = 0
        starts = []
        for passage in passages(answer):
            starts.append(min(position, MAX_POSITION))
            for field, text in passage.texts:
                before = len(tokens)
                tokens.extend(chain.from_iterable(map(numbers, fold(text).split())))
                length = len(tokens) - before
                if length:
                    self._span_docs.append(doc)
                    self._span_fields.append(field.number)
                    self._span_lengths.append(length)
                    self._span_positions.append(min(position, MAX_POSITION))
                    position += length + 1  # a phrase does not go on from one text into the next
        for key in keys_of(answer):
            self._keys.setdefault(key, []).append(doc)
        rows = self._documents
        rows.heads.append(head_of(answer))
        rows.bodies.append(body_of(answer))
        rows.sources.append((answer.source or "").encode("utf-8", "surrogateescape"))
        rows.files.append(file.encode("utf-8", "surrogateescape"))
        rows.hashes.append(digest)
        rows.modified.append(modified)
        rows.dates.append(date_number(answer.published))
        rows.categories.append(answer.category or "")
        rows.numbers.append(id_number(answer.id))
        rows.titles.append(title_number(answer.question))
        rows.passage_counts.append(len(starts))
        rows.passage_starts.extend(starts)
        return doc

    def write(self, writer: SegmentWriter) -> None:
        """Write all that was gathered, and leave `writer` to be finished by the caller."""
        terms, token_terms = self._terms()
        self._write_terms(writer, terms, token_terms)
        self._write_words(writer, terms)
        keys = sorted((key.encode("utf-8", "surrogatepass"), docs) for key, docs in self._keys.items())
        df = np.fromiter((len(docs) for _, docs in keys), np.int64, len(keys))
        docs = np.fromiter(chain.from_iterable(docs for _, docs in keys), np.int64, int(df.sum()))
        writer.add_keys([key for key, _ in keys], df, docs)
        writer.add_documents(self._documents)

    def _terms(self) -> tuple[dict[str, int], list[tuple[int, ...]]]:
        """Return the terms with their number in byte order, and each token's terms as such numbers."""
        every = self._numbering.token_terms
        ordered = sorted({term for terms in every for term in terms})  # code points sort as utf-8 does
        numbers = {term: number for number, term in enumerate(ordered)}
        return numbers, [tuple(numbers[term] for term in terms) for terms in every]

    def _write_terms(self, writer: SegmentWriter, terms: dict[str, int], token_terms: list[tuple[int, ...]]) -> None:
        tokens = np.frombuffer(self._tokens, np.int32) if self._tokens else np.empty(0, np.int32)
        lengths = np.array(self._span_lengths, np.int64)
        docs = np.repeat(np.array(self._span_docs, np.uint64), lengths)
        fields = np.repeat(np.array(self._span_fields, np.uint64), lengths)
        offsets = np.array(self._span_positions, np.int64) - run_starts(lengths)[:-1]
        positions = np.minimum(np.arange(len(tokens)) + np.repeat(offsets, lengths), MAX_POSITION)
        place = docs << np.uint64(27) | positions.astype(np.uint64) << np.uint64(3) | fields
        keys = []
        for nth in range(max(map(len, token_terms), default=0)):
            of_token = np.array([numbers[nth] if len(numbers) > nth else -1 for numbers in token_terms], np.int64)
            term = of_token[tokens]
            chosen = term >= 0
            keys.append(term[chosen].astype(np.uint64) << np.uint64(41) | place[chosen])
        if not keys:
            return
        ordered = np.sort(np.concatenate(keys))  # by term, answer, position
        writer.add_terms(self._postings(ordered, list(terms)))

    def _postings(self, ordered: Array, terms: list[str]) -> Postings:
        posting = ordered >> np.uint64(27)
        starts = np.flatnonzero(np.concatenate([[True], posting[1:] != posting[:-1]]))
        counts = np.diff(np.append(starts, len(ordered)))
        docs = (posting[starts] & np.uint64((1 << 14) - 1)).astype(np.int64)
        term = (posting[starts] >> np.uint64(14)).astype(np.int64)
        fields = (ordered & np.uint64(7)).astype(np.int64)
        which = np.repeat(np.arange(len(starts)), counts)
        occurrences = np.bincount(which * len(FIELDS) + fields, minlength=len(starts) * len(FIELDS))
        occurrences = occurrences.reshape(len(starts), len(FIELDS))
        return Postings(
            keys=[term.encode("utf-8", "surrogatepass") for term in terms],
            df=np.bincount(term, minlength=len(terms)),
            docs=docs,
            impacts=impacts(occurrences, self._field_weights()[docs]),
            masks=(occurrences > 0) @ (1 << np.arange(len(FIELDS))),
            counts=counts,
            positions=((ordered >> np.uint64(3)) & np.uint64(MAX_POSITION)).astype(np.int64),
        )

    def _field_weights(self) -> Array:
        """Return what an occurrence counts in each answer's fields: answers x fields."""
        cells = np.array(self._span_docs, np.int64) * len(FIELDS) + np.array(self._span_fields, np.int64)
        lengths = np.bincount(cells, np.array(self._span_lengths), len(self) * len(FIELDS))
        return field_weights(lengths.reshape(len(self), len(FIELDS)))

    def _write_words(self, writer: SegmentWriter, terms: dict[str, int]) -> None:
        tokens = np.frombuffer(self._tokens, np.int32) if self._tokens else np.empty(0, np.int32)
        counts = np.bincount(tokens, minlength=len(self._numbering.token_terms)).tolist()
        words = sorted(
            (
                token.encode("utf-8", "surrogatepass"),
                terms[self._numbering.token_terms[number][0]],
                counts[number],
            )
            for token, number in self._numbering.tokens.items()
            if token.isalpha() or "\u0900" <= token[0] <= "\u097f"
        )
        if words:
            writer.add_words(
                [word for word, _, _ in words],
                np.array([term for _, term, _ in words]),
                np.array([count for _, _, count in words]),
            )


def field_weights(lengths: Array) -> Array:
    """Return what one occurrence counts in fields of these lengths: ``... x len(FIELDS)`` of tokens to floats."""
    return _WEIGHTS / (1 - _B + _B * lengths / _PIVOTS)  # type: ignore[no-any-return]  # numpy's division is Any


def impacts(occurrences: Array, weights: Array) -> Array:
    """Return the impacts of postings from a word's occurrences in each field and what one counts there.

    Args:
        occurrences: postings x fields.
        weights: the same shape, from :func:`field_weights`.

    Returns:
        1 to :data:`IMPACT_ONE`, as float64.
    """
    tf = (occurrences * weights).sum(axis=1)
    return np.maximum(1, np.rint(IMPACT_ONE * (tf / (K1 + tf))))  # type: ignore[no-any-return]  # numpy's division is Any


def date_number(published: str | None) -> int:
    """Return '2025-01-31' as 20250131, and None as 0."""
    return int(published.replace("-", "")) if published else 0


def id_number(answer_id: str) -> int:
    """Return the id as a number, or :data:`NO_NUMBER`: answers with equal scores stand in this order."""
    if answer_id.isascii() and answer_id.isdigit() and len(answer_id) < 18:
        return int(answer_id)
    return NO_NUMBER


def title_number(question: str) -> int:
    """Return the folded question's first eight bytes as a number: most of an alphabetical order in one look."""
    return int.from_bytes(fold(question).encode("utf-8", "surrogatepass")[:8].ljust(8, b"\0"), "big")
