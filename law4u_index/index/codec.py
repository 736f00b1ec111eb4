"""The index's segments as Whoosh reads them: ``whoosh.index.open_dir("law4u.index")`` opens them and searches them.

Whoosh asks a *codec* for the terms of a segment, their postings and what is stored of a document. This one answers from
the segment's own columns (:mod:`law4u_index.index.segment`), so there is no second copy to keep in step. What Whoosh
needs beside is its table of contents, a pickle: :func:`write_toc` writes it, and nothing in this project reads it.

A posting's weight has the answer's length and fields in it already (:mod:`law4u_index.index.field_views`), so
every document says that its fields have length 1: Whoosh's BM25F then gives ``idf * (K1 + 1) * impact``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

import numpy as np
from whoosh.codec.base import Codec, PerDocumentReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import ColumnReader
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from law4u_index.errors import Law4uIndexError
from law4u_index.index.blockfile import Array
from law4u_index.index.deletions import live_but
from law4u_index.index.manifest import SegmentEntry
from law4u_index.index.records import HEAD_KEYS
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.whoosh_schema import PUBLISHED, TEXT_VIEWS, whoosh_schema
from law4u_index.index.whoosh_terms import AnswerTermsReader

INDEX_NAME = "MAIN"
"""The name that Whoosh gives an index where the caller gives none."""


def write_toc(folder: Folder, generation: int, segments: Sequence[SegmentEntry]) -> str:
    """Write and sync Whoosh's table of contents for `segments`; return the file's name.

    Whoosh opens the one with the highest generation, so those before may be removed.

    Args:
        folder: the index's.
        generation: the commit's number, 0 or more; no two commits have the same.
        segments: oldest first.
    """
    storage = RamStorage()  # Whoosh itself writes without syncing
    toc = TOC(whoosh_schema(), SegmentList(map(AnswerSegment, segments)), generation)
    toc.write(storage, INDEX_NAME)
    ((name, content),) = storage.files.items()
    folder.write(name, content)
    return str(name)


def _refuse() -> NoReturn:
    raise Law4uIndexError("this index is not written through Whoosh; use 'law4u-index update'")


class AnswerSegment(WhooshSegment):  # type: ignore[misc]  # Whoosh's classes are Any to mypy (setup.cfg)
    """A segment as Whoosh's table of contents names it.

    Args:
        entry: as in the manifest.
    """

    def __init__(self, entry: SegmentEntry) -> None:
        self.indexname = INDEX_NAME
        self.compound = False
        self.file = entry.file.name
        self.deletions = entry.deleted.name if entry.deleted else None
        self.live = entry.live
        # With other deletions it is another segment to Whoosh, lest a refreshed searcher keep the reader of the old.
        self.segid = self.file if self.deletions is None else f"{self.file}-{self.deletions}"

    def codec(self) -> AnswerCodec:
        """Return a codec for one reader of this segment."""
        return AnswerCodec()

    def doc_count(self) -> int:
        """Return how many answers are not deleted."""
        return self.live

    def doc_count_all(self) -> NoReturn:
        """Refuse: nobody asks a segment (rather than its reader) but a writer, before it writes anything."""
        _refuse()


class SegmentList(list[AnswerSegment]):
    """The segments in Whoosh's table of contents."""

    def __iter__(self) -> Iterator[AnswerSegment]:
        if not self:  # a reader of an empty index stops at its length; only a writer goes on
            _refuse()
        return super().__iter__()

    def extend(self, segments: Iterable[AnswerSegment]) -> None:
        """Ignore `segments`: a refreshed Whoosh searcher adds those of before, and would find merged answers twice."""

    def __reduce__(self) -> tuple[type[SegmentList], tuple[list[AnswerSegment]]]:
        return SegmentList, (self[:],)


