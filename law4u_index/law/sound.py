"""Hindi words by their sound: one key for all the ways to spell a word, in Latin letters and in Devanagari.

People spell Hindi in Latin letters as they please: 'muqadma', 'mukadma', 'mukaddama'. A key keeps what they agree
on, the consonants and whether a vowel is near 'i' or near 'u':

=====================================  =====================================================
what varies                            what the key makes of it
=====================================  =====================================================
``a``, ``aa``, an ``a`` not spoken     nothing, but where the word begins with it
``ee``, ``e``, ``ai``, ``y``           ``i``
``oo``, ``o``, ``au``                  ``u``
breath: ``kh``, ``dh``, ``bh``, …      the plain consonant; ``ph`` is ``f``, ``ch`` is ``c``
``q``, ``z``, ``w``, ``sh``, ``x``     ``k``, ``j``, ``v``, ``s``, ``ks``
``m`` before a lip sound or ``s``      ``n``, as the dot above (anusvara) is
doubled letters                        one
vowels and ``h`` at the end            nothing
plural endings ``-on``, ``-ein``       nothing
=====================================  =====================================================

Devanagari is spelt as it is spoken, so a word in it is heard as another only by :func:`spelling_key`, which keeps the
vowels and the breath: 'गुरु' sounds like 'घूर' no more than to a Hindi ear. Within phrases it is compared with Latin
letters too. For that, Devanagari is written in Latin letters first, each letter by its usual one, and folded by the
same rules; a dot below (nukta) makes no difference that ``z`` and ``j``, or ``q`` and ``k``, do not make. The rules
were chosen by thinking and by counting, over the words of ``data/hindi.csv``, which spellings of one word differ and
which words fall together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 60
"""Letters of a word that are looked at."""

_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "ch", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h",
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri", "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au",
    "ऑ": "o", "ऍ": "e",
}  # fmt: skip
_SIGNS = {
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o",
    "ॅ": "e", "्": "",
}  # fmt: skip
_NASALS = "ंँ"

_ALIKE = str.maketrans({
    "ी": "ि", "ू": "ु", "ै": "े", "ौ": "ो", "ॉ": "ा", "ॅ": "े", "ई": "इ", "ऊ": "उ", "ऐ": "ए", "औ": "ओ", "ऑ": "आ", "ऍ": "ए",
    "श": "स", "ष": "स", "ण": "न", "ञ": "न", "ङ": "न", "ळ": "ल", "ः": "", "ँ": "ं",
})  # fmt: skip
_UNWRITTEN = re.compile("[\u093c\u094d]")
_LONG_A = re.compile("(?<=[क-ह])ा(?=[क-ह])")
_SHORT_A = re.compile("[क-ह](?=[क-ह])")
_TWICE = re.compile(r"([क-ह])्(?=\1)|क्(?=ख)|च्(?=छ)|ट्(?=ठ)|त्(?=थ)|द्(?=ध)")
_SINGULARS = (
    ("ियों", "ी"), ("ियां", "ी"), ("ियाँ", "ी"), ("ुओं", "ू"), ("ाओं", "ा"), ("ाएं", "ा"), ("ाएँ", "ा"), ("ों", ""),
    ("ों", "ा"), ("ें", ""), ("े", "ा"),
)  # fmt: skip

_CLUSTERS = (
    ("tsh", "ts"), ("ksh", "ks"), ("cch", "C"), ("chh", "C"), ("ch", "C"), ("ce", "se"), ("ci", "si"), ("sh", "s"),
    ("ph", "f"), ("kh", "k"), ("gh", "g"), ("jh", "j"), ("zh", "j"), ("th", "t"), ("dh", "d"), ("bh", "b"),
    ("ck", "k"), ("x", "ks"), ("ehe", "h"), ("eh", "h"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "z": "j", "w": "v", "c": "k", "C": "c", "e": "i", "y": "i", "o": "u"})
_PLURAL = re.compile(r"(?<=[a-z]{3})(?:(?<!o)on|ein|(?<=[a-z]{4})en|iyan|iyaan|iyon)$")
_LIP_NASAL = re.compile(r"m(?=[bpfvs])")
_DOUBLED = re.compile(r"([a-z])\1{1,59}")
_SILENT_END = re.compile(r"(?<=[a-z]{2})[iuh]{1,4}$")
_NOT_LETTERS = re.compile(r"[^a-z]{1,60}")


def sound_key(word: str) -> str:
    """Return the key of a word: words that sound alike have the same.

    Args:
        word: one word, Hindi in Latin letters or in Devanagari; only its first :data:`LONGEST` letters count.

    Returns:
        Lower-case Latin letters; nothing where the word has no letter of either script. Equal for
        'jurmana', 'jurmaanaa', 'zurmana' and 'जुर्माना'.
    """
    latin = word[:LONGEST].lower()
    if not (latin.isascii() and latin.isalpha()):
        latin = _NOT_LETTERS.sub("", transliterate(latin))
    if not latin:
        return ""
    key = _PLURAL.sub("", latin)
    for cluster, letter in _CLUSTERS:
        if cluster in key:
            key = key.replace(cluster, letter)
    key = _LIP_NASAL.sub("n", key.translate(_LETTERS))
    if key.lstrip("a")[:1] in ("i", "u"):  # 'aurat', 'orat'; 'aaykar', 'aykar'
        key = key.lstrip("a")
    # The first letter stands by itself: 'sasur' is no 'sur'.
    return _SILENT_END.sub("", key[0] + _DOUBLED.sub(r"\1", key[1:].replace("a", "")))


def spelling_key(word: str) -> str:
    """Return the key of a word in Devanagari: all the ways to spell a word in which only its signs differ have one.

    Long and short vowels, the sibilants, nuktas, letters written twice and letters without a vowel make no difference;
    other vowels, breath and nasals do.
    """
    signs = unicodedata.normalize("NFD", word[:LONGEST]).replace("ज्ञ", "ग्य")
    return _UNWRITTEN.sub("", _TWICE.sub("", signs)).translate(_ALIKE)


def spelling_keys(word: str) -> Iterator[str]:
    """Yield the keys that a word in Devanagari may be found by, the likelier first.

    They are its own, those of what it may be the plural of, and its own with one 'a' made short or long ('तालाक').
    """
    key = spelling_key(word)
    yield key
    for plural, singular in _SINGULARS:
        if word.endswith(plural):
            yield spelling_key(word.removesuffix(plural) + singular)
    for place in _LONG_A.finditer(key):
        yield key[: place.start()] + key[place.end() :]
    for place in _SHORT_A.finditer(key):
        yield f"{key[: place.end()]}ा{key[place.end() :]}"


def transliterate(word: str) -> str:
    """Return `word` with its Devanagari letters in Latin ones, each by its usual one, in lower case.

    A consonant without a vowel sign is followed by 'a', but at the end of the word, where it is not spoken. A nasal
    at the end of the word is left out, as it mostly is where Hindi is typed in Latin letters. Other signs stay.
    """
    signs = unicodedata.normalize("NFD", word).replace("\u093c", "").replace("ज्ञ", "ग्य")
    latin: list[str] = []
    bare = False  # whether the last sign is a consonant that no vowel has followed
    for sign in signs:
        if sign in _SIGNS:
            latin.append(_SIGNS[sign])
            bare = False
            continue
        if bare:
            latin.append("a")
        bare = sign in _CONSONANTS
        latin.append(_CONSONANTS.get(sign) or _VOWELS.get(sign) or ("n" if sign in _NASALS else sign))
    if signs[-1:] in tuple(_NASALS):
        latin.pop()
    return "".join(latin).lower()
