"""The second stage of a search by words: the best few are put in order by what only several words tell together.

What it counts is documented in :mod:`law4u_index.index.schema`: words near one another, words in the question and early
behind it, what the answer is about, sections of the kind that is asked for, the words that ask for it, and what the
query may be about. It never
finds an answer, it only moves those that the first stage put in front; where an answer with all the words stood before
all with some, it stays there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.gists import nearness
from law4u_index.index.schema import IMPACT_ONE
from law4u_index.search.plan import Plan
from law4u_index.search.proximity import in_question_and_opening, in_which, keyed, pair_proximity, question_ends
from law4u_index.search.snapshot import Snapshot

CANDIDATES = 64
"""So many of the best answers are put in order anew."""

MAX_WORDS = 16
"""Of a long query only the first words are looked for side by side and in questions."""

NEAR, WINDOW = 0.6, 8
"""What two words side by side add, as a share of the lesser idf; and how far apart they may stand to add anything."""

TITLE = 2.0
"""What the words in an answer's question add, as a share of their idf where they are all that it asks."""

OPENING, SPAN = 1.0, 32
"""What the words early behind the question add, as a share of their idf where all come at once; and what is early."""

MEANT = 0.4
"""What a likely meaning adds, as a share of what it would score as a word."""

STEPS = 1 << 30
"""What is added comes in steps of one part in so many, so that sums in another order are the same sum."""

GIST = 9.0
"""What an answer is given whose gist is the query's, as a share of the greatest idf among the words, where none of the
best answers has any of them; the less, the more of them by their idf one of these has."""

AREA = 0.75
"""What an answer of the likeliest area of law is given, as a share of the greatest idf among the words."""

ASKING = 0.75
"""What a word that only asks adds, as a share of what it would score as a word: other texts have no sections."""

WANTED = 0.5
"""What a section of the kind that is asked for adds, as a share of the idf of the answers that have one."""

Told = Callable[[Array], Array]
"""Tells which of some answers are of a kind."""

EVERYWHERE = "overview"
"""The kind of section that every answer has: its summary."""


def refines(plan: Plan) -> bool:
    """Tell whether there is anything to put in order by: not where one word or provision is all that is said."""
    return bool(plan.words) and (len(plan.asked) > 1 or plan.wanted is not None)


def refined(snapshot: Snapshot, plan: Plan, docs: Array, scores: Array, stands_first: Told | None) -> Array:
    """Return the scores of the second stage.

    Args:
        snapshot: the index.
        plan: the query.
        docs: the answers that the first stage puts in front, at most :data:`CANDIDATES`, in any order.
        scores: their scores by the first stage.
        stands_first: tells which of some answers stay before all others; None where none does.
    """
    order = docs.argsort()
    ascending = docs[order]
    added = _by_kind(snapshot, plan, ascending) + _by_asking(snapshot, plan, ascending)
    if len(plan.asked) > 1:
        asked = _look_up(snapshot, plan, ascending)
        added += _by_words(snapshot, asked, ascending)
        added += _by_gist(snapshot, plan, asked, ascending)
        added += _by_meanings(snapshot, plan, ascending)
        added += _by_area(snapshot, plan, ascending)
    if stands_first is not None:
        first = stands_first(ascending)
        if not first.all():
            added[first] += added[~first].max()
    result: Array = scores.copy()
    result[order] += np.rint(added * STEPS) / STEPS
    return result


class _Asked(NamedTuple):
    """The words of a query, looked up in some answers.

    Attributes:
        idf: of each word, 0 of those that no answer has.
        places: where they stand (:func:`~law4u_index.search.proximity.keyed`).
    """

    idf: Array
    places: Array


def _look_up(snapshot: Snapshot, plan: Plan, docs: Array) -> _Asked:
    asked = plan.asked[:MAX_WORDS]
    found = [snapshot.postings(term) for term in asked]
    return _Asked(np.array([0.0 if word is None else word.most for word in found]), keyed(snapshot, asked, docs))


