"""The grammar of a provision's number: digits, capitals, then sub-sections in brackets: ``13(1)(ia)``, ``304A``."""

from __future__ import annotations

import re
from typing import NamedTuple

from law4u_index.law.word_sets import word_set

MAX_RANGE = 200
"""The most sections that one range ('Sections 10 to 40') yields; a longer one yields its two ends."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SPELT = "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड"
_HINDI_PARTS = {
    **dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमय", _LATIN, strict=True)),
    **dict(zip(_SPELT.split(), _LATIN, strict=True)),
    "आईए": "ia",
    "आईबी": "ib",
}
"""Clauses as Hindi texts count them, by their own letters or by English ones: '(ख)' is '(b)', '(आर)' is '(r)'."""

_HINDI_PART = "|".join(_HINDI_PARTS)
_DIGITS = {ord("०") + digit: str(digit) for digit in range(10)}

PART = (
    r"[0-9०-९]{1,3}(?:-?[A-Za-z]{1,2}|[A-Z]{3})?|[a-z]{1,2}|[ivxl]{1,6}(?:[-\s]?[a-z]){0,2}|z{2,4}[a-z]?|[A-Z]{1,2}|"
    + _HINDI_PART
)
"""What may stand between the brackets of a sub-section, clause or sub-clause."""

_SPACED_PART = r"[0-9०-९]{1,3}(?:-?[A-Za-z]{1,2}|[A-Z]{3})?|([a-z])\1?|[ivxl]{1,6}(?:-?[a-z])?|[A-Z]|" + _HINDI_PART

_OF_AN_ACT = r"I\.?\s?P\.?\s?C|C\.?\s?P\.?\s?C|BNSS?|BSA|NDPS"
"""Letters behind a number that are an Act's: 'Section 420-IPC', '420IPC'."""

NUMBER = re.compile(
    r"(?P<digits>[0-9०-९]{1,4})(?![0-9०-९])"
    r"(?:(?P<ordinal>st|nd|rd|th)(?![A-Za-z])"
    rf"|(?:-|\s-|-\s)(?!{_OF_AN_ACT})(?P<hyphen>[A-Z]{{1,3}}|[a-z])(?![A-Za-z0-9])"
    rf"|(?!{_OF_AN_ACT})(?P<capitals>[A-Z]{{1,4}})(?![A-Za-z])"
    r"|(?!(?:of|to|in|or|is|by|on|as)\b)(?P<small>[a-z]{1,2})(?![A-Za-z])"
    r"|-?\s?(?P<hindi>क|ख|ग|घ|ङ|च|एफ|एच|ए|बी|सी|डी)(?![ऀ-ॿ])"
    r"|\s(?P<apart>[A-Z])(?!\s?&\s?[A-Z]\s(?:Act|ACT))(?=\s{0,2}(?:[,;/&()]|$|of\b|and\b|or\b|r/w\b|read\b|to\b|(?:I\.?\s?P\.?\s?C|C[Rr]\.?\s?P|B\.?N\.?S|I\.T|IT)\b)))?"
)
_OVER_THE_PAGE = re.compile(r"\n\s{0,2}\((?:[ivx]{1,5}|[a-z]|[0-9]{1,2})\)(?=\(|,|\s(?:and|or|of|read|r/w)\b)")
"""A further bracket behind a page's end, if the sentence goes on behind it: else it counts the next paragraph."""

SUBSECTION = re.compile(rf"\(\s?(?:{PART})\s?\)|\s\(\s?(?:{_SPACED_PART})\s?\)")
"""A sub-section or clause in its brackets."""

_MOST_PARTS = 6
"""So many of them are read behind one number."""

_GOES_ON = re.compile(r"\.[0-9]|,000|(?<![0-9]{3})(?:,[0-9]{2}){1,3},[0-9]{3}(?![0-9A-Z(-])|\s?%|°|/-")
"""What stands behind the digits of a decimal, an amount or a percentage, which are no provision's."""

_NOT_A_LETTER = word_set("km cm kg am pm rs cr mm gm ft mb gb dr mr no")
"""Letters right behind a number that are a measure, or a word: '5km'."""

_PARTS_OF_304 = ("II", "III")
"""No letters of a section: 'Section 304-II' is section 304, Part II. (80-I is a section of the Income-tax Act.)"""

_HINDI_LETTERS = {
    "क": "A",
    "ख": "B",
    "ग": "C",
    "घ": "D",
    "ङ": "E",
    "च": "F",
    "ए": "A",
    "बी": "B",
    "सी": "C",
    "डी": "D",
    "एफ": "F",
    "एच": "H",
}
_CLAUSE = re.compile(r"[a-z]")
_ROMAN_LETTERS = frozenset("ivx")
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(NamedTuple):
    """The number of a provision as it stands in a text.

    Attributes:
        base: digits and letters, such as ``304A``.
        parts: what stands in the brackets after it, such as ``("1", "ia")``.
    """

    base: str
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.base + "".join(f"({part})" for part in self.parts)

    @property
    def whole(self) -> int:
        """The number without its letters: 304 of ``304A``."""
        return int(self.base.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))

    @property
    def letters(self) -> str:
        """The letters of the number: ``A`` of ``304A``, else nothing."""
        return self.base.lstrip("0123456789")


