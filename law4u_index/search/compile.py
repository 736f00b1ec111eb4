"""The script that makes ``words.tables`` of the tables of words: ``python -m law4u_index.search.compile``.

What a search asks of that file is in :mod:`law4u_index.search.lexicon`.

Lay words (:mod:`law4u_index.law.lay`), acronyms in both directions, Hindi words and grammar
(:mod:`law4u_index.law.hindi`) are laid out by the terms of the index that they are, so that a search looks up its own
words only.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate

import numpy as np

from law4u_index.index.analysis import STOP_TERMS, TOKEN, fold, terms_of, tokens
from law4u_index.kinds import KINDS
from law4u_index.law.act_table import acts
from law4u_index.law.english import english_words
from law4u_index.law.hindi import GrammarWord, HindiWord, grammar_words, hindi_words
from law4u_index.law.lay import Acronym, LayWord, QuestionWords, acronyms, lay_words, question_words, same_words
from law4u_index.law.sheets import write_compiled
from law4u_index.law.sound import sound_key, spelling_key
from law4u_index.law.successors import headings
from law4u_index.law.tables import pack
from law4u_index.law.verbs import MARK, may_be_form_of
from law4u_index.search.lexicon import FILE, FIRST, GRAMMAR, LOOKALIKE, NEGATION, VOCABULARY, WEIGHS, hindi_form
from law4u_index.search.said_words import ROLES
from law4u_index.search.slips import by_length, letter_sets
from law4u_index.search.widening import LITTLE, alternative_terms

ACRONYM = 0.9
"""How surely an acronym means what it stands for, and the other way round."""

LEAST_LETTERS = 3
"""Words of fewer letters are no correction of anything."""

LITTLE_SHARE = 0.5
"""The share of its rarity's weight that a stop word has in a row: who filed a case has not asked where to file it."""

_OTHER_ROLE = {"ne": "ko", "ko": "ne"}

_PLACES = frozenset({"me", "mein", "par", "pe", "se", "में", "पर", "पे", "से", *ROLES})
"""What stands behind a noun and says where, or to whom: with a negation alone the noun would say something else."""

_HEARD_IN_ENGLISH = str.maketrans({"g": "j", "s": "j", **dict.fromkeys("aiu")})
"""What an English word written by ear keeps of its sound: 'एजेंट' is 'agent', 'वीजा' 'visa'."""


