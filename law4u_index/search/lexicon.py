"""What a search asks of ``words.tables``, the words that people use as :mod:`law4u_index.search.compile` lays them out.

Nothing is read before a word asks for it: see :mod:`law4u_index.law.tables`.
"""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache
from struct import Struct, unpack
from typing import NamedTuple

import numpy as np

from law4u_index.index.analysis import STOP_TERMS, without_nukta
from law4u_index.index.blockfile import Array
from law4u_index.index.caching import kept_of_words
from law4u_index.kinds import KINDS
from law4u_index.law.tables import Map, Tables, load
from law4u_index.law.verbs import may_be_form_of
from law4u_index.search.slips import WordList

FILE = "words.tables"
"""The package's file, made by :mod:`law4u_index.search.compile`."""

VOCABULARY, GRAMMAR, NEGATION, LOOKALIKE = 1, 2, 4, 8
"""What a Hindi form can be, as bits: a word of the tables, grammar, a negation; English as well."""

DENIAL = "not"
"""The English word, and its term, by which a negation in Hindi is said."""

FIRST, WEIGHS = 1, 2
"""What words that ask can be, as bits: asking only at the beginning of a query; words to be looked for as well."""

_NASAL = re.compile("\u0901|[ङञणनम]्(?=[क-घच-झट-ढत-धप-भशस])")
_GLIDE = re.compile("(?<!्)य[ेी]$")
_GLIDES = {"ये": "ए", "यी": "ई"}

_RARITY = Struct("<d")
_ENTRIES = 4096
"""So many rows are kept decoded."""

_KEPT = 8192
"""Of so many words, and of phrases, is kept what was looked up last."""


def hindi_form(word: str) -> str:
    """Return a Hindi word, in lower case, as it is compared.

    Without a dot below (nukta); with a dot above (anusvara) for the moon with a dot (chandrabindu) and for a nasal
    before the consonant that it belongs to ('सम्बन्ध', 'संबंध'); with 'ए' and 'ई' for 'ये' and 'यी' at the end.
    """
    if word.isascii():
        return word
    return _GLIDE.sub(lambda match: _GLIDES[match.group()], _NASAL.sub("\u0902", without_nukta(word)))


class Entry(NamedTuple):
    """What a row of the word tables says.

    Attributes:
        weight: how surely it is meant.
        why: what tells so, to show.
        category: the site's label of its area of law.
        meant: what is meant, to show, and its terms.
    """

    weight: float
    why: str
    category: str
    meant: tuple[tuple[str, tuple[str, ...]], ...]


class Phrases:
    """Phrases by their words, each with the numbers of its rows.

    Args:
        table: by each phrase, and by the words with which one begins: of a single word in one byte how many words the
            longest phrase has that begins with it, of several words 0; then the numbers of the phrase's rows, u16 each.
    """

    def __init__(self, table: Map) -> None:
        self._table = table
        self.rows = kept_of_words(_KEPT)(self._rows)
        self.longest = kept_of_words(_KEPT)(self._longest)

    def _longest(self, word: str) -> int:
        """Return how many words the longest phrase has that begins with `word`; 0 where none does."""
        found = self._table.get(word)
        return found[0] if found else 0

    def _rows(self, phrase: str) -> tuple[int, ...] | None:
        """Return the rows of a phrase, its words parted by single spaces; None where no phrase begins so."""
        found = self._table.get(phrase)
        if found is None:
            return None
        return unpack(f"<{len(found) // 2}H", found[1:]) if len(found) > 1 else ()


