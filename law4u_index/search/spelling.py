"""The words of an index as they are written: what begins so, what is spelt nearly so.

A word is held against others only where its letters allow it to be near: two words that differ by `n` letters differ
by at most `2n` bits in which letters they have once or twice, which one pass over an array of such 64 bits tells for
all words of about its length at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from law4u_index.errors import IndexDamaged
from law4u_index.index.analysis import fold
from law4u_index.index.blockfile import Array
from law4u_index.search.snapshot import Part, Snapshot
from law4u_index.search.unions import Lists

_A, _LATIN, _OTHERS = ord("a"), 26, 12

_AT_ONCE = 16_384
"""Words whose letters are counted at once: some megabytes."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the index that stands for a misspelt one.

    Attributes:
        word: as written.
        term: what it is in the index.
    """

    word: str
    term: str


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
                raise _damaged(segment.name) from error
        ordered = sorted(terms)
        return ordered, [terms[word] for word in ordered], np.array([counts[word] for word in ordered], np.int64)

    @cached_property
    def _by_length(self) -> tuple[Array, Array, Array]:
        """The places of the words, shorter ones first, the letters of each as 64 bits, and each length's end.

        Words of `n` letters are those from ``ends[n - 1]`` to ``ends[n]``.
        """
        words = self._words[0]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        order = np.argsort(lengths, kind="stable")
        return order, _letters([words[place] for place in order.tolist()]), np.cumsum(np.bincount(lengths))

    def prefixed(self, prefix: str, limit: int) -> list[str]:
        """Return the terms of the words that begin with `prefix`, those that stand most often first."""
        counts: dict[str, int] = {}
        for part, numbers, often in self._begun(prefix):
            names = part.segment.terms.several(numbers)
            for name, count in zip(names, often.tolist(), strict=True):
                term = name.decode("utf-8", "surrogatepass")
                counts[term] = counts.get(term, 0) + count
        return sorted(counts, key=lambda term: (-counts[term], term))[:limit]

    def begun(self, prefix: str, limit: int) -> list[Lists]:
        """Return the posting lists of the terms that :meth:`prefixed` gives."""
        found = self._begun(prefix)
        if len(found) > 1 and sum(len(numbers) for _, numbers, _ in found) > limit:
            return self.lists(dict.fromkeys(self.prefixed(prefix, limit), 1.0))
        if len(found) == 1 and len(found[0][1]) > limit:  # terms are numbered in their order
            part, numbers, often = found[0]
            found = [(part, numbers[np.lexsort((numbers, -often))[:limit]], often)]
        return [Lists(part, numbers, np.ones(len(numbers))) for part, numbers, _ in found]

    def _begun(self, prefix: str) -> list[tuple[Part, Array, Array]]:
        """Return, for each segment that has any, the terms of the words that begin so, and how often these stand."""
        start = fold(prefix).encode("utf-8", "surrogatepass")
        found = []
        for part in self._snapshot.parts:
            file = part.segment.file
            first, stop = part.segment.words.prefixed(start)
            if first < stop:
                numbers, which = np.unique(file.slice("words.term", first, stop), return_inverse=True)
                if int(numbers[-1]) >= part.segment.terms.count:
                    raise _damaged(part.segment.name)
                often = np.bincount(which, file.slice("words.count", first, stop))
                found.append((part, numbers.astype(np.int64), often))
        return found

    def lists(self, weights: Mapping[str, float]) -> list[Lists]:
        """Return the posting lists of terms, each of which counts as much as its weight says."""
        found = []
        for part in self._snapshot.parts:
            numbered = [(part.segment.term_number(term), weight) for term, weight in weights.items()]
            here = [(number, weight) for number, weight in numbered if number is not None]
            if here:
                numbers, weighing = zip(*here, strict=True)
                found.append(Lists(part, np.array(numbers, np.int64), np.array(weighing, np.float64)))
        return found

    def near(self, word: str, distance: int) -> list[tuple[int, str, int]]:
        """Return the words that differ by at most so many letters, added, left out, changed or swapped.

        Returns:
            by how many they differ, the word, and its place among all words; nearest first, then the most frequent.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        words, _, counts = self._words
        if not words:
            return []
        order, sets, ends = self._by_length
        last = len(ends) - 1
        first = int(ends[min(len(word) - distance - 1, last)]) if len(word) > distance else 0
        stop = int(ends[min(len(word) + distance, last)])
        apart = np.bitwise_count(sets[first:stop] ^ _letters([word])[0])
        places = order[first:stop][(apart <= 2 * distance).nonzero()[0]].tolist()
        candidates = [words[place] for place in places]
        found = [
            (int(differs), other, places[number])
            for other, differs, number in extract_iter(word, candidates, scorer=OSA.distance, score_cutoff=distance)
        ]
        return sorted(found, key=lambda one: (one[0], -counts[one[2]], one[1]))

    def like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Return the terms of words spelt nearly as `word`, and by how many letters they differ."""
        folded = fold(word)
        terms = self._words[1]
        found: dict[str, int] = {}
        for differs, _, place in self.near(folded, 1 if len(folded) < 5 else 2):
            found.setdefault(terms[place], differs)
        return list(found.items())[:limit]

    def correction(self, word: str) -> Correction | None:
        """Return the word of the index that a folded word which is not in it was meant to be, or None.

        Of words that differ by as many letters the one that sounds most like it is taken, or is nearest on the
        keyboard; of such the most frequent.
        """
        if len(word) < 4 or not word.isalpha():
            return None
        _, terms, counts = self._words
        near = [
            (slip_cost(word, other), -int(counts[place]), other, terms[place])
            for _, other, place in self.near(word, 1 if len(word) < 7 else 2)
            if self._snapshot.postings(terms[place]) is not None
        ]
        if not near:
            return None
        _, _, better, term = min(near)
        return Correction(better, term)


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


def _damaged(name: str) -> IndexDamaged:
    return IndexDamaged(f"{name} is damaged: its words cannot be read; rebuild the index")


def _letters(words: Sequence[str]) -> Array:
    """Return which letters each word has, and which twice, as 64 bits; a letter more or less changes one bit at most.

    The letters a to z have two bits each, all others share twelve.
    """
    found = []
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        codes = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        letters = np.where((codes >= _A) & (codes < _A + _LATIN), codes - _A, _LATIN + codes % _OTHERS)
        owners = np.repeat(np.arange(len(some)), np.fromiter(map(len, some), np.int64, len(some)))
        kinds = _LATIN + _OTHERS
        counts = np.bincount(owners * kinds + letters, minlength=len(some) * kinds).reshape(-1, kinds)
        bits = np.concatenate([counts >= 1, counts[:, :_LATIN] >= 2], axis=1)
        found.append(np.packbits(bits, axis=1).view(np.uint64)[:, 0])
    return np.concatenate(found) if found else np.empty(0, np.uint64)
