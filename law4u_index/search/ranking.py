"""The best answers for several words, without looking at most of the others.

The score is documented in :mod:`law4u_index.index.schema`. Two facts save the work, both exact: every answer with all
the words stands before every answer with some, so the rarest word's answers are looked at first; and an answer that
the words not yet looked at cannot lift above the worst of the best found so far is left alone (MaxScore: Turtle and
Flood, 'Query evaluation: strategies and optimizations', Information Processing and Management 31(6), 1995), here for
whole arrays at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.search.snapshot import Postings

_SLACK = 1e-9
"""Sums of the same numbers in another order differ by less than this; what is nearer to the limit is kept."""


def scores_of(words: Sequence[Postings], docs: Array) -> Array:
    """Return the score of each of `docs`: words in their order, then the bonus for having all of them."""
    total = np.zeros(len(docs))
    everything = np.ones(len(docs), bool)
    for word in words:
        impacts = word.at(docs)
        total += impacts * word.factor
        everything &= impacts > 0
    if len(words) > 1:
        total[everything] += bonus(words)
    return total


def bonus(words: Sequence[Postings]) -> float:
    """Return what an answer with all the words is given on top: as much as the words could come to at the most."""
    return sum(word.most for word in words)


def best(
    words: Sequence[Postings], k: int, allowed: Array | None = None, *, every: bool = False
) -> tuple[Array, Array]:
    """Return a few answers that hold the `k` best of all that have any of the words, and their scores.

    Args:
        words: at least one.
        k: how many are wanted, at least 1.
        allowed: which answers may be among them, a mask of bool; None for all.
        every: whether an answer must have all of the words.

    Returns:
        the answers, each once, in no order, and the score of each: the `k` best, all that tie with the last of
        them, and perhaps others.
    """
    if len(words) == 1 and allowed is None and k <= len(words[0].leading):
        docs = _top_of_one(words[0], k)
        return docs, scores_of(words, docs)
    docs = _with_all(words, k, allowed) if len(words) > 1 else np.empty(0, np.int64)
    enough = len(docs) >= k and bonus(words) > 0  # filters beside one another are worth nothing, so all tie
    if not enough and (not every or len(words) == 1):
        docs = np.union1d(docs, _with_some(words, k, allowed))
    scores = scores_of(words, docs)
    if len(docs) > k:
        kept = scores >= _kth(scores, k) - _SLACK
        docs, scores = docs[kept], scores[kept]
    return docs, scores


def _kth(scores: Array, k: int) -> float:
    """Return the k-th greatest of the scores."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _worth(word: Postings, limit: float) -> Array | slice:
    """Return which of a word's answers it adds at least `limit` to."""
    if limit <= _SLACK or not word.factor:
        return slice(None)
    return word.impacts >= (limit - _SLACK) / word.factor


def _permitted(docs: Array, allowed: Array | None) -> Array:
    return docs if allowed is None else docs[allowed[docs]]


def _top_of_one(word: Postings, k: int) -> Array:
    """Return the answers whose impact is at least the k-th greatest."""
    impacts = word.at(word.leading)
    least = _kth(impacts, k)
    docs: Array = word.leading[impacts >= least]
    if len(docs) == len(word.leading):  # ties may go on beyond those kept ready
        docs = word.docs[word.impacts >= least]
    return docs


def _with_all(words: Sequence[Postings], k: int, allowed: Array | None) -> Array:
    """Return answers that have all the words: the k best of them at least, or all where there are fewer."""
    rarest, *others = sorted(words, key=lambda word: len(word.docs))
    docs = rarest.docs
    if len(docs) > 4 * k:
        limit = _limit_from_leading(words, k, allowed)
        if limit is not None:
            rest = sum(word.ceiling for word in others)
            docs = docs[_worth(rarest, limit - rest)]
    if allowed is not None:
        docs = docs[allowed[docs]]
    for word in others:
        docs = docs[word.at(docs) > 0]
    return docs


def _limit_from_leading(words: Sequence[Postings], k: int, allowed: Array | None) -> float | None:
    """Return a score, without bonus, that k answers with all the words reach; None where the look was too short."""
    docs = _permitted(np.unique(np.concatenate([word.leading for word in words])), allowed)
    for word in words:
        docs = docs[word.at(docs) > 0]
    return _kth(_plain_scores(words, docs), k) if len(docs) >= k else None


def _with_some(words: Sequence[Postings], k: int, allowed: Array | None) -> Array:
    """Return the k best by score without bonus, and all that tie with the last of them."""
    ordered = sorted(words, key=lambda word: -word.ceiling)
    rest = np.cumsum([0.0] + [word.ceiling for word in reversed(ordered)])[::-1][1:]  # of the words after each
    pool = _permitted(np.unique(np.concatenate([word.leading for word in words])), allowed)
    pool_scores = _plain_scores(words, pool)
    limit = _kth(pool_scores, k) if len(pool) >= k else 0.0
    for place, word in enumerate(ordered):
        if word.ceiling + rest[place] < limit - _SLACK:
            break
        docs = word.docs[_worth(word, limit - rest[place])]
        docs = _permitted(docs, allowed)
        for earlier in ordered[:place]:  # what an earlier word has was looked at there
            docs = docs[earlier.at(docs) == 0]
        if not len(docs):
            continue
        pool = np.concatenate([pool, docs])
        pool_scores = np.concatenate([pool_scores, _plain_scores(words, docs)])
        if len(pool) > k:
            pool, first = np.unique(pool, return_index=True)
            pool_scores = pool_scores[first]
            if len(pool) > k:
                limit = _kth(pool_scores, k)
                kept = pool_scores >= limit - _SLACK
                pool, pool_scores = pool[kept], pool_scores[kept]
    return np.unique(pool)


def _plain_scores(words: Sequence[Postings], docs: Array) -> Array:
    total = np.zeros(len(docs))
    for word in words:
        total += word.at(docs) * word.factor
    return total
