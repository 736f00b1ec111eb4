"""Answers about the same problem as one: by its telling words, what it cites, its area of law and its question.

Candidates are found as a search finds them, by the answer's most telling words, its provisions and its category. They
are put in order by the sum of these signals, each at most about one before its weight:

- words: how much of the weight that the telling words have here they have there;
- provisions: what both cite, or one as the old code and the other as the new one, by rarity;
- Acts: the share of its citations that are of Acts that both cite, by rarity;
- the question: the share of its words, by their idf, that stand in the other question too;
- the category;
- the meaning, where there are vectors: how near a passage of it is to the answer's question with its summary. The
  nearest are candidates too.

What the weights are worth is measured in docs/relevance.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from law4u_index.index.analysis import query_terms
from law4u_index.index.blockfile import Array
from law4u_index.index.keys import label, provisions
from law4u_index.index.schema import IMPACT_ONE, QUESTION, passages
from law4u_index.law import related
from law4u_index.search.postings import Postings, Subset
from law4u_index.search.ranking import best
from law4u_index.search.snapshot import Snapshot

if TYPE_CHECKING:
    from law4u_index.answer import Answer

TELLING = 40
"""So many of an answer's words are looked for in others: those that score most in it."""

CANDIDATES = 128
"""So many answers at least are compared."""

PROVISIONS, ACTS, TITLE, AREA, MEANING = 0.2, 0.4, 0.2, 0.1, 0.25
"""What the signals weigh beside that of the words, which weighs one."""

_ALIKE = 3.0
"""So many shared provisions that hardly any answer cites are as much as counts."""

Near = Callable[[int, int, Subset], tuple[Array, Array]]
"""Given an answer, how many are wanted and which may be found, returns the nearest in meaning, and how near each is."""


def similar(snapshot: Snapshot, doc: int, limit: int, near: Near) -> tuple[Array, Array]:
    """Return the answers most like one, in no order, and how alike each is; at least `limit`, where there are any.

    Args:
        snapshot: the index.
        doc: the answer, one that is not deleted.
        limit: how many are wanted, at least 1.
        near: returns those of some answers that mean nearly what one says, so many at the most, and how near each is.
    """
    answer = snapshot.answer(doc)
    telling = _telling(snapshot, answer, doc)
    cited = _cited(snapshot, answer, doc)
    category = snapshot.key_docs("category", label(answer.category or ""))
    filed = [*cited, category] if len(category) > 1 else cited
    found = [*telling, *(_whole(snapshot, docs) for docs in filed)]
    mask = snapshot.live.copy()
    mask[doc] = False
    others, wanted = Subset(snapshot.total, mask), max(limit, CANDIDATES)
    docs = best(found, wanted, others)[0] if found else np.empty(0, np.int64)
    meant, nearness = near(doc, wanted, others)
    docs = np.union1d(docs, meant)
    total = likeness(snapshot, answer, doc, docs, telling, cited)
    if len(meant):
        total += MEANING * _by_meaning(docs, meant, nearness)
    return docs, total


def _by_meaning(docs: Array, meant: Array, nearness: Array) -> Array:
    """Return how near each of `docs` is; what is not among the nearest as near as the last of these."""
    near = np.full(len(docs), float(nearness.min()))
    near[docs.searchsorted(meant)] = nearness
    return near


def likeness(
    snapshot: Snapshot, answer: Answer, doc: int, docs: Array, telling: list[Postings], cited: list[Array]
) -> Array:
    """Return how alike each of `docs` is to an answer.

    Args:
        snapshot: the index.
        answer: the answer.
        doc: its number.
        docs: others.
        telling: the postings of its telling words.
        cited: for each provision that it cites, or that stands for one, the answers that cite that.
    """
    total = _by_words(doc, docs, telling)
    total += PROVISIONS * np.minimum(1.0, _by_rarity(snapshot, cited, docs) / (_ALIKE * _rarity(snapshot, 1)))
    total += ACTS * _by_acts(snapshot, answer, docs) / _rarity(snapshot, 1)
    total += TITLE * _by_title(snapshot, answer, docs)
    total += AREA * (bool(answer.category) & (snapshot.categories[docs] == snapshot.categories[doc]))
    return total


def _telling(snapshot: Snapshot, answer: Answer, doc: int) -> list[Postings]:
    """Return the words of an answer that others have too and that score most in it."""
    terms = {term for passage in passages(answer) for _, text in passage.texts for term in query_terms(text)}
    weighed = []
    for term in terms:
        found = snapshot.postings(term)
        if found is not None and found.count > 1:
            weighed.append((-float(found.at(np.array([doc]))[0]) * found.factor, term, found))
    weighed.sort(key=lambda one: one[:2])
    return [found for _, _, found in weighed[:TELLING]]


def _cited(snapshot: Snapshot, answer: Answer, doc: int) -> list[Array]:
    """Return who cites what an answer cites, the wholes of that, and what it became or replaced, where others do."""
    asked = {whole for one in answer.citations for whole in provisions(one.id)}
    moved = {
        whole
        for one in asked
        for other in related(one)
        if other.certainty == "certain"
        for whole in provisions(other.id)
    }
    found = (snapshot.key_docs("cites", one) for one in sorted(asked | moved))
    return [docs for docs in found if (docs != doc).any()]


def _whole(snapshot: Snapshot, docs: Array) -> Postings:
    """Return answers as those of a word that could not weigh more in any."""
    return snapshot.weigh(docs, np.full(len(docs), IMPACT_ONE, np.uint16))


def _rarity(snapshot: Snapshot, count: int) -> float:
    """Return the idf of what `count` answers have."""
    return snapshot.factor(count) * IMPACT_ONE


def _by_words(doc: int, docs: Array, telling: list[Postings]) -> Array:
    """Return how much of the weight that the telling words have in an answer they have in each of `docs`, up to 1."""
    here, there = 0.0, np.zeros(len(docs))
    for word in telling:
        own = float(word.at(np.array([doc]))[0])
        here += own * own * word.factor
        there += own * word.factor * np.minimum(own, word.at(docs))
    return there / here if here else there


def _by_rarity(snapshot: Snapshot, lists: list[Array], docs: Array) -> Array:
    """Return for each of `docs` the sum of the rarities of the lists that it is in."""
    total = np.zeros(len(docs))
    for some in lists:
        total += Subset(snapshot.total, some).has(docs) * _rarity(snapshot, len(some))
    return total


def _by_acts(snapshot: Snapshot, answer: Answer, docs: Array) -> Array:
    """Return for each of `docs` the share of an answer's citations that are of Acts which both cite, by rarity."""
    acts = Counter(one.id.split("/", 1)[0] for one in answer.citations)
    total = np.zeros(len(docs))
    for act, count in sorted(acts.items()):
        total += _by_rarity(snapshot, [snapshot.key_docs("act", act)], docs) * (count / acts.total())
    return total


def _by_title(snapshot: Snapshot, answer: Answer, docs: Array) -> Array:
    """Return the share of the words of an answer's question, by idf, that stand in the question of each of `docs`."""
    own, shared = 0.0, np.zeros(len(docs))
    for term in dict.fromkeys(query_terms(answer.question)):
        found = snapshot.postings_in(term, QUESTION)
        if found is not None and found.count > 1:
            own += found.most
            shared += (found.at(docs) > 0) * found.most
    return shared / own if own else shared
