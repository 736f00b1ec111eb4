"""What people say, turned into what answers say: 'sasur ne jahez maanga' looks for a demand for dowry too.

Three tables are looked through: lay words (:mod:`law4u_index.law.lay`), acronyms in both directions, and Hindi words
(:mod:`law4u_index.law.hindi`). A phrase of a table is compared, by its terms, with the words of the query side by side;
what little words stand between (English articles and pronouns, Hindi grammar words) is overlooked where the phrase has
other words. The longest match counts, no word is widened twice. A Hindi word that no table spells so is found by its
sound, and a verb by the sound of its stem.

Nothing here looks at an index: whoever asks says which terms it has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from law4u_index.index.analysis import STOP_TERMS, query_terms, terms_of, tokens
from law4u_index.law.hindi import GrammarWord, HindiWord, grammar_words, hindi_words
from law4u_index.law.lay import Acronym, LayWord, acronyms, lay_words
from law4u_index.law.sound import sound_key

MAX_WORDS = 128
"""Words of a query that are looked at: it costs the same whatever is pasted in."""

MAX_ALTERNATIVES = 8
"""Alternatives for one word or phrase, the weightiest."""

_OVERLOOKED = 0.9
"""What a phrase counts that was said with little words in between."""

_BY_SOUND = 0.85
"""What a word counts that is spelt as no table spells it."""

_BY_STEM = 0.8
"""What a verb counts of which only the stem sounds like a word of the tables."""

_ACRONYM = 0.9
_LEAST_SOUND = 3
_LEAST_SOUND_ALONE = 4
_LEAST_LETTERS = 4

# The little words that a phrase may skip. Not every stop word: 'kicked out' is not 'kicked'.
_LITTLE = frozenset(
    """a an the this that these those i me my mine we us our you your he him his she her they them their it its is
    are was were be been being am has have had having do does did to of for in on at by and s d ll ve re
    """.split()  # noqa: SIM905 - a page of quoted words is no better to read
)


class Alternative(NamedTuple):
    """What may be meant: an answer that has all of `terms` has it.

    Attributes:
        terms: terms of the index, at least one, as :func:`~law4u_index.index.analysis.query_terms` gives them.
        weight: how surely it is meant, more than 0 and less than 1, which is what the words asked for count.
        text: the words, to show.
    """

    terms: tuple[str, ...]
    weight: float
    text: str


class Widening(NamedTuple):
    """A word or phrase of a query, and what may be meant by it.

    Attributes:
        first: the number of its first word in the query.
        last: the number of its last word.
        words: the numbers of its words, ascending; little words within a phrase are not among them.
        alternatives: what may be meant, weightiest first, at least one.
        why: what tells so, to show: 'jahez is Hindi (dowry)'.
    """

    first: int
    last: int
    words: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    why: str


class Widened(NamedTuple):
    """What a query's words were widened to.

    Attributes:
        widenings: ascending by their first words; no word belongs to two.
        dropped: the numbers of the words that carry no meaning since the query is in Hindi; never all words of a
            query in which nothing was widened.
    """

    widenings: tuple[Widening, ...]
    dropped: frozenset[int]


_NOTHING = Widened((), frozenset())


class _Entry(NamedTuple):
    """What a row of a table says, once it has matched."""

    meant: tuple[str, ...]
    weight: float
    why: str


_Row = LayWord | HindiWord | _Entry
"""A row as it is kept: most never match."""


class _Match(NamedTuple):
    words: tuple[int, ...]
    factor: float
    rows: tuple[_Row, ...]


class _Said(NamedTuple):
    """A word of the query: its number, its term, and how it is spelt."""

    number: int
    term: str
    text: str


class _Phrases:
    """Phrases by their words, with what each means."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], tuple[_Row, ...]] = {}
        self._longest: dict[str, int] = {}

    def add(self, words: tuple[str, ...], row: _Row) -> None:
        """Take in a phrase of one word or more."""
        rows = self._rows.get(words)
        if rows is None:
            self._rows[words] = (row,)
            if len(words) > self._longest.get(words[0], 0):
                self._longest[words[0]] = len(words)
        elif row is not rows[-1]:
            self._rows[words] = (*rows, row)

    def begins(self, word: str) -> bool:
        """Tell whether a phrase begins with a word."""
        return word in self._longest

    def words(self) -> Iterator[str]:
        """Yield every word of every phrase."""
        return chain.from_iterable(self._rows)

    def get(self, word: str) -> tuple[_Row, ...]:
        """Return what a word by itself means."""
        return self._rows.get((word,), ())

    def find(self, words: Sequence[str], numbers: Sequence[int], factor: float) -> Iterator[_Match]:
        """Yield every place where a phrase stands among `words`, whose numbers in the query are `numbers`."""
        for start, word in enumerate(words):
            for length in range(min(self._longest.get(word, 0), len(words) - start), 0, -1):
                rows = self._rows.get(tuple(words[start : start + length]))
                if rows is not None:
                    yield _Match(tuple(numbers[start : start + length]), factor, rows)


