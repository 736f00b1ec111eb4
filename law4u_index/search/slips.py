"""Words spelt nearly as another, and how likely somebody who means one types the other.

A word is held against others only where its letters allow it to be near: two words that differ by `n` letters differ
by at most `2n` bits in which letters they have once or twice, which one pass over an array of such 64 bits tells for
all words of about its length at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept_of_words

_A, _LATIN, _OTHERS = ord("a"), 26, 12

_AT_ONCE = 16_384
"""Words whose letters are counted at once: some megabytes."""


class WordList(NamedTuple):
    """Written words, to find those spelt nearly as another.

    Attributes:
        words: the words, shorter ones first.
        sets: the letters of each as 64 bits (:func:`letters`).
        ends: words of `n` letters are those from ``ends[n - 1]`` to ``ends[n]``.
    """

    words: Sequence[str]
    sets: Array
    ends: Array

    def near(self, word: str, distance: int) -> list[tuple[int, str, int]]:
        """Return the words that differ by at most so many letters, added, left out, changed or swapped.

        Returns:
            by how many letters a word differs, the word, and its number; in the order of the numbers.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        if not self.words:
            return []
        last = len(self.ends) - 1
        first = int(self.ends[min(len(word) - distance - 1, last)]) if len(word) > distance else 0
        stop = int(self.ends[min(len(word) + distance, last)])
        apart = np.bitwise_count(self.sets[first:stop] ^ _letters_of(word))
        numbers = ((apart <= 2 * distance).nonzero()[0] + first).tolist()
        candidates = [self.words[number] for number in numbers]
        return [
            (int(differs), other, numbers[place])
            for other, differs, place in extract_iter(word, candidates, scorer=OSA.distance, score_cutoff=distance)
        ]


def by_length(words: Sequence[str]) -> Array:
    """Return the places of words in the order that :class:`WordList` wants, equally long ones in their own."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return np.argsort(lengths, kind="stable")


def letters(words: Sequence[str]) -> Array:
    """Return which letters each word has, and which twice, as 64 bits; a letter more or less changes one bit at most.

    The letters a to z have two bits each, all others share twelve.
    """
    found = []
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        codes = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        places = np.where((codes >= _A) & (codes < _A + _LATIN), codes - _A, _LATIN + codes % _OTHERS)
        owners = np.repeat(np.arange(len(some)), np.fromiter(map(len, some), np.int64, len(some)))
        kinds = _LATIN + _OTHERS
        counts = np.bincount(owners * kinds + places, minlength=len(some) * kinds).reshape(-1, kinds)
        bits = np.concatenate([counts >= 1, counts[:, :_LATIN] >= 2], axis=1)
        found.append(np.packbits(bits, axis=1).view(np.uint64)[:, 0])
    return np.concatenate(found) if found else np.empty(0, np.uint64)


@kept_of_words(64)
def _letters_of(word: str) -> np.uint64:
    """Return the :func:`letters` of one word, which is held against the index's words and then against the law's."""
    found: np.uint64 = letters([word])[0]
    return found


_ALIKE = [set(group) for group in ("cskqz", "sz", "iye", "aeiou", "vwb", "fp", "gj", "dt", "nm", "uw")]
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS_ALIKE, _NEXT_KEY, _DOUBLED, _SWAPPED, _OTHER, _FIRST_LETTER = 0.5, 0.7, 0.4, 0.6, 1.0, 0.5


def slip_cost(typed: str, meant: str) -> float:
    """Return how unlikely it is that somebody who means one word types another: 0 for the same word.

    A letter for one that sounds alike, one key beside the right one, a letter doubled or not, two letters swapped:
    these cost less than any other slip; one at the first letter costs more.
    """
    from rapidfuzz.distance import OSA, Levenshtein

    cost = 0.0 if typed[:1] == meant[:1] else _FIRST_LETTER
    if OSA.distance(typed, meant) == 1 and sorted(typed) == sorted(meant):
        return cost + _SWAPPED
    for operation in Levenshtein.editops(typed, meant):
        kind, at, to = operation.tag, operation.src_pos, operation.dest_pos
        if kind == "replace":
            cost += _letter_cost(typed[at], meant[to])
        else:
            word, place = (typed, at) if kind == "delete" else (meant, to)
            doubled = word[place] in (word[place - 1 : place], word[place + 1 : place + 2])
            cost += _DOUBLED if doubled else _OTHER if word[place] not in "aeiouh" else _NEXT_KEY
    return cost


def _letter_cost(typed: str, meant: str) -> float:
    if any(typed in group and meant in group for group in _ALIKE):
        return _SOUNDS_ALIKE
    for row in _ROWS:
        if typed in row and meant in row and abs(row.index(typed) - row.index(meant)) == 1:
            return _NEXT_KEY
    return _OTHER
