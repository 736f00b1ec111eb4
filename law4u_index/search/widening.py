"""What people say, turned into what answers say: 'sasur ne jahez maanga' looks for a demand for dowry too.

Three tables are looked through: lay words (:mod:`law4u_index.law.lay`), acronyms in both directions, and Hindi words
(:mod:`law4u_index.law.hindi`). A phrase of a table is compared, by its terms, with the words of the query side by
side; what little words stand between (English articles and pronouns, Hindi grammar words) is overlooked where the
phrase has other words, and so are figures. The longest match counts, no word is widened twice. All spellings that a
row lists of a Hindi word are one word, and so are all forms of a verb (:mod:`law4u_index.law.verbs`). What no table
spells so is found by its sound, a verb by the sound of its stem, a phrase by the sound of its words; but what means
something by itself is heard as no other ('peshi nahi' is not 'paisa nahi'). Of the grammar that is overlooked one thing
tells: 'bahu ko ghar se nikala' is done to her, so it is no 'bahu ne nikala'.

Nothing here looks at an index: whoever asks says which terms it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from law4u_index.index.analysis import STOP_TERMS, query_terms, terms_of, tokens
from law4u_index.index.caching import kept_of_words
from law4u_index.law.verbs import MARK, may_sound_as_form_of
from law4u_index.search.lexicon import GRAMMAR, LOOKALIKE, NEGATION, VOCABULARY, Entry, Lexicon, Phrases, lexicon
from law4u_index.search.said_words import SaidWord, droppable, figures_beside_hindi, roles_of, word_reader

MAX_WORDS = 128
"""Words of a query that are looked at: it costs the same whatever is pasted in."""

MAX_ALTERNATIVES = 8
"""Alternatives for one word or phrase, the weightiest."""

_OVERLOOKED = 0.9
"""What a phrase counts that was said with little words in between."""

_BY_SOUND = 0.85
"""What a word counts that is spelt as no table spells it."""

_LEAST_SOUND, _LEAST_SOUND_ALONE = 3, 4
"""So many letters at least has the sound of a word that is found by it: in Hindi company, and without."""

LITTLE = frozenset(
    """a an the this that these those i me my mine we us our you your he him his she her they them their it its is
    are was were be been being am has have had having do does did to of for in on at by and s d ll ve re
    """.split()  # noqa: SIM905 - a page of quoted words is no better to read
)
"""The little words that a phrase may skip. Not every stop word: 'kicked out' is not 'kicked'."""


class Alternative(NamedTuple):
    """What may be meant: an answer that has all of `terms` has it.

    Attributes:
        terms: terms of the index, at least one, as :func:`alternative_terms` gives them.
        weight: how surely it is meant, more than 0 and less than 1, which is what the words asked for count.
        text: the words, to show.
    """

    terms: tuple[str, ...]
    weight: float
    text: str

    @property
    def in_a_row(self) -> bool:
        """Whether the terms have to stand side by side: stop words do somewhere beside one another in any answer."""
        return len(self.terms) > 1 and not STOP_TERMS.isdisjoint(self.terms)


class Widening(NamedTuple):
    """A word or phrase of a query, and what may be meant by it.

    Attributes:
        words: the numbers of its words in the query, ascending; little words within a phrase are not among them.
        alternatives: what may be meant, weightiest first, then as the tables have it, at least one.
        why: what tells so, to show: 'jahez is Hindi (dowry)'.
        is_hindi: whether that is a Hindi word or phrase.
    """

    words: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    why: str
    is_hindi: bool


class Widened(NamedTuple):
    """What a query's words were widened to.

    Attributes:
        widenings: ascending by their first words; no word belongs to two.
        dropped: the numbers of the words that carry no meaning since the query is in Hindi; never all words of a
            query in which nothing was widened.
        figures: the numbers of the figures that stand beside Hindi words: '4 mahine' tells how long it was in this
            case, and an answer says it by chance. None where nothing was widened.
    """

    widenings: tuple[Widening, ...]
    dropped: frozenset[int]
    figures: frozenset[int] = frozenset()


class _Match:
    """Where a phrase of the tables stands in a query.

    Attributes:
        words: the numbers of its words, ascending, without what was overlooked.
        factor: what it counts for the way in which it was found.
        entries: what its rows say.
        is_hindi: whether it is a Hindi one.
    """

    __slots__ = ("entries", "factor", "is_hindi", "words")

    def __init__(self, words: tuple[int, ...], factor: float, entries: tuple[Entry, ...], is_hindi: bool) -> None:
        self.words = words
        self.factor = factor
        self.entries = entries
        self.is_hindi = is_hindi


_NOTHING = Widened((), frozenset())
_NO_ROLES: Mapping[int, str] = {}

_KEPT = 8192
"""Of so many words is kept how they sound."""


class Widener:
    """Finds what may be meant by the words of a query.

    Args:
        words: the tables.
    """

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._read = word_reader(words)
        self._sound = kept_of_words(_KEPT)(_sound_of)
        self._keys = kept_of_words(_KEPT)(_keys_of)

    def widen(self, said: Sequence[str], known: Callable[[str], bool]) -> Widened:
        """Find what may be meant by the words of a query.

        Args:
            said: the words as typed, side by side, stop words too: the text of each token
                (:data:`law4u_index.index.analysis.TOKEN`) after :func:`~law4u_index.index.analysis.fold`. Only the
                first :data:`MAX_WORDS` are looked at.
            known: tells whether the index has a term. An alternative with a term that it has not is left out.

        Returns:
            What was found, and which words to drop.
        """
        words = [self._read(text) for text in said[:MAX_WORDS]]
        if not any(word.english or word.hindi or word.bits & GRAMMAR or word.is_strange(known) for word in words):
            return _NOTHING
        dropped = droppable(words)
        widenings: list[Widening] = []
        taken: set[int] = set()
        for numbers, matches in _longest_first(self._matches(words, dropped, known), dropped):
            if taken.isdisjoint(numbers):
                widening = _widening(matches, {words[number].term for number in numbers}, known)
                if widening is not None:
                    widenings.append(widening)
                    taken.update(numbers)
        if len(dropped) == len(words) and not widenings:
            dropped = frozenset()
        figures = figures_beside_hindi(words, dropped) - taken if widenings else frozenset()
        return Widened(tuple(sorted(widenings)), dropped, figures)

    def knows(self, text: str) -> bool:
        """Tell whether a folded word is one of the law's or of the tables, and so is spelt as it should be."""
        return self._lexicon.bits(text) & (VOCABULARY | GRAMMAR) != 0 or self._lexicon.has_term(terms_of(text)[0])

    def _matches(
        self, words: Sequence[SaidWord], dropped: frozenset[int], known: Callable[[str], bool]
    ) -> Iterator[_Match]:
        """Yield every place where a phrase of the tables stands: English, Hindi as it is spelt, and by its sound."""
        if any(word.english for word in words):
            yield from self._english(words, dropped)
        in_hindi = any(word.is_hindi for word in words)
        if any(word.hindi and (in_hindi or not word.bits & LOOKALIKE) for word in words):
            yield from self._hindi(words, dropped, in_hindi)
        yield from self._heard(words, dropped, known, in_hindi)

    def _english(self, words: Sequence[SaidWord], dropped: frozenset[int]) -> Iterator[_Match]:
        """Yield the phrases of lay words and acronyms: word by word, and with little words and figures in between."""
        every = range(len(words))
        terms, longest = [word.term for word in words], [word.english for word in words]
        for match in self._find(self._lexicon.english, terms, longest, every, 1.0):
            if not dropped.issuperset(match.words):  # 'gaye' is Hindi for 'gone' in a query in Hindi
                yield match
        spoken = [n for n in every if n not in dropped and not (words[n].term in LITTLE or words[n].is_number)]
        across = _across(spoken, longest)
        if any(across):
            yield from self._find(self._lexicon.english, terms, across, spoken, _OVERLOOKED)

    def _hindi(self, words: Sequence[SaidWord], dropped: frozenset[int], in_hindi: bool) -> Iterator[_Match]:
        """Yield the phrases of Hindi words, word by word, and with grammar and figures in between.

        Args:
            words: the words of the query.
            dropped: those that are grammar; of them a negation may belong to a phrase.
            in_hindi: whether any word is Hindi and nothing else, so that what is English as well is Hindi too.
        """
        every = range(len(words))
        said = [word.spelling if in_hindi or not word.bits & LOOKALIKE else "" for word in words]
        longest = [word.hindi if said[number] else 0 for number, word in enumerate(words)]
        yield from self._find(self._lexicon.hindi, said, longest, every, 1.0)
        roles = roles_of(words)
        meaning = [n for n in every if n not in dropped and not words[n].is_number]
        denied = [n for n in every if n in meaning or words[n].bits & NEGATION]
        for spoken in [denied, meaning] if len(denied) > len(meaning) else [meaning]:
            across = _across(spoken, longest)
            if any(across):
                yield from self._find(self._lexicon.hindi, said, across, spoken, _OVERLOOKED, roles)

    def _find(
        self,
        phrases: Phrases,
        words: Sequence[str],
        longest: Sequence[int],
        numbers: Sequence[int],
        factor: float,
        roles: Mapping[int, str] = _NO_ROLES,
    ) -> Iterator[_Match]:
        """Yield every place where a phrase stands.

        Args:
            phrases: the phrases.
            words: all words of the query, as they are compared.
            longest: how many words the longest phrase has that begins with each.
            numbers: which of them are looked at, as if they stood side by side.
            factor: what a phrase counts.
            roles: behind which words it stands whether they do it or it is done to them, where that is overlooked:
                'bahu ko … nikala' is not 'bahu ne nikala'.
        """
        for start, first in enumerate(numbers):
            if not longest[first]:
                continue
            phrase = words[first]
            for length in range(1, min(longest[first], len(numbers) - start) + 1):
                if length > 1:
                    phrase = f"{phrase} {words[numbers[start + length - 1]]}"
                rows = phrases.rows(phrase)
                if rows is None:
                    break
                if first in roles:
                    others = self._lexicon.rows_of_others(roles[first], phrase)
                    rows = tuple(row for row in rows if row not in others)
                if rows:
                    here = tuple(numbers[start : start + length])
                    yield _Match(here, factor, self._entries(rows), phrases is not self._lexicon.english)

    def _entries(self, rows: Sequence[int]) -> tuple[Entry, ...]:
        return tuple(map(self._lexicon.entry, rows))

    def _heard(
        self, words: Sequence[SaidWord], dropped: frozenset[int], known: Callable[[str], bool], in_hindi: bool
    ) -> Iterator[_Match]:
        """Yield what is found by sound, for words that are Hindi or no English words of the index.

        Args:
            words: the words of the query.
            dropped: those that are grammar; of them a negation may belong to a phrase.
            known: tells whether the index has a term.
            in_hindi: whether any word is Hindi and nothing else, so that any word of the tables is Hindi too.
        """
        meaning = [
            n for n, word in enumerate(words) if (n not in dropped or word.bits & NEGATION) and not word.is_number
        ]
        strange = {number for number in meaning if words[number].is_strange(known)}
        if not strange and sum(words[number].is_hindi for number in meaning) < 2:
            return
        spelt = {number for number in strange if words[number].is_hindi and not words[number].form.isascii()}
        heard = strange - spelt
        sounds = self._lexicon.sounds
        least = _LEAST_SOUND if in_hindi else _LEAST_SOUND_ALONE
        keys = ["" for _ in words]
        for number in meaning:
            word = words[number]
            if number in strange or word.is_hindi or (in_hindi and word.bits & VOCABULARY):
                keys[number] = self._heard_as(word, least if number in strange else 0)
        longest = [sounds.longest(key) if key else 0 for key in keys]
        for match in self._find(sounds, keys, longest, meaning, _BY_SOUND, roles_of(words)):
            if len(match.words) == 1:
                says_itself = match.words[0] not in heard
            else:
                says_itself = all(words[number].is_listed for number in match.words)
            if not says_itself:
                yield match
        for number in sorted(spelt):
            rows = self._spelt_alike(words[number].form)
            if rows:
                yield _Match((number,), _BY_SOUND, self._entries(rows), is_hindi=True)

    def _spelt_alike(self, form: str) -> tuple[int, ...]:
        """Return the rows of the word in Devanagari that a word may be, or be the plural of, as no table spells it."""
        found = (self._lexicon.sounds.rows(key) for key in self._keys(form) if len(key) >= _LEAST_SOUND)
        return next((rows for rows in found if rows), ())

    def _heard_as(self, word: SaidWord, least: int) -> str:
        """Return how a word sounds, as the tables list it; nothing where that has fewer than `least` letters."""
        if word.bits & NEGATION:
            return word.spelling
        if word.spelling.endswith(MARK):
            return self._sound(word.spelling) + MARK
        key = self._sound(word.spelling)
        if least and not self._lexicon.sounds.longest(key):
            stems = (stem for stem in may_sound_as_form_of(key) if len(stem) > least)
            key = next(filter(self._lexicon.sounds.longest, stems), key)
        return key if len(key) >= least else ""


