"""Words and meaning together: which queries are asked by meaning at all, and how the two make one order.

A query by provision, in quotes, with fields or operators says exactly what is wanted: it stays with words
(docs/meaning.md has the figures). For every other query, an answer's score is the sum of its words, without the bonus
for having all of them, and on top how much nearer it is than the last of the :data:`POOL` nearest answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.search.matching import Plan
from law4u_index.search.ranking import bonus, scores_of
from law4u_index.search.syntax import Query, Word, Words

POOL = 100
"""So many answers are found by meaning at the most."""

WEIGHT = 1.0
"""What a nearness of one more is worth, as a share of the most that the words can come to (docs/meaning.md)."""

ALL_WORDS = 0.0
"""The share of the bonus that an answer with all the words is given beside meaning (docs/meaning.md)."""


@dataclass(frozen=True)
class Fused:
    """Answers that were found by meaning.

    Attributes:
        docs: their numbers, each once.
        scores: their whole scores, of words and meaning.
        alone: which of them have none of the words.
    """

    docs: Array
    scores: Array
    alone: Array


NOTHING = Fused(np.empty(0, np.int64), np.empty(0), np.empty(0, bool))
"""What is found by meaning where it is not asked."""


def is_for_meaning(tree: Query, plan: Plan) -> bool:
    """Whether a query is one that meaning has something to say to: plain words."""
    plain = isinstance(tree, Word) or (isinstance(tree, Words) and all(isinstance(node, Word) for node in tree.nodes))
    return plain and not plan.provisions


def fuse(plan: Plan, docs: Array, nearness: Array, floor: float) -> Fused:
    """Return the score of each answer that is near a query.

    Args:
        plan: the query.
        docs: the nearest answers, in any order.
        nearness: how near each is.
        floor: what an answer without any of the words must reach.
    """
    if not len(docs):
        return NOTHING
    most = bonus(plan.scored) * (2 if len(plan.scored) > 1 else 1)
    order = np.argsort(docs)  # posting lists are looked up in by ascending numbers
    docs, nearness = docs[order], nearness[order]
    hints = [hint for _, hint in plan.hints]
    words = scores_of(plan.words, docs, hints, ALL_WORDS) if plan.words else np.zeros(len(docs))
    alone = words == 0
    kept = ~alone | (nearness >= floor)
    scores = words + (most or 1.0) * WEIGHT * (nearness - nearness.min()).astype(np.float64)
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