class _Phrases:
    """Phrases by their words, with the rows of each, as they are taken in."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], list[int]] = {}
        self._longest: dict[str, int] = {}

    def add(self, words: Sequence[str], row: int) -> None:
        rows = self._rows.setdefault(tuple(words), [])
        if row not in rows[-1:]:
            rows.append(row)
        self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def words(self) -> Iterator[str]:
        for phrase in self._rows:
            yield from phrase

    def packed(self) -> dict[str, bytes]:
        """Return the table that :class:`law4u_index.search.lexicon.Phrases` reads."""
        table = {first: bytes([longest]) for first, longest in self._longest.items()}
        for phrase in self._rows:
            for length in range(2, len(phrase) + 1):
                table[" ".join(phrase[:length])] = b"\0"
        for phrase, rows in self._rows.items():
            table[" ".join(phrase)] += struct.pack(f"<{len(rows)}H", *rows)
        return table


class Compiler:
    """Lays the tables out.

    Args:
        lay: the lay words.
        short: the acronyms.
        hindi: the Hindi words.
        grammar: the Hindi words without meaning.
        asking: the words that ask.
        same: words of which each tells the same within a lay word.
    """

    def __init__(
        self,
        lay: Iterable[LayWord],
        short: Iterable[Acronym],
        hindi: Iterable[HindiWord],
        grammar: Iterable[GrammarWord],
        asking: Iterable[QuestionWords] = (),
        same: Iterable[Sequence[str]] = (),
    ) -> None:
        self._rows: list[bytes] = []
        self._english, self._hindi, self._sounds = _Phrases(), _Phrases(), _Phrases()
        self._forms: dict[str, int] = {}  # what each Hindi form is, as bits
        self._spelling: dict[str, str] = {}  # of each form the one spelling for all that are the same word
        self._hints: list[tuple[int, frozenset[str]]] = []
        self._roles: dict[tuple[str, ...], dict[int, set[str]]] = {}
        self._asking = _asking(asking)
        self._same = {_term(word): _term(words[0]) for words in same for word in words}
        lay, short, hindi = tuple(lay), tuple(short), tuple(hindi)
        for grammar_word in grammar:
            self._add_grammar(grammar_word)
        for lay_word in lay:
            self._add_lay(lay_word)
        for acronym in short:
            self._add_acronym(acronym)
        self._learn_forms(hindi, _english(lay, short, hindi))
        for hindi_word in hindi:
            self._add_hindi(hindi_word)

    def packed(self, written: Mapping[str, bool]) -> bytes:
        """Return the bytes of the file.

        Args:
            written: the words that the law knows as they are written, and whether they are of an Act's name.
        """
        starts = list(accumulate(map(len, self._rows), initial=0))
        hints, sums = self._packed_hints()
        known = {term for word in written for term in terms_of(word)} | set(self._english.words())
        return pack(
            {
                "english": self._english.packed(),
                "hindi": self._hindi.packed(),
                "others": self._packed_others(),
                "sounds": self._sounds.packed(),
                "forms": {
                    form: bytes([bits]) + self._spelling.get(form, "").encode() for form, bits in self._forms.items()
                },
                "terms": dict.fromkeys(known, b""),
                "hints": hints,
                "same": {term: first.encode() for term, first in self._same.items()},
                "asking": self._asking,
                "everyday": dict.fromkeys(map(_term, english_words("everyday")), b""),
                "denials": dict.fromkeys(map(_term, english_words("denial")), b""),
                "nouns": dict.fromkeys(map(_term, english_words("noun")), b""),
                "plain": dict.fromkeys(map(_term, (*english_words("plain"), *english_words("name"))), b""),
            },
            {
                "rows": b"".join(self._rows),
                "row.starts": struct.pack(f"<{len(starts)}I", *starts),
                "hint.rows": struct.pack(f"<{len(self._hints)}H", *(row for row, _ in self._hints)),
                "hint.sums": struct.pack(f"<{len(sums)}d", *sums),
                **_packed_words(written),
            },
        )

    def _row(self, meant: Sequence[str], weight: float, why: str, category: str) -> int:
        """Take in what a row says; return its number."""
        listed = [[text, *alternative_terms(text)] for text in meant]
        self._rows.append(
            json.dumps([weight, why, category, listed], ensure_ascii=False, separators=(",", ":")).encode()
        )
        return len(self._rows) - 1

    def _add_lay(self, word: LayWord) -> None:
        """Take in a lay word as a phrase, and as a hint if two of its words tell it, or it is one word."""
        row = self._row(word.meant, word.weight, word.reason, word.category)
        terms = _terms(word.said)
        self._add_english(terms, row)
        told = frozenset([self._same.get(term, term) for term in terms]) - LITTLE
        if len(told - STOP_TERMS) > 1 or len(terms) == 1:  # 'make a will' is no 'make'
            self._hints.append((row, told))

    def _add_acronym(self, acronym: Acronym) -> None:
        """Take in an acronym in both directions."""
        why = f"{acronym.short} is {acronym.long}"
        for said, meant in ((acronym.short, acronym.long), (acronym.long, acronym.short)):
            self._add_english(_terms(said), self._row((meant,), ACRONYM, why, acronym.category))

    def _add_english(self, terms: tuple[str, ...], row: int) -> None:
        """Take in an English phrase, as it is and without its little words."""
        if len(terms) == 1 and terms[0] in STOP_TERMS:
            return  # 'IT' is an Act, and the commonest of words
        self._english.add(terms, row)
        if not LITTLE.isdisjoint(terms):
            spoken = tuple(term for term in terms if term not in LITTLE)
            if len(spoken) > 1:
                self._english.add(spoken, row)

    def _add_grammar(self, word: GrammarWord) -> None:
        """Take in the forms of a word that carries no meaning."""
        forms = [hindi_form(spelling) for spelling in (*word.latin, *word.devanagari)]
        self._mark(forms, GRAMMAR)
        self._spelling.update(_one_spelling(form for form in forms if form.endswith(MARK)))
        self._take_forms(forms)
        self._spelling.update(_one_spelling(form for form in forms if form not in self._spelling))
        if word.kind == "negation":
            self._mark(forms, NEGATION)
            self._spelling.update(dict.fromkeys(forms, word.latin[0]))
        self._mark(word.lookalikes, LOOKALIKE)

    def _learn_forms(self, hindi: Sequence[HindiWord], english: Set[str]) -> None:
        """Take in what forms there are of Hindi words, and which of them are English: phrases are made of these.

        Args:
            hindi: the words.
            english: the words of the tables that are English.
        """
        for word in hindi:
            forms = (hindi_form(spelling) for spelling in word.spellings if " " not in spelling)
            self._spelling.update(_one_spelling(forms))
        self._join_english(hindi)
        for word in hindi:
            self._mark(word.lookalikes, LOOKALIKE)
            own = {form for form in map(hindi_form, word.spellings) if form.endswith(MARK)}
            self._take_forms(form for form in word.lookalikes if not own.isdisjoint(may_be_form_of(form)))
        self._take_bare_stems(english)
        self._leave_english(english)

    def _add_hindi(self, word: HindiWord) -> None:
        """Take in a Hindi word or phrase in each of its spellings: as it is, without its grammar, and by its sound."""
        row = self._row(word.meant, word.weight, f"{word.name} is Hindi ({word.reason})", word.category)
        for spelling in word.spellings:
            forms = tuple(map(hindi_form, spelling.split()))
            self._take_forms(form for form in forms if form not in self._forms)
            self._hindi.add([self._spelling.get(form, form) for form in forms], row)
            self._mark([form for form in forms if not self._is(form, GRAMMAR)], VOCABULARY)
            spoken = self._spoken(forms)
            if spoken:
                heard = tuple(form if self._is(form, NEGATION) else _sound(form) for form in spoken)
                self._hindi.add(spoken, row)
                self._sounds.add(heard, row)
                role = ROLES.get(forms[1], "") if len(forms) > 1 and not self._is(forms[0], GRAMMAR) else ""
                for phrase in (spoken, heard):
                    self._roles.setdefault(phrase, {}).setdefault(row, set()).add(role)
            if len(forms) == 1:
                self._sounds.add([_sound(forms[0]) if spelling.isascii() else spelling_key(forms[0])], row)

    def _spoken(self, forms: Sequence[str]) -> tuple[str, ...]:
        """Return a phrase without its grammar, but with its negations; nothing where it would no more be the phrase.

        'salary nahi de raha' is 'salary nahi', but 'police wala' is not 'police', nor 'tod diya' every 'tod': what a
        word means by itself, its row says. Nor is 'kaam par mat aao' every 'kaam nahi'.
        """
        spoken = [form for form in forms if not self._is(form, GRAMMAR) or self._is(form, NEGATION)]
        nouns = sum(not self._is(form, NEGATION) for form in spoken)
        placed = not _PLACES.isdisjoint(forms)
        if len(spoken) < min(len(forms), 2) or not nouns or (placed and nouns < len(spoken) == 2):
            return ()
        return tuple(self._spelling.get(form, form) for form in spoken)

    def _join_english(self, hindi: Iterable[HindiWord]) -> None:
        """Let an English word that Hindi has taken over, written by ear, be that word within phrases: 'बैंक', 'bank'.

        It is one where its row says that it means what it sounds like, and phrases in Latin letters have that.
        """
        taken_over = {word for row in hindi for word in row.lookalikes}
        for row in hindi:
            heard = {_heard_in_english(text): text for text in row.meant if text in taken_over}
            for form in [form for form in map(hindi_form, row.spellings) if " " not in form]:
                english = heard.get(_heard_in_english(form))
                if english is not None:
                    self._spelling[form] = self._spelling.get(english, english)

    def _take_forms(self, forms: Iterable[str]) -> None:
        """Give forms of verbs that no row lists by themselves the one spelling of their stem, and what it is."""
        for form in forms:
            if form not in self._spelling:
                stem = next(
                    (stem for stem in may_be_form_of(form) if stem in self._spelling or stem in self._forms), None
                )
                if stem is not None:
                    self._spelling[form] = self._spelling.get(stem, stem)
                    self._mark([form], self._forms.get(stem, 0) or VOCABULARY)

    def _take_bare_stems(self, english: Set[str]) -> None:
        """Let the stems of verbs be forms of them, but for those that rows list as something else."""
        for stem in [stem for stem in (*self._spelling, *self._forms) if stem.endswith(MARK)]:
            bare = stem.removesuffix(MARK)
            if bare not in self._spelling and not self._is(bare, GRAMMAR):
                self._spelling[bare] = self._spelling.get(stem, stem)
                self._mark([bare], (self._forms.get(stem, 0) or VOCABULARY) | LOOKALIKE * (bare in english))

    def _leave_english(self, words: Iterable[str]) -> None:
        """Let English words be no forms of Hindi verbs: a 'bike' is no 'bik-'."""
        for word in words:
            if (
                word not in self._spelling
                and word not in self._forms
                and any(stem in self._spelling or stem in self._forms for stem in may_be_form_of(word))
            ):
                self._mark([word], LOOKALIKE)

    def _mark(self, forms: Iterable[str], bit: int) -> None:
        """Take in that forms are what `bit` says, too."""
        for form in forms:
            self._forms[form] = self._forms.get(form, 0) | bit

    def _is(self, form: str, bit: int) -> bool:
        return bool(self._forms.get(form, 0) & bit)

    def _packed_others(self) -> dict[str, bytes]:
        """Return, by a role and a phrase, the rows that have the phrase with its first word in the other role only."""
        others: dict[str, bytes] = {}
        for phrase, rows in self._roles.items():
            for role, other in _OTHER_ROLE.items():
                found = [row for row, roles in rows.items() if roles == {other}]
                if found:
                    others[" ".join((role, *phrase))] = struct.pack(f"<{len(found)}H", *found)
        return others

    def _packed_hints(self) -> tuple[dict[str, bytes], list[float]]:
        """Return each term's rarity among the hints with the numbers that have it, and what each number weighs."""
        numbers: dict[str, list[int]] = {}
        for number, (_, terms) in enumerate(self._hints):
            for term in terms:
                numbers.setdefault(term, []).append(number)
        rarity = {
            term: math.log(1 + len(self._hints) / len(having)) * (LITTLE_SHARE if term in STOP_TERMS else 1.0)
            for term, having in numbers.items()
        }
        packed = {term: struct.pack(f"<d{len(having)}H", rarity[term], *having) for term, having in numbers.items()}
        return packed, [math.fsum(rarity[term] for term in sorted(terms)) for _, terms in self._hints]


