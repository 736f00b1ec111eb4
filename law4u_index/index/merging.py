"""Several segments into one, without the answers that were deleted, in memory that does not grow with them.

Both dictionaries are read in byte order and in portions; the posting lists of a portion are decoded, renumbered and
sorted as arrays. Records are copied as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.packed import run_indices, run_starts
from law4u_index.index.segment import Segment
from law4u_index.index.segment_writer import Postings, SegmentWriter
from law4u_index.index.strings import Strings

PORTION = 1 << 20
"""So many postings are merged at a time (a single list may be longer)."""

ROWS = 4096
"""So many answers are copied at a time, and so many entries of each dictionary are read."""

HELD = 1 << 20
"""So many entries of all dictionaries together are in memory at the most."""


@dataclass(frozen=True)
class Source:
    """A segment to be merged.

    Attributes:
        segment: the segment.
        numbers: the new number of each of its answers, ascending; -1 for one that is left out. int64.
    """

    segment: Segment
    numbers: Array


def renumbered(segments: Sequence[tuple[Segment, Array]]) -> list[Source]:
    """Number the live answers of several segments one behind the other.

    Args:
        segments: each with its live answers, a mask of bool.
    """
    sources = []
    start = 0
    for segment, live in segments:
        numbers = np.where(live, np.cumsum(live) - 1 + start, -1)
        start += int(live.sum())
        sources.append(Source(segment, numbers))
    return sources


def merge(sources: Sequence[Source], writer: SegmentWriter) -> None:
    """Write all live answers of `sources` to `writer`, which is left to be finished by the caller."""
    new_terms = _merge_terms(sources, writer)
    _merge_words(sources, writer, new_terms)
    _merge_keys(sources, writer)
    for source in sources:
        live = np.flatnonzero(source.numbers >= 0)
        for start in range(0, len(live), ROWS):
            writer.add_documents(source.segment.documents(live[start : start + ROWS]))


@dataclass
class _Portion:
    """Dictionary entries next to each other: the merged keys, and of each source which of its own they are.

    Attributes:
        keys: in byte order, each once.
        firsts: of each source: the number of its first entry here.
        targets: of each source: the place in `keys` of each of its entries here; int64, ascending.
    """

    keys: list[bytes]
    firsts: list[int]
    targets: list[Array]


class _Part(NamedTuple):
    """The live postings that one source has of the terms of a portion, and their positions.

    Attributes:
        terms: of each posting: the place of its term in the portion; ascending.
        docs: its answer, as it is numbered from now on.
        impacts, masks, counts: as in :class:`~law4u_index.index.segment_writer.Postings`.
        positions: of all postings, one behind the other.
    """

    terms: Array
    docs: Array
    impacts: Array
    masks: Array
    counts: Array
    positions: Array


def _together(dictionaries: Sequence[Strings]) -> Iterator[_Portion]:
    """Go through several dictionaries, in byte order each, at once: in memory, a stretch of each at a time."""
    rows = max(1, min(ROWS, HELD // max(1, len(dictionaries))))
    held: list[list[bytes]] = [[] for _ in dictionaries]
    read = [0] * len(dictionaries)
    while True:
        for source, dictionary in enumerate(dictionaries):
            if not held[source] and read[source] < dictionary.count:
                stop = min(read[source] + rows, dictionary.count)
                held[source] = dictionary.range(read[source], stop)
                read[source] = stop
        if not any(held):
            return
        # What is behind the last entry held of a dictionary with more to come has to wait for that.
        ends = [some[-1] for some, at, one in zip(held, read, dictionaries, strict=True) if some and at < one.count]
        end = min(ends, default=None)
        counts = [len(some) if end is None or not some or some[-1] <= end else bisect_right(some, end) for some in held]
        taken = [some[:count] for some, count in zip(held, counts, strict=True)]
        firsts = [at - len(some) for at, some in zip(read, held, strict=True)]
        held = [some[count:] for some, count in zip(held, counts, strict=True)]
        keys = list(dict.fromkeys(sorted(chain.from_iterable(taken))))
        places = dict(zip(keys, range(len(keys)), strict=True))
        yield _Portion(keys, firsts, [np.array([places[key] for key in some], np.int64) for some in taken])


def _portions(dictionaries: Sequence[Strings], sizes: Sequence[Array]) -> Iterator[_Portion]:
    """Go through several dictionaries at once, no more entries at a time than have :data:`PORTION` postings or so.

    Args:
        dictionaries: in byte order each.
        sizes: how many postings each entry has, for each dictionary.
    """
    for portion in _together(dictionaries):
        postings = np.zeros(len(portion.keys), np.int64)
        for first, targets, size in zip(portion.firsts, portion.targets, sizes, strict=True):
            np.add.at(postings, targets, size[first : first + len(targets)])
        ends = postings.cumsum()
        start = 0
        while start < len(ends):
            before = int(ends[start - 1]) if start else 0
            stop = max(start + 1, int(ends.searchsorted(before + PORTION, "right")))
            bounds = [targets.searchsorted([start, stop]).tolist() for targets in portion.targets]
            yield _Portion(
                portion.keys[start:stop],
                [first + low for first, (low, _) in zip(portion.firsts, bounds, strict=True)],
                [targets[low:high] - start for targets, (low, high) in zip(portion.targets, bounds, strict=True)],
            )
            start = stop


def _merge_terms(sources: Sequence[Source], writer: SegmentWriter) -> list[Array]:
    """Merge the terms; return, for each source, the new number of each of its terms (-1: it has no answer left)."""
    sizes = [np.diff(source.segment.file.slice("text.first").astype(np.int64)) for source in sources]
    new_terms: list[Array] = [np.full(len(size), -1, np.int64) for size in sizes]
    written = 0
    for portion in _portions([source.segment.terms for source in sources], sizes):
        parts = [
            _part(source, first, targets, size[first : first + len(targets)])
            for source, first, targets, size in zip(sources, portion.firsts, portion.targets, sizes, strict=True)
            if len(targets)
        ]
        postings = _joined(parts, portion.keys)
        kept = np.flatnonzero(postings.df)
        number_of = np.full(len(portion.keys), -1, np.int64)
        number_of[kept] = np.arange(len(kept)) + written
        written += len(kept)
        for new, first, targets in zip(new_terms, portion.firsts, portion.targets, strict=True):
            new[first : first + len(targets)] = number_of[targets]
        keys = [portion.keys[number] for number in kept.tolist()]
        writer.add_terms(postings._replace(keys=keys, df=postings.df[kept]))
    return new_terms


def _joined(parts: Sequence[_Part], keys: list[bytes]) -> Postings:
    """Return the postings of several sources as one, term by term; of a term without any the number is 0.

    Args:
        parts: of each source, in their order.
        keys: the portion's.
    """
    whole = _Part(*map(np.concatenate, zip(*parts, strict=True)))
    order = np.argsort(whole.terms, kind="stable")  # within a term, sources follow one another in number
    counts = whole.counts[order]
    return Postings(
        keys=keys,
        df=np.bincount(whole.terms, minlength=len(keys)),
        docs=whole.docs[order],
        impacts=whole.impacts[order],
        masks=whole.masks[order],
        counts=counts,
        positions=whole.positions[run_indices(run_starts(whole.counts)[:-1][order], counts)],
    )


def _part(source: Source, first: int, targets: Array, df: Array) -> _Part:
    """Return the live postings of some terms of a source.

    Args:
        source: the source.
        first: the number of the first term; the others follow it.
        targets: the place of each in the portion.
        df: how many postings each has.
    """
    segment = source.segment
    start = segment.postings_range(first)[0]
    total = int(df.sum())
    counts = segment.counts.many(first, df)
    starts = run_starts(df)[:-1]
    docs = source.numbers[_docs(segment.gaps.many(first, df), df)]
    positions = segment.position_lists.many(first, np.add.reduceat(counts, starts))
    live = docs >= 0
    if not live.all():
        positions = positions[np.repeat(live, counts)]
    return _Part(
        terms=np.repeat(targets, df)[live],
        docs=docs[live],
        impacts=segment.file.slice("text.impacts", start, start + total)[live],
        masks=segment.file.slice("text.masks", start, start + total)[live],
        counts=counts[live],
        positions=positions,
    )


def _docs(gaps: Array, df: Array) -> Array:
    """Return the answers in several lists, one behind the other, that are kept as gaps; `df` is the length of each."""
    starts = run_starts(df)[:-1]
    sums = np.cumsum(gaps)
    before = sums[starts] - gaps[starts]
    return sums - np.repeat(before, df) - 1  # type: ignore[no-any-return]  # numpy's arithmetic is Any


def _merge_words(sources: Sequence[Source], writer: SegmentWriter, new_terms: Sequence[Array]) -> None:
    """Merge the words as written; one goes with the last answer that has its term."""
    files = [source.segment.file for source in sources]
    terms_of = [new[file.slice("words.term")] for file, new in zip(files, new_terms, strict=True)]
    counts_of = [file.slice("words.count") for file in files]
    for portion in _together([source.segment.words for source in sources]):
        new_term = np.full(len(portion.keys), -1, np.int64)
        often = np.zeros(len(portion.keys), np.int64)
        for first, targets, terms, counts in zip(portion.firsts, portion.targets, terms_of, counts_of, strict=True):
            here = slice(first, first + len(targets))
            is_left = terms[here] >= 0
            new_term[targets[is_left]] = terms[here][is_left]
            np.add.at(often, targets[is_left], counts[here][is_left])
        kept = np.flatnonzero(new_term >= 0)
        writer.add_words([portion.keys[number] for number in kept.tolist()], new_term[kept], often[kept])


def _merge_keys(sources: Sequence[Source], writer: SegmentWriter) -> None:
    """Merge the exact values; one goes with its last answer."""
    sizes = [source.segment.file.slice("keys.df").astype(np.int64) for source in sources]
    for portion in _portions([source.segment.keys for source in sources], sizes):
        terms, docs = [], []
        for source, first, targets, size in zip(sources, portion.firsts, portion.targets, sizes, strict=True):
            if len(targets):
                df = size[first : first + len(targets)]
                found = source.numbers[_docs(source.segment.key_gaps.many(first, df), df)]
                terms.append(np.repeat(targets, df)[found >= 0])
                docs.append(found[found >= 0])
        term = np.concatenate(terms)
        order = np.argsort(term, kind="stable")
        df = np.bincount(term, minlength=len(portion.keys))
        kept = np.flatnonzero(df)
        keys = [portion.keys[number] for number in kept.tolist()]
        writer.add_keys(keys, df[kept], np.concatenate(docs)[order])
