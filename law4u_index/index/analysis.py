"""From text to the terms of the index: the one analyzer that pages and queries both go through.

A *token* is a stretch of text; it yields one term or several at the same position, the first being its own:

========================  =======================  ===========================================
text                      terms                    why
========================  =======================  ===========================================
``Tenants'``, ``tenant``  ``tenant``               English stems (Snowball)
``labor``, ``labour``     ``labour``               spelt in two ways, the same word
``R.T.I``, ``F.I.R.``     ``rti``, ``fir``         acronyms with and without points
``498-A``, ``498A``       ``498a``                 a letter belongs to its section
``13(1)(ia)``             ``13(1)(ia)``, ``13``    a sub-section is also its section
``u/s``, ``§``, ``Sec.``  ``section``              one word for one thing
``₹5 lakh``, ``5,00,000`` ``500000``, ``lakh``     figures as numbers
``मुक़दमे``                 ``मुकदमे``                 Devanagari whole words, nukta folded
``न्\u200dयाय``             ``न्याय``                  some keyboards type joiners that nobody sees
``e-filing``              ``efil``                 as people also write it
========================  =======================  ===========================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from law4u_index.index.caching import kept_of_words
from law4u_index.index.stemming import stem
from law4u_index.index.variants import kept_spelling

TOKEN = re.compile(
    r"""
      [a-z]{2,60}(?![a-z\ufb00-\ufb06\u00ad\u200b-\u200d\u2060\ufeff])   # most of all, so first
    | §+
    | u/s(?![^\W\d])
    | (?:[a-z]\.){2,12}(?:[a-z](?![^\W_]))?         # r.t.i, f.i.r.
    | \d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,4})?(?:~?(?:lakh|lac|crore)s?\b)?
    | \d{1,9}\.\d{1,4}(?:~?(?:lakh|lac|crore)s?\b)
    | \d{1,9}~?(?:lakh|lac|crore)s?\b
    | \d{1,9}(?:-?[a-z]{1,3}(?![^\W_]))?(?:\([0-9a-z]{1,5}\)){1,5}   # 13(1)(ia), 65-b(4)
    | \d{1,9}-?[a-z]{1,3}(?![^\W_])                                 # 498a, 304-a
    | \d{1,40}
    | e-[a-z]{2,40}
    | [\u0900-\u0963\u0970-\u097f][\u0900-\u0963\u0970-\u097f\u00ad\u200b-\u200d\u2060\ufeff]{0,59}
    | [^\W\d_](?:[^\W\d_]|[\u00ad\u200b-\u200d\u2060\ufeff]){0,59}
    """,
    re.VERBOSE,
)
"""What is a token, over text that went through :func:`fold`. No token has white space in it."""

STOP_WORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being both but by can could did do
    does doing down during each for from further had has have having he her here hers herself him himself his how i if
    in into is it its itself just me more most my myself no nor not now of off on once only or other our ours
    ourselves out over own please s same she should so some such t tell than that the their theirs them themselves
    then there these they this those through to too u under until up very want was we were what when where whether
    which while who whom why will with would you your yours yourself yourselves d ll m re ve
    क्या कैसे का की के को में से है हैं पर और तो भी ने कि यह वह हो""".split()  # noqa: SIM905 - a page of quoted words is no better to read
)
"""Words that carry no weight in a query of other words; they are in the index, so that a phrase is exact."""

