"""Words and meaning together: which queries are asked by meaning at all, and how the two make one order.

A query by provision, in quotes, with fields or operators says exactly what is wanted: it stays with words
(docs/meaning.md has the figures). A question that names a provision on the way is one for meaning too.

An answer's score is the sum of its words, without the bonus for having all of them, and on top the square of how much
nearer it is than the last of the nearest answers: a little nearer is chance, much nearer is not. That
weighs as much as all that was asked for could come to, the words too that no answer has: where the index knows few of a
query's words, these few say little.
"""

from __future__ import annotations

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.schema import IMPACT_ONE
from law4u_index.search.plan import Plan
from law4u_index.search.ranking import bonus, scores_of
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.syntax import Query, Word, Words, walk

POOL, POOL_SHARE, POOL_MOST = 100, 50, 2000
"""So many answers are found by meaning: a hundred, but of many one in fifty, so that the last of them is as far from a
query in a large index as in a small one; and never more than the last figure."""

WEIGHT = 13.0
"""What a nearness of one more is worth, as a share of the most that the words could come to (docs/meaning.md)."""

MAX_ASKED = 64
"""A text of more words is asked by words alone: a vector takes time in proportion to what it is made of."""

MAX_ASIDES = 4
"""With more brackets than a question has (all of it counts as one) somebody plays with the query language."""

BESIDE = 4
"""A query that says so many words beside its provisions is a question that names them on the way."""


class Fused:
    """Answers that were found by meaning.

    Attributes:
        docs: their numbers, each once.
        scores: their whole scores, of words and meaning.
        alone: which of them have none of the words.
    """

    __slots__ = ("alone", "docs", "scores")

    def __init__(self, docs: Array, scores: Array, alone: Array) -> None:
        self.docs = docs
        self.scores = scores
        self.alone = alone


NOTHING = Fused(np.empty(0, np.int64), np.empty(0), np.empty(0, bool))
"""What is found by meaning where it is not asked."""


def pool(answers: int) -> int:
    """Return how many answers are found by meaning where so many may be found."""
    return min(max(POOL, answers // POOL_SHARE), POOL_MOST)


def is_for_meaning(tree: Query, plan: Plan) -> bool:
    """Whether a query is one that meaning has something to say to: plain words, in brackets or not."""
    nodes = list(walk(tree))
    words = sum(isinstance(node, Word) for node in nodes)
    groups = sum(isinstance(node, Words) for node in nodes)
    if words + groups < len(nodes) or not 0 < words <= MAX_ASKED or groups > MAX_ASIDES:
        return False
    return not plan.provisions or len(plan.words) - len(plan.provisions) >= BESIDE


def worth_of_unknown(snapshot: Snapshot, plan: Plan) -> float:
    """Return what those words of a query could come to that no answer has, nor anything that they stand for."""
    return sum(snapshot.postings(term) is None for term in plan.asked) * snapshot.factor(0) * IMPACT_ONE


def fuse(plan: Plan, docs: Array, nearness: Array, floor: float, lacking: float) -> Fused:
    """Return the score of each answer that is near a query.

    Args:
        plan: the query.
        docs: the nearest answers, in any order.
        nearness: how near each is.
        floor: what an answer without any of the words must reach.
        lacking: what :func:`worth_of_unknown` returned.
    """
    if not len(docs):
        return NOTHING
    most = bonus(plan.words) + lacking
    order = np.argsort(docs)  # posting lists are looked up in by ascending numbers
    docs, nearness = docs[order], nearness[order]
    hints = [hint for _, hint in plan.hints]
    words = scores_of(plan.words, docs, hints, all_first=False) if plan.words else np.zeros(len(docs))
    alone = words == 0
    kept = ~alone | (nearness >= floor)
    scores = words + (most or 1.0) * WEIGHT * np.square(nearness - nearness.min(), dtype=np.float64)
    return Fused(docs[kept], scores[kept], alone[kept])


def merged(docs: Array, scores: Array, fused: Fused) -> tuple[Array, Array]:
    """Return answers found by words with those found by meaning among them, each once, in no order.

    Args:
        docs: the best answers by words, as many as are wanted.
        scores: the score of each by its words.
        fused: those found by meaning, with their whole scores.
    """
    rest = ~np.isin(docs, fused.docs)
    return np.concatenate([fused.docs, docs[rest]]), np.concatenate([fused.scores, scores[rest]])