class Widener:
    """Finds what may be meant by the words of a query.

    Args:
        lay: the lay words.
        short: the acronyms.
        hindi: the Hindi words.
        grammar: the Hindi words without meaning.
    """

    def __init__(
        self,
        lay: Iterable[LayWord],
        short: Iterable[Acronym],
        hindi: Iterable[HindiWord],
        grammar: Iterable[GrammarWord],
    ) -> None:
        self._english = _Phrases()
        self._hindi = _Phrases()
        self._rows = tuple(hindi)
        self._grammar: dict[str, str] = {}
        self._negations: dict[str, str] = {}
        self._lookalikes: set[str] = set()
        self._vocabulary: set[str] = set()
        self._begins_nothing = lru_cache(maxsize=8192)(self._is_no_beginning)
        self._take_grammar(grammar)
        terms = _Terms()
        for lay_word in lay:
            self._add_english(terms.of(lay_word.said), lay_word)
        for acronym in short:
            why = f"{acronym.short} is {acronym.long}"
            self._add_english(terms.of(acronym.short), _Entry((acronym.long,), _ACRONYM, why))
            self._add_english(terms.of(acronym.long), _Entry((acronym.short,), _ACRONYM, why))
        for row in self._rows:
            self._add_hindi(row)

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
        if all(self._begins_nothing(text) and known(terms_of(text)[0]) for text in said[:MAX_WORDS]):
            return _NOTHING
        words = [_Said(number, terms_of(text)[0], text) for number, text in enumerate(said[:MAX_WORDS]) if text]
        forms = [_form(word) for word in words]
        dropped = self._droppable(forms)
        widenings: list[Widening] = []
        taken: set[int] = set()
        for numbers, matches in _longest_first(self._matches(words, forms, dropped, known)):
            if taken.isdisjoint(numbers):
                widening = _widening(matches, {words[number].term for number in numbers}, known)
                if widening is not None:
                    widenings.append(widening)
                    taken.update(numbers)
        if len(dropped) == len(words) and not widenings:
            dropped = frozenset()
        return Widened(tuple(sorted(widenings)), dropped)

    def _is_no_beginning(self, text: str) -> bool:
        """Tell whether no phrase begins with a word and it is no Hindi grammar: alone among such it is no match.

        It may still be known by its sound, where the index does not have it.
        """
        if not text.isascii() or text in self._grammar:
            return False
        return not (self._english.begins(terms_of(text)[0]) or self._hindi.begins(text))

    def knows(self, text: str) -> bool:
        """Tell whether a folded word is one of the tables, and so is spelt as it should be."""
        return terms_of(text)[0] in self._words or hindi_form(text) in self._vocabulary or text in self._grammar

    @cached_property
    def _words(self) -> frozenset[str]:
        """The terms of all words that the English tables have, said or meant."""
        meant = {text for row in lay_words() for text in row.meant}
        return frozenset(self._english.words()) | {term for text in meant for term in alternative_terms(text)}

    def _take_grammar(self, grammar: Iterable[GrammarWord]) -> None:
        for row in grammar:
            forms = [hindi_form(spelling) for spelling in (*row.latin, *row.devanagari)]
            self._grammar.update(dict.fromkeys(forms, row.kind))
            if row.kind == "negation":
                self._negations.update(dict.fromkeys(forms, row.latin[0]))
            self._lookalikes.update(row.lookalikes)

    def _add_english(self, terms: tuple[str, ...], row: _Row) -> None:
        if len(terms) == 1 and terms[0] in STOP_TERMS:
            return  # 'IT' is an Act, and the commonest of words
        self._english.add(terms, row)
        if not _LITTLE.isdisjoint(terms):
            spoken = tuple([term for term in terms if term not in _LITTLE])
            if len(spoken) > 1:
                self._english.add(spoken, row)

    def _add_hindi(self, row: HindiWord) -> None:
        self._lookalikes.update(row.lookalikes)
        for forms in _spelt(row):
            self._hindi.add(forms, row)
            if self._grammar.keys().isdisjoint(forms):
                self._vocabulary.update(forms)
                continue
            self._vocabulary.update([form for form in forms if form not in self._grammar])
            spoken = self._spoken(forms)
            if spoken:
                self._hindi.add(spoken, row)

    def _spoken(self, forms: Sequence[str]) -> tuple[str, ...]:
        """Return a phrase without its grammar, but with its negations; nothing where it would no more be the phrase.

        'salary nahi de raha' is 'salary nahi', but 'police wala' is not 'police', nor 'tod diya' every 'tod': what a
        word means by itself, its row says.
        """
        spoken = [form for form in forms if form not in self._grammar or form in self._negations]
        if len(spoken) < min(len(forms), 2) or self._negations.keys() >= set(spoken):
            return ()
        return tuple(map(self._plain, spoken))

    def _key(self, form: str) -> str:
        return form if form in self._negations else _sound(form)

    def _plain(self, form: str) -> str:
        """Return one spelling for all negations of a kind: 'nahi' for 'nahin' and 'नहीं'."""
        return self._negations.get(form, form)

    @cached_property
    def _sounds(self) -> _Phrases:
        """The Hindi phrases by the sound of their words, made when the first word asks for it."""
        phrases = _Phrases()
        for row in self._rows:
            for forms in _spelt(row):
                spoken = self._spoken(forms)
                if spoken:
                    phrases.add(tuple(map(self._key, spoken)), row)
        return phrases

    def _droppable(self, forms: Sequence[str]) -> frozenset[int]:
        """Return the numbers of the words that are Hindi grammar.

        A word that is English as well ('me', 'par', 'main') is Hindi only in company: beside a grammar word that is
        no English word, or beside two words of the table.
        """
        certain = [number for number, form in enumerate(forms) if self._is_hindi(form)]
        grammar = {number for number, form in enumerate(forms) if form in self._grammar}
        surely = grammar.intersection(certain)
        if not (surely or len(certain) > 1):
            return frozenset()
        return frozenset(grammar)

    def _is_hindi(self, form: str) -> bool:
        """Tell whether a word is Hindi and nothing else."""
        if form.isascii():
            return form not in self._lookalikes and (form in self._vocabulary or form in self._grammar)
        return "\u0900" <= form[0] <= "\u097f"

    def _matches(
        self, words: Sequence[_Said], forms: Sequence[str], dropped: frozenset[int], known: Callable[[str], bool]
    ) -> Iterator[_Match]:
        every = range(len(words))
        terms = [word.term for word in words]
        yield from self._english.find(terms, every, 1.0)
        spoken = [number for number in every if terms[number] not in _LITTLE and number not in dropped]
        yield from self._english.find([terms[number] for number in spoken], spoken, _OVERLOOKED)

        hindi = any(self._is_hindi(form) for form in forms)
        said = list(forms)
        if not hindi:
            said = ["" if form in self._lookalikes else form for form in said]
        yield from self._hindi.find(said, every, 1.0)
        meaning = [number for number in every if number not in dropped]
        denied = [number for number in every if number not in dropped or forms[number] in self._negations]
        plain = [self._plain(form) for form in said]
        yield from self._hindi.find([plain[number] for number in denied], denied, _OVERLOOKED)
        yield from self._hindi.find([said[number] for number in meaning], meaning, _OVERLOOKED)
        yield from self._heard(words, forms, denied, known)

    def _heard(
        self, words: Sequence[_Said], forms: Sequence[str], meaning: Sequence[int], known: Callable[[str], bool]
    ) -> Iterator[_Match]:
        """Yield what is found by sound, for words that are Hindi or no English words of the index."""
        strange = [
            number
            for number in meaning
            if forms[number] not in self._vocabulary
            and forms[number] not in self._grammar
            and len(forms[number]) >= _LEAST_LETTERS
            and (forms[number].isalpha() or not forms[number].isascii())
            and not known(words[number].term)
        ]
        if not strange:
            return
        company = any(self._is_hindi(form) for form in forms)
        least = _LEAST_SOUND if company else _LEAST_SOUND_ALONE
        keys = ["" for _ in words]
        for number in meaning:
            if number in strange or self._is_hindi(forms[number]):
                key = self._key(self._plain(forms[number]))
                keys[number] = key if len(key) >= least or number not in strange else ""
        for match in self._sounds.find([keys[number] for number in meaning], meaning, _BY_SOUND):
            if not set(match.words).isdisjoint(strange):
                yield match
        for number in strange:
            key = keys[number]
            if key[-1:] in ("t", "n") and len(key) > least and not self._sounds.get(key):
                rows = self._sounds.get(key[:-1])
                if rows:
                    yield _Match((number,), _BY_STEM, rows)


