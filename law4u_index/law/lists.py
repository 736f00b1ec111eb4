"""Lists of numbers: '406, 409 & 120-B', '139 to 142', '19(1)(a) and (b)', and the number of an Order.

What a text and a query have in common; which keyword stands before, and which Act is meant, is told elsewhere.
"""

from __future__ import annotations

import re

from law4u_index.law.grammar import Number, read_number, read_parts, roman, siblings, spread, spread_parts, with_parts

LAST_ORDER = 51
"""The number of the last Order of the Code of Civil Procedure."""

_LARGEST = 999
"""A larger number is no section's: no Act has so many."""

_MOST = 400
"""So many numbers of one list are read; a range may take it beyond."""

_ROMAN = re.compile(r"([IVXL]{1,7})(?:-?([A-D]))?(?![A-Za-z0-9])")
_ORDER_DIGITS = re.compile(r"([0-9]{1,2})(?:-?([A-D]))?(?![A-Za-z0-9])")
_ALONE = re.compile(
    r"[1-9][0-9]{0,2}(?=\s(?!(?i:to|till|through|with)\s)(?:[Oo]f\s|OF\s|[BHKLTW][A-Za-z]|[IN][A-Z]|C[GPRor]|M[Vo]))"
)
"""One number behind which its Act follows: so stand most, and none of what could go on with it needs to be tried."""

_SEPARATOR = re.compile(
    r"(?P<range>\s{1,2}(?:to|through|till|upto|up\sto|से)\s{1,2}(?:sections?\s|articles?\s|rules?\s)?|\s?[–—-]\s?)"
    r"|\s{0,2}(?:,\s{0,2})?(?:and/or|and|or|&|as\s{1,2}well\s{1,2}as|read\s(?:along\s|together\s)?with|r\s?/\s?w\.?|r\.w\.|rw"
    r"|along\s{1,2}with|with|plus|और|तथा|एवं|व|या)[\s(](?<!\()\s?|\s{0,2}(?:,\s{0,2}&?|/|;|&|\+)\s{0,2}|\.\s(?=[0-9]{1,3}[A-Z]?,\s?[0-9])",
    re.IGNORECASE,
)
"""What joins numbers; in titles with capitals: 'Sections 139 To 142', 'SECTIONS 337 AND 338'."""
_GLOSS = re.compile(r"\s{0,2}\(([^()0-9\x00]{4,80})\)(?=\s{0,2}(?:,|and\b|or\b|&|/|;|r/w|read\b|to\b))")
"""What a number of a list is about, in brackets: 'Sections 420 (cheating) and 406'."""

_CHANGED = re.compile(
    r"(?:alter|convert|chang|modif|reduc|mov|amend|shift|renumber|scal|toned)[a-z]{0,6}\s(?:[a-z]{1,12}\s){0,4}from\s"
)
"""What stands before a change of sections, which is no range: 'altered the charge from Section 302 to 304'."""

_LONGEST_CHANGED = 60
_LETTER = re.compile(r"[B-Z](?!\.?[A-Za-z0-9])")
"""The last of a range of letters: '354A-D'."""

_NEXT_LETTER = re.compile(
    r"[B-Z](?![A-Za-z0-9'’.]|\s?&\s?[A-Z]\s[A-Z])"
    r"(?=\s{0,2}(?:[,;/&()]|$|(?:of|and|or|r/w|read)\b|(?:I\.?\s?P\.?\s?C|B\.?N\.?S|I\.?T\.?\s|Cr\.?P)))"
)
"""The next letter alone, of the same number: '354A, B, C and D of the IPC'."""

_IN_BRACKETS = re.compile(r"\(([1-9][0-9]{0,2}[A-Z]{0,2})\)")
"""A further number where each has its brackets: 'Sections (138) and (142)'."""

_DATE = re.compile(r"[0-9]{1,2}([-./])(?:0?[1-9]|1[0-2])\1[0-9]{2,4}")
_COUNTED = re.compile(
    r"\s{0,2}-?\s{0,2}(?:%|per\s?cent|percent|days?\b|months?\b|years?\b|yrs?\b|weeks?\b|hours?\b|hrs?\b|minutes?\b|min\b"
    r"|seconds?\b|lakhs?\b|lacs?\b|crores?\b|thousand\b|hundred\b|rupees\b|times\b|others?\b|persons?\b|people\b"
    r"|accused\b|witness(?:es)?\b|members?\b|pages?\b|copies\b|km\b|kms\b|metres?\b|meters?\b|feet\b|acres?\b|sq\b"
    r"|cases\b|installments?|instalments?\b|states?\b|children\b|women\b|men\b|grams?\b|kg\b|points?\b|steps?\b|things\b"
    r"|types?\b|kinds?\b|ways\b|categories\b|daughters?\b|sons?\b|shares?\b|working\b|clear\b|calendar\b|AM\b|PM\b"
    r"|a\.m|p\.m|am\b|pm\b|o'clock|th\b|times\b|paise\b|units?\b|employees\b|workers\b|workmen\b|marks\b|employers\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{3,6})?\.?(?:[\s,]{1,2}[0-9]|[\s,]{0,2}$))"
)
"""What a number counts that stands right before it."""

