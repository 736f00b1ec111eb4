"""Vectors of passages on the disk: which answers have been encoded, by what, and what came of it.

An answer is known by the digest of its record (``docs.hashes`` of a segment), so merging segments, moving pages and
deleting answers leave these files as they are; a passage is known by a digest of its text, so that what an edit leaves
alone is not encoded again. Files are written once, merged as segments are, and named by the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from law4u_index.errors import IndexDamaged, damaged
from law4u_index.index.blockfile import Array, BlockFile, BlockFileWriter
from law4u_index.index.segment import DIGEST as DIGEST  # whoever holds vectors against answers takes it from here
from law4u_index.index.storage import Folder
from law4u_index.meaning.encoder import EncoderId

TEXT_DIGEST = 8
"""Bytes of the digest of a passage's text."""


def text_digest(text: str) -> bytes:
    """Return the :data:`TEXT_DIGEST` bytes by which a passage's text is known."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=TEXT_DIGEST).digest()


@dataclass(frozen=True)
class Encoded:
    """Answers with their vectors.

    Attributes:
        answers: the digest of each answer, ``S16``.
        counts: how many vectors each has, at least one.
        texts: the digest of each vector's passage, ``S8``.
        codes: int8, one vector a row.
        scales: float32, one a vector.
    """

    answers: Array
    counts: Array
    texts: Array
    codes: Array
    scales: Array

    def only(self, kept: Array) -> Encoded:
        """Return some of the answers; `kept` is a mask of bool."""
        if kept.all():
            return self
        rows = np.repeat(kept, self.counts)
        return Encoded(self.answers[kept], self.counts[kept], self.texts[rows], self.codes[rows], self.scales[rows])


def nothing(dims: int) -> Encoded:
    """Return no answers, with vectors of so many dimensions."""
    return Encoded(
        np.empty(0, f"S{DIGEST}"),
        np.empty(0, np.int64),
        np.empty(0, f"S{TEXT_DIGEST}"),
        np.empty((0, dims), np.int8),
        np.empty(0, np.float32),
    )


def together(parts: Sequence[Encoded]) -> Encoded:
    """Return several, one behind the other."""
    columns = zip(*[(p.answers, p.counts, p.texts, p.codes, p.scales) for p in parts], strict=True)
    return Encoded(*(np.concatenate(column) for column in columns))


def write_vectors(folder: Folder, name: str, encoder: EncoderId, encoded: Encoded) -> int:
    """Write and sync a vectors file; return its size in bytes."""
    with BlockFileWriter(folder, name) as out:
        out.append("answers.digest", encoded.answers.tobytes())
        out.append("answers.first", np.cumsum([0, *encoded.counts.tolist()]), "<u4")
        out.append("vectors.text", encoded.texts.tobytes())
        out.append("vectors.scale", encoded.scales.astype("<f4").tobytes())
        out.append("vectors.codes", encoded.codes.tobytes())
        return out.finish({"encoder": encoder.to_dict()})


class VectorFile:
    """A vectors file, open for reading.

    Args:
        path: the file.

    Attributes:
        encoder: what made the vectors.
        answers: how many answers have been encoded.
        count: how many vectors there are.

    Raises:
        IndexDamaged: it is not what was written.
        FileNotFoundError: there is none.
    """

    def __init__(self, path: Path) -> None:
        self._file = BlockFile(path)
        self._path = path
        try:
            self.encoder = EncoderId.from_dict(dict(self._file.meta["encoder"]))
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged("it does not say what made its vectors") from error
        self.answers = self._file.length("answers.digest") // DIGEST
        self.count = self._file.length("vectors.text") // TEXT_DIGEST
        sizes = {
            "answers.digest": DIGEST * self.answers,
            "answers.first": self.answers + 1,
            "vectors.text": TEXT_DIGEST * self.count,
            "vectors.scale": 4 * self.count,
            "vectors.codes": self.encoder.dims * self.count,
        }
        if any(self._file.length(name) != size for name, size in sizes.items()):
            raise self._damaged("its columns are not of one length")

    def _damaged(self, what: str) -> IndexDamaged:
        return damaged(self._path.name, what)

    def digests(self) -> Array:
        """Return the digest of each answer, ``S16``.

        Raises:
            IndexDamaged: it is not what was written.
        """
        return self._file.slice("answers.digest").view(f"S{DIGEST}")

    def read(self) -> Encoded:
        """Return all of it; views of the file, not copies.

        Raises:
            IndexDamaged: it is not what was written.
        """
        first = self._file.slice("answers.first").astype(np.int64)
        counts = np.diff(first)
        scales = self._file.slice("vectors.scale").view("<f4")
        codes = self._file.slice("vectors.codes").view(np.int8).reshape(self.count, self.encoder.dims)
        if first[0] != 0 or first[-1] != self.count or (counts < 1).any():
            raise self._damaged("an answer's vectors are beyond its end")
        if not np.isfinite(scales).all() or (np.abs(scales) > 1).any():
            raise self._damaged("a vector's scale is no number below one")
        return Encoded(self.digests(), counts, self._file.slice("vectors.text").view(f"S{TEXT_DIGEST}"), codes, scales)
