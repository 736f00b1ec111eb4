"""A query in Hindi in Latin letters, word by word in English: an encoder reads Hindi, but not as phones write it.

'malik ne tankhwah nahi di' is asked as 'employer unpaid salary'. That is no sentence, but what it is about: the tables
of words say what each word means most likely, grammar is left out but for its negations, and all else stays as it was
typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from law4u_index.index.analysis import fold, word_tokens
from law4u_index.search.lexicon import DENIAL, GRAMMAR, LOOKALIKE, VOCABULARY, lexicon
from law4u_index.search.widening import widener

_HINDI_SHARE = 0.25
"""So much of a query's words in Latin letters is Hindi where it is asked in English."""

_LATIN = re.compile(r"[a-z]+")


def is_latin_hindi(text: str) -> bool:
    """Tell whether at least :data:`_HINDI_SHARE` of a text's words in Latin letters are Hindi: 'malik deposit nahi'."""
    words = _LATIN.findall(fold(text))
    return bool(words) and sum(map(_is_hindi, words)) >= _HINDI_SHARE * len(words)


def _is_hindi(word: str) -> bool:
    bits = lexicon().bits(word)
    return bits & (VOCABULARY | GRAMMAR) != 0 and not bits & LOOKALIKE


def gloss(text: str, known: Callable[[str], bool]) -> str:
    """Return what a query says in English, as far as the tables know its words.

    Args:
        text: the query, plain words only.
        known: tells whether the index has a term.
    """
    said = word_tokens(text)
    widened = widener().widen([token.text for token in said], known)
    english = {number: DENIAL if lexicon().negates(said[number].text) else "" for number in widened.dropped}
    for widening in widened.widenings:
        if widening.is_hindi:
            english.update(dict.fromkeys(widening.words, ""))
            english[widening.words[0]] = widening.alternatives[0].text
    return " ".join(filter(None, [english.get(number, token.text) for number, token in enumerate(said)]))
