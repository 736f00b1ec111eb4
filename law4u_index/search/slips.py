"""Words spelt nearly as another, and how likely somebody who means one types the other.

A word is held against others only where its letters allow it to be near: two words that differ by `n` letters differ
by at most `2n` bits in which letters they have once or twice, by one less for each letter that one of them is longer.
One pass over an array of such 64 bits tells that for all words of about its length at once. Another such pass finds
the words that have the same consonants: who spells by ear gets these right, and the syllables, but not the vowels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept_of_words

LONGEST = 64
"""Longer words are near no others: nobody types them."""

_FARTHEST = 2
"""So many letters apart are words at the most."""

_VOWELS = "aeiouy"
_SYLLABLE = re.compile(f"[{_VOWELS}]+")
LEAST_CONSONANTS = 4
"""Words of fewer consonants have them in common with many others."""

_A, _LATIN, _OTHERS = ord("a"), 26, 12
"""In the bits of a word's letters those from a to z have two each (once, twice), and all others share twelve."""

_LATIN_BITS = (1 << _LATIN) - 1
_CONSONANT_BITS = np.uint64(_LATIN_BITS - sum(1 << ord(vowel) - _A for vowel in _VOWELS))


class WordList:
    """Written words, to find those spelt nearly as another.

    Args:
        text: the words' letters.
        starts: where in these each word begins, shorter words first.
        ends: words of `n` letters are those from ``ends[n - 1]`` to ``ends[n]``; from 0 on.
        sets: the letters of each word as 64 bits (:func:`letter_sets`); None to work them out.
    """

    def __init__(self, text: str, starts: Array, ends: Array, sets: Array | None = None) -> None:
        self._text = text
        self._starts = starts
        self._stops = starts + np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
        self._ends = ends.tolist()
        self._sets = letter_sets(text, starts, ends) if sets is None else sets

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words(np.arange(len(self))))

    def _words(self, numbers: Array) -> list[str]:
        """Return some words by their numbers."""
        starts, stops = self._starts[numbers].tolist(), self._stops[numbers].tolist()
        return [self._text[start:stop] for start, stop in zip(starts, stops, strict=True)]

    def near(self, word: str, distance: int) -> list[tuple[int, str, int]]:
        """Return the words that differ by at most so many letters, added, left out, changed or swapped.

        Args:
            word: the word; none is near one of more than :data:`LONGEST` letters.
            distance: how many letters, 1 or 2.

        Returns:
            by how many letters a word differs, the word, and its number; in the order of the numbers.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        if len(word) > LONGEST:
            return []
        lengths = _lengths(word, distance)
        counts = [self._ends[length] - self._ends[length - 1] for length in lengths]
        first, stop = self._ends[lengths[0] - 1], self._ends[lengths[-1]]
        apart = np.bitwise_count(self._sets[first:stop] ^ _letters_of(word))
        allowed = np.array([2 * distance - abs(length - len(word)) for length in lengths], np.uint8)
        numbers = (apart <= allowed.repeat(counts)).nonzero()[0] + first
        if not len(numbers):
            return []
        found = extract_iter(word, self._words(numbers), scorer=OSA.distance, score_cutoff=distance)
        return [(int(differs), other, int(numbers[place])) for other, differs, place in found]

    def sounding(self, word: str) -> list[tuple[int, str, int]]:
        """Return the words with the same consonants, doubled or not, and as many syllables, whatever vowels they have.

        Args:
            word: the word, in Latin letters; none sounds like one of fewer than :data:`LEAST_CONSONANTS` or more than
                :data:`LONGEST` letters.

        Returns:
            as :meth:`near`; words of about as many letters.
        """
        from rapidfuzz.distance import OSA

        said = sound(word)
        if not word.isascii() or len(said[0]) < LEAST_CONSONANTS or len(word) > LONGEST:
            return []
        lengths = _lengths(word, _FARTHEST)
        first, stop = self._ends[lengths[0] - 1], self._ends[lengths[-1]]
        apart = (self._sets[first:stop] ^ _letters_of(word)) & _CONSONANT_BITS
        numbers = (apart == 0).nonzero()[0] + first
        alike = zip(self._words(numbers), numbers.tolist(), strict=True)
        return [
            (int(OSA.distance(word, other)), other, number)
            for other, number in alike
            if other[0] == word[0] and sound(other) == said
        ]


def _lengths(word: str, distance: int) -> range:
    """Return how many letters words have that differ from one by at most so many."""
    return range(max(1, len(word) - distance), len(word) + distance + 1)


def sound(word: str) -> tuple[str, int]:
    """Return how a word sounds, whatever its vowels: its consonants, side by side once, and how many syllables."""
    said = _SYLLABLE.sub("", word)
    once = [letter for letter, before in zip(said, " " + said, strict=False) if letter != before]
    return "".join(once), len(_SYLLABLE.findall(word))


def by_length(lengths: Array) -> tuple[Array, Array]:
    """Return the order of words that :class:`WordList` wants, equally long ones in their own, and its `ends`.

    Args:
        lengths: how many letters each has; what is too long to be near any word is left out.
    """
    order = lengths.argsort(kind="stable")
    ends = lengths[order].searchsorted(np.arange(LONGEST + _FARTHEST + 1), side="right")
    return order[: int(ends[-1])], ends


def letter_sets(text: str, starts: Array, ends: Array) -> Array:
    """Return which letters each word has, and which twice, as 64 bits; a letter more or less changes one bit at most.

    Args:
        text: as for :class:`WordList`.
        starts: likewise.
        ends: likewise.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    places = np.where((codes >= _A) & (codes < _A + _LATIN), codes - _A, _LATIN + codes % _OTHERS)
    bits = np.left_shift(1, places).astype(np.uint64)
    once, twice = np.zeros(len(starts), np.uint64), np.zeros(len(starts), np.uint64)
    longest = int(ends.searchsorted(len(starts)))
    for at, first in enumerate(ends[:longest].tolist()):  # shorter words are done with
        here = bits[starts[first:] + at]
        twice[first:] |= once[first:] & here
        once[first:] |= here
    sets: Array = once | (twice & np.uint64(_LATIN_BITS)) << np.uint64(_LATIN + _OTHERS)
    return sets