COUNTED_IN_ANY_CASE = re.compile(_COUNTED.pattern, re.IGNORECASE)
_COUNTED_IN_HINDI = re.compile(
    r"\s{0,2}(?:din|dino|mahin[ae]|maheen[ae]|saal|saalon|haft[ae]|ghant[ae]|rupaye|rupye|hazaa?r|log|logon|baar|guna)\b"
    r"|\s{0,2}(?:दिन|दिनों|महीने|महीनों|माह|साल|सालों|वर्ष|वर्षों|हफ्ते|सप्ताह|घंटे|रुपये|रुपए|हज़ार|हजार|लाख|करोड़|लोग|लोगों|बार|गुना)(?![ऀ-ॿ])"
)
PEOPLE_AND_THINGS = re.compile(
    r"\s{1,2}(?:states?|others?|persons?|people|accused|witness(?:es)?|members?|pages|copies|cases|children|women|men"
    r"|points|steps|things|types|kinds|ways|categories|daughters?|sons?|shares?|clear|marks|employe(?:es|rs)|work(?:ers|men|ing)"
    r"|units|times)\b"
)
"""Those of the counted that a section may have to do with: 'Under Section 6 daughters inherit'."""

_KEYWORD_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:S(?:ections?|ecs?\.?)|A(?:rticles?|rts?\.?)|Rules?|[Uu]/[Ss]\.?"
    r"|(?:[Uu]nder|of|per)\s{1,2}(?:sections?|articles?|rules?))|§)\s{0,2}$"
)
"""A keyword that can be no noun of the sentence: right behind it a number counts no people or things."""

_LONGEST_KEYWORD = len("under  sections  ")
_STATES = re.compile(r"\s{1,2}states?(?:\s{1,2}(?:that|how|the|an?|who|what|when|where|which|if|as)\b|\s?[:,;.])")
"""A verb, not what a number counts: 'Articles 14 and 15 state that …'."""

_OF_SECTION = re.compile(r"\s{1,2}(?:cases|accused)\b")
_LEAST_SPOKEN_OF = 100
"""A smaller number may count them: '3 accused'."""

_INNER = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:sub-?\s?sections?|sub-?\s?rules?|sub-?\s?r\.|sub-?\s?clauses?|clauses?|cl\.)\s{0,2}(?=\([A-Za-z0-9-]{1,5}\))"
    r"|sub-?\s?section\s(?P<bare>[0-9]{1,2}[A-Z]?)(?![0-9A-Za-z(]))",
    re.IGNORECASE,
)


def order_number(text: str, position: int) -> tuple[str, int] | None:
    """Return the number of the Order (Roman or not) that stands at `position`, in digits, and where it ends.

    What counts something, as in 'a court order 3 months ago', is no number of an Order.
    """
    match = _ROMAN.match(text, position)
    if match is not None:
        value = roman(match[1])
        return None if value is None or value > LAST_ORDER else (f"{value}{match[2] or ''}", match.end())
    match = _ORDER_DIGITS.match(text, position)
    if match is None or not 1 <= int(match[1]) <= LAST_ORDER or _COUNTED.match(text, match.end()):
        return None
    return f"{int(match[1])}{match[2] or ''}", match.end()


def read_list(text: str, position: int) -> tuple[list[Number], int]:
    """Return the numbers that stand at `position` ('406, 409 & 120-B', '139 to 142'), and where they end."""
    alone = _ALONE.match(text, position)
    if alone is not None:
        return [Number(alone[0])], alone.end()
    first = read_number(text, position)
    if first is None or not 0 < first[0].whole <= _LARGEST:
        return [], position
    number, end = first
    if _is_count(text, number, end) and not (_is_spoken_of(text, number, end) or _is_called_so(text, position, end)):
        return [], position
    number, end = _with_inner_parts(text, number, end)
    numbers = siblings(number)
    opened = text[position - 1 : position] == "("
    in_brackets = opened and text[end : end + 1] == ")"
    end += in_brackets
    read_next = _in_brackets if in_brackets else _next_numbers
    while len(numbers) < _MOST:
        gloss = _GLOSS.match(text, end)
        separator = _SEPARATOR.match(text, gloss.end() if gloss else end)
        if separator is None:
            break
        more = read_next(text, separator, numbers[-1])
        if more is None:
            break
        numbers.extend(more[0])
        end = more[1]
    if opened and not in_brackets and text[end : end + 1] == ")":
        end += 1
    return numbers, end


