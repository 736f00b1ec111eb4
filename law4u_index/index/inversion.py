"""Answers into a segment: tokens are numbered as they come, then sorted all at once.

Each word of an answer becomes a number by one dictionary look-up; everything after that is array work over a whole
batch. A batch is bounded by :data:`MAX_ANSWERS` and :data:`MAX_TOKENS`, so its memory is too.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from law4u_index.answer import Answer
from law4u_index.index.analysis import chunk_tokens, fold, terms_of
from law4u_index.index.blockfile import Array
from law4u_index.index.documents import Documents
from law4u_index.index.gists import gists
from law4u_index.index.keys import keys_of
from law4u_index.index.packed import run_indices, run_starts
from law4u_index.index.positions import MAX_POSITION, POSITION_BITS
from law4u_index.index.records import body_of, head_of
from law4u_index.index.schema import FIELDS, IMPACT_ONE, K1, TEXT, passages
from law4u_index.index.segment import NO_NUMBER
from law4u_index.index.segment_writer import Postings, SegmentWriter

_FIELD_BITS = 3
_ANSWER_BITS = 14

_ANSWER_AT = _FIELD_BITS + POSITION_BITS
_TERM_AT = _ANSWER_AT + _ANSWER_BITS
"""An occurrence of a term is one number of 64 bits, so that sorting numbers sorts occurrences: from the lowest bit on
its field, its position in the answer, the answer, the term. These are the bits at which the latter two begin."""

MAX_ANSWERS = 1 << _ANSWER_BITS
"""A batch holds at most so many answers."""

MAX_TOKENS = 4_000_000
"""A batch is full when it holds so many tokens."""

_NO_TEXT = ((TEXT, ""),)

_LONG = 8
"""A chunk of more tokens than this counts as so many in a batch, any other as one: how full it is need not be exact."""

_WEIGHTS = np.array([field.weight for field in FIELDS])
_B = np.array([field.b for field in FIELDS])
_PIVOTS = np.array([field.pivot for field in FIELDS])

_END = "\0"
"""Stands behind each text; no token can have it."""

_NO_END = "\1"
"""What it becomes within a text: no token can have that either."""


class _Numbering(dict[str, int]):
    """Chunk of folded text → its number; a chunk gets its number, and its tokens theirs, when it is first met."""

    def __init__(self) -> None:
        super().__init__({_END: 0})
        self.chunk_tokens: list[tuple[int, ...]] = [()]
        self.tokens: dict[str, int] = {}
        self.token_terms: list[tuple[str, ...]] = []
        self.long: dict[int, int] = {}  # chunks of many tokens, and how many

    def __missing__(self, chunk: str) -> int:
        result = self[chunk] = len(self.chunk_tokens)
        known = self.tokens
        found = chunk_tokens(chunk)
        for token in found:
            if token not in known:
                known[token] = len(self.token_terms)
                self.token_terms.append(terms_of(token))
        self.chunk_tokens.append(tuple([known[token] for token in found]))
        if len(found) > _LONG:
            self.long[result] = len(found)
        return result


class _Texts:
    """The texts of a batch, one behind the other: their chunks, and of which answer and field each text is."""

    def __init__(self) -> None:
        self._numbering = _Numbering()
        self._chunks: list[tuple[int, ...]] = []  # of each answer; behind each text, number 0
        self._size = 0
        self._long = 0  # tokens in chunks of many
        self._fields = bytearray()
        self._counts = array("i")  # texts of each answer
        self._passages = array("i")  # of each passage: its first text

    def __len__(self) -> int:
        """About how many tokens there are; never many fewer."""
        return self._size + self._long

    def add(self, answer: Answer) -> int:
        """Add the texts of the next answer; return how many passages it has."""
        texts: list[str] = []
        base, before = len(self._fields), len(self._passages)
        for passage in passages(answer):
            self._passages.append(base + len(texts))
            for field, text in passage.texts or _NO_TEXT:
                self._fields.append(field.number)
                texts.append(text)
        self._counts.append(len(texts))
        numbering = self._numbering
        numbers = tuple(map(numbering.__getitem__, _chunks_of(texts)))
        if (long := numbering.long) and not long.keys().isdisjoint(numbers):
            self._long += sum(long.get(number, 0) for number in numbers)
        self._chunks.append(numbers)
        self._size += len(numbers)
        return len(self._passages) - before

    def read(self) -> Tokens:
        """Return all tokens and where they stand."""
        numbering = self._numbering
        chunks = np.fromiter(chain.from_iterable(self._chunks), np.int32, self._size)
        sizes = np.fromiter(map(len, numbering.chunk_tokens), np.int64, len(numbering.chunk_tokens))
        flat = np.fromiter(chain.from_iterable(numbering.chunk_tokens), np.int32, int(sizes.sum()))
        tokens = flat[run_indices(run_starts(sizes)[:-1][chunks], sizes[chunks])]
        lengths = np.diff(run_starts(sizes[chunks])[np.flatnonzero(chunks == 0)], prepend=0)
        counts = np.array(self._counts, np.int64)
        # A phrase does not go on from one text into the next: a place is left free between them.
        places = run_starts(lengths + (lengths > 0))
        places = places[:-1] - np.repeat(places[run_starts(counts)[:-1]], counts)
        passages_ = np.array(self._passages, np.int64)
        return Tokens(
            tokens=tokens,
            docs=np.repeat(np.arange(len(counts)), counts),
            fields=np.frombuffer(bytes(self._fields), np.uint8).astype(np.int64),
            lengths=lengths,
            positions=places,
            passage_starts=np.minimum(places[passages_], MAX_POSITION),
            words=numbering.tokens,
            terms=numbering.token_terms,
        )


def _chunks_of(texts: Sequence[str]) -> list[str]:
    """Return the chunks of folded text between white space, and :data:`_END` behind those of each text."""
    joined = f" {_END} ".join([*texts, ""])
    if joined.count(_END) != len(texts):
        joined = f" {_END} ".join([*(text.replace(_END, _NO_END) for text in texts), ""])
    return fold(joined).split()


@dataclass(frozen=True)
class Tokens:
    """All tokens of a batch, numbered in the order in which they were first met.

    Attributes:
        tokens: their numbers, text by text.
        docs, fields, lengths, positions: of each text: its answer, its field, how many tokens it has and at which
            position of the answer it begins.
        passage_starts: the position at which each passage begins.
        words: the number of each token as written.
        terms: by number: the terms of each token.
    """

    tokens: Array
    docs: Array
    fields: Array
    lengths: Array
    positions: Array
    passage_starts: Array
    words: dict[str, int]
    terms: list[tuple[str, ...]]


class _Keys(dict[str, int]):
    """Exact value → its number, and the numbers of each answer's values."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = array("i")
        self._counts = array("i")  # of each answer

    def __missing__(self, key: str) -> int:
        result = self[key] = len(self)
        return result

    def add(self, keys: Collection[str]) -> None:
        """Add the values of the next answer."""
        self._numbers.extend(map(self.__getitem__, keys))
        self._counts.append(len(keys))

    def read(self) -> tuple[list[bytes], Array, Array]:
        """Return the values in byte order, how many answers each has, and those answers."""
        ordered = sorted(self)  # code points sort as utf-8 does
        place = np.empty(len(self), np.int64)
        place[[self[key] for key in ordered]] = np.arange(len(self))
        docs = np.repeat(np.arange(len(self._counts)), self._counts)
        which = place[np.array(self._numbers, np.int64)]
        order = np.argsort(which, kind="stable")
        df = np.bincount(which, minlength=len(self))
        return [key.encode("utf-8", "surrogatepass") for key in ordered], df, docs[order]