def _across(numbers: Sequence[int], longest: Sequence[int]) -> list[int]:
    """Return how far to look from each word for phrases with an overlooked word in between; 0 where none can be.

    Args:
        numbers: which words are not overlooked, ascending.
        longest: how many words the longest phrase has that begins with each word.
    """
    reach = [0] * len(longest)
    together = 0  # so many of the words that are looked at stand side by side from here on
    for place in range(len(numbers) - 2, -1, -1):
        number = numbers[place]
        together = together + 1 if numbers[place + 1] == number + 1 else 0
        if together + 1 < min(longest[number], len(numbers) - place):
            reach[number] = longest[number]
    return reach


def _sound_of(form: str) -> str:
    from law4u_index.law.sound import sound_key  # here: most queries hold no such word

    return sound_key(form)


def _keys_of(form: str) -> tuple[str, ...]:
    from law4u_index.law.sound import spelling_keys

    return tuple(spelling_keys(form))


@lru_cache(maxsize=1)
def widener() -> Widener:
    """Return the widener of the tables that come with the package."""
    return Widener(lexicon())


def _longest_first(
    matches: Iterable[_Match], dropped: frozenset[int]
) -> Iterable[tuple[tuple[int, ...], list[_Match]]]:
    """Return the numbers of words that match, most words first and weightiest next, each with all of its matches.

    Words that carry no meaning count least: 'faisla … paisa nahi' says more of a query than 'paisa nahi de raha'.
    """

    def preference(match: _Match) -> tuple[int, int, float, tuple[int, ...]]:
        words, entries = match.words, match.entries
        weight = entries[0].weight if len(entries) == 1 else max([entry.weight for entry in entries])
        said = len(words) - len(dropped.intersection(words)) if dropped else len(words)
        return -said, -len(words), -match.factor * weight, words

    together: dict[tuple[int, ...], list[_Match]] = {}
    for match in sorted(matches, key=preference):
        together.setdefault(match.words, []).append(match)
    return together.items()


