"""What an answer is about, as one vector: its *gist*, the sum of its words' vectors, each times its impact there.

The impact counts in 256 steps. The vectors of words are learnt from the rows of lay words and from told cases
(``benchmarks/relevance/word_vectors.py``): what people say lies near what they mean by it. Only words of these, of the
table of English words and of sections' headings have one. All is whole numbers, so a gist does not depend on the order
in which it is added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept_of_words
from law4u_index.index.packed import run_starts
from law4u_index.law.tables import load

FILE = "word_vectors.tables"
"""The package's file, made by ``python -m benchmarks.relevance.word_vectors``."""

DIMS = 64
"""How many numbers a vector has (32 find less, 128 no more)."""

CODE_MOST = 127
"""The greatest number in a vector of a word or an answer, either way."""

_FORMULA = 1
"""How gists are made of vectors; it rises when that changes."""

COARSER = 8
"""An impact weighs in a gist by its upper bits, without so many: what is left out is less than a byte tells."""

_FLOAT32_WHOLE = 1 << 24
"""Whole numbers are exact in a float32 up to here."""

_KEPT = 8192
"""Of so many words is kept what was looked up last."""

_AT_A_TIME = 512
"""The gists of so many answers are summed at a time."""

_OFTEN = 128
"""A word of more than one answer in so many has a column of a matrix, which is multiplied; of others only the answers
that have them are looked at."""


@lru_cache(maxsize=1)
def version() -> str:
    """Return what tells these gists from those of another release, which are not to be compared with them."""
    return f"{_FORMULA}-{load(FILE).array('version').decode('ascii')}"


@lru_cache(maxsize=1)
def _codes() -> Array:
    """Return the vectors of all words, a word a row, int8."""
    return np.frombuffer(load(FILE).view("codes"), np.int8).reshape(-1, DIMS)


@lru_cache(maxsize=1)
def _rows() -> dict[str, int]:
    """Return the rows of all words."""
    return {term: row for row, term in enumerate(load(FILE).array("terms").decode().split())}


@kept_of_words(_KEPT)
def _row_of(term: str) -> int | None:
    """Return the row of a term; None where it has none. No other is read."""
    row = load(FILE).map("rows").get(term)
    return None if row is None else int.from_bytes(row, "little")


def vector_of(term: str) -> Array | None:
    """Return the vector of a term, int8; None where it has none."""
    row = _row_of(term)
    found: Array | None = None if row is None else _codes()[row]
    return found


def sum_of(terms: Iterable[str]) -> Array:
    """Return the sum of the vectors of some terms, float64; those without one add nothing."""
    rows = [row for term in terms if (row := _row_of(term)) is not None]
    total: Array = _codes()[rows].sum(axis=0, dtype=np.float64) if rows else np.zeros(DIMS)
    return total


def nearness(gist: Array, others: Array) -> Array:
    """Return the cosine of the angle between a sum of words' vectors and each of some gists; 0 where one is all 0.

    Args:
        gist: :data:`DIMS` numbers.
        others: a gist a row.
    """
    wide = others.astype(np.float64)
    squares = (wide * wide).sum(axis=1) * (gist @ gist)
    found: Array = (wide @ gist) / np.sqrt(np.maximum(squares, 1.0))
    return found


def gists(terms: Sequence[str], df: Array, docs: Array, impacts: Array, count: int) -> Array:
    """Return the gists of answers.

    Args:
        terms: the terms that they have.
        df: how many of them have each.
        docs: those answers, term by term, from 0.
        impacts: the impact of the term in each.
        count: how many answers there are.

    Returns:
        an answer a row, :data:`DIMS` numbers of int8, of which the greatest is :data:`CODE_MOST` either way; all are 0
        where none of its words has a vector.
    """
    rows_of = _rows()
    numbers = np.array([rows_of.get(term, -1) for term in terms], np.int64)
    known = numbers >= 0
    found = np.zeros((count, DIMS), np.int8)
    if not known.any():
        return found
    rows = np.repeat(np.where(known, np.cumsum(known) - 1, -1), df)
    chosen = (rows >= 0).nonzero()[0]
    chosen = chosen[docs[chosen].astype(np.min_scalar_type(count)).argsort(kind="stable")]
    rows, docs = rows[chosen], docs[chosen]
    weights = impacts[chosen].astype(np.int64) >> COARSER
    heaviest = float(np.max(np.bincount(docs, weights, count))) * CODE_MOST
    exact = np.float32 if heaviest < _FLOAT32_WHOLE else np.float64
    codes = _codes()[numbers[known]].astype(exact)
    column = np.full(len(codes), -1)
    often = (df[known] * _OFTEN > count).nonzero()[0]
    column[often] = np.arange(len(often))
    ends = run_starts(np.bincount(docs, minlength=count))
    for start in range(0, count, _AT_A_TIME):
        stop = min(start + _AT_A_TIME, count)
        here = slice(ends[start], ends[stop])
        sums = _sums(docs[here] - start, rows[here], weights[here].astype(exact), codes, column, stop - start)
        most = np.abs(sums).max(axis=1, keepdims=True)
        found[start:stop] = np.rint(sums.astype(np.float64) * CODE_MOST / np.maximum(most, 1.0))
    return found


def _sums(docs: Array, rows: Array, weights: Array, codes: Array, column: Array, count: int) -> Array:
    """Return the sums over the postings of some answers, which ascend: weight times vector.

    Args:
        docs: the answer of each posting.
        rows: the row in `codes` of its term.
        weights: what the term weighs there.
        codes: the vectors of the terms.
        column: the column of each term in the matrix of those that many answers have; -1 for the others.
        count: how many answers there are.
    """
    columns = column[rows]
    is_often = columns >= 0
    matrix = np.zeros((count, int(column.max()) + 1), codes.dtype)
    matrix[docs[is_often], columns[is_often]] = weights[is_often]
    sums: Array = matrix @ codes[column >= 0]
    seldom = (~is_often).nonzero()[0]
    if len(seldom):
        of_docs = docs[seldom]
        starts = np.append(True, of_docs[1:] != of_docs[:-1]).nonzero()[0]
        sums[of_docs[starts]] += np.add.reduceat(codes[rows[seldom]] * weights[seldom, None], starts)
    return sums
