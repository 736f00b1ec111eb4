"""The terms of a segment and their postings as Whoosh walks them: its terms reader, its cursor, its matcher."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from law4u_index.index.blockfile import Array
from law4u_index.index.field_views import BLOCK, KeyView, TermList, TextView, View, field_spans
from law4u_index.index.segment import Segment
from law4u_index.index.whoosh_schema import KEY_VIEWS, TEXT_VIEWS


class AnswerTermsReader(TermsReader):  # type: ignore[misc]  # Whoosh's classes are Any to mypy
    """The terms of a segment and their postings.

    Args:
        segment: the segment.
        live: which of its answers are not deleted.
    """

    def __init__(self, segment: Segment, live: Array) -> None:
        self._segment = segment
        spans = lru_cache(maxsize=256)(lambda doc: field_spans(segment, doc))
        self._views: dict[str, View] = {}
        for name in sorted([*TEXT_VIEWS, *KEY_VIEWS]):
            if name in TEXT_VIEWS:
                self._views[name] = TextView(segment, live, TEXT_VIEWS[name], lambda: self._masks, spans)
            else:
                self._views[name] = KeyView(segment, live, KEY_VIEWS[name])

    @cached_property
    def _masks(self) -> Array:
        """The fields that each term stands in anywhere."""
        file = self._segment.file
        starts = file.slice("text.first")[:-1].astype(np.int64)
        return np.bitwise_or.reduceat(file.slice("text.masks"), starts) if len(starts) else np.empty(0, np.uint8)

    def _postings(self, fieldname: str, text: bytes) -> TermList:
        view = self._views.get(fieldname)
        found = None if view is None else view.find(text)
        if found is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return found

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        view = self._views.get(term[0])
        return view is not None and view.find(term[1]) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return [name for name, view in self._views.items() if len(view.numbers)]

    def cursor(self, fieldname: str, fieldobj: Any) -> TermCursor:
        """Return a cursor over the terms of a field."""
        return TermCursor(self._views[fieldname], fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield field and text of every term, in this order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield every term from this one on, those of the fields behind too."""
        for name, view in self._views.items():
            if name >= fieldname:
                first = np.searchsorted(view.numbers, view.lower_bound(prefix)) if name == fieldname else 0
                for number in view.numbers[first:].tolist():
                    yield name, view.text(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield every term with its ``TermInfo``."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """Yield every term from this one on with its ``TermInfo``."""
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Return the ``TermInfo`` of a term.

        Raises:
            TermNotFound: the field does not have it.
        """
        return _info(self._postings(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Return how often a term occurs in the answers that have it in this field; 0 where there are none."""
        return self._postings(fieldname, text).frequency if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many answers have a term in this field."""
        return self._postings(fieldname, text).df if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingsMatcher:
        """Return a matcher over the postings of a term.

        Raises:
            TermNotFound: the field does not have it.
        """
        return PostingsMatcher(self._postings(fieldname, text), (fieldname, text), format_, scorer)


class TermCursor(FieldCursor):  # type: ignore[misc]  # as above
    """Goes through the terms of a field, in byte order.

    Args:
        view: the field.
        fieldobj: Whoosh's field.
    """

    def __init__(self, view: View, fieldobj: Any) -> None:
        self._view = view
        self._fieldobj = fieldobj
        self._at = 0

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._at < len(self._view.numbers)

    def first(self) -> str | None:
        """Go to the first term and return it."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before `term` and return it; None behind the last."""
        text = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._at = int(np.searchsorted(self._view.numbers, self._view.lower_bound(text)))
        return self.text()

    def next(self) -> str | None:
        """Go to the next term and return it; None behind the last."""
        self._at = min(self._at + 1, len(self._view.numbers))
        return self.text()

    def text(self) -> str | None:
        """Return the term."""
        if not self.is_valid():
            return None
        text: str = self._fieldobj.from_bytes(self._view.text(int(self._view.numbers[self._at])))
        return text

    term = text  # Whoosh's cursor over several segments calls it so

    def term_info(self) -> Any:
        """Return the term's ``TermInfo``, or None."""
        found = self._view.postings(int(self._view.numbers[self._at])) if self.is_valid() else None
        return found and _info(found)


class PostingsMatcher(LeafMatcher):  # type: ignore[misc]  # as above
    """Walks the postings of a term.

    Args:
        postings: the postings.
        term: field and text.
        format_: Whoosh's format of the field.
        scorer: what scores a posting, or None where nobody asks.
        at: the posting to stand on.
    """

    def __init__(
        self, postings: TermList, term: tuple[str, bytes], format_: Any, scorer: Any = None, at: int = 0
    ) -> None:
        self._postings = postings
        self._docs = postings.docs
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._at = at

    def copy(self) -> PostingsMatcher:
        """Return a matcher of its own that stands where this one does."""
        return PostingsMatcher(self._postings, self._term, self.format, self.scorer, self._at)

    def is_active(self) -> bool:
        """Whether it stands on a posting."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def id(self) -> int:
        """Return the answer."""
        return self._docs[self._at]

    def all_ids(self) -> Iterator[int]:
        """Return the answers from here on."""
        return iter(self._docs[self._at :])

    def next(self) -> bool:
        """Go to the next posting; return whether it is in another block.

        Raises:
            ReadTooFar: there was no posting here already.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return self._at % BLOCK == 0

    def skip_to(self, target: int) -> None:
        """Go on to the first posting whose answer is not before `target`; never back.

        Raises:
            ReadTooFar: there was no posting here already.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, target, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Go on to the first block that may score above `minquality`; return how many were left out."""
        skipped = 0
        while self.is_active() and self.block_quality() <= minquality:
            self._at = min((self._at // BLOCK + 1) * BLOCK, len(self._docs))
            skipped += 1
        return skipped

    def weight(self) -> float:
        """Return the posting's weight: the impact as a length-normalized count."""
        return self._postings.weights[self._at]

    def block_max_weight(self) -> float:
        """Return the greatest weight in this block; 0 behind the last, where Whoosh looks too."""
        return self._postings.tops[self._at // BLOCK] if self.is_active() else 0.0

    def block_min_length(self) -> int:
        """Return 1, every document's length here."""
        return 1

    def block_max_length(self) -> int:
        """Return 1, every document's length here."""
        return 1

    def value(self) -> bytes:
        """Return the positions as the field's format has them."""
        value: bytes = self.format.encode(self._postings.positions(self._at))
        return value

    def value_as(self, astype: str) -> Any:
        """Return the posting's value as 'positions', 'frequency' or what else the field's format knows."""
        if astype == "positions":
            return self._postings.positions(self._at)
        return super().value_as(astype)


def _info(postings: TermList) -> Any:
    """Return Whoosh's ``TermInfo``, a new one each time since Whoosh changes them."""
    return TermInfo(postings.frequency, postings.df, 1, 1, postings.top, postings.first, postings.last)