def read_number(text: str, position: int) -> tuple[Number, int] | None:
    """Return the number of a provision that stands at `position` in `text`, and where it ends.

    Returns:
        None where no number stands there: no digits, an ordinal ('21st'), a measure ('5km'), a decimal or an
        amount ('4.2', '10,000'), a percentage.
    """
    match = NUMBER.match(text, position)
    if match is None or match["ordinal"]:
        return None
    small = match["small"] or ""
    if small in _NOT_A_LETTER:
        return None
    letters = match["hyphen"] or match["capitals"] or small or match["apart"] or ""
    if match["hindi"]:
        letters = _HINDI_LETTERS[match["hindi"]]
    if letters in _PARTS_OF_304:
        letters = ""
    end = match.end()
    if _GOES_ON.match(text, end):
        return None
    parts, end = read_parts(text, end)
    return Number(f"{int(match['digits'])}{letters.upper()}", parts), end


def read_parts(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """Return the bracketed parts that stand at `position` in `text` ('(1)(ia)'), and where they end."""
    parts: list[str] = []
    while len(parts) < _MOST_PARTS:
        match = SUBSECTION.match(text, position) or (_OVER_THE_PAGE.match(text, position) if parts else None)
        if match is None:
            break
        part = "".join(match[0].split()).strip("()").replace("-", "")
        parts.append(part if part.isascii() else _HINDI_PARTS.get(part) or part.translate(_DIGITS))
        position = match.end()
    return tuple(parts), position


def spread(first: Number, last: Number) -> list[Number]:
    """Return the numbers of a range after its first, up to and with its last.

    '139 to 142' gives 140, 141, 142; '12A to 12C' 12B, 12C; '7(1) to 7(3)' 7(2), 7(3). Where what lies between
    is not known, or is more than :data:`MAX_RANGE`, only the last.
    """
    if first.whole < last.whole:
        between = range(first.whole + 1, last.whole)
        if len(between) >= MAX_RANGE:
            return [last]
        return [*(Number(str(number)) for number in between), last]
    if first.whole == last.whole and len(last.letters) == 1 and len(first.letters) <= 1:
        start = ord(first.letters) + 1 if first.letters else ord("A")
        return [*(Number(f"{first.whole}{chr(code)}") for code in range(start, ord(last.letters))), last]
    return [last]


def spread_parts(first: Number, last: str) -> list[Number]:
    """Return the provisions of a range of sub-sections: 19(1)(a) and ``c`` give 19(1)(b), 19(1)(c)."""
    stem, start = first.parts[:-1], first.parts[-1]
    if start.isdecimal() and last.isdecimal() and 0 < int(last) - int(start) <= MAX_RANGE:
        steps = [str(number) for number in range(int(start) + 1, int(last) + 1)]
    elif len(start) == len(last) == 1 and start.isalpha() and last.isalpha() and start < last:
        steps = [chr(code) for code in range(ord(start) + 1, ord(last) + 1)]
    else:
        steps = [last]
    return [Number(first.base, (*stem, step)) for step in steps]


def siblings(number: Number) -> list[Number]:
    """Return the clauses that '3(1)(r)(s)' puts side by side: within a letter stands no letter, but Roman numerals."""
    for depth in range(1, len(number.parts)):
        before, part = number.parts[depth - 1 : depth + 1]
        if _CLAUSE.fullmatch(before) and _CLAUSE.fullmatch(part) and before < part and part not in _ROMAN_LETTERS:
            rest = Number(number.base, (*number.parts[: depth - 1], *number.parts[depth:]))
            return [Number(number.base, number.parts[:depth]), *siblings(rest)]
    return [number]


def with_parts(first: Number, parts: tuple[str, ...]) -> Number:
    """Return the sibling of `first` that `parts` alone name: after 2(1)(a), '(b)' is 2(1)(b), '(2)' is 2(2)."""
    for depth in range(len(first.parts) - 1, -1, -1):
        if _sort(first.parts[depth]) == _sort(parts[0]):
            return Number(first.base, first.parts[:depth] + parts)
    return Number(first.base, first.parts + parts)


def _sort(part: str) -> str:
    return "number" if part[0].isdecimal() else "capital" if part[0].isupper() else "letter"


def roman(numeral: str) -> int | None:
    """Return what a Roman numeral up to XCIX is worth, or None where it is none."""
    match = _ROMAN.fullmatch(numeral)
    if match is None or not numeral:
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