def _packed_words(written: Mapping[str, bool]) -> dict[str, bytes]:
    """Return the arrays of written words, shorter ones first: letters, places, sets of letters, which are of Acts."""
    words = sorted(written, key=lambda word: (len(word), word))
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    text, (order, ends) = "".join(words), by_length(lengths)
    starts = (lengths.cumsum() - lengths)[order]
    return {
        "written": text.encode(),
        "written.starts": starts.astype("<u4").tobytes(),
        "written.ends": ends.astype("<u4").tobytes(),
        "written.sets": letter_sets(text, starts, ends).tobytes(),
        "written.acts": bytes(written[words[place]] for place in order.tolist()),
    }


def _one_spelling(forms: Iterable[str]) -> dict[str, str]:
    """Return the words that a row lists by themselves, each with the one of them that sounds so and stands first."""
    first: dict[str, str] = {}
    return {form: first.setdefault(_sound(form), form) for form in forms}


def _sound(form: str) -> str:
    """Return how a word sounds; the stem of a verb keeps its mark."""
    return sound_key(form) + MARK * form.endswith(MARK)


def _heard_in_english(form: str) -> str:
    """Return the consonants by which an English word is known that is written by ear."""
    return sound_key(form).translate(_HEARD_IN_ENGLISH)


def _english(lay: Iterable[LayWord], short: Iterable[Acronym], hindi: Iterable[HindiWord]) -> set[str]:
    """Return the words of the tables that are English, as they are written."""
    texts = [text for row in lay for text in (row.said, *row.meant)]
    texts += [text for row in short for text in (row.short, row.long)]
    texts += [text for row in hindi for text in row.meant]
    return {*_written(texts), *(word for kind in ("everyday", "plain", "name") for word in english_words(kind))}