def _is_count(text: str, number: Number, end: int) -> bool:
    """Tell whether a number counts what follows it ('3 days'); a sub-section counts nothing ('19(1)(c) steps in')."""
    if number.parts or _STATES.match(text, end):
        return False
    return _COUNTED.match(text, end) is not None or _COUNTED_IN_HINDI.match(text, end) is not None


def _is_spoken_of(text: str, number: Number, end: int) -> bool:
    """Tell whether what stands behind a number are cases and people of that section: 'Section 138 cases'."""
    return number.whole >= _LEAST_SPOKEN_OF and _OF_SECTION.match(text, end) is not None


def _is_called_so(text: str, position: int, end: int) -> bool:
    """Tell whether a number between a keyword and people or things is the provision's: 'Section 6 daughters'."""
    before = max(0, position - _LONGEST_KEYWORD)
    return PEOPLE_AND_THINGS.match(text, end) is not None and _KEYWORD_BEFORE.search(text, before, position) is not None


def _in_brackets(text: str, separator: re.Match[str], _last: Number) -> tuple[list[Number], int] | None:
    """Return the number in brackets that stands behind a separator, and where it ends: '(142)' of '(138) and (142)'."""
    number = _IN_BRACKETS.match(text, separator.end())
    return None if number is None else ([Number(number[1])], number.end())


def _next_numbers(text: str, separator: re.Match[str], last: Number) -> tuple[list[Number], int] | None:
    """Return what stands behind a separator, and where it ends; None where it does not go on with the list.

    Args:
        text: the text.
        separator: what joins it to the number before: 'and', 'to', a comma.
        last: that number: '(b)' goes on with '19(1)(a)', 'B' with '354A'.
    """
    position = separator.end()
    parts, parts_end = read_parts(text, position)
    if not parts and text[position - 1 : position] == " ":
        parts, parts_end = read_parts(text, position - 1)
    if parts and last.parts:
        if separator["range"]:
            return (spread_parts(last, parts[0]), parts_end) if len(parts) == 1 else None
        return [with_parts(last, parts)], parts_end
    if _DATE.match(text, position):
        return None
    of_letter = _next_letter(text, separator, last)
    if of_letter is not None:
        return of_letter
    following = read_number(text, position)
    if following is None or not 0 < following[0].whole <= _LARGEST:
        return None
    number, end = following
    in_capitals = separator[0] != separator[0].lower() and COUNTED_IN_ANY_CASE.match(text, end) is not None
    if _is_count(text, number, end) or (in_capitals and not number.parts):
        return None
    if separator["range"]:
        return _range(text, separator, last, number, end)
    number, end = _with_inner_parts(text, number, end)
    return siblings(number), end


def _next_letter(text: str, separator: re.Match[str], last: Number) -> tuple[list[Number], int] | None:
    """Return the numbers that a letter alone makes of the one before: 'D' of '354A-D', 'B' of '354A, B and C'."""
    if last.parts or len(last.letters) != 1:
        return None
    letter = (_LETTER if separator["range"] else _NEXT_LETTER).match(text, separator.end())
    if letter is None:
        return None
    if separator["range"]:
        is_later = last.letters < letter[0]
        return (spread(last, Number(f"{last.whole}{letter[0]}")), letter.end()) if is_later else None
    is_next = ord(letter[0]) == ord(last.letters) + 1
    return ([Number(f"{last.whole}{letter[0]}")], letter.end()) if is_next else None


def _range(
    text: str, separator: re.Match[str], first: Number, last: Number, end: int
) -> tuple[list[Number], int] | None:
    """Return the numbers of a range behind its first, and where it ends; None where the last does not come later."""
    if "to" in separator["range"].lower() and _CHANGED.search(
        text, max(0, separator.start() - _LONGEST_CHANGED), separator.start()
    ):
        return [last], end
    if last.whole < first.whole:
        return None
    if last.whole == first.whole and last.letters <= first.letters and not last.parts:
        return None
    if last.base == first.base and len(last.parts) == len(first.parts) and last.parts:
        return spread_parts(first, last.parts[-1]), end
    return spread(first, last), end


def _with_inner_parts(text: str, number: Number, end: int) -> tuple[Number, int]:
    """Return `number` with a 'sub-section (8)' that follows it."""
    for _ in range(3):
        inner = _INNER.match(text, end)
        if inner is None:
            break
        parts, end = ((inner["bare"],), inner.end()) if inner["bare"] else read_parts(text, inner.end())
        number = Number(number.base, number.parts + parts)
        if not parts:
            break
    return number, end
