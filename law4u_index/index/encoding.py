"""The second pass: vectors for the answers that have none, while the index stays open to searches and updates.

The index's lock is taken only for the moment in which new vectors are committed. A pass that is cut short has lost
what it encoded since the last commit, and the next begins where that one stopped.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

import numpy as np

from law4u_index.answer import Answer
from law4u_index.errors import IndexLocked, MeaningUnavailable
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import Array
from law4u_index.index.deletions import live_of
from law4u_index.index.lock import writing
from law4u_index.index.manifest import FileEntry, Manifest, file_entry, numbered
from law4u_index.index.reports import EncodeReport, Progress
from law4u_index.index.segment import Segment
from law4u_index.index.storage import Folder
from law4u_index.index.tiers import plan_merges
from law4u_index.index.vectors import (
    DIGEST,
    TEXT_DIGEST,
    Encoded,
    VectorFile,
    nothing,
    text_digest,
    together,
    write_vectors,
)
from law4u_index.meaning import passages
from law4u_index.meaning.codes import quantise
from law4u_index.meaning.encoder import Encoder, EncoderId
from law4u_index.meaning.passages import passages_of

BATCH = 16
"""So many answers are encoded at a time."""

PAUSE = 30.0
"""Seconds between two commits, about: what a pass that is killed has to do again."""

_PATIENCE = 60.0
"""Seconds that the last commit waits for an update to finish."""

_PAUSE_BETWEEN_TRIES = 0.1
"""Seconds from one look at the lock to the next meanwhile."""


def encode(folder: Folder, encoder: Encoder, *, again: bool = False, progress: Progress | None = None) -> EncodeReport:
    """Encode the answers that have no vectors.

    Args:
        folder: the index's.
        encoder: what makes vectors.
        again: throw away those that there are.
        progress: called with how many answers are done, and how many there were to do.

    Raises:
        IndexNotFound: there is no index.
        IndexDamaged: a file of it is not what was written.
        IndexLocked: an update did not come to its end within a minute.
        MeaningUnavailable: the vectors that there are were made by another encoder, and are to be kept.
    """
    started = time.perf_counter()
    report = _Pass(folder, encoder, again).run(progress or _silent)
    return replace(report, seconds=time.perf_counter() - started)


def _silent(_done: int, _total: int) -> None:
    """Stand in for a progress bar."""


class _Known:
    """The vectors of passages that are in the index, by the digest of their text.

    Args:
        encoded: the answers that they are of.
    """

    def __init__(self, encoded: Encoded) -> None:
        self._texts = encoded.texts
        self._order = np.argsort(encoded.texts, kind="stable")
        self._codes = encoded.codes
        self._scales = encoded.scales

    def look_up(self, texts: Array) -> tuple[Array, Array, Array]:
        """Return codes and scale of each of some texts, to be written to, and the places of those that have none."""
        count = len(self._texts)
        if not count:
            codes, scales = np.empty((len(texts), self._codes.shape[1]), np.int8), np.zeros(len(texts), np.float32)
            return codes, scales, np.arange(len(texts))
        places = np.searchsorted(self._texts, texts, sorter=self._order)
        rows = self._order[np.minimum(places, count - 1)]
        return self._codes[rows], self._scales[rows], np.flatnonzero(self._texts[rows] != texts)


class _Pass:
    """One second pass over one index."""

    def __init__(self, folder: Folder, encoder: Encoder, again: bool) -> None:
        self._folder = folder
        self._encoder = encoder
        self._identity = EncoderId.of(encoder, passages.VERSION)
        self._again = again
        self._pending: list[Encoded] = []
        self._report = EncodeReport(self._identity.label)

    def run(self, progress: Progress) -> EncodeReport:
        """Encode what has no vectors, batch by batch, and commit now and then; return what was done."""
        manifest = manifests.read(self._folder)
        files = self._files(manifest)
        known = _Known(together([nothing(self._identity.dims), *(file.read() for file in files)]))
        done = _joined(file.digests() for file in files)
        answers, total = self._lacking(manifest, done)
        finished = 0
        committed = time.monotonic()
        try:
            while batch := list(islice(answers, BATCH)):
                self._pending.append(self._encoded(batch, known))
                finished += len(batch)
                progress(finished, total)
                if time.monotonic() - committed > PAUSE:
                    committed = time.monotonic()
                    with suppress(IndexLocked):  # an update is under way: the next commit has these too
                        self._commit()
        finally:
            self._commit_at_last()
        return self._report

    def _files(self, manifest: Manifest) -> list[VectorFile]:
        """Return the vectors to go on from."""
        files = [VectorFile(self._folder.file(entry.name)) for entry in manifest.vectors]
        others = [file.encoder for file in files if file.encoder != self._identity]
        if not others:
            return files
        if self._again:
            return []
        raise MeaningUnavailable(
            f"the vectors in the index are of {others[0].label}, the encoder here is {self._identity.label}; "
            "make them all anew with 'law4u-index encode --again'"
        )

    def _lacking(self, manifest: Manifest, done: Array) -> tuple[Iterator[tuple[bytes, Answer]], int]:
        """Return the answers without vectors, each with its digest, and how many they are."""
        places: dict[bytes, tuple[Segment, int]] = {}
        for segment, live in _segments(self._folder, manifest):
            digests = segment.digests()
            for doc in np.flatnonzero(live & ~np.isin(digests, done)).tolist():
                places.setdefault(bytes(digests[doc]), (segment, doc))
        return ((digest, segment.answer(doc)) for digest, (segment, doc) in places.items()), len(places)

    def _encoded(self, batch: Sequence[tuple[bytes, Answer]], known: _Known) -> Encoded:
        """Encode some answers; passages that have a vector already keep it."""
        cut = [passages_of(answer) for _, answer in batch]
        texts = [text for some in cut for text in some]
        digests = np.array([text_digest(text) for text in texts], f"S{TEXT_DIGEST}")
        codes, scales, new = known.look_up(digests)
        if len(new):
            codes[new], scales[new] = quantise(self._encoder.passages([texts[number] for number in new.tolist()]))
        self._report = replace(
            self._report,
            answers=self._report.answers + len(batch),
            passages=self._report.passages + len(new),
            kept=self._report.kept + len(texts) - len(new),
        )
        names = np.array([digest for digest, _ in batch], f"S{DIGEST}")
        return Encoded(names, np.array([len(some) for some in cut], np.int64), digests, codes, scales)

    def _commit_at_last(self) -> None:
        """Commit what is left, once an update that holds the lock is through: nothing tells when that is.

        Raises:
            IndexLocked: it is not for :data:`_PATIENCE` seconds.
        """
        patience = time.monotonic() + _PATIENCE
        while time.monotonic() < patience:
            with suppress(IndexLocked):
                return self._commit()
            time.sleep(_PAUSE_BETWEEN_TRIES)
        return self._commit()

    def _commit(self) -> None:
        """Add the pending vectors to the index, of those answers that are still in it."""
        if not self._pending and not self._again:
            return
        with writing(self._folder) as announce:
            announce()
            manifest = manifests.read(self._folder)
            kept = () if self._again else manifest.vectors
            self._again = False
            live = _joined(segment.digests()[mask] for segment, mask in _segments(self._folder, manifest))
            files = [VectorFile(self._folder.file(entry.name)) for entry in kept]
            seen = _joined(file.digests() for file in files)
            new = [part.only(np.isin(part.answers, live) & ~np.isin(part.answers, seen)) for part in self._pending]
            vectors, serial = self._written(manifest, list(zip(kept, files, strict=True)), new, live)
            following = manifest._replace(generation=manifest.generation + 1, serial=serial, vectors=vectors)
            manifests.commit(self._folder, following)
            self._remove_others(vectors)
        self._pending = []

    def _remove_others(self, vectors: Sequence[FileEntry]) -> None:
        """Remove the vectors that the manifest does not name; what an unfinished update left is that one's."""
        named = {entry.name for entry in vectors}
        for name in manifests.own_files(self._folder):
            if name.endswith(".vectors") and name not in named:
                self._folder.remove(name)

    def _written(
        self, manifest: Manifest, held: list[tuple[FileEntry, VectorFile]], new: list[Encoded], live: Array
    ) -> tuple[tuple[FileEntry, ...], int]:
        """Write the new vectors, with the files that are to be merged; return all files and the next number.

        Args:
            manifest: the index's.
            held: its vectors.
            new: those that it has not.
            live: the digests of the answers whose vectors are to be kept.
        """
        masks = [np.isin(file.digests(), live) for _, file in held]
        sizes = [int(mask.sum()) for mask in masks]
        if count := sum(len(part.answers) for part in new):
            sizes.append(count)
        entries = []
        serial = manifest.serial
        for run in plan_merges(sizes):
            old = range(run.start, min(run.stop, len(held)))
            fresh = new if run.stop > len(held) else []
            if len(old) == 1 and not fresh and 2 * sizes[old[0]] >= len(masks[old[0]]):
                entries.append(held[old[0]][0])
                continue
            parts = [*(held[at][1].read().only(masks[at]) for at in old), *fresh]
            parts = [part for part in parts if len(part.answers)]
            if parts:
                name = numbered(serial, "vectors")
                write_vectors(self._folder, name, self._identity, together(parts))
                entries.append(file_entry(self._folder, name))
                serial += 1
        return tuple(entries), serial


def _joined(digests: Iterable[Array]) -> Array:
    return np.concatenate([np.empty(0, f"S{DIGEST}"), *digests])


def _segments(folder: Folder, manifest: Manifest) -> Iterator[tuple[Segment, Array]]:
    """Yield each segment of an index, and which of its answers are not deleted."""
    for entry in manifest.segments:
        segment = Segment(folder.file(entry.file.name))
        yield segment, live_of(folder, segment, entry.deleted)
