"""The words of an index as they are written: what begins so, what is spelt nearly so.

A word is held against others only where its letters allow it to be near: two words that differ by `n` letters differ
by at most `2n` bits in their sets of letters, which one pass over an array of 64-bit sets tells for all words at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index.analysis import fold, terms_of
from law4u_index.index.blockfile import Array
from law4u_index.search.lexicon import WordList, lexicon
from law4u_index.search.snapshot import Snapshot

LEAST_CORRECTED, LONG_WORD = 4, 7
"""Words of fewer letters are not corrected; two slips are forgiven in words of so many."""


class Correction(NamedTuple):
    """A word that a misspelt one may have been meant to be.

    Attributes:
        word: as written.
        term: what it is in an index.
        of_act: whether it is of an Act's name and in no answer.
    """

    word: str
    term: str
    of_act: bool


class Vocabulary:
    """The words of a snapshot.

    Args:
        snapshot: the index.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _words(self) -> tuple[list[str], list[str], Array]:
        """All words, the term of each and how often it stands in the index, in the order of the words."""
        terms: dict[str, str] = {}
        counts: dict[str, int] = {}
        for part in self._snapshot.parts:
            segment = part.segment
            words = segment.words.range(0, segment.words.count) if segment.words.count else []
            names = segment.terms.range(0, segment.terms.count) if segment.terms.count else []
            file = segment.file
            rows = zip(words, file.slice("words.term").tolist(), file.slice("words.count").tolist(), strict=True)
            try:
                for word, term, count in rows:
                    text = word.decode("utf-8", "surrogatepass")
                    terms[text] = names[term].decode("utf-8", "surrogatepass")
                    counts[text] = counts.get(text, 0) + count
            except (UnicodeDecodeError, IndexError) as error:
                raise IndexDamaged(f"{segment.name} is damaged: its words cannot be read; rebuild the index") from error
        ordered = sorted(terms)
        return ordered, [terms[word] for word in ordered], np.array([counts[word] for word in ordered], np.int64)

    @cached_property
    def _sets(self) -> tuple[Array, Array]:
        """The set of letters of each word as 64 bits, and how many letters it has."""
        words = self._words[0]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return np.array([letters(word) for word in words], np.uint64), lengths

    def prefixed(self, prefix: str, limit: int) -> list[str]:
        """Return the terms of the words that begin with `prefix`, those that stand most often first."""
        start = fold(prefix).encode("utf-8", "surrogatepass")
        counts: dict[str, int] = {}
        for part in self._snapshot.parts:
            segment = part.segment
            first, stop = segment.words.prefixed(start)
            numbers = segment.file.slice("words.term", first, stop).tolist()
            for number, count in zip(numbers, segment.file.slice("words.count", first, stop).tolist(), strict=True):
                term = segment.terms[number].decode("utf-8", "surrogatepass")
                counts[term] = counts.get(term, 0) + count
        return sorted(counts, key=lambda term: (-counts[term], term))[:limit]

    def near(self, word: str, distance: int) -> list[tuple[int, str, int]]:
        """Return the words that differ by at most so many letters, added, left out, changed or swapped.

        Returns:
            by how many they differ, the word, and its place among all words; nearest first, then the most frequent.
        """
        counts = self._words[2]
        return sorted(near(self._listed, word, distance), key=lambda one: (one[0], -counts[one[2]], one[1]))

    @cached_property
    def _listed(self) -> WordList:
        return WordList(self._words[0], *self._sets)

    def like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Return the terms of words spelt nearly as `word`, and by how many letters they differ."""
        folded = fold(word)
        terms = self._words[1]
        found: dict[str, int] = {}
        for differs, _, place in self.near(folded, 1 if len(folded) < 5 else 2):
            found.setdefault(terms[place], differs)
        return list(found.items())[:limit]

    def corrections(self, word: str) -> list[Correction]:
        """Return the words that a folded one which is in no answer may have been meant to be, the likeliest first.

        They are words of the index and of the law (:mod:`law4u_index.search.lexicon`) that differ by one letter, or two
        in a long word. The one that sounds most like it, or is nearest on the keyboard, comes first; of such the one
        that is in the index, and is there most often.
        """
        if len(word) < LEAST_CORRECTED or not word.isalpha():
            return []
        distance = 1 if len(word) < LONG_WORD else 2
        _, terms, counts = self._words
        ranked = [
            (slip_cost(word, other), -int(counts[place]), Correction(other, terms[place], False))
            for _, other, place in near(self._listed, word, distance)
            if self._snapshot.postings(terms[place]) is not None
        ]
        found = {one.word for _, _, one in ranked}
        law = lexicon()
        ranked += [
            (slip_cost(word, other), 0, Correction(other, terms_of(other)[0], bool(law.of_acts[place])))
            for _, other, place in near(law.written, word, distance)
            if other not in found
        ]
        return [one for _, _, one in sorted(ranked)]


def near(words: WordList, word: str, distance: int) -> list[tuple[int, str, int]]:
    """Return the words of a list that differ from one by at most so many letters, and by how many; in their order.

    Returns:
        by how many letters it differs, the word, and its place in the list.
    """
    from rapidfuzz.distance import OSA

    if not words.words:
        return []
    apart = np.bitwise_count(words.sets ^ np.uint64(letters(word)))
    sizes = words.lengths.astype(np.int64)
    found = []
    for place in np.flatnonzero((apart <= 2 * distance) & (np.abs(sizes - len(word)) <= distance)).tolist():
        differs = OSA.distance(word, words.words[place], score_cutoff=distance)
        if differs <= distance:
            found.append((differs, words.words[place], place))
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


def letters(word: str) -> int:
    """Return the set of a word's letters: each letter is one bit, which it may share with others."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