def _widening(matches: list[_Match], said: set[str], known: Callable[[str], bool]) -> Widening | None:
    """Return what several matches of the same words mean, or None where the index has none of it."""
    best: dict[tuple[str, ...], Alternative] = {}
    whys: list[str] = []
    for match in matches:
        for sure, why, _, meant in match.entries:
            for text, terms in meant:
                if said.issuperset(terms) or not all(known(term) or term in STOP_TERMS for term in terms):
                    continue
                weight = sure * match.factor
                if terms not in best or best[terms].weight < weight:
                    best[terms] = Alternative(terms, weight, text)
                if why not in whys:
                    whys.append(why)
    if not best:
        return None
    alternatives = sorted(best.values(), key=lambda alternative: -alternative.weight)
    words = matches[0].words
    is_hindi = any(match.is_hindi for match in matches)
    return Widening(words, tuple(alternatives[:MAX_ALTERNATIVES]), "; ".join(whys), is_hindi)


def alternative_terms(text: str) -> tuple[str, ...]:
    """Return the terms of what may be meant, each once: an answer that has all of them has it.

    Stop words are left out, but for those beside a single other word: 'in-laws' are no 'laws'.
    """
    terms = dict.fromkeys(query_terms(text))
    return tuple(terms if len(terms) > 1 else dict.fromkeys(token.term for token in tokens(text)))
