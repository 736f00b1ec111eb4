"""The words of an index as they are written: what begins so, what is spelt nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from law4u_index.errors import REBUILD, IndexDamaged, damaged
from law4u_index.index.analysis import terms_of, without_nukta, written
from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept, kept_of_words
from law4u_index.index.packed import run_starts
from law4u_index.index.segment import Segment
from law4u_index.search.lexicon import lexicon
from law4u_index.search.slips import WordList, by_length, slip_cost
from law4u_index.search.snapshot import Part, Snapshot
from law4u_index.search.unions import Lists

LEAST_CORRECTED, LONG_WORD = 3, 7
"""Words of fewer letters are not corrected; two slips are forgiven in words of so many or more."""

SURE = 0.5
"""A slip that costs no more speaks for itself: a letter doubled or left single, or one that sounds alike."""

_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"

_LEAST_ENDING = 3
"""An ending that shortens the vowel before it has so many letters at least: '-ance', '-ion'."""

_SHORTENS = "(?!ings?$|ie[sd]$)[aeiou][a-z]{2,}"
"""Such an ending."""

_INFLECTED = re.compile("[a-z]?(?:[dsy]|e[drs]?|ers|ors?|ings?|ie[ds]|ly)?")
"""What stands behind the stem of any word; a letter doubled before it."""

_SHORT = 5
"""Of a word of fewer letters one letter may differ where a ``~`` asks for all that are spelt nearly so, else two."""

_KEPT = 256
"""Of so many misspelt words the corrections are kept: many people make the same slip."""

_WORDS = 8192
"""Of so many words is kept what their endings tell."""

_NONE = np.empty(0, np.int64)


class Correction(NamedTuple):
    """A word that a misspelt one may have been meant to be.

    Attributes:
        word: as written.
        term: what it is in an index.
        of_act: whether it is of an Act's name and in no answer.
        cost: how unlikely the slip is (:func:`law4u_index.search.slips.slip_cost`).
    """

    word: str
    term: str
    of_act: bool
    cost: float


class Near:
    """A word of the index that is spelt nearly as another.

    Attributes:
        differs: by how many letters.
        word: as written.
        term: what it is in an index.
        often: how often it is written so.
    """

    __slots__ = ("differs", "often", "term", "word")

    def __init__(self, differs: int, word: str, term: str, often: int) -> None:
        self.differs = differs
        self.word = word
        self.term = term
        self.often = often


class _Written:
    """The words of all segments, each once, shorter ones first; and their places, word by word.

    Attributes:
        words: the words; the other columns but the last two are told by their numbers.
        begins: where the places of each word begin.
        ends: where they end.
        owners: the segment of each place.
        numbers: the word's number in that segment.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        found = [_words_of(segment) for segment in segments]
        counts = [len(lengths) for _, lengths in found]
        every = np.concatenate([_NONE, *(lengths for _, lengths in found)])
        starts = every.cumsum() - every
        text = "".join(text for text, _ in found)
        same = np.arange(len(every)) if len(found) == 1 else _alike(text, starts, every)
        places = same.argsort(kind="stable")
        begins = run_starts(np.bincount(same))
        firsts = places[begins[:-1]]
        order, ends = by_length(every[firsts])
        self.words = WordList(text, starts[firsts][order], ends)
        self.begins = begins[order]
        self.ends = begins[order + 1]
        self.owners = np.repeat(np.arange(len(counts)), counts)[places]
        self.numbers = places - np.repeat(np.cumsum(counts) - counts, counts)[places]


