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

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from law4u_index.index.analysis import STOP_TERMS, query_terms, terms_of, tokens, without_nukta
from law4u_index.index.caching import kept_of_words
from law4u_index.law.verbs import MARK, may_sound_as_form_of
from law4u_index.search.lexicon import GRAMMAR, LOOKALIKE, NEGATION, VOCABULARY, Entry, Lexicon, Phrases, lexicon

MAX_WORDS = 128
"""Words of a query that are looked at: it costs the same whatever is pasted in."""

MAX_ALTERNATIVES = 8
"""Alternatives for one word or phrase, the weightiest."""

_OVERLOOKED = 0.9
"""What a phrase counts that was said with little words in between."""

_BY_SOUND = 0.85
"""What a word counts that is spelt as no table spells it."""

_NASAL = re.compile("\u0901|[ङञणनम]्(?=[क-घच-झट-ढत-धप-भशस])")
_GLIDE = re.compile("(?<!्)य[ेी]$")
_GLIDES = {"ये": "ए", "यी": "ई"}

_LEAST_SOUND = 3
_LEAST_SOUND_ALONE = 4
_LEAST_LETTERS = 4

LITTLE = frozenset(
    """a an the this that these those i me my mine we us our you your he him his she her they them their it its is
    are was were be been being am has have had having do does did to of for in on at by and s d ll ve re
    """.split()  # noqa: SIM905 - a page of quoted words is no better to read
)
"""The little words that a phrase may skip. Not every stop word: 'kicked out' is not 'kicked'."""


_POSTPOSITIONS = frozenset({"ka", "ki", "ke", "ko", "ne", "pe"})
"""Hindi that is hardly ever English: no query in English has two of them."""

ROLES = {"ne": "ne", "ने": "ne", "ko": "ko", "को": "ko"}
"""What stands behind who does something, and behind whom it is done to."""


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
        first: the number of its first word in the query.
        last: the number of its last word.
        words: the numbers of its words, ascending; little words within a phrase are not among them.
        alternatives: what may be meant, weightiest first, then as the tables have it, at least one.
        why: what tells so, to show: 'jahez is Hindi (dowry)'.
        is_hindi: whether that is a Hindi word or phrase.
    """

    first: int
    last: int
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
        counts: the numbers of the figures that stand beside Hindi words: '4 mahine' tells how long it was in this case,
            and an answer says it by chance. None where nothing was widened.
    """

    widenings: tuple[Widening, ...]
    dropped: frozenset[int]
    counts: frozenset[int] = frozenset()


class _Match:
    __slots__ = ("entries", "factor", "is_hindi", "words")

    def __init__(self, words: tuple[int, ...], factor: float, entries: tuple[Entry, ...], is_hindi: bool) -> None:
        self.words = words
        self.factor = factor
        self.entries = entries
        self.is_hindi = is_hindi


class _Said:
    """What there is to know of a word by itself.

    Attributes:
        term: what it is in an index.
        form: its Hindi form.
        bits: what that is (:mod:`law4u_index.search.lexicon`).
        plain: the one spelling for all that are the same word: of a negation, or of what a row lists by itself.
        english: how many words the longest English phrase has that begins with it.
        hindi: the same of Hindi.
        is_listed: whether a row says what it means by itself, or it is a negation: it is heard as no other word.
        is_hindi: whether it is Hindi and nothing else.
        is_number: whether it is digits only, which may stand within a phrase.
        may_be_strange: whether it may be a word of the tables by its sound, if no answer has it: by itself no table
            spells it so, and it is no English, plain or of the tables.
    """

    __slots__ = (
        "bits",
        "english",
        "form",
        "hindi",
        "is_hindi",
        "is_listed",
        "is_number",
        "may_be_strange",
        "plain",
        "term",
    )

    def __init__(
        self,
        term: str,
        form: str,
        bits: int,
        plain: str,
        english: int,
        hindi: int,
        is_listed: bool,
        is_hindi: bool,
        is_number: bool,
        may_be_strange: bool,
    ) -> None:
        self.term = term
        self.form = form
        self.bits = bits
        self.plain = plain
        self.english = english
        self.hindi = hindi
        self.is_listed = is_listed
        self.is_hindi = is_hindi
        self.is_number = is_number
        self.may_be_strange = may_be_strange


_NOTHING = Widened((), frozenset())
_NO_ROLES: Mapping[int, str] = {}
_WORDS = 8192
"""Of so many words is kept what there is to know by themselves."""


