"""A word of a query together with what it was widened to, as one posting list.

A word that is known exactly counts more than anything it was widened to, however often an answer says that: where
answers have the word itself, its own impacts are lifted above :data:`EXACT`, and those of its alternatives lowered to
below it. The order among the answers with the word, and among those without, stays. Where no answer has the word
itself (a Hindi one, mostly) its alternatives count in full, each by its weight; where no answer says any of them, the
word counts as it does by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from law4u_index.index.analysis import STOP_TERMS
from law4u_index.index.blockfile import Array
from law4u_index.index.schema import IMPACT_ONE
from law4u_index.search.postings import Postings
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.widening import Alternative

EXACT = 0.4
"""Where answers have a word itself, its impact there lies above this share of the greatest, that of others below."""


class Meant:
    """What else may be meant by a word, with the answers that say so.

    Attributes:
        exact: the word's own postings; None where no answer has it.
        others: the text of each alternative, and the answers that have it with their mean impact there.
        whole: the word together with the alternatives, where they are scored as one.
    """

    __slots__ = ("exact", "others", "whole")

    def __init__(self, exact: Postings | None, others: tuple[tuple[str, Postings], ...]) -> None:
        self.exact = exact
        self.others = others
        self.whole: Postings | None = None

    def found_by(self, docs: Array) -> list[str | None]:
        """Return for each of some answers the alternative by which it was found; None where it has the word itself."""
        found: list[str | None] = [None] * len(docs)
        missing = [*range(len(docs))]
        if self.exact is not None:
            missing = [number for number, impact in enumerate(self.exact.at(docs).tolist()) if not impact]
        for text, postings in self.others:
            if not missing:
                break
            impacts = postings.at(docs).tolist()
            for number in missing:
                if impacts[number]:
                    found[number] = text
            missing = [number for number in missing if not impacts[number]]
        return found


def word_itself(snapshot: Snapshot, term: str) -> Postings | None:
    """Return the answers that have a word itself which may mean something else as well; None for a stop word.

    Nearly every answer has those: 'my will' is found by what else it is called.
    """
    return None if term in STOP_TERMS else snapshot.postings(term)


def meant_by(snapshot: Snapshot, exact: Postings | None, alternatives: Sequence[Alternative]) -> Meant:
    """Return a word with its alternatives, as far as answers have them, the weightiest first."""
    others = []
    for alternative in alternatives:
        found = snapshot.worked_out(_all_of, alternative)
        if found is not None:
            others.append((alternative.text, found))
    return Meant(exact, tuple(others))


def _all_of(snapshot: Snapshot, alternative: Alternative) -> Postings | None:
    """Return the answers that have an alternative; the mean impact of its terms times its weight."""
    words = [snapshot.postings(term) for term in alternative.terms]
    present = [word for word in words if word is not None]
    if not present or len(present) < len(words):
        return None
    rarest = min(present, key=lambda word: word.count)
    docs = rarest.docs.astype(np.int64)
    for word in present:
        if word is not rarest:
            docs = docs[word.at(docs) > 0]
    if alternative.in_a_row:
        from law4u_index.search.phrases import holding  # few are

        docs = holding(snapshot, alternative.terms, docs)
        said = zip(alternative.terms, present, strict=True)
        present = [word for term, word in said if term not in STOP_TERMS] or present
    if not len(docs):
        return None
    total = np.zeros(len(docs))
    for word in present:
        total += word.at(docs)
    impacts = np.maximum(1, total * (alternative.weight / len(present))).astype(np.uint16)
    return snapshot.weigh(docs, impacts)


def as_one_word(snapshot: Snapshot, term: str, alternatives: tuple[Alternative, ...]) -> Postings | None:
    """Return a word with its alternatives as one: in each answer the greatest impact of any of them."""
    return snapshot.worked_out(_as_one_word, (term, alternatives))


def _as_one_word(snapshot: Snapshot, said: tuple[str, tuple[Alternative, ...]]) -> Postings | None:
    """Work out what :func:`as_one_word` returns, of a word and its alternatives."""
    term, alternatives = said
    meant = meant_by(snapshot, word_itself(snapshot, term), alternatives)
    if not meant.others:
        return meant.exact
    share = 1.0 if meant.exact is None else EXACT
    impacts = np.zeros(snapshot.total, np.uint16)
    for _, postings in meant.others:
        lowered = np.maximum(1, postings.impacts * share).astype(np.uint16)
        impacts[postings.docs] = np.maximum(impacts[postings.docs], lowered)
    if meant.exact is not None:
        impacts[meant.exact.docs] = (EXACT * IMPACT_ONE + (1 - EXACT) * meant.exact.impacts).astype(np.uint16)
    docs = np.flatnonzero(impacts)
    return snapshot.weigh(docs, impacts[docs])