class Batch:
    """Answers being gathered for one segment."""

    def __init__(self) -> None:
        self._texts = _Texts()
        self._keys = _Keys()
        self._documents = Documents()

    def __len__(self) -> int:
        return len(self._documents.heads)

    @property
    def full(self) -> bool:
        """Whether it should be written before another answer is added."""
        return len(self) >= MAX_ANSWERS or len(self._texts) >= MAX_TOKENS

    def add(self, answer: Answer, *, file: str, modified: int, digest: bytes) -> int:
        """Add an answer and return its number in the batch.

        Args:
            answer: the record.
            file: the absolute path of the file that it was read from, or ''.
            modified: when its page was last changed, nanoseconds since 1970.
            digest: 16 bytes that change when the record does.
        """
        doc = len(self)
        self._keys.add(keys_of(answer))
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
        rows.passage_counts.append(self._texts.add(answer))
        return doc

    def write(self, writer: SegmentWriter) -> None:
        """Write all that was gathered, and leave `writer` to be finished by the caller."""
        tokens = self._texts.read()
        counts = np.array(self._documents.passage_counts, np.int64)
        self._documents.passage_starts = tokens.passage_starts.tolist()
        self._documents.questions = tokens.passage_starts[np.cumsum(counts) - counts + 1].tolist()  # the second begins
        terms, token_terms = _terms(tokens)
        postings = _postings(_occurrences(tokens, token_terms), list(terms), self._field_weights(tokens))
        writer.add_terms(postings)
        found = gists(list(terms), postings.df, postings.docs, postings.impacts, len(self))
        self._documents.gists = [gist.tobytes() for gist in found]
        del postings, found  # a batch's arrays are large
        _write_words(writer, tokens, terms)
        writer.add_keys(*self._keys.read())
        writer.add_documents(self._documents)

    def _field_weights(self, tokens: Tokens) -> Array:
        """Return what an occurrence counts in each answer's fields: answers x fields."""
        cells = tokens.docs * len(FIELDS) + tokens.fields
        lengths = np.bincount(cells, tokens.lengths, len(self) * len(FIELDS))
        return field_weights(lengths.reshape(len(self), len(FIELDS)))


