"""The best answers for several words, without looking at most of the others.

The score is documented in :mod:`law4u_index.index.schema`. Two facts save the work, both exact: every answer with all
the words stands before every answer with some, so the rarest word's answers are looked at first; and an answer that
the words not yet looked at cannot lift above the worst of the best found so far is left alone (MaxScore: Turtle and
Flood, 'Query evaluation: strategies and optimizations', Information Processing and Management 31(6), 1995), here for
whole arrays at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.search.snapshot import Postings

_SLACK = 1e-9
"""Sums of the same numbers in another order differ by less than this; what is nearer to the limit is kept."""

MANY = 2048
"""A list of more answers than this is worth a look at how few of them will do."""


def scores_of(words: Sequence[Postings], docs: Array, hints: Sequence[Postings] = ()) -> Array:
    """Return the score of each of `docs`: words in their order, hints, then the bonus for having all the words."""
    impacts = words[0].at(docs)
    total = impacts * words[0].factor
    if len(words) == 1 and not hints:
        return total
    everything = impacts > 0
    for word in words[1:]:
        impacts = word.at(docs)
        everything &= impacts > 0
        total += impacts * word.factor
    for hint in hints:
        total += hint.at(docs) * hint.factor
    total += everything * bonus([*words, *hints])
    return total


def bonus(words: Sequence[Postings]) -> float:
    """Return what an answer with all the words is given on top: as much as the words could come to at the most."""
    return sum(word.most for word in words)


def best(
    words: Sequence[Postings],
    k: int,
    allowed: Array | None = None,
    *,
    every: bool = False,
    hints: Sequence[Postings] = (),
) -> tuple[Array, Array]:
    """Return a few answers that hold the `k` best of all that have any of the words, and their scores.

    Args:
        words: at least one.
        k: how many are wanted, at least 1.
        allowed: which answers may be among them, a mask of bool; None for all.
        every: whether an answer must have all of the words.
        hints: what is scored on top, and is no word that an answer has to have.

    Returns:
        the answers, each once, in no order, and the score of each: the `k` best, all that tie with the last of
        them, and perhaps others.
    """
    if len(words) == 1 and not hints:
        return _kept(*_of_one(words[0], k, allowed), k)
    if allowed is not None and not every and sum(len(word.docs) for word in [*words, *hints]) <= MANY:
        docs = _permitted(_distinct([word.docs for word in [*words, *hints]]), allowed)
        return _kept(docs, scores_of(words, docs, hints), k)
    with_all = _with_all(words, k, allowed, hints)
    enough = len(with_all) >= k and bonus(words) > 0  # filters beside one another are worth nothing, so all tie
    if every or enough:
        return _kept(with_all, scores_of(words, with_all, hints), k)
    return _with_some(words, k, allowed, with_all, hints)


def _permitted(docs: Array, allowed: Array | None) -> Array:
    return docs if allowed is None else docs[allowed[docs]]


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


def _of_one(word: Postings, k: int, allowed: Array | None) -> tuple[Array, Array]:
    """Return the answers that stand first for one word, and their scores."""
    docs = word.leading
    impacts = word.at(docs)
    if allowed is not None or k > len(docs) or _kth(impacts, k) <= impacts.min():  # ties may go on beyond these
        docs, impacts = word.docs, word.impacts
        if allowed is not None:
            permitted = allowed[docs].nonzero()[0]
            docs, impacts = docs[permitted], impacts[permitted]
    return docs, impacts * word.factor


def _with_all(words: Sequence[Postings], k: int, allowed: Array | None, hints: Sequence[Postings]) -> Array:
    """Return answers that have all the words: the k best of them at least, or all where there are fewer."""
    rarest, *others = sorted(words, key=lambda word: len(word.docs))
    docs = rarest.docs
    if len(docs) > MANY:
        limit = _limit_from_leading(words, k, allowed, hints)
        if limit is not None:
            docs = rarest.above(limit - sum(word.ceiling for word in [*others, *hints]))
    docs = _permitted(docs, allowed)
    for word in others:
        docs = docs[word.at(docs).nonzero()[0]]
    return docs


def _limit_from_leading(
    words: Sequence[Postings], k: int, allowed: Array | None, hints: Sequence[Postings]
) -> float | None:
    """Return a score, without bonus, that k answers with all the words reach; None where the look was too short."""
    docs = _permitted(_distinct([word.leading for word in words]), allowed)
    for word in words:
        docs = docs[word.at(docs).nonzero()[0]]
    if len(docs) < k:
        return None
    return _kth(scores_of(words, docs, hints), k) - bonus([*words, *hints]) - _SLACK


def _with_some(
    words: Sequence[Postings], k: int, allowed: Array | None, with_all: Array, hints: Sequence[Postings]
) -> tuple[Array, Array]:
    """Return the k best of the answers with any of the words, and what ties with the last of them.

    Args:
        words: as for :func:`best`.
        k: how many are wanted.
        allowed: as for :func:`best`.
        with_all: every answer with all the words, unless those are worth no more than others.
        hints: as for :func:`best`.
    """
    scored = [*words, *hints]
    ordered = sorted(scored, key=lambda word: -word.ceiling)
    rest = list(accumulate((word.ceiling for word in reversed(ordered[1:])), initial=0.0))  # of the words after
    docs = _permitted(_distinct([with_all, *(word.leading for word in scored)]), allowed)
    docs, scores = _kept(docs, scores_of(words, docs, hints), k)
    for word in ordered:
        limit = float(scores.min()) if len(docs) >= k else 0.0
        after = rest.pop()
        if word.ceiling + after < limit:
            break
        more = word.above(limit - after)
        if len(more) <= len(word.leading):  # those were looked at already
            continue
        more = _permitted(more, allowed)
        more_scores = scores_of(words, more, hints)
        good = (more_scores >= limit).nonzero()[0]
        docs, first = np.unique(np.concatenate([docs, more[good]]), return_index=True)
        docs, scores = _kept(docs, np.concatenate([scores, more_scores[good]])[first], k)
    return docs, scores


def _distinct(lists: Sequence[Array]) -> Array:
    """Return what is in any of the lists, once each, ascending."""
    docs: Array = np.concatenate(lists)
    docs.sort()
    first = np.ones(len(docs), bool)
    np.not_equal(docs[1:], docs[:-1], out=first[1:])
    distinct: Array = docs[first]
    return distinct