def _by_words(snapshot: Snapshot, asked: _Asked, docs: Array) -> Array:
    """Return what words near one another, in the question and early behind it add."""
    idf, places = asked
    count = len(idf)
    if not idf.any():
        return np.zeros(len(docs))
    near = pair_proximity(places, count, len(docs), WINDOW)
    added: Array = NEAR * np.minimum(idf[:-1], idf[1:]) @ near
    ends = question_ends(snapshot, docs)
    inside, early = in_question_and_opening(places, count, ends, SPAN)
    added += TITLE * (idf @ inside) * inside.sum(axis=0) / np.maximum(ends - 1, 1)
    added += OPENING * (idf @ early) * early.sum(axis=0) / np.count_nonzero(idf)
    return added


def _by_gist(snapshot: Snapshot, plan: Plan, asked: _Asked, docs: Array) -> Array:
    """Return what it adds that an answer is about what the query is about: more the fewer of its words answers have."""
    if plan.gist is None:
        return np.zeros(len(docs))
    idf = asked.idf
    has = in_which(asked.places, len(idf), len(docs))
    total = idf.sum() + np.count_nonzero(idf == 0) * snapshot.factor(0) * IMPACT_ONE
    lacking = 1.0 - (idf @ has).max() / total
    if not lacking:
        return np.zeros(len(docs))
    near = nearness(plan.gist, snapshot.gists_of(docs))
    added: Array = np.maximum(near, 0.0) * (GIST * lacking * max(word.most for word in plan.words))
    return added


def _by_asking(snapshot: Snapshot, plan: Plan, docs: Array) -> Array:
    """Return what the words that only ask add."""
    added = np.zeros(len(docs))
    for term in plan.asking:
        word = snapshot.postings(term)
        if word is not None:
            added += word.at(docs) * (word.factor * ASKING)
    return added


def _by_meanings(snapshot: Snapshot, plan: Plan, docs: Array) -> Array:
    """Return what the likely meanings add: each as much as its terms would score together, on average."""
    every = dict.fromkeys([term for terms, _ in plan.topics.meanings for term in terms])  # many share a word
    words = {term: word for term in every if (word := snapshot.postings(term)) is not None}
    rows = {term: row for row, term in enumerate(words)}
    meanings = [one for one in plan.topics.meanings if rows.keys() >= set(one[0])]
    if not meanings:
        return np.zeros(len(docs))
    of_word = np.array([word.at(docs) for word in words.values()], np.float64)
    of_word *= np.array([word.factor for word in words.values()])[:, None]
    lengths = [len(terms) for terms, _ in meanings]
    has = np.zeros((len(meanings), len(rows)))
    has[np.arange(len(meanings)).repeat(lengths), [rows[term] for terms, _ in meanings for term in terms]] = 1.0
    whole = has @ np.sign(of_word) == np.array(lengths)[:, None]
    worth = np.array([MEANT * likely / len(terms) for terms, likely in meanings])
    added: Array = worth @ (has @ of_word * whole)
    return added


def _by_area(snapshot: Snapshot, plan: Plan, docs: Array) -> Array:
    """Return what the votes for an answer's area of law add."""
    areas = plan.topics.areas
    if not areas:
        return np.zeros(len(docs))
    shares = np.array([areas.get(area, 0.0) for area in snapshot.category_areas])
    added: Array = shares[snapshot.categories_of(docs)] * (AREA * max(word.most for word in plan.words))
    return added


def _by_kind(snapshot: Snapshot, plan: Plan, docs: Array) -> Array:
    """Return what having a section of the kind that is asked for adds."""
    if plan.wanted in (None, EVERYWHERE):
        return np.zeros(len(docs))
    those = snapshot.filed(("kind", plan.wanted))
    added: Array = those.has(docs) * (WANTED * IMPACT_ONE * snapshot.factor(those.count))
    return added