@kept_of_words(64)
def _letters_of(word: str) -> np.uint64:
    """Return the :func:`letter_sets` of a word, which is held against the index's words and then against the law's."""
    once = twice = 0
    for letter in word:
        code = ord(letter)
        bit = 1 << (code - _A if _A <= code < _A + _LATIN else _LATIN + code % _OTHERS)
        twice |= once & bit
        once |= bit
    found: np.uint64 = np.uint64(once | (twice & _LATIN_BITS) << (_LATIN + _OTHERS))
    return found


_ALIKE = [set(group) for group in ("cskqz", "sz", "iye", "aeiou", "vwb", "fp", "gj", "dt", "nm", "uw")]
"""Letters that sound alike, or may."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The keyboard."""

_UNHEARD = frozenset("aeiouh")
"""Letters that are left out or put in sooner than others."""

_SOUNDS_ALIKE, _NEXT_KEY, _DOUBLED, _UNHEARD_LETTER, _SWAPPED, _OTHER, _FIRST_LETTER = 0.5, 0.7, 0.4, 0.7, 0.6, 1.0, 0.5
"""What each kind of slip costs, the likelier the less, and what one at the first letter costs more."""


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
            cost += _cost_of_another(typed[at], meant[to])
        elif kind == "delete":
            cost += _cost_of_one_more(typed, at)
        else:
            cost += _cost_of_one_more(meant, to)
    return cost


def _cost_of_one_more(word: str, place: int) -> float:
    """Return how unlikely it is that a letter of a word is put in, or left out of it."""
    if word[place] in (word[place - 1 : place], word[place + 1 : place + 2]):
        return _DOUBLED
    return _UNHEARD_LETTER if word[place] in _UNHEARD else _OTHER


def _cost_of_another(typed: str, meant: str) -> float:
    """Return how unlikely it is that one letter is typed for another."""
    if any(typed in group and meant in group for group in _ALIKE):
        return _SOUNDS_ALIKE
    for row in _ROWS:
        if typed in row and meant in row and abs(row.index(typed) - row.index(meant)) == 1:
            return _NEXT_KEY
    return _OTHER
