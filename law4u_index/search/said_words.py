"""What there is to know of each word of a query by itself, and what its neighbours make of it.

Whether a word is Hindi or English, grammar or a word of the tables, and how long a phrase of the tables may begin with
it; :mod:`law4u_index.search.widening` finds these phrases. Many words are both Hindi and English ('me', 'band'): only
the words beside one tell which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from law4u_index.index.analysis import terms_of
from law4u_index.index.caching import kept_of_words
from law4u_index.search.lexicon import GRAMMAR, LOOKALIKE, NEGATION, VOCABULARY, Lexicon, hindi_form

ROLES = {"ne": "ne", "ने": "ne", "ko": "ko", "को": "ko"}
"""What stands behind who does something, and behind whom it is done to."""

_KEPT = 8192
"""Of so many words is kept what there is to know of them."""

_LEAST_STRANGE = 4
"""A word of fewer letters sounds like too many others to be taken for one of them."""

_POSTPOSITIONS = frozenset({"ka", "ki", "ke", "ko", "ne", "pe"})
"""Hindi that is hardly ever English: no query in English has two of them."""


class SaidWord:
    """What there is to know of a word by itself.

    Attributes:
        term: what it is in an index.
        form: its Hindi form (:func:`~law4u_index.search.lexicon.hindi_form`).
        bits: what that form is, in the bits of :mod:`law4u_index.search.lexicon`.
        spelling: the one spelling for all that are the same word: of a negation, or of what a row lists by itself.
        english: how many words the longest English phrase has that begins with it; 0 where none does.
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
        "spelling",
        "term",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        term, form = terms_of(text)[0], hindi_form(text)
        bits, spelling = lexicon.form(form)
        self.term = term
        self.form = form
        self.bits = bits
        self.spelling = spelling
        self.english = lexicon.english.longest(term)
        self.hindi = lexicon.hindi.longest(spelling)
        self.is_listed = bits & NEGATION != 0 or bool(self.hindi and lexicon.hindi.rows(spelling))
        if form.isascii():
            self.is_hindi = not bits & LOOKALIKE and bits & (VOCABULARY | GRAMMAR) != 0
        else:
            self.is_hindi = "\u0900" <= form[0] <= "\u097f"
        self.is_number = text.isdecimal()
        is_english = lexicon.is_plain(term) or lexicon.is_everyday(term) or lexicon.has_term(term)
        self.may_be_strange = (
            not (self.is_listed or bits & (GRAMMAR | LOOKALIKE))
            and not is_english
            and len(form) >= _LEAST_STRANGE
            and (form.isalpha() or not form.isascii())
        )

    def is_strange(self, known: Callable[[str], bool]) -> bool:
        """Tell whether it may be a word of the tables by its sound, where `known` tells which terms the index has."""
        return self.may_be_strange and not known(self.term)


def word_reader(lexicon: Lexicon) -> Callable[[str], SaidWord]:
    """Return what tells of a folded word what there is to know of it by these tables, and remembers it."""

    def read(text: str) -> SaidWord:
        return SaidWord(text, lexicon)

    return kept_of_words(_KEPT)(read)


def droppable(words: Sequence[SaidWord]) -> frozenset[int]:
    """Return the numbers of the words that are Hindi grammar.

    A word that is English as well ('me', 'par', 'main') is Hindi only in company: beside a grammar word that is
    no English word, beside two words of the table, or where two postpositions stand together ('company ka … pe').
    """
    certain = {number for number, word in enumerate(words) if word.is_hindi}
    grammar = {number for number, word in enumerate(words) if word.bits & GRAMMAR}
    postpositions = _POSTPOSITIONS.intersection(word.form for word in words)
    return frozenset(grammar) if grammar & certain or len(certain) > 1 or len(postpositions) > 1 else frozenset()


def figures_beside_hindi(words: Sequence[SaidWord], dropped: frozenset[int]) -> frozenset[int]:
    """Return the numbers of the figures that stand beside a word that is Hindi here.

    Args:
        words: the words of a query.
        dropped: what :func:`droppable` told of them.
    """
    figures = [number for number, word in enumerate(words) if word.is_number]
    if not figures:
        return frozenset()
    hindi = {number for number, word in enumerate(words) if word.is_hindi or number in dropped}
    return frozenset(number for number in figures if not hindi.isdisjoint((number - 1, number + 1)))


def roles_of(words: Sequence[SaidWord]) -> dict[int, str]:
    """Return the numbers of the words behind which stands that they do something, or that it is done to them."""
    return {number - 1: ROLES[word.form] for number, word in enumerate(words) if word.form in ROLES}
