"""The names nearest to one that does not exist; apart, since few searches need them and the package that compares."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Indel, Prefix

from law4u_index.index.keys import words

_NAMED, _COMPARED, _WORDS = 3, 60, 8
"""So many are named; so many characters of a name are compared, and so many words."""

_ALIKE, _ALIKE_WORD = 0.6, 0.8
"""So much of their letters is the same in two names of which one is near the other, and in two such words."""

_BEGINNING = 4
"""Words that begin with so many letters alike may be of one family: 'Crime' and 'Criminal'."""


def compared(name: str) -> list[str]:
    """Return the words of a name that are compared, in one order."""
    return sorted(words(name[:_COMPARED])[:_WORDS])


def nearest(wanted: list[str], names: Iterable[tuple[str, list[str]]]) -> tuple[str, ...]:
    """Return the names most nearly the one wanted, the nearest first: in letters, or in having each of its words.

    Args:
        wanted: its words, as :func:`compared` gives them.
        names: those that there are, each with its words; of several as near, the first goes first.
    """
    if not wanted:
        return ()
    near: list[tuple[float, str]] = []
    for name, named in names:
        whole = Indel.normalized_similarity(" ".join(wanted), " ".join(named))
        by_word = [max([_likeness(word, other) for other in named], default=0.0) for word in wanted]
        if whole >= _ALIKE or min(by_word) >= _ALIKE_WORD:
            near.append((max(whole, sum(by_word) / len(by_word)), name))
    near.sort(key=lambda one: -one[0])
    return tuple(name for _, name in near[:_NAMED])


def _likeness(word: str, other: str) -> float:
    """Return how much of two words is the same, from 0 to 1: of all their letters, or of the shorter's beginning."""
    begun = Prefix.similarity(word, other)
    beginning = begun / min(len(word), len(other)) if begun >= _BEGINNING else 0.0
    return max(Indel.normalized_similarity(word, other), beginning)
