"""Writes a segment: terms with their postings, words, exact values and rows of answers, each in their order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from law4u_index.index import gists
from law4u_index.index.blockfile import Array, BlockFileWriter
from law4u_index.index.documents import Documents
from law4u_index.index.packed import PackedListsWriter, run_starts
from law4u_index.index.segment import FORMAT, GISTS, ROWS
from law4u_index.index.storage import Folder
from law4u_index.index.strings import StringsWriter


class Postings(NamedTuple):
    """The posting lists of several terms, one behind the other.

    Attributes:
        keys: the terms, utf-8, in byte order.
        df: how many answers each has; int64.
        docs: those answers, ascending within a term; int64.
        impacts: their impacts, 0 to 65535.
        masks: the fields that the term stands in there, a bit each.
        counts: how many positions each posting has.
        positions: the positions, ascending within a posting.
    """

    keys: list[bytes]
    df: Array
    docs: Array
    impacts: Array
    masks: Array
    counts: Array
    positions: Array


class SegmentWriter:
    """Writes a segment.

    Args:
        folder: the index's.
        name: the file's.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self.name = name
        self._out = BlockFileWriter(folder, name)
        self._terms = StringsWriter(self._out, "text")
        self._gaps = PackedListsWriter(self._out, "text.gaps")
        self._counts = PackedListsWriter(self._out, "text.counts")
        self._positions = PackedListsWriter(self._out, "text.positions")
        self._postings = 0
        self._out.append("text.first", np.zeros(1), "<u8")
        self._out.append("text.top", b"", "<u2")
        self._out.append("text.impacts", b"", "<u2")
        self._out.append("text.masks", b"", "u1")
        self._words = StringsWriter(self._out, "words")
        self._out.append("words.term", b"", "<u4")
        self._out.append("words.count", b"", "<u4")
        self._keys = StringsWriter(self._out, "keys")
        self._key_gaps = PackedListsWriter(self._out, "keys.gaps")
        self._out.append("keys.df", b"", "<u4")
        self._docs = {
            name: StringsWriter(self._out, f"docs.{name}") for name in ("heads", "bodies", "sources", "files")
        }
        self._categories: dict[str, int] = {}
        self._passages = 0
        self._out.append("docs.passages", np.zeros(1), "<u8")
        for name, (dtype, _) in ROWS.items():
            self._out.append(name, b"", dtype)
        self._out.append(GISTS, b"", "u1")
        self._out.append("docs.starts", b"", "<u4")
        self._count = 0

    def __enter__(self) -> SegmentWriter:
        return self

    def __exit__(self, *exception: object) -> None:
        self._out.__exit__(*exception)

    def add_terms(self, postings: Postings) -> None:
        """Append terms, all behind those that are there, with their postings."""
        if not postings.keys:
            return
        starts = run_starts(postings.df)[:-1]
        self._terms.append(postings.keys)
        self._gaps.append(_gaps(postings.docs, starts), postings.df)
        self._counts.append(postings.counts, postings.df)
        self._positions.append(postings.positions, np.add.reduceat(postings.counts, starts))
        self._out.append("text.first", np.cumsum(postings.df) + self._postings, "<u8")
        self._postings += len(postings.docs)
        self._out.append("text.top", np.maximum.reduceat(postings.impacts, starts), "<u2")
        self._out.append("text.impacts", postings.impacts, "<u2")
        self._out.append("text.masks", postings.masks, "u1")

    def add_words(self, words: list[bytes], terms: Array, counts: Array) -> None:
        """Append words as written, all behind those that are there, with the number of the term of each."""
        self._words.append(words)
        self._out.append("words.term", terms, "<u4")
        self._out.append("words.count", np.minimum(counts, 0xFFFFFFFF), "<u4")

    def add_keys(self, keys: list[bytes], df: Array, docs: Array) -> None:
        """Append exact values, all behind those that are there, with the answers of each."""
        if keys:
            self._keys.append(keys)
            self._out.append("keys.df", df, "<u4")
            self._key_gaps.append(_gaps(docs, run_starts(df)[:-1]), df)

    def add_documents(self, documents: Documents) -> None:
        """Append rows of answers."""
        for name, writer in self._docs.items():
            writer.append(getattr(documents, name))
        categories = self._categories
        ordinals = [categories.setdefault(category, len(categories)) for category in documents.categories]
        counts = np.array(documents.passage_counts, np.int64)
        out = self._out
        out.append("docs.hashes", b"".join(documents.hashes))
        out.append(GISTS, b"".join(documents.gists))
        out.append("docs.modified", np.array(documents.modified, np.int64), "<i8")
        out.append("docs.dates", np.array(documents.dates, np.int64), "<u4")
        out.append("docs.category", np.array(ordinals, np.int64), "<u4")
        out.append("docs.numbers", np.array(documents.numbers, np.uint64), "<u8")
        out.append("docs.titles", np.array(documents.titles, np.uint64), "<u8")
        out.append("docs.questions", np.array(documents.questions, np.int64), "<u4")
        out.append("docs.passages", np.cumsum(counts) + self._passages, "<u8")
        out.append("docs.starts", np.array(documents.passage_starts, np.int64), "<u4")
        self._passages += int(counts.sum())
        self._count += len(documents.heads)

    def finish(self) -> int:
        """Write and sync the file; return its size in bytes."""
        meta = {
            "format": FORMAT,
            "answers": self._count,
            "categories": list(self._categories),
            "gists": gists.version(),
        }
        return self._out.finish(meta)


def _gaps(docs: Array, starts: Array) -> Array:
    gaps = np.empty(len(docs), np.int64)
    gaps[1:] = docs[1:] - docs[:-1]
    gaps[starts] = docs[starts] + 1
    return gaps