def _terms(tokens: Tokens) -> tuple[dict[str, int], list[tuple[int, ...]]]:
    """Return the terms with their number in byte order, and each token's terms as such numbers."""
    ordered = sorted({term for terms in tokens.terms for term in terms})  # code points sort as utf-8 does
    numbers = {term: number for number, term in enumerate(ordered)}
    return numbers, [tuple([numbers[term] for term in terms]) for terms in tokens.terms]


def _occurrences(tokens: Tokens, token_terms: list[tuple[int, ...]]) -> Array:
    """Return every occurrence of a term as one number, see :data:`_TERM_AT`, ascending; int64.

    Args:
        tokens: the tokens of a batch.
        token_terms: the numbers of each token's terms.
    """
    lengths = tokens.lengths
    place = np.arange(len(tokens.tokens))
    place += np.repeat(tokens.positions - run_starts(lengths)[:-1], lengths)
    np.minimum(place, MAX_POSITION, out=place)
    place <<= _FIELD_BITS
    place |= np.repeat(tokens.docs << _ANSWER_AT | tokens.fields, lengths)
    parts: list[Array] = [np.empty(0, np.int64)]
    for nth in range(max(map(len, token_terms), default=0)):
        of_token = np.array([numbers[nth] if len(numbers) > nth else -1 for numbers in token_terms], np.int64)
        if nth:
            chosen = np.flatnonzero(of_token[tokens.tokens] >= 0)
            parts.append(of_token[tokens.tokens[chosen]] << _TERM_AT | place[chosen])
        else:  # every token has a first term
            parts = [of_token[tokens.tokens]]
            parts[0] <<= _TERM_AT
            parts[0] |= place
    del place  # a batch's arrays are large: none is kept longer than it is read
    occurrences = np.concatenate(parts) if len(parts) > 1 else parts[0]
    del parts
    occurrences.sort()
    return occurrences


def _postings(occurrences: Array, terms: list[str], weights: Array) -> Postings:
    """Return the posting lists of occurrences.

    Args:
        occurrences: as :func:`_occurrences` returns them. Only the positions are left in it.
        terms: the terms by number.
        weights: what an occurrence counts: answers x fields.
    """
    starts = _run_starts_of(occurrences >> _ANSWER_AT)
    counts = np.diff(np.append(starts, len(occurrences)))
    posting = occurrences[starts] >> _ANSWER_AT
    docs = posting & ((1 << _ANSWER_BITS) - 1)
    which = np.repeat(np.arange(len(starts), dtype=np.int32), counts)
    fields = (occurrences & ((1 << _FIELD_BITS) - 1)).astype(np.uint8)
    tf = np.zeros(len(starts))
    masks = np.zeros(len(starts), np.uint8)
    for field in FIELDS:
        here = which[fields == field.number]
        first = _run_starts_of(here)
        having = here[first]
        times = np.diff(np.append(first, len(here)))
        tf[having] += times * weights[docs[having], field.number]
        masks[having] |= field.bit
    del which, fields
    positions = occurrences
    positions >>= _FIELD_BITS
    positions &= MAX_POSITION
    return Postings(
        keys=[term.encode("utf-8", "surrogatepass") for term in terms],
        df=np.bincount(posting >> _ANSWER_BITS, minlength=len(terms)),
        docs=docs,
        impacts=impacts(tf),
        masks=masks,
        counts=counts,
        positions=positions,
    )


def _run_starts_of(values: Array) -> Array:
    """Return where each run of equal values starts."""
    begins = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins.nonzero()[0]


def _write_words(writer: SegmentWriter, tokens: Tokens, terms: dict[str, int]) -> None:
    """Write the tokens that are words, as they are written, with the term of each and how often it stands there."""
    counts = np.bincount(tokens.tokens, minlength=len(tokens.terms)).tolist()
    words = sorted(
        (token.encode("utf-8", "surrogatepass"), terms[tokens.terms[number][0]], counts[number])
        for token, number in tokens.words.items()
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


def impacts(tf: Array) -> Array:
    """Return the impacts of postings from their weighted occurrences: 1 to :data:`IMPACT_ONE`, as float64."""
    impact: Array = np.maximum(1, np.rint(IMPACT_ONE * (tf / (K1 + tf))))
    return impact


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