class Widener:
    """Finds what may be meant by the words of a query.

    Args:
        words: the tables.
    """

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._said = kept_of_words(_WORDS)(self._look_up)
        self._sound = kept_of_words(_WORDS)(_sound_of)
        self._keys = kept_of_words(_WORDS)(_keys_of)

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
        words = [self._said(text) for text in said[:MAX_WORDS]]
        if not any(word.english or word.hindi or word.bits & GRAMMAR or _is_strange(word, known) for word in words):
            return _NOTHING
        dropped = _droppable(words)
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
        counts = _counts(words, dropped) - taken if widenings else frozenset()
        return Widened(tuple(sorted(widenings)), dropped, counts)

    def knows(self, text: str) -> bool:
        """Tell whether a folded word is one of the law's or of the tables, and so is spelt as it should be."""
        bits, _ = self._lexicon.form(hindi_form(text))
        return bits & (VOCABULARY | GRAMMAR) != 0 or self._lexicon.has_term(terms_of(text)[0])

    def _look_up(self, text: str) -> _Said:
        term, form = terms_of(text)[0], hindi_form(text)
        bits, plain = self._lexicon.form(form)
        if form.isascii():
            is_hindi = not bits & LOOKALIKE and bits & (VOCABULARY | GRAMMAR) != 0
        else:
            is_hindi = "\u0900" <= form[0] <= "\u097f"
        english, hindi = self._lexicon.english.longest(term), self._lexicon.hindi.longest(plain)
        is_listed = bits & NEGATION != 0 or bool(hindi and self._lexicon.hindi.rows(plain))
        is_english = self._lexicon.is_plain(term) or self._lexicon.is_everyday(term) or self._lexicon.has_term(term)
        may_be_strange = (
            not (is_listed or bits & (GRAMMAR | LOOKALIKE))
            and not is_english
            and len(form) >= _LEAST_LETTERS
            and (form.isalpha() or not form.isascii())
        )
        return _Said(term, form, bits, plain, english, hindi, is_listed, is_hindi, text.isdecimal(), may_be_strange)

    def _matches(
        self, words: Sequence[_Said], dropped: frozenset[int], known: Callable[[str], bool]
    ) -> Iterator[_Match]:
        every = range(len(words))
        if any(word.english for word in words):
            terms, longest = [word.term for word in words], [word.english for word in words]
            for match in self._find(self._lexicon.english, terms, longest, every, 1.0):
                if not dropped.issuperset(match.words):  # 'gaye' is Hindi for 'gone' in a query in Hindi
                    yield match
            spoken = [n for n in every if n not in dropped and not (words[n].term in LITTLE or words[n].is_number)]
            longest = _across(spoken, [word.english for word in words])
            if any(longest):
                yield from self._find(self._lexicon.english, terms, longest, spoken, _OVERLOOKED)
        hindi = any(word.is_hindi for word in words)
        if any(word.hindi and (hindi or not word.bits & LOOKALIKE) for word in words):
            said = [word.plain if hindi or not word.bits & LOOKALIKE else "" for word in words]
            longest = [word.hindi if said[number] else 0 for number, word in enumerate(words)]
            roles = _roles(words)
            yield from self._find(self._lexicon.hindi, said, longest, every, 1.0)
            meaning = [n for n in every if n not in dropped and not words[n].is_number]
            denied = [n for n in every if n in meaning or words[n].bits & NEGATION]
            for spoken in [denied, meaning] if len(denied) > len(meaning) else [meaning]:
                across = _across(spoken, longest)
                if any(across):
                    yield from self._find(self._lexicon.hindi, said, across, spoken, _OVERLOOKED, roles)
        yield from self._heard(words, dropped, known)

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
                    yield _Match(
                        here, factor, tuple(map(self._lexicon.entry, rows)), phrases is not self._lexicon.english
                    )

    def _heard(self, words: Sequence[_Said], dropped: frozenset[int], known: Callable[[str], bool]) -> Iterator[_Match]:
        """Yield what is found by sound, for words that are Hindi or no English words of the index."""
        meaning = [
            n for n, word in enumerate(words) if (n not in dropped or word.bits & NEGATION) and not word.is_number
        ]
        strange = {number for number in meaning if _is_strange(words[number], known)}
        if not strange and sum(words[number].is_hindi for number in meaning) < 2:
            return
        spelt = {number for number in strange if words[number].is_hindi and not words[number].form.isascii()}
        heard = strange - spelt
        sounds = self._lexicon.sounds
        company = any(word.is_hindi for word in words)
        least = _LEAST_SOUND if company else _LEAST_SOUND_ALONE
        keys = ["" for _ in words]
        for number in meaning:
            word = words[number]
            if number in strange or word.is_hindi or (company and word.bits & VOCABULARY):
                keys[number] = self._heard_as(word, least if number in strange else 0)
        longest = [sounds.longest(key) if key else 0 for key in keys]
        for match in self._find(sounds, keys, longest, meaning, _BY_SOUND, _roles(words)):
            said = match.words
            if said[0] in heard if len(said) == 1 else not all(words[number].is_listed for number in said):
                yield match
        for number in sorted(spelt):
            rows = self._spelt_alike(words[number].form)
            if rows:
                yield _Match((number,), _BY_SOUND, tuple(map(self._lexicon.entry, rows)), is_hindi=True)

    def _spelt_alike(self, form: str) -> tuple[int, ...]:
        """Return the rows of the word in Devanagari that a word may be, or be the plural of, as no table spells it."""
        found = (self._lexicon.sounds.rows(key) for key in self._keys(form) if len(key) >= _LEAST_SOUND)
        return next((rows for rows in found if rows), ())

    def _heard_as(self, word: _Said, least: int) -> str:
        """Return how a word sounds, as the tables list it; nothing where that has fewer than `least` letters."""
        if word.bits & NEGATION:
            return word.plain
        if word.plain.endswith(MARK):
            return self._sound(word.plain) + MARK
        key = self._sound(word.plain)
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