_FIGURES = {"lakh": 100_000, "lac": 100_000, "crore": 10_000_000}
_SECTION_WORDS = frozenset(["§", "u/s", "sec", "secs", "sections", "ss", "us", "धारा", "dhara"])
_AMBIGUOUS_SECTION_WORDS = frozenset(["ss", "us"])
_NUKTA = "\u093c"
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Signs that stand for two or three letters in texts copied from PDF files: 'conﬁdential', 'eﬀect'."""
_READ = {**_LIGATURES, **dict.fromkeys([0xAD, *range(0x200B, 0x200E), 0x2060, 0xFEFF])}
"""How the signs of a token are read: ligatures as their letters; soft hyphens, joiners and such not at all."""
_FOREIGN = r"[^\x00-\x7f\u0900-\u0965\u0970-\u097f]"  # compiled when first needed, as the next two
_SPACED_FIGURE = r"(?<=\d)\s(?=(?:lakh|lac|crore)s?\b)"
_FIGURE = r"([\d,.]+)~?([a-z]*)"


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "’‘ʼ":
        return "'"
    if character in "‐‑–":
        return "-"
    if ord(character) in _LIGATURES:
        return character  # one place in the text, but more letters: of one token they are read apart
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    base = unicodedata.normalize("NFKD", character).lower()[:1]
    return base if base.isalnum() else character


def fold(text: str) -> str:
    """Return `text` in lower case without accents, ready for :data:`TOKEN`; as long as `text` itself.

    Offsets into the folded text are offsets into the text, which is what highlights need. The space within
    '5 lakh' becomes '~', so that every token stands within one stretch without white space.
    """
    folded = text.lower()
    if not folded.isascii():
        if len(folded) != len(text):  # one letter becomes two
            folded = text.replace("İ", "i").lower()
        folded = re.sub(_FOREIGN, lambda match: _fold_character(match.group()), folded)
    if "lakh" in folded or "crore" in folded or "lac" in folded:
        folded = re.sub(_SPACED_FIGURE, "~", folded)
    return folded


def written(word: str) -> str:
    """Return a word, or the beginning of one, as the index lists it among its written words."""
    return fold(word).translate(_READ)


class Token(NamedTuple):
    """A token of a text.

    Attributes:
        terms: the terms that it yields, its own first.
        start, end: where it stands, offsets in characters.
        position: its number in the text, from 0.
        text: what stands there, folded.
    """

    terms: tuple[str, ...]
    start: int
    end: int
    position: int
    text: str

    @property
    def term(self) -> str:
        """The token's own term."""
        return self.terms[0]


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, in order."""
    for position, match in enumerate(TOKEN.finditer(fold(text))):
        token = match.group().translate(_READ)
        yield Token(terms_of(token), match.start(), match.end(), position, token)


@kept_of_words(4096)
def word_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a word of a query, which is asked for several times on the way."""
    return tuple(tokens(text))


def chunk_tokens(chunk: str) -> list[str]:
    """Return the tokens in `chunk`, a stretch of folded text without white space, as :attr:`Token.text` has them."""
    found = TOKEN.findall(chunk)
    return found if chunk.isascii() else [token.translate(_READ) for token in found]


@kept_of_words(100_000)
def chunk_terms(chunk: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms of each token in `chunk`, a stretch of folded text without white space.

    Splitting at white space and looking chunks up here is ten times as fast as matching :data:`TOKEN` over a
    whole text, and finds the same.
    """
    return tuple(terms_of(token) for token in chunk_tokens(chunk))


@kept_of_words(100_000)
def terms_of(token: str) -> tuple[str, ...]:
    """Return the terms of one token, as :attr:`Token.text` has it or as it stands in folded text, its own first."""
    if not token.isascii():
        token = token.translate(_READ)
    first = token[0]
    if first.isdecimal():  # what \d matches; more signs than that are digits
        return _number_terms(token)
    if "\u0900" <= first <= "\u097f":
        word = without_nukta(token)
        return ("section",) if word == "धारा" else (word,)
    if token in _SECTION_WORDS or first == "§":
        if token in _AMBIGUOUS_SECTION_WORDS:
            return (token, "section")
        return ("section",)
    if "." in token:
        return (token.replace(".", ""),)
    if token.startswith("e-"):
        return (stem("e" + token[2:]), stem(token[2:]))
    return (stem(kept_spelling(token)),)


def without_nukta(word: str) -> str:
    """Return a word without the dots below letters of Devanagari, which many leave out."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(_NUKTA, ""))


def _number_terms(token: str) -> tuple[str, ...]:
    if "(" in token:
        whole = token.replace("-", "")
        return (whole, whole[: whole.index("(")])
    if token.isdecimal():
        return (token,)
    if token[-1].isalpha() and not token.rstrip("s").endswith(("lakh", "lac", "crore")):
        return (token.replace("-", ""),)
    figure = re.match(_FIGURE, token)
    assert figure is not None
    digits, unit = figure.group(1).replace(",", ""), figure.group(2).rstrip("s")
    if not unit:
        return (digits,)
    whole, _, fraction = digits.partition(".")
    value = int(whole) * _FIGURES[unit] + int((fraction + "0000")[:4]) * _FIGURES[unit] // 10_000
    return (str(value), "lakh" if unit == "lac" else unit, digits)


def query_terms(text: str) -> list[str]:
    """Return the terms by which to look for `text`, in order: without stop words, unless it has no others."""
    found = [token.term for token in tokens(text)]
    return [term for term in found if term not in STOP_TERMS] or found


STOP_TERMS = frozenset(terms_of(fold(word))[0] for word in STOP_WORDS)
"""The terms of :data:`STOP_WORDS`."""
