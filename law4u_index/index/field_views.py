"""The fields of a segment one by one, as Whoosh knows them: each has terms of its own, each term its postings.

All searched fields share one posting list a term; a field is a *view* of it, the postings whose mask has the field's
bit. A posting's weight is what its impact stands for: a count with the length and the fields in it already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from law4u_index.index.analysis import chunk_terms, fold
from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept
from law4u_index.index.keys import key
from law4u_index.index.schema import HEADINGS, IMPACT_ONE, K1, KeyField, passages
from law4u_index.index.segment import Segment

BLOCK = 128
"""So many postings have a common maximum, by which Whoosh skips them."""

_END = 1 << 62
"""Behind every position."""


class FieldSpan(NamedTuple):
    """Where a text of a field stands in an answer.

    Attributes:
        bit: the field's.
        start, end: its first position, and the one behind its last.
    """

    bit: int
    start: int
    end: int


@dataclass(frozen=True)
class TermList:
    """A term's postings in one field, as Whoosh's matchers walk them: one by one in Python, hence lists.

    Deleted answers count in what is said of the term, as Whoosh has it, but are not among the postings: Whoosh's filter
    lets them through where it skips a block.

    Attributes:
        docs: the answers that are not deleted, ascending.
        weights: of each posting.
        positions: returns where the term stands in the field in a posting's answer, given the posting's number.
        df: how many answers have the term.
        frequency: how often it occurs in them.
        top: the greatest weight.
        first, last: the first and the last of the answers.
    """

    docs: list[int]
    weights: list[float]
    positions: Callable[[int], list[int]]
    df: int
    frequency: int
    top: float
    first: int
    last: int

    @cached_property
    def tops(self) -> list[float]:
        """The greatest weight of each :data:`BLOCK` postings."""
        return [max(self.weights[start : start + BLOCK]) for start in range(0, len(self.weights), BLOCK)]


@dataclass(frozen=True)
class TextPositions:
    """Where a term stands in one field of each answer.

    Attributes:
        segment: the segment.
        number: the term's.
        counts: how many positions each of its postings has, in all fields.
        rows: which of those postings these are.
        docs, masks: their answers and fields.
        bits: the field's.
        spans: see :func:`field_spans`.
    """

    segment: Segment
    number: int
    counts: Array
    rows: Array
    docs: list[int]
    masks: Array
    bits: int
    spans: Callable[[int], Sequence[FieldSpan]]

    @cached_property
    def _flat(self) -> tuple[Array, Array]:
        return self.segment.flat_positions(self.number, self.counts)

    def __call__(self, posting: int) -> list[int]:
        """Return the positions in posting number `posting`, ascending."""
        flat, starts = self._flat
        row = self.rows[posting]
        found: list[int] = flat[starts[row] : starts[row + 1]].tolist()
        if int(self.masks[posting]) & ~self.bits:
            spans = [span for span in self.spans(self.docs[posting]) if span.bit & self.bits]
            found = [position for position in found if any(span.start <= position < span.end for span in spans)]
        return found


class View(Protocol):
    """One field of a segment as Whoosh sees it: terms in byte order, each with postings."""

    @property
    def numbers(self) -> Array:
        """Which entries of the dictionary are terms of the field, ascending."""

    def text(self, number: int) -> bytes:
        """Return the term that is entry `number`."""

    def lower_bound(self, text: bytes) -> int:
        """Return the number of the first entry of the dictionary that is not before the term `text`."""

    def postings(self, number: int) -> TermList | None:
        """Return the postings of entry `number`; None where none is in the field."""

    def find(self, text: bytes) -> TermList | None:
        """Return the postings of `text`, or None."""


class TextView:
    """A searched field: those postings whose mask has one of its bits.

    Args:
        segment: the segment.
        live: which of its answers are not deleted.
        bits: the field's.
        masks: the fields of each term, all its masks together.
        spans: see :func:`field_spans`.
    """

    def __init__(
        self,
        segment: Segment,
        live: Array,
        bits: int,
        masks: Callable[[], Array],
        spans: Callable[[int], Sequence[FieldSpan]],
    ) -> None:
        self._segment = segment
        self._live = live
        self._bits = bits
        self._masks = masks
        self._spans = spans
        self.postings = kept(self._decoded, 32)

    @cached_property
    def numbers(self) -> Array:
        """As in :class:`View`."""
        return np.flatnonzero(self._masks() & self._bits)

    def text(self, number: int) -> bytes:
        """As in :class:`View`."""
        return self._segment.terms[number]

    def lower_bound(self, text: bytes) -> int:
        """As in :class:`View`."""
        return self._segment.terms.lower_bound(text)

    def find(self, text: bytes) -> TermList | None:
        """As in :class:`View`."""
        number = self._segment.terms.find(text)
        return None if number is None else self.postings(number)

    def _decoded(self, number: int) -> TermList | None:
        """Return the postings of a term that are in the field; None where none is."""
        postings = self._segment.postings(number)
        rows = np.flatnonzero(postings.masks & self._bits)
        if not len(rows):
            return None
        every = postings.docs[rows]
        impacts = postings.impacts[rows].astype(np.float64)
        weights = K1 * impacts / (IMPACT_ONE + 1 - impacts)
        live = self._live[every]
        docs: list[int] = every[live].tolist()
        return TermList(
            docs,
            weights[live].tolist(),
            TextPositions(
                self._segment,
                number,
                postings.counts,
                rows[live],
                docs,
                postings.masks[rows[live]],
                self._bits,
                self._spans,
            ),
            df=len(rows),
            frequency=int(postings.counts[rows].sum(dtype=np.int64)),
            top=float(np.max(weights)),
            first=int(every[0]),
            last=int(every[-1]),
        )


class KeyView:
    """A field of exact values.

    Args:
        segment: the segment.
        live: which of its answers are not deleted.
        name: what the values are.
    """

    def __init__(self, segment: Segment, live: Array, name: KeyField) -> None:
        self._segment = segment
        self._live = live
        self._prefix = key(name, "").encode()
        self.numbers = np.arange(*segment.keys.prefixed(self._prefix))

    def text(self, number: int) -> bytes:
        """As in :class:`View`."""
        return self._segment.keys[number][len(self._prefix) :]

    def lower_bound(self, text: bytes) -> int:
        """As in :class:`View`."""
        return self._segment.keys.lower_bound(self._prefix + text)

    def find(self, text: bytes) -> TermList | None:
        """As in :class:`View`."""
        number = self._segment.keys.find(self._prefix + text)
        return None if number is None else self.postings(number)

    def postings(self, number: int) -> TermList:
        """As in :class:`View`; an exact value always has postings."""
        every = self._segment.key_docs(self._segment.keys[number].decode("utf-8", "surrogatepass"))
        docs: list[int] = every[self._live[every]].tolist()
        count = len(every)
        return TermList(docs, [1.0] * len(docs), lambda _: [], count, count, 1.0, int(every[0]), int(every[-1]))


def field_spans(segment: Segment, doc: int) -> list[FieldSpan]:
    """Return which field stands where in an answer, in the order of its texts.

    A passage is a heading, or not, and then texts of one other field, so it is enough to count the heading's tokens.
    """
    spans = []
    starts = segment.passage_starts(doc)
    for passage, first, stop in zip(passages(segment.answer(doc)), starts, [*starts[1:], _END], strict=True):
        start = first
        for field, text in passage.texts:
            end = stop
            if field is HEADINGS:
                end = start + sum(len(chunk_terms(chunk)) for chunk in fold(text).split())
            spans.append(FieldSpan(field.bit, start, end))
            start = end
    return spans
