"""bm25s: scores computed when indexing, kept as a sparse matrix in memory; searched through numba where that is there.

It keeps no text, no positions and no deletions, and cannot be added to: it is here for its ranking's speed. It is given
the terms that this project's analyzer finds, since its own tokenizer would take minutes at 100,000 answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import bm25s
import numpy as np

from benchmarks.engines.asked import Query, text_of
from law4u_index.answer import Answer
from law4u_index.index.analysis import chunk_terms, fold, query_terms

BACKEND = "numba" if find_spec("numba") else "numpy"


class Bm25s:
    """A bm25s retriever in memory.

    Args:
        answers: what it is to find.
    """

    name = "bm25s"

    def __init__(self, answers: Iterable[Answer]) -> None:
        vocabulary: dict[str, int] = {}
        chunks: dict[str, list[int]] = {}
        documents = []
        for answer in answers:
            numbers: list[int] = []
            for chunk in fold(text_of(answer)).split():
                known = chunks.get(chunk)
                if known is None:
                    terms = [terms[0] for terms in chunk_terms(chunk)]
                    known = chunks[chunk] = [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
                numbers += known
            documents.append(np.array(numbers, np.int32))
        self._retriever = bm25s.BM25(backend=BACKEND)
        self._retriever.index((documents, vocabulary), show_progress=False)
        self._vocabulary = vocabulary
        self._threads = 0 if BACKEND == "numpy" else 1

    def top(self, query: Query) -> Sequence[Any]:
        """Return the ten best: numbers and scores."""
        terms = query_terms(" ".join(query.words))
        numbers = [self._vocabulary[term] for term in terms if term in self._vocabulary]
        found: Sequence[Any] = self._retriever.retrieve([numbers], k=10, show_progress=False, n_threads=self._threads)
        return found
