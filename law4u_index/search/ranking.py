"""The best answers for several words, without looking at most of the others.

The score is documented in :mod:`law4u_index.index.schema`. Two facts save the work, both exact: every answer with all
the words stands before every answer with some, so the rarest word's answers are looked at first; and an answer that
the words not yet looked at cannot lift above the worst of the best found so far is left alone (MaxScore: Turtle and
Flood, 'Query evaluation: strategies and optimizations', Information Processing and Management 31(6), 1995), here for
whole arrays at a time. Where the frequent ones of them were asked for before, what each
adds to any answer at the most is added up for all answers at once instead, in coarse steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from law4u_index.index.bitmap import common
from law4u_index.index.blockfile import Array
from law4u_index.search.postings import HEAVIEST, Postings, Subset, distinct, firsts, k_best, kth

MANY = 2048
"""So many answers are all scored sooner than it is told which of them need not be."""

FEW = 1 << 15
"""Of a word of no more answers than this all are scored, where that leaves little of the other words to look at."""

FEW_WORDS = 3
"""Of more words than this too many answers are left without the rarest; what each adds is added up for all instead."""

MANY_WORDS = 32
"""So many words are added up over all answers: to hold each against each takes the square of how many they are."""


def scores_of(words: Sequence[Postings], docs: Array, hints: Sequence[Postings] = (), all_first: bool = True) -> Array:
    """Return the score of each of `docs`, which ascend: words, hints, and the bonus for all the words if it counts."""
    return _scores(words[0].along(docs), words, docs, hints, all_first)


def _scores(
    impacts: Array, words: Sequence[Postings], docs: Array, hints: Sequence[Postings], all_first: bool
) -> Array:
    """Return the same where the impacts of the first word are known."""
    total: Array = impacts * words[0].factor
    if len(words) == 1 and not hints:
        return total
    every = impacts.astype(bool)
    for word in words[1:]:
        impacts = word.along(docs)
        every &= impacts.astype(bool)
        total += impacts * word.factor
    for hint in hints:
        total += hint.along(docs) * hint.factor
    if all_first and every.any():
        total += every * bonus([*words, *hints])
    return total


def _sums(words: Sequence[Postings], docs: Array) -> Array:
    """Return what words add up to in each of `docs`, which ascend, without a bonus."""
    total: Array = words[0].along(docs) * words[0].factor
    for word in words[1:]:
        total += word.along(docs) * word.factor
    return total


def bonus(words: Sequence[Postings]) -> float:
    """Return what an answer with all the words is given on top: as much as the words could come to at the most."""
    return sum([word.most for word in words])


def best(
    words: Sequence[Postings],
    k: int,
    allowed: Subset | None = None,
    *,
    every: bool = False,
    hints: Sequence[Postings] = (),
    all_first: bool = True,
) -> tuple[Array, Array]:
    """Return a few answers that hold the `k` best of all that have any of the words, and their scores.

    Args:
        words: at least one.
        k: how many are wanted, at least 1.
        allowed: which answers may be among them; None for all.
        every: whether an answer must have all of the words.
        hints: what is scored on top, and is no word that an answer has to have.
        all_first: whether an answer with all of the words is given the bonus by which it stands before all others.

    Returns:
        the answers, each once, in no order, and the score of each: the `k` best, all that tie with the last of
        them, and perhaps others.
    """
    if len(words) == 1 and not hints:
        return words[0].best(k, allowed)
    if every:
        docs = _with_all(words, k, allowed, hints)
        return k_best(docs, _sums([*words, *hints], docs) + all_first * bonus([*words, *hints]), k)
    if allowed is not None and allowed.count <= MANY:
        docs = allowed.docs
        if sum([word.count for word in [*words, *hints]]) < len(docs):
            docs = allowed.of_these(distinct([word.docs for word in [*words, *hints]]))
        scores = scores_of(words, docs, hints, all_first)
        found = _having(words, docs, scores, hints)
        return k_best(docs[found], scores[found], k)
    return _with_some(words, k, allowed, hints, all_first)


def _having(words: Sequence[Postings], docs: Array, scores: Array, hints: Sequence[Postings]) -> Array:
    """Return the places of the answers that have any of the words, some of which may be worth nothing."""
    found: Array
    if all(word.factor for word in words):
        found = scores.nonzero()[0]
        return found
    having = np.zeros(len(docs), bool)
    for word in (*words, *hints):
        having |= word.along(docs).astype(bool)
    return having.nonzero()[0]


def with_every(words: Sequence[Postings], allowed: Subset | None = None) -> Array:
    """Return the answers that have all of some words, of those that are allowed; int64."""
    rarest, *others = sorted(words, key=_frequency)
    bitmaps = [one for word in words if (one := word.bitmap) is not None]
    if len(bitmaps) == len(words) and rarest.count > bitmaps[0].words:
        return _permitted(common(bitmaps), allowed)
    return _narrowed(_permitted(rarest.docs.astype(np.int64), allowed), others)


def _permitted(docs: Array, allowed: Subset | None) -> Array:
    return docs if allowed is None else allowed.of_these(docs)


def _with_all(words: Sequence[Postings], k: int, allowed: Subset | None, hints: Sequence[Postings]) -> Array:
    """Return answers that have all the words: the k best of them at least, or all where there are fewer."""
    rarest, *others = sorted(words, key=_frequency)
    if allowed is not None and allowed.count < rarest.count:
        return _narrowed(allowed.docs, [rarest, *others])
    if rarest.count > (MANY if rarest.bitmap is None else FEW):
        docs = _narrowed(_permitted(distinct([word.leading for word in words]), allowed), [rarest, *others])
        if len(docs) >= k:
            limit = kth(_sums([*words, *hints], docs), k)
            docs = rarest.above(limit - sum([word.ceiling for word in [*others, *hints]]))
            return _narrowed(_permitted(docs, allowed), others)
    return with_every(words, allowed)


def _frequency(word: Postings) -> int:
    return word.count


def _narrowed(docs: Array, words: Sequence[Postings]) -> Array:
    """Return those of `docs`, which ascend, that have all of some words."""
    for word in words:
        if not len(docs):
            break
        docs = word.of_these(docs)
    return docs


def _with_some(
    words: Sequence[Postings], k: int, allowed: Subset | None, hints: Sequence[Postings], all_first: bool
) -> tuple[Array, Array]:
    """Return the k best of the answers with any of the words, and what ties with the last of them: see :func:`best`."""
    scored = [*words, *hints] if hints else words
    if sum([word.count for word in scored]) <= MANY:
        docs = _permitted(distinct([word.docs for word in scored]), allowed)
        return k_best(docs, scores_of(words, docs, hints, all_first), k)
    if len(scored) > MANY_WORDS:
        return _of_all(words, k, allowed, hints, all_first)
    every = all_first * bonus(scored)
    with_all = None
    if every > 0 and words[0].is_of_large_index:  # enough of its answers may have all
        with_all = _with_all(words, k, allowed, hints)
        if len(with_all) >= k:
            return k_best(with_all, _sums(scored, with_all) + every, k)
    if allowed is None:
        rarest = min(words, key=_frequency)
        if (len(scored) > FEW_WORDS or rarest.is_dense) and _have_ceilings(scored):
            return _by_ceilings(words, k, hints, all_first)
        if len(scored) <= FEW_WORDS and rarest.count <= FEW:
            return _rarest_first(words, k, hints, all_first)
    docs, scores = _leading(words, k, allowed, hints, all_first, with_all)
    if _limit(scores, k) >= every > 0:  # filters beside one another are worth nothing, so all tie
        return docs, scores
    return _by_words(scored, docs, scores, k, allowed)


def _leading(
    words: Sequence[Postings],
    k: int,
    allowed: Subset | None,
    hints: Sequence[Postings],
    all_first: bool,
    with_all: Array | None,
) -> tuple[Array, Array]:
    """Return the k best of the answers that lead for some word or have all words, and their scores.

    `with_all` are the answers with all the words, where these are known; all else is as for :func:`best`.
    """
    scored = [*words, *hints]
    docs = _permitted(distinct([word.leading for word in scored]), allowed)
    if with_all is not None:
        docs = distinct([docs, with_all])
    docs, scores = k_best(docs, scores_of(words, docs, hints, all_first), k)
    rarest, *others = sorted(words, key=_frequency)
    if with_all is not None or rarest.count <= len(rarest.leading):  # all with every word were scored just now
        return docs, scores
    every = all_first * bonus(scored)
    more = rarest.above(_limit(scores, k) - every - sum([word.ceiling for word in [*others, *hints]]))
    more = _narrowed(_permitted(more, allowed), others)
    if not len(more):
        return docs, scores
    return _with(docs, scores, *k_best(more, _sums(scored, more) + every, k), k)


def _by_words(
    scored: Sequence[Postings], docs: Array, scores: Array, k: int, allowed: Subset | None
) -> tuple[Array, Array]:
    """Return the `k` best of some answers and of all that have any word, read word by word, the weightiest first.

    Args:
        scored: words and hints.
        docs: the best answers so far, ascending, those with all words among them.
        scores: of these.
        k: how many are wanted.
        allowed: which answers may be among them; None for all.
    """
    limit = _limit(scores, k)
    ordered = sorted(scored, key=_ceiling, reverse=True)
    rest = list(accumulate([word.ceiling for word in reversed(ordered[1:])], initial=0.0))  # of the words after
    waiting: list[Array] = []
    for word in ordered:
        after = rest.pop()
        if word.ceiling + after < limit:
            break
        more = word.above(limit - after)
        if len(more) <= len(word.leading):  # those were looked at already
            continue
        waiting.append(_permitted(more, allowed))
        if sum(map(len, waiting)) > MANY:
            docs, scores = _joined(docs, scores, ordered, waiting, k)
            limit = _limit(scores, k)
            waiting = []
    return _joined(docs, scores, ordered, waiting, k) if waiting else (docs, scores)


def _rarest_first(words: Sequence[Postings], k: int, hints: Sequence[Postings], all_first: bool) -> tuple[Array, Array]:
    """Return what :func:`_with_some` does, by scoring all answers of the rarest word, those with every word among them.

    What is good enough without it is looked for in the other words' lists.
    """
    rarest, *others = sorted(words, key=_frequency)
    docs = rarest.docs.astype(np.int64)
    docs, scores = k_best(docs, _scores(rarest.impacts, [rarest, *others], docs, hints, all_first), k)
    others = sorted([*others, *hints], key=_ceiling, reverse=True)
    limit = max(_limit(scores, k), *[word.reached_by(k) for word in (rarest, *others)])
    lists = _lists_above(others, limit)
    if not lists:
        return docs, scores
    more = lists[0] if len(lists) == 1 else distinct(lists)
    more, sums = _lifted(others, more[rarest.at(more) == 0], limit)
    return k_best(np.concatenate([docs, more]), np.concatenate([scores, sums]), k)


def _lists_above(ordered: Sequence[Postings], limit: float) -> list[Array]:
    """Return, word by word, answers of each among which are all that these words lift to `limit`.

    Args:
        ordered: words, those with the greatest ceilings first.
        limit: what is to be reached.
    """
    lists: list[Array] = []
    rest = sum([word.ceiling for word in ordered])
    for word in ordered:
        if rest < limit:
            break
        rest -= word.ceiling
        more = word.above(limit - rest)
        if len(more):
            lists.append(more)
    return lists


def _by_ceilings(words: Sequence[Postings], k: int, hints: Sequence[Postings], all_first: bool) -> tuple[Array, Array]:
    """Return what :func:`_with_some` does, by what words add to any answer at the most, for all answers at once.

    What a word adds is told in steps, rounded up: so the steps of an answer's words together are no less than its
    score, and more by less than one step a word.
    """
    scored = [*words, *hints]
    docs = with_all = _best_with_all(words, k, hints) if all_first else np.empty(0, np.int64)
    if len(with_all) < k:
        docs = _reaching_best(*_reaching(scored, k), k, len(scored))
        if len(with_all):
            docs = distinct([docs, with_all])
    return k_best(docs, scores_of(words, docs, hints, all_first), k)


def _have_ceilings(scored: Sequence[Postings]) -> bool:
    """Tell whether all frequent words among these have ceilings, and there is one; what is worth nothing has none."""
    found = [word.ceilings is not None for word in scored if word.is_dense]
    if not found or not all(found) or not all(word.factor for word in scored):
        return False
    return sum([word.ceiling for word in scored]) < HEAVIEST


def _reaching(scored: Sequence[Postings], k: int) -> tuple[Array, Array]:
    """Return answers among which are the `k` best by the sum of words, and how many steps these come to."""
    steps = _added_up(scored)
    leading = max(scored, key=_ceiling).leading
    level = _least(steps.take(leading), k, len(scored)) if len(leading) >= k else 0
    docs = (steps >= max(1, level)).nonzero()[0]
    return docs, steps.take(docs)


def _added_up(scored: Sequence[Postings]) -> Array:
    """Return what words add to each answer of the index at the most, in steps; u2."""
    tables = [word.ceilings for word in scored]
    first, *more = [one for one in tables if one is not None]
    steps: Array = first + more[0] if more else first.copy()
    for one in more[1:]:
        steps += one
    for word, table in zip(scored, tables, strict=True):
        if table is None:
            steps[word.docs] += word.steps_of_all
    return steps


def _least(steps: Array, k: int, words: int) -> int:
    """Return how many steps an answer must come to, to be among the `k` best of some, told by their steps."""
    return int(kth(steps, k)) - words


def _reaching_best(docs: Array, steps: Array, k: int, words: int) -> Array:
    """Return those of some answers that may be among their `k` best, told by their steps."""
    return docs[steps >= _least(steps, k, words)] if len(docs) > k else docs


def _best_with_all(words: Sequence[Postings], k: int, hints: Sequence[Postings]) -> Array:
    """Return answers that have all the words: those that may be among the `k` best of these."""
    scored = [*words, *hints]
    rarest, *others = sorted(words, key=_frequency)
    if rarest.count <= MANY:
        docs = _narrowed(rarest.docs.astype(np.int64), others)
    else:
        docs = _narrowed(distinct([word.leading for word in words]), [rarest, *others])
        if len(docs) >= k:
            least = _least(_steps(scored, docs), k, len(scored))
            docs = _narrowed((_added_up(scored) >= least).nonzero()[0], [rarest, *others])
        else:
            docs = _narrowed(rarest.docs.astype(np.int64), others)
    if len(docs) <= k:
        return docs
    return _reaching_best(docs, _steps(scored, docs), k, len(scored))


def _steps(scored: Sequence[Postings], docs: Array) -> Array:
    """Return how many steps words come to in each of `docs` at the most; u2."""
    steps: Array = scored[0].steps(docs)
    for word in scored[1:]:
        steps += word.steps(docs)
    return steps


def _of_all(
    words: Sequence[Postings], k: int, allowed: Subset | None, hints: Sequence[Postings], all_first: bool
) -> tuple[Array, Array]:
    """Return what :func:`_with_some` does, list by list over all answers."""
    size = 1 + max([int(word.docs[-1]) for word in (*words, *hints) if word.count], default=-1)
    scores, having = np.zeros(size), np.zeros(size, bool)
    for word in (*words, *hints):
        having[word.docs] = True
        scores[word.docs] += word.impacts * word.factor
    if all_first:
        scores[with_every(words)] += bonus([*words, *hints])
    docs = _permitted(having.nonzero()[0], allowed)
    return k_best(docs, scores[docs], k)


def _ceiling(word: Postings) -> float:
    return word.ceiling


def _limit(scores: Array, k: int) -> float:
    """Return what a score must reach to be among the `k` best; `scores` hold the best so far."""
    return float(scores.min()) if len(scores) >= k else 0.0


def _joined(
    docs: Array, scores: Array, scored: Sequence[Postings], lists: Sequence[Array], k: int
) -> tuple[Array, Array]:
    """Return the `k` best of some answers and those of further lists, and what ties with the last of them.

    Args:
        docs: answers, each once, ascending.
        scores: of these.
        scored: words and hints, those with the greatest ceilings first.
        lists: more answers, ascending, perhaps some of the same; those with all words are among `docs`, if they are
            good enough.
        k: how many are wanted.
    """
    more, sums = _lifted(scored, lists[0] if len(lists) == 1 else distinct(lists), _limit(scores, k))
    return _with(docs, scores, *k_best(more, sums, k), k) if len(more) else (docs, scores)


def _lifted(scored: Sequence[Postings], docs: Array, limit: float) -> tuple[Array, Array]:
    """Return those of `docs`, which ascend, in which words add up to `limit` or more, and their sums.

    Args:
        scored: the words, those with the greatest ceilings first: whom the others cannot lift so far is soon left out.
        docs: the answers.
        limit: what is to be reached.
    """
    sums: Array = scored[0].along(docs) * scored[0].factor
    rest = sum([word.ceiling for word in scored]) - scored[0].ceiling
    for word in scored[1:]:
        sums += word.along(docs) * word.factor
        rest -= word.ceiling
        good = (sums >= limit - rest).nonzero()[0]
        if 2 * len(good) < len(docs) or word is scored[-1]:
            docs, sums = docs[good], sums[good]
    return docs, sums


def _with(docs: Array, scores: Array, more: Array, of_more: Array, k: int) -> tuple[Array, Array]:
    """Return the `k` best of two lists, each answer with the greatest of its scores, and what ties with the last."""
    docs = np.concatenate([docs, more])
    scores = np.concatenate([scores, of_more])
    order = np.lexsort((-scores, docs))
    docs = docs[order]
    first = firsts(docs)
    return k_best(docs[first], scores[order][first], k)