def _roles(words: Sequence[_Said]) -> dict[int, str]:
    """Return the numbers of the words behind which stands that they do something, or that it is done to them."""
    return {number - 1: ROLES[word.form] for number, word in enumerate(words) if word.form in ROLES}


def _sound_of(form: str) -> str:
    from law4u_index.law.sound import sound_key  # here: most queries hold no such word

    return sound_key(form)


def _keys_of(form: str) -> tuple[str, ...]:
    from law4u_index.law.sound import spelling_keys

    return tuple(spelling_keys(form))


def _is_strange(word: _Said, known: Callable[[str], bool]) -> bool:
    """Tell whether a word may be one of the tables by its sound."""
    return word.may_be_strange and not known(word.term)


def _droppable(words: Sequence[_Said]) -> frozenset[int]:
    """Return the numbers of the words that are Hindi grammar.

    A word that is English as well ('me', 'par', 'main') is Hindi only in company: beside a grammar word that is
    no English word, beside two words of the table, or where two postpositions stand together ('company ka … pe').
    """
    certain = {number for number, word in enumerate(words) if word.is_hindi}
    grammar = {number for number, word in enumerate(words) if word.bits & GRAMMAR}
    postpositions = _POSTPOSITIONS.intersection(word.form for word in words)
    return frozenset(grammar) if grammar & certain or len(certain) > 1 or len(postpositions) > 1 else frozenset()


def _counts(words: Sequence[_Said], dropped: frozenset[int]) -> frozenset[int]:
    """Return the numbers of the figures that stand beside a word that is Hindi here."""
    figures = [number for number, word in enumerate(words) if word.is_number]
    if not figures:
        return frozenset()
    hindi = {number for number, word in enumerate(words) if word.is_hindi or number in dropped}
    return frozenset(number for number in figures if not hindi.isdisjoint((number - 1, number + 1)))


@lru_cache(maxsize=1)
def widener() -> Widener:
    """Return the widener of the tables that come with the package."""
    return Widener(lexicon())


def hindi_form(word: str) -> str:
    """Return a Hindi word, in lower case, as it is compared.

    Without a dot below (nukta); with a dot above (anusvara) for the moon with a dot (chandrabindu) and for a nasal
    before the consonant that it belongs to ('सम्बन्ध', 'संबंध'); with 'ए' and 'ई' for 'ये' and 'यी' at the end.
    """
    if word.isascii():
        return word
    return _GLIDE.sub(lambda match: _GLIDES[match.group()], _NASAL.sub("\u0902", without_nukta(word)))


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
    return Widening(words[0], words[-1], words, tuple(alternatives[:MAX_ALTERNATIVES]), "; ".join(whys), is_hindi)


def alternative_terms(text: str) -> tuple[str, ...]:
    """Return the terms of what may be meant, each once: an answer that has all of them has it.

    Stop words are left out, but for those beside a single other word: 'in-laws' are no 'laws'.
    """
    terms = dict.fromkeys(query_terms(text))
    return tuple(terms if len(terms) > 1 else dict.fromkeys(token.term for token in tokens(text)))