class Vocabulary:
    """The words of a snapshot.

    Args:
        snapshot: the index.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._likely = kept(self._spelt_nearly, _KEPT)

    @cached_property
    def _written(self) -> _Written:
        return _Written([part.segment for part in self._snapshot.parts])

    def terms_beginning(self, prefix: str, limit: int) -> list[str]:
        """Return the terms of the words that begin with `prefix`, those that stand most often first."""
        counts: dict[str, int] = {}
        for part, numbers, often in self._begun(prefix):
            for number, count in zip(numbers.tolist(), often.tolist(), strict=True):
                term = part.segment.term(number)
                counts[term] = counts.get(term, 0) + count
        return sorted(counts, key=lambda term: (-counts[term], term))[:limit]

    def lists_beginning(self, prefix: str, limit: int) -> list[Lists]:
        """Return the posting lists of the terms that :meth:`terms_beginning` gives."""
        found = self._begun(prefix)
        if len(found) > 1 and sum(len(numbers) for _, numbers, _ in found) > limit:
            return self.lists_of(dict.fromkeys(self.terms_beginning(prefix, limit), 1.0))
        if len(found) == 1 and len(found[0][1]) > limit:  # terms are numbered in their order
            part, numbers, often = found[0]
            found = [(part, numbers[np.lexsort((numbers, -often))[:limit]], often)]
        return [Lists(part, numbers, np.ones(len(numbers))) for part, numbers, _ in found]

    def _begun(self, prefix: str) -> list[tuple[Part, Array, Array]]:
        """Return, for each segment that has any, the terms of the words that begin so, and how often these stand."""
        start = written(prefix)
        found: list[tuple[Part, Array, Array]] = []
        for part in self._snapshot.parts:
            if start[:1].isdecimal():  # '498*': numbers are no written words, and stand in the index as they are
                numbers, often = _terms_begun(part.segment, start)
            else:
                numbers, often = _words_begun(part.segment, start)
            if "\u0900" <= start[:1] <= "\u097f":  # written with nukta or without, a word is the same term
                terms, counts = _terms_begun(part.segment, without_nukta(start))
                numbers, first = np.unique(np.append(terms, numbers), return_index=True)
                often = np.append(counts, often)[first]
            if len(numbers):
                found.append((part, numbers, often))
        return found

    def lists_of(self, weights: Mapping[str, float]) -> list[Lists]:
        """Return the posting lists of terms, each of which counts as much as its weight says."""
        found = []
        for part in self._snapshot.parts:
            numbered = [(part.segment.term_number(term), weight) for term, weight in weights.items()]
            here = [(number, weight) for number, weight in numbered if number is not None]
            if here:
                numbers, weighing = zip(*here, strict=True)
                found.append(Lists(part, np.array(numbers, np.int64), np.array(weighing, np.float64)))
        return found

    def near(self, word: str, distance: int) -> list[Near]:
        """Return the words that differ by at most so many letters, added, left out, changed or swapped.

        Returns:
            the nearest first, then the most frequent.
        """
        return self._named(self._written.words.near(word, distance))

    def _named(self, spelt: Iterable[tuple[int, str, int]]) -> list[Near]:
        """Return words that were told by their rows, the nearest first, then the most frequent."""
        found: dict[str, Near] = {}
        known = self._written
        for differs, other, row in spelt:
            here = slice(known.begins[row], known.ends[row])
            places = [
                (self._snapshot.parts[owner].segment, number)
                for owner, number in zip(known.owners[here].tolist(), known.numbers[here].tolist(), strict=True)
            ]
            segment, number = places[0]
            term = segment.term(segment.file.item("words.term", number))
            often = sum(segment.file.item("words.count", number) for segment, number in places)
            found[other] = Near(differs, other, term, often)
        return sorted(found.values(), key=lambda one: (one.differs, -one.often, one.word))

    def like(self, word: str, limit: int) -> list[tuple[str, int]]:
        """Return the terms of words spelt nearly as `word`, and by how many letters they differ."""
        folded = written(word)
        found: dict[str, int] = {}
        for one in self.near(folded, 1 if len(folded) < _SHORT else 2):
            found.setdefault(one.term, one.differs)
        return list(found.items())[:limit]

    def corrections(self, word: str) -> tuple[Correction, ...]:
        """Return the words that a folded one which is in no answer may have been meant to be, the likeliest first.

        They are words of the index and of the law (:mod:`law4u_index.search.lexicon`) that differ by one letter, or two
        in a long word; where there are none, those that have a long word's consonants. The one that sounds most like
        it, or is nearest on the keyboard, comes first; of such the one that is in the index, and is there most often.
        """
        return self._likely(word) if may_be_misspelt(word) else ()

    def malformed(self, word: str) -> Sequence[Correction]:
        """Return the words that a folded one may have been meant to be which only looks like a form of a known word.

        Such is 'maintainance', which keeps a vowel that its ending shortens (:func:`shorter`), and 'acident': without
        its ending it is 'acid', but it is 'accident' but for one letter. There are none where the word is written so in
        an answer or the law, or is the singular or plural of one.
        """
        meant = shorter(word)
        if meant is None and not _is_derived(word):  # nearly every word
            return ()
        if any(part.segment.words.find(word.encode()) is not None for part in self._snapshot.parts):
            return ()
        near = self.corrections(word)
        if any(one.word.removesuffix("s") == word.removesuffix("s") for one in near):
            return ()
        found = [] if meant is None else [one for one in near if meant.fullmatch(one.word)]
        return found or [one for one in near if _only_ends_otherwise(one, word)]

    def _spelt_nearly(self, word: str) -> tuple[Correction, ...]:
        """Work out what :meth:`corrections` returns."""
        law = lexicon()
        distance = 1 if len(word) < LONG_WORD else 2
        found = self._ranked(word, self.near(word, distance), law.written.near(word, distance))
        if not found and distance > 1:
            found = self._ranked(word, self._named(self._written.words.sounding(word)), law.written.sounding(word))
        return found

    def _ranked(
        self, word: str, of_index: Iterable[Near], of_law: Iterable[tuple[int, str, int]]
    ) -> tuple[Correction, ...]:
        """Return words of the index and of the law as what one was meant to be, the likeliest first."""
        ranked = [
            (cost := slip_cost(word, one.word), -one.often, Correction(one.word, one.term, False, cost))
            for one in of_index
            if self._snapshot.postings(one.term) is not None
        ]
        known = {one.word for _, _, one in ranked}
        of_acts = lexicon().of_acts
        ranked += [
            (cost := slip_cost(word, other), 0, Correction(other, terms_of(other)[0], bool(of_acts[number]), cost))
            for _, other, number in of_law
            if other not in known
        ]
        return tuple(one for _, _, one in sorted(ranked))


def _terms_begun(segment: Segment, start: str) -> tuple[Array, Array]:
    """Return the terms of a segment that begin so, by number, and in how many answers each is."""
    first, stop = segment.terms.prefixed(start.encode("utf-8", "surrogatepass"))
    if first >= stop:
        return _NONE, _NONE
    ends = segment.file.slice("text.first", first, stop + 1).astype(np.int64)
    return np.arange(first, stop), np.diff(ends)


def _words_begun(segment: Segment, start: str) -> tuple[Array, Array]:
    """Return the terms of a segment's written words that begin so, by number, and how often those words stand."""
    first, stop = segment.words.prefixed(start.encode("utf-8", "surrogatepass"))
    if first >= stop:
        return _NONE, _NONE
    numbers, which = np.unique(segment.file.slice("words.term", first, stop), return_inverse=True)
    if int(numbers[-1]) >= segment.terms.count:
        raise _damaged(segment.name)
    return numbers.astype(np.int64), np.bincount(which, segment.file.slice("words.count", first, stop))


