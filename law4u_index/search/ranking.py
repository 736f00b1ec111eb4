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
    return _scored(words, docs)[0]


def _scored(words: Sequence[Postings], docs: Array) -> tuple[Array, Array]:
    """Return the score of each of `docs`, and which have all the words."""
    total = np.zeros(len(docs))
    everything = np.ones(len(docs), bool)
    for word in words:
        impacts = word.at(docs)
        everything &= impacts > 0
        total += impacts * word.factor
    if len(words) > 1:
        total += everything * bonus(words)
    return total, everything


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
    if allowed is not None:
        return _among(words, k, np.flatnonzero(allowed), every=every)
    if len(words) == 1:
        return _kept(*_top_of_one(words[0], k), k)
    with_all = _with_all(words, k)
    enough = len(with_all) >= k and bonus(words) > 0  # filters beside one another are worth nothing, so all tie
    if every or enough:
        return _kept(with_all, scores_of(words, with_all), k)
    return _with_some(words, k, with_all)


def _among(words: Sequence[Postings], k: int, docs: Array, *, every: bool) -> tuple[Array, Array]:
    """Return the best of these answers, all of which are scored."""
    scores, everything = _scored(words, docs)
    if every:
        found = everything
    elif any(not word.factor for word in words):
        found = np.logical_or.reduce([word.at(docs) > 0 for word in words])
    else:
        found = scores > 0
    return _kept(docs[found], scores[found], k)


def _kept(docs: Array, scores: Array, k: int) -> tuple[Array, Array]:
    """Return the `k` best and what ties with the last of them."""
    if len(docs) > k:
        kept = (scores >= _kth(scores, k) - _SLACK).nonzero()[0]
        return docs[kept], scores[kept]
    return docs, scores


def _kth(scores: Array, k: int) -> float:
    """Return the k-th greatest of the scores."""
    place = len(scores) - k
    copy = scores.copy()
    copy.partition(place)
    return float(copy[place])


def _top_of_one(word: Postings, k: int) -> tuple[Array, Array]:
    """Return the answers whose impact is at least the k-th greatest, and their scores."""
    docs = word.leading
    impacts = word.at(docs)
    if len(docs) < len(word.docs):
        least = _kth(impacts, k) if k <= len(docs) else 0.0
        if least <= impacts.min():  # ties may go on beyond those kept ready
            docs = word.docs
            impacts = word.impacts
    return docs, impacts * word.factor


def _with_all(words: Sequence[Postings], k: int) -> Array:
    """Return answers that have all the words: the k best of them at least, or all where there are fewer."""
    rarest, *others = sorted(words, key=lambda word: len(word.docs))
    docs = rarest.docs
    if len(docs) > MANY:
        limit = _limit_from_leading(words, k)
        if limit is not None:
            docs = rarest.above(limit - sum(word.ceiling for word in others))
    for word in others:
        docs = docs[word.at(docs).nonzero()[0]]
    return docs


def _limit_from_leading(words: Sequence[Postings], k: int) -> float | None:
    """Return a score, without bonus, that k answers with all the words reach; None where the look was too short."""
    docs = _distinct([word.leading for word in words])
    scores, everything = _scored(words, docs)
    scores = scores[everything]
    return _kth(scores, k) - bonus(words) - _SLACK if len(scores) >= k else None


def _with_some(words: Sequence[Postings], k: int, with_all: Array) -> tuple[Array, Array]:
    """Return the k best of the answers with any of the words.

    Args:
        words: two or more.
        k: how many are wanted.
        with_all: the answers with all the words, where these are fewer than `k`; else none.
    """
    ordered = sorted(words, key=lambda word: -word.ceiling)
    rest = list(accumulate([word.ceiling for word in reversed(ordered)], initial=0.0))[-2::-1]  # of the words after
    docs = _distinct([with_all, *(word.leading for word in words)])
    scores, _ = _scored(words, docs)
    limit = _kth(scores, k) - _SLACK if len(docs) >= k else 0.0
    for word, after in zip(ordered, rest, strict=True):
        if word.ceiling + after < limit:
            break
        more = word.above(limit - after)
        if len(more) <= len(word.leading):  # the leading ones are among those looked at already
            continue
        ...
    return docs, scores


def _distinct(lists: Sequence[Array]) -> Array:
    """Return what is in any of the lists, once each, ascending."""
    docs = np.concatenate(lists)
    docs.sort()
    first = np.empty(len(docs), bool)
    first[:1] = True
    np.not_equal(docs[1:], docs[:-1], out=first[1:])
    return docs[first]
