"""What people say, turned into what answers say: 'sasur ne jahez maanga' looks for a demand for dowry too.

Three tables are looked through: lay words (:mod:`law4u_index.law.lay`), acronyms in both directions, and Hindi words
(:mod:`law4u_index.law.hindi`). A phrase of a table is compared, by its terms, with the words of the query side by side;
what little words stand between (English articles and pronouns, Hindi grammar words) is overlooked where the phrase has
other words. The longest match counts, no word is widened twice. A Hindi word that no table spells so is found by its
sound, and a verb by the sound of its stem.

Nothing here looks at an index: whoever asks says which terms it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from law4u_index.index.analysis import STOP_TERMS, fold, query_terms, terms_of, tokens
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
_LONGEST_PHRASE = 8

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of a table, as it is when it has matched."""

    meant: tuple[str, ...]
    weight: float
    why: str


class _Match(NamedTuple):
    words: tuple[int, ...]
    factor: float
    entries: list[_Entry]


class _Said(NamedTuple):
    """A word of the query: its number, its term, and how it is spelt."""

    number: int
    term: str
    text: str


class _Phrases:
    """Phrases by their words, with what each means."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        self._longest: dict[str, int] = {}

    def add(self, words: tuple[str, ...], entry: _Entry) -> None:
        """Take in a phrase; one of no words, or of too many, is left out."""
        if 0 < len(words) <= _LONGEST_PHRASE:
            entries = self._entries.setdefault(words, [])
            if entry not in entries:
                entries.append(entry)
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return words in self._entries

    def __getitem__(self, words: tuple[str, ...]) -> list[_Entry]:
        return self._entries[words]

    def find(self, words: Sequence[str], numbers: Sequence[int], factor: float) -> Iterator[_Match]:
        """Yield every place where a phrase stands among `words`, whose numbers in the query are `numbers`."""
        for start, word in enumerate(words):
            for length in range(min(self._longest.get(word, 0), len(words) - start), 0, -1):
                entries = self._entries.get(tuple(words[start : start + length]))
                if entries is not None:
                    yield _Match(tuple(numbers[start : start + length]), factor, entries)


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
        self._english_short = _Phrases()
        self._hindi = _Phrases()
        self._hindi_short = _Phrases()
        self._rows = tuple(hindi)
        self._grammar: dict[str, str] = {}
        self._lookalikes: set[str] = set()
        self._vocabulary: set[str] = set()
        for lay_word in lay:
            self._add_english(lay_word.said, _Entry(lay_word.meant, lay_word.weight, lay_word.reason))
        for acronym in short:
            why = f"{acronym.short} is {acronym.long}"
            self._add_english(acronym.short, _Entry((acronym.long,), _ACRONYM, why))
            self._add_english(acronym.long, _Entry((acronym.short,), _ACRONYM, why))
        for grammar_word in grammar:
            for spelling in (*grammar_word.latin, *grammar_word.devanagari):
                self._grammar[hindi_form(spelling)] = grammar_word.kind
            self._lookalikes.update(grammar_word.lookalikes)
        for row in self._rows:
            self._lookalikes.update(row.lookalikes)
            entry = _hindi_entry(row)
            for spelling in row.spellings:
                self._add_hindi(spelling, entry)

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
        words = [_Said(number, terms_of(text)[0], text) for number, text in enumerate(said[:MAX_WORDS]) if text]
        forms = [_form(word) for word in words]
        dropped = self._droppable(forms)
        widenings = []
        for match in _chosen(self._matches(words, forms, dropped, known)):
            widening = _widening(match, {words[number].term for number in match.words}, known)
            if widening is not None:
                widenings.append(widening)
        if len(dropped) == len(words) and not widenings:
            dropped = frozenset()
        return Widened(tuple(sorted(widenings)), dropped)

    def _add_english(self, text: str, entry: _Entry) -> None:
        terms = tuple(token.term for token in tokens(text))
        if len(terms) == 1 and terms[0] in STOP_TERMS:
            return  # 'IT' is an Act, and the commonest of words
        self._english.add(terms, entry)
        spoken = tuple(term for term in terms if term not in _LITTLE)
        if len(spoken) > 1:
            self._english_short.add(spoken, entry)

    def _add_hindi(self, text: str, entry: _Entry) -> None:
        forms = tuple(hindi_form(word) for word in text.split())
        self._hindi.add(forms, entry)
        spoken = tuple(form for form in forms if form not in self._grammar)
        self._vocabulary.update(spoken)
        left_out = {self._grammar[form] for form in forms if form in self._grammar}
        if len(spoken) > 1 or left_out <= {"helper"}:
            self._hindi_short.add(spoken, entry)

    @cached_property
    def _sounds(self) -> _Phrases:
        """The Hindi phrases by the sound of their words, made when the first word asks for it."""
        phrases = _Phrases()
        for row in self._rows:
            entry = _hindi_entry(row)
            for spelling in row.spellings:
                words = [hindi_form(word) for word in spelling.split()]
                phrases.add(tuple(_key(word) for word in words if word not in self._grammar), entry)
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
        return not form.isascii() or (
            form not in self._lookalikes and (form in self._vocabulary or form in self._grammar)
        )

    def _matches(
        self, words: Sequence[_Said], forms: Sequence[str], dropped: frozenset[int], known: Callable[[str], bool]
    ) -> Iterator[_Match]:
        every = range(len(words))
        terms = [word.term for word in words]
        yield from self._english.find(terms, every, 1.0)
        spoken = [number for number in every if terms[number] not in _LITTLE and number not in dropped]
        yield from self._english_short.find([terms[number] for number in spoken], spoken, _OVERLOOKED)

        hindi = any(self._is_hindi(form) for form in forms)
        said = list(forms)
        if not hindi:
            said = ["" if form in self._lookalikes else form for form in said]
        yield from self._hindi.find(said, every, 1.0)
        meaning = [number for number in every if number not in dropped]
        yield from self._hindi_short.find([said[number] for number in meaning], meaning, _OVERLOOKED)
        yield from self._heard(words, forms, meaning, known)

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
            and forms[number].isalpha()
            and not known(words[number].term)
        ]
        if not strange:
            return
        company = any(self._is_hindi(form) for form in forms)
        least = _LEAST_SOUND if company else _LEAST_SOUND_ALONE
        keys = ["" for _ in words]
        for number in meaning:
            if number in strange or self._is_hindi(forms[number]):
                key = _key(forms[number])
                keys[number] = key if len(key) >= least or number not in strange else ""
        for match in self._sounds.find([keys[number] for number in meaning], meaning, _BY_SOUND):
            if not set(match.words).isdisjoint(strange):
                yield match
        for number in strange:
            key = keys[number]
            if key[-1:] in ("t", "n") and len(key) > least and (key,) not in self._sounds:
                stem = (key[:-1],)
                if stem in self._sounds:
                    yield _Match((number,), _BY_STEM, self._sounds[stem])


@lru_cache(maxsize=1)
def widener() -> Widener:
    """Return the widener of the tables that come with the package, read on first use."""
    return Widener(lay_words(), acronyms(), hindi_words(), grammar_words())


def hindi_form(word: str) -> str:
    """Return a Hindi word as it is compared: in lower case, without a dot below (nukta)."""
    return word if word.isascii() else _devanagari_form(word)


@lru_cache(maxsize=10_000)
def _devanagari_form(word: str) -> str:
    return terms_of(fold(word))[0] if word else ""


@lru_cache(maxsize=10_000)
def _key(form: str) -> str:
    return sound_key(form)


def _form(word: _Said) -> str:
    return word.text if word.text.isascii() else word.term


def _hindi_entry(row: HindiWord) -> _Entry:
    return _Entry(row.meant, row.weight, f"{row.name} is Hindi ({row.reason})")


def _chosen(matches: Iterable[_Match]) -> list[_Match]:
    """Return the longest matches, none of which share a word; those of exactly the same words as one."""
    ordered = sorted(matches, key=lambda match: (-len(match.words), -match.factor, match.words))
    owner: dict[int, tuple[int, ...]] = {}
    together: dict[tuple[int, ...], list[_Match]] = {}
    for match in ordered:
        if match.words in together:
            together[match.words].append(match)
        elif owner.keys().isdisjoint(match.words):
            owner.update(dict.fromkeys(match.words, match.words))
            together[match.words] = [match]
    return [_joined(words, found) for words, found in together.items()]


def _joined(words: tuple[int, ...], found: list[_Match]) -> _Match:
    if len(found) == 1:
        return found[0]
    entries = {
        (entry.meant, entry.why): _Entry(entry.meant, entry.weight * match.factor, entry.why)
        for match in reversed(found)  # the best factor last, so that it stays
        for entry in match.entries
    }
    return _Match(words, 1.0, list(entries.values()))


def _widening(match: _Match, said: set[str], known: Callable[[str], bool]) -> Widening | None:
    """Return a match with its alternatives, or None where the index has none of them."""
    best: dict[tuple[str, ...], Alternative] = {}
    whys: list[str] = []
    for entry in match.entries:
        found = False
        for text in entry.meant:
            terms = _alternative_terms(text)
            if said.issuperset(terms) or not all(map(known, terms)):
                continue
            found = True
            weight = entry.weight * match.factor
            if terms not in best or best[terms].weight < weight:
                best[terms] = Alternative(terms, weight, text)
        if found and entry.why not in whys:
            whys.append(entry.why)
    if not best:
        return None
    alternatives = sorted(best.values(), key=lambda alternative: (-alternative.weight, alternative.text))
    return Widening(
        match.words[0], match.words[-1], match.words, tuple(alternatives[:MAX_ALTERNATIVES]), "; ".join(whys)
    )


@lru_cache(maxsize=10_000)
def _alternative_terms(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(query_terms(text)))