def _words_of(segment: Segment) -> tuple[str, Array]:
    """Return the words of a segment, one behind the other, and how many letters each has."""
    ends = segment.file.slice("words.ends").astype(np.int64)
    if (ends[1:] < ends[:-1]).any():  # made by a stranger
        raise _damaged(segment.name)
    letters = segment.file.bytes("words.bytes", int(ends[0]), int(ends[-1]))
    begins_letter = np.frombuffer(letters, np.uint8) & 0xC0 != 0x80  # in UTF-8
    begun = np.concatenate([np.zeros(1, np.int64), begins_letter.cumsum()])
    try:
        return letters.decode("utf-8", "surrogatepass"), np.diff(begun[ends - ends[0]])
    except UnicodeDecodeError as error:
        raise _damaged(segment.name) from error


def _alike(text: str, starts: Array, lengths: Array) -> Array:
    """Return for each of some words, which stand in a text, the same number where it is the same word; int64."""
    numbers: dict[str, int] = {}
    words = [text[start:stop] for start, stop in zip(starts.tolist(), (starts + lengths).tolist(), strict=True)]
    return np.fromiter([numbers.setdefault(word, len(numbers)) for word in words], np.int64, len(words))


@kept_of_words(_WORDS)
def shorter(word: str) -> re.Pattern[str] | None:
    """Return how a folded word looks with the vowel before its ending shortened; None where it has no such ending.

    'Maintain' makes 'maintenance', 'explain' 'explanation', 'encumber' 'encumbrance'; who does not know it puts the
    ending, or one that sounds like it ('-ence'), behind the word as it is. Endings that every word takes ('-ing',
    '-ies') shorten nothing.
    """
    base = terms_of(word)[0]
    ending = word[len(base) :]
    if len(ending) < _LEAST_ENDING or not word.startswith(base):  # nearly every word
        return None
    stem = base.rstrip(_CONSONANTS)
    vowels = stem[len(stem.rstrip(_VOWELS)) :][-2:]
    before, behind = stem[: len(stem) - len(vowels)], base[len(stem) :]
    if not (before and vowels and behind and base.isascii() and base.isalpha() and re.fullmatch(_SHORTENS, ending)):
        return None
    return re.compile(f"{before}[aeiou]{{0,{len(vowels) - 1}}}{behind}[aeiou]{ending[1:]}")


@kept_of_words(_WORDS)
def _is_derived(word: str) -> bool:
    """Tell whether a folded word is more than its stem and an ending that any word takes: 'acident', not 'sacked'."""
    base = terms_of(word)[0]
    return word.startswith(base) and _INFLECTED.fullmatch(word, len(base)) is None


def _only_ends_otherwise(meant: Correction, word: str) -> bool:
    """Tell whether a folded word is another, of another stem, but for a doubled letter or the vowel of its ending.

    Another vowel before the ending may make another word: 'adoptive', 'adaptive'.
    """
    base = terms_of(word)[0]
    return meant.term != base and (meant.cost < SURE or (meant.cost == SURE and meant.word.startswith(base)))


def may_be_misspelt(word: str) -> bool:
    """Tell whether a word is long enough, and of letters only, to be corrected."""
    return len(word) >= LEAST_CORRECTED and word.isalpha()


def _damaged(name: str) -> IndexDamaged:
    return damaged(name, "its words cannot be read", REBUILD)