@lru_cache(maxsize=1)
def widener() -> Widener:
    """Return the widener of the tables that come with the package, read on first use."""
    return Widener(lay_words(), acronyms(), hindi_words(), grammar_words())


def phrases_of_lay_words() -> Iterator[tuple[frozenset[str], LayWord]]:
    """Yield the terms of each lay word, without stop words and little words, and its row."""
    terms = _Terms()
    for row in lay_words():
        yield frozenset(terms.of(row.said)) - STOP_TERMS - _LITTLE, row


class _Terms:
    """The terms of phrases, each word looked up once."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}

    def of(self, phrase: str) -> tuple[str, ...]:
        """Return the terms of `phrase`, as the analyzer finds them."""
        words = phrase.lower().split()
        known = self._words
        try:
            return tuple([known[word] for word in words])
        except KeyError:
            if not (phrase.isascii() and phrase.replace(" ", "").isalpha()):
                return tuple([token.term for token in tokens(phrase)])
            known.update({word: terms_of(word)[0] for word in words})
            return tuple([known[word] for word in words])


def hindi_form(word: str) -> str:
    """Return a Hindi word, in lower case, as it is compared: without a dot below (nukta)."""
    return word if word.isascii() else _devanagari_form(word)


@lru_cache(maxsize=10_000)
def _devanagari_form(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u093c", ""))


def _spelt(row: HindiWord) -> Iterator[tuple[str, ...]]:
    """Yield each spelling of a row as the forms of its words."""
    for form in row.latin:
        for spelling in form:
            yield tuple(spelling.split())
    for spelling in row.devanagari:
        yield tuple([_devanagari_form(word) for word in spelling.split()])


@lru_cache(maxsize=10_000)
def _sound(form: str) -> str:
    return sound_key(form)


def _form(word: _Said) -> str:
    return hindi_form(word.text)


def _entry(row: _Row) -> _Entry:
    if isinstance(row, LayWord):
        return _Entry(row.meant, row.weight, row.reason)
    if isinstance(row, HindiWord):
        return _Entry(row.meant, row.weight, f"{row.name} is Hindi ({row.reason})")
    return row


def _preference(match: _Match) -> tuple[int, float, tuple[int, ...]]:
    return -len(match.words), -match.factor * max(row.weight for row in match.rows), match.words


def _longest_first(matches: Iterable[_Match]) -> Iterable[tuple[tuple[int, ...], list[_Match]]]:
    """Return the numbers of words that match, most words first and weightiest next, each with all of its matches."""
    together: dict[tuple[int, ...], list[_Match]] = {}
    for match in sorted(matches, key=_preference):
        together.setdefault(match.words, []).append(match)
    return together.items()


def _widening(matches: list[_Match], said: set[str], known: Callable[[str], bool]) -> Widening | None:
    """Return what several matches of the same words mean, or None where the index has none of it."""
    best: dict[tuple[str, ...], Alternative] = {}
    whys: list[str] = []
    for match in matches:
        for meant, sure, why in map(_entry, match.rows):
            for text in meant:
                terms = alternative_terms(text)
                if said.issuperset(terms) or not all(map(known, terms)):
                    continue
                weight = sure * match.factor
                if terms not in best or best[terms].weight < weight:
                    best[terms] = Alternative(terms, weight, text)
                if why not in whys:
                    whys.append(why)
    if not best:
        return None
    alternatives = sorted(best.values(), key=lambda alternative: (-alternative.weight, alternative.text))
    words = matches[0].words
    return Widening(words[0], words[-1], words, tuple(alternatives[:MAX_ALTERNATIVES]), "; ".join(whys))


@lru_cache(maxsize=10_000)
def alternative_terms(text: str) -> tuple[str, ...]:
    """Return the terms of what may be meant, each once: an answer that has all of them has it."""
    return tuple(dict.fromkeys(query_terms(text)))