def _asking(rows: Iterable[QuestionWords]) -> dict[str, bytes]:
    """Return the phrases that ask, by their terms: the words of the longest that begins so, its kind, what it is."""
    longest: dict[str, int] = {}
    phrases: dict[str, bytes] = {}
    for row in rows:
        bits = FIRST * (row.place == "first") | WEIGHS * (row.weight == "full")
        for said in row.said:
            terms = _terms(said)
            longest[terms[0]] = max(len(terms), longest.get(terms[0], 0))
            phrases[" ".join(terms)] = bytes([KINDS.index(row.kind), bits])
    return {phrase: bytes([longest.get(phrase, 0)]) + phrases.get(phrase, b"") for phrase in {*longest, *phrases}}


def _term(word: str) -> str:
    return terms_of(word)[0]


def _terms(phrase: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens(phrase))


def written_words() -> dict[str, bool]:
    """Return the words that the law knows, as they are written, and whether they are of an Act's name.

    They are those of Acts, of the headings of sections, of lay words, what is meant by them and what tells the same, of
    acronyms and Hindi.
    """
    of_acts = [name for entry in acts() for name in (entry.name, entry.short, *entry.aliases, *entry.typed)]
    others = [text for row in lay_words() for text in (row.said, *row.meant)]
    others += [word for words in same_words() for word in words]
    others += [text for row in acronyms() for text in (row.short, row.long)]
    others += [text for row in hindi_words() for text in (*row.spellings, *row.meant)]
    others += [text for row in grammar_words() for text in (*row.latin, *row.devanagari)]
    others += headings().values()
    found = dict.fromkeys(_written(others), False)
    found.update(dict.fromkeys(_written(of_acts), True))
    return found


def _written(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for token in TOKEN.findall(fold(text)):
            if token.isalpha() and len(token) >= LEAST_LETTERS:
                yield token


def compiled() -> bytes:
    """Return the bytes of the package's file for the tables as they are now."""
    compiler = Compiler(lay_words(), acronyms(), hindi_words(), grammar_words(), question_words(), same_words())
    return compiler.packed(written_words())


if __name__ == "__main__":
    write_compiled(FILE, compiled)