class Lexicon:
    """The tables of words, compiled.

    Args:
        tables: what :class:`law4u_index.search.compile.Compiler` has made.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.english = Phrases(tables.map("english"))
        self.hindi = Phrases(tables.map("hindi"))
        self.sounds = Phrases(tables.map("sounds"))
        self._others = tables.map("others")
        self._forms = tables.map("forms")
        self._terms = tables.map("terms")
        self._hints = tables.map("hints")
        self._same = tables.map("same")
        self._asking = tables.map("asking")
        self._everyday = tables.map("everyday")
        self._denials = tables.map("denials")
        self._nouns = tables.map("nouns")
        self._plain = tables.map("plain")
        self.entry = lru_cache(maxsize=_ENTRIES)(self._entry)
        self.form = kept_of_words(_KEPT)(self._form)
        self.is_everyday = kept_of_words(_KEPT)(self._is_everyday)
        self.denies = kept_of_words(_KEPT)(self._denies)
        self.is_noun = kept_of_words(_KEPT)(self._is_noun)
        self.hint = kept_of_words(_KEPT)(self._hint)
        self.same = kept_of_words(_KEPT)(self._same_as)
        self.longest_asking = kept_of_words(_KEPT)(self._longest_asking)

    def bits(self, word: str) -> int:
        """Return what a folded word is as Hindi, as bits."""
        return self.form(hindi_form(word))[0]

    def negates(self, word: str) -> bool:
        """Tell whether a folded word is a Hindi negation."""
        return self.bits(word) & NEGATION != 0

    def _form(self, form: str) -> tuple[int, str]:
        """Return what a Hindi form is, as bits, and the one spelling for all of its word that sound so.

        Args:
            form: as :func:`hindi_form` gives it.
        """
        found = self._forms.get(form)
        if found is None:
            for stem in may_be_form_of(form):
                found = self._forms.get(stem)
                if found is not None:
                    return found[0], found[1:].decode() or stem
            return 0, form
        return found[0], found[1:].decode() or form

    def rows_of_others(self, role: str, phrase: str) -> tuple[int, ...]:
        """Return the rows that have a Hindi phrase only with its first word in the other role.

        Args:
            role: what stands behind that word, 'ne' or 'ko'.
            phrase: the phrase without its grammar.
        """
        found = self._others.get(f"{role} {phrase}")
        return unpack(f"<{len(found) // 2}H", found) if found else ()

    def has_term(self, term: str) -> bool:
        """Tell whether a term is one of the law's words, or of those that lead to them."""
        return self._terms.get(term) is not None

    def _is_everyday(self, term: str) -> bool:
        """Tell whether a term is one of those that everybody tells a story with."""
        return self._everyday.get(term) is not None

    def _denies(self, term: str) -> bool:
        """Tell whether a term says that something is not so, or not done."""
        return self._denials.get(term) is not None

    def _is_noun(self, term: str) -> bool:
        """Tell whether a term is a stop word that names a matter as well."""
        return self._nouns.get(term) is not None

    def is_plain(self, term: str) -> bool:
        """Tell whether a term is a word of plain English or a name, though it may be spelt nearly as one of the law."""
        return self._plain.get(term) is not None

    def _entry(self, row: int) -> Entry:
        start, stop = unpack("<II", self._tables.view("row.starts")[4 * row : 4 * row + 8])
        weight, why, category, meant = json.loads(bytes(self._tables.view("rows")[start:stop]))
        return Entry(weight, why, category, tuple([(text, tuple(terms)) for text, *terms in meant]))

    def _longest_asking(self, term: str) -> int:
        """Return how many words the longest phrase has that asks and begins with a term; 0 where none does."""
        found = self._asking.get(term)
        return found[0] if found else 0

    def asking(self, phrase: str) -> tuple[str, int] | None:
        """Return the kind of section for which a phrase asks, its terms parted by single spaces, and its bits."""
        found = self._asking.get(phrase)
        return (KINDS[found[1]], found[2]) if found and len(found) > 1 else None

    # Hints: the rows of lay words are numbered.

    def _same_as(self, term: str) -> str:
        """Return the term under which the rows that hint have a term: that of 'cop' is that of 'police'."""
        found = self._same.get(term)
        return term if found is None else found.decode()

    def _hint(self, term: str) -> tuple[Array, Array] | None:
        """Return the numbers of the rows that hint and have a term, int64, and for each how rare that is among them.

        Args:
            term: as :attr:`same` gives it.
        """
        found = self._hints.get(term)
        if found is None:
            return None
        numbers = np.frombuffer(found, np.uint16, offset=_RARITY.size).astype(np.int64)
        return numbers, np.full(len(numbers), _RARITY.unpack_from(found)[0])

    @cached_property
    def denying_hints(self) -> Array:
        """The numbers of the hints that deny something by a stop word ('not paid'), some of them twice."""
        found = [hint[0] for term in sorted(STOP_TERMS) if self.denies(term) and (hint := self.hint(term)) is not None]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    @cached_property
    def hint_rows(self) -> Array:
        """The row of lay words of each number of a hint."""
        return np.frombuffer(self._tables.view("hint.rows"), np.uint16)

    @cached_property
    def hint_sums(self) -> Array:
        """How rare all terms of each number of a hint are together."""
        return np.frombuffer(self._tables.view("hint.sums"), np.float64)

    # Spelling.

    @cached_property
    def written(self) -> WordList:
        """The law's words as they are written, and those that lead to them."""
        starts, ends = [np.frombuffer(self._tables.view(f"written.{name}"), np.uint32) for name in ("starts", "ends")]
        sets = np.frombuffer(self._tables.view("written.sets"), np.uint64)
        return WordList(self._tables.array("written").decode(), starts, ends, sets)

    @cached_property
    def of_acts(self) -> Array:
        """Which of :attr:`written` stand in the name of an Act."""
        return np.frombuffer(self._tables.view("written.acts"), np.bool_)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of the tables that come with the package."""
    return Lexicon(load(FILE))