class AnswerCodec(Codec):  # type: ignore[misc]  # as above
    """Reads one segment for one of Whoosh's readers; writes nothing."""

    def __init__(self) -> None:
        self._opened: tuple[Segment, Array] | None = None

    def _open(self, storage: Any, entry: AnswerSegment) -> tuple[Segment, Array]:
        """Return the segment and which of its answers are not deleted."""
        if self._opened is None:
            if not isinstance(storage, FileStorage):
                raise Law4uIndexError("this index is read from a folder; open it with whoosh.index.open_dir")
            folder = Folder(storage.folder)
            segment = Segment(folder.file(entry.file))
            deleted = entry.deletions
            live = np.ones(segment.count, bool) if deleted is None else live_but(segment, folder.file(deleted))
            self._opened = segment, live
        return self._opened

    def terms_reader(self, storage: Any, entry: AnswerSegment) -> AnswerTermsReader:
        """Return what Whoosh reads terms and postings from.

        Raises:
            IndexDamaged: a file is not what was written.
            FileNotFoundError: there is none; Whoosh reads the table of contents again.
        """
        return AnswerTermsReader(*self._open(storage, entry))

    def per_document_reader(self, storage: Any, entry: AnswerSegment) -> AnswerReader:
        """Return what Whoosh reads stored fields, deletions and columns from; raises as :meth:`terms_reader`."""
        return AnswerReader(*self._open(storage, entry))

    def new_segment(self, *_: Any) -> NoReturn:
        """Refuse; so do :meth:`per_document_writer` and :meth:`field_writer`."""
        _refuse()

    per_document_writer = field_writer = new_segment


class AnswerReader(PerDocumentReader):  # type: ignore[misc]  # as above
    """What is kept of each answer.

    Args:
        segment: the segment.
        live: which of its answers are not deleted.
    """

    def __init__(self, segment: Segment, live: Array) -> None:
        self._segment = segment
        self._live = live
        self._gone: frozenset[int] = frozenset(np.flatnonzero(~live).tolist())

    def doc_count(self) -> int:
        """Return how many answers are not deleted."""
        return self._segment.count - len(self._gone)

    def doc_count_all(self) -> int:
        """Return how many answers there are, deleted ones too."""
        return self._segment.count

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._gone)

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is deleted; False for the one behind the last, about which Whoosh's Not asks too."""
        return docnum in self._gone

    def deleted_docs(self) -> Iterator[int]:
        """Return those deleted, ascending."""
        return iter(sorted(self._gone))

    def all_doc_ids(self) -> Iterator[int]:
        """Return those not deleted, ascending."""
        return iter(np.flatnonzero(self._live).tolist())

    def supports_columns(self) -> bool:
        """Return True."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether answers can be sorted by this field."""
        return fieldname == PUBLISHED

    def list_columns(self) -> list[str]:
        """Return the fields that answers can be sorted by."""
        return [PUBLISHED]

    def column_reader(self, *_: Any) -> DateReader:
        """Return the dates of all answers."""
        return DateReader(self._segment.file.slice("docs.dates").tolist())

    def doc_field_length(self, _: int, fieldname: str, default: int = 0) -> int:
        """Return 1 for a searched field: its length is in the weights."""
        return 1 if fieldname in TEXT_VIEWS else default

    def field_length(self, fieldname: str) -> int:
        """Return the sum of all lengths."""
        return self._segment.count if fieldname in TEXT_VIEWS else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length."""
        return min(self.field_length(fieldname), 1)

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length."""
        return min(self.field_length(fieldname), 1)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return what is stored of an answer: :data:`law4u_index.index.records.HEAD_KEYS`."""
        return dict(zip(HEAD_KEYS, self._segment.heads(np.array([docnum]))[0], strict=True))


class DateReader(ColumnReader):  # type: ignore[misc]  # as above
    """The dates of a segment's answers as Whoosh sorts by them.

    Args:
        dates: 20250131; 0 where there is none.
    """

    def __init__(self, dates: list[int]) -> None:
        super().__init__(None, 0, 0, len(dates))  # Whoosh's own would read a file, from here to there
        self._dates = dates
        self._sign = 1

    def __getitem__(self, docnum: int) -> int:
        return self._dates[docnum]

    def sort_key(self, docnum: int) -> int:
        """Return what to sort by."""
        return self._sign * self._dates[docnum]

    def set_reverse(self) -> None:
        """Sort the newest first."""
        self._sign = -1
