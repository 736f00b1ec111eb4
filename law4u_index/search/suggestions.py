"""Questions that begin as somebody types, or nearly so."""

from __future__ import annotations

from functools import reduce

import numpy as np

from law4u_index.index.analysis import fold, tokens
from law4u_index.index.blockfile import Array
from law4u_index.index.schema import QUESTION
from law4u_index.search.results import Hit
from law4u_index.search.snapshot import Snapshot
from law4u_index.search.spelling import Correction, Vocabulary

_BEGUN = 64
"""What is typed of the last word may be the beginning of so many words."""

_LOOKED_AT = 2000
"""So many questions are read at the most to find those that begin as typed."""


def suggest(snapshot: Snapshot, vocabulary: Vocabulary, prefix: str, limit: int) -> list[Hit]:
    """Return questions for what has been typed so far.

    First those that begin with it, by the alphabet; then those that have all its words, the last perhaps only begun
    and each perhaps misspelt.
    """
    folded = " ".join(fold(prefix).split())
    if not folded or limit < 1:
        return []
    found = dict.fromkeys(_beginning(snapshot, folded, limit))
    if len(found) < limit:
        found.update(dict.fromkeys(_holding(snapshot, vocabulary, prefix, limit)))
    heads = snapshot.heads(np.array(list(found)[:limit], np.int64))
    return [Hit.of(rank, head, 0.0) for rank, head in enumerate(heads, 1)]


def _beginning(snapshot: Snapshot, folded: str, limit: int) -> list[int]:
    """Return the answers whose folded questions begin so, by the alphabet.

    Of more than :data:`_LOOKED_AT` that may, some are not looked at.
    """
    start = folded.encode("utf-8", "surrogatepass")[:8]
    shift = np.uint64(8 * (8 - len(start)))
    docs = np.flatnonzero((snapshot.titles >> shift == np.uint64(int.from_bytes(start, "big"))) & snapshot.live)
    if len(docs) > _LOOKED_AT:
        docs = _with_whole_words(snapshot, folded, docs)
    docs = docs[np.argsort(snapshot.titles[docs], kind="stable")][:_LOOKED_AT]
    questions = [(fold(head[2]), doc) for head, doc in zip(snapshot.heads(docs), docs.tolist(), strict=True)]
    return [doc for question, doc in sorted(questions) if question.startswith(folded)][:limit]


def _with_whole_words(snapshot: Snapshot, folded: str, docs: Array) -> Array:
    """Return those of `docs` whose questions have each word of a text but the last, which may go on.

    Only words of two letters or more, and of letters only, are the same tokens whatever follows them.
    """
    for token in tokens(folded):
        if len(token.text) > 1 and token.text.isalpha() and token.end < len(folded):
            docs = docs[np.isin(docs, _in_question(snapshot, [token.term]))]
    return docs


def _holding(snapshot: Snapshot, vocabulary: Vocabulary, prefix: str, limit: int) -> list[int]:
    """Return the answers whose questions have all words, the last perhaps only begun; the shortest questions first."""
    typed = list(tokens(prefix))
    if not typed:
        return []
    every = []
    for token in typed:
        word = token.text
        terms = [token.term]
        if token is typed[-1] and token.end == len(prefix):
            terms += vocabulary.terms_beginning(word, _BEGUN)
        if all(snapshot.postings(term) is None for term in terms) and (
            better := _written_so(snapshot, vocabulary, word)
        ):
            terms.append(better.term)
        every.append(_in_question(snapshot, terms))
    docs = reduce(np.intersect1d, every)
    docs = docs[:_LOOKED_AT]
    lengths = [(len(head[2]), doc) for head, doc in zip(snapshot.heads(docs), docs.tolist(), strict=True)]
    return [doc for _, doc in sorted(lengths)[:limit]]


def _in_question(snapshot: Snapshot, terms: list[str]) -> Array:
    """Return the answers that have any of some terms in their question, ascending."""
    found = [snapshot.postings_in(term, QUESTION) for term in dict.fromkeys(terms)]
    docs = [postings.docs for postings in found if postings is not None]
    return np.unique(np.concatenate(docs)) if docs else np.empty(0, np.int64)


def _written_so(snapshot: Snapshot, vocabulary: Vocabulary, word: str) -> Correction | None:
    """Return the word of the index that a misspelt one was meant to be, or None."""
    return next((one for one in vocabulary.corrections(word) if snapshot.postings(one.term) is not None), None)
